"""Whatever is edited, killed and fails, no cache before the site keeps an old copy."""

import os
import random
import signal
import time
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connections
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.press.board import Board, change, post
from tests.press.folder import files, publish
from tests.press.purges import KeepingCache, use
from tests.press.several import in_a_process, print_until_stopped
from tests.press.test_killing import EDIT, do, start_over

from musnad.press import purging
from musnad.press.labels import label_of
from musnad.press.locks import PURGES, press_locks
from musnad.press.models import Purge
from musnad.press.purging import purge_caches

STEP = st.one_of(
    EDIT,
    st.tuples(st.just("read"), st.integers(0, 6), st.just("")),
    st.tuples(st.just("purge"), st.sampled_from([200, 503, 0]), st.just("")),
)


@pytest.fixture
def keeping(settings):
    cache = KeepingCache()
    use(settings, f"fastly://SERVICE?api={cache.address}")
    yield cache
    cache.close()


def read_through(cache, board, number):
    """Have readers ask the cache for a page, or for all: it takes from the folder those that it does not keep."""
    public = board.pictures.parent / "public"
    paths = sorted(public.rglob("*.html"))
    for path in paths if number == 6 else paths[number : number + 1]:
        # As the server does: first the page, then its label. Either may be replaced or removed meanwhile.
        with suppress(FileNotFoundError):
            name, body = path.relative_to(public).as_posix(), path.read_bytes()
            cache.read(name, body, label_of(board.pictures.parent / "labels", name))


@pytest.mark.long
@given(steps=st.lists(STEP, max_size=16))
@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_edits_kills_readers_and_failing_purges_a_cache_has_no_old_copy(keeping, board, monkeypatch, steps):
    """With a cache that never forgets by itself: each copy that is left at the end is the page as it is."""
    monkeypatch.setattr(purging, "FIRST_RETRY", timedelta(0))
    start_over(board)
    Purge.objects.all().delete()
    keeping.copies.clear()
    posted = {}
    for kind, number, text in steps:
        if kind == "read":
            read_through(keeping, board, number)
        elif kind == "purge":
            keeping.answers.append(number)
            purge_caches()
            keeping.answers.clear()
        else:
            do(board, posted, kind, number, text)
    publish(board)
    assert purge_caches()
    assert not Purge.objects.exists()
    now = files()
    assert {name: copy[0] for name, copy in keeping.copies.items()} == {name: now.get(name) for name in keeping.copies}


def test_several_presses_on_postgresql_that_are_killed_leave_a_cache_no_old_copy(committing_postgresql, home, keeping):
    board = Board(home / "pictures")
    chance = random.Random(7)  # noqa: S311  (the same dice each time)
    pks = [post(f"n{number}", "طبعة 0") for number in range(12)]
    connections.close_all()
    pids = [in_a_process(lambda: print_until_stopped(board)) for _ in range(3)]
    for version in range(1, 16):
        number = chance.randrange(12)
        change(pks[number], f"n{number}" if version % 5 else f"m{version}", f"طبعة {version}")
        time.sleep(chance.random() * 0.1)
        read_through(keeping, board, 6)
        purging.purge_alone(lambda: False)
        victim = chance.randrange(3)
        os.kill(pids[victim], signal.SIGKILL)
        os.waitpid(pids[victim], 0)
        connections.close_all()
        pids[victim] = in_a_process(lambda: print_until_stopped(board))
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    publish(board)
    assert purge_caches()
    now = files()
    assert keeping.asked
    assert {name: copy[0] for name, copy in keeping.copies.items()} == {name: now.get(name) for name in keeping.copies}


def test_only_one_worker_tells_the_caches(fastly, board, home):
    post("jisr", "خبر الجسر")
    publish(board)
    with press_locks(home / "press.lock") as locks, locks.held(PURGES) as alone:
        assert alone
        purging.purge_alone(lambda: False)
        assert fastly.asked == []
    purging.purge_alone(lambda: False)
    assert len(fastly.asked) == 1
