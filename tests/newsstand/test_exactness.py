"""Which addresses each kind of edit prints: these and no others."""

import pytest
from tests import making
from tests.newsstand.affair import EDITOR, Affair, outlet, say
from tests.newsstand.test_plan import printed_by

from musnad.ledger import recording
from musnad.newsroom.models import Edition, Section, Story, StoryAuthor, StoryKeyword
from musnad.newsstand.ledger_plan import claim_path, log_path, source_path


@pytest.fixture
def folder(tmp_path, settings):
    settings.MUSNAD_HOME = tmp_path / "home"
    settings.MUSNAD_PUBLIC = settings.MUSNAD_HOME / "public"
    return settings.MUSNAD_PUBLIC


class Town:
    """Two sections; a story with a keyword, a topic and an author, and another one beside it and one elsewhere."""

    def __init__(self, politics):
        self.politics, self.culture = politics, making.section("ثقافة")
        self.dam, self.flood, self.salma = making.keyword("السد"), making.topic("السيول"), making.author("سلمى")
        self.story = making.draft("خبر", politics, keywords=[self.dam], topics=[self.flood], slug="khabar")
        self.story.signed_by = [StoryAuthor(author=self.salma)]
        self.story = making.publish(self.story)
        self.beside = making.story("جاره", politics, slug="jar")
        self.elsewhere = making.story("بعيد", self.culture, slug="baid")
        listing = self.story.listings.get(collection__startswith="day:")
        self.day = f"/ar/day/{listing.collection.split(':')[2]}/"


@pytest.fixture
def town(desk):
    return Town(desk)


def lists(town):
    """What the story stands in, and the pages that show the latest of all."""
    return {
        *("/ar/", "/ar/latest.html", "/ar/سياسة/", "/ar/سياسة/archive/1/", town.day),
        *(f"/ar/{name}/{rest}" for name in COLLECTIONS for rest in ("", "archive/1/")),
    }


COLLECTIONS = ("keyword/السد", "topic/السيول", "author/سلمى")
STORY, BESIDE, ELSEWHERE = "/ar/سياسة/khabar/", "/ar/سياسة/jar/", "/ar/ثقافة/baid/"
SHORT = "/n/{}/"


@pytest.fixture
def printed(folder):
    return lambda edit: printed_by(edit, folder)


def test_a_body(town, printed):
    def edit():
        town.story.body = [("paragraph", "<p>نصّ مصحّح.</p>")]
        making.publish(town.story)

    assert printed(edit) == {STORY}


def test_a_save_without_a_change_and_a_draft(town, printed):
    def edit():
        making.publish(town.story)
        making.draft("مسودة", town.politics)

    assert printed(edit) == set()


def test_a_headline(town, printed):
    """The story, the one beside it that leads to it, its short address, and the lists that show it."""

    def edit():
        town.story.title = "عنوان آخر"
        making.publish(town.story)

    assert printed(edit) == {STORY, BESIDE, SHORT.format(town.story.pk), *lists(town)}


def test_another_address(town, printed):
    def edit():
        town.story.slug = "akhar"
        making.publish(town.story)

    new = "/ar/سياسة/akhar/"
    assert printed(edit) == {STORY, new, BESIDE, SHORT.format(town.story.pk), *lists(town)}


@pytest.mark.parametrize("edit", [lambda story: story.unpublish(), lambda story: story.delete()], ids=["off", "gone"])
def test_a_story_taken_off(town, printed, edit):
    """Its short address leads where it led."""
    assert printed(lambda: edit(Story.objects.get(pk=town.story.pk))) == {STORY, BESIDE, *lists(town)}


def test_a_story_moved(town, printed):
    def edit():
        Story.objects.get(pk=town.story.pk).move(Section.objects.get(pk=town.culture.pk), pos="last-child")

    new = {"/ar/ثقافة/khabar/", "/ar/ثقافة/", "/ar/ثقافة/archive/1/"}
    assert printed(edit) == {STORY, BESIDE, SHORT.format(town.story.pk), *new, *lists(town)}


def test_a_keyword_given_and_taken(town, printed):
    def give():
        town.beside.story_keywords = [StoryKeyword(keyword=town.dam)]
        making.publish(town.beside)

    def take():
        town.story.story_keywords = []
        making.publish(town.story)

    keyword = {"/ar/keyword/السد/", "/ar/keyword/السد/archive/1/"}
    assert printed(give) == {BESIDE, *keyword}
    assert printed(take) == {STORY, *keyword}


