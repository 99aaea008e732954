"""What the ledger is told when a story that carries statements is edited, published or deleted."""

import pytest
from django.contrib.auth import get_user_model
from tests import making

from musnad import tags
from musnad.ledger.anchors import select
from musnad.ledger.models import LogEntry, Statement
from musnad.ledger.recording import Anchor, record_claim, record_source, record_statement
from musnad.ledger.vocabulary import Act, AnchorFlag, LogAct, SourceKind
from musnad.newsroom import documents
from musnad.newsroom.acting import acting
from musnad.newsroom.texts import text_of
from musnad.press.models import Counter

WORDS = "السدّ آمن ولا خطر على القرى"
BODY = (("paragraph", f"<p>قال الوزير إن {WORDS}.</p>"),)


@pytest.fixture
def story(desk):
    return making.story("الوزير يطمئن", desk, body=BODY)


@pytest.fixture
def statement(story):
    text = text_of(story).text
    place = text.index(WORDS)
    return record_statement(
        record_claim(WORDS, language="ar", by="هدى"),
        source=record_source("الوزير", kind=SourceKind.OFFICE, language="ar", by="هدى"),
        act=Act.AFFIRM,
        words=WORDS,
        by="هدى",
        anchor=Anchor(documents.key_of(story.pk), "1", select(text, place, place + len(WORDS))),
    )


def flag(statement):
    return Statement.objects.get(pk=statement.pk).anchor


def edit(story, html):
    story.body = [("paragraph", html)]
    return making.publish(story)


def test_a_statement_whose_words_were_edited_away_is_flagged_and_cleared_when_they_come_back(story, statement):
    story = edit(story, "<p>قال الوزير كلامًا آخر.</p>")
    assert flag(statement) == AnchorFlag.WORDS_GONE

    edit(story, f"<p>وقال الوزير مجدّدًا إنّ {WORDS.replace('ّ', '')}.</p>")
    assert flag(statement) == AnchorFlag.FOUND


def test_a_draft_flags_nothing_until_it_is_published(story, statement):
    story.body = [("paragraph", "<p>نصّ آخر.</p>")]
    story.save_revision()

    assert flag(statement) == AnchorFlag.FOUND


def test_publishing_what_changes_no_word_leaves_no_entry_in_the_log(story, statement):
    making.publish(story)

    assert not LogEntry.objects.filter(act=LogAct.ANCHOR_CHECKED).exists()


def test_a_flag_has_the_story_s_own_page_printed_again(story, statement):
    before = dict(Counter.objects.values_list("tag", "value"))
    edit(story, "<p>نصّ آخر.</p>")
    raised = {tag for tag, value in Counter.objects.values_list("tag", "value") if before.get(tag) != value}

    assert {tags.story(story.pk), tags.document(documents.key_of(story.pk))} <= raised


def test_the_log_says_who_edited_the_words_away(story, statement):
    with acting(get_user_model()(username="samar", first_name="سمر", last_name="الحاج")):
        edit(story, "<p>نصّ آخر.</p>")

    assert LogEntry.objects.latest("pk").by == "سمر الحاج"


def test_a_deleted_story_leaves_its_statements_flagged_and_counting(story, statement):
    story.delete()

    assert flag(statement) == AnchorFlag.DOCUMENT_GONE
    assert Statement.objects.get(pk=statement.pk).withdrawn_at is None
    assert LogEntry.objects.latest("pk").by == "مُسنَد"


def test_a_deleted_section_flags_the_statements_of_its_stories(desk, story, statement):
    desk.refresh_from_db()
    desk.delete()

    assert flag(statement) == AnchorFlag.DOCUMENT_GONE


@pytest.mark.parametrize(
    ("document", "story"), [("story:12", 12), ("story:", None), ("wire:12", None), ("story:x", None), ("", None)]
)
def test_a_document_key_tells_its_story(document, story):
    assert documents.story_in(document) == story


def test_stories_among_documents_come_once_and_in_order():
    assert documents.stories_in(["story:9", "wire:1", "story:2", "story:9"]) == [9, 2]
