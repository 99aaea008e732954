"""The rows of a founded newsroom, kept from the first founding of a process: most tests begin with one and a section.

Founding asks the database some five hundred times. Where the tables are as the migrations left them, its rows are put
there as they were; anywhere else, and at another time of the clock, the newsroom is founded as everywhere.
"""

import datetime as dt
from dataclasses import dataclass

from django.core.cache import caches
from django.db import connection, transaction
from django.utils import timezone

from musnad.newsroom.founding import found

# SQLite's own, and those of both searches, which triggers fill.
NOT_COPIED = ("sqlite_", "wagtailsearch_indexentry_fts", "search_lexemes")
STALE = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Kept:
    """before, after: the numbers that SQLite last gave, by table; rows: of each table that founding changed."""

    at: dt.datetime
    before: dict
    after: dict
    rows: dict


kept: dict[str, Kept] = {}


def founded():
    """Found the newsroom in the test's database, by copying what an earlier founding left if that is the same."""
    once("newsroom", found)


def once(name, make):
    """Have the test's database as `make` leaves it, by copying what it left before if that is the same."""
    if connection.vendor != "sqlite":
        make()
        return
    before, held = numbers_given(), kept.get(name)
    if held and held.before == before and abs(timezone.now() - held.at) < STALE:
        put_back(held)
        return
    rows = {} if held else tables()
    make()
    if held is None:
        changed = {table: now for table, now in tables().items() if now != rows[table]}
        kept[name] = Kept(timezone.now(), before, numbers_given(), changed)


def numbers_given():
    """As good as a look at all rows: whatever was put into a table took a number, which no removal gives back."""
    with connection.cursor() as cursor:
        return dict(cursor.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


def tables():
    """All rows, by table."""
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if not name.startswith(NOT_COPIED)]
        return {name: cursor.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}  # noqa: S608  (tables' names)


@transaction.atomic
def put_back(founding):
    with connection.cursor() as cursor:
        for name, rows in founding.rows.items():
            cursor.execute(f'DELETE FROM "{name}"')  # noqa: S608  (a table's name)
            if rows:
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)  # noqa: S608  (a table's name)
        cursor.execute("DELETE FROM sqlite_sequence")
        cursor.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", list(founding.after.items()))
    # Wagtail keeps there which sites there are.
    caches["default"].clear()
