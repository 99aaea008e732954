"""From the newsroom's rows to the printed page."""

import datetime as dt
import json
import re
from html import unescape

import pytest
from django.core.files.base import ContentFile
from tests import making
from tests.pictures import picture
from wagtail.documents import get_document_model

from musnad.newsroom.models import CorrectionNote, Edition, StandingPage, StoryAuthor, StoryCredit
from musnad.newsstand import plan
from musnad.newsstand.addresses import whole_address
from musnad.newsstand.previews import preview
from musnad.newsstand.printing import Unready, render
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.readings.small import missing_page


def page_of(thing):
    """The printed page of a story, or of whatever has an owning tag, as text."""
    owner = thing if isinstance(thing, str) else f"story:{thing.pk}"
    route = next(route for route in plan.routes(owner) if route.kind != "moved")
    try:
        return render(route).body.decode()
    except Unready as unready:
        unready.prepare()
        return render(route).body.decode()


def body_of(page):
    """The story itself, without what stands round it."""
    return page[page.index("<article") : page.index("</article>")]


def test_a_story_shows_all_its_parts(desk):
    story = making.draft(
        "المجلس يبحث خطة السد",
        desk,
        kicker="exclusive",
        standfirst="خلاصة الخبر.",
        dateline="بيلسان",
        agency="وكالة دلوان",
        topics=[making.topic("قضية السد")],
        keywords=[making.keyword("مجلس النهر")],
    )
    story.credits = [StoryCredit(name="سهل نيوز", url="https://sahl.example/a"), StoryCredit(name="إذاعة الوادي")]
    story.corrections = [
        CorrectionNote(at=dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC), text="صُحّح رقم في الفقرة الأولى.")
    ]
    making.publish(story)

    page = page_of(story)

    for words in (
        *("المجلس يبحث خطة السد", "خاص", "خلاصة الخبر.", "بيلسان", "وكالة دلوان", "قضية السد", "مجلس النهر"),
        *("سهل نيوز", "إذاعة الوادي", "صُحّح رقم في الفقرة الأولى."),
    ):
        assert words in page
    assert 'href="https://sahl.example/a"' in page


def test_every_kind_of_block_is_printed(desk):
    other = making.story("خبر آخر", desk)
    document = get_document_model()(title="جدول المناسيب")
    document.file.save("levels.csv", ContentFile("يوم,منسوب\n1,2\n".encode()))
    image = picture("سد")
    body = [
        ("paragraph", "<p>فقرة أولى</p><p>فقرة ثانية</p>"),
        ("heading", {"text": "عنوان فرعي", "level": "2"}),
        ("list", {"ordered": True, "items": ["<p>بند <b>أول</b></p>"]}),
        ("quote", {"text": "قول منقول", "speaker": "الوزيرة", "role": "وزيرة المياه"}),
        ("image", {"image": image, "caption": "السد صباحًا", "credit": "مصوّر", "alt": "ماء خلف جدار"}),
        ("gallery", {"title": "مشاهد", "pictures": [{"image": image, "caption": "الأولى", "credit": "", "alt": ""}]}),
        (
            "post",
            {
                "platform": "telegram",
                "url": "https://t.me/wadi/12",
                "account": "wadi",
                "name": "قناة الوادي",
                "text": "نص المنشور",
                "posted": dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC),
            },
        ),
        ("media", {"medium": "video", "title": "تسجيل الجلسة", "url": "https://video.example/1"}),
        (
            "table",
            {
                "data": [["يوم", "منسوب"], ["الأحد", "12"]],
                "first_row_is_table_header": True,
                "table_caption": "المناسيب",
            },
        ),
        ("facts", {"title": "ما السد؟", "text": "<p>جدار على النهر.</p>"}),
        ("related", {"stories": [other], "links": [{"text": "تقرير خارجي", "url": "https://out.example/r"}]}),
        ("file", {"title": "", "document": document}),
    ]

    page = body_of(page_of(making.story("خبر", desk, body=body)))

    for words in (
        *("<p>فقرة أولى</p>", "<p>فقرة ثانية</p>", "عنوان فرعي", "بند <b>أول</b>", "قول منقول", "وزيرة المياه"),
        *("السد صباحًا", "ماء خلف جدار", "مشاهد", "قناة الوادي", "نص المنشور", "https://t.me/wadi/12"),
        *("تسجيل الجلسة", "https://video.example/1", "المناسيب", "ما السد؟", "خبر آخر", "تقرير خارجي", "جدول المناسيب"),
    ):
        assert words in page, words
    assert re.search(r'href="\.\./\.\./\.\./media/[0-9a-f]{20}\.csv"', page)


@pytest.mark.parametrize(
    ("lang", "count", "written"),
    [
        ("ar", 900, "٩٠٠ بايت"),
        ("ar", 1229, "١٫٢ كيلوبايت"),
        ("ar", 2048, "٢ كيلوبايت"),
        ("ar", 5 * 1024 * 1024, "٥ ميغابايت"),
        ("en", 1229, "1.2 KB"),
    ],
)
def test_the_size_of_a_file_is_written_in_the_editions_digits(desk, lang, count, written):
    assert EditionReading(lang, Gathering()).size(count) == written


