"""Whether a statement affirms or denies a claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.ledger.matching import Polarity, polarity
from musnad.ledger.matching.polarity import nearness

CLAIM = "الوزارة تغلق ميناء السهل يوم الأحد أمام السفن"


@pytest.mark.parametrize(
    "statement",
    [
        "لا صحة لما يتم تداوله",
        "الخبر عارٍ عن الصحة تماماً",
        "نفت الوزارة ذلك نفياً قاطعاً",
        "والخبر كاذبٌ ولا أساس له",
        "هذه شائعاتٌ مفبركة",
        "الوزارة لم تغلق ميناء السهل",
        "ولن تغلق الوزارة الميناء أمام السفن",
        "لم يصدر عن الوزارة قرار يوم الأحد بشأن ميناء السهل",
        "توضيح من الوزارة بشأن ميناء السهل وحركة السفن يوم الأحد",
    ],
)
def test_denials(statement):
    assert polarity(CLAIM, statement) == Polarity.DENIES


@pytest.mark.parametrize(
    "statement",
    [
        CLAIM,
        "أغلقت الوزارة ميناء السهل أمام السفن يوم الأحد",
        "السفن توقفت: ميناء السهل يغلق يوم الأحد بقرار من الوزارة",
    ],
)
def test_affirmations(statement):
    assert polarity(CLAIM, statement) == Polarity.AFFIRMS


@pytest.mark.parametrize("statement", ["افتتاح معرض للكتاب في العاصمة", "لم يصل القطار في موعده", "توضيح للحقيقة", ""])
def test_what_is_about_something_else_does_neither(statement):
    assert polarity(CLAIM, statement) == Polarity.OTHER


def test_a_denial_that_is_told_on_affirms_the_claim_that_it_was_made():
    denial = "الوزارة تنفي إغلاق ميناء السهل"

    assert polarity(denial, "نفت الوزارة إغلاق ميناء السهل يوم الأحد") == Polarity.AFFIRMS
    assert polarity(denial, "نفت البلدية أي نقص في الخبز") == Polarity.OTHER


def test_a_negation_that_the_claim_has_itself_denies_nothing():
    assert polarity("السفن لم تدخل ميناء السهل", "لم تدخل السفن ميناء السهل أمس") == Polarity.AFFIRMS


def test_addresses_and_accounts_are_no_words():
    assert nearness("https://news.example/a @desk", "https://news.example/a @desk") == 0


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_have_one_and_nearness_is_the_same_both_ways(one, other):
    assert polarity(one, other) in Polarity
    assert nearness(one, other) == nearness(other, one)
    assert 0 <= nearness(one, other) <= 1
