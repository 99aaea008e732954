"""Several presses at once on one folder: on SQLite and on PostgreSQL, as threads and as real processes."""

import os
import random
import re
import signal
import threading
import time
from collections import defaultdict

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import Error, connection, connections, transaction
from tests.press.board import FRONT, Board, change, notices, post
from tests.press.folder import AT_ONCE, files, full_print, publish
from tests.press.several import Diary, NotedStore, in_a_process, noting, presses, print_until_stopped

from musnad.press import desk, register
from musnad.press import locks as locks_module
from musnad.press.errors import LocksLost
from musnad.press.locks import GATE, LEAD, of_page, press_locks
from musnad.press.models import Counter, PrintedPage
from musnad.press.publishing import Run, public_store
from musnad.press.store import FolderStore

VERSION = re.compile(r"طبعة (\d+)")


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def board(request, database, home):
    """An empty board in a database that commits, on either engine."""
    if request.param == "PostgreSQL":
        request.getfixturevalue("committing_postgresql")
    return Board(home / "pictures")


@pytest.fixture
def on_postgresql(committing_postgresql, home):
    return Board(home / "pictures")


@pytest.fixture
def diary(tmp_path):
    return Diary(tmp_path / "diary")


def wait_until(true, seconds=60):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.02)


def nothing_waits():
    return not desk.anything_to_do()


def board_of(number):
    for each in range(number):
        Group.objects.create(name=f"n{each}|خبر {each}")


def spans(diary):
    """By file, who had it in hand from when to when: from the beginning of its rendering to its being in the folder."""
    begun, found = {}, defaultdict(list)
    for entry in diary.entries():
        if "begun" in entry:
            begun[entry["pid"], entry["begun"]] = entry["at"]
        else:
            start = begun[entry["pid"], entry["put"]]
            found[entry["put"]].append((start, entry["at"], entry["pid"]))
    return found


def test_three_presses_share_a_full_print_and_never_have_the_same_page_in_hand(board, diary):
    board_of(150)
    noting(board, diary, 0.002)
    with presses(3, board, diary):
        wait_until(lambda: PrintedPage.objects.filter(due_at=None).count() == 151)
    found = spans(diary)
    assert len(found) == 151
    for each in found.values():
        assert all(before[1] <= after[0] for before, after in zip(sorted(each), sorted(each)[1:], strict=False))
    assert len({span[2] for each in found.values() for span in each}) == 3
    assert files() == full_print(board)


def test_whatever_is_edited_meanwhile_no_older_print_follows_a_newer_one(board, diary):
    pks = [post(f"n{number}", "طبعة 0") for number in range(8)]
    noting(board, diary, 0.001)
    with presses(3, board, diary):
        for version in range(1, 30):
            for number in (version % 8, version * 3 % 8, version * 5 % 8):
                change(pks[number], f"n{number}", f"طبعة {version}")
            time.sleep(0.03)
        wait_until(nothing_waits)
    versions = defaultdict(list)
    for entry in diary.entries():
        if entry.get("put", "").startswith("ar/n"):
            versions[entry["put"]].append(int(VERSION.search(entry["body"])[1]))
    assert all(each == sorted(each) for each in versions.values())
    assert sum(map(len, versions.values())) > 8
    connections.close_all()
    assert files() == full_print(board)


def test_a_page_waits_for_those_that_it_links_to_in_another_presses_hands(board):
    post("jisr", "خبر الجسر")
    publish(board)
    post("souq", "خبر السوق")
    with press_locks(settings.MUSNAD_HOME / "press.lock") as other:
        assert other.take([LEAD]) == [LEAD]
        assert run_for_a_while(board) == []
        other.let_go([LEAD])
        pages = {page.path: page.pk for page in PrintedPage.objects.all()}
        assert "/ar/souq/" not in pages
        other.let_go(other.take([GATE]))
    steps = []
    with press_locks(settings.MUSNAD_HOME / "press.lock") as other:

        def take_the_new_page():
            new = PrintedPage.objects.filter(path="/ar/souq/", printed_at=None).first()
            if new:
                steps.extend(other.take([of_page(new.pk)]))
            return bool(steps)

        Run(board, public_store(), stop=take_the_new_page).work()
        board.rendered.clear()
        assert run_for_a_while(board) == []
        other.let_go(steps)
    publish(board)
    assert files() == full_print(board)


