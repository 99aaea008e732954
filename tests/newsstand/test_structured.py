"""What search engines and other machines are told: schema.org's types, complete, and within its vocabulary."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from tests import making
from tests.newsstand.affair import EDITOR, Affair, pages_of
from tests.newsstand.look import samples
from tests.newsstand.vocabulary import faults_on, kinds, things_on
from tests.pictures import picture

from musnad.ledger import recording
from musnad.ledger.sayings import Span
from musnad.ledger.vocabulary import Precision
from musnad.newsroom.models import CorrectionNote, Edition, PolicyPage, StandingPage, Story, StoryAuthor, StoryCredit
from musnad.newsstand import plan, views
from musnad.newsstand.ledger_plan import claim_path
from musnad.newsstand.readings.structured.articles import LiveCoverage, LiveUpdate, live_blog

SITE = "http://127.0.0.1:8000"
NOON = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def affair(desk):
    """A story with everything, of which the claim was denied since; and its translation."""
    affair = Affair(desk)
    story = affair.story
    salma = making.author("سلمى حدّاد", role="مراسلة", bio="تكتب عن السهل.", picture=picture("سلمى"))
    story.signed_by = [StoryAuthor(author=salma)]
    story.hero, story.hero_caption, story.hero_credit = picture("الطريق"), "طريق السهل", "تصوير: سلمى"
    story.dateline, story.standfirst, story.kicker = "وادي السهل", "مقدّمة الخبر", "analysis"
    story.credits = [StoryCredit(name="سهل نيوز", url="https://sahl.example/1"), StoryCredit(name="بلا رابط")]
    story.corrections = [CorrectionNote(at=NOON, text="كتبنا الشرقية والصواب الغربية.")]
    story.origin_name, story.origin_url = "سهل نيوز", "https://sahl.example/1"
    making.publish(story)
    affair.deny()
    return affair


def thing(page, kind):
    """The one thing of that type that the page tells of."""
    (found,) = [each for each in things_on(page) if kind in kinds(each)]
    return found


def article(story):
    return thing(pages_of(f"story:{story.pk}")[story.url_path], "NewsArticle")


def standing(title, lang="ar"):
    edition = Edition.objects.get(slug=lang)
    page = StandingPage(title=title, live=False, locale_id=edition.locale_id)
    edition.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_every_page_of_a_newsroom_keeps_to_the_vocabulary(affair, desk):
    recording.settle(affair.claim, verdict="false", reason="راجعنا السجلات", **EDITOR)
    standing("من نحن")
    making.story("خبر آخر", desk, topics=[making.topic("السيول")], keywords=[making.keyword("السد")])
    pages = {path: text for owner in plan.owners() for path, text in pages_of(owner).items() if path.endswith("/")}

    assert {path: found for path, text in pages.items() if (found := faults_on(text))} == {}
    told = {kind for text in pages.values() for each in things_on(text) for kind in kinds(each)}
    assert told >= {
        "NewsArticle", "AnalysisNewsArticle", "NewsMediaOrganization", "WebSite", "CollectionPage", "ProfilePage",
        "BreadcrumbList", "Claim", "ClaimReview", "Organization",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"@type": "NewsArtikel"}, "no type"),
        ({"@type": "Claim", "dateline": "عمّان"}, "not of"),
        ({"@type": "Claim", "headlines": "خبر"}, "no such property"),
        ({"@type": "Claim", "url": "/ar/claim/1/"}, "none of"),
        ({"@type": "Claim", "@id": "/ar/claim/1/"}, "not whole"),
        ({"@type": "Claim", "datePublished": "2026-11-20T09:00"}, "none of"),
        ({"@type": "Claim", "author": {"@type": "WebPage"}}, "gives"),
        ({"@type": "Claim", "author": {"name": "سلمى"}}, "without a type"),
        ({"@type": "Claim", "text": ""}, "empty"),
    ],
)
def test_a_fault_would_be_found(told, fault):
    page = f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **told})}</script>'

    assert [each for each in faults_on(page) if fault in each]


def test_a_story_is_told_of_in_full(affair):
    told = article(affair.story)

    assert told["@type"] == ["NewsArticle", "AnalysisNewsArticle"]
    assert (told["headline"], told["description"]) == ("هجوم على طريق السهل", "مقدّمة الخبر")
    assert (told["articleSection"], told["inLanguage"], told["isAccessibleForFree"]) == ("سياسة", "ar", True)
    assert told["dateline"] == "وادي السهل"
    assert told["isBasedOn"] == "https://sahl.example/1"
    (author,) = told["author"]
    assert (author["@type"], author["name"], author["jobTitle"]) == ("Person", "سلمى حدّاد", "مراسلة")
    assert author["url"].startswith(f"{SITE}/ar/author/")
    assert told["image"][0]["caption"] == "طريق السهل"
    assert told["image"][0]["creditText"] == "تصوير: سلمى"
    widths = [int(each["width"].removesuffix(" px")) for each in told["image"]]
    assert widths == sorted(widths, reverse=True)
    assert len(widths) > 1
    note, change = told["correction"]
    assert note["text"] == "كتبنا الشرقية والصواب الغربية."
    assert "منفيّ" in change["text"]
    assert told["citation"][0] == "https://sahl.example/1"
    assert told["citation"][1]["@type"] == "Claim"


def test_a_story_without_a_date_an_author_or_a_picture_says_nothing_of_them(desk):
    story = making.story("خبر", desk, captured_on=NOON.date(), agency="وكالة أنباء دلوان")
    told = article(story)

    assert {"datePublished", "dateModified", "image", "correction", "keywords"} & told.keys() == set()
    assert told["author"] == [{"@type": "Organization", "name": "وكالة أنباء دلوان"}]


def test_the_publisher_names_the_policies_that_an_editor_chose_and_the_log_where_none_is(affair):
    about = standing("من نحن")
    edition = Edition.objects.get(slug="ar")
    edition.policies = [
        PolicyPage(kind=PolicyPage.Kind.MASTHEAD, page=about),
        PolicyPage(kind=PolicyPage.Kind.PRINCIPLES, page=about),
    ]
    edition.save_revision().publish()
    publisher = article(affair.story)["publisher"]

    assert publisher["@type"] == "NewsMediaOrganization"
    assert publisher["masthead"] == publisher["publishingPrinciples"]
    assert publisher["masthead"].startswith(f"{SITE}/ar/")
    assert publisher["correctionsPolicy"] == f"{SITE}/ar/log/"
    assert "ethicsPolicy" not in publisher
    assert thing(pages_of("edition:ar")["/ar/"], "NewsMediaOrganization") == publisher


def test_a_policy_whose_page_is_taken_off_is_no_longer_named(affair):
    about = standing("من نحن")
    edition = Edition.objects.get(slug="ar")
    edition.policies = [PolicyPage(kind=PolicyPage.Kind.CORRECTIONS, page=about)]
    edition.save_revision().publish()
    assert article(affair.story)["publisher"]["correctionsPolicy"] != f"{SITE}/ar/log/"

    StandingPage.objects.get(pk=about.pk).unpublish()
    assert article(affair.story)["publisher"]["correctionsPolicy"] == f"{SITE}/ar/log/"


def test_a_translation_names_its_original_and_the_original_its_translations(affair):
    section = making.section("Politics", "en")
    twin = making.draft("Attack on the plain road", section, translation_key=affair.story.translation_key)
    twin = making.publish(twin)
    arabic, english = article(affair.story), article(twin)

    assert english["translationOfWork"]["@id"] == arabic["@id"]
    assert [each["@id"] for each in arabic["workTranslation"]] == [english["@id"]]
    assert "workTranslation" not in english
    Story.objects.get(pk=affair.story.pk).unpublish()
    assert "translationOfWork" not in article(twin)


def test_a_front_lists_its_stories_and_an_author_is_a_person(affair, desk):
    front = thing(pages_of(f"section:{desk.pk}")["/ar/سياسة/"], "CollectionPage")
    author = affair.story.signed_by.first().author
    told = thing(pages_of(f"author:{author.pk}")[author.url_path], "ProfilePage")["mainEntity"]

    assert [each["name"] for each in front["mainEntity"]["itemListElement"]] == ["هجوم على طريق السهل"]
    assert (told["@type"], told["name"], told["description"]) == ("Person", "سلمى حدّاد", "تكتب عن السهل.")
    assert told["@id"] == article(affair.story)["author"][0]["@id"]
    assert told["worksFor"]["@type"] == "NewsMediaOrganization"


def test_the_way_to_a_page_is_told_from_the_front_to_the_page_itself(affair):
    page = pages_of(f"story:{affair.story.pk}")[affair.story.url_path]
    steps = thing(page, "BreadcrumbList")["itemListElement"]

    assert [(step["position"], step["name"]) for step in steps] == [
        (1, "الصفحة الأولى"),
        (2, "سياسة"),
        (3, "هجوم على طريق السهل"),
    ]
    assert steps[0]["item"]["@id"] == f"{SITE}/ar/"
    assert steps[-1]["item"]["@id"] == article(affair.story)["url"]


def test_where_a_claim_was_said_is_dated_no_more_exactly_than_it_is_known(affair):
    recording.record_statement(
        affair.claim,
        source=affair.ministry,
        act="affirm",
        words="وقع هجوم.",
        chain=[recording.Link(affair.ministry, "بيان", "https://defence.example/1")],
        language="ar",
        said=Span(datetime(2026, 3, 1, tzinfo=UTC), Precision.MONTH),
        **EDITOR,
    )
    claim = thing(pages_of(f"claim:{affair.claim.pk}")[claim_path("ar", affair.claim)], "Claim")

    assert {each["url"]: each.get("datePublished") for each in claim["appearance"]}[
        "https://defence.example/1"
    ] == "2026-03"


def test_running_coverage_tells_each_entry_with_its_time():
    page = samples.story("ar")
    page = replace(page, chrome=replace(page.chrome, canonical=quote(page.chrome.canonical, safe=":/")))
    at = views.Moment("2026-11-20T12:30+02:00", "")
    coverage = LiveCoverage(
        begun=views.Moment("2026-11-20T11:00+02:00", ""),
        ended=None,
        updates=(
            LiveUpdate("entry-2", at, "وصول الإسعاف", "وصلت سيارات الإسعاف."),
            LiveUpdate("entry-1", at, "", "بدأ."),
        ),
    )
    text = f'<script type="application/ld+json">{live_blog(page, coverage)}</script>'
    (told,) = things_on(text)

    assert faults_on(text) == []
    assert told["@type"] == ["NewsArticle", "LiveBlogPosting"]
    assert told["coverageStartTime"] == "2026-11-20T11:00+02:00"
    assert "coverageEndTime" not in told
    assert told["dateModified"] >= at.iso
    first, second = told["liveBlogUpdate"]
    assert (first["headline"], first["articleBody"], first["datePublished"]) == (
        "وصول الإسعاف",
        "وصلت سيارات الإسعاف.",
        at.iso,
    )
    assert first["url"].endswith("#entry-2")
    assert second["headline"] == page.headline

    over = replace(coverage, ended=at, updates=())
    (told,) = things_on(f'<script type="application/ld+json">{live_blog(page, over)}</script>')
    assert told["coverageEndTime"] == at.iso
