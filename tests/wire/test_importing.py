"""Pages of other sites → stories."""

import datetime as dt
from dataclasses import replace

import pytest
from tests import making

from musnad.newsroom.models import Author, Keyword, PublicState, Section, Story
from musnad.reader import Image, Item, Page
from musnad.wire.errors import NoEdition, NoSuchSection
from musnad.wire.models import ImportedPage
from musnad.wire.pages import Outcome, import_page

WORDS = "قال متحدث باسم هيئة النهر إن السد لم يتضرر وإن فرق الصيانة أنهت عملها قبل الموعد."


def paragraph(text=WORDS):
    return Item("paragraph", text=text)


def page(headline="هيئة النهر تنفي تضرر السد", *, body=None, **fields):
    return Page(
        headline=headline, body=tuple(body or (paragraph(), paragraph("وأضاف أن المياه تجري كعادتها."))), **fields
    )


def test_a_page_comes_in_as_a_draft(desk):
    imported = import_page(page())

    assert (imported.outcome, imported.published) == (Outcome.CREATED, False)
    assert imported.story.title == "هيئة النهر تنفي تضرر السد"
    assert next(block.value.source for block in imported.story.body) == f"<p>{WORDS}</p>"
    assert not PublicState.objects.exists()


def test_it_comes_in_published_where_that_is_asked(desk):
    imported = import_page(page(), publish=True)

    assert imported.published
    assert PublicState.objects.get().address == imported.story.url_path


def test_the_same_page_again_changes_nothing(desk):
    first = import_page(page(), publish=True)

    again = import_page(page(furniture=("تغيّر ما حول الخبر",), captured_on=dt.date(2026, 11, 3)), publish=True)

    assert again.outcome is Outcome.UNCHANGED
    assert again.story.pk == first.story.pk
    assert again.story.revisions.count() == 1
    assert Story.objects.count() == 1


def test_a_draft_is_published_by_importing_its_page_again_with_that_wish(desk):
    import_page(page())

    again = import_page(page(), publish=True)

    assert (again.outcome, again.published) == (Outcome.UNCHANGED, True)


def test_a_changed_page_is_a_new_revision_of_the_same_story(desk):
    first = import_page(page(), publish=True)

    changed = import_page(page(body=(paragraph(), paragraph("وأضاف أن المياه عادت إلى مجراها."))), publish=True)

    assert changed.outcome is Outcome.CHANGED
    assert changed.story.pk == first.story.pk
    assert changed.story.revisions.count() == 2
    assert "عادت إلى مجراها" in changed.story.body[1].value.source


def test_a_change_without_publishing_waits_as_a_draft_over_the_public_story(desk):
    import_page(page(), publish=True)

    changed = import_page(page(standfirst="خلاصة جديدة"))

    assert changed.published
    assert changed.story.standfirst == ""
    assert changed.story.get_latest_revision_as_object().standfirst == "خلاصة جديدة"


def test_an_address_makes_a_page_the_same_whatever_its_headline(desk):
    first = import_page(page(url="https://sahl.example/1"))

    changed = import_page(page("عنوان آخر كليًا", body=(paragraph("نصّ آخر كليًا."),), url="https://sahl.example/1"))

    assert changed.outcome is Outcome.CHANGED
    assert changed.story.pk == first.story.pk


def test_two_pages_with_one_headline_and_two_addresses_are_two_stories(desk):
    import_page(page(url="https://sahl.example/1"))
    import_page(page(url="https://sahl.example/2", standfirst="غيره"))

    assert Story.objects.count() == 2


def test_one_headline_over_other_words_is_another_story(desk):
    import_page(page("أسعار العملات اليوم", body=(paragraph("بلغ الدينار ثلاثة وعشرين."),)))
    import_page(page("أسعار العملات اليوم", body=(paragraph("هبطت الليرة أمام سلّة عملات أجنبية."),)))

    assert Story.objects.count() == 2


def test_a_file_that_is_used_again_for_another_page_does_not_overwrite_the_story(desk):
    import_page(page(), source="/saved/page.html")
    import_page(page("مباراة الافتتاح", body=(paragraph("فاز فريق الميناء بهدفين."),)), source="/saved/page.html")

    assert Story.objects.count() == 2


def test_what_the_page_does_not_say_stays_as_the_editor_left_it(desk):
    first = import_page(page())
    draft = first.story.get_latest_revision_as_object()
    draft.kicker, draft.dateline = "exclusive", "بيلسان"
    draft.save_revision()

    changed = import_page(page(headline="هيئة النهر تنفي تضرر السدّ الكبير"))

    latest = changed.story.get_latest_revision_as_object()
    assert (latest.kicker, latest.dateline) == ("exclusive", "بيلسان")
    assert latest.title == "هيئة النهر تنفي تضرر السدّ الكبير"


def test_keywords_credits_and_people_are_kept(desk):
    known = making.keyword("السدّ")
    imported = import_page(
        page(
            keywords=("السد", "هيئة النهر"),
            credits=("سهل", "إذاعة الوادي"),
            byline=("ليان المرساوي", "وكالة دلوان للأنباء"),
            body=(paragraph(), Item("credit", text="سهل", url="https://sahl.example/")),
        )
    )

    story = imported.story
    assert next(row.keyword for row in story.story_keywords.all()) == known
    assert Keyword.objects.count() == 2
    assert [(row.name, row.url) for row in story.credits.all()] == [
        ("سهل", "https://sahl.example/"),
        ("إذاعة الوادي", ""),
    ]
    assert [row.author.name for row in story.signed_by.all()] == ["ليان المرساوي"]
    assert story.agency == "وكالة دلوان للأنباء"
    assert Author.objects.count() == 1


