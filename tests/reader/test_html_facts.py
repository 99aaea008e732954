"""What an HTML page says about its story: authors, dates, keywords, section, language."""

from datetime import UTC, date, datetime

import pytest
from tests.reader.small_pages import FIRST, HEADLINE, SECOND, TODAY, linked, read, texts

from musnad.reader import read_page


def test_an_author_that_is_the_outlet_is_no_writer():
    page = read(head='<meta property="og:site_name" content="المرفأ">' + linked(author="المرفأ"))

    assert page.byline == ()


def test_authors_are_found_however_they_are_written():
    assert read(head=linked(author="سلمى الراوي")).byline == ("سلمى الراوي",)
    assert read(head=linked(author=[{"name": "سلمى الراوي"}, {"@type": "Organization", "name": "المرفأ"}])).byline == (
        "سلمى الراوي",
    )
    assert read(head='<meta name="author" content="سلمى الراوي">').byline == ("سلمى الراوي",)
    assert read('<span itemprop="author"><b itemprop="name">سلمى الراوي</b> مراسلة</span>').byline == ("سلمى الراوي",)


def test_a_byline_is_read_off_the_page_where_nothing_names_the_writer():
    shown = (
        f'<h1>{HEADLINE}</h1><div class="author">سلمى الراوي</div><p>بقلم هند الصافي</p><p>{FIRST}</p><p>{SECOND}</p>'
    )
    page = read_page(f"<html><body>{shown}", today=TODAY)

    assert page.byline == ("سلمى الراوي", "هند الصافي")


def test_a_byline_within_the_story_is_the_pages():
    assert read('<p class="author">سلمى الراوي</p>').byline == ("سلمى الراوي",)
    assert read("<p>إعداد: سلمى الراوي</p>").byline == ("سلمى الراوي",)


def test_broken_linked_data_gives_what_can_be_read_of_it():
    data = '{"@type": "NewsArticle", "datePublished": "2024-05-17T08:30:00Z", oops'
    broken = f'<script type="application/ld+json">{data}</script>'

    assert read(head=broken).published == datetime(2024, 5, 17, 8, 30, tzinfo=UTC)


def test_linked_data_within_comment_marks_and_with_a_comma_too_many_is_read():
    data = '[{"@type": "NewsArticle", "datePublished": "2024-05-17",}]'
    wrapped = f'<script type="application/ld+json"><!--\n{data}\n--></script>'

    assert read(head=wrapped).published == date(2024, 5, 17)


@pytest.mark.parametrize(
    "strange",
    [
        "[" * 5_000,
        '{"@graph": [[1, null, "x"]], "@type": 5}',
        '{"@type": "NewsArticle", "image": [1], "author": [null, 7]}',
    ],
)
def test_strange_linked_data_does_no_harm(strange):
    assert texts(read(head=f'<script type="application/ld+json">{strange}</script>')) == [FIRST, SECOND]


def test_references_and_markup_in_linked_data_are_words():
    page = read(head=linked(headline=f"&quot;{HEADLINE}&quot;", articleSection="<b>محليات</b> &amp; مدن"))

    assert (page.headline, page.section) == (f'"{HEADLINE}"', "محليات & مدن")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-05-17T08:30:00+03:00">',
        '<meta name="pubdate" content="2024-05-17T08:30:00+03:00">',
        '<meta itemprop="datePublished" content="2024-05-17T08:30:00+03:00">',
        '<time itemprop="datePublished" datetime="2024-05-17T08:30:00+03:00">',
        '<time class="published" datetime="2024-05-17T08:30:00+03:00">',
        '<time pubdate datetime="2024-05-17T08:30:00+03:00">',
    ],
)
def test_the_date_of_publishing_is_found_wherever_it_is_written(head):
    assert read(head).published.isoformat() == "2024-05-17T08:30:00+03:00"


def test_the_date_of_an_update_is_no_date_of_publishing():
    page = read('<time class="updated" datetime="2024-05-18T08:30:00+03:00"></time>')

    assert (page.published, page.updated.isoformat()) == (None, "2024-05-18T08:30:00+03:00")


