"""What the tests of the demo share."""

import functools

import pytest

from musnad.wire.demo import loading


@pytest.fixture(scope="session", autouse=True)
def _scenes_drawn_once():
    """Each scene is drawn once for all tests: that takes a second, and it is the same picture each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "draw", functools.cache(loading.draw))
        yield
