"""The ledger from its log alone: replayed into an empty ledger, the log gives the same ledger."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.management.color import no_style
from django.db import connection

from musnad.ledger.applying import Change
from musnad.ledger.errors import LedgerNotEmpty
from musnad.ledger.models import ChainLink, Claim, Evidence, LogEntry, Source, Standing, Statement, Verdict
from musnad.ledger.vocabulary import LogAct
from musnad.ledger.writing import carry_out, one_at_a_time


@one_at_a_time
def replay(entries: Iterable[LogEntry]) -> int:
    """Do what `entries` say, in the order of their numbers, and return how many there were.

    Rows, numbers, times and standings come out as they were. Raises LedgerNotEmpty; nothing is written then.
    """
    if there := LogEntry.objects.count():
        raise LedgerNotEmpty(there)
    count = 0
    for entry in sorted(entries, key=lambda each: each.pk):
        # A copy: the log's own rows stay as they are.
        change = Change(LogAct(entry.act), entry.at, entry.by, dict(entry.payload))
        carry_out(change, reason=entry.reason, number=entry.pk)
        count += 1
    go_on_counting()
    return count


def go_on_counting() -> None:
    """Have the next rows take the next numbers: PostgreSQL does not count those that were given."""
    models = [ChainLink, Claim, Evidence, LogEntry, Source, Standing, Statement, Verdict]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
