"""What the script adds: the theme's button, today's date, the bar of headlines, copying; and the pages without it."""

from datetime import UTC, datetime

import pytest
from tests.newsstand.look import frame_samples

pytestmark = pytest.mark.browser

PAPER = {"light": "rgb(251, 249, 244)", "dark": "rgb(20, 22, 26)"}
GROUND = "getComputedStyle(document.documentElement).backgroundColor"
# Half past one at night of Thursday in Amman, still Wednesday in New York.
NIGHT = datetime(2025, 1, 22, 22, 30, tzinfo=UTC)
DATES = {"ar": "الخميس ٢٣ / يناير / ٢٠٢٥", "en": "Thursday, 23 January 2025"}
NOTED = {"error", "warning"}
PLACE = "document.querySelector('.latest-list').scrollLeft"


def until(page, expression):
    """Wait until `expression` holds. Playwright's own way would need eval, which the pages forbid."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came true: {expression}")


def other(theme):
    return "dark" if theme == "light" else "light"


def test_a_page_follows_the_system(theme, lang, site, open_page):
    page = open_page(color_scheme=theme)
    page.goto(site.address("home", lang))

    assert page.evaluate(GROUND) == PAPER[theme]
    assert page.locator(".toggle").get_attribute("aria-pressed") == str(theme == "dark").lower()


def test_a_page_follows_the_system_without_the_script_and_offers_no_button(theme, lang, site, open_page):
    page = open_page(color_scheme=theme, java_script_enabled=False)
    page.goto(site.address("home", lang))

    assert page.evaluate(GROUND) == PAPER[theme]
    assert page.locator(".toggle").is_hidden()


def test_the_chosen_theme_is_remembered_on_every_page(theme, site, open_page):
    page = open_page(color_scheme=theme)
    page.goto(site.address("home", "ar"))
    page.locator(".toggle").click()
    assert page.evaluate(GROUND) == PAPER[other(theme)]

    page.reload()
    assert page.evaluate(GROUND) == PAPER[other(theme)]
    page.goto(site.address("story", "en"))
    assert page.evaluate(GROUND) == PAPER[other(theme)]
    assert page.locator(".toggle").get_attribute("aria-pressed") == str(theme == "light").lower()


def test_the_chosen_theme_stands_before_anything_is_painted(theme, site, open_page):
    page = open_page(color_scheme=theme)
    page.goto(site.address("home", "ar"))
    page.locator(".toggle").click()
    page.add_init_script("""new MutationObserver((_, watch) => {
      if (!document.body) return;
      window.themeAtFirst = document.documentElement.dataset.theme;
      watch.disconnect();
    }).observe(document, { childList: true, subtree: true });""")
    # Without the module: what sets the theme stands in the page's head.
    page.route("**/*.js", lambda route: route.abort())
    page.goto(site.address("story", "ar"))

    assert page.evaluate("themeAtFirst") == other(theme)
    assert page.evaluate(GROUND) == PAPER[other(theme)]


def test_the_date_line_says_today_where_the_edition_is(lang, site, open_page):
    page = open_page(timezone_id="America/New_York", locale="de-DE")
    page.clock.set_fixed_time(NIGHT)
    page.goto(site.address("story", lang))

    assert page.locator(".today time").inner_text() == DATES[lang]
    assert page.locator(".today time").get_attribute("datetime") == "2025-01-23"


def test_the_hijri_date_stands_beside_it_where_the_edition_wants_it(site, open_page):
    page = open_page()
    page.clock.set_fixed_time(NIGHT)
    page.goto(site.address("story", "ar"))
    assert page.locator(".today span").inner_text() == "٢٣ رجب ١٤٤٦ هـ"

    page.goto(site.address("story", "en"))
    assert page.locator(".today span").count() == 0


def test_a_page_left_open_over_midnight_says_the_new_day(site, open_page):
    page = open_page()
    page.clock.set_fixed_time(NIGHT)
    page.goto(site.address("story", "en"))
    page.clock.set_fixed_time(datetime(2025, 1, 23, 22, 30, tzinfo=UTC))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    assert page.locator(".today").inner_text() == "Friday, 24 January 2025"


def test_without_the_script_there_is_no_date_rather_than_a_wrong_one(lang, site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(site.address("story", lang))

    assert page.locator(".today").text_content() == ""


def test_a_story_fetches_the_latest_headlines(lang, site, open_page):
    page = open_page()
    page.goto(site.address("story", lang))
    page.locator(".latest-list li").first.wait_for()

    links = page.locator(".latest-list a").evaluate_all(
        "all => all.map((one) => [one.textContent, decodeURI(one.href)])"
    )
    assert links == [[entry.text, site.origin + entry.path] for entry in frame_samples.LATEST[lang]]


def test_the_headline_bar_is_absent_without_the_script_where_it_would_be_empty(lang, site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(site.address("story", lang))
    assert page.locator(".latest").is_hidden()

    page.goto(site.address("home", lang))
    assert page.locator(".latest").is_visible()
    assert page.locator(".latest-controls").is_hidden()


def test_headlines_move_only_while_asked_to(lang, site, open_page):
    page = open_page(width=360)
    page.clock.install()
    page.goto(site.address("home", lang))
    page.clock.run_for(20_000)
    assert page.evaluate(PLACE) == 0

    play = page.locator(".latest-play")
    still = play.get_attribute("aria-label")
    play.click()
    assert play.get_attribute("aria-label") != still
    page.clock.run_for(5_100)
    until(page, f"Math.abs({PLACE}) > 50")

    play.click()
    assert play.get_attribute("aria-label") == still
    page.evaluate("document.querySelector('.latest-list').scrollTo({ left: 0, behavior: 'instant' })")
    page.clock.run_for(20_000)
    assert page.evaluate(PLACE) == 0


def test_headlines_stand_still_for_whoever_reaches_for_one(site, open_page):
    page = open_page(width=360)
    page.goto(site.address("home", "ar"))
    page.locator(".latest-play").click()
    page.locator(".latest-list a").first.focus()

    assert "moving" not in page.locator(".latest").get_attribute("class").split()


def test_the_next_headline_comes_at_a_press_and_after_the_last_the_first(lang, site, open_page):
    page = open_page(width=360, reduced_motion="reduce")
    page.goto(site.address("home", lang))
    places = [0]
    for _ in range(len(frame_samples.LATEST[lang]) + 1):
        page.locator(".latest-next").click()
        places.append(abs(page.evaluate(PLACE)))

    assert places[1] > 50
    assert places[2] > places[1]
    assert 0 in places[2:]


def test_who_wants_less_motion_is_offered_none(lang, site, open_page):
    page = open_page(reduced_motion="reduce")
    page.goto(site.address("home", lang))

    assert page.locator(".latest-play").is_hidden()
    assert page.locator(".latest-next").is_visible()


def test_the_link_is_copied_and_that_is_said(lang, site, open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site.address("story", lang))
    copy = page.locator(".share-copy")
    copy.click()
    until(page, "document.querySelector('.said').textContent")

    assert page.locator(".said").inner_text() == copy.get_attribute("data-done")
    # The site's own address, though the page is read at another one: a mirror's may be gone tomorrow.
    assert page.evaluate("navigator.clipboard.readText()") == "https://dalwan.example/n/7k2q"


def test_without_the_script_share_links_stay_and_copying_is_not_offered(lang, site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(site.address("story", lang))

    assert page.locator(".share li a").first.is_visible()
    assert page.locator(".share-copy").is_hidden()


def test_every_page_is_free_of_script_errors(lang, site, open_page):
    first = open_page()
    errors, pages = [], []
    # A tab for each: they come to rest together.
    for name in ("home", "section", "topic", "author", "story", "archive", "missing"):
        page = first.context.new_page()
        page.on("pageerror", lambda error, name=name: errors.append(f"{name}: {error}"))
        page.on("console", lambda said, name=name: said.type in NOTED and errors.append(f"{name}: {said.text}"))
        page.goto(site.address(name, lang))
        pages.append(page)
    for page in pages:
        page.wait_for_load_state("networkidle")

    assert [error for error in errors if ".mp4" not in error and "404" not in error] == []
