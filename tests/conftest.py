"""What all tests share: where the test data is, a PostgreSQL, and a home that is removed at the end."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction
from tests.databases import brought_back_after_commits
from tests.postgresql import NoPostgreSQL, cluster

from musnad.config.env import Reader

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared():
    """The folder of real pages beside the checkout; a test that needs it is skipped by name where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared (real pages to test with), which is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def sample(shared):
    return shared / "samples" / "000_54576e055fc2f062.txt"


@pytest.fixture(scope="session")
def postgresql():
    """A running PostgreSQL of this session's own; a test that needs it is skipped by name where none is installed."""
    try:
        with cluster() as running:
            yield running
    except NoPostgreSQL as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory):
    """The tables of the tests' SQLite, with the rows that migrations make; whoever commits, they come back."""
    with (
        django_db_blocker.unblock(),
        brought_back_after_commits(tmp_path_factory.mktemp("database") / "migrated.sqlite3"),
        django_db_blocker.block(),
    ):
        yield


@contextmanager
def standing_in_for_default(address):
    """Let every thread's `default` connection lead to the database at `address`."""
    kept, described = connections["default"], connections.settings["default"]
    wanted = Reader({"DATABASE_URL": address}).database("DATABASE_URL", {})
    connections.settings["default"] = connections.configure_settings({"default": wanted})["default"]
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = described
        # The same one: pytest-django's transaction round the test may be open on it.
        connections["default"] = kept


@pytest.fixture(scope="session")
def postgresql_database(postgresql, tmp_path_factory):
    """The address of a PostgreSQL database with the project's tables.

    A process of its own makes them: Wagtail settles at its start on which engine its search's tables are for.
    """
    address = postgresql.create("migrated")
    home = tmp_path_factory.mktemp("home")
    told = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "musnad.config.settings", "MUSNAD_HOME": str(home)}
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env={**os.environ, **told}, check=True)
    return address


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def either_database(request, db):
    """The test runs twice, with its `default` database on each engine; what it writes is rolled back."""
    if request.param == "SQLite":
        yield request.param
        return
    with standing_in_for_default(request.getfixturevalue("postgresql_database")), transaction.atomic():
        yield request.param
        transaction.set_rollback(True)


@pytest.fixture
def committing_postgresql(postgresql, postgresql_database, django_db_blocker):
    """The address of a PostgreSQL database of this test's own, `default` in every thread; writes are committed."""
    address = postgresql.create("own", template="migrated")
    with django_db_blocker.unblock(), standing_in_for_default(address):
        yield address
    postgresql.execute('DROP DATABASE "own" WITH (FORCE)')


@pytest.fixture(scope="session", autouse=True)
def _home_removed_at_the_end():
    yield
    shutil.rmtree(settings.MUSNAD_HOME, ignore_errors=True)
