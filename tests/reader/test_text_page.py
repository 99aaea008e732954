"""Pages saved as text: seven outlets' ways to lay out a page, each with what is to be found in it."""

import json
from datetime import date
from pathlib import Path

import pytest

from musnad.reader import EmptyPage, NoBody, NoHeadline, PageTooLarge, read_file, read_page, to_json

PAGES = Path(__file__).parent / "pages"
TODAY = date(2025, 1, 23)
FIRST = "أعلنت بلدية السندس أنها أنجزت إصلاح الجسر الخشبي الذي تضرر في سيول الشتاء."
SECOND = "وقالت البلدية إن الجسر يفتح صباح السبت، وإن الشاحنات تمنع من عبوره."
HEADLINE = "بلدية السندس تنجز إصلاح الجسر الخشبي"


def read(*lines, today=TODAY):
    return read_page("\n".join(lines), today=today)


def texts(page, kind="paragraph"):
    return [item.text for item in page.body if item.kind == kind]


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_part_of_a_page_is_found(path):
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))

    found = to_json(read_file(path, today=TODAY))

    found["related"] = [one["text"] for one in found["related"]]
    found["kinds"] = [item["kind"] for item in found["body"]]
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_paragraphs_stay_character_for_character(path):
    source = path.read_text("utf-8")

    for text in texts(read_file(path, today=TODAY)):
        assert text in source


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_no_line_is_lost(path):
    assert lost_lines(path.read_text("utf-8"), read_file(path, today=TODAY)) == []


def lost_lines(source, page):
    """Return the lines of which nothing came into any part of the page."""
    parts = [page.headline, page.standfirst, *page.furniture, *page.byline, *page.keywords, *page.credits]
    parts += [part for item in page.body for part in (item.text, item.caption, item.id or "", *item.items) if part]
    parts += [page.image.caption] if page.image else []
    whole = [part for part in "\n".join(parts).split("\n") if part]
    return [
        line
        for line in source.splitlines()
        if line.strip() and not any(part in line or line.strip() in part for part in whole)
    ]


# --- the headline ---


def test_the_headline_is_the_title_that_the_story_repeats_and_not_one_of_a_news_bar():
    page = read("أمطار غزيرة على ساحل المرجان غدًا", HEADLINE, FIRST, SECOND)

    assert page.headline == HEADLINE
    assert page.furniture == ("أمطار غزيرة على ساحل المرجان غدًا",)


def test_a_long_headline_without_a_full_stop_is_no_paragraph():
    headline = "بلدية السندس تنجز إصلاح الجسر الخشبي وتعلن موعد افتتاحه وتمنع الشاحنات من عبوره حتى نهاية العام"

    assert read(headline, FIRST, SECOND).headline == headline


def test_a_page_without_a_headline_is_refused():
    with pytest.raises(NoHeadline, match="no headline"):
        read(FIRST, SECOND)


def test_a_menu_alone_is_no_headline():
    with pytest.raises(NoHeadline):
        read("الرئيسية", "سياسة", FIRST, SECOND)


def test_text_on_one_line_is_refused_because_its_headline_cannot_be_told():
    with pytest.raises(NoHeadline, match="on one line"):
        read_page(f"{HEADLINE} {FIRST} {SECOND}")


def test_a_body_on_one_line_below_its_headline_is_one_paragraph():
    page = read(HEADLINE, f"{FIRST} {SECOND} " * 40)

    assert texts(page) == [(f"{FIRST} {SECOND} " * 40).strip()]


def test_a_headline_alone_has_no_story():
    with pytest.raises(NoBody, match="no story below it"):
        read(HEADLINE, "من نحن", "اتصل بنا")


def test_furniture_alone_has_no_headline():
    with pytest.raises(NoHeadline):
        read("من نحن", "اتصل بنا")


def test_a_headline_over_a_post_is_a_page():
    page = read(HEADLINE, "https://t.me/tallreeds/418")

    assert [item.kind for item in page.body] == ["post"]


def test_more_lines_than_a_page_has_are_refused_at_once():
    with pytest.raises(PageTooLarge, match="50,000 lines"):
        read_page("سطر\n" * 50_001)


