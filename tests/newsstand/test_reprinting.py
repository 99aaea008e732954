"""A changed standing prints what carries the claim again, and nothing else."""

import datetime as dt

import pytest
from django.db.models import Count
from tests import making
from tests.newsstand.affair import BODY, EDITOR, Affair, outlet, quoting, say, source
from tests.newsstand.test_plan import printed_by
from tests.newsstand.test_readings import page_of

from musnad import tags
from musnad.ledger import recording
from musnad.newsroom.models import CorrectionNote, Story
from musnad.newsstand import plan
from musnad.newsstand.ledger_plan import claim_path, log_path, source_path
from musnad.newsstand.printing import render
from musnad.press.models import PrintedPage, PrintedTag
from musnad.press.newsstand import TheNewsstand
from musnad.press.publishing import bring_up_to_date
from musnad.press.staleness import route_of

FEW, TWO_PAGES = 2, 26
"""Stories that carry the claim; the more of them fill two pages of an archive."""


@pytest.fixture
def site(desk, tmp_path, settings):
    """The public folder of a newsroom with one section."""
    settings.MUSNAD_HOME = tmp_path / "home"
    settings.MUSNAD_PUBLIC = settings.MUSNAD_HOME / "public"
    return settings.MUSNAD_PUBLIC


@pytest.fixture
def affair(desk):
    return affair_in(desk, FEW)


def affair_in(desk, carrying):
    """A claim that many stories of one section carry, and another that only a story beside them does."""
    affair = Affair(desk)
    affair.stories = [affair.story]
    for number in range(carrying - 1):
        story = making.story(f"عن طريق السهل {number}", desk, body=list(BODY))
        affair.carry(story)
        affair.stories.append(story)
    # What must be left alone, though it leads to a story that carries the claim.
    affair.other_section = making.section("ثقافة")
    related = ("related", {"stories": [affair.story], "links": []})
    affair.others = [making.story("معرض", affair.other_section, body=[("paragraph", "<p>كتب كثيرة.</p>"), related])]
    affair.other_claim = recording.record_claim("يُفتتح المعرض", language="ar", **EDITOR)
    say(affair.other_claim, "affirm", source("مدير المعرض", "person"), anchor=quoting(affair.others[0], "كتب كثيرة"))
    return affair


def days_of(affair):
    (day,) = {story.listings.get(collection__startswith="day:").collection.split(":")[2] for story in affair.stories}
    return day


def test_a_denial_prints_every_page_that_carries_the_claim_and_no_other(site, desk):
    affair = affair_in(desk, TWO_PAGES)
    made = []

    printed = printed_by(lambda: made.append(affair.deny()), site)

    day, month = days_of(affair), made[0].recorded_at
    assert printed == {
        *(story.url_path for story in affair.stories),
        # the lists that have a chip on them
        "/ar/",
        "/ar/سياسة/",
        *("/ar/سياسة/archive/1/", "/ar/سياسة/archive/2/"),
        *(f"/ar/day/{day}/", f"/ar/day/{day}/2/"),
        *(claim_path(lang, affair.claim) for lang in ("ar", "en")),
        *(source_path(lang, each) for lang in ("ar", "en") for each in (affair.teller, affair.ministry)),
        *(log_path(lang, when) for lang in ("ar", "en") for when in (None, month)),
    }


def test_the_feed_is_printed_with_it(site, affair):
    bring_up_to_date()
    affair.deny()
    bring_up_to_date()

    for lang in ("ar", "en"):
        assert str(affair.claim) in (site / lang / "log/feed.xml").read_text()


def test_one_more_outlet_that_relays_the_same_root_leaves_the_stories_alone(site, affair):
    paper = outlet("سهل نيوز")
    printed = printed_by(lambda: say(affair.claim, "affirm", affair.teller, paper, words="كلام آخر تمامًا"), site)

    assert printed == {
        *(claim_path(lang, affair.claim) for lang in ("ar", "en")),
        *(source_path(lang, affair.teller) for lang in ("ar", "en")),
    }


def test_taking_a_denial_back_prints_all_of_it_as_it_was(site, affair):
    bring_up_to_date()
    pages = [site / story.url_path.lstrip("/") / "index.html" for story in affair.stories]
    pages += [site / "ar/سياسة/index.html", site / "ar/index.html"]
    before = [page.read_bytes() for page in pages]
    denial = affair.deny()
    bring_up_to_date()
    assert all(page.read_bytes() != was for page, was in zip(pages, before, strict=True))

    recording.withdraw(denial, reason="سُجّل خطأً", **EDITOR)
    bring_up_to_date()

    assert [page.read_bytes() for page in pages] == before


def test_after_any_of_this_a_full_print_changes_nothing(site, affair):
    bring_up_to_date()
    denial = affair.deny()
    bring_up_to_date()
    recording.withdraw(denial, reason="سُجّل خطأً", **EDITOR)
    body = source("الحكومة", "body")
    affair.ministry.refresh_from_db()
    affair.ministry.belongs_to = body
    recording.amend_source(affair.ministry, **EDITOR)
    other = recording.record_claim("هجوم على حاجز", language="ar", **EDITOR)
    say(other, "deny", affair.ministry)
    recording.merge_claims(other, affair.claim, **EDITOR)
    bring_up_to_date()

    report = bring_up_to_date(everything=True)

    assert (report.printed, report.failed, report.removed) == (0, 0, 0)


def test_a_correction_note_prints_the_story_and_the_log(site, affair):
    def edit():
        story = Story.objects.get(pk=affair.others[0].pk)
        story.corrections = [CorrectionNote(at=dt.datetime(2026, 3, 5, tzinfo=dt.UTC), text="عدد الكتب مئة.")]
        making.publish(story)

    assert printed_by(edit, site) == {affair.others[0].url_path, "/ar/log/", "/ar/log/2026-03/"}


def test_stories_printed_together_are_read_together_and_come_out_as_alone(site, affair):
    alone = {story.pk: page_of(story) for story in [*affair.stories, *affair.others]}
    bring_up_to_date()

    for story in [*affair.stories, *affair.others]:
        assert (site / story.url_path.lstrip("/") / "index.html").read_text() == alone[story.pk]


def test_a_page_printed_with_others_depends_on_what_it_would_alone(site, affair):
    bring_up_to_date()
    together = dict(PrintedTag.objects.values_list("page__path").annotate(Count("pk")))

    for path in (story.url_path for story in [*affair.stories, *affair.others]):
        page = PrintedPage.objects.get(path=path)
        with tags.recording() as noted:
            render(route_of(page))
        assert together[path] == len({*noted, tags.LOOK})


def test_few_questions_are_asked_for_each_story_of_a_hundred(site, affair, django_assert_max_num_queries):
    bring_up_to_date()
    affair.deny()
    routes = [route for story in affair.stories for route in plan.routes(f"story:{story.pk}") if route.kind == "story"]
    with tags.one_moment():
        TheNewsstand().foresee(routes)
        render(routes[0])
        with django_assert_max_num_queries(3 * len(routes[1:])):
            for route in routes[1:]:
                render(route)
