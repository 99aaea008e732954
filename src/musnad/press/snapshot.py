"""One look at the database: everything read inside the block is of the same moment, whatever is edited meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def snapshot() -> Iterator[None]:
    """Read one state of the database; a write inside the block is an error.

    Data and counters of one snapshot agree, since an edit raises its counters in its own transaction.
    Raises RuntimeError inside another transaction: what that one sees is no snapshot.
    """
    opened = on_sqlite if connection.vendor == "sqlite" else on_postgresql
    with opened(connection):
        yield


@contextmanager
def on_sqlite(database: BaseDatabaseWrapper) -> Iterator[None]:
    """Under WAL a deferred transaction sees what was there when it first read, and keeps no writer waiting."""
    database.ensure_connection()
    mode = database.transaction_mode  # type: ignore[attr-defined]
    database.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic(durable=True):
            # BEGIN alone takes no snapshot: the first read does.
            database.connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
            database.connection.execute("PRAGMA query_only = ON")
            try:
                yield
            finally:
                # Straight on the connection: after an error Django refuses statements until the block has ended.
                database.connection.execute("PRAGMA query_only = OFF")
    finally:
        database.transaction_mode = mode  # type: ignore[attr-defined]


@contextmanager
def on_postgresql(database: BaseDatabaseWrapper) -> Iterator[None]:
    with transaction.atomic(durable=True), database.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
