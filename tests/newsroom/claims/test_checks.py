"""What an editor is warned of, and what not."""

import pytest
from django.utils import timezone
from tests import making
from tests.newsroom.claims.conftest import ATTACK, DENIAL, SAYING, claim, source, statement, suggestions

from musnad.ledger.anchors import select
from musnad.ledger.recording import Anchor, Kept, settle, withdraw
from musnad.ledger.vocabulary import Act, SourceKind, VerdictKind
from musnad.newsroom.claims.answering import Correction, accept, dismiss
from musnad.newsroom.claims.checks import Check, warnings_of
from musnad.newsroom.claims.sources import Party
from musnad.newsroom.claims.suggesting import Step
from musnad.newsroom.documents import key_of
from musnad.newsroom.texts import text_of


def written(desk, *paragraphs, title="أنباء من السهل", **fields):
    return making.draft(title, desk, body=[("paragraph", f"<p>{each}</p>") for each in paragraphs], **fields)


def warned(story):
    return {each.check: each for each in warnings_of(suggestions(story))}


# --- sources without a name ---


def test_unnamed_sources_without_a_chain_are_warned_of(desk):
    story = written(desk, f"قالت مصادر مطلعة إن {SAYING}.")

    assert warned(story)[Check.UNNAMED].other == "مصادر مطلعة"


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        (f"قالت وكالة أنباء دلوان نقلا عن مصادر مطلعة إن {SAYING}.", {}),
        (f"قالت مصادر مطلعة إن {SAYING}.", {"origin_name": "أخبار الوادي"}),
        (f"قال الوزير سالم الحاج إن {SAYING}.", {}),
    ],
)
def test_unnamed_sources_that_somebody_quotes_and_named_ones_are_not(sentence, fields, desk):
    assert Check.UNNAMED not in warned(written(desk, sentence, **fields))


def test_what_an_editor_dismissed_or_gave_a_chain_is_warned_of_no_more(desk):
    story = written(desk, f"قالت مصادر مطلعة إن {SAYING}.")
    (asked,) = suggestions(story).all
    outlet = Step(Party("أخبار الوادي", SourceKind.OUTLET))
    told = Correction(None, "هجوم السهل", [*asked.chain, outlet], Act.AFFIRM)
    made = accept(story.get_latest_revision_as_object(), asked.found.key, by="هدى", correction=told)
    assert Check.UNNAMED not in warned(story)

    withdraw(made, by="هدى", reason="خطأ")
    assert Check.UNNAMED in warned(story)
    dismiss(story.get_latest_revision_as_object(), asked.found.key, by="هدى")
    assert Check.UNNAMED not in warned(story)


# --- the headline ---


def test_a_headline_that_is_denied_below_by_what_somebody_affirms_is_warned_of(desk):
    body = "وأكدت وزارة التموين أن سعر الخبز لم يُرفع."
    story = written(desk, body, title="الحكومة ترفع سعر الخبز إلى ألف ليرة")

    assert warned(story)[Check.HEADLINE].other == "سعر الخبز لم يُرفع"


def test_a_headline_whose_denial_stands_only_in_the_body_is_warned_of(desk):
    story = written(desk, f"ونفى الناطق باسم وزارة الدفاع {DENIAL}.", title="هجوم على نقطة التفتيش في طريق السهل")

    assert warned(story)[Check.HEADLINE].other == DENIAL


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("وزارة الدفاع تنفي وقوع هجوم على نقطة التفتيش في طريق السهل", f"ونفى الناطق باسم وزارة الدفاع {DENIAL}."),
        ("ارتفاع أسعار القمح في أسواق العاصمة", f"ونفى الناطق باسم وزارة الدفاع {DENIAL}."),
        ("هجوم على نقطة التفتيش في طريق السهل", f"وأكد الناطق باسم وزارة الدفاع {DENIAL}."),
    ],
)
def test_a_headline_that_says_so_or_is_of_something_else_is_not(title, body, desk):
    assert Check.HEADLINE not in warned(written(desk, body, title=title))


# --- cues ---


