"""Who short mentions and missing ones are."""

import pytest
from tests.reader.attribution.said import only

from musnad.reader import SpeakerKind, Strength, read_text

FULL = "قال وزير المياه في دلوان سليم البدري إن السد آمن. "


@pytest.mark.parametrize(
    ("more", "resolved"),
    [
        ("وأضاف أن الفحص انتهى.", "وزير المياه في دلوان سليم البدري"),
        ("وقال البدري إن الفحص انتهى.", "وزير المياه في دلوان سليم البدري"),
        ("وقال الوزير إن الفحص انتهى.", "وزير المياه في دلوان سليم البدري"),
        ("وأكدت هيئة السدود أن الفحص انتهى.", "هيئة السدود"),
    ],
)
def test_a_short_mention_is_its_fullest_form(more, resolved):
    assert read_text(FULL + more)[-1].speaker_resolved == resolved


def test_a_bare_noun_is_the_nearest_of_its_kind():
    text = "ذكرت صحيفة الفنار أن السد آمن. وذكرت صحيفة المدار أن السد تشقق. وأضافت الصحيفة أن الفحص بدأ."
    assert read_text(text)[-1].speaker_resolved == "صحيفة المدار"


def test_a_body_is_not_its_spokesman():
    text = "قال المتحدث باسم التحالف الوطني إن القوات باقية. ونفى التحالف الوطني الخبر."
    assert read_text(text)[-1].speaker_resolved == "التحالف الوطني"


def test_a_text_that_opens_without_a_speaker_finds_him_later():
    text = "وأوضح أن السد آمن. وكان الوزير سليم البدري قد زار السد."
    assert read_text(text)[0].speaker_resolved == "الوزير سليم البدري"


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("وزيرة المياه", SpeakerKind.OFFICE),
        ("هيئة السدود", SpeakerKind.BODY),
        ("صحيفة الفنار", SpeakerKind.OUTLET),
        ("وكالة المدار", SpeakerKind.AGENCY),
        ("المرصد الدلواني", SpeakerKind.MONITOR),
        ("شهود عيان", SpeakerKind.WITNESS),
        ("مصادر مطلعة", SpeakerKind.UNNAMED),
        ("مسؤول كبير", SpeakerKind.UNNAMED),
        ("مسؤول الطوارئ، سليم البدري،", SpeakerKind.OFFICE),
        ("سليم البدري", SpeakerKind.PERSON),
        ("رويترز", SpeakerKind.AGENCY),
        ("تقرير جديد", SpeakerKind.DOCUMENT),
    ],
)
def test_the_kind_of_speaker_is_told(speaker, kind):
    assert only(f"أكدت {speaker} أن السد آمن.").kind is kind


@pytest.mark.parametrize(
    ("cue", "strength"), [("قال", Strength.NEUTRAL), ("أكد", Strength.STRONG), ("زعم", Strength.DISTANCING)]
)
def test_a_cue_has_its_strength(cue, strength):
    assert only(f"{cue} الوزير أن السد آمن.").strength is strength


def test_a_reading_says_by_which_rule_and_how_surely():
    one = only("قال الوزير إن السد آمن.")
    assert one.rule == "verb-subject that"
    assert 0 < one.confidence <= 1
