"""The site as an app in Chromium: read, lose the line, read what was kept, see what is new when it is back."""

from __future__ import annotations

import json
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from PIL import Image
from tests import making
from tests.databases import undone
from tests.newsstand.affair import Affair

from musnad.newsroom.models import Edition
from musnad.press.publishing import bring_up_to_date

# The database is set up for those that say so, and what is printed comes from it.
pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"
KEPT = """async () => {
  const sizes = [];
  for (const name of await caches.keys()) sizes.push((await (await caches.open(name)).keys()).length);
  return sizes.reduce((sum, size) => sum + size, 0);
}"""
PAGES = """async () => {
  const name = (await caches.keys()).find((each) => each.startsWith("musnad pages"));
  return (await (await caches.open(name)).keys()).length;
}"""


class Line:
    """A server of one of several folders, at the root and below /copies/site/; the line to it can be cut or be slow."""

    def __init__(self):
        self.folder, self.cut, self.slow, self.asked = Path(), False, 0.0, []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, self))
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Handler(SimpleHTTPRequestHandler):
    def __init__(self, line, *args):
        self.line = line
        super().__init__(*args)

    def do_GET(self):
        self.line.asked.append(self.path)
        # Browsers open connections before they ask: what counts is the folder when they do.
        self.directory = str(self.line.folder)
        if self.line.cut:
            self.close_connection = True
            return
        if self.path.endswith("/"):
            time.sleep(self.line.slow)
        self.path = self.path.removeprefix("/copies/site")
        # This server tells times by the second, and two prints can be of the same one.
        del self.headers["If-Modified-Since"]
        super().do_GET()

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests' own output is to be read."""


class Prints:
    """The same newsroom printed three times: with the report, with its denial, with the app turned off."""

    def __init__(self, home):
        self.home = home
        making.newsroom()
        edition = Edition.objects.get(slug="ar")
        edition.app = True
        edition.save_revision().publish()
        section = making.section("سياسة")
        self.others = [making.story(f"خبر رقم {number}", section).url_path for number in range(3)]
        affair = Affair(section)
        self.story = affair.story.url_path
        self.reported = self.printed("reported")
        affair.deny()
        self.denied = self.printed("denied")
        edition = Edition.objects.get(slug="ar")
        edition.app = False
        edition.save_revision().publish()
        self.off = self.printed("off")

    def printed(self, name):
        django_settings.MUSNAD_PUBLIC = self.home / name
        bring_up_to_date()
        return self.home / name