@pytest.mark.parametrize(
    ("before", "after", "louder"),
    [
        ("زعم مرصد السهل", "أكد مرصد السهل", True),
        ("زعم مرصد السهل", "قال مرصد السهل", True),
        ("قال مرصد السهل", "أكد مرصد السهل", True),
        ("أكد مرصد السهل", "زعم مرصد السهل", False),
        ("قال مرصد السهل", "أضاف مرصد السهل", False),
        ("زعم وزير الزراعة سالم الحاج", "أكد مرصد السهل", False),
    ],
)
def test_a_cue_that_became_stronger_since_the_story_came_in_is_warned_of(before, after, louder, desk):
    story = written(desk, f"{before} أن {SAYING}.")
    story.body = [("paragraph", f"<p>{after} أن {SAYING}.</p>")]
    story.save_revision()

    about = warned(story).get(Check.LOUDER)
    assert (about is not None) == louder
    if about:
        assert (about.other_cue, about.cue) == (before.split()[0], after.split()[0])


def test_a_cue_stronger_than_in_the_published_version_is_warned_of(desk):
    story = making.publish(written(desk, f"زعم مرصد السهل أن {SAYING}."))
    story.body = [("paragraph", f"<p>أكد مرصد السهل أن {SAYING}.</p>")]
    story.save_revision()

    assert Check.LOUDER in warned(story)


def test_a_cue_stronger_than_in_another_story_on_the_same_claim_is_warned_of(desk):
    first = making.publish(written(desk, f"زعم مرصد السهل أن {SAYING}."))
    text = text_of(first).text
    start = text.index(SAYING)
    anchor = Anchor(key_of(first.pk), "1", select(text, start, start + len(SAYING)))
    statement(claim(), source("مرصد السهل"), words=SAYING, anchor=anchor)

    assert Check.LOUDER in warned(written(desk, f"أكد مرصد السهل أن {SAYING}.", title="متابعة"))
    assert Check.LOUDER not in warned(written(desk, f"وبحسب مرصد السهل، زعم أن {SAYING}.", title="متابعة"))


def test_a_cue_stronger_than_in_a_kept_copy_is_warned_of(desk):
    kept = Kept("https://wadi.example/1", f"زعم مرصد السهل أن {SAYING}.", timezone.now())
    statement(claim(), source("مرصد السهل"), words=SAYING, evidence=[kept])

    assert Check.LOUDER in warned(written(desk, f"أكد مرصد السهل أن {SAYING}."))


# --- what the ledger has as denied ---


def denied_claim():
    on = claim()
    statement(on, source("مرصد السهل", SourceKind.MONITOR))
    statement(on, source("وزارة الدفاع", SourceKind.BODY), Act.DENY)
    return on


def test_a_denied_claim_that_is_told_on_without_a_word_of_it_is_warned_of(desk):
    on = denied_claim()
    about = warned(written(desk, f"قال سكّان في البلدة إن {SAYING}."))[Check.DENIED]

    assert about.claim == on


def test_one_that_the_headline_tells_in_our_own_voice_is_warned_of_too(desk):
    on = denied_claim()

    assert warned(written(desk, "نصّ آخر.", title=ATTACK))[Check.DENIED].claim == on


@pytest.mark.parametrize(
    ("paragraphs", "warned_of"),
    [
        (["ساد هدوء حذر صباحًا. وكان مسلحون هاجموا نقطة تفتيش على طريق السهل. ثم عاد السير إلى حاله."], True),
        (["هاجم مسلحون نقطة تفتيش على طريق السهل.", f"ونفت وزارة الدفاع أن {SAYING}."], False),
        (["لم يهاجم مسلحون أي نقطة تفتيش على طريق السهل."], False),
        (["افتتحت البلدية سوقًا جديدة على طريق السهل يوم الأحد."], False),
    ],
)
def test_one_that_the_body_tells_in_our_own_voice_is_warned_of_unless_it_is_denied_there(paragraphs, warned_of, desk):
    denied_claim()

    assert (Check.DENIED in warned(written(desk, *paragraphs))) == warned_of


def test_one_whose_denial_the_story_tells_is_not(desk):
    denied_claim()
    story = written(desk, f"قال سكّان في البلدة إن {SAYING}.", f"ونفت وزارة الدفاع أن {SAYING}.")

    assert Check.DENIED not in warned(story)


def test_a_claim_that_stands_is_not_and_one_that_an_editor_found_false_is(desk):
    on = claim()
    statement(on, source("مرصد السهل", SourceKind.MONITOR))
    story = written(desk, f"قال سكّان في البلدة إن {SAYING}.")
    assert Check.DENIED not in warned(story)

    settle(on, verdict=VerdictKind.FALSE, reason="صورة قديمة", by="هدى")
    assert Check.DENIED in warned(story)
