"""Near-copies: one wire in several newspapers is told from reports of one event in words of their own."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.dalwan import NOON, OWN_WORDS, WIRE, WIRE_TOUCHED

from musnad.ledger.copies import TOO_COMMON, Wording, alike, shingles, wires

HOUR = timedelta(hours=1)


def wording(key, words, hours=0.0, lasting=0.0):
    start = NOON + hours * HOUR
    return Wording(key, words, start, start + lasting * HOUR)


def test_a_wire_touched_up_is_the_wire():
    assert alike(shingles(WIRE), shingles(WIRE_TOUCHED))


def test_a_wire_cut_short_is_the_wire():
    assert alike(shingles(WIRE), shingles(" ".join(WIRE.split()[:12])))


def test_a_report_in_other_words_is_not():
    assert not alike(shingles(WIRE), shingles(OWN_WORDS))


def test_what_is_too_short_to_tell_is_like_nothing():
    assert shingles("قُتل خمسة جنود في الهجوم") == frozenset()
    assert not alike(shingles("قُتل خمسة"), shingles("قُتل خمسة"))
    assert wires([wording(1, "قُتل خمسة"), wording(2, "قُتل خمسة")]) == []


def test_copies_are_found_within_hours_of_the_last_one():
    found = wires([wording(1, WIRE), wording(2, WIRE_TOUCHED, 10), wording(3, WIRE, 20), wording(4, WIRE, 40)])

    assert found == [[1, 2, 3]]


def test_a_wire_that_comes_again_days_later_is_another():
    found = wires([wording(1, WIRE), wording(2, WIRE, 1), wording(3, WIRE, 50), wording(4, WIRE, 51)])

    assert found == [[1, 2], [3, 4]]


def test_a_touched_up_wire_that_comes_days_later_is_no_copy():
    assert wires([wording(1, WIRE), wording(2, WIRE_TOUCHED, 50)]) == []


def test_what_is_known_to_the_day_may_be_of_any_hour_of_it():
    assert wires([wording(1, WIRE, lasting=24), wording(2, WIRE, 30)]) == [[1, 2]]


def test_what_many_wires_begin_with_tells_none_from_another():
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    others = [
        f"أعلنت وزارة الدفاع في بيان {one}{two} {two}{one} {one}{one} {two}{two} ث{one}{two}"
        for one in letters
        for two in letters
        if one != two
    ][: TOO_COMMON + 5]
    wordings = [wording(key, words) for key, words in enumerate(others)]

    assert wires([*wordings, wording(9001, WIRE), wording(9002, WIRE_TOUCHED)]) == [[9001, 9002]]


@given(st.lists(st.tuples(st.sampled_from([WIRE, WIRE_TOUCHED, OWN_WORDS, "قُتل"]), st.integers(0, 60)), max_size=15))
def test_no_wording_is_of_two_wires_and_none_is_alone(rows):
    found = wires([wording(key, words, hours) for key, (words, hours) in enumerate(rows)])

    keys = [key for wire in found for key in wire]
    assert len(keys) == len(set(keys))
    assert all(len(wire) > 1 for wire in found)
