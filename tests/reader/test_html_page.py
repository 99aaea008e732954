"""HTML pages as wholes: two made for the tests, two real ones; and where their headlines stand."""

import json
from datetime import UTC, date, datetime

import pytest
from tests.reader.small_pages import FIRST, HEADLINE, PAGES, SECOND, TODAY, read, texts

from musnad.reader import EmptyPage, NoBody, NoHeadline, PageTooLarge, read_file, read_page


def test_a_modern_page_gives_every_part():
    page = read_file(PAGES / "ferry.html", today=TODAY)

    assert page.headline == "عبّارة الليل تعود إلى نهر القصب"
    assert page.standfirst == "تعود العبّارة إلى العمل ليلًا بعد توقف عامين."
    assert page.breadcrumbs == ("الرئيسية", "محليات")
    assert (page.section, page.byline) == ("محليات", ("ليلى الجسر",))
    assert page.published == datetime.fromisoformat("2024-05-17T08:30:00+03:00")
    assert page.updated == datetime.fromisoformat("2024-05-17T10:00:00+03:00")
    assert page.not_before == datetime(2024, 5, 16, 6, 57, 29, 827000, UTC)
    assert page.url == "https://almarfa.example/news/2024/05/ferry.html"
    assert page.site_name == "صحيفة المرفأ"
    assert page.keywords == ("نهر القصب", "النقل النهري", "القصب")
    assert page.credits == ("رويترز",)
    assert (page.image.caption, page.image.credit) == ("العبّارة عند مرسى القصب", "تصوير: رامي النخيل")
    assert (page.image.url, page.image.alt) == ("https://almarfa.example/img/ferry-1200.jpg?w=800", "عبّارة على النهر")
    assert [item.kind for item in page.body] == [
        *("paragraph", "paragraph", "related", "heading", "paragraph", "list", "quote", "post", "post", "image"),
        *("paragraph", "related", "credit"),
    ]
    assert [(one.text, one.url) for one in page.related] == [
        ("جسر القصب ينتظر منذ عشر سنوات", "https://almarfa.example/local/bridge.html"),
        ("صيادو القصب يطالبون بمرسى ثان", "https://almarfa.example/local/fishers.html"),
    ]


def test_the_posts_of_a_modern_page_are_taken_out_of_their_boxes():
    tweet, video = (item for item in read_file(PAGES / "ferry.html", today=TODAY).body if item.kind == "post")

    assert (tweet.platform, tweet.account, tweet.name) == ("x", "ReedsTown", "بلدية القصب")
    assert (tweet.url, tweet.text) == ("https://x.com/ReedsTown/status/1791000000000000000", "العبّارة تعود السبت. pic")
    assert (video.platform, video.id) == ("youtube", "AbCdEfGhI_0")


def test_nothing_that_runs_comes_out_of_a_page():
    page = read_file(PAGES / "ferry.html", today=TODAY)

    said = json.dumps([item.html or "" for item in page.body], ensure_ascii=False) + repr(page)
    assert not [word for word in ("javascript:", "onclick", "steal", "<script", "data:image", "alert") if word in said]
    assert "<strong>عامين كاملين</strong>" in said
    assert '<a href=\\"https://almarfa.example/local/speech.html\\">كلمة قصيرة</a>' in said


def test_an_old_page_laid_out_in_tables_is_read(tmp_path):
    path = tmp_path / "well.html"
    path.write_bytes((PAGES / "well.html").read_text("utf-8").encode("windows-1256"))

    page = read_file(path, today=TODAY)

    assert page.headline == "بئر العقيق تجف للمرة الأولى منذ نصف قرن"
    assert page.published == date(2008, 11, 3)
    assert page.byline == ()
    assert (page.image.url, page.image.caption) == ("http://alqimma.example/pics/well.jpg", "البئر كما بدت أمس")
    assert [item.kind for item in page.body] == ["paragraph", "paragraph", "paragraph", "list"]
    assert page.body[3].items == ("العام | المطر (مم)", "2006 | 110", "2007 | 64")


