"""A mirror in Chromium: from a folder somewhere below another site, and from a disk; with scripts and without."""

import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest
from django.conf import settings
from tests import making
from tests.databases import undone
from tests.newsroom.browser.conftest import _database_beside_playwright, chromium, open_page
from tests.newsstand.affair import Affair
from tests.pictures import picture
from tests.press.mirror.site import NOON
from tests.sharing import made_once

from musnad.newsroom.models import CorrectionNote
from musnad.press.mirror.applying import apply
from musnad.press.mirror.packing import Origin, pack
from musnad.press.publishing import bring_up_to_date

__all__ = ["_database_beside_playwright", "chromium", "open_page"]

# The database is set up for those that say so, and what is printed comes from it.
pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SUB = "some/sub/path"
SITE = "http://127.0.0.1:8000"
TABS = 6


@pytest.fixture(scope="module")
def mirrors(django_db_setup, django_db_blocker, tmp_path_factory):
    """A small site, printed and packed once a run: the archive of a mirror for files, and of one as it was printed."""

    def make(folder):
        with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
            patch.setattr(settings, "MUSNAD_HOME", folder / "home")
            patch.setattr(settings, "MUSNAD_PUBLIC", folder / "home" / "public")
            patch.setattr(settings, "MEDIA_ROOT", folder / "uploads")
            with undone():
                print_site()
                pack_both(folder)

    return made_once(tmp_path_factory, "mirrors", make)


def print_site():
    making.newsroom()
    politics = making.section("سياسة", show_in_menus=True)
    english = making.section("Politics", "en", show_in_menus=True)
    affair = Affair(politics)
    affair.deny()
    story = making.story("خبر مصوّر", politics, hero=picture("ميناء"), keywords=[making.keyword("ميناء")])
    story.corrections = [CorrectionNote(at=NOON, text="صُحّح العدد.")]
    making.publish(story)
    making.story("A story in English", english)
    assert bring_up_to_date().failed == 0


def pack_both(folder):
    for as_printed in (False, True):
        origin = Origin(SITE, "مُسنَد", settings.MUSNAD_HOME, settings.MUSNAD_PUBLIC, as_printed)
        packed = pack(origin, folder / archive(as_printed), since=None, made=NOON, progress=lambda _: None)
        (folder / f"{archive(as_printed)}.fingerprint").write_text(packed.fingerprint)


def archive(as_printed):
    return "as-printed.tar.gz" if as_printed else "for-files.tar.gz"


@pytest.fixture
def mirror(mirrors, tmp_path):
    """Return a function that unpacks a mirror below a folder of the test's own; it returns that folder."""

    def unpacked(*, as_printed=False):
        folder, packed = tmp_path / "www" / SUB, mirrors / archive(as_printed)
        apply(packed, folder, packed.with_name(f"{packed.name}.fingerprint").read_text())
        return folder

    return unpacked


class Server(SimpleHTTPRequestHandler):
    """A plain web server that shows the mirror's own page for what it does not have, as nginx does with error_page."""

    def send_error(self, code, message=None, explain=None):
        if code == HTTPStatus.NOT_FOUND:
            body = (self.server.mirror / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)
        else:
            super().send_error(code, message, explain)

    def log_message(self, format, *args):
        """Say nothing: the tests' own output is to be read."""


@pytest.fixture
def served(tmp_path):
    """Return a function that serves the folder above a mirror; it returns the mirror's address."""
    servers = []

    def started(mirror):
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(tmp_path / "www")))
        server.mirror = mirror
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/{SUB}/"

    yield started
    for server in servers:
        server.shutdown()
        server.server_close()


class Watch:
    """Notes whatever a page asks for that fails or is elsewhere than below `root`, and what its console says."""

    def __init__(self, page, root):
        self.wrong = []
        page.on("requestfailed", lambda request: self.wrong.append(f"failed: {request.url} {request.failure}"))
        page.on("response", lambda answer: answer.status < 400 or self.wrong.append(f"{answer.status}: {answer.url}"))
        page.on("request", lambda request: self.asked(request.url, root))
        page.on("console", lambda said: said.type != "error" or self.wrong.append(f"console: {said.text}"))
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))

    def asked(self, url, root):
        if not url.startswith((root, "data:")):
            self.wrong.append(f"elsewhere: {url}")


