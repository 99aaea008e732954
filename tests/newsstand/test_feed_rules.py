"""Every kind of feed is valid without a warning, whatever stands in the stories."""

import json

import pytest
from tests import making
from tests.newsstand.affair import EDITOR, Affair, pages_of
from tests.newsstand.feed_rules import faults_of
from tests.pictures import picture
from wagtail.blocks import StreamValue

from musnad.ledger import recording
from musnad.newsroom.models import CorrectionNote, Edition, StoryAuthor
from musnad.newsstand import plan
from musnad.newsstand.feed_content import simple

FEEDS = ("feed.xml", "rss.xml", "feed.json")
NASTY = "سدّ \x00\x0b\x85\ufffd\ufffe\u200f«الوادي»\u200e ]]> <b>عاجل</b> &amp; &lt;script&gt; <!-- \U0001f30a & <"


def feeds():
    """Every feed of the newsroom, by its address."""
    kinds = ("edition:", "section:", "topic:", "keyword:", "author:", "claim:", "corrections")
    found = {}
    for owner in plan.owners():
        if owner.startswith(kinds) and owner.count(":") < 2:
            found |= {path: text for path, text in pages_of(owner).items() if path.endswith(FEEDS)}
    return found


def faults():
    found = {path: faults_of(path, text.encode()) for path, text in feeds().items()}
    assert len(found) >= 9
    return {path: each for path, each in found.items() if each}


def in_whole():
    edition = Edition.objects.get(slug="ar")
    edition.whole_feeds = True
    edition.save_revision().publish()


def nasty_body(other):
    """Every kind of block there is, but those of files."""
    image = picture("السد").pk
    shown = {"image": image, "caption": "السدّ & <الجسر>", "credit": "سلمى", "alt": 'صورة "السدّ"'}
    table = {"data": [["أ", "ب"], ["1", "<script>x()</script>"]], "first_row_is_table_header": True}
    post = {"platform": "x", "url": "https://x.example/1?a=1&b=2", "account": "huda", "name": "هدى", "text": NASTY}
    film = {
        "medium": "video",
        "title": "فيلم",
        "url": "https://film.example/1",
        "poster": image,
        "transcript": "<p>كلام</p>",
    }
    return [
        (
            "paragraph",
            '<p onclick="x()" style="color:red">قال <a href="/ar/">هنا</a> <a href="#x">هناك</a> ]]> نعم.</p>',
        ),
        ("heading", {"text": "عنوان ]]> فرعي", "level": "3"}),
        ("list", {"ordered": True, "items": ["<b>أول</b>", "ثانٍ"]}),
        ("quote", {"text": NASTY, "speaker": "هدى", "role": "مديرة"}),
        ("image", shown),
        ("gallery", {"title": "صور", "pictures": [shown, {**shown, "caption": ""}]}),
        ("post", {**post, "posted": None}),
        ("media", {**film, "file": None, "captions": None, "caption": "", "credit": ""}),
        ("table", table),
        ("related", {"stories": [other.pk], "links": [{"text": "رابط", "url": "https://dalwan.example/"}]}),
        ("facts", {"title": "إضاءة", "text": "<p>حقيقة.</p>"}),
    ]


@pytest.fixture
def nasty(desk, tmp_path, settings):
    """A newsroom in which all that is bad for feeds is published."""
    settings.MEDIA_ROOT = tmp_path / "media"
    keyword, topic, author = making.keyword(NASTY[:90]), making.topic(NASTY[:90]), making.author("هدى & <سلمى>")
    other = making.story("خبر بلا متن", desk, body=[])
    story = making.draft(NASTY, desk, keywords=[keyword], topics=[topic], body=[], hero=picture("الجسر"))
    blocks = [{"type": kind, "value": value} for kind, value in nasty_body(other)]
    story.body = StreamValue(story.body.stream_block, blocks, is_lazy=True)
    story.signed_by = [StoryAuthor(author=author)]
    story.standfirst = NASTY
    story.corrections = [CorrectionNote(at=story.latest_revision_created_at, text=NASTY)]
    making.publish(story)
    affair = Affair(desk)
    affair.deny()
    recording.settle(affair.claim, verdict="false", reason=NASTY, **EDITOR)