def test_the_address_gives_the_day_where_nothing_else_does():
    assert read(head='<link rel="canonical" href="https://example.org/2013/middle_east/8/3/x.html">').published == date(
        2013, 8, 3
    )
    assert read(head='<link rel="canonical" href="https://example.org/2013/45/99/x.html">').published is None


def test_a_date_shown_below_the_headline_is_that_of_publishing():
    shown = f"<h1>{HEADLINE}</h1><div>4 تموز 2021</div><p>{FIRST}</p><p>{SECOND}</p>"

    assert read_page(f"<html><body>{shown}", today=TODAY).published == date(2021, 7, 4)


def test_a_meta_elements_keywords_count_if_no_others_do():
    head = '<meta name="keywords" content="news, جسور، سيول">'

    assert read(head=head).keywords == ("جسور", "سيول")
    assert read(head=head + '<meta property="article:tag" content="السندس">').keywords == ("السندس",)


def test_tags_below_the_story_are_keywords():
    shown = (
        f"<div><h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p></div><div class='article-tags'>الوسوم: جسور، سيول</div>"
    )

    assert read_page(f"<html><body>{shown}", today=TODAY).keywords == ("جسور", "سيول")


def test_breadcrumbs_are_read_off_the_page():
    crumbs = '<div class="breadcrumb">الرئيسية › محليات</div>'
    assert read_page(
        f"<html><body>{crumbs}<h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p>", today=TODAY
    ).breadcrumbs == ("الرئيسية", "محليات")
    listed = '<nav aria-label="x"><ol class="breadcrumbs"><li>الرئيسية</li><li>محليات</li></ol></nav>'
    assert read_page(
        f"<html><body>{listed}<h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p>", today=TODAY
    ).breadcrumbs == ("الرئيسية", "محليات")


def test_the_letters_are_believed_before_the_declared_language():
    wrong = f'<html lang="en-US"><h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p>'
    assert read_page(wrong, today=TODAY).language == "ar"
    told = "شهرداری گفت پل چوبی شهر از روز شنبه باز خواهد شد و کامیون ها اجازه عبور ندارند."
    persian = f'<html lang="fa"><h1>پل چوبی شهر</h1><p>{told}</p>'
    assert read_page(persian, today=TODAY).language == "fa"
    told = "La mairie a annoncé que le pont de bois rouvrira samedi matin aux piétons."
    french = f'<html lang="fr"><h1>Le pont rouvre samedi</h1><p>{told}</p>'
    assert read_page(french, today=TODAY).language == "fr"


def test_tags_at_some_distance_from_the_story_are_keywords():
    between = "".join(f"<div>زر {number}</div>" for number in range(9))
    tags = (
        '<div class="tags"><a href="/1">جسور</a> <a href="/2">سيول</a></div><div class="tags">'
        + "كلمة " * 50
        + "</div>"
    )
    shown = f"<div><h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p></div>{between}{tags}"

    assert read_page(f"<html><body>{shown}", today=TODAY).keywords == ("جسور", "سيول")


def test_linked_data_names_keywords_and_an_images_caption():
    data = linked(keywords=["جسور", "سيول"], image={"url": "https://example.org/a.jpg", "caption": "الجسر أمس"})
    shown = f'<h1>{HEADLINE}</h1><img src="https://example.org/a.jpg?w=9" alt="جسر"><p>{FIRST}</p><p>{SECOND}</p>'
    page = read_page(f"<html><head>{data}</head><body>{shown}", today=TODAY)

    assert page.keywords == ("جسور", "سيول")
    assert (page.image.url, page.image.caption, page.image.alt) == ("https://example.org/a.jpg?w=9", "الجسر أمس", "جسر")


def test_the_language_may_be_declared_as_a_header():
    head = '<meta http-equiv="content-language" content="fr"><meta http-equiv="refresh" content="1">'
    story = "La mairie a annoncé que le pont de bois rouvrira samedi matin aux piétons."

    assert read_page(f"<html><head>{head}</head><h1>Le pont rouvre</h1><p>{story}</p>", today=TODAY).language == "fr"


def test_a_date_for_machines_that_people_wrote_is_read():
    assert read(head='<meta name="pubdate" content="4 تموز 2021">').published == date(2021, 7, 4)
