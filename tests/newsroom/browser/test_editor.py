"""Writing in the newsroom: fields in the direction of what is written, and the way from a draft to a public story."""

import pytest
from tests import making

from musnad.newsroom.founding import CHIEFS, WRITERS
from musnad.newsroom.models import PublicState, Story

pytestmark = pytest.mark.browser

DIRECTION = "field => getComputedStyle(field).direction"
BODY = [
    ("paragraph", "<p>نصّ</p>"),
    ("quote", {"text": "نصّ", "speaker": "", "role": ""}),
    ("post", {"platform": "x", "url": "https://x.com/dalwan/status/1", "text": "An English post", "account": "dalwan"}),
    ("table", {"data": [["أ", "ب"], ["١", "٢"]], "first_row_is_table_header": True}),
]


def directions(page, selector):
    """Return the directions that fields have as the browser sets them."""
    return set(page.locator(selector).evaluate_all(f"all => all.map({DIRECTION})"))


@pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_fields_take_the_direction_of_the_edition_and_not_of_the_interface(lang, direction, desk, newsroom):
    story = making.draft("Headline", desk[lang], body=BODY)
    page = newsroom(f"pages/{story.pk}/edit/", CHIEFS)
    page.locator(".handsontable td").first.wait_for()

    assert page.locator("html").get_attribute("dir") == "rtl"
    words = "[name=title], [name=standfirst], [name=hero_alt], [contenteditable=true], [name$=value-speaker]"
    assert directions(page, words) == {direction}
    assert directions(page, ".handsontable td") == {direction}
    # Addresses and times read from the left in both; a post's words as they are.
    assert directions(page, "input[type=url], [name$=value-account], [name$=value-posted]") == {"ltr"}
    assert directions(page, ".post-block textarea") == {"ltr"}


def test_a_block_that_is_added_takes_the_direction_too(desk, newsroom):
    page = newsroom(f"pages/add/newsroom/story/{desk['en'].pk}/", WRITERS)
    page.locator(".c-sf-add-button").first.click()
    page.locator("[role=option]", has_text="اقتباس").click()
    page.locator("[name$=value-speaker]").wait_for()

    assert directions(page, "[name$=value-text], [name$=value-speaker]") == {"ltr"}


def test_the_table_s_menu_is_arabic_and_the_console_is_quiet(desk, newsroom):
    story = making.draft("عنوان", desk["ar"], body=BODY)
    page = newsroom(f"pages/{story.pk}/edit/", CHIEFS)
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.reload()
    page.locator(".handsontable td").first.click(button="right")
    menu = page.locator(".htContextMenu td:visible")
    menu.first.wait_for()

    assert [word for word in menu.all_inner_texts() if word][:4] == ["صف فوقه", "صف تحته", "عمود قبله", "عمود بعده"]
    assert said == []


def test_a_writer_submits_a_story_by_its_headline_alone_and_a_chief_prints_it(desk, newsroom):
    page = newsroom(f"pages/add/newsroom/story/{desk['ar'].pk}/", WRITERS)
    page.locator("[name=title]").fill("الوزيرُ يفتتح المرفأ")
    act(page, "action-submit")
    story = Story.objects.get()
    assert story.slug == "الوزير-يفتتح-المرفأ"
    assert not story.live

    page = newsroom(f"pages/{story.pk}/edit/", CHIEFS)
    page.locator("footer .w-dropdown__toggle").click()
    with page.expect_navigation():
        page.locator("[data-workflow-action-name=approve]:visible").first.click()
    page.wait_for_load_state("networkidle")

    assert Story.objects.get().live
    assert PublicState.objects.get().address == "/ar/سياسة/الوزير-يفتتح-المرفأ/"


def act(page, name):
    """Press a button of the menu at the foot, and wait for the answer."""
    page.locator("footer .w-dropdown__toggle").click()
    with page.expect_navigation():
        page.locator(f"button[name={name}]").click()
    page.wait_for_load_state("networkidle")
