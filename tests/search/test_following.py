"""Edits reach the search by themselves, in their own transaction."""

import pytest
from tests.ledger.writing import EDITOR
from tests.search.town import NOW, Town
from wagtail.models import Page

from musnad.ledger import recording
from musnad.newsroom.models import Section, Story
from musnad.search.asking import ask
from musnad.search.entering import reindex
from musnad.search.finding import Narrowed, search
from musnad.search.models import Entry, Name, NameTerm


@pytest.fixture
def town(either_database):
    return Town()


def names(town, query, lang="ar", **filters):
    return {town.name_of(hit) for hit in search(ask(query), lang, Narrowed(**filters), now=NOW).hits}


class TestAnEdit:
    """One newsroom for all of them: making it takes most of a test's time."""

    def test_reaches_the_search_without_a_publish_of_what_it_does_not_touch(self, town):
        self.a_headline(town)
        self.a_story_taken_off_and_put_back(town)
        self.a_story_moved(town)
        self.a_story_deleted(town)
        self.a_keyword_a_topic_and_an_author_renamed(town)
        self.a_section_renamed(town)
        self.a_source_renamed(town)
        self.a_standing(town)
        self.sources_merged(town)
        self.claims_merged(town)

    def a_headline(self, town):
        story = town.again("gas")
        story.title = "عودة الكهرباء إلى المصانع"
        town.stories["gas"] = story
        story.save_revision().publish()
        assert "gas" in names(town, "الكهرباء")
        assert "gas" not in names(town, "انقطاع")

    def a_story_taken_off_and_put_back(self, town):
        story = town.again("milk")
        story.unpublish()
        assert names(town, "ألبان") == set()
        Story.objects.get(pk=story.pk).get_latest_revision().publish()
        assert names(town, "ألبان") == {"milk"}

    def a_story_moved(self, town):
        target = Section.objects.get(pk=town.sections["ثقافة"].pk)
        Page.objects.get(pk=town.stories["tender"].pk).move(target, pos="last-child")
        assert names(town, "المناقصات", section=town.sections["ثقافة"].pk) == {"tender"}
        assert names(town, "المناقصات", section=town.sections["اقتصاد"].pk) == set()
        assert Entry.objects.get(key=town.stories["tender"].pk).path.startswith("/ar/ثقافة/")

    def a_story_deleted(self, town):
        town.again("germany").delete()
        assert names(town, "ألمانيا") == set()

    def a_keyword_a_topic_and_an_author_renamed(self, town):
        town.dam.name, town.flood.title, town.leila.name = "حاجز المضيق", "ملف الأمطار", "ندى الحدّاد"
        for each in (town.dam, town.flood, town.leila):
            each.save()
        assert names(town, "حاجز المضيق") == {"old"}
        assert "flood" in names(town, "الأمطار ملف")
        assert names(town, "ندى") == {"library"}
        assert names(town, "ليلى") == set()
        town.dam.delete()
        assert names(town, "المضيق") == set()

    def a_section_renamed(self, town):
        """Its name is not in the index, so that nothing has to follow: it is read where it is shown."""
        section = Section.objects.get(pk=town.sections["رياضة"].pk)
        section.title, section.slug = "ملاعب", "ملاعب"
        section.save_revision().publish()
        assert names(town, "السرو", section=section.pk) == {"match"}
        assert Entry.objects.get(key=town.stories["match"].pk).path.startswith("/ar/ملاعب/")

    def a_source_renamed(self, town):
        town.monitor.name = "مرصد الهضبة"
        town.monitor = recording.amend_source(town.monitor, **EDITOR)
        assert "source:monitor" in names(town, "مرصد الهضبة")

    def a_standing(self, town):
        assert names(town, "السهل", standing="false") == set()
        recording.settle(town.attack, verdict="false", reason="راجعنا السجلات", **EDITOR)
        assert names(town, "طريق", standing="false") == {"attack", "claim:attack"}
        assert names(town, "طريق", standing="denied") == {"attack", "claim:attack"}

    def sources_merged(self, town):
        assert "flood" not in names(town, "جسر", source=town.monitor.pk)
        recording.merge_sources(town.paper, town.monitor, **EDITOR)
        assert {"flood", "claim:bridge"} <= names(town, "جسر", source=town.monitor.pk)
        assert names(town, "وادي نيوز", kind="source") == {"source:monitor"}

    def claims_merged(self, town):
        recording.merge_claims(town.bridge, town.attack, reason="ادّعاء واحد", **EDITOR)
        assert names(town, "جسر", kind="claim") == {"claim:attack"}
        assert "flood" in names(town, "جسر", standing="false")


def test_a_reindex_makes_what_the_edits_made(town):
    fields = [field.name for field in Entry._meta.concrete_fields]
    before = sorted(Entry.objects.values_list(*fields))
    named = sorted(NameTerm.objects.values_list("name__title", "lexeme"))
    Entry.objects.all().delete()
    Name.objects.all().delete()

    for _ in reindex():
        pass

    assert sorted(Entry.objects.values_list(*fields)) == before
    assert sorted(NameTerm.objects.values_list("name__title", "lexeme")) == named
    assert names(town, "النهر") >= {"flood", "old"}