def test_invisible_marks_alone_are_an_empty_page():
    with pytest.raises(EmptyPage):
        read_page("\u200f\n\u200e\u200f")


# --- dates ---


def test_the_date_of_a_sites_header_is_the_day_of_reading():
    page = read("الخميس ٢٣ / يناير / ٢٠٢٥", HEADLINE, FIRST, SECOND)

    assert (page.captured_on, page.published) == (date(2025, 1, 23), None)


def test_a_labelled_date_above_the_headline_is_that_of_publishing():
    page = read("نشر في 4 تموز 2021", HEADLINE, FIRST, SECOND)

    assert (page.captured_on, page.published) == (None, date(2021, 7, 4))


def test_a_date_below_the_headline_is_that_of_publishing():
    assert read(HEADLINE, "4 تموز 2021", FIRST, SECOND).published == date(2021, 7, 4)


def test_two_dates_on_one_line_are_told_by_their_labels():
    page = read(HEADLINE, "نُشر في 4 تموز 2021 | آخر تحديث 5 تموز 2021", FIRST, SECOND)

    assert (page.published, page.updated) == (date(2021, 7, 4), date(2021, 7, 5))


def test_a_date_behind_the_story_is_its_own_if_labelled():
    page = read(HEADLINE, FIRST, SECOND, "تاريخ النشر: 4 تموز 2021")

    assert page.published == date(2021, 7, 4)


def test_a_date_among_the_comments_is_not_the_pages():
    page = read(HEADLINE, FIRST, SECOND, "التعليقات", "4 تموز 2021")

    assert page.published is None


def test_a_sentence_that_begins_like_a_label_is_a_paragraph():
    sentence = "نشر الجيش في 4 تموز 2021 قوات على الجسر، وقال إنها باقية حتى الشتاء."

    assert texts(read(HEADLINE, FIRST, sentence)) == [FIRST, sentence]


def test_the_label_of_an_unreadable_date_is_furniture():
    page = read(HEADLINE, "تاريخ النشر: 45 تموز 2021", FIRST, SECOND)

    assert (page.published, page.image, page.furniture) == (None, None, ("تاريخ النشر: 45 تموز 2021",))


def test_a_post_is_the_earliest_that_a_page_can_be():
    page = read(
        HEADLINE, FIRST, "https://x.com/a/status/1411789037992648707", "https://x.com/a/status/1311789037992648707"
    )

    assert page.not_before.isoformat() == "2021-07-04T20:48:31.086000+00:00"


def test_a_post_from_after_the_day_of_reading_proves_nothing():
    page = read(HEADLINE, FIRST, "https://x.com/a/status/1411789037992648707", today=date(2020, 1, 1))

    assert page.not_before is None


# --- keywords glued behind paragraphs ---


def test_a_keyword_glued_behind_two_paragraphs_is_taken_off():
    page = read(HEADLINE, f"{FIRST} جسور", f"{SECOND} جسور")

    assert (texts(page), page.keywords) == ([FIRST, SECOND], ("جسور",))


def test_words_behind_one_paragraph_alone_are_the_writers():
    page = read(HEADLINE, f"{FIRST} جسور قديمة", SECOND)

    assert (texts(page), page.keywords) == ([f"{FIRST} جسور قديمة", SECOND], ())


def test_words_of_the_headline_behind_one_paragraph_are_a_keyword():
    page = read(HEADLINE, f"{FIRST} الجسر الخشبي", SECOND)

    assert (texts(page), page.keywords) == ([FIRST, SECOND], ("الجسر الخشبي",))


def test_an_answer_to_a_question_is_no_keyword():
    asked = (
        "وسألنا رئيس البلدية عما يراه أجمل ما في المدينة بعد هذه الأعوام الطويلة من العمل في الحارات القديمة "
        "والأسواق والحدائق التي أعيد بناؤها بعد سيول الشتاء الماضي؟ الجسر الخشبي"
    )

    assert texts(read(HEADLINE, FIRST, asked)) == [FIRST, asked]


def test_a_keyword_that_the_page_names_is_taken_off_a_single_paragraph():
    page = read(HEADLINE, f"{FIRST} سيول", SECOND, "الوسوم: سيول، جسور")

    assert (texts(page), page.keywords) == ([FIRST, SECOND], ("سيول", "جسور"))


