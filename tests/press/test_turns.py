"""Who is next is found in the index of those that wait, however long the tables and whenever SQLite counted them."""

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.press.board import post
from tests.press.folder import publish

from musnad.newsroom import lengths
from musnad.press import comparing, desk, staleness, turns
from musnad.press.locks import of_page, press_locks
from musnad.press.models import Counter, PrintedPage, PrintedTag
from musnad.press.publishing import Run, public_store
from musnad.press.staleness import SITE_WIDE
from musnad.press.turns import Lot, Turn, never_printed, next_turn, still_due, take


def way(act):
    """How SQLite finds what `act` asks for."""
    with CaptureQueriesContext(connection) as asked:
        act()
    with connection.cursor() as cursor:
        (question,) = asked.captured_queries
        cursor.execute(f"EXPLAIN QUERY PLAN {question['sql']}")
        return [row[3] for row in cursor.fetchall()]


@pytest.mark.parametrize("waiting", [True, False])
def test_what_waits_is_found_in_its_index_whatever_waited_when_sqlite_counted(board, monkeypatch, waiting):
    monkeypatch.setattr(lengths, "count_needed", lambda: True)
    for number in range(60):
        post(f"khabar-{number}", "خبر")
    publish(board)
    if waiting:
        Counter.objects.update(settled=-1)
        PrintedPage.objects.update(due_at=timezone.now(), printed_at=None)
    assert lengths.count_tables()

    due, counter = "press_printedpage USING INDEX page_due", "press_counter USING INDEX counter_pending"
    last = "press_printedpage USING INDEX page_last_printed"
    found = {
        counter: [staleness.pending().exists, staleness.pending().first],
        due: [next_turn, lambda: never_printed(lane=0, rank__lt=2), lambda: never_printed(lane__lt=0)],
        last: [lambda: desk.last_prints(5)],
    }
    for index, acts in found.items():
        for act in acts:
            assert index in " ".join(way(act))
            assert "TEMP B-TREE" not in " ".join(way(act))


def in_line(board, number):
    """Have so many notices in line, none printed."""
    for each in range(number):
        post(f"n{each}", f"خبر {each}")
    Run(board, public_store(), stop=lambda: PrintedPage.objects.exists()).work()
    return list(PrintedPage.objects.filter(rank=0).order_by("pk").values_list("pk", flat=True))


def test_pages_behind_those_that_others_have_in_hand_are_taken(board, home):
    pks = in_line(board, 7)
    turn = next_turn()
    with press_locks(home / "press.lock") as other, press_locks(home / "press.lock") as own:
        assert len(other.take([of_page(pk) for pk in pks[:5]])) == 5
        assert take(turn, own, 2) == pks[5:]


def test_a_press_looks_so_far_and_no_further(board, home, monkeypatch):
    monkeypatch.setattr(turns, "REACH", 2)
    pks = in_line(board, 7)
    turn = next_turn()
    with press_locks(home / "press.lock") as other, press_locks(home / "press.lock") as own:
        other.take([of_page(pk) for pk in pks[:4]])
        assert take(turn, own, 2) == []
        other.let_go([of_page(pks[3])])
        assert take(turn, own, 2) == [pks[3]]


def test_a_page_is_not_due_before_those_that_it_could_link_to(board):
    in_line(board, 1)
    front = PrintedPage.objects.get(rank=1)
    assert still_due(board, Lot((Turn(front.lane, 1),), (front.pk,)), set()) == []
    publish(board)
    PrintedPage.objects.update(due_at=timezone.now())
    front.refresh_from_db()
    assert still_due(board, Lot((Turn(front.lane, 1),), (front.pk,)), set()) == [front]


def test_a_site_wide_change_waits_for_the_comparison_that_it_began(board):
    post("jisr", "خبر")
    publish(board)
    PrintedPage.objects.update(due_at=timezone.now(), lane=SITE_WIDE)
    front = PrintedPage.objects.get(rank=1)
    comparing.ask()
    assert still_due(board, Lot((Turn(SITE_WIDE, 1),), (front.pk,)), set()) == []


def test_which_of_some_pages_a_wide_change_stales_is_found_by_their_own_rows(board):
    """SQLite walked all that a change to the whole site stales, for each two hundred pages of it."""
    for number in range(6):
        post(f"khabar-{number}", "خبر")
    publish(board)
    wide = max(
        PrintedTag.objects.values_list("tag", flat=True), key=lambda tag: PrintedTag.objects.filter(tag=tag).count()
    )
    reading = sorted(PrintedTag.objects.filter(tag=wide).values_list("page", flat=True))
    some = reading[:3]
    assert staleness.stale_among(some, wide) == []

    Counter.objects.filter(tag=wide).update(value=F("value") + 1)
    PrintedTag.objects.filter(tag=wide, page=some[0]).update(value=F("value") + 1)
    assert sorted(staleness.stale_among(some, wide)) == some[1:]
    assert any("page_id=?" in step for step in way(lambda: staleness.stale_among(some, wide)))