def test_the_page_for_missing_addresses_leads_to_both_editions(desk):
    page = missing_page(Gathering())

    assert page.chrome.edition.lang == "ar"
    assert [(other.lang, other.way.path) for other in page.others] == [("en", "/en/")]


def test_a_picture_comes_in_three_formats_with_its_size_and_focal_point(desk):
    image = picture("سد", size=(1600, 900), focal_point_x=400, focal_point_y=225)
    image.focal_point_width = image.focal_point_height = 200
    image.save()

    page = body_of(page_of(making.story("خبر", desk, hero=image, hero_caption="السد", hero_alt="ماء وجدار")))

    figure = page[page.index("<figure") : page.index("</figure>")]
    assert re.findall(r'type="(image/\w+)"', figure) == ["image/avif", "image/webp", "image/jpeg"]
    assert re.findall(r"media/[0-9a-f]{20}\.avif (\d+)w", figure) == ["480", "800", "1280"]
    assert 'width="1280" height="720" alt="ماء وجدار"' in figure
    assert "x2" in figure or "x3" in figure


def test_a_page_whose_pictures_are_not_made_yet_asks_for_them(desk):
    story = making.story("خبر", desk, hero=picture("سد"))
    route = plan.routes(f"story:{story.pk}")[0]

    with pytest.raises(Unready, match="9 sizes"):
        render(route)


HOSTILE = (
    '<p>قبل<script>alert(1)</script> <img src=x onerror="alert(1)"> <a href="javascript:alert(1)">رابط</a> '
    '<a href="data:text/html,x">آخر</a> <a href="//evil.example/x">ثالث</a> <b onclick="alert(1)">غامق</b> '
    '<iframe src="https://evil.example"></iframe><style>p{}</style>بعد</p>'
)


def test_nothing_unsafe_that_is_stored_reaches_a_public_page(desk):
    body = [
        ("paragraph", HOSTILE),
        ("facts", {"title": "<script>alert(2)</script>", "text": HOSTILE}),
        ("list", {"ordered": False, "items": [HOSTILE]}),
        ("post", {"platform": "x", "url": "javascript:alert(3)", "text": "منشور"}),
        ("related", {"stories": [], "links": [{"text": "رابط", "url": "data:text/html,x"}]}),
        ("media", {"medium": "video", "title": "x", "url": "javascript:alert(4)"}),
        ("quote", {"text": '"><script>alert(5)</script>', "speaker": "<b>x</b>", "role": ""}),
    ]

    page = body_of(page_of(making.story("خبر <script>alert(6)</script>", desk, body=body)))

    for sign in (
        "<script>alert",
        "onerror",
        "onclick",
        "javascript:",
        "data:text",
        "//evil",
        "<iframe",
        "<style",
        "<img",
    ):
        assert sign not in page.replace('type="application/ld+json"', ""), sign
    assert "قبل" in page
    assert "بعد" in page


def test_a_headline_cannot_end_the_structured_data(desk):
    page = page_of(making.story("خبر </script><script>alert(1)</script>", desk))

    data = page[page.index('<script type="application/ld+json">') :]
    data = data[data.index(">") + 1 : data.index("</script>")]
    assert json.loads(data)["headline"] == "خبر </script><script>alert(1)</script>"


def test_a_keyword_is_linked_where_it_is_first_mentioned_and_once(desk):
    dam = making.keyword("مجلس النهر")
    body = [("paragraph", "<p>قال ومجلسُ النهر إنه اجتمع، ثم عاد مجلس النهر.</p>"), ("paragraph", "<p>مجلس النهر</p>")]

    page = body_of(page_of(making.story("خبر", desk, keywords=[dam], body=body)))

    links = re.findall(r'<a class="keyword" href="([^"]*)">([^<]*)</a>', page)
    assert [unescape(words) for _, words in links] == ["مجلسُ النهر"]
    assert links[0][0].endswith("keyword/مجلس-النهر/")


def test_a_keyword_that_an_editor_does_not_want_linked_is_not(desk):
    dam = making.keyword("السد", linked=False)

    page = body_of(page_of(making.story("خبر", desk, keywords=[dam], body=[("paragraph", "<p>السد ممتلئ.</p>")])))

    assert 'class="keyword"' not in page


def test_a_link_to_a_story_follows_it_to_its_new_address(desk):
    target = making.story("هدف", desk)
    story = making.story("خبر", desk, body=[("paragraph", f'<p><a linktype="page" id="{target.pk}">هنا</a></p>')])

    target.slug = "جديد"
    making.publish(target)

    assert '<a href="../جديد/">هنا</a>' in page_of(story)


def test_both_editions_of_a_story_lead_to_each_other(desk):
    story = making.story("خبر", desk)
    politics = making.section("Politics", lang="en")
    twin = making.story("News", politics, translation_key=story.translation_key)

    assert 'hreflang="en" href="http://127.0.0.1:8000/en/politics/news/"' in page_of(story)
    assert 'hreflang="ar"' in page_of(twin)
    # For readers of neither: the first edition's.
    first = f'hreflang="x-default" href="{whole_address(story.url_path)}"'
    assert first in page_of(story)
    assert first in page_of(twin)
    assert '<html lang="en" dir="ltr"' in page_of(twin)