@pytest.fixture(scope="module", autouse=True)
def _database_beside_playwright():
    """Playwright's loop runs in the tests' thread, and Django would refuse it the database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="module")
def prints(tmp_path_factory, django_db_setup, django_db_blocker):
    home = tmp_path_factory.mktemp("app")
    before = django_settings.MUSNAD_HOME, django_settings.MUSNAD_PUBLIC
    django_settings.MUSNAD_HOME = home
    try:
        with django_db_blocker.unblock(), undone():
            made = Prints(home)
    finally:
        django_settings.MUSNAD_HOME, django_settings.MUSNAD_PUBLIC = before
    return made


@pytest.fixture
def line(prints):
    line = Line()
    line.folder = prints.reported
    yield line
    line.close()


@pytest.fixture(params=["", "/copies/site"], ids=["root", "sub-folder"])
def base(request, line):
    return line.origin + request.param


@pytest.fixture
def page(line, open_page):
    return open_page(width=360, height=740)


def installed(page):
    """Wait until the worker serves this page and has kept it."""
    page.evaluate("() => navigator.serviceWorker.ready")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def eventually(true, seconds=30):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def kept_at(page, address):
    return page.evaluate("async (address) => Boolean(await caches.match(address))", address)


def test_what_was_read_and_the_latest_can_be_read_without_a_line(prints, line, page, base):
    page.goto(f"{base}/ar/")
    installed(page)
    page.goto(base + prints.story)
    eventually(lambda: kept_at(page, page.url))
    eventually(lambda: all(kept_at(page, base + other) for other in prints.others))
    line.cut = True

    page.reload()
    assert page.locator("h1").inner_text() == "هجوم على طريق السهل"
    note = page.locator(".kept")
    assert "نسخة محفوظة" in note.inner_text()
    assert "قد يكون تغيّر حال" in note.inner_text()
    assert page.locator(".kept time").get_attribute("datetime").endswith("Z")
    # The look is kept too, and nothing on a small phone is wider than it.
    assert page.evaluate("getComputedStyle(document.querySelector('.kept')).textAlign") == "center"
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.goto(base + prints.others[0])
    assert page.locator("h1").inner_text() == "خبر رقم 0"
    assert "قد يكون تغيّر حال" not in page.locator(".kept").inner_text()
    page.goto(f"{base}/ar/")
    assert page.locator(".kept").is_visible()


def test_a_page_that_is_not_kept_leads_to_the_list_of_those_that_are(prints, line, page, base):
    page.goto(base + prints.story)
    installed(page)
    eventually(lambda: kept_at(page, base + prints.story))
    eventually(lambda: all(kept_at(page, base + other) for other in prints.others))
    line.cut = True
    page.goto(f"{base}/ar/archive/")

    assert page.url == f"{base}/ar/offline.html"
    assert page.locator("h1").inner_text() == "لا اتصال بالشبكة الآن"
    listed = page.locator(".kept-list a").all_inner_texts()
    assert {"هجوم على طريق السهل", "خبر رقم 0"} <= set(listed)
    assert "حُفظت" in page.locator(".kept-list time").first.inner_text()
    page.locator(".kept-list").get_by_role("link", name="خبر رقم 1").click()
    assert page.locator("h1").inner_text() == "خبر رقم 1"


def test_a_denial_is_shown_as_soon_as_there_is_a_line(prints, line, page):
    page.goto(line.origin + prints.story)
    installed(page)
    eventually(lambda: kept_at(page, page.url))
    line.folder = prints.denied

    page.reload()
    assert "منفيّ" in page.locator("main").inner_text()
    assert page.locator(".kept").count() == 0
    eventually(lambda: "منفيّ" in page.evaluate("async () => (await caches.match(location.href)).text()"))
    line.cut = True
    page.reload()
    assert "منفيّ" in page.locator("main").inner_text()
    line.cut, line.folder = False, prints.reported
    page.reload()
    assert page.locator(".kept").count() == 0


def test_on_a_line_that_does_not_answer_the_kept_page_is_shown_after_some_seconds(prints, line, page):
    page.goto(line.origin + prints.story)
    installed(page)
    eventually(lambda: kept_at(page, page.url))
    line.slow = 40
    begun = time.monotonic()
    page.reload(wait_until="domcontentloaded")

    assert page.locator(".kept").is_visible()
    assert 4 <= time.monotonic() - begun < 30


def test_turned_off_the_worker_and_all_that_it_kept_are_gone(prints, line, page, base):
    page.goto(base + prints.story)
    installed(page)
    eventually(lambda: page.evaluate(KEPT) > 3)
    line.folder = prints.off
    page.goto(f"{base}/ar/")

    eventually(lambda: page.evaluate(WORKERS) == 0)
    eventually(lambda: page.evaluate(KEPT) == 0)
    assert page.locator("link[rel=manifest]").count() == 0
    page.goto(base + prints.story)
    assert page.evaluate(WORKERS) == 0


def test_where_the_app_is_off_from_the_beginning_no_worker_comes(prints, line, page):
    line.folder = prints.off
    page.goto(line.origin + prints.story)
    page.wait_for_load_state("networkidle")

    assert page.evaluate(WORKERS) == 0
    assert "/sw.js" not in line.asked


def test_a_device_keeps_no_more_than_it_is_told_to(prints, line, page):
    told = json.loads((prints.reported / "sw.js").read_text().partition("const TOLD = ")[2].partition(";\n")[0])
    assert (told["pages"], told["most"], told["bytes"]) == (40, 120, 200 * 1024)

    page.goto(line.origin + prints.story)
    installed(page)
    page.evaluate(
        """async () => {
          const name = (await caches.keys()).find((each) => each.startsWith("musnad pages"));
          const cache = await caches.open(name);
          const headers = { "x-title": "x", "x-kept-at": "1", "content-type": "text/html" };
          for (let at = 0; at < 60; at++) await cache.put(`/ar/old/${at}/`, new Response("", { headers }));
        }"""
    )
    page.goto(line.origin + prints.others[2])
    eventually(lambda: page.evaluate(PAGES) <= 40)
    assert kept_at(page, f"{line.origin}/ar/offline.html")
    assert kept_at(page, line.origin + prints.others[2])


def test_chromium_takes_it_for_an_app(prints, line, page, base):
    page.goto(f"{base}/ar/")
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")

    assert found["errors"] == []
    told = json.loads(found["data"])
    assert (told["lang"], told["dir"], told["start_url"], told["scope"]) == ("ar", "rtl", "./", "../")
    folder = prints.reported / "ar"
    sizes = set()
    for icon in told["icons"]:
        with Image.open((folder / icon["src"]).resolve()) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
            sizes.add((icon["sizes"], icon["purpose"]))
    assert sizes == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
