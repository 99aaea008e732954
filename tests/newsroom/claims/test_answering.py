"""An editor's answers: recorded in the ledger, dismissed for good, taken back."""

from datetime import UTC, datetime

import pytest
from tests import making
from tests.ledger.conftest import committing
from tests.ledger.test_at_once import at_once
from tests.newsroom.claims.conftest import BODY, DENIAL, POST, SAYING, claim, source, suggestion, suggestions

from musnad.ledger.errors import AlreadyDone, ChainLoops
from musnad.ledger.models import Claim, LogEntry, Source, Statement
from musnad.ledger.recording import withdraw
from musnad.ledger.vocabulary import Act, SourceKind
from musnad.newsroom.claims.answering import Correction, accept, ask_again, dismiss
from musnad.newsroom.claims.errors import AnsweredMeanwhile, NobodySaid, SuggestionGone
from musnad.newsroom.claims.sources import Party
from musnad.newsroom.claims.suggesting import Step
from musnad.newsroom.documents import key_of
from musnad.newsroom.models import Answer, Story

__all__ = ["committing"]

OLD = datetime(2021, 7, 4, 17, 10, tzinfo=UTC)


def latest(story):
    return story.get_latest_revision_as_object()


def key(story, words):
    return suggestion(story, words).found.key


def test_accepting_records_the_statement_its_sources_its_claim_and_where_the_words_stand(story):
    made = accept(latest(story), key(story, SAYING), by="هدى")

    assert (made.claim.sentence, made.act, made.words) == (SAYING, Act.AFFIRM, SAYING)
    assert (made.document, made.revision) == (key_of(story.pk), str(story.latest_revision_id))
    assert made.exact
    assert made.prefix.strip().endswith("ان")
    assert [link.source.name for link in made.chain.order_by("position")] == ["مرصد السهل", "وكالة أنباء دلوان"]
    assert made.recorded_by == "هدى"
    assert suggestion(story, SAYING).statement == made


def test_the_office_of_a_new_person_is_kept_beside_the_name(desk):
    body = [("paragraph", f"<p>قال المتحدث باسم هيئة المياه، رائد الحلو، إن {SAYING}.</p>")]
    story = making.draft("خبر", desk, body=body)
    made = accept(latest(story), key(story, SAYING), by="هدى")

    assert (made.source.name, made.source.note) == ("رائد الحلو", "المتحدث باسم هيئة المياه، رائد الحلو")


def test_what_a_published_story_told_is_dated_by_its_publication_and_a_draft_by_nothing(desk):
    published = making.story("أنباء قديمة", desk, body=BODY, published_at=OLD)
    made = accept(latest(published), key(published, SAYING), by="هدى")
    draft = making.draft("مسودة", desk, body=BODY)
    other = accept(latest(draft), key(draft, DENIAL), by="هدى")

    assert (made.said_at, made.told_at) == (None, OLD)
    assert other.told_at is None


def test_accepting_a_proposed_claim_adds_no_other(story):
    known = claim()
    made = accept(latest(story), key(story, SAYING), by="هدى")

    assert made.claim == known
    assert Claim.objects.count() == 1


def test_an_embedded_post_is_kept_as_evidence(story):
    tweeted = next(each for each in suggestions(story).all if each.found.post)
    made = accept(latest(story), tweeted.found.key, by="هدى")
    (kept,) = made.evidence.all()

    assert (kept.address, kept.text) == (POST, "لا صحة لما يتداول عن هجوم في السهل")
    first = made.chain.get(position=0)
    assert (first.medium, first.address) == ("X", POST)


def test_a_correction_is_recorded_as_the_editor_made_it(story):
    spokesman = source("سالم الحاج", SourceKind.PERSON)
    chain = [
        Step(Party(spokesman.name, SourceKind.PERSON, spokesman), "بيان"),
        Step(Party("إذاعة الوادي", SourceKind.OUTLET), "بث", "https://wadi.example/live"),
    ]
    told = Correction(None, "هجوم السهل", chain, Act.DOUBT, part="عدد القتلى", first_hand=True)
    made = accept(latest(story), key(story, DENIAL), by="هدى", correction=told)

    assert (made.claim.sentence, made.act, made.part, made.first_hand) == ("هجوم السهل", Act.DOUBT, "عدد القتلى", True)
    links = made.chain.order_by("position").values_list("source__name", "medium", "address")
    assert list(links) == [("سالم الحاج", "بيان", ""), ("إذاعة الوادي", "بث", "https://wadi.example/live")]


def test_a_chain_with_a_loop_is_refused_and_nothing_is_left_behind(story):
    twice = Party("إذاعة جديدة", SourceKind.OUTLET, source("إذاعة الوادي"))
    before = LogEntry.objects.count()
    told = Correction(
        None, "هجوم السهل", [Step(twice), Step(Party("رجل", SourceKind.WITNESS)), Step(twice)], Act.AFFIRM
    )

    with pytest.raises(ChainLoops):
        accept(latest(story), key(story, SAYING), by="هدى", correction=told)
    assert LogEntry.objects.count() == before
    assert not Source.objects.filter(name="رجل").exists()