def run_for_a_while(board):
    """Run a press for a fifth of a second; return what it rendered."""
    before, until = len(board.rendered), time.monotonic() + 0.2
    Run(board, public_store(), stop=lambda: time.monotonic() > until).work()
    return board.rendered[before:]


def test_a_page_that_another_press_has_just_printed_is_not_printed_again(board, monkeypatch):
    post("jisr", "خبر الجسر")
    taking = locks_module.Locks.take

    def late(self, keys, **how):
        """Between a press's look at the line and its taking the page, another prints it."""
        monkeypatch.setattr(locks_module.Locks, "take", taking)
        if any(key >= of_page(1) for key in keys):
            publish(board)
            board.rendered.clear()
        else:
            monkeypatch.setattr(locks_module.Locks, "take", late)
        return taking(self, keys, **how)

    monkeypatch.setattr(locks_module.Locks, "take", late)
    publish(board)
    assert board.rendered == []
    assert files() == full_print(board)


def test_an_edit_between_the_choice_of_pages_and_the_look_is_taken_up_first(board, monkeypatch):
    post("jisr", "خبر الجسر")
    publish(board)
    change(notices().get().pk, "jisr", "خبر الجسر بعد تصحيح")
    order = []
    check = locks_module.Locks.take

    def late(self, keys, **how):
        front = PrintedPage.objects.filter(path="/ar/", due_at__isnull=False).first()
        if front and of_page(front.pk) in keys:
            monkeypatch.setattr(locks_module.Locks, "take", check)
            post("souq", "خبر السوق")
        return check(self, keys, **how)

    monkeypatch.setattr(locks_module.Locks, "take", late)
    store = public_store()
    put = store.put
    store.put = lambda name, content, tags=(): (order.append(name), put(name, content, tags))
    Run(board, store, files_stay=AT_ONCE).work()
    assert order == ["ar/souq/index.html", "ar/jisr/index.html", "ar/index.html"]


def test_presses_that_are_killed_all_the_time_end_in_the_folder_of_a_full_print(board, diary):
    chance = random.Random(5)  # noqa: S311  (the same dice each time)
    pks = [post(f"n{number}", "طبعة 0") for number in range(20)]
    connections.close_all()
    pids = [in_a_process(lambda: print_until_stopped(board)) for _ in range(3)]
    killed = 0
    for version in range(1, 25):
        number = chance.randrange(20)
        change(pks[number], f"n{number}" if version % 5 else f"m{version}", f"طبعة {version}")
        time.sleep(chance.random() * 0.08)
        victim = chance.randrange(3)
        os.kill(pids[victim], signal.SIGKILL)
        killed += os.WTERMSIG(os.waitpid(pids[victim], 0)[1]) == signal.SIGKILL
        connections.close_all()
        pids[victim] = in_a_process(lambda: print_until_stopped(board))
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    assert killed == 24
    publish(board)
    assert files() == full_print(board)


def test_a_press_that_loses_its_session_while_it_renders_writes_nothing(on_postgresql, postgresql, monkeypatch):
    monkeypatch.setattr(locks_module, "TRUSTED", 0.0)
    board = on_postgresql
    bridge = post("jisr", "طبعة 1")
    publish(board)
    before = files()
    change(bridge, "jisr", "طبعة 2")
    intend = register.intend

    def ended(sheets):
        found = intend(sheets)
        postgresql.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'own'")
        return found

    monkeypatch.setattr(register, "intend", ended)
    with pytest.raises(LocksLost):
        publish(board)
    assert files() == before
    connection.close()
    monkeypatch.setattr(register, "intend", intend)
    assert publish(board).printed == 2
    assert files() == full_print(board)


