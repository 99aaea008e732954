"""Search in a copy without Python, and completion in the box: in Chromium, on pages printed from a newsroom."""

import json
import os
import threading
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from django.db import transaction
from django.test import Client
from tests.newsstand.browser.conftest import Quiet, put
from tests.search.queries import TABLE
from tests.search.town import Town

from musnad.arabic.light import readings, spelled
from musnad.newsstand import plan, searching
from musnad.newsstand.assets import all_assets
from musnad.newsstand.offline import for_files
from musnad.newsstand.printing import render

pytestmark = pytest.mark.browser

WORDS = (
    " ".join(row.query for row in TABLE[:80])
    + " Straße ΣΊΣΥΦΟΣ ﷺ ﻻ ١٢٫٥ ٱلرحمن مؤتمر مؤ\u200cتمر ـــ é ﬁ Ⅷ ½ ² ࢠ ݣ ئ ؤ ء "
)
EVERY = "".join(map(chr, (*range(0x20, 0x250), *range(0x370, 0x400), *range(0x600, 0x6FF), *range(0xFB50, 0xFEFD))))


class Copy:
    """A printed folder, who serves it, and what Python itself answered."""

    def __init__(self, town, folder):
        self.folder = folder
        for name, content in all_assets().items():
            put(folder / name, content)
        for owner in plan.owners():
            for route in plan.routes(owner):
                if route.kind.startswith(("find-", "search", "latest")):
                    put(folder / route.file, render(route).body)
        self.paths = {name: f"/{story.url_path.strip('/')}/" for name, story in town.stories.items()}
        searching.completions.forget()
        self.completions = Client().get("/search/ar/complete", {"q": "فيضا"}).content
        self.live = Client().get("/search/ar/").content.decode()


@pytest.fixture(scope="module", autouse=True)
def _database_beside_the_browsers_loop():
    """Playwright's loop runs in this thread, where Django would refuse the database; nothing here is asynchronous."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module", autouse=True)
def copy(django_db_setup, django_db_blocker, tmp_path_factory):
    """Printed before the browser starts; the newsroom it was printed from is gone by then."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = Copy(Town(), tmp_path_factory.mktemp("copy"))
        transaction.set_rollback(True)
    return made


@pytest.fixture(scope="module")
def origin(copy):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(copy.folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def ask(copy, origin, open_page):
    """Return a function that asks the copy, and gives the page when it has answered."""
    page = open_page()
    page.set_default_timeout(20_000)

    def asked(query):
        page.goto(f"{origin}/search/ar/?{query}")
        page.locator(".found .results, .found .note").first.wait_for(state="attached")
        page.locator(".found button, .found .note").first.wait_for(state="attached")
        return page

    return asked


def found(page):
    return page.locator(".result h2 a").all_inner_texts()


@pytest.mark.django_db  # so that there is a database where this file is run alone
def test_the_script_reads_words_as_python_does(copy, origin, open_page):
    page = open_page()
    page.goto(f"{origin}/search/ar/")
    lines = [WORDS, *(EVERY[at : at + 400] for at in range(0, len(EVERY), 400)), " ".join(EVERY)]
    told = page.evaluate("texts => texts.map((text) => window.musnadReads(text))", lines)

    for line, words in zip(lines, told, strict=True):
        assert words == [[word, list(readings(word))] for word in spelled(line)]


def test_a_copy_finds_stories_claims_and_sources_behind_clitics(ask):
    assert "وزارة الصحة تفتح ثلاثة مراكز للتلقيح" in found(ask("q=بالوزارة"))
    assert found(ask("q=وادي نيوز")) == ["وادي نيوز"]
    assert "هاجم مسلحون نقطة تفتيش" in found(ask("q=المسلحين نقطة"))
    assert ask("q=الوزارة زار").locator(".result").count() == 0


def test_a_copy_leaves_out_excluded_words_and_narrows(ask):
    assert found(ask("q=النهر -بالقرى")) == ["جسر النهر يُفتح بعد ترميمه"]
    assert found(ask("q=جسر&kind=claim")) == ["جرفت السيول الجسر الخشبي"]
    assert found(ask("q=طريق&standing=denied&kind=story")) == ["هجوم على طريق السهل"]
    assert found(ask("q=النهر&from=2026-01-01")) == ["فيضان النهر يغمر قرى وادي السرو"]


def test_a_result_of_a_copy_marks_its_hits_and_leads_to_its_page(copy, ask, origin):
    page = ask("q=كتاب")

    assert page.locator(".result mark").first.inner_text() == "كِتَابٌ"
    link = page.evaluate("decodeURI(document.querySelector('.result h2 a').href)")
    assert link == origin + copy.paths["book"]
    assert page.locator("input[type=search]").input_value() == "كتاب"


def test_a_copy_says_calmly_what_it_cannot_find(ask):
    assert "لم نجد شيئًا" in ask("q=زرافة").locator(".note").inner_text()
    assert "كلمات ترد في كلّ خبر" in ask("q=في من").locator(".note").inner_text()
    assert "لم نجد" in ask("q=" + "ن" * 4000).locator(".note").inner_text()
    assert ask("q=<script>alert(1)</script>").locator(".note").count() == 1


def test_a_copy_opened_from_a_disk_finds_too(copy, open_page):
    file = copy.folder / "search" / "ar" / "index.html"
    file.write_text(for_files(file.read_text("utf-8")), "utf-8")
    page = open_page()
    page.goto(f"{file.as_uri()}?q=الفيضان")
    page.locator(".result").first.wait_for()

    assert found(page)[0] == "فيضان النهر يغمر قرى وادي السرو"
    assert page.evaluate("document.querySelector('.result h2 a').href").endswith("/index.html")


def test_without_the_script_a_copy_leads_to_the_site_itself(copy, origin, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{origin}/search/ar/?q=النهر")

    assert page.locator("noscript a").get_attribute("href").endswith("/search/ar/")


def test_what_is_typed_is_completed_and_chosen_with_the_keys(copy, origin, open_page):
    page = open_page()
    page.route("**/search/ar/", lambda route: route.fulfill(body=copy.live, content_type="text/html; charset=utf-8"))
    page.route("**/complete?*", lambda route: route.fulfill(body=copy.completions, content_type="application/json"))
    page.goto(f"{origin}/search/ar/")
    box = page.locator("#search-q")
    box.press_sequentially("فيضا", delay=20)
    page.locator("[role=option]").first.wait_for()

    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    option = page.locator("[role=option][aria-selected=true]")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    assert box.input_value() == json.loads(copy.completions)["completions"][0]["text"]
    box.press("Escape")
    assert box.input_value() == "فيضا"
    assert page.locator("[role=listbox]").is_hidden()
