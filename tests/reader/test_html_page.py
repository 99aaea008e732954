"""HTML pages: two made for the tests, two real ones, and small ones for each rule."""

import json
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from musnad.reader import EmptyPage, NoBody, NoHeadline, PageTooLarge, read_file, read_page

PAGES = Path(__file__).parent / "pages"
TODAY = date(2025, 1, 23)
FIRST = "أعلنت بلدية السندس أنها أنجزت إصلاح الجسر الخشبي الذي تضرر في سيول الشتاء، بعد عمل دام شهرين كاملين."
SECOND = "وقالت البلدية إن الجسر يفتح صباح السبت، وإن الشاحنات تمنع من عبوره حتى نهاية العام على الأقل."
HEADLINE = "بلدية السندس تنجز إصلاح الجسر الخشبي"


def read(body="", head="", *, around="article"):
    shown = f"<h1>{HEADLINE}</h1><p>{FIRST}</p>{body}<p>{SECOND}</p>"
    base = '<base href="https://example.org/news/">'
    return read_page(
        f"<!doctype html><html><head>{base}{head}</head><body><{around}>{shown}</{around}></body></html>", today=TODAY
    )


def inside(page):
    """Return the body's items between the two paragraphs that every page of `read` has."""
    assert [page.body[0].text, page.body[-1].text] == [FIRST, SECOND]
    return list(page.body[1:-1])


def texts(page):
    return [item.text for item in page.body if item.kind == "paragraph"]


# --- whole pages ---


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


# --- the headline ---


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


# --- facts ---


def linked(**said):
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | said)}</script>'


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


# --- the story's pieces ---


def test_an_image_keeps_its_alt_text_and_a_spacer_is_none():
    found = inside(
        read('<img src="/a.jpg" alt="الجسر"><img src="/b.gif" width="1" height="1"><img src="data:image/png;base64,x">')
    )

    assert [(item.kind, item.url, item.alt) for item in found] == [("image", "https://example.org/a.jpg", "الجسر")]


def test_the_largest_of_several_sizes_is_taken_where_there_is_no_other():
    found = inside(read('<img src="data:," srcset="/s.jpg 300w, /l.jpg 1200w"><img srcset="/only.jpg">'))

    assert [item.url for item in found] == ["https://example.org/l.jpg", "https://example.org/only.jpg"]


def test_a_figure_gives_its_caption_and_the_credit_behind_it():
    found = inside(read("<figure><img src=/a.jpg><img src=/b.jpg><figcaption>الجسر أمس (رويترز)</figcaption></figure>"))

    assert [(item.url[-5:], item.caption, item.credit) for item in found] == [
        ("a.jpg", "الجسر أمس", "رويترز"),
        ("b.jpg", "", ""),
    ]


def test_brackets_that_name_no_agency_stay_in_the_caption():
    found = inside(read("<figure><img src=/a.jpg><figcaption>الجسر أمس (في الوسط)</figcaption></figure>"))

    assert (found[0].caption, found[0].credit) == ("الجسر أمس (في الوسط)", "")


def test_a_figure_around_a_player_gives_the_player():
    found = inside(read('<figure><iframe src="https://www.youtube.com/embed/AbCdEfGhI_0"></iframe></figure>'))

    assert [(item.kind, item.platform) for item in found] == [("post", "youtube")]


def test_players_are_videos_and_other_frames_are_nothing():
    frames = '<iframe src="https://player.vimeo.com/video/12" title="الجسر"></iframe><iframe src="https://ads.example/x"></iframe><iframe></iframe>'
    found = inside(read(frames + '<video><source src="/bridge.mp4"></video><video></video>'))

    assert [(item.kind, item.url, item.text) for item in found] == [
        ("video", "https://player.vimeo.com/video/12", "الجسر"),
        ("video", "https://example.org/bridge.mp4", ""),
    ]


def test_a_quotation_keeps_its_speaker_apart():
    found = inside(
        read("<blockquote><p>انتظرنا الجسر طويلًا.</p><cite>— حارس الجسر</cite></blockquote><blockquote></blockquote>")
    )

    assert [(item.kind, item.text, item.speaker) for item in found] == [("quote", "انتظرنا الجسر طويلًا.", "حارس الجسر")]


def test_a_quotation_without_paragraphs_is_one():
    assert [item.text for item in inside(read("<blockquote>انتظرنا الجسر طويلًا.</blockquote>"))] == [
        "انتظرنا الجسر طويلًا."
    ]


