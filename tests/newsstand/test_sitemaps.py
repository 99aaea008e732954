"""Sitemaps: all that search engines are to know, each file changed by as few edits as can be."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from tests import making
from tests.newsstand.affair import EDITOR, Affair, pages_of
from tests.newsstand.test_plan import paths

from musnad import tags
from musnad.ledger import recording
from musnad.newsroom import moments
from musnad.newsroom.models import Edition, Keyword, Listing, StandingPage, Story
from musnad.newsstand import machine_plan, plan
from musnad.newsstand.ledger_plan import claim_path, source_path
from musnad.newsstand.printing import render
from musnad.newsstand.readings import sitemaps
from musnad.newsstand.readings.editions import whole_address
from musnad.press.publishing import bring_up_to_date
from musnad.press.schedule import keep_the_schedule

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
SITE = "http://127.0.0.1:8000"
NOON = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture
def folder(desk, tmp_path, settings):
    settings.MUSNAD_HOME = tmp_path / "home"
    settings.MUSNAD_PUBLIC = settings.MUSNAD_HOME / "public"
    return settings.MUSNAD_PUBLIC


def sitemap(path):
    """The file at `path` as a tree."""
    route = next(each for owner in plan.owners() for each in plan.routes(owner) if each.path == path)
    return ElementTree.fromstring(render(route).body)  # noqa: S314  (our own)


def addresses(path):
    return [each.text for each in sitemap(path).iter(f"{{{NAMES['s']}}}loc")]


def entry_of(path, page):
    return next(
        each for each in sitemap(path).findall("s:url", NAMES) if each.find("s:loc", NAMES).text == whole_address(page)
    )


def changed(path, page):
    return datetime.fromisoformat(entry_of(path, page).find("s:lastmod", NAMES).text)


def day_file(story, lang="ar"):
    written = story.listings.get(collection__startswith="day:").collection.split(":")[2]
    return f"/sitemap-{lang}-{written}.xml"


def later(time_machine, edit):
    """Do `edit` at another second than what was before: the files say no more of a change than its second."""

    def done():
        time_machine.move_to(NOON + timedelta(minutes=5))
        return edit()

    return done


def printed_by(edit, folder):
    """Print everything, do `edit`, print again; return the sitemap files that the second print wrote."""
    bring_up_to_date()
    before = {file.name: file.stat().st_mtime_ns for file in folder.glob("sitemap*.xml")}
    edit()
    bring_up_to_date()
    after = {file.name: file.stat().st_mtime_ns for file in folder.glob("sitemap*.xml")}
    return {f"/{name}" for name, when in after.items() if before.get(name) != when} | {
        f"-/{name}" for name in before.keys() - after.keys()
    }


def in_english(story, title="The dam holds"):
    """The story, translated and published."""
    section = making.section("Politics", "en")
    other = making.draft(title, section)
    Story.objects.filter(pk=other.pk).update(translation_key=story.translation_key)
    return making.publish(Story.objects.get(pk=other.pk))


def test_all_pages_that_are_to_be_found_are_reached_from_the_index_and_no_other(desk):
    affair = Affair(desk)
    names = [making.keyword("السد"), making.topic("السيول"), making.author("هدى")]
    ar = Edition.objects.get(slug="ar")
    about = StandingPage(title="عن الصحيفة", live=False, locale_id=ar.locale_id)
    ar.add_child(instance=about)
    about.save_revision().publish()
    hidden = making.story("خبر مسحوب", desk)
    hidden.unpublish()

    files = [address.removeprefix(SITE) for address in addresses("/sitemap.xml")]
    assert set(files) == {path for path in paths() if path.startswith("/sitemap-")}
    found = [address for path in files for address in addresses(path) if not path.endswith("-news.xml")]
    assert len(set(found)) == len(found)
    expected = {
        *("/ar/", "/en/", "/ar/سياسة/", "/ar/archive/", "/en/archive/", "/ar/log/", "/en/log/"),
        *(each.url_path for each in (*names, about, affair.story)),
        *(claim_path(lang, affair.claim) for lang in ("ar", "en")),
        *(source_path(lang, affair.teller) for lang in ("ar", "en")),
    }
    assert {whole_address(path) for path in expected} <= set(found)
    assert whole_address(hidden.url_path) not in found
    # Nobody said anything of the paper by itself, nor of its page: it is not to be found.
    assert whole_address(source_path("ar", affair.paper)) not in found
    pages = {whole_address(path) for path in paths()}
    assert set(found) <= pages
    assert all(each.isascii() and each.startswith(f"{SITE}/") for each in found)


def test_a_list_of_a_page_says_when_what_it_shows_last_changed(desk, time_machine):
    time_machine.move_to(NOON, tick=False)
    affair = Affair(desk)
    path = day_file(affair.story)
    published = changed(path, affair.story.url_path)
    assert published == NOON

    time_machine.move_to(NOON + timedelta(hours=1), tick=False)
    affair.story.standfirst = "مقدّمة أخرى"
    making.publish(affair.story)
    assert changed(path, affair.story.url_path) == NOON + timedelta(hours=1)

    # A save that changes nothing is no change.
    time_machine.move_to(NOON + timedelta(hours=2), tick=False)
    making.publish(affair.story)
    assert changed(path, affair.story.url_path) == NOON + timedelta(hours=1)


def test_a_denial_is_a_change_of_the_story_that_carries_the_claim_and_of_the_claims_page(desk, time_machine):
    time_machine.move_to(NOON, tick=False)
    affair = Affair(desk)
    time_machine.move_to(NOON + timedelta(hours=3), tick=False)
    affair.deny()

    assert changed(day_file(affair.story), affair.story.url_path) == NOON + timedelta(hours=3)
    for lang in ("ar", "en"):
        assert changed("/sitemap-claim-1.xml", claim_path(lang, affair.claim)) == NOON + timedelta(hours=3)


def test_a_page_in_two_languages_names_both_and_the_first_for_all_others(desk):
    story = making.story("السد صامد", desk)
    other = in_english(story)
    wanted = {
        "ar": whole_address(story.url_path),
        "en": whole_address(other.url_path),
        "x-default": whole_address(story.url_path),
    }
    for path, page in ((day_file(story), story.url_path), (day_file(other, "en"), other.url_path)):
        links = entry_of(path, page).findall("x:link", NAMES)
        assert {each.get("hreflang"): each.get("href") for each in links} == wanted
        assert {each.get("rel") for each in links} == {"alternate"}
    home = entry_of("/sitemap-en-fronts.xml", "/en/").findall("x:link", NAMES)
    assert [each.get("hreflang") for each in home] == ["ar", "en", "x-default"]


def test_an_edit_touches_the_file_of_its_day_alone(folder, desk, time_machine):
    time_machine.move_to(NOON)
    making.story("خبر أمس", desk, published_at=NOON - timedelta(days=1))
    story = making.story("خبر", desk)
    moments.keep(timezone.now())

    def edit():
        time_machine.move_to(NOON + timedelta(hours=1))
        story.body = [("paragraph", "<p>نصّ مصحّح.</p>")]
        making.publish(story)

    assert printed_by(edit, folder) == {day_file(story)}


def test_a_new_story_is_added_at_the_end_of_its_day_and_to_the_news(folder, desk, time_machine):
    time_machine.move_to(NOON)
    first = making.story("خبر", desk)
    assert printed_by(lambda: making.story("ثانٍ", desk), folder) == {day_file(first), "/sitemap-ar-news.xml"}
    second = Story.objects.get(title="ثانٍ")
    assert addresses(day_file(first)) == [
        whole_address(path) for path in ("/ar/day/2026-11-20/", first.url_path, second.url_path)
    ]


def test_the_first_story_of_a_day_adds_its_file_to_the_index(folder, desk, time_machine):
    time_machine.move_to(NOON)
    making.story("خبر", desk, published_at=NOON - timedelta(days=40))
    printed = printed_by(lambda: making.story("ثانٍ", desk), folder)
    assert printed == {"/sitemap-ar-2026-11-20.xml", "/sitemap-ar-news.xml", "/sitemap.xml"}


def test_a_claim_that_is_denied_prints_its_file_and_those_of_the_stories_that_carry_it(folder, desk, time_machine):
    time_machine.move_to(NOON)
    affair = Affair(desk)
    printed = printed_by(later(time_machine, affair.deny), folder)
    # The ministry speaks for the first time, and the log has its first month.
    assert printed == {
        day_file(affair.story),
        *("/sitemap-claim-1.xml", "/sitemap-source-1.xml", "/sitemap-ar-fronts.xml", "/sitemap-en-fronts.xml"),
    }


def test_a_keyword_comes_and_goes(folder, desk):
    made = []
    come = printed_by(lambda: made.append(making.keyword("السد")), folder)
    assert come == {"/sitemap-keyword-1.xml", "/sitemap.xml"}
    assert printed_by(lambda: making.keyword("الجسر"), folder) == {"/sitemap-keyword-1.xml"}
    assert printed_by(lambda: Keyword.objects.get(name="الجسر").delete(), folder) == {"/sitemap-keyword-1.xml"}
    assert printed_by(made[0].delete, folder) == {"-/sitemap-keyword-1.xml", "/sitemap.xml"}


def test_merged_claims_have_no_page_to_be_found(folder, desk, time_machine):
    time_machine.move_to(NOON)
    affair = Affair(desk)
    other = recording.record_claim("هجوم على حاجز", language="ar", **EDITOR)
    merge = later(time_machine, lambda: recording.merge_claims(other, affair.claim, **EDITOR))
    printed = printed_by(merge, folder)
    assert printed == {"/sitemap-claim-1.xml"}
    assert [each for each in addresses("/sitemap-claim-1.xml") if f"-{other.pk}/" in each] == []


def test_a_day_of_more_than_a_file_holds_splits_and_its_files_grow_by_appending(folder, desk, monkeypatch):
    monkeypatch.setattr(tags.names, "SITEMAP_PLACES", 2)
    monkeypatch.setattr(tags, "SITEMAP_PLACES", 2)
    found = [making.story(f"خبر {number}", desk) for number in range(3)]
    first = day_file(found[0])
    second = first.replace(".xml", "-2.xml")

    assert addresses(first)[1:] == [whole_address(story.url_path) for story in found[:2]]
    assert addresses(second)[1:] == [whole_address(found[2].url_path)]
    assert {f"{SITE}{first}", f"{SITE}{second}"} <= set(addresses("/sitemap.xml"))
    assert printed_by(lambda: making.story("رابع", desk), folder) == {second, "/sitemap-ar-news.xml"}
    fifth = printed_by(lambda: making.story("خامس", desk), folder)
    assert fifth == {first.replace(".xml", "-3.xml"), "/sitemap.xml", "/sitemap-ar-news.xml"}


def test_more_files_than_an_index_may_list_make_a_second_index_that_robots_txt_names(desk, monkeypatch):
    making.story("خبر", desk)
    monkeypatch.setattr(machine_plan, "MOST_FILES", 3)
    files = machine_plan.listed()
    assert 3 < len(files) <= 6
    both = addresses("/sitemap.xml") + addresses("/sitemap-2.xml")
    assert both == [whole_address(path) for path in files]
    assert f"Sitemap: {SITE}/sitemap-2.xml\n" in pages_of("machines")["/robots.txt"]


def test_a_withdrawn_story_leaves_its_day_though_the_day_keeps_its_file(folder, desk):
    story = making.story("خبر", desk)
    path = day_file(story)
    printed = printed_by(lambda: Story.objects.get(pk=story.pk).unpublish(), folder)
    # The year has no other story.
    assert printed == {path, "/sitemap-ar-news.xml", "/sitemap-ar-fronts.xml"}
    assert len(addresses(path)) == 1


# --- news ---


def news(lang="ar"):
    return sitemap(f"/sitemap-{lang}-news.xml").findall("s:url", NAMES)


def test_the_news_sitemap_says_what_google_asks_of_each_story(desk, time_machine):
    time_machine.move_to(NOON)
    story = making.story("سدّ «الوادي» & جسره <الجديد>\x0b", desk)
    (entry,) = news()

    assert entry.find("s:loc", NAMES).text == whole_address(story.url_path)
    told = entry.find("n:news", NAMES)
    assert told.find("n:publication/n:name", NAMES).text == "مُسنَد"
    assert told.find("n:publication/n:language", NAMES).text == "ar"
    assert datetime.fromisoformat(told.find("n:publication_date", NAMES).text) == NOON.replace(microsecond=0)
    assert told.find("n:title", NAMES).text == "سدّ «الوادي» & جسره <الجديد>"
    assert news("en") == []


def test_a_story_leaves_the_news_by_the_schedule_after_two_days_without_an_edit(folder, desk, time_machine):
    time_machine.move_to(NOON)
    keep_the_schedule()
    making.story("قديم", desk)
    time_machine.move_to(NOON + timedelta(hours=30))
    making.story("حديث", desk)

    def wait(hours):
        time_machine.move_to(NOON + timedelta(hours=hours))
        keep_the_schedule()

    assert printed_by(lambda: wait(47.9), folder) == set()
    assert len(news()) == 2
    assert printed_by(lambda: wait(48.1), folder) == {"/sitemap-ar-news.xml"}
    assert [each.find("n:news/n:title", NAMES).text for each in news()] == ["حديث"]
    assert printed_by(lambda: wait(48.2), folder) == set()
    assert printed_by(lambda: wait(79), folder) == {"/sitemap-ar-news.xml"}
    assert news() == []


def test_a_story_that_comes_in_with_an_old_date_is_no_news(desk, time_machine):
    time_machine.move_to(NOON)
    keep_the_schedule()
    making.story("من الأرشيف", desk, published_at=NOON - timedelta(days=900))
    assert news() == []


def test_the_clock_alone_changes_nothing_of_the_news(desk, time_machine):
    time_machine.move_to(NOON)
    keep_the_schedule()
    making.story("خبر", desk)
    before = pages_of("edition:ar")["/sitemap-ar-news.xml"]
    time_machine.move_to(NOON + timedelta(days=30))
    assert pages_of("edition:ar")["/sitemap-ar-news.xml"] == before


def test_the_news_has_the_newest_and_no_more_than_google_takes(desk, time_machine, monkeypatch):
    time_machine.move_to(NOON)
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 2)
    for number in range(3):
        making.story(f"خبر {number}", desk, published_at=NOON - timedelta(hours=number))
    assert [each.find("n:news/n:title", NAMES).text for each in news()] == ["خبر 0", "خبر 1"]


def test_sitemaps_ask_the_database_as_often_for_a_full_file_as_for_an_empty_one(desk, django_assert_max_num_queries):
    for number in range(30):
        making.story(f"خبر {number}", desk)
    collection = Listing.objects.filter(collection__startswith="day:").values_list("collection", flat=True)[0]
    with django_assert_max_num_queries(8), tags.one_moment():
        assert len(sitemaps.day(collection, 1).places) == 31