class Stalling(FolderStore):
    """A store whose machine stands still at its first page: meanwhile its session ends and another machine goes on."""

    def __init__(self, store, meanwhile):
        super().__init__(store.root, store.scratch)
        self.meanwhile = meanwhile

    def put(self, name, content, tags=()):
        if name.endswith(".html") and self.meanwhile:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
        super().put(name, content, tags)


def test_what_a_machine_wrote_that_had_lost_its_session_is_mended(on_postgresql, postgresql, tmp_path):
    """No check can come between a check and the writing after it. What is written then is found once it is recorded."""
    board, public = on_postgresql, settings.MUSNAD_PUBLIC
    bridge = post("jisr", "طبعة 1")
    publish(board)
    change(bridge, "jisr", "طبعة 2")

    def another_machine():
        settings.MUSNAD_HOME, home = tmp_path / "another-machine", settings.MUSNAD_HOME
        try:
            change(bridge, "jisr", "طبعة 3")
            publish(board)
        finally:
            settings.MUSNAD_HOME = home
            connections.close_all()

    def stand_still():
        postgresql.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'own'")
        thread = threading.Thread(target=another_machine)
        thread.start()
        thread.join(30)
        assert "طبعة 3" in (public / "ar/jisr/index.html").read_text()

    doubtful = set()
    with pytest.raises(Error):
        Run(board, Stalling(public_store(), stand_still), doubtful=doubtful).work()
    connection.close()
    assert "طبعة 2" in (public / "ar/jisr/index.html").read_text()
    assert nothing_waits()
    Run(board, public_store(), doubtful=doubtful, files_stay=AT_ONCE).work()
    assert files() == full_print(board)


def test_files_are_removed_by_one_and_only_while_nobody_writes(board):
    post("jisr", "خبر الجسر")
    publish(board)
    old = {name for name in files() if name.startswith("assets/")}
    board.style += b"p { margin-block: 1rem }\n"
    with press_locks(settings.MUSNAD_HOME / "press.lock") as other, other.held(GATE, shared=True):
        until = time.monotonic() + 1
        Run(board, public_store(), stop=lambda: time.monotonic() > until, files_stay=AT_ONCE).work()
        assert old <= set(files())
    publish(board)
    assert not old & set(files())


def test_a_page_that_another_has_in_hand_is_not_taken_out(board):
    bridge = post("jisr", "خبر الجسر")
    publish(board)
    page = PrintedPage.objects.get(path="/ar/jisr/")
    change(bridge, "souq", "خبر الجسر")
    with press_locks(settings.MUSNAD_HOME / "press.lock") as other:
        other.take([of_page(page.pk)])
        run_for_a_while(board)
        assert "ar/jisr/index.html" in files()
    publish(board)
    assert files() == full_print(board)


def test_a_noted_store_is_the_folder(board, diary):
    post("jisr", "خبر الجسر")
    Run(board, NotedStore(public_store(), diary)).work()
    assert [entry["put"] for entry in diary.entries()] == ["ar/jisr/index.html", "ar/index.html"]


def test_who_holds_a_counter_while_edits_are_taken_up_is_waited_for_and_its_edit_printed(on_postgresql):
    board, taken, told = on_postgresql, threading.Event(), []
    bridge = post("jisr", "طبعة 1")
    publish(board)
    change(bridge, "jisr", "طبعة 2")

    def edit():
        with transaction.atomic():
            Counter.objects.select_for_update().get(tag=FRONT)
            taken.set()
            time.sleep(0.5)
            told.append(len(board.rendered))
            change(bridge, "jisr", "طبعة 3")
        connections.close_all()

    before, editor = len(board.rendered), threading.Thread(target=edit)
    editor.start()
    taken.wait(20)
    publish(board)
    editor.join()
    publish(board)
    assert told == [before]
    assert "طبعة 3" in (settings.MUSNAD_PUBLIC / "ar/jisr/index.html").read_text()
    assert files() == full_print(board)
