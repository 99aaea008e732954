import pytest

from musnad.newsstand.sharing.fonts import found_fonts


@pytest.fixture(scope="session")
def fonts():
    """Debian's; `make test` sees that they are installed."""
    return found_fonts([])