# --- the story's pieces ---


def test_a_short_line_among_paragraphs_is_a_heading():
    page = read(HEADLINE, FIRST, "موعد الافتتاح", SECOND)

    assert [(item.kind, item.level) for item in page.body] == [("paragraph", None), ("heading", 2), ("paragraph", None)]


def test_a_short_sentence_among_paragraphs_is_a_paragraph():
    assert texts(read(HEADLINE, FIRST, "انتهى العمل أمس.", SECOND)) == [FIRST, "انتهى العمل أمس.", SECOND]


def test_a_short_sentence_at_the_end_is_a_paragraph():
    assert texts(read(HEADLINE, FIRST, "انتهى العمل أمس.")) == [FIRST, "انتهى العمل أمس."]


def test_bullets_that_a_paragraph_announces_are_a_list():
    page = read(HEADLINE, FIRST, "وطلبت البلدية من أصحاب الشاحنات الكبيرة ما يلي:", "• التمهل", "• الطريق الشرقي")

    assert page.body[-1].items == ("التمهل", "الطريق الشرقي")


def test_bullets_below_the_story_are_a_menu():
    page = read(HEADLINE, FIRST, SECOND, "من نحن", "• رياضة", "• ثقافة")

    assert [item.kind for item in page.body] == ["paragraph", "paragraph"]
    assert page.furniture[-2:] == ("• رياضة", "• ثقافة")


def test_a_box_in_the_story_does_not_end_it():
    page = read(HEADLINE, FIRST, "النشرة الإخبارية", "كل صباح في بريدك", SECOND)

    assert texts(page) == [FIRST, SECOND]


def test_the_comments_end_the_story():
    page = read(HEADLINE, FIRST, "التعليقات", SECOND, "https://t.me/tallreeds/418", "• بند طويل من تعليق.")

    assert texts(page) == [FIRST]
    assert len(page.body) == 1


def test_tags_and_related_links_below_the_comments_are_still_read():
    page = read(HEADLINE, FIRST, "التعليقات", "الوسوم", "جسور", "مواضيع ذات صلة", "جسر ثان في السندس", "بقلم: قارئ")

    assert page.keywords == ("جسور",)
    assert [one.text for one in page.related] == ["جسر ثان في السندس"]
    assert page.byline == ()


def test_an_address_of_no_post_is_kept_aside():
    page = read(HEADLINE, FIRST, "https://example.org/report", "https://vimeo.com/1234", SECOND)

    assert [(item.kind, item.url) for item in page.body if item.kind == "video"] == [
        ("video", "https://vimeo.com/1234")
    ]
    assert page.furniture == ("https://example.org/report",)


def test_a_captioned_picture_in_the_story_is_an_image():
    page = read(HEADLINE, FIRST, "صورة: الجسر قبل إصلاحه", SECOND)

    assert [item.caption for item in page.body if item.kind == "image"] == ["الجسر قبل إصلاحه"]


def test_a_writer_named_at_the_end_is_the_byline():
    assert read(HEADLINE, FIRST, SECOND, "إعداد: سلمى الراوي، هند الصافي").byline == ("سلمى الراوي", "هند الصافي")


def test_a_label_of_a_writer_within_the_story_is_a_sentence():
    page = read(HEADLINE, FIRST, SECOND, "المحرر: كيف أصلح الجسر", FIRST)

    assert texts(page) == [FIRST, SECOND, "المحرر: كيف أصلح الجسر", FIRST]


def test_a_paragraph_above_the_date_is_the_standfirst():
    page = read(HEADLINE, FIRST, "4 تموز 2021", SECOND)

    assert (page.standfirst, texts(page), page.published) == (FIRST, [SECOND], date(2021, 7, 4))


def test_a_date_below_a_single_paragraph_makes_it_no_standfirst():
    assert texts(read(HEADLINE, FIRST, "4 تموز 2021")) == [FIRST]


def test_two_outlets_on_the_last_line_are_credited():
    page = read(HEADLINE, FIRST, SECOND, "المرفأ- القمة")

    assert (page.credits, page.body[-1].kind, page.body[-1].text) == (("المرفأ", "القمة"), "credit", "المرفأ- القمة")


