"""Homes for the command: the first use of one takes longer than most of what a test asks of it."""

import shutil

import pytest
from tests.cli.commands import musnad
from tests.sharing import made_once


@pytest.fixture(scope="session")
def first_use(tmp_path_factory):
    """A folder with a `home` after the first `musnad publish` there, under a strict umask, and what it `said`.

    Made once a run: to be copied, not to be written to.
    """

    def make(folder):
        result = musnad(folder / "home", "publish", umask=0o077)
        assert result.returncode == 0, result.stderr
        (folder / "said").write_text(result.stdout)

    return made_once(tmp_path_factory, "first-use", make)


@pytest.fixture(scope="session")
def printed_home(first_use):
    """A founded home with its printed site; see first_use."""
    return first_use / "home"


@pytest.fixture
def home(printed_home, tmp_path):
    """A founded home with its printed site, the test's own."""
    return shutil.copytree(printed_home, tmp_path / "home")
