"""What all tests share: where the test data is, a PostgreSQL, and a home that is removed at the end."""

import gc
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction
from PIL import AvifImagePlugin, Image
from tests.databases import brought_back_after_commits, copy_database
from tests.postgresql import NoPostgreSQL, cluster
from tests.sharing import made_once

from musnad.config.env import Reader

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def pytest_collection_modifyitems(items):
    """Begin with the tests that take longest: no worker is left alone with one at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish():
    """Leave what was collected out of every search for garbage: it is much, and none of it goes before the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared():
    """The folder of real pages beside the checkout; a test that needs it is skipped by name where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared (real pages to test with), which is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def sample(shared):
    return shared / "samples" / "000_54576e055fc2f062.txt"


def migrate(home, **more):
    """Make the project's tables, in a process of its own: Wagtail settles at its start on which engine they are for."""
    told = {"DJANGO_SETTINGS_MODULE": "musnad.config.settings", "MUSNAD_HOME": str(home), **more}
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env={**os.environ, **told}, check=True)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """A SQLite file with the project's tables and the rows that migrations make, to be copied."""
    return made_once(tmp_path_factory, "migrated", migrate) / "musnad.sqlite3"


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory):
    """A running PostgreSQL of this session's own; a test that needs it is skipped by name where none is installed.

    It has a database named "migrated" with the project's tables, to be copied.
    """

    def make(folder):
        with cluster() as running:
            migrate(folder, DATABASE_URL=running.create("migrated"))
            running.keep(folder / "cluster")

    try:
        with cluster(made_once(tmp_path_factory, "postgresql", make) / "cluster") as running:
            yield running
    except NoPostgreSQL as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def django_db_keepdb():
    """The tables are there: see below."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(migrated):
    copy_database(migrated, settings.DATABASES["default"]["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory):
    """The tables of the tests' SQLite, with the rows that migrations make; whoever commits, they come back."""
    with (
        django_db_blocker.unblock(),
        brought_back_after_commits(tmp_path_factory.mktemp("database") / "migrated.sqlite3"),
        django_db_blocker.block(),
    ):
        yield
        connections.close_all()


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
def postgresql_database(postgresql):
    """The address of a PostgreSQL database with the project's tables."""
    return postgresql.create("shared", template="migrated")


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
def committing_postgresql(postgresql, django_db_blocker):
    """The address of a PostgreSQL database of this test's own, `default` in every thread; writes are committed."""
    address = postgresql.create("own", template="migrated")
    with django_db_blocker.unblock(), standing_in_for_default(address):
        yield address
    postgresql.execute('DROP DATABASE "own" WITH (FORCE)')


@pytest.fixture(scope="session", autouse=True)
def _pictures_in_haste():
    """AVIF as quickly as it can be made, an eighth of the time: the files are larger, and nobody waits for them."""
    kept = Image.SAVE[AvifImagePlugin.AvifImageFile.format]

    def hasty(image, file, name):
        image.encoderinfo.setdefault("speed", 10)
        kept(image, file, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(Image.SAVE, AvifImagePlugin.AvifImageFile.format, hasty)
        yield


@pytest.fixture(scope="session", autouse=True)
def _home_removed_at_the_end():
    yield
    shutil.rmtree(settings.MUSNAD_HOME, ignore_errors=True)
