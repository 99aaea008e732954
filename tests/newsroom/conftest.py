import pytest
from tests import making


@pytest.fixture
def desk(db):
    """A founded newsroom with one Arabic section."""
    return making.desk()
