"""The tests' own SQLite: migrated, copied, and brought back to what the migrations left."""

import sqlite3
from contextlib import closing, contextmanager

import pytest
from django.core.cache import caches
from django.db import connections, transaction
from django.test import TransactionTestCase


def copy_database(source, target):
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


@contextmanager
def brought_back_after_commits(kept):
    """Have whatever test really commits leave the tables as they are now; `kept` is where they are kept meanwhile.

    Django would empty them, and with them go the rows that migrations put there: Wagtail's root page, the editions, the
    roles. Every later test of the same process would miss them.
    """
    name = connections["default"].settings_dict["NAME"]
    connections.close_all()
    copy_database(name, kept)
    empty = TransactionTestCase._fixture_teardown

    def bring_back(case):
        default = connections["default"]
        if default.vendor != "sqlite" or default.settings_dict["NAME"] != name:
            empty(case)
            return
        connections.close_all()
        copy_database(kept, name)
        # Wagtail keeps there which sites there are.
        caches["default"].clear()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", bring_back)
        yield


@contextmanager
def undone():
    """A transaction as there is one round each test: others may begin and end in it, and nothing of it stays."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)
