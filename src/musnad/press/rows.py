"""Rows that several presses change: on PostgreSQL all lock them in one order, so that no two wait for each other."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet


def locked(rows: QuerySet[Any], *, keys: bool = False) -> QuerySet[Any]:
    """Lock `rows` until the transaction ends; return them to be changed. SQLite has one writer at a time as it is.

    keys: their keys too, so that no row that refers to them is written meanwhile.
    """
    if not connection.features.has_select_for_update:
        return rows
    held = rows.order_by("pk").select_for_update(no_key=not keys).values_list("pk", flat=True)
    found: QuerySet[Any] = rows.model._default_manager.filter(pk__in=list(held))
    return found
