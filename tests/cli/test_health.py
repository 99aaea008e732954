"""`musnad health`: one line and an exit status, as monitors want them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from tests.cli.commands import musnad

from musnad.cli.health import faults_of, stale_caches
from musnad.press.desk import CacheLine, Queue
from musnad.press.presence import Seen

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def line(**more):
    return Queue(**{"raised": 0, "waiting": 0, "behind": 0, "failing": 0, "oldest": None} | more)


def worker(trouble=""):
    return Seen("worker:1", "desk", 41, LONG_AGO, LONG_AGO, trouble)


def test_a_press_that_keeps_up_has_no_fault():
    assert faults_of(line(waiting=3, oldest=timezone.now()), [worker()], 300) == []


@pytest.mark.parametrize(
    ("queue", "living", "fault"),
    [
        (line(), [], "no worker lives"),
        (line(), [worker("No space left on device")], "desk (41): No space left"),
        (line(failing=2), [worker()], "2 pages cannot be printed"),
        (line(waiting=1, oldest=LONG_AGO), [worker()], "the oldest page has waited for "),
    ],
)
def test_what_is_wrong_is_told(queue, living, fault):
    (told,) = faults_of(queue, living, 300)

    assert told.startswith(fault)


def test_pages_behind_a_change_of_the_whole_site_may_take_their_time():
    assert faults_of(line(waiting=9, behind=9, oldest=LONG_AGO), [worker()], 300) == []


def test_a_newsroom_that_nobody_serves_is_not_well(home):
    told = musnad(home, "health")

    assert told.returncode == 1
    assert told.stdout.startswith("workers 0, waiting 0, failing 0, faults 1")
    assert "no worker lives" in told.stderr


def test_a_cache_that_keeps_old_copies_too_long_is_told():
    def kept(minutes):
        return CacheLine("fastly S", 3, 3, timezone.now() - timedelta(minutes=minutes), "status 503", None)

    assert stale_caches([kept(1)], 300) == []
    assert stale_caches([kept(10)], 300) == ["fastly S has kept old copies of 3 pages for 600 s"]
