"""Stems for comparing words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.normal import normal
from musnad.arabic.stems import isri, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الكاتب", "كتاب"),
        ("المعلمون", "معلم"),
        ("قوات", "القوات"),
        ("هجوم", "الهجوم"),
        ("والصحيفة", "صحيفة"),
        ("سوريا", "السورية"),
    ],
)
def test_words_of_one_root_share_a_stem(one, other):
    assert stems(one) == stems(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("الهُجُومُ", "الهجوم"), ("الـهـجـوم", "الهجوم"), ("مسؤول", "مسئول"), ("أنباء", "انباء"), ("ﻻعب", "لاعب")],
)
def test_spellings_of_one_word_share_a_stem(one, other):
    assert stems(one) == stems(other)


def test_stems_stand_in_the_order_of_their_words():
    assert stems("قال الكاتب: «كتابي»") == [*stems("قال"), *stems("الكاتب"), *stems("كتابي")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("COVID-19 في ٢٠٢١", ["covid", "19", isri("في"), "2021"]),
        ("سوريا/لبنان", [isri("سوريا"), isri("لبنان")]),
        ("قال:«نعم»", [isri("قال"), isri("نعم")]),
        ("ڕۆژ", ["ڕۆژ"]),
        ("… — ؟", []),
        ("", []),
    ],
)
def test_marks_divide_words_and_what_is_not_arabic_stays(text, expected):
    assert stems(text) == expected


def test_another_stemmer_can_stand_in():
    assert stems("الكاتب قال في London", stem=lambda word: word[:2]) == ["ال", "قا", "في", "london"]


@given(st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئـَُِّ -") | st.characters()))
def test_no_text_is_too_odd_for_stems(text):
    found = stems(text)
    assert all(found)
    assert len(found) == len(stems(normal(text)))
