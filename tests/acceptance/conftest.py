"""A newsroom of its own for each journey: a home, `musnad serve`, an editor in Chromium, and a line for each step."""

import shutil
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect
from tests.acceptance.newsroom import PATIENCE, Newsroom
from tests.newsstand.browser.conftest import chromium, open_page

__all__ = ["chromium", "open_page"]


@pytest.fixture
def step(request):
    """Return a context for one step of a journey: `make acceptance` prints its line as it ends."""
    reporter = request.config.pluginmanager.getplugin("terminalreporter")
    told = reporter if reporter and request.config.getoption("capture") == "no" else None
    if told:
        told.ensure_newline()
        told.write_line(request.node.name)

    @contextmanager
    def one(words):
        passed = False
        try:
            yield
            passed = True
        finally:
            if told:
                told.write_line(f"  {'ok' if passed else 'FAILED':<6}  {words}", green=passed, red=not passed)

    return one


@pytest.fixture
def newsroom(migrated, tmp_path, open_page):
    # Its tables alone: it is founded by the first start, which tells the password.
    (tmp_path / "home").mkdir()
    shutil.copy(migrated, tmp_path / "home" / "musnad.sqlite3")
    with Newsroom(tmp_path / "home") as opened:
        opened.editor = open_page(width=1400, height=1000, locale="ar")
        opened.editor.set_default_timeout(PATIENCE * 1000)
        expect.set_options(timeout=PATIENCE * 1000)
        yield opened
        expect.set_options(timeout=None)
