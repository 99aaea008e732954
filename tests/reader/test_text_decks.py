"""Fronts and decks of text pages, as they are copied out of browsers."""

from datetime import UTC, date, datetime

import pytest

from musnad.reader import read_page

HEADLINE = "بلدية السندس تنجز إصلاح الجسر الخشبي"
STORY = (
    "أعلنت بلدية السندس أنها أنجزت إصلاح الجسر الخشبي الذي تضرر في سيول الشتاء، بعد عمل دام شهرين كاملين.",
    "وقالت البلدية إن الجسر يفتح صباح السبت، وإن الشاحنات تمنع من عبوره حتى نهاية العام على الأقل.",
    "وكانت السيول قد جرفت اثنتين من دعائم الجسر في كانون الثاني، فانقطع الطريق إلى الحقول الغربية شهرين.",
)


def read(*lines):
    return read_page("\n".join(lines), today=date(2025, 3, 20))


def texts(page):
    return [item.text for item in page.body if item.kind == "paragraph"]


def test_a_news_bar_that_tells_in_sentences_does_not_hide_the_headline():
    bar = ("عاجل", "الوزير: لا زيادة في الرسوم هذا العام.", "الأرصاد: أمطار غزيرة على الساحل مساء اليوم.")

    page = read("الرئيسية", "سياسة", *bar, "الأربعاء 12 آذار 2025", HEADLINE, "11 آذار 2025, 09:14", *STORY)

    assert page.headline == HEADLINE
    assert texts(page) == list(STORY)
    assert (page.captured_on, page.published) == (date(2025, 3, 12), datetime.fromisoformat("2025-03-11T09:14"))
    assert set(bar) <= set(page.furniture)


@pytest.mark.parametrize("line", ["ليلى قاسم | 11 مارس 2025", "11 مارس 2025 - ليلى قاسم", "ليلى قاسم · 11 مارس 2025"])
def test_a_line_of_writer_and_date_gives_both(line):
    page = read(HEADLINE, line, *STORY)

    assert (page.byline, page.published, page.image) == (("ليلى قاسم",), date(2025, 3, 11), None)


def test_a_caption_beside_the_date_is_no_name_and_a_dateline_no_caption():
    page = read(HEADLINE, "السندس - «المرفأ»", "الثلاثاء 11 مارس 2025 - 09:14", "عمال في غرفة المحركات", *STORY)

    assert (page.byline, page.image.caption) == ((), "عمال في غرفة المحركات")


def test_the_headline_said_twice_is_no_caption_and_neither_is_how_long_ago():
    page = read("الرئيسية", "/", "محليات", "/", HEADLINE, HEADLINE, "منذ 3 ساعات", *STORY)

    assert page.breadcrumbs[:2] == ("الرئيسية", "محليات")
    assert page.image is None
    assert texts(page) == list(STORY)


def test_a_post_ends_the_list_of_related_stories():
    post = "https://www.instagram.com/p/DG9xYz1Abcd/"

    page = read(HEADLINE, *STORY[:2], "اقرأ أيضاً", "كيف تبنى الجسور؟", post, "View this post on Instagram", STORY[2])

    assert [one.text for one in page.related] == ["كيف تبنى الجسور؟"]
    assert page.not_before == datetime(2025, 3, 9, 4, 28, 17, 731000, UTC)


def test_the_figures_below_a_copied_post_are_no_headings():
    page = read(HEADLINE, *STORY[:2], "9:14 AM · Mar 11, 2025", "12", "Retweets", "30", "Likes", STORY[2])

    assert [item.kind for item in page.body] == ["paragraph"] * 3


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("March 11, 2025, 9:14 a.m. ET", "2025-03-11"),
        ("الثلاثاء 11 مارس 2025 - 14:20 بتوقيت دمشق", "2025-03-11"),
        ("الثلاثاء 11 مارس 2025 / 09:14", "2025-03-11T09:14"),
        ("11/3/2025 - 14:20 (توقيت مكة المكرمة)", "2025-03-11T14:20+03:00"),
        ("9:14 AM EDT, March 11, 2025", "2025-03-11T09:14-04:00"),
    ],
)
def test_a_clock_that_changes_with_the_season_leaves_the_day(line, published):
    kind = datetime if "T" in published else date

    assert read(HEADLINE, line, *STORY).published == kind.fromisoformat(published)


def test_urdu_and_persian_are_told_from_arabic_by_their_letters():
    urdu = (
        "محکمہ آب کا مشرقی پمپنگ اسٹیشن دوبارہ فعال",
        "محکمہ آب نے منگل کو اعلان کیا کہ شہر کا پمپنگ اسٹیشن ہفتوں بعد کام کر رہا ہے۔",
    )
    persian = (
        "ایستگاه پمپاژ شهر دوباره به کار افتاد",
        "وزارت آب روز سه‌شنبه اعلام کرد که ایستگاه پمپاژ شرقی پس از شش هفته دوباره کار می‌کند.",
    )
    typed_on_a_persian_keyboard = tuple(
        line.replace("ي", "\u06cc").replace("ك", "\u06a9") for line in (HEADLINE, *STORY)
    )

    assert [read(*lines).language for lines in (urdu, persian, typed_on_a_persian_keyboard)] == ["ur", "fa", "ar"]
