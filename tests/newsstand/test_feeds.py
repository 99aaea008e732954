"""Feeds of fronts, claims and the log: what a news reader's program is given, in three formats."""

import json
import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from tests import making
from tests.newsstand.affair import Affair, pages_of
from tests.newsstand.test_plan import paths

from musnad.newsroom.models import Edition, Story
from musnad.newsstand.ledger_plan import claim_path
from musnad.press.publishing import bring_up_to_date

ATOM = {"a": "http://www.w3.org/2005/Atom"}
RSS = {"a": ATOM["a"], "c": "http://purl.org/rss/1.0/modules/content/", "dc": "http://purl.org/dc/elements/1.1/"}
FILES = ("feed.xml", "rss.xml", "feed.json")
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def affair(desk):
    return Affair(desk)


def atom(page, owner):
    return ElementTree.fromstring(pages_of(owner)[f"{page}feed.xml"])  # noqa: S314  (our own)


def rss(page, owner):
    return ElementTree.fromstring(pages_of(owner)[f"{page}rss.xml"]).find("channel")  # noqa: S314  (our own)


def as_json(page, owner):
    return json.loads(pages_of(owner)[f"{page}feed.json"])


def section_owner(section):
    return f"section:{section.pk}"


def in_whole(lang="ar"):
    edition = Edition.objects.get(slug=lang)
    edition.whole_feeds = True
    edition.save_revision().publish()


def test_each_front_each_claim_and_the_log_have_feeds_in_three_formats(affair, desk):
    keyword, author, topic = making.keyword("السد"), making.author("هدى"), making.topic("الفيضان")
    pages = ["/ar/", "/en/", "/ar/سياسة/", keyword.url_path, author.url_path, topic.url_path, "/ar/log/"]
    pages += [claim_path(lang, affair.claim) for lang in ("ar", "en")]

    assert {f"{page}{name}" for page in pages for name in FILES} <= paths()


def test_an_atom_feed_has_what_the_format_demands(affair, desk):
    making.story("خبر ثانٍ", desk, agency="وكالة أنباء دلوان")
    feed = atom("/ar/سياسة/", section_owner(desk))

    for name in ("id", "title", "updated", "author"):
        assert feed.find(f"a:{name}", ATOM) is not None
    links = {each.get("rel"): each.get("href") for each in feed.findall("a:link", ATOM)}
    assert links["self"].endswith("/feed.xml")
    assert links["self"].removesuffix("feed.xml") == links["alternate"]
    assert all(each.isascii() and each.startswith(SITE) for each in links.values())
    entries = feed.findall("a:entry", ATOM)
    assert [entry.find("a:title", ATOM).text for entry in entries] == ["خبر ثانٍ", affair.story.title]
    assert entries[0].find("a:author/a:name", ATOM).text == "وكالة أنباء دلوان"
    moments = [datetime.fromisoformat(each.text) for each in feed.iter(f"{{{ATOM['a']}}}updated")]
    assert all(moment.tzinfo for moment in moments)
    assert moments[0] == max(moments)


def test_an_rss_feed_has_what_the_format_demands(affair, desk):
    channel = rss("/ar/سياسة/", section_owner(desk))

    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert channel.find(name).text
    assert channel.find("a:link", RSS).get("href").endswith("/rss.xml")
    (item,) = channel.findall("item")
    assert item.find("guid").get("isPermaLink") == "false"
    assert parsedate_to_datetime(item.find("pubDate").text).tzinfo
    assert item.find("link").text.isascii()
    assert "هاجم مسلحون" in item.find("description").text


def test_a_json_feed_has_what_the_format_demands(affair, desk):
    feed = as_json("/ar/سياسة/", section_owner(desk))
    (item,) = feed["items"]

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (
        f"{SITE}/ar/%D8%B3%D9%8A%D8%A7%D8%B3%D8%A9/",
        f"{SITE}/ar/%D8%B3%D9%8A%D8%A7%D8%B3%D8%A9/feed.json",
    )
    assert (item["id"], item["title"], item["language"]) == (
        f"{SITE}/n/{affair.story.pk}/",
        affair.story.title,
        "ar",
    )
    assert datetime.fromisoformat(item["date_published"]).tzinfo
    assert item["content_html"]
    assert "سياسة" in item["tags"]


@pytest.mark.parametrize("name", FILES)
def test_a_feed_says_of_a_story_that_its_claim_is_denied_by_whom_and_that_it_changed(affair, desk, name, time_machine):
    before = as_json("/ar/سياسة/", section_owner(desk))["items"][0]
    time_machine.move_to(timezone.now() + timedelta(hours=1))
    affair.deny()
    text = pages_of(section_owner(desk))[f"/ar/سياسة/{name}"]
    after = as_json("/ar/سياسة/", section_owner(desk))["items"][0]

    assert f"{affair.story.title} (ادّعاء منفيّ)" in text
    assert "تنبيه: تغيّرت حال ما ورد في هذا الخبر" in text
    assert "وزارة الدفاع في دلوان" in text
    assert after["id"] == before["id"]
    assert after["date_modified"] > before["date_modified"]
    assert after["date_published"] == before["date_published"]
    assert after["_musnad"]["claims"][0]["standing"] == "denied"


