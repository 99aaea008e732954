"""Where the index is looked up: in the newsroom's own database, or in an engine beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Protocol

from django.conf import settings
from django.db import DatabaseError, connection, transaction

MILLISECONDS = 3000
"""How long a look-up may take; what takes longer is given up, and the reader is asked to narrow it."""


class TooSlow(Exception):
    """A look-up took longer than it may."""

    def __init__(self) -> None:
        super().__init__(f"The search took longer than {MILLISECONDS / 1000:g} s and was given up: ask for more words.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What entries are looked for.

    every: for each of these, one of its lexemes must be there. none: of each of these, not all may be there.
    runs: for each of these, one run of words must be there; no_runs: no run may be. since, before: numbers of entries.
    limit: how many at most, the newest first; looked_at: how many are compared with `runs`.
    """

    lang: str
    every: Sequence[Sequence[str]]
    none: Sequence[Sequence[Sequence[str]]] = ()
    runs: Sequence[Sequence[str]] = ()
    no_runs: Sequence[Sequence[str]] = ()
    since: int | None = None
    before: int | None = None
    limit: int = 1000
    looked_at: int = 1500
    begins: bool = False  # the last of `every` is the beginning of a lexeme


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that was found, and what its place in the answer depends on.

    title, lead: their lexemes, each between two spaces. Of twelve hundred most are looked at once: as text they are
    searched faster than they are taken apart.
    """

    number: int
    title: str = field(repr=False)
    lead: str = field(repr=False)
    marks: tuple[str, ...] = field(repr=False)


class Engine(Protocol):
    def find(self, wanted: Wanted) -> list[Candidate]:
        """Return the newest entries that are `wanted`, the newest first. Raises TooSlow."""


def candidate(row: Sequence[object]) -> Candidate:
    number, title, lead, marks = row
    assert isinstance(number, int)  # noqa: S101  (the table's key)
    return Candidate(number, f" {title} ", f" {lead} ", tuple(str(marks).split()))


def engine() -> Engine:
    """Return where the newsroom's index is looked up."""
    # These import this module.
    from musnad.search.engines.opensearch import OpenSearch
    from musnad.search.engines.postgresql import PostgreSQL
    from musnad.search.engines.sqlite import SQLite

    if settings.SEARCH_ENGINE:
        return OpenSearch()
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()


@dataclass(frozen=True, slots=True)
class LookUp:
    """How a database is asked: for the entries of a question, and for those of them that have runs of words.

    find has the places `more` (columns) and `filters`; of_those `inner` (another statement) and `runs`. number: the
    column of an entry's number.
    """

    find: str
    of_those: str
    number: str


def look_up(wanted: Wanted, question: str, how: LookUp) -> list[Candidate]:
    """Return the entries that are `wanted`. question: its lexemes, as the database takes them."""
    conditions, values = filters(wanted, how.number)
    told, more = runs(wanted)
    if not told:
        found = rows_of(how.find.format(more="", filters=conditions), [question, *values, wanted.limit])
    else:
        inner = how.find.format(more=", entry.words", filters=conditions)
        asked = [question, *values, wanted.looked_at, *more, wanted.limit]
        found = rows_of(how.of_those.format(inner=inner, runs=told), asked)
    return [candidate(row) for row in found]


def rows_of(statement: str, values: Sequence[str | int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def filters(wanted: Wanted, number: str) -> tuple[str, list[str | int]]:
    """Return the conditions that are no lexemes, as SQL, and their values. number: the column."""
    told: list[str] = ["entry.lang = %s"]
    given: list[str | int] = [wanted.lang]
    for sign, bound in ((">=", wanted.since), ("<", wanted.before)):
        if bound is not None:
            told.append(f"{number} {sign} %s")
            given.append(bound)
    return " AND ".join(told), given


def runs(wanted: Wanted) -> tuple[str, list[str | int]]:
    """Return what the words of an entry must be, as SQL, and its values; nothing where nothing is asked of them."""
    # Not LIKE: PostgreSQL takes a millisecond for a text of a story.
    there = "strpos(words, %s) > 0" if connection.vendor == "postgresql" else "instr(words, %s) > 0"
    told, values = [], list[str | int]()
    for patterns, form in [*((each, "({})") for each in wanted.runs), *((each, "NOT ({})") for each in wanted.no_runs)]:
        told.append(form.format(" OR ".join([there] * len(patterns))))
        values += patterns
    return " AND ".join(told), values


@contextmanager
def in_time() -> Iterator[None]:
    """Give up what takes too long inside. Raises TooSlow."""
    if connection.vendor == "postgresql":
        with _in_time_on_postgresql():
            yield
        return
    connection.ensure_connection()
    raw = connection.connection
    until = monotonic() + MILLISECONDS / 1000
    raw.set_progress_handler(lambda: monotonic() > until, 20_000)
    try:
        yield
    except DatabaseError as error:
        if "interrupted" in str(error):
            raise TooSlow from error
        raise
    finally:
        raw.set_progress_handler(None, 0)


@contextmanager
def _in_time_on_postgresql() -> Iterator[None]:
    # Of a frequent word PostgreSQL would rather read every row, and does not reckon that the lexemes of each lie
    # elsewhere and are long: with 6,000 entries that takes 140 ms, and grows with them.
    wanted = {"statement_timeout": f"{MILLISECONDS}ms", "enable_seqscan": "off"}
    try:
        with transaction.atomic():
            before = rows_of(f"SELECT {', '.join(['current_setting(%s)'] * len(wanted))}", list(wanted))[0]
            configure(wanted)
            yield
            configure(dict(zip(wanted, before, strict=True)))
    except DatabaseError as error:
        # psycopg may not be installed where SQLite is all there is: its error is known by PostgreSQL's own code.
        if getattr(error.__cause__, "sqlstate", "") == "57014":
            raise TooSlow from error
        raise


def configure(wanted: Mapping[str, str]) -> None:
    """Set PostgreSQL's parameters until the end of the transaction."""
    told = ", ".join(["set_config(%s, %s, true)"] * len(wanted))
    rows_of(f"SELECT {told}", [part for pair in wanted.items() for part in pair])
