"""Everybody can read the pages, on every width, and nobody else is told."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.newsstand.browser.conftest import PAGES

pytestmark = pytest.mark.browser

MAIN = ("home", "section", "topic", "story", "claimed", "claim")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}}
SHIFTS = """() => new Promise((tell) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => tell(sum), 400);
})"""


@pytest.mark.parametrize("name", MAIN)
def test_axe_finds_nothing(name, lang, site, open_page):
    page = open_page()
    come_to_rest(page, site.address(name, lang))
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            look_through(page)


@pytest.mark.parametrize("name", [name for name in PAGES if name not in MAIN])
def test_axe_finds_nothing_on_the_smaller_pages(name, site, open_page):
    page = open_page(width=360)
    come_to_rest(page, site.address(name, "ar"))
    look_through(page)


def come_to_rest(page, address):
    """Open the page and wait for what its script fetches; Playwright's "networkidle" waits half a second each time."""
    with page.expect_event("load"):
        page.goto(address)
    page.wait_for_timeout(150)


def look_through(page):
    found = Axe().run(page, options=RULES)

    shown = page.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]")
    assert found.violations_count == 0, f"{shown}: {found.generate_report()}"


@pytest.mark.parametrize("name", PAGES)
def test_no_page_asks_anything_of_a_third_party(name, lang, site, open_page):
    page = open_page()
    asked, refused = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.goto(site.address(name, lang))
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")

    assert asked
    assert [url for url in asked if not url.startswith((site.origin, "data:"))] == []
    assert refused == []


def test_a_story_takes_four_requests_at_most_without_its_images(lang, site, open_page):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type != "image" else None)
    page.goto(site.address("story", lang))
    page.wait_for_load_state("networkidle")

    assert any(url.endswith("latest.html") for url in asked)
    assert len(asked) <= 4


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("name", MAIN)
def test_nothing_moves_while_a_page_loads(name, width, lang, site, open_page):
    page = open_page(width=width)
    page.goto(site.address(name, lang))

    assert page.evaluate(SHIFTS) == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_small_phone(name, scripts, lang, site, open_page):
    page = open_page(width=360, height=740, java_script_enabled=scripts)
    page.goto(site.address(name, lang))

    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("name", MAIN)
def test_a_word_longer_than_the_line_is_broken_and_widens_no_page(name, lang, site, open_page):
    page = open_page(width=320, height=740)
    page.goto(site.address(name, lang))
    page.evaluate(
        """(word) => document.querySelectorAll("h1 > bdi, .story-head h1, .card-headline a, .prose p, .list-head h1")
          .forEach((place) => place.append(word))""",
        " Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    )

    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("width", [768, 1280])
@pytest.mark.parametrize("stories", [1, 2, 3, 4])
def test_a_section_with_few_stories_fills_its_row_of_the_front(stories, width, site, open_page):
    page = open_page(width=width)
    page.goto(site.address("home", "ar"))
    row, last, first = page.evaluate(
        """(count) => {
          const row = document.querySelector(".shelf-cards");
          while (row.children.length > count) row.lastElementChild.remove();
          while (row.children.length < count) row.append(row.firstElementChild.cloneNode(true));
          return [row, row.lastElementChild, row.firstElementChild].map((one) => one.getBoundingClientRect().toJSON());
        }""",
        stories,
    )

    # From the right edge to the left one: nothing is left bare beside the last story.
    assert first["right"] == pytest.approx(row["right"], abs=1)
    assert last["left"] == pytest.approx(row["left"], abs=1)


def test_the_first_stop_of_the_keyboard_leads_past_the_masthead(lang, site, open_page):
    page = open_page()
    page.goto(site.address("story", lang))
    page.keyboard.press("Tab")

    assert page.locator(".skip:focus").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_printed_page_is_the_story_in_black_on_white(lang, site, open_page):
    page = open_page(color_scheme="dark")
    page.goto(site.address("story", lang))
    page.emulate_media(media="print")

    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert (
        page.locator(".menu, .latest, .share ul").evaluate_all("all => all.filter((one) => one.checkVisibility())")
        == []
    )
    assert page.locator(".prose").is_visible()
