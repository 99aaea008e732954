"""Locks of a press: on one machine, and where several share a PostgreSQL."""

import subprocess
import sys
import threading

import pytest
from django.db import connection

from musnad.press import locks as locks_module
from musnad.press.errors import LocksLost
from musnad.press.locks import GATE, LEAD, SessionLocks, of_page, press_locks

PAGES = [of_page(pk) for pk in (1, 2, 3, 2**40)]

HOLDER = """
import sys, time
from pathlib import Path
from musnad.press.locks import FileLocks
locks = FileLocks(Path(sys.argv[1]))
print(locks.take([int(key) for key in sys.argv[2:]], shared=False), flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / "press.lock"


def elsewhere(act):
    """Do `act` in another thread, and so on another connection; return what it returns."""
    answers = []

    def run():
        try:
            answers.append(act())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    return answers[0]


def taken_elsewhere(path, keys, **how):
    def take():
        with press_locks(path) as others:
            return others.take(keys, **how)

    return elsewhere(take)


@pytest.fixture(params=["one machine", "machines on PostgreSQL"])
def others_path(request, path):
    """Where another press keeps its file: the same file on one machine, its own on a machine of its own."""
    if request.param == "one machine":
        request.getfixturevalue("db")
        return path
    request.getfixturevalue("committing_postgresql")
    return path.with_name("another-machine")


def test_what_one_holds_no_other_takes(path, others_path):
    with press_locks(path) as mine:
        assert mine.take(PAGES[:3]) == PAGES[:3]
        assert taken_elsewhere(others_path, PAGES) == PAGES[3:]
        mine.let_go(PAGES[:1])
        assert taken_elsewhere(others_path, PAGES) == [PAGES[0], PAGES[3]]
    assert taken_elsewhere(others_path, PAGES) == PAGES


def test_many_share_the_gate_and_one_has_it_alone(path, others_path):
    with press_locks(path) as mine:
        with mine.held(GATE, shared=True) as held:
            assert held
            assert taken_elsewhere(others_path, [GATE], shared=True) == [GATE]
            assert taken_elsewhere(others_path, [GATE]) == []
        with mine.held(GATE) as alone:
            assert alone
            assert taken_elsewhere(others_path, [GATE], shared=True) == []


def test_one_leads(path, others_path):
    with press_locks(path) as mine, mine.held(LEAD) as leading:
        assert leading
        assert taken_elsewhere(others_path, [LEAD]) == []
        assert taken_elsewhere(others_path, [GATE]) == [GATE]


def test_a_lock_that_is_not_got_is_not_let_go(path, others_path):
    def try_to_lead():
        with press_locks(others_path) as others, others.held(LEAD) as leading:
            return leading

    with press_locks(path) as mine, mine.held(LEAD):
        assert elsewhere(try_to_lead) is False
        assert elsewhere(try_to_lead) is False


def test_a_lock_that_another_machine_has_is_held_in_neither_place(path, committing_postgresql):
    held, let_go = threading.Event(), threading.Event()

    def hold():
        with press_locks(path.with_name("another-machine")) as others:
            others.take(PAGES[:1])
            held.set()
            let_go.wait(30)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    assert held.wait(30)
    with press_locks(path) as mine:
        assert mine.take(PAGES[:2]) == PAGES[1:2]
        let_go.set()
        holder.join(30)
        assert taken_elsewhere(path, PAGES[:2]) == PAGES[:1]


def test_a_gate_is_waited_for(path, db):
    order = []

    def pass_through():
        with press_locks(path) as others, others.waited_for(GATE, shared=True):
            order.append("passed")

    with press_locks(path) as mine, mine.held(GATE):
        thread = threading.Thread(target=pass_through)
        thread.start()
        thread.join(0.2)
        order.append("opened")
    thread.join(10)
    assert order == ["opened", "passed"]


def test_a_killed_press_lets_go(path, db):
    with press_locks(path) as mine:
        command = [sys.executable, "-c", HOLDER, str(path), *map(str, PAGES)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
            assert holder.stdout.readline().strip() == str(PAGES)
            assert mine.take(PAGES) == []
            holder.kill()
            holder.wait()
        assert mine.take(PAGES) == PAGES


def test_a_session_that_ends_takes_its_locks_along(path, committing_postgresql, postgresql):
    with press_locks(path) as mine:
        mine.take(PAGES)
        assert taken_elsewhere(path.with_name("another-machine"), PAGES) == []
        end_sessions(postgresql)
        assert taken_elsewhere(path.with_name("another-machine"), PAGES) == PAGES
        assert taken_elsewhere(path, PAGES) == []


def test_who_lost_its_session_is_told_before_it_writes(path, committing_postgresql, postgresql, monkeypatch):
    monkeypatch.setattr(locks_module, "TRUSTED", 0.0)
    with press_locks(path) as mine:
        mine.take(PAGES)
        mine.check()
        end_sessions(postgresql)
        with pytest.raises(LocksLost):
            mine.check()


def test_a_new_session_has_none_of_the_old_ones_locks(committing_postgresql):
    mine = SessionLocks()
    mine.take(PAGES, shared=False)
    connection.close()
    connection.ensure_connection()
    for act in (mine.check, lambda: mine.take([LEAD], shared=False)):
        with pytest.raises(LocksLost):
            act()
    mine.let_go(PAGES)
    mine.close()


def test_a_session_that_just_answered_is_not_asked_again(committing_postgresql, django_assert_num_queries):
    mine = SessionLocks()
    mine.take(PAGES, shared=False)
    with django_assert_num_queries(0):
        mine.check()
    mine.close()


def end_sessions(postgresql):
    """End every session with the test's database, as a restart of the server does."""
    postgresql.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'own'")
