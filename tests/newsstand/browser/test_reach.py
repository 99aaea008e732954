"""Everybody can read the pages, on every width, and nobody else is told."""

import pytest
from tests.newsstand.browser.conftest import PAGES
from tests.newsstand.browser.visits import DESK, MAIN, OTHERS, PHONE, THEMES, Visits

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def visits(chromium, site):
    return Visits(chromium, site)


@pytest.mark.parametrize("name", MAIN)
def test_axe_finds_nothing(name, lang, visits):
    assert_faultless(visits.of(name, lang), {(width, theme) for width in (PHONE, DESK) for theme in THEMES})


@pytest.mark.parametrize("name", OTHERS)
def test_axe_finds_nothing_on_the_smaller_pages(name, visits):
    assert_faultless(visits.of(name, "ar"), {(PHONE, "light")})


def assert_faultless(visit, screens):
    """Axe looked at each of `screens`, a width and a theme, and found nothing there."""
    assert visit.faults.keys() == screens
    found = [f"{width} px, {theme}: {report}" for (width, theme), report in visit.faults.items() if report]
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_asks_anything_of_a_third_party(name, lang, visits, site):
    visit = visits.of(name, lang)

    assert visit.asked
    assert [url for url, _ in visit.asked if not url.startswith((site.origin, "data:"))] == []
    assert visit.refused == []


def test_a_story_takes_four_requests_at_most_without_its_images(lang, visits):
    asked = [url for url, kind in visits.of("story", lang).asked if kind != "image"]

    assert any(url.endswith("latest.html") for url in asked)
    assert len(asked) <= 4


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("name", MAIN)
def test_nothing_moves_while_a_page_loads(name, width, lang, visits):
    assert visits.of(name, lang).shifts[width] == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_small_phone(name, scripts, lang, visits):
    assert visits.of(name, lang).extents[scripts] == 360


@pytest.mark.parametrize("name", MAIN)
def test_a_word_longer_than_the_line_is_broken_and_widens_no_page(name, lang, visits):
    assert visits.of(name, lang).lengthened == 320


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