def test_a_known_agency_alone_on_the_last_line_is_credited():
    assert read(HEADLINE, FIRST, SECOND, "(رويترز)").credits == ("رويترز",)


def test_an_outlet_below_its_label_is_credited():
    assert read(HEADLINE, FIRST, SECOND, "المصدر", "صحيفة المرفأ").credits == ("صحيفة المرفأ",)


def test_an_unknown_word_on_the_last_line_is_no_credit():
    page = read(HEADLINE, FIRST, SECOND, "المرفأ")

    assert (page.credits, page.furniture) == ((), ("المرفأ",))


def test_a_row_of_share_buttons_is_furniture():
    page = read(HEADLINE, "شارك | طباعة | حفظ", FIRST, SECOND)

    assert page.furniture == ("شارك | طباعة | حفظ",)


def test_bullets_below_the_label_of_related_stories_are_related():
    page = read(HEADLINE, FIRST, SECOND, "مواضيع ذات صلة", "• جسر ثان في السندس", "• سيول الشتاء")

    assert [one.text for one in page.related] == ["جسر ثان في السندس", "سيول الشتاء"]


def test_a_story_as_long_as_a_report_is_read_whole():
    assert len(texts(read(HEADLINE, *[FIRST, SECOND] * 300))) == 600


# --- the deck ---


def test_the_line_under_the_headline_without_a_full_stop_is_the_images_caption():
    assert read(HEADLINE, "عمال على الجسر صباح أمس", FIRST, SECOND).image.caption == "عمال على الجسر صباح أمس"


def test_a_question_under_the_headline_is_a_standfirst():
    assert read(HEADLINE, "متى يفتح الجسر للناس؟", FIRST, SECOND).standfirst == "متى يفتح الجسر للناس؟"


def test_a_word_under_the_headline_is_furniture():
    page = read(HEADLINE, "محليات", FIRST, SECOND)

    assert (page.image, page.furniture) == (None, ("محليات",))


def test_a_second_caption_is_furniture_and_not_lost():
    page = read(HEADLINE, "عمال على الجسر صباح أمس", "حجارة الجسر قبل رصفها", FIRST, SECOND)

    assert page.furniture == ("حجارة الجسر قبل رصفها",)


def test_keywords_under_the_headline_are_keywords():
    assert read(HEADLINE, "الوسوم: جسور، سيول", FIRST, SECOND).keywords == ("جسور", "سيول")


# --- language ---


def test_the_letters_tell_the_language():
    assert read(HEADLINE, FIRST, SECOND).language == "ar"
    assert read("Council votes for a ferry", "The council voted for a ferry on Saturday night.").language == "en"


# --- the page that the project began with ---


def test_the_sample_page_is_taken_apart_as_promised(sample):
    source = sample.read_text("utf-8")
    page = read_file(sample, today=TODAY)

    assert page.headline == "التحالف الدولي ينفي تعرّض قواته لهجوم جديد في سوريا"
    assert page.furniture[:4] == ("الوضع المظلم", "الخميس ٢٣ / يناير / ٢٠٢٥", "Logo", f"• {page.headline}")
    assert len(page.furniture) == 6
    assert page.furniture[4] == "النشرة الإخبارية"
    assert (page.breadcrumbs, page.captured_on, page.published) == ((page.headline,), TODAY, None)
    assert page.not_before.date() == date(2021, 7, 4)
    assert page.image.caption == "قوات التحالف تنسحب من منطقة رأس العينساري كانييه"
    assert (page.keywords, page.credits) == (("التحالف الدولي",), ("ليفانت", "الحرّة"))
    assert [item.kind for item in page.body] == [
        *("paragraph", "paragraph", "post", "paragraph", "paragraph", "paragraph", "paragraph", "paragraph"),
        *("related", "paragraph", "credit"),
    ]
    post = page.body[2]
    assert (post.platform, post.account, post.id) == ("x", "OIRSpox", "1411789037992648707")
    assert post.posted_at == page.not_before
    assert [one.text for one in page.related] == [page.body[8].text]
    assert all(text in source for text in texts(page))
    assert not any(text.endswith("التحالف الدولي") for text in texts(page))
    assert lost_lines(source, page) == []