def crawl(open_page, root, **settings):
    """Open every page that links lead to, from the root; return their addresses below it, and what went wrong.

    Several tabs at a time: each rests for half a second, and they rest together.
    """
    first = open_page(**settings)
    tabs = [first, *(first.context.new_page() for _ in range(TABS - 1))]
    watches = [Watch(tab, root) for tab in tabs]
    seen, waiting = set(), {f"{root}index.html"}
    while waiting:
        seen |= waiting
        # A feed is for readers of feeds; its addresses are whole.
        pages = sorted(url for url in waiting if url.split("?")[0].endswith((".html", "/")))
        found = {link for some in batched(pages, TABS) for link in read(tabs, some)}
        waiting = {link for link in found if link.startswith(root)} - seen
    return {unquote(url.removeprefix(root)) for url in seen}, [wrong for watch in watches for wrong in watch.wrong]


def batched(all_of_them, size):
    return [all_of_them[start : start + size] for start in range(0, len(all_of_them), size)]


def read(tabs, addresses):
    """Open each address in a tab; return where its links lead."""
    opened = list(zip(tabs, addresses, strict=False))
    for page, url in opened:
        page.goto(url)
    for page, _ in opened:
        page.wait_for_load_state("networkidle")
        assert page.locator("h1").count() == 1, page.url  # a listing of a folder has none of ours
        assert page.locator("html[lang][dir]").count() == 1, page.url
        yield from page.eval_on_selector_all("a[href]", "all => all.map(each => each.href.split('#')[0])")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_mirror_on_a_disk_is_read_to_its_end(mirror, open_page, scripts):
    folder = mirror()
    root = f"file://{folder}/"
    seen, wrong = crawl(open_page, root, java_script_enabled=scripts)
    assert wrong == []
    assert len(seen) > 25
    assert not any(name.endswith("/") for name in seen)
    # Every page but those that nobody links to was found by links alone.
    pages = {path.relative_to(folder).as_posix() for path in folder.rglob("index.html")}
    assert {name for name in pages - seen if not name.startswith(("n/", "c/"))} == set()


@pytest.mark.parametrize("as_printed", [False, True], ids=["for files", "as printed"])
def test_a_mirror_below_another_site_is_read_to_its_end(mirror, served, open_page, as_printed):
    root = served(mirror(as_printed=as_printed))
    seen, wrong = crawl(open_page, root)
    assert wrong == []
    assert len(seen) > 25


def test_a_reader_with_a_stick_goes_from_page_to_page(mirror, open_page):
    root = f"file://{mirror()}/"
    page = open_page()
    watch = Watch(page, root)
    page.goto(f"{root}index.html")
    page.wait_for_url("**/ar/index.html")
    for name, place in (
        ("سياسة", ".menu"),
        ("هجوم على طريق السهل", "main"),
        ("هاجم مسلحون نقطة تفتيش", ".claims"),
        ("سجل التصويبات", ".foot"),
        ("الصفحة الأولى", ".menu"),
        ("English", ".strip"),
        ("Politics", ".menu"),
        ("A story in English", "main"),
    ):
        page.locator(place).get_by_role("link", name=name).first.click()
        page.wait_for_load_state("load")
        assert page.url.startswith(root)
        assert page.url.split("#")[0].endswith("/index.html")
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.menu ul')).display") == "flex"
        )  # it has its style
    assert watch.wrong == []


@pytest.mark.parametrize("where", ["ar/لا-شيء/هنا/", "ar/x", "n/9999/", "assets/x/y"])
def test_the_page_for_missing_addresses_finds_the_mirrors_root(mirror, served, open_page, where):
    root = served(mirror())
    page = open_page()
    page.goto(root + where)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("getComputedStyle(document.querySelector('.menu ul')).display") == "flex"
    page.locator("main a.button").first.click()
    page.wait_for_url(f"{root}ar/index.html")


def test_the_page_for_missing_addresses_cannot_be_led_elsewhere(mirror, served, open_page):
    root = served(mirror())
    origin = root.split(f"/{SUB}")[0]
    page = open_page()
    page.goto(f"{origin}//evil.example/ar/x")
    page.wait_for_load_state("networkidle")
    hrefs = page.eval_on_selector_all("a[href]", "all => all.map(each => each.href)")
    assert hrefs
    # Letters are asked for at the newsroom's own site, which a mirror's script cannot name anew.
    assert [href for href in hrefs if not href.startswith((origin, f"{settings.MUSNAD_SITE_URL}/letters/"))] == []
