"""Two readings of one text: what is the same, and in what it differs."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.reader import Act, Attribution, SpeakerKind, Strength, compare, comparison_to_json
from musnad.reader.attribution import differences

ONE = Attribution(
    content=(100, 200),
    speaker=(60, 90),
    speaker_resolved="وزير النقل سامر مروان",
    via=((20, 40),),
    medium="بيان",
    cue=(50, 54),
    act=Act.AFFIRM,
    direct=False,
    kind=SpeakerKind.PERSON,
    strength=Strength.NEUTRAL,
    when=date(2026, 7, 4),
    confidence=0.9,
    rule="one",
)


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, ()),
        ({"content": (100, 199)}, ()),
        ({"content": (100, 160)}, ("content",)),
        ({"speaker": (66, 90)}, ()),
        ({"speaker": (10, 15)}, ()),
        ({"speaker": (10, 15), "speaker_resolved": "البلدية"}, ("speaker",)),
        ({"speaker": None, "speaker_resolved": None}, ("speaker",)),
        ({"speaker_resolved": "الوزير"}, ()),
        ({"via": ()}, ("via",)),
        ({"via": ((20, 40), (42, 48))}, ("via",)),
        ({"via": ((0, 10),)}, ("via",)),
        ({"via": ((22, 40),)}, ()),
        ({"medium": "بيانٍ"}, ()),
        ({"medium": None}, ("medium",)),
        ({"act": Act.DENY}, ("act",)),
        ({"direct": True}, ("direct",)),
        ({"when": None}, ("when",)),
        ({"cue": None, "kind": None, "strength": Strength.STRONG, "confidence": 0.1, "rule": "two"}, ()),
        ({"act": Act.DENY, "via": (), "speaker": None, "speaker_resolved": None}, ("speaker", "via", "act")),
    ],
)
def test_differences_are_told_in_the_order_of_the_fields(change, fields):
    assert differences(ONE, replace(ONE, **change)) == fields


def test_two_that_name_nobody_have_the_same_speaker():
    nobody = replace(ONE, speaker=None, speaker_resolved=None)

    assert differences(nobody, nobody) == ()


def test_what_overlaps_by_half_is_a_pair_and_the_rest_is_of_one_alone():
    ours = [replace(ONE, content=(0, 10)), replace(ONE, content=(20, 40)), replace(ONE, content=(50, 60))]
    theirs = [replace(ONE, content=(56, 70)), replace(ONE, content=(20, 30), act=Act.DENY)]

    comparison = compare(ours, theirs)

    (pair,) = comparison.pairs
    assert (pair.ours, pair.theirs, pair.differs) == (1, 1, ("content", "act"))
    assert comparison.ours_alone == (0, 2)
    assert comparison.theirs_alone == (0,)


def test_the_best_overlap_is_the_pair_whatever_comes_first():
    ours = [replace(ONE, content=(0, 100)), replace(ONE, content=(20, 100))]
    theirs = [replace(ONE, content=(20, 100))]

    comparison = compare(ours, theirs)

    assert [(pair.ours, pair.theirs) for pair in comparison.pairs] == [(1, 0)]
    assert comparison.ours_alone == (0,)


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda pair: (pair[0], sum(pair)))
READINGS = st.lists(SPANS.map(lambda span: replace(ONE, content=span)), max_size=12)


@given(READINGS, READINGS)
def test_every_attribution_is_in_one_pair_or_alone_and_no_pair_is_missed(ours, theirs):
    comparison = compare(ours, theirs)

    assert sorted([*comparison.ours_alone, *(pair.ours for pair in comparison.pairs)]) == list(range(len(ours)))
    assert sorted([*comparison.theirs_alone, *(pair.theirs for pair in comparison.pairs)]) == list(range(len(theirs)))
    for our in comparison.ours_alone:
        for their in comparison.theirs_alone:
            start, end = ours[our].content
            other_start, other_end = theirs[their].content
            common = min(end, other_end) - max(start, other_start)
            assert common < 0.5 * (max(end, other_end) - min(start, other_start))


@given(READINGS)
def test_a_reading_agrees_with_itself(reading):
    comparison = compare(reading, reading)

    assert not comparison.ours_alone
    assert not comparison.theirs_alone
    assert all(pair.differs == () for pair in comparison.pairs)


def test_a_comparison_is_told_in_plain_values():
    told = comparison_to_json([ONE], [replace(ONE, act=Act.DENY)])

    assert told["pairs"] == [{"ours": 0, "theirs": 0, "differs": ["act"]}]
    assert told["attributions"][0]["act"] == "deny"
    assert told["attributions"][0]["when"] == "2026-07-04"