def test_an_author_signs_and_has_a_page_with_the_stories(desk):
    writer = making.author("ليان المرساوي", role="مراسلة", bio="تكتب عن النهر.")
    story = making.draft("خبر", desk)
    story.signed_by = [StoryAuthor(author=writer)]
    making.publish(story)

    assert "ليان المرساوي" in page_of(story)
    front = page_of(f"author:{writer.pk}")
    assert "تكتب عن النهر." in front
    assert "خبر" in front


def test_the_front_shows_the_editors_choice_before_the_newest(desk):
    chosen = making.story("المختار", desk)
    making.story("الأحدث", desk)
    edition = Edition.objects.get(slug="ar")
    edition.lead = chosen
    edition.save_revision().publish()

    front = page_of("edition:ar")
    main = front[front.index("<main") :]
    assert main.index("المختار") < main.index("الأحدث")


def test_a_lead_that_was_taken_off_gives_way_to_the_newest(desk):
    chosen = making.story("المختار", desk)
    making.story("الأحدث", desk)
    edition = Edition.objects.get(slug="ar")
    edition.lead = chosen
    edition.save_revision().publish()
    chosen.unpublish()

    front = page_of("edition:ar")
    assert "المختار" not in front


def test_read_more_at_the_end_is_found_by_shared_topics(desk):
    dam = making.topic("قضية السد")
    making.story("قبل أسبوع عن السد", desk, topics=[dam])
    story = making.story("السد اليوم", desk, topics=[dam])

    page = page_of(story)
    assert "قبل أسبوع عن السد" in page[page.index('class="more"') :]


def test_a_day_lists_its_stories_and_leads_to_the_days_beside(desk, time_machine):
    for day in ("2026-11-18", "2026-11-20", "2026-11-21"):
        time_machine.move_to(f"{day}T10:00:00+00:00")
        making.story(f"خبر {day}", desk)

    page = page_of("archive:day:ar:2026-11-20:1")

    assert "خبر 2026-11-20" in page
    assert 'href="../2026-11-18/"' in page
    assert 'href="../2026-11-21/"' in page
    assert "الجمعة ٢٠ / نوفمبر / ٢٠٢٦" in page


def test_the_archive_names_months_and_days_by_the_editions_policy(desk, time_machine):
    edition = Edition.objects.get(slug="ar")
    edition.months, edition.digits = "levant", "latin"
    edition.save_revision().publish()
    time_machine.move_to("2026-11-20T10:00:00+00:00")
    making.story("خبر", desk)

    page = page_of("year:ar:2026")

    assert "تشرين الثاني 2026" in page
    assert 'href="../../day/2026-11-20/"' in page


def test_a_standing_page_shows_its_body_and_stands_in_the_foot_of_all(desk):
    edition = Edition.objects.get(slug="ar")
    about = StandingPage(title="من نحن", locale=edition.locale, live=False, body=[("paragraph", "<p>غرفة أخبار.</p>")])
    edition.add_child(instance=about)
    about.save_revision().publish()

    assert "غرفة أخبار." in page_of(f"page:{about.pk}")
    assert "من نحن" in page_of("edition:ar")


def test_an_imported_storys_page_says_where_it_is_from_and_what_is_known_of_its_date(desk):
    story = making.story(
        "خبر منقول",
        desk,
        origin_name="سهل نيوز",
        origin_url="https://sahl.example/1",
        captured_on=dt.date(2025, 1, 23),
        not_before=dt.datetime(2021, 7, 4, 20, 48, tzinfo=dt.UTC),
    )

    page = page_of(story)

    assert "سهل نيوز" in page
    assert "٢٣ يناير ٢٠٢٥" in page
    assert "٤ يوليو ٢٠٢١" in page
    assert 'property="article:published_time"' not in page


def test_a_preview_shows_the_draft_with_pictures_that_the_newsroom_serves(desk):
    story = making.draft("مسودة", desk, hero=picture("سد"), hero_caption="تعليق", body=[("paragraph", "<p>نص</p>")])

    page = preview(story)

    assert "مسودة" in page
    assert 'src="/newsroom/media/images/' in page
    assert 'href="/assets/site.' in page


def test_a_preview_of_a_new_draft_that_was_never_saved_works(desk):
    from musnad.newsroom.models import Story

    story = Story(title="جديد", locale=desk.locale, slug="x")
    story.set_url_path(desk)
    story._cached_parent_obj = desk
    story.path = desk.path + "0009"
    story.depth = desk.depth + 1

    assert "جديد" in preview(story)


def test_reading_a_story_page_asks_the_database_as_often_however_long_the_site_is(desk, django_assert_max_num_queries):
    story = making.story("خبر", desk, topics=[making.topic("ملف")])
    for number in range(10):
        making.story(f"خبر {number}", desk)

    with django_assert_max_num_queries(26):
        page_of(story)
