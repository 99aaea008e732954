"""How long SQLite's tables are, for its planner: not knowing, it walks the tree of all pages to find two editions."""

from __future__ import annotations

from django.db import connection
from django.db.backends.utils import CursorWrapper
from wagtail.models import Page

GROWN = 10
FEW = 1000
"""Pages below which no wrong way is a long one."""

PARTIAL = "CREATE INDEX % WHERE %"

IN_LINE = 10
"""Rows that SQLite is told an index of some rows alone to have: such as the pages that wait to be printed."""

SAMPLE = 1000
"""Rows of an index that are looked at: 3 s for a newsroom of 100,000 stories, all of them would be minutes."""


def count_tables() -> bool:
    """Have SQLite count its tables where there are ten times the pages of the last count, or a long table has an index
    that was not counted: another version brought it, or its table anew. Return whether it did.

    PostgreSQL does so by itself. SQLite's own `PRAGMA optimize` counts, before its version 3.46, only tables that this
    connection has asked of.
    """
    if connection.vendor != "sqlite" or not count_needed():
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
        cursor.execute("ANALYZE")
        tell_of_lines(cursor)
    return True


def count_needed() -> bool:
    grown = Page.objects.count() >= GROWN * max(counted(), FEW // GROWN)
    return bool(grown or any(is_long(table) for table in tables_uncounted()))


def counted() -> int:
    """Return how many pages there were at the last count; 0 where there was none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if not cursor.fetchone():
            return 0
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = %s", [Page._meta.db_table])
        found = cursor.fetchone()
    return int(found[0].split()[0]) if found else 0


def tables_uncounted() -> list[str]:
    """Return the tables with an index that the last count has not; none before the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if not cursor.fetchone():
            return []
        cursor.execute(
            "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'index'"
            " AND name NOT IN (SELECT idx FROM sqlite_stat1 WHERE idx IS NOT NULL)"
        )
        return [table for (table,) in cursor.fetchall()]


def is_long(table: str) -> bool:
    """Return whether a table has so many rows that a wrong way through it is a long one."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1 OFFSET %s", [FEW - 1])  # noqa: S608  (a table's name)
        return cursor.fetchone() is not None


def tell_of_lines(cursor: CursorWrapper) -> None:
    """Have SQLite take the indexes of what waits for short ones.

    They are empty as a rule and long while everything is printed. Counted at either moment, or not at all, they are
    left aside at the other, and all pages are walked to find the next.
    """
    cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' AND sql LIKE %s", [PARTIAL])
    for name, table in cursor.fetchall():
        cursor.execute("SELECT COUNT(*) FROM pragma_index_info(%s)", [name])
        (columns,) = cursor.fetchone()
        each = [max(IN_LINE // 3**place, 1) for place in range(1, columns)]
        told = " ".join(map(str, [IN_LINE, *each, 1]))
        cursor.execute("DELETE FROM sqlite_stat1 WHERE idx = %s", [name])
        cursor.execute("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (%s, %s, %s)", [table, name, told])
    # Has this connection read what it is told now.
    cursor.execute("ANALYZE sqlite_master")