@pytest.mark.parametrize("name", ["cnn-2013-syria", "lbci"])
def test_a_real_page_gives_what_is_expected_of_it(shared, name):
    expected = json.loads((shared / "pages" / f"{name}.expected.json").read_text("utf-8"))

    page = read_file(shared / "pages" / f"{name}.html", today=date(2026, 2, 1))

    assert page.headline == expected["headline"]
    assert page.published == (datetime if " " in expected["published"] else date).fromisoformat(expected["published"])
    assert texts(page) == expected["paragraphs"]
    assert {item.kind for item in page.body} <= {"paragraph", "image"}
    assert page.byline == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["cnn-2013-syria", "lbci"])
def test_a_real_page_reads_the_same_in_every_encoding(shared, name, encoding):
    text = (shared / "pages" / f"{name}.html").read_text("utf-8")

    assert read_page(text.encode(encoding), today=TODAY) == read_page(text, today=TODAY)


def test_a_real_page_in_windows_1256_keeps_its_paragraphs(shared):
    # The page says that it is UTF-8. What that encoding has no letters for is not in the story.
    text = (shared / "pages" / "cnn-2013-syria.html").read_text("utf-8")

    assert texts(read_page(text.encode("windows-1256", "ignore"), today=TODAY)) == texts(read_page(text, today=TODAY))


def page_with(head="", h1=""):
    shown = f"<h1>{h1}</h1>" if h1 else ""
    return read_page(f"<html><head>{head}</head><body>{shown}<p>{FIRST}</p><p>{SECOND}</p></body></html>", today=TODAY)


def test_the_headline_is_what_two_places_agree_on():
    assert (
        page_with(
            f'<meta property="og:title" content="شاهد.. الجسر!"><title>{HEADLINE} - المرفأ</title>', HEADLINE
        ).headline
        == HEADLINE
    )


def test_a_title_loses_the_name_of_the_site():
    head = f'<meta property="og:site_name" content="المرفأ"><title>{HEADLINE} | المرفأ</title>'

    assert page_with(head).headline == HEADLINE


def test_a_title_alone_is_the_headline():
    assert page_with(f"<title>{HEADLINE}</title>").headline == HEADLINE


def test_a_page_without_h1_takes_its_first_h2():
    assert read_page(f"<html><h2>{HEADLINE}</h2><p>{FIRST}</p><p>{SECOND}</p>", today=TODAY).headline == HEADLINE


def test_html_without_any_headline_is_refused():
    with pytest.raises(NoHeadline):
        page_with()


def test_html_without_a_story_is_refused():
    with pytest.raises(NoBody):
        read_page(f"<html><title>{HEADLINE}</title><nav><a href='/'>الرئيسية</a></nav>", today=TODAY)


def test_markup_without_an_element_is_empty():
    with pytest.raises(EmptyPage):
        read_page("<!-- nothing -->", name="a.html")


def test_html_in_one_line_is_read():
    assert texts(read()) == [FIRST, SECOND]


def test_more_elements_than_a_page_has_are_refused():
    with pytest.raises(PageTooLarge, match="100,000 elements"):
        read_page("<html><h1>x</h1>" + "<br>" * 100_000)


def test_a_page_nested_a_hundred_thousand_deep_ends():
    with pytest.raises(NoBody):
        read_page(f"<html><h1>{HEADLINE}</h1>" + "<div>" * 100_000 + FIRST)


def test_a_page_nested_deeper_than_python_may_call_is_read():
    page = read_page(f"<html><h1>{HEADLINE}</h1>" + "<div>" * 1_500 + f"<p>{FIRST}</p><p>{SECOND}</p>", today=TODAY)

    assert texts(page) == [FIRST, SECOND]


def test_the_story_is_found_without_trafilatura(monkeypatch):
    def failing(*_arguments, **_options):
        raise ValueError("broken tree")

    monkeypatch.setattr("trafilatura.extract", failing)

    assert texts(read("<nav><a href=/1>خبر آخر لا علاقة له بالجسر</a></nav>")) == [FIRST, SECOND]


def test_a_very_large_page_is_read_by_its_form_alone():
    menu = "<ul>" + "<li><a href=/1>خبر</a></li>" * 6_000 + "</ul>"

    assert texts(
        read_page(f"<html><body>{menu}<div><h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p></div>", today=TODAY)
    ) == [FIRST, SECOND]