@pytest.mark.parametrize("whole", [False, True], ids=["summaries", "whole"])
def test_feeds_of_every_kind_are_valid_whatever_is_published(nasty, whole):
    if whole:
        in_whole()
        text = pages_of("edition:ar")["/ar/feed.xml"]
        assert text.count("&lt;img ") > 3
        assert "&lt;table&gt;" in text
    assert faults() == {}


def test_empty_feeds_are_valid(desk):
    assert faults() == {}


def test_feeds_with_hubs_are_valid(desk, settings):
    settings.MUSNAD_WEBSUB_HUBS = ["https://hub.example/?a=1&b=2", "https://other.example/"]
    making.story("خبر", desk)
    assert faults() == {}


def test_stories_of_one_moment_are_told_apart(desk, time_machine):
    time_machine.move_to("2026-11-20T10:00:00Z", tick=False)
    for number in range(20):
        making.story(f"خبر {number}", desk, updated_at=None)
    assert faults() == {}


def test_the_moment_of_an_entry_changes_only_with_it(desk, time_machine):
    time_machine.move_to("2026-11-20T10:00:00Z", tick=False)
    making.story("خبر", desk)
    before = pages_of("edition:ar")["/ar/feed.xml"]
    making.story("آخر", desk)
    after = pages_of("edition:ar")["/ar/feed.xml"]
    entry = before[before.index("<entry") : before.index("</entry>")]
    assert entry in after


def test_content_of_every_block_becomes_what_every_program_knows():
    html = """
    <figure class="post"><figcaption><bdi>هدى</bdi> <span dir="ltr">@huda</span></figcaption>
    <blockquote dir="rtl" cite="https://x.example/1"><p>نصّ</p></blockquote></figure>
    <picture><source srcset="https://n.example/a.avif 1w"><img src="https://n.example/a.jpg" alt="س" width="3"
    height="2"
    class="x5" loading="lazy" decoding="async"></picture>
    <video controls preload="none" poster="https://n.example/p.jpg"><source src="https://n.example/v.mp4">
    <a href="https://n.example/v.mp4">تنزيل</a></video>
    <audio controls src="https://n.example/a.mp3"></audio><iframe src="https://x.example/"></iframe>
    <div class="table" role="region" tabindex="0" aria-label="ج"><table><caption>ج</caption>
    <tr><th scope="col"><bdi dir="ltr">a</bdi></th></tr></table></div>
    <details><summary>النص</summary><p>كلام</p></details><svg><title>شعار</title></svg><script>x()</script>
    <p style="color:red" onclick="x()"><a href="#">لا مكان</a> <a href="/ar/">نسبي</a> <time datetime="2026">أمس</time>
    """
    made = simple(html)
    assert faults_of("x/feed.json", feed_of(made)) == []
    assert '<span dir="auto">هدى</span>' in made
    assert '<span dir="ltr">a</span>' in made
    assert '<img src="https://n.example/a.jpg" alt="س" width="3" height="2">' in made
    assert '<a href="https://n.example/v.mp4">تنزيل</a>' in made
    assert "<a>لا مكان</a> <a>نسبي</a>" in made
    assert "شعار" not in made
    assert "x()" not in made


def feed_of(html):
    item = {"id": "https://n.example/n/1/", "title": "خبر", "content_html": html}
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "خلاصة",
            "home_page_url": "https://n.example/",
            "feed_url": "https://n.example/feed.json",
            "language": "ar",
            "items": [item],
        }
    ).encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('rel="self"', 'rel="via"'),
        ("<updated>", "<updated>x"),
        ("</id>", "</id><id>https://n.example/2</id>"),
        ("</title>", " &lt;b&gt;</title>"),
        ('xml:lang="ar"', ""),
        ("&lt;p", "&lt;iframe src='https://x.example/'&gt;&lt;/iframe&gt;&lt;p onclick='x()'"),
        ("&lt;p", "&lt;p style='color:red'"),
        ("&lt;p", "&lt;img src='/a.jpg'&gt;&lt;p"),
        ("utf-8", "windows-1256"),
        ("</entry>", "</entry><generator>x</generator>"),
    ],
)
def test_the_rules_find_what_is_broken(desk, old, new):
    making.story("خبر", desk)
    text = pages_of("edition:ar")["/ar/feed.xml"]
    assert faults_of("/ar/feed.xml", text.encode()) == []
    assert old in text
    assert faults_of("/ar/feed.xml", text.replace(old, new).encode("utf-8")) != []