@pytest.mark.parametrize(
    ("box", "platform", "identifier"),
    [
        (
            '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/CQ6sVdOM-Xy/?utm_source=x">a</blockquote>',
            "instagram",
            "CQ6sVdOM-Xy",
        ),
        (
            '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@a/video/7106594312292453675"><section>a</section></blockquote>',
            "tiktok",
            "7106594312292453675",
        ),
        (
            '<blockquote class="twitter-tweet"><a href="https://twitter.com/a/status/1411789037992648707"></a></blockquote>',
            "x",
            "1411789037992648707",
        ),
        ('<p><a href="https://t.me/tallreeds/418">https://t.me/tallreeds/418</a></p>', "telegram", "418"),
        ('<iframe data-src="https://t.me/tallreeds/418?embed=1"></iframe>', "telegram", "418"),
        (
            '<div class="fb-post" data-href="https://www.facebook.com/SundusTown/posts/12345"></div>',
            "facebook",
            "12345",
        ),
        (
            '<script src="https://telegram.org/js/telegram-widget.js" data-telegram-post="tallreeds/418"></script>',
            "telegram",
            "418",
        ),
    ],
)
def test_posts_are_found_in_every_kind_of_box(box, platform, identifier):
    assert [(item.kind, item.platform, item.id) for item in inside(read(box))] == [("post", platform, identifier)]


def test_a_box_without_a_link_to_its_post_is_a_quotation():
    found = inside(
        read('<blockquote class="twitter-tweet"><p>انتظرنا الجسر.</p><a href="https://example.org">x</a></blockquote>')
    )

    assert [item.kind for item in found] == ["quote"]


def test_lists_are_told_from_menus():
    found = read(
        "<ol><li>الأول</li><li>الثاني</li><li></li></ol>"
        "<ul><li><a href=/1>خبر أول</a><li><a href=/2>خبر ثان</a></ul><ul></ul>"
    )

    assert [(item.kind, item.items, item.ordered) for item in inside(found)] == [("list", ("الأول", "الثاني"), True)]
    assert found.furniture == ("خبر أول", "خبر ثان")


def test_a_list_that_lays_out_paragraphs_is_walked_through():
    assert texts(read(f"<ul><li><p>{SECOND}</p><p>{FIRST}</p></li></ul>")) == [FIRST, SECOND, FIRST, SECOND]


def test_links_below_the_label_of_related_stories_are_related():
    page = read(
        "<p>مواضيع ذات صلة</p><ul><li><a href=/1>جسر ثان في السندس</a></li><li><a href=/2>سيول الشتاء</a></li></ul>"
    )

    assert [(one.text, one.url) for one in page.related] == [
        ("جسر ثان في السندس", "https://example.org/1"),
        ("سيول الشتاء", "https://example.org/2"),
    ]


def test_a_related_box_without_a_link_is_furniture():
    page = read('<div class="related">جسر ثان</div>')

    assert (page.related, page.furniture) == ((), ("جسر ثان",))


def test_line_breaks_part_paragraphs_where_a_sentence_ended():
    page = read(f"<div>{SECOND}<br>{FIRST}<br><br>{SECOND} آخر<br>كلمة</div>")

    assert texts(page) == [FIRST, SECOND, FIRST, f"{SECOND} آخر كلمة", SECOND]


def test_emphasis_that_spans_paragraphs_is_closed_in_each():
    found = inside(read(f"<div><b>{SECOND}<br><br>{FIRST}</b></div>"))

    assert [item.html for item in found] == [f"<strong>{SECOND}</strong>", f"<strong>{FIRST}</strong>"]


def test_a_card_whose_link_holds_its_blocks_keeps_the_link():
    page = read('<div class="related-card"><a href="/1"><h3>جسر ثان</h3><p>في السندس</p></a></div>')

    assert [(one.text, one.url) for one in page.related] == [
        ("جسر ثان", "https://example.org/1"),
        ("في السندس", "https://example.org/1"),
    ]


def test_the_words_of_a_paragraphs_markup_are_its_text():
    for item in inside(
        read('<p>قال <a href="/1">إن</a> 3 &lt; 4 <b></b><i>و</i>"&amp;" <span onclick="x">تلك</span>.</p>')
    ):
        words = []
        parser = HTMLParser()
        parser.handle_data = words.append
        parser.feed(item.html)
        assert "".join(words) == item.text == 'قال إن 3 < 4 و"&" تلك.'


def test_a_keyword_glued_as_a_link_goes_out_of_the_markup_too():
    glued = '<a href="/t/bridge"><strong>الجسر الخشبي</strong></a>'
    page = read(f"<p>{SECOND} {glued}</p><p>{SECOND} {glued}</p>")

    assert [item.html for item in inside(page)] == [SECOND, SECOND]
    assert page.keywords == ("الجسر الخشبي",)


def test_furniture_within_the_story_stays_out_of_it():
    hidden = '<p hidden>مخفي</p><p style="display: none">مخفي</p>'
    box = f'<div class="share-box"><p>شارك القصة مع أصدقائك</p><img src=/x.png></div>{hidden}'
    page = read(
        box
        + "<p>يمكنك قراءة <a href=/privacy>الخصوصية</a> و<a href=/terms>الشروط</a> هنا في أي وقت.</p>"
        + "<button>أعجبني</button>"
    )

    assert inside(page) == []
    assert page.furniture == ("شارك القصة مع أصدقائك", "يمكنك قراءة الخصوصية والشروط هنا في أي وقت.")


