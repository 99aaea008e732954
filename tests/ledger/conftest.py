"""What the ledger's tests share."""

import pytest

from musnad import tags


@pytest.fixture
def raised():
    """The tags raised since the test began, as they come; `clear()` it to begin anew."""
    seen = set()
    listener = seen.update
    tags.listen(listener)
    yield seen
    tags.raising._listeners.remove(listener)


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def committing(request, transactional_db):
    """The test runs twice, on a database of each engine that commits for real, seen from several threads.

    SQLite's is asked for by name: pytest-django makes no tables where no test of the run names a fixture of its own.
    """
    if request.param == "PostgreSQL":
        request.getfixturevalue("committing_postgresql")
    return request.param
