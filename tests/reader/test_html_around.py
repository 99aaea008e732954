"""What stands around the headline of HTML pages, as the programs write it that news sites are made with."""

import json
from datetime import UTC, date, datetime

import pytest

from musnad.reader import read_page

HEADLINE = "بلدية السندس تنجز إصلاح الجسر الخشبي"
FIRST = "أعلنت بلدية السندس أنها أنجزت إصلاح الجسر الخشبي الذي تضرر في سيول الشتاء، بعد عمل دام شهرين كاملين."
SECOND = "وقالت البلدية إن الجسر يفتح صباح السبت، وإن الشاحنات تمنع من عبوره حتى نهاية العام على الأقل."
THIRD = "وكانت السيول قد جرفت اثنتين من دعائم الجسر في كانون الثاني، فانقطع الطريق إلى الحقول الغربية شهرين."
STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def read(deck="", *, head="", above="", below="", title=f"<h1>{HEADLINE}</h1>", story=STORY):
    canonical = '<link rel="canonical" href="https://news.example/local/bridge">'
    html = f"<html lang=ar><head>{canonical}{head}</head><body>{above}<div>{title}{deck}<div>{story}</div>{below}</div>"
    return read_page(html, today=date(2025, 3, 20))


def texts(page):
    return [item.text for item in page.body]


# --- the headline ---


@pytest.mark.parametrize(
    "head",
    [
        f'<title>{HEADLINE} - صحيفة النهر</title><meta property="og:title" content="{HEADLINE} - صحيفة النهر">',
        f'<title>صحيفة النهر | {HEADLINE}</title><meta property="og:title" content="صحيفة النهر | {HEADLINE}">',
        f'<title>{HEADLINE} | محليات | صحيفة النهر</title><meta property="og:title" content="{HEADLINE}">',
    ],
)
def test_a_site_that_signs_all_its_titles_does_not_sign_the_headline(head):
    assert read(head=head).headline == HEADLINE


def test_a_logo_in_a_heading_of_its_own_is_no_headline():
    page = read(head=f"<title>{HEADLINE} - صحيفة النهر</title>", above="<h1><a href=/>صحيفة النهر</a></h1>")

    assert page.headline == HEADLINE


def test_a_kicker_that_every_title_has_stays_in_the_headline():
    whole = f"خاص | {HEADLINE}"

    page = read(
        head=f'<title>{whole} - النهر</title><meta property="og:title" content="{whole}">', title=f"<h1>{whole}</h1>"
    )

    assert page.headline == whole


# --- dates ---


@pytest.mark.parametrize(
    "header", ["<div>الخميس 13 آذار 2025</div>", "<header><span>Thu 13 Mar 2025</span></header>"], ids=["ar", "en"]
)
def test_the_date_of_a_sites_header_is_the_day_of_reading_and_not_of_publishing(header):
    page = read("<div>الثلاثاء 11 آذار 2025 - 09:14</div>", above=header)

    assert (page.captured_on, page.published) == (date(2025, 3, 13), datetime.fromisoformat("2025-03-11T09:14"))


def test_a_header_date_without_another_publishes_nothing():
    assert read(above="<div>الخميس 13 آذار 2025</div>").published is None


def test_what_a_time_element_says_to_machines_is_surer_than_what_it_shows():
    page = read('<div><time datetime="2025-03-11T09:14:00+00:00">قبل يومين</time></div>')

    assert page.published == datetime(2025, 3, 11, 9, 14, tzinfo=UTC)


def test_a_time_element_behind_the_label_of_an_update_is_the_update():
    times = '<p>آخر تحديث: <time datetime="2025-03-12T10:00:00Z">أمس</time></p>'

    page = read(f'<p><time datetime="2025-03-11T09:14:00Z">11 آذار 2025</time></p>{times}')

    assert page.published == datetime(2025, 3, 11, 9, 14, tzinfo=UTC)
    assert page.updated == datetime(2025, 3, 12, 10, 0, tzinfo=UTC)


def test_a_line_that_says_who_submitted_it_and_when_gives_both():
    page = read(
        '<footer><div class="node__submitted">نشر بواسطة كريم السيد في الثلاثاء, 11/03/2025 - 12:40</div></footer>'
    )

    assert (page.byline, page.published) == (("كريم السيد",), datetime.fromisoformat("2025-03-11T12:40"))


# --- people ---


def test_a_writer_whom_only_the_page_shows_stands_beside_the_one_that_it_names_to_machines():
    page = read("<p class=byline>By Laila Kassem and Sam Noufal</p>", head='<meta name=author content="Laila Kassem">')

    assert page.byline == ("Laila Kassem", "Sam Noufal")


def test_neither_the_photographer_nor_the_outlet_nor_a_place_is_a_writer():
    titled = f"<title>{HEADLINE} - صحيفة النهر</title>"

    assert read('<div class="author">كتبت ليلى قاسم - تصوير نادر حداد</div>').byline == ("ليلى قاسم",)
    assert read('<div class="author">صحيفة النهر - سناء بناني</div>', head=titled).byline == ("سناء بناني",)
    assert read('<div class="author">واس - السندس</div>').byline == ("واس",)


