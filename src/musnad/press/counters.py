"""The tags' counters: raised with each edit, read with each print."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection, transaction
from django.utils import timezone

from musnad.press.lots import in_lots
from musnad.press.models import Counter
from musnad.press.waking import wake

ROWS = 200

RAISE = """
INSERT INTO press_counter (tag, value, settled, raised_at) VALUES {rows}
ON CONFLICT (tag) DO UPDATE SET
    value = press_counter.value + 1,
    raised_at = CASE WHEN press_counter.value = press_counter.settled
                     THEN excluded.raised_at ELSE press_counter.raised_at END
"""


def raise_counters(names: Collection[str]) -> None:
    """Count each tag up by one, in the caller's transaction; the worker is woken when that is committed.

    Sorted, so that two edits that raise the same tags on PostgreSQL wait for each other and never cross.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with transaction.atomic(), connection.cursor() as cursor:
        for some in in_lots(sorted(names), ROWS):
            rows = ", ".join(["(%s, 1, 0, %s)"] * len(some))
            values = [value for tag in some for value in (tag, now)]
            cursor.execute(RAISE.format(rows=rows), values)
        transaction.on_commit(wake)


def values_of(names: Collection[str]) -> dict[str, int]:
    """Return the counter of each tag; one that was never raised stands at 0."""
    values = dict.fromkeys(names, 0)
    for some in in_lots(sorted(names), ROWS):
        values.update(Counter.objects.filter(tag__in=some).values_list("tag", "value"))
    return values