def test_the_caption_of_a_picture_that_is_elsewhere_is_kept(desk):
    imported = import_page(page(image=Image(caption="السد صباحًا", credit="مصوّر")), publish=True)

    assert (imported.story.hero, imported.story.hero_caption) == (None, "السد صباحًا")


def test_every_kind_of_item_becomes_a_block(desk):
    other = import_page(page("خبر سابق", body=(paragraph("نصّ الخبر السابق."),)), publish=True).story
    posted = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
    imported = import_page(
        page(
            body=(
                paragraph("فقرة <b>خام</b> & رموز"),
                Item("paragraph", text="رابط", html='<a href="https://x.example/">رابط</a>'),
                Item("heading", text="عنوان", level=3),
                Item("list", items=("أول", "ثان"), ordered=True),
                Item("quote", text="قول", speaker="فلان"),
                Item("image", caption="صورة"),
                Item("post", platform="x", url="https://x.com/a/status/1", account="a", posted_at=posted),
                Item("post", platform="threads", url="https://threads.example/1", text="منشور"),
                Item("video", url="https://video.example/1", caption="تسجيل"),
                Item("related", text="خبر سابق"),
                Item("related", text="خبر عند غيرنا", url="https://out.example/"),
                Item("credit", text="سهل"),
            )
        )
    )

    body = [(block.block_type, block.value) for block in imported.story.body]
    assert [kind for kind, _ in body] == [
        *(
            "paragraph",
            "paragraph",
            "heading",
            "list",
            "quote",
            "image",
            "post",
            "related",
            "media",
            "related",
            "related",
        ),
    ]
    assert body[0][1].source == "<p>فقرة &lt;b&gt;خام&lt;/b&gt; &amp; رموز</p>"
    assert body[6][1]["posted"] == posted
    assert [page.pk for page in body[9][1]["stories"]] == [other.pk]
    assert body[10][1]["links"][0]["url"] == "https://out.example/"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (dt.datetime(2021, 7, 4, 20, tzinfo=dt.UTC), "2021-07-04T20:00:00+00:00"),
        (dt.datetime(2021, 7, 4, 20), "2021-07-04T17:00:00+00:00"),  # noqa: DTZ001  (as the page says it)
        (dt.date(2021, 7, 4), "2021-07-04T09:00:00+00:00"),
        (dt.date(2121, 7, 4), None),
        (None, None),
    ],
)
def test_the_pages_date_is_the_storys_by_the_editions_clock(desk, said, expected):
    story = import_page(page(published=said), publish=True).story

    assert (story.published_at.astimezone(dt.UTC).isoformat() if story.published_at else None) == expected


def test_an_undated_page_keeps_what_is_known_of_its_date(desk):
    early = dt.datetime(2021, 7, 4, 20, 48, 31, tzinfo=dt.UTC)

    story = import_page(page(captured_on=dt.date(2025, 1, 23), not_before=early), publish=True).story

    assert (story.published_at, story.captured_on, story.not_before) == (None, dt.date(2025, 1, 23), early)


def test_a_page_goes_where_it_says_it_belongs(desk):
    economy = making.section("اقتصاد")

    assert import_page(page(breadcrumbs=("الرئيسية", "إقتصاد"))).story.get_parent().pk == economy.pk


def test_a_named_section_decides(desk):
    economy = making.section("اقتصاد")

    assert import_page(page(), section="اقتصاد").story.get_parent().pk == economy.pk


def test_a_section_that_is_not_there_is_an_error_that_names_those_that_are(desk):
    with pytest.raises(NoSuchSection, match="سياسة"):
        import_page(page(), section="nowhere")

    assert not Story.objects.exists()


def test_a_newsroom_without_sections_gets_one(db):
    making.newsroom()

    import_page(page())

    assert Section.objects.get().title == "أخبار"


def test_an_english_page_goes_into_the_english_edition(desk):
    story = import_page(page("River board denies damage", language="en")).story

    assert story.url_path.startswith("/en/")


def test_a_language_without_an_edition_is_an_error(desk):
    with pytest.raises(NoEdition, match="ar, en"):
        import_page(page(language="fr"))


def test_an_import_that_fails_half_way_leaves_nothing(desk):
    # A null byte is refused by no model, but by the database or the last check of the stream.
    broken = page(body=(paragraph(), Item("post", platform="x", url="https://x.com/1", posted_at="never")))

    with pytest.raises(AttributeError):
        import_page(broken)

    assert not Story.objects.exists()
    assert not ImportedPage.objects.exists()


def test_a_headline_as_long_as_a_paragraph_is_cut_and_its_address_too(desk):
    story = import_page(page("كلمة " * 100), publish=True).story

    assert len(story.title) <= 255
    assert len(story.slug) <= 80


def test_unsafe_markup_that_the_reader_let_through_is_stopped_on_the_page(desk):
    bad = Item("paragraph", text="x", html='<a href="javascript:alert(1)">x</a><script>alert(1)</script>')
    story = import_page(page(body=(bad, paragraph())), publish=True).story

    from musnad.newsstand import plan
    from musnad.newsstand.printing import render

    printed = render(plan.routes(f"story:{story.pk}")[0]).body.decode()
    assert "javascript:" not in printed
    assert "<script>alert" not in printed


def test_importing_a_changed_page_twice_is_one_change(desk):
    import_page(page())
    changed = page(standfirst="خلاصة")
    import_page(changed)

    assert import_page(replace(changed)).outcome is Outcome.UNCHANGED