def test_a_list_about_the_page_names_its_author():
    about = "<strong>معلومات المقال</strong><ul><li>Author, ليلى قاسم</li><li>Role, مراسلة السندس</li></ul>"

    page = read(about)

    assert page.byline == ("ليلى قاسم",)
    assert texts(page) == [FIRST, SECOND, THIRD]


# --- the trail ---


def test_the_links_of_a_trail_are_its_crumbs_whatever_stands_between():
    trail = "<nav class=breadcrumbs><a href=/>أخبار</a><span>|</span><a href=/l>محليات</a></nav>"

    assert read(above=trail).breadcrumbs == ("أخبار", "محليات")


def test_a_trail_without_a_name_is_known_by_its_first_link():
    trail = "<div class='flex'><a href=/>الرئيسية</a><svg></svg><a href=/l>محليات</a></div>"

    assert read(above=trail).breadcrumbs == ("الرئيسية", "محليات")


def test_a_menu_is_no_trail():
    menu = "<ul><li><a href=/>الرئيسية</a></li><li><a href=/l>محليات</a></li></ul>"

    assert (
        read(above=f"{menu}<a href=/>الرئيسية</a><br><a href=/l>محليات</a><br><a href=/s>رياضة</a>").breadcrumbs == ()
    )


# --- the picture ---

PICTURE = '<img src="/img/bridge.jpg" width=800 height=500 alt="الجسر">'
CAPTION = "الجسر الخشبي كما بدا صباح الاثنين"


@pytest.mark.parametrize(
    "deck",
    [
        f"<div class='relative overflow-hidden'>{PICTURE}</div><p class=text-xs>{CAPTION}</p>",
        f"<div class='field field--label-hidden'>{PICTURE}</div><div class=field--name-field-caption>{CAPTION}</div>",
        f"<figure>{PICTURE}<figcaption><i><span class=sr-only>الصورة: </span></i>{CAPTION}</figcaption></figure>",
        f"<figure>{PICTURE}<figcaption>التعليق على الصورة، {CAPTION}</figcaption></figure>",
        f"<div class='hidden md:block'>{PICTURE}</div><p>{CAPTION}</p>",
    ],
    ids=["tailwind", "drupal", "hidden label", "shown label", "shown on larger screens"],
)
def test_the_picture_below_the_headline_has_its_caption(deck):
    page = read(deck)

    assert (page.image.url, page.image.caption) == ("https://news.example/img/bridge.jpg", CAPTION)
    assert texts(page) == [FIRST, SECOND, THIRD]


def test_the_picture_above_the_headline_is_the_storys():
    page = read(above=f"<figure>{PICTURE}<figcaption>{CAPTION} (أ ف ب)</figcaption></figure>")

    assert (page.image.caption, page.image.credit) == (CAPTION, "أ ف ب")


def test_another_storys_picture_above_the_headline_is_not():
    head = '<meta property="og:image" content="https://news.example/img/own.jpg">'

    page = read(head=head, above=f"<figure>{PICTURE}<figcaption>{CAPTION}</figcaption></figure>")

    assert (page.image.url, page.image.caption) == ("https://news.example/img/own.jpg", "")


def test_the_picture_that_the_page_names_is_shown_once_though_it_stands_below_the_first_words():
    head = '<meta property="og:image" content="https://news.example/img/bridge-1200x630.jpg?w=1200">'
    figure = f'<figure><img src="/img/bridge-800x500.jpg"><figcaption>{CAPTION}</figcaption></figure>'

    page = read(head=head, story=f"<p>{FIRST}</p>{figure}<p>{SECOND}</p><p>{THIRD}</p>")

    assert page.image.caption == CAPTION
    assert texts(page) == [FIRST, SECOND, THIRD]


def test_a_server_of_smaller_copies_is_not_the_pictures_address():
    copy = '<img src="/_next/image?url=https%3A%2F%2Fcdn.example%2Fbridge.jpg&amp;w=1920&amp;q=75">'

    assert read(f"<div>{copy}</div>").image.url == "https://cdn.example/bridge.jpg"


def test_who_made_the_picture_is_no_caption():
    page = read(f"<figure>{PICTURE}<figcaption>تصوير: رامي النخيل</figcaption></figure>")

    assert (page.image.caption, page.image.credit) == ("", "رامي النخيل")


# --- other programs ---


def test_the_subhead_of_a_page_is_its_standfirst():
    subhead = "البلدية تقول إن الجسر يفتح السبت والمزارعون ينتظرون"

    page = read(f"<p class='article__subhead'><em>{subhead}</em></p>")

    assert page.standfirst == subhead
    assert texts(page) == [FIRST, SECOND, THIRD]


def test_the_tags_below_a_story_are_known_by_their_label():
    below = "<div><span>الكلمات المفتاحية</span><a href=/t/1>جسور</a><a href=/t/2>السندس</a></div>"

    assert read(below=below).keywords == ("جسور", "السندس")


