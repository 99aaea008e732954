"""The first step of a lookup: from terms to wordings, by the index on disk.

Rare terms are read first and common ones, as far as rows are left to read, only near the moment asked for; so a
lookup costs the same whatever the ledger holds, and a term that is in a tenth of all wordings does not sink it.
Plain SQL that SQLite and PostgreSQL both know: Django's own has no part for a union of limited runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from musnad.ledger.matching.index import EVERY, hashed
from musnad.ledger.matching.likeness import rarity
from musnad.ledger.models import Posting

COUNTED = 2_000
"""Rows of a term that are counted; of a commoner one, how many there are is told by the days that these span."""

ROWS = 8_000
"""Rows that are read for one lookup, of all terms together."""

ROWS_OF_ONE = 2_000

WORDINGS = 100
"""Wordings that are then compared word by word."""

TABLE = Posting._meta.db_table
_COUNT = (
    f"SELECT %s, COUNT(*), MIN(day), MAX(day) FROM (SELECT day FROM {TABLE} "  # noqa: S608  (a table's name)
    "WHERE term = %s AND day BETWEEN %s AND %s ORDER BY term DESC, day DESC LIMIT %s) AS counted"
)
_BEFORE = (
    f"SELECT * FROM (SELECT wording_id, CAST(%s AS DOUBLE PRECISION) AS weight FROM {TABLE} "  # noqa: S608  (a table's name)
    "WHERE term = %s AND day BETWEEN %s AND %s ORDER BY term DESC, day DESC LIMIT %s) AS earlier"
)
_AFTER = _BEFORE.replace("DESC", "ASC").replace("earlier", "later")
_BEST = "SELECT wording_id FROM ({}) AS found GROUP BY wording_id ORDER BY SUM(weight) DESC, wording_id DESC LIMIT %s"


@dataclass(frozen=True, slots=True)
class Days:
    """The days to look in, both ends in, and the one that is asked about."""

    first: int
    asked: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


def count(terms: Iterable[str], days: Days) -> dict[str, float]:
    """Return how many wordings of `days` have each term, and all together ("" is their term): above 2,000 a guess."""
    keys = {term: hashed(term) if term else EVERY for term in ("", *terms)}
    parameters = [(number, key, days.first, days.last, COUNTED) for number, key in enumerate(keys.values())]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([_COUNT] * len(keys)), [each for row in parameters for each in row])
        rows = {number: rest for number, *rest in cursor.fetchall()}
    return {term: _estimate(*rows[number], days=days) for number, term in enumerate(keys)}


def _estimate(counted: int, first: int | None, last: int | None, *, days: Days) -> float:
    if counted < COUNTED or first is None or last is None:
        return counted
    # The latest 2,000 lie in these days; the others are taken to be as thick.
    return counted * max(1.0, len(days) / (last - first + 1))


def wordings(counts: Mapping[str, float], days: Days) -> list[int]:
    """Return the numbers of the wordings that share most with terms counted in `counts`, rare ones weighing more."""
    every = counts[""]
    parts: list[str] = []
    parameters: list[float] = []
    left = ROWS
    for term, holding in sorted(counts.items(), key=lambda item: (item[1], item[0])):
        if not term or not holding or not left:
            continue
        rows = min(int(holding) + 1, ROWS_OF_ONE, left)
        left -= rows
        weight, key = rarity(holding, every), hashed(term)
        parts += [_BEFORE, _AFTER]
        parameters += [weight, key, days.first, days.asked, rows - rows // 2 if holding > rows else rows]
        parameters += [weight, key, days.asked + 1, days.last, max(rows // 2, 1) if holding > rows else rows]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_BEST.format(" UNION ALL ".join(parts)), [*parameters, WORDINGS])
        return [row[0] for row in cursor.fetchall()]
