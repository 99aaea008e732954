"""The press's tests work on a database with real commits, seen from several threads and processes."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection, connections
from tests.press.board import Board

from musnad.press.store import FolderStore


def copy_database(source, target):
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


@pytest.fixture
def transactional_db(django_db_setup, django_db_blocker, tmp_path_factory):
    """The test database without a transaction round the test, put back afterwards as it was.

    Stands for pytest-django's own, which empties every table, and with them what Wagtail's migrations put there.
    """
    name = connection.settings_dict["NAME"]
    kept = tmp_path_factory.mktemp("database") / "kept.sqlite3"
    with django_db_blocker.unblock():
        connections.close_all()
        copy_database(name, kept)
        yield Path(name)
        connections.close_all()
        copy_database(kept, name)


@pytest.fixture
def database(transactional_db):
    """The file of a database that commits for real."""
    return transactional_db


@pytest.fixture
def store(tmp_path):
    store = FolderStore(tmp_path / "public", tmp_path / "scratch")
    store.open()
    return store


@pytest.fixture
def home(tmp_path, settings):
    """An empty home with an empty public folder."""
    settings.MUSNAD_HOME = tmp_path / "home"
    settings.MUSNAD_PUBLIC = settings.MUSNAD_HOME / "public"
    return settings.MUSNAD_HOME


@pytest.fixture
def board(database, home):
    """A newsstand with an empty board, and an empty home to print it in."""
    return Board(home / "pictures")
