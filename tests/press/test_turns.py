"""Who is next is found in the index of those that wait, however long the tables and whenever SQLite counted them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.press.board import post
from tests.press.folder import publish

from musnad.newsroom import lengths
from musnad.press import desk, staleness
from musnad.press.models import Counter, PrintedPage
from musnad.press.turns import never_printed, next_turn


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