def test_a_story_is_given_by_its_standfirst_or_first_words_unless_the_edition_gives_it_whole(desk):
    body = [("paragraph", f"<p>{'كلمة ' * 100}</p>"), ("paragraph", "<p>الخاتمة.</p>")]
    making.story("خبر طويل", desk, body=body)
    item = as_json("/ar/سياسة/", section_owner(desk))["items"][0]
    assert item["summary"].endswith("كلمة…")
    assert "الخاتمة" not in item["content_html"]

    in_whole()
    item = as_json("/ar/سياسة/", section_owner(desk))["items"][0]
    assert "الخاتمة" in item["content_html"]
    assert "الخاتمة" in rss("/ar/سياسة/", section_owner(desk)).find("item/c:encoded", RSS).text


def test_all_addresses_in_a_whole_story_are_whole(desk):
    other = making.story("خبر آخر", desk)
    link = f'<p>راجع <a linktype="page" id="{other.pk}">ما سبق</a> و<a href="https://dalwan.example/x">غيره</a>.</p>'
    making.story("خبر", desk, body=[("paragraph", link), ("related", {"stories": [other], "links": []})])
    in_whole()
    item = as_json("/ar/سياسة/", section_owner(desk))["items"][0]
    soup = BeautifulSoup(item["content_html"], "lxml")

    found = {each["href"] for each in soup.find_all("a", href=True)}
    assert "https://dalwan.example/x" in found
    assert len(found) >= 2
    assert all(re.match(r"https?://", each) for each in found)


def test_signs_that_xml_cannot_hold_break_no_feed(desk):
    making.story("خبر\x0b فيه \ufffe علامة & <وسم>", desk)

    assert atom("/ar/سياسة/", section_owner(desk)).find("a:entry/a:title", ATOM).text == "خبر فيه  علامة & <وسم>"


def test_a_moved_story_keeps_its_name_in_feeds(affair, desk):
    before = as_json("/ar/", "edition:ar")["items"][0]
    affair.story.slug = "عنوان-آخر"
    making.publish(affair.story)
    after = as_json("/ar/", "edition:ar")["items"][0]

    assert (after["id"], after["url"] != before["url"]) == (before["id"], True)


def test_an_unpublished_story_leaves_the_feeds(affair, desk):
    Story.objects.get(pk=affair.story.pk).unpublish()

    assert as_json("/ar/سياسة/", section_owner(desk))["items"] == []


def test_the_feed_of_a_claim_tells_how_it_came_to_stand_where_it_stands(affair):
    affair.deny()
    page = claim_path("ar", affair.claim)
    items = as_json(page, f"claim:{affair.claim.pk}")["items"]

    assert [item["title"].split(":")[0] for item in items] == ["منفيّ", "منقول"]
    assert "بعد أن كان: منقول" in items[0]["content_html"]
    assert len({item["id"] for item in items}) == 2


def test_pages_lead_programs_and_readers_to_their_feeds(affair, desk):
    pages = {**pages_of(section_owner(desk)), **pages_of(f"story:{affair.story.pk}")}
    front = BeautifulSoup(pages["/ar/سياسة/"], "lxml")
    story = BeautifulSoup(pages[affair.story.url_path], "lxml")

    kinds = {each["type"]: each["href"] for each in front.find_all("link", rel="alternate", type=True)}
    assert kinds == {
        "application/atom+xml": "feed.xml",
        "application/rss+xml": "rss.xml",
        "application/feed+json": "feed.json",
    }
    # A story's page offers the feeds of the whole edition.
    assert story.find("link", type="application/rss+xml")["href"] == "../../rss.xml"
    assert story.select_one("footer a[type='application/rss+xml']").text == "خلاصة الأخبار"


@pytest.fixture
def site(desk, tmp_path, settings):
    settings.MUSNAD_HOME = tmp_path / "home"
    settings.MUSNAD_PUBLIC = settings.MUSNAD_HOME / "public"
    return settings.MUSNAD_PUBLIC


def feeds_printed_by(edit, folder):
    """Print everything, do `edit`, print again; return the feeds that the second print wrote."""

    def written():
        found = [file for name in FILES for file in folder.rglob(name)]
        return {file: file.stat().st_mtime_ns for file in found}

    bring_up_to_date()
    before = written()
    edit()
    bring_up_to_date()
    return {"/" + file.relative_to(folder).as_posix() for file, when in written().items() if before.get(file) != when}


def test_an_edit_prints_the_feeds_that_its_story_stands_in_and_no_other(site, affair, desk):
    making.story("معرض", making.section("ثقافة"))
    keyword = making.keyword("السد")
    story = making.story("خبر", desk, keywords=[keyword])

    def edit():
        story.standfirst = "مقدّمة أخرى"
        making.publish(story)

    pages = ("/ar/", "/ar/سياسة/", keyword.url_path)
    assert feeds_printed_by(edit, site) == {f"{page}{name}" for page in pages for name in FILES}


def test_a_denial_prints_the_feeds_of_the_stories_of_the_claim_and_of_the_log(site, affair, desk):
    making.story("معرض", making.section("ثقافة"))
    claims = [claim_path(lang, affair.claim) for lang in ("ar", "en")]

    pages = ("/ar/", "/ar/سياسة/", "/ar/log/", "/en/log/", *claims)
    assert feeds_printed_by(affair.deny, site) == {f"{page}{name}" for page in pages for name in FILES}