def test_a_keyword_that_is_new(town, printed):
    assert printed(lambda: making.keyword("الجسر")) == {"/ar/keyword/الجسر/"}


@pytest.mark.parametrize(
    ("thing", "field", "address"), [("dam", "name", "keyword/السد"), ("flood", "title", "topic/السيول")]
)
def test_a_keywords_and_a_topics_name(town, printed, thing, field, address):
    def edit():
        setattr(getattr(town, thing), field, "اسم آخر")
        getattr(town, thing).save()

    assert printed(edit) == {STORY, f"/ar/{address}/", f"/ar/{address}/archive/1/"}


def test_an_authors_name(town, printed):
    """Wherever the story is shown with its byline: not on the front and in the headlines."""

    def edit():
        town.salma.name = "سلمى حدّاد"
        town.salma.save()

    assert printed(edit) == {STORY, BESIDE, *lists(town)} - {"/ar/", "/ar/latest.html"}


def edition_pages(town):
    """Every page of the Arabic edition that has its masthead: all but redirections, headlines and feeds."""
    return {
        *("/404.html", "/search/ar/", "/ar/archive/", f"/ar/archive/{town.day.split('/')[3][:4]}/", "/ar/log/"),
        *(STORY, BESIDE, ELSEWHERE, "/ar/ثقافة/", "/ar/ثقافة/archive/1/"),
        *lists(town) - {"/ar/latest.html"},
    }


def test_a_sections_name_stands_in_every_menu(town, printed):
    def edit():
        section = Section.objects.get(pk=town.culture.pk)
        section.title = "فنون"
        section.save_revision().publish()

    assert printed(edit) == edition_pages(town)


def test_a_sections_address_moves_its_stories(town, printed):
    def edit():
        section = Section.objects.get(pk=town.culture.pk)
        section.slug = "فنون"
        section.save_revision().publish()

    moved = {"/ar/فنون/", "/ar/فنون/archive/1/", "/ar/فنون/baid/", SHORT.format(town.elsewhere.pk), "/ar/latest.html"}
    gone = {"/ar/ثقافة/", "/ar/ثقافة/archive/1/"}
    assert printed(edit) == edition_pages(town) - gone | moved


def test_an_editions_settings_print_that_edition_alone(town, printed):
    def change(lang):
        edition = Edition.objects.get(slug=lang)
        edition.tagline = "شعار"
        edition.save_revision().publish()

    assert printed(lambda: change("ar")) == edition_pages(town)
    assert printed(lambda: change("en")) == {"/en/", "/en/archive/", "/en/log/", "/search/en/"}


class TestOfTheLedger:
    """A story that carries a claim, and one beside it; what a denial prints stands in test_reprinting."""

    @pytest.fixture
    def affair(self, desk):
        affair = Affair(desk)
        affair.deny()
        return affair

    def pages(self, affair, *sources):
        """Those of the claim and of who spoke of it, in both editions."""
        found = {claim_path(lang, affair.claim) for lang in ("ar", "en")}
        return found | {source_path(lang, each) for lang in ("ar", "en") for each in sources}

    def test_a_statement_that_changes_no_standing(self, affair, printed):
        paper = outlet("سهل نيوز")
        edit = printed(lambda: say(affair.claim, "affirm", affair.teller, paper, words="كلام آخر تمامًا"))
        assert edit == self.pages(affair, affair.teller)

    def test_a_verdict(self, affair, printed):
        day = affair.story.listings.get(collection__startswith="day:").collection.split(":")[2]
        made = []

        def edit():
            made.append(recording.settle(affair.claim, verdict="false", reason="راجعنا السجلات", **EDITOR))

        assert printed(edit) == {
            *(affair.story.url_path, "/ar/", "/ar/سياسة/", "/ar/سياسة/archive/1/", f"/ar/day/{day}/"),
            *self.pages(affair, affair.teller, affair.ministry),
            *(log_path(lang, when) for lang in ("ar", "en") for when in (None, made[0].at)),
        }

    def test_claims_merged(self, affair, printed):
        """The one that goes leads to the one that stays; nobody had said anything of it."""
        other = recording.record_claim("هجوم على حاجز", language="ar", **EDITOR)
        edit = printed(lambda: recording.merge_claims(other, affair.claim, **EDITOR))
        moved = {claim_path(lang, other) for lang in ("ar", "en")} | {f"/c/{other.pk}/"}
        assert edit == moved
