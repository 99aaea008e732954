"""What all tests share: where the test data is, and a home that is removed at the end."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

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


@pytest.fixture(scope="session", autouse=True)
def _home_removed_at_the_end():
    yield
    shutil.rmtree(settings.MUSNAD_HOME, ignore_errors=True)