def test_a_wrapper_named_like_furniture_does_not_hide_the_story():
    shown = f"<h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p>"

    assert texts(read_page(f'<html><body><div class="sidebar related ads">{shown}</div>', today=TODAY)) == [
        FIRST,
        SECOND,
    ]


def test_a_page_whose_body_is_all_in_a_form_is_read():
    assert texts(read(around="form")) == [FIRST, SECOND]


def test_a_caption_that_is_no_figcaption_is_the_images():
    image = '<img src="https://example.org/a.jpg"><p class="caption">الجسر أمس</p>'
    shown = f"<h1>{HEADLINE}</h1>{image}<p>{FIRST}</p><p>{SECOND}</p>"
    page = read_page(f"<html><body>{shown}", today=TODAY)

    assert (page.image.url, page.image.caption) == ("https://example.org/a.jpg", "الجسر أمس")
    assert texts(page) == [FIRST, SECOND]


def test_an_image_beside_the_headline_does_not_stand_for_the_pages_own():
    shown = f'<h1>{HEADLINE}</h1><img src="https://example.org/logo.jpg"><p>{FIRST}</p><p>{SECOND}</p>'
    page = read_page(f'<html><meta property="og:image" content="https://example.org/a.jpg"><body>{shown}', today=TODAY)

    assert page.image.url == "https://example.org/a.jpg"


def test_the_text_that_a_page_gives_machines_tells_its_story():
    data = linked(articleBody=f"{FIRST}\n{SECOND}" * 3)
    noise = (
        "<div>"
        + "".join(
            f"<p>وهذا خبر آخر رقم {number} لا علاقة له بالجسر، طويل مثله وأطول منه، وفيه كلام كثير.</p>"
            for number in range(9)
        )
        + "</div>"
    )

    assert texts(
        read_page(
            f"<html><head>{data}</head><body>{noise}<div><h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p></div></body>"
        )
    ) == [FIRST, SECOND]


def test_a_paragraph_as_long_as_a_book_loses_its_markup_and_no_word():
    long = "كلمة &amp; " * 20_000
    page = read(f"<p><b>{long}</b></p>")

    assert inside(page)[0].html == long.strip()


def test_a_caption_behind_an_image_of_the_story_is_that_images():
    found = inside(
        read('<img src="/a.jpg"><p class="wp-caption-text">الجسر أمس</p><p class="caption">كلمة بلا صورة</p>')
    )

    assert [(item.kind, item.caption or item.text) for item in found] == [
        ("image", "الجسر أمس"),
        ("paragraph", "كلمة بلا صورة"),
    ]


def test_what_follows_the_comments_is_no_story_but_posts_are():
    box = '<h2>موضوعات</h2><p>التعليقات</p><img src="https://example.org/a.jpg"><iframe src="https://t.me/tallreeds/418"></iframe>'
    page = read_page(
        f"<html><body><article itemprop=articleBody><h1>{HEADLINE}</h1><p>{FIRST}</p>{box}</article>", today=TODAY
    )

    assert [item.kind for item in page.body] == ["paragraph", "post"]


def test_a_class_as_long_as_a_style_sheet_is_no_name():
    assert texts(read(f'<div class="{"share " * 200}"><p>{FIRST}</p></div>')) == [FIRST, FIRST, SECOND]


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


def test_an_image_that_is_no_address_is_passed_over():
    head = '<meta property="og:image" content="javascript:x"><meta name="twitter:image" content="/a.jpg">'

    assert read(head=head).image.url == "https://example.org/a.jpg"


def test_the_language_may_be_declared_as_a_header():
    head = '<meta http-equiv="content-language" content="fr"><meta http-equiv="refresh" content="1">'
    story = "La mairie a annoncé que le pont de bois rouvrira samedi matin aux piétons."

    assert read_page(f"<html><head>{head}</head><h1>Le pont rouvre</h1><p>{story}</p>", today=TODAY).language == "fr"


def test_a_date_for_machines_that_people_wrote_is_read():
    assert read(head='<meta name="pubdate" content="4 تموز 2021">').published == date(2021, 7, 4)


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


def test_a_credit_before_its_caption_stays_in_it():
    caption = '<figcaption><b class="credit">رويترز</b> الجسر أمس</figcaption>'
    found = inside(read(f"<figure><img src=/a.jpg>{caption}</figure>"))

    assert (found[0].caption, found[0].credit) == ("رويترز الجسر أمس", "")


def test_the_element_that_the_page_marks_as_its_body_is_the_story():
    card = f'<div itemprop="articleBody"><p>{SECOND}</p></div>'
    body = (
        f'<div itemprop="articleBody"><p>{FIRST}</p><div class="related"><p>{SECOND} {SECOND}</p></div>'
        + f"<p>{FIRST}</p>" * 4
    )
    other = "كلام من مكان آخر في الصفحة لا علاقة له بالخبر. " * 30
    shown = f"<form><h1>{HEADLINE}</h1>{body}</div><p>{other}</p>{card}</form>"

    assert texts(read_page(f"<html><body>{shown}", today=TODAY)) == [FIRST] * 5
