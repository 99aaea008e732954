"""What the ledger's tests share."""

import pytest
from tests.press.conftest import transactional_db

from musnad import tags

__all__ = ["transactional_db"]


@pytest.fixture
def raised():
    """The tags raised since the test began, as they come; `clear()` it to begin anew."""
    seen = set()
    listener = seen.update
    tags.listen(listener)
    yield seen
    tags.raising._listeners.remove(listener)


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def committing(request):
    """The test runs twice, on a database of each engine that commits for real, seen from several threads."""
    request.getfixturevalue({"SQLite": "transactional_db", "PostgreSQL": "committing_postgresql"}[request.param])
    return request.param
