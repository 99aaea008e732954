import re
import sys
import threading
import time

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import OperationalError, connections, transaction
from tests.press.board import change, post
from tests.press.folder import files, full_print

from musnad.press import power, worker
from musnad.press.crew import Crew
from musnad.press.locks import GATE, LEAD, press_locks
from musnad.press.models import PrintedPage
from musnad.press.worker import Worker


def wait_until(true):
    for _ in range(1000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("not within ten seconds")


def has(name, text=""):
    return lambda: text.encode() in files().get(name, b"") if text else name in files()


@pytest.fixture
def start(board):
    """Start a worker over the board; it is stopped at the end."""
    workers = []

    def started(newsstand=board):
        workers.append(Worker(newsstand))
        workers[-1].start()
        return workers[-1]

    yield started
    assert all(each.stop() for each in workers)


def test_an_edit_in_this_process_is_live_at_once(board, start, monkeypatch):
    monkeypatch.setattr(worker, "POLL", 3600.0)
    start()
    wait_until(has("ar/index.html"))
    bridge = post("jisr", "خبر الجسر")
    wait_until(has("ar/index.html", "خبر الجسر"))
    change(bridge, "jisr", "خبر السوق")
    wait_until(has("ar/index.html", "خبر السوق"))


def test_an_edit_of_another_process_is_found_by_looking(board, start, monkeypatch):
    monkeypatch.setattr(worker, "POLL", 0.05)
    monkeypatch.setattr("musnad.press.counters.wake", lambda: None)
    start()
    wait_until(has("ar/index.html"))
    post("jisr", "خبر الجسر")
    wait_until(has("ar/jisr/index.html"))


def test_a_worker_that_starts_takes_up_what_was_left(board, start):
    post("jisr", "خبر الجسر")
    running = start()
    wait_until(has("ar/index.html", "خبر الجسر"))
    # It would look at what the full print below is told to forget.
    assert running.stop()
    assert files() == full_print(board)


def test_whatever_goes_wrong_the_worker_goes_on(board, start, monkeypatch, caplog):
    monkeypatch.setattr(worker, "POLL", 0.01)
    troubles = [OperationalError("database is locked"), OSError("no such host"), KeyError("odd")]
    look = board.look

    def stumbling():
        if troubles:
            raise troubles.pop()
        return look()

    board.look = stumbling
    post("jisr", "خبر الجسر")
    start()
    wait_until(has("ar/jisr/index.html"))
    assert "database is locked" in caplog.text
    assert caplog.text.count("The press stumbled") == 3


def test_a_folder_that_cannot_be_written_is_one_clear_line_and_tried_again(board, home, start, monkeypatch, caplog):
    monkeypatch.setattr(worker, "POLL", 0.01)
    home.mkdir()
    (home / "public").write_text("a file in its place")
    post("jisr", "خبر الجسر")
    start()
    wait_until(lambda: "cannot be written" in caplog.text)
    (home / "public").unlink()
    wait_until(has("ar/jisr/index.html"))
    assert "Traceback" not in caplog.text


def test_it_stops_in_the_middle_of_a_big_print(board, monkeypatch):
    for number in range(40):
        Group.objects.create(name=f"n{number}|خبر {number}")
    reached, render = threading.Event(), board.render

    def slow(route):
        reached.set()
        time.sleep(0.02)
        return render(route)

    board.render = slow
    big = Worker(board)
    big.start()
    assert reached.wait(10)
    assert big.stop()
    assert PrintedPage.objects.filter(due_at__isnull=False).exists()
    board.render = render
    rest = Worker(board)
    rest.start()
    wait_until(has("ar/index.html"))
    assert rest.stop()
    assert files() == full_print(board)


def test_it_says_so_when_it_does_not_stop_in_time(board):
    reached, go = threading.Event(), threading.Event()

    def stuck():
        reached.set()
        go.wait(10)
        return "look"

    board.look = stuck
    stuck_worker = Worker(board)
    stuck_worker.start()
    assert reached.wait(10)
    assert not stuck_worker.stop(0.01)
    go.set()
    assert stuck_worker.stop()


def test_it_leaves_the_press_to_another_that_is_at_work(board, home, start, monkeypatch):
    monkeypatch.setattr(worker, "POLL", 0.01)
    post("jisr", "خبر الجسر")
    with press_locks(home / "press.lock") as locks, locks.held(LEAD):
        start()
        time.sleep(0.1)
        assert files() == {}
    wait_until(has("ar/jisr/index.html"))


def test_after_an_orderly_end_a_restart_of_the_machine_is_no_power_cut(board, home, start):
    the_worker = start()
    wait_until(has("ar/index.html"))
    assert the_worker.stop()
    assert not (home / power.MARK).exists()


def test_an_end_beside_another_press_says_nothing_of_the_disk(board, home, start):
    the_worker = start()
    wait_until(has("ar/index.html"))
    wait_until(lambda: not PrintedPage.objects.filter(due_at__isnull=False).exists())
    with press_locks(home / "press.lock") as locks, locks.held(GATE, shared=True):
        assert the_worker.stop()
    assert (home / power.MARK).exists()


def test_an_end_in_disorder_is_logged(board, start, monkeypatch, caplog):
    def failing():
        raise OSError("the disk is gone")

    the_worker = start()
    wait_until(has("ar/index.html"))
    monkeypatch.setattr(power.os, "sync", failing)
    assert the_worker.stop()
    assert "did not lie down in order" in caplog.text


def test_the_schedule_is_kept_during_a_long_print_too(board, start, monkeypatch):
    monkeypatch.setattr(worker, "SCHEDULE", 0.0)
    kept = []
    monkeypatch.setattr(worker, "keep_the_schedule", lambda: kept.append(len(board.rendered)))
    post("jisr", "خبر الجسر")
    start()
    wait_until(has("ar/index.html", "خبر الجسر"))
    wait_until(lambda: kept[-1:] == [2])
    assert kept[0] == 0
    assert len(set(kept)) >= 2


def test_a_worker_leaves_no_connection_open(board, start):
    inside = []
    look = board.look

    def looking():
        inside.append(connections["default"])
        return look()

    board.look = looking
    the_worker = start()
    wait_until(has("ar/index.html"))
    assert the_worker.stop()
    assert [each.connection for each in inside] == [None]


def test_an_edit_while_a_page_is_printed_keeps_no_editor_waiting(board, start):
    reached, go, render = threading.Event(), threading.Event(), board.render

    def slow(route):
        result = render(route)
        reached.set()
        go.wait(10)
        return result

    board.render = slow
    start()
    assert reached.wait(10)
    with transaction.atomic():
        post("jisr", "خبر الجسر")
    go.set()
    wait_until(has("ar/index.html", "خبر الجسر"))


def test_a_reader_meets_no_dead_link_and_no_missing_style_during_edits(board, start):
    """Pages are posted and changed, the style changes, and somebody reads all the time, a front after a front."""
    done, missing, visits = threading.Event(), set(), []

    def visit(public):
        front = (public / "ar" / "index.html").read_text()
        for name in re.findall(r'href="/([^"]+)"', front):
            path = public / name / "index.html" if name.endswith("/") else public / name
            if not path.is_file():
                missing.add(name)
        visits.append(front)

    def read(public):
        while not done.is_set():
            visit(public)

    start()
    wait_until(has("ar/index.html"))
    reader = threading.Thread(target=read, args=[settings.MUSNAD_PUBLIC])
    reader.start()
    for number in range(12):
        pk = post(f"n{number}", f"خبر {number}")
        change(pk, f"n{number}", f"خبر {number} بعد تصحيح")
        if number % 4 == 3:
            board.style += b"p { margin-block: 1rem }\n"
        wait_until(has("ar/index.html", f"خبر {number} بعد تصحيح"))
    done.set()
    reader.join(10)
    assert missing == set()
    assert len(set(visits)) > 5


def test_a_worker_that_is_stopped_before_it_began_has_ended(board):
    assert Worker(board).stop()


def test_a_worker_that_ends_has_those_end_whom_it_called(board):
    crew = Crew([sys.executable, "-c", "import sys; sys.stdin.read(); print(2)"], 1)
    crew.gather()
    worker = Worker(board, crew)
    worker.start()
    assert worker.stop(30)
    assert crew.printed == 2
