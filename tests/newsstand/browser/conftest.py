"""The hand-made pages printed to a folder, a server for them, and Chromium to read them with."""

from __future__ import annotations

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import sync_playwright
from tests.newsstand.look import ledger_samples, samples

from musnad.newsstand.addresses import file_of
from musnad.newsstand.assets import all_assets
from musnad.newsstand.rendering import render

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first that is there: the one without windows opens a page in a sixth of the time that the whole one takes."""

FRAMED = samples.FRAMED | ledger_samples.FRAMED
PAGES = {
    name: {lang: "/404.html" if name == "missing" else make(lang).chrome.path for lang in ("ar", "en")}
    for name, make in FRAMED.items()
}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests' own output is to be read."""


class Site:
    """The address of the served pages."""

    def __init__(self, origin: str) -> None:
        self.origin = origin

    def address(self, name: str, lang: str) -> str:
        return self.origin + PAGES[name][lang]


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("public")
    for name, content in all_assets().items():
        put(home / name, content)
    for lang in ("en", "ar"):
        for name, make in FRAMED.items():
            put(home / file_of(PAGES[name][lang]), render(make(lang)).encode())
        put(home / lang / "latest.html", render(samples.latest(lang)).encode())
    put_pictures(home)
    return home


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def put_pictures(home: Path) -> None:
    """Write small pictures under every name that the pages use: their size on the page is what the page says."""
    for kind in ("avif", "webp", "jpeg"):
        held = BytesIO()
        Image.new("RGB", (12, 8), (110, 130, 140)).save(held, kind)
        for name in ("port", "market", "books", "hills", "face"):
            for width in (400, 800, 1200, 1600, 1800):
                put(home / "media" / f"{name}-{width}.{kind.replace('jpeg', 'jpg')}", held.getvalue())


@pytest.fixture(scope="session")
def site(folder):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()
    thread.join()


# Of a module, not of the session: while Playwright's loop runs, Django refuses the database to the tests in between.
@pytest.fixture(scope="module")
def chromium():
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        pytest.fail("Chromium is needed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Return a function that opens an empty page in a context of its own; it takes the context's settings."""
    contexts = []

    def opened(*, width=1280, height=800, **settings):
        context = chromium.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(params=["ar", "en"])
def lang(request):
    return request.param


@pytest.fixture(params=["light", "dark"])
def theme(request):
    return request.param