def test_what_nobody_is_named_for_is_not_recorded_without_a_name(desk):
    story = making.draft("خبر", desk, body=[("paragraph", f"<p>وقيل إن {SAYING}.</p>")])
    asked = suggestion(story, SAYING)
    assert asked.chain == ()

    with pytest.raises(NobodySaid):
        accept(latest(story), asked.found.key, by="هدى")


def test_what_was_dismissed_stays_dismissed_after_edits_around_its_words(story):
    dismiss(latest(story), key(story, SAYING), by="هدى")
    story.title = "عنوان جديد"
    story.body = [("paragraph", "<p>مقدّمة.</p>"), *[(each.block_type, each.value) for each in story.body]]
    story.save_revision()

    asked = suggestion(story, SAYING)
    assert not asked.open
    assert asked.dismissed.answered_by == "هدى"
    assert not Statement.objects.exists()

    ask_again(latest(story), asked.found.key)
    assert suggestion(story, SAYING).open


def test_two_editors_who_answer_at_once_record_it_once_and_the_second_hears_who_was_faster(story):
    asked = key(story, SAYING)
    accept(latest(story), asked, by="هدى")

    with pytest.raises(AnsweredMeanwhile, match="هدى"):
        accept(latest(story), asked, by="سمر")
    with pytest.raises(AnsweredMeanwhile, match="هدى"):
        dismiss(latest(story), asked, by="سمر")
    assert Statement.objects.count() == 1


def test_a_suggestion_whose_words_were_edited_away_is_not_recorded(story):
    asked = key(story, SAYING)
    story.body = [("paragraph", "<p>نصّ آخر.</p>")]
    story.save_revision()

    with pytest.raises(SuggestionGone):
        accept(latest(story), asked, by="هدى")
    with pytest.raises(SuggestionGone):
        ask_again(latest(story), asked)


def test_a_withdrawn_statement_is_asked_about_again_and_can_be_accepted_anew(story):
    first = accept(latest(story), key(story, SAYING), by="هدى")
    withdraw(first, by="هدى", reason="خطأ")
    with pytest.raises(AlreadyDone):
        withdraw(first, by="هدى", reason="خطأ")
    second = accept(latest(story), key(story, SAYING), by="سمر")

    assert Answer.objects.get().statement == second
    assert second.pk != first.pk


def test_a_source_that_a_chain_makes_is_known_to_the_next_one(desk):
    body = [("paragraph", f"<p>قال مرصد السهل إن {SAYING}.</p><p>وقال مرصد السهل إن الطريق مغلق منذ الصباح.</p>")]
    story = making.draft("خبر", desk, body=body)
    for each in suggestions(story).open:
        accept(latest(story), each.found.key, by="هدى")

    assert Source.objects.filter(name="مرصد السهل").count() == 1


# --- in the same moment, on both databases ---


@pytest.fixture
def kept(committing, settings):
    # This process began on SQLite, and the search's index of PostgreSQL is prepared when a process begins.
    settings.WAGTAILSEARCH_BACKENDS = {"default": {**settings.WAGTAILSEARCH_BACKENDS["default"], "AUTO_UPDATE": False}}
    making.newsroom()
    return making.draft("أنباء من السهل", making.section("سياسة"), body=BODY)


def answering(act, story, key, by):
    def answer():
        try:
            return act(Story.objects.get(pk=story.pk).get_latest_revision_as_object(), key, by=by)
        except AnsweredMeanwhile as late:
            return late

    return answer


def late(results):
    return [each for each in results if isinstance(each, AnsweredMeanwhile)]


def test_of_four_who_accept_one_does_and_the_others_hear_of_it_and_leave_nothing(kept):
    key = suggestion(kept, SAYING).found.key
    results = at_once(*(answering(accept, kept, key, by) for by in ("هدى", "سمر", "نبيل", "ليلى")))

    assert len(late(results)) == 3
    made = Statement.objects.get()
    assert {each.by for each in late(results)} == {made.recorded_by}
    assert (Claim.objects.count(), Source.objects.count()) == (1, 2)
    assert LogEntry.objects.count() == 4
    assert Answer.objects.get().statement == made


def test_of_one_who_accepts_and_one_who_dismisses_one_is_late(kept):
    key = suggestion(kept, SAYING).found.key
    results = at_once(answering(accept, kept, key, "هدى"), answering(dismiss, kept, key, "سمر"))

    assert len(late(results)) == 1
    assert Statement.objects.count() == (0 if Answer.objects.get().dismissed else 1)


def test_what_was_withdrawn_is_accepted_anew_once(kept):
    key = suggestion(kept, SAYING).found.key
    withdraw(answering(accept, kept, key, "هدى")(), by="هدى", reason="خطأ")
    results = at_once(*(answering(accept, kept, key, by) for by in ("سمر", "نبيل")))

    assert len(late(results)) == 1
    assert Statement.objects.filter(withdrawn_at=None).count() == 1
