"""The pieces of a story on an HTML page: pictures, quotations, posts, lists, related ones; and what is none of it."""

from html.parser import HTMLParser

import pytest
from tests.reader.small_pages import FIRST, HEADLINE, SECOND, TODAY, inside, linked, read, texts

from musnad.reader import read_page


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


def test_an_image_that_is_no_address_is_passed_over():
    head = '<meta property="og:image" content="javascript:x"><meta name="twitter:image" content="/a.jpg">'

    assert read(head=head).image.url == "https://example.org/a.jpg"


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
