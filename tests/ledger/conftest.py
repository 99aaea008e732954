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
