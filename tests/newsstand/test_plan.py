"""Which public pages there are, and which edit prints which."""

import re
from urllib.parse import unquote, urljoin

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import making
from wagtail.models import Page

from musnad.newsroom.models import PublicState, StandingPage, Story
from musnad.newsstand import plan
from musnad.newsstand.feed_views import Format
from musnad.newsstand.machine_plan import standing_pages
from musnad.press.publishing import bring_up_to_date

FRONTS = ("/ar/", "/ar/log/", "/ar/سياسة/", "/en/", "/en/log/")


@pytest.fixture
def site(desk, tmp_path, settings):
    """The public folder of a newsroom with one section."""
    settings.MUSNAD_HOME = tmp_path / "home"
    settings.MUSNAD_PUBLIC = settings.MUSNAD_HOME / "public"
    return settings.MUSNAD_PUBLIC


def paths():
    return {route.path for owner in plan.owners() for route in plan.routes(owner)}


def test_an_empty_newsroom_has_its_fronts_an_archive_and_a_page_for_missing_ones(desk):
    assert paths() == {
        "/",
        "/404.html",
        *("/robots.txt", "/sitemap.xml"),
        *(f"/sitemap-{lang}-{name}.xml" for lang in ("ar", "en") for name in ("fronts", "news")),
        "/sw.js",
        *("/ar/", "/ar/latest.html", "/ar/archive/", "/ar/log/", "/ar/سياسة/"),
        *("/en/", "/en/latest.html", "/en/archive/", "/en/log/"),
        *(path for lang in ("ar", "en") for path in (f"/search/{lang}/", f"/{lang}/find/count.js")),
        *(f"{page}{form.value}" for page in FRONTS for form in Format),
    }


def test_a_story_has_a_page_a_short_address_its_day_and_its_archive(desk):
    before = paths()
    story = making.story("خبر", desk)
    day = story.listings.get(collection__startswith="day:").collection.split(":")[2]

    assert paths() - before == {
        "/ar/سياسة/خبر/",
        f"/n/{story.pk}/",
        f"/n/{story.pk}/card/",
        f"/ar/day/{day}/",
        f"/ar/archive/{day[:4]}/",
        "/ar/سياسة/archive/1/",
        f"/sitemap-ar-{day}.xml",
        "/ar/find/story/0.js",
        "/ar/find/story/0.words.js",
    }


def test_no_two_owners_have_the_same_file(desk):
    first = making.story("خبر", desk, keywords=[making.keyword("السد")])
    first.slug = "آخر"
    making.publish(first)
    making.story("خبر", desk)

    routes = [route for owner in plan.owners() for route in plan.routes(owner)]
    assert len({route.file for route in routes}) == len(routes)


def test_an_address_taken_by_a_newer_story_leads_there(desk):
    first = making.story("خبر", desk)
    first.slug = "آخر"
    making.publish(first)

    second = making.story("خبر", desk)

    assert {route.path: route.owner for route in plan.routes(f"story:{second.pk}")} == {
        "/ar/سياسة/خبر/": f"story:{second.pk}",
        f"/n/{second.pk}/": f"story:{second.pk}",
        f"/n/{second.pk}/card/": f"story:{second.pk}",
    }
    assert "/ar/سياسة/خبر/" not in {route.path for route in plan.routes(f"story:{first.pk}")}


def test_a_withdrawn_story_whose_address_was_taken_is_told_of_at_its_short_one(desk):
    first = making.story("خبر", desk)
    first.unpublish()
    Page.objects.filter(pk=first.pk).update(slug="مسحوب")
    making.story("خبر", desk)

    kinds = {route.path: route.kind for route in plan.routes(f"story:{first.pk}")}
    assert kinds == {f"/n/{first.pk}/": "gone", f"/n/{first.pk}/card/": "story-card"}


def test_what_was_never_published_has_no_page(desk):
    draft = making.draft("مسودة", desk)

    assert plan.routes(f"story:{draft.pk}") == []


@pytest.mark.parametrize("owner", ["look", "members:section:1", "card:1", "story:999", "archive:stories:ar:1"])
def test_a_tag_that_owns_nothing_has_no_pages(desk, owner):
    assert plan.routes(owner) == []


def test_a_sections_archive_has_a_page_for_each_two_dozen_stories(desk):
    for number in range(25):
        making.story(f"خبر {number}", desk)

    assert {"/ar/سياسة/archive/1/", "/ar/سياسة/archive/2/"} <= paths()


