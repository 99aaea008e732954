"""The press's tests work on a database with real commits, seen from several threads and processes."""

from pathlib import Path

import pytest
from django.db import connection
from tests.press.board import Board
from tests.press.purges import RecordingCache, use

from musnad.press.store import FolderStore


@pytest.fixture
def database(transactional_db):
    """The file of a database that commits for real."""
    return Path(connection.settings_dict["NAME"])


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


@pytest.fixture
def cache():
    cache = RecordingCache()
    yield cache
    cache.close()


@pytest.fixture
def fastly(cache, settings):
    use(settings, f"fastly://SERVICE?api={cache.address}")
    return cache


@pytest.fixture
def proxy(cache, settings):
    use(settings, cache.address)
    return cache