def test_an_amp_page_is_read_as_any_other():
    posts = (
        '<amp-twitter data-tweetid="1411789037992648707"></amp-twitter>',
        '<amp-youtube data-videoid="abcdefghijk"></amp-youtube>',
        '<amp-instagram data-shortcode="DG9xYz1Abcd"></amp-instagram>',
        '<amp-facebook data-href="https://www.facebook.com/Sundus/posts/123456789"></amp-facebook>',
        '<amp-tiktok data-src="7480000000000000000"></amp-tiktok>',
        '<amp-iframe src="https://www.tiktok.com/embed/v2/7480000000000000001"></amp-iframe>',
    )
    side = "<amp-sidebar><p>قائمة الموقع كلها هنا</p></amp-sidebar><amp-ad></amp-ad>"

    page = read(
        '<amp-img src="/img/bridge.jpg" width=800 height=500></amp-img>',
        above=side,
        story=f"<p>{FIRST}</p>{''.join(posts)}<p>{SECOND}</p><p>{THIRD}</p>",
    )

    assert page.image.url == "https://news.example/img/bridge.jpg"
    assert [(item.platform, item.id) for item in page.body if item.kind == "post"] == [
        ("x", "1411789037992648707"),
        ("youtube", "abcdefghijk"),
        ("instagram", "DG9xYz1Abcd"),
        ("facebook", "123456789"),
        ("tiktok", "7480000000000000000"),
        ("tiktok", "7480000000000000001"),
    ]
    assert page.not_before == datetime(2025, 3, 10, 2, 20, 14, tzinfo=UTC)


def test_an_old_page_that_parts_its_lines_by_breaks_keeps_headline_and_story_apart():
    story = "<br>".join((FIRST, SECOND, THIRD))
    cell = f"<table><tr><td><font size=5><b>{HEADLINE}</b></font><br><font size=3>{story}</font></td></tr></table>"

    page = read(head=f"<title>{HEADLINE}</title>", title="", story=cell)

    assert page.headline == HEADLINE
    assert texts(page) == [FIRST, SECOND, THIRD]


def test_links_for_those_who_only_hear_a_page_are_not_of_the_story():
    links = "<ul><li><a href=/a>كيف تبنى الجسور؟</a></li></ul>"
    box = f"<div><a href=#e>تخطى قصص مقترحة وواصل القراءة</a>{links}<p id=e>نهاية قصص مقترحة</p></div>"

    page = read(story=f"<p>{FIRST}</p>{box}<p>{SECOND}</p><p>{THIRD}</p>")

    assert texts(page) == [FIRST, SECOND, THIRD]


def test_linked_data_and_the_page_agree_on_a_page_of_many_parts():
    said = {
        "@graph": [
            {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2025-03-11T06:14:00+00:00"},
            {"@type": "BreadcrumbList", "itemListElement": [{"name": "الرئيسية"}, {"name": "محليات"}]},
        ]
    }
    head = (
        f'<script type="application/ld+json">{json.dumps(said, ensure_ascii=False)}</script>'
        f'<meta property="og:title" content="{HEADLINE} - النهر"><title>{HEADLINE} - النهر</title>'
    )

    page = read("<span class=date>منذ 3 ساعات</span>", head=head)

    assert (page.headline, page.breadcrumbs) == (HEADLINE, ("الرئيسية", "محليات"))
    assert page.published == datetime(2025, 3, 11, 6, 14, tzinfo=UTC)


def test_an_elementor_page_is_not_all_furniture():
    deck = (
        '<div class="elementor-widget-post-info"><ul><li>ليلى قاسم</li><li>مارس 11, 2025</li></ul></div>'
        f'<div class="elementor-widget elementor-widget-image"><figure class="wp-caption">{PICTURE}'
        f'<figcaption class="widget-image-caption wp-caption-text">{CAPTION}</figcaption></figure></div>'
    )

    page = read(deck)

    assert (page.published, page.image.caption) == (date(2025, 3, 11), CAPTION)


def test_microformats_name_the_writer_and_the_time_and_not_who_commented():
    card = '<span class="post-author vcard">مرسلة بواسطة <span class="fn">ليلى قاسم</span></span>'
    time = '<abbr class="published" title="2025-03-11T09:14:00+03:00">9:14 ص</abbr>'
    comment = '<div class="comment-author vcard"><b class="fn">قارئ</b></div>'

    page = read(below=f"<footer>{card} {time}</footer><div id=comments>{comment}</div>")

    assert page.byline == ("ليلى قاسم",)
    assert page.published == datetime.fromisoformat("2025-03-11T09:14:00+03:00")
    assert read(below=f"<div id=comments>{comment}</div>").byline == ()


def test_the_source_below_the_storys_element_is_credited():
    aside = "<div class=share>شارك</div>"

    page = read(below=f"{aside * 8}<div class=post-source>المصدر : <a href=https://r.example>رويترز</a></div>")

    assert page.credits == ("رويترز",)
    assert page.body[-1].kind == "credit"


def test_the_photographer_behind_a_caption_is_its_credit():
    page = read(f"<figure>{PICTURE}<figcaption>{CAPTION} | تصوير: نادر حداد</figcaption></figure>")

    assert (page.image.caption, page.image.credit) == (CAPTION, "نادر حداد")
