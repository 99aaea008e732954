"""How long SQLite's tables are, for its planner: not knowing, it walks the tree of all pages to find two editions."""

from __future__ import annotations

from django.db import connection
from wagtail.models import Page

GROWN = 10
FEW = 1000
"""Pages below which no wrong way is a long one."""

SAMPLE = 1000
"""Rows of an index that are looked at: 3 s for a newsroom of 100,000 stories, all of them would be minutes."""


def count_tables() -> bool:
    """Have SQLite count its tables where there are ten times the pages of the last count; return whether it did.

    PostgreSQL does so by itself. SQLite's own `PRAGMA optimize` counts, before its version 3.46, only tables that this
    connection has asked of.
    """
    if connection.vendor != "sqlite" or Page.objects.count() < GROWN * max(counted(), FEW // GROWN):
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
        cursor.execute("ANALYZE")
    return True


def counted() -> int:
    """Return how many pages there were at the last count; 0 where there was none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if not cursor.fetchone():
            return 0
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = %s", [Page._meta.db_table])
        found = cursor.fetchone()
    return int(found[0].split()[0]) if found else 0