def test_an_archive_moves_with_its_section(desk):
    making.story("خبر", desk)
    desk.slug = "شؤون"
    desk.save_revision().publish()

    assert "/ar/شؤون/archive/1/" in paths()
    assert "/ar/سياسة/archive/1/" not in paths()


def printed_by(edit, folder):
    """Print everything, do `edit`, print again; return the paths of the pages that the second print wrote."""
    bring_up_to_date()
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("*.html")}
    edit()
    bring_up_to_date()
    after = {file: file.stat().st_mtime_ns for file in folder.rglob("*.html")}
    return {
        "/" + file.relative_to(folder).as_posix().removesuffix("index.html")
        for file, when in after.items()
        # Which edit prints which card is told in test_oembed.
        if before.get(file) != when and "card" not in file.parts
    }


def test_printing_twice_prints_nothing(site, desk):
    making.story("خبر", desk)

    assert printed_by(lambda: None, site) == set()


def test_a_changed_paragraph_prints_the_storys_page_alone(site, desk):
    making.story("آخر", desk)
    story = making.story("خبر", desk)

    def edit():
        story.body = [("paragraph", "<p>نصّ مصحّح.</p>")]
        making.publish(story)

    assert printed_by(edit, site) == {"/ar/سياسة/خبر/"}


def test_a_new_story_prints_itself_and_the_lists_that_it_joins(site, desk):
    making.story("الأول", desk, slug="first")
    made = []

    printed = printed_by(lambda: made.append(making.story("الثاني", desk, slug="second")), site)

    day = made[0].listings.get(collection__startswith="day:").collection.split(":")[2]
    assert printed == {
        "/ar/سياسة/second/",
        f"/n/{made[0].pk}/",
        "/ar/",
        "/ar/latest.html",
        "/ar/سياسة/",
        "/ar/سياسة/archive/1/",
        f"/ar/day/{day}/",
    }


def test_an_unpublished_story_leaves_a_page_that_says_so(site, desk):
    story = making.story("خبر مهم", desk)
    bring_up_to_date()

    story.unpublish()
    bring_up_to_date()

    page = (site / "ar/سياسة/خبر-مهم/index.html").read_text()
    assert "لم تعد هذه المادة منشورة" in page
    assert "خبر مهم" in page
    assert "خبر مهم" not in (site / "ar/index.html").read_text()


def test_a_deleted_story_leaves_the_same_page(site, desk):
    story = making.story("خبر مهم", desk)
    bring_up_to_date()

    story.delete()
    bring_up_to_date()

    assert "لم تعد هذه المادة منشورة" in (site / "ar/سياسة/خبر-مهم/index.html").read_text()


def test_a_changed_slug_leaves_a_redirect(site, desk):
    story = making.story("خبر", desk)
    bring_up_to_date()

    story.slug = "جديد"
    making.publish(story)
    bring_up_to_date()

    old = (site / "ar/سياسة/خبر/index.html").read_text()
    assert 'http-equiv="refresh"' in old
    assert 'href="../جديد/"' in old
    assert (site / "ar/سياسة/جديد/index.html").exists()


def test_the_short_address_leads_to_the_arabic_one_which_is_canonical(site, desk):
    story = making.story("خبر", desk)
    bring_up_to_date()

    short = (site / f"n/{story.pk}/index.html").read_text()
    assert "url=../../ar/سياسة/خبر/" in short
    assert '<link rel="canonical" href="http://127.0.0.1:8000/ar/%D8%B3%D9%8A%D8%A7%D8%B3%D8%A9/' in short


def test_every_link_of_the_printed_site_leads_to_a_printed_file(site, desk):
    dam = making.keyword("السد")
    for number in range(3):
        making.story(f"خبر {number}", desk, keywords=[dam], topics=[making.topic(f"ملف {number}")])
    Story.objects.get(title="خبر 0").unpublish()
    assert PublicState.objects.count() == 3

    bring_up_to_date()

    assert dead_links(site) == set()


def dead_links(folder):
    dead = set()
    for file in folder.rglob("*.html"):
        page = "/" + file.relative_to(folder).as_posix().removesuffix("index.html")
        for target in re.findall(r'(?:href|src)="([^"#]*)', file.read_text()):
            if target and not target.startswith(("http:", "https:", "mailto:", "data:")):
                path = unquote(urljoin(page, target))
                name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
                if not (folder / name).exists():
                    dead.add((page, target))
    return dead


def test_an_edition_s_standing_pages_are_asked_for_by_their_numbers(desk):
    """With 100,000 stories SQLite walked all pages of the edition for them, at each lot that was printed."""
    StandingPage.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        assert not standing_pages("ar").exists()
    assert [question["sql"].count("JOIN") for question in asked] == [0]
