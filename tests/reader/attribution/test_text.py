"""A text as words and marks: offsets of the text as received, glued words taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.reader.attribution.text import tokenise


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("قال الوزير: «نعم».", ["قال", "الوزير", ":", "«", "نعم", "»", "."]),
        ("مَسْؤُولٌ أُمَمِيٌّ", ["مسءول", "اممي"]),
        ("قـــال رئیس الحکومة", ["قال", "رءيس", "الحكومة"]),
        ("ﻗﺼﻒ ﺍﻟﻤﺪﻳﻨﺔ", ["قصف", "المدينة"]),
        ("12.5 في المئة، ٢٠٢١", ["12.5", "في", "المءة", ",", "2021"]),
        ("في عام 2015. كما", ["في", "عام", "2015", ".", "كما"]),
        ("الاحتلال،باتخاذ 3,5,", ["الاحتلال", ",", "باتخاذ", "3,5", ","]),
        ("نعم… ربما.. لا", ["نعم", "..", "ربما", "..", "لا"]),
        ("سطر\nسطر\n\n\nفقرة", ["سطر", "\n", "سطر", "\n\n", "فقرة"]),
        ("قالتالمقاومة إنها", ["قالت", "المقاومة", "انها"]),
        ("وقالالمتحدث", ["وقال", "المتحدث"]),
        ("بأنّالوضع", ["بان", "الوضع"]),
        ("بأنّها ستفتح", ["بانها", "ستفتح"]),
        ("مراسلالميادينفي الجنوب", ["مراسل", "الميادين", "في", "الجنوب"]),
        ("الإيرانيةصدّ هجومٍعلى الحدود", ["الايرانية", "صد", "هجوم", "علي", "الحدود"]),
        ("لبنانإنّ", ["لبنان", "ان"]),
        ("والإسرائيلية وبإطلاق للإفراج", ["والاسراءيلية", "وباطلاق", "للافراج"]),
        ("مسؤولياتهم استئناف", ["مسءولياتهم", "استءناف"]),
    ],
)
def test_a_text_gives_its_words_in_compared_form(source, words):
    assert tokenise(source).words == words


@given(st.text(alphabet="قالاإنّةى \u064b\u064e\u0640\u200f\n«»\"'.,:12٣_-", max_size=60))
def test_tokens_stand_in_order_and_none_overlaps(source):
    text = tokenise(source)
    edges = [edge for pair in zip(text.starts, text.ends, strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(start < end for start, end in zip(text.starts, text.ends, strict=True))


@given(st.text(max_size=80))
def test_no_letter_or_digit_is_lost(source):
    text = tokenise(source)
    kept = {place for start, end in zip(text.starts, text.ends, strict=True) for place in range(start, end)}
    assert all(place in kept for place, letter in enumerate(source) if letter.isalpha() or letter.isdecimal())


def test_a_glued_mention_keeps_its_place():
    text = tokenise("قالتالمقاومة إنها")
    assert text.span(1, 2) == (4, 12)
    assert text.written(1) == "المقاومة"


def test_a_preposition_on_a_mention_can_be_left_out():
    text = tokenise("لِوكالة رويترز")
    text.prefixed.add(0)
    assert text.source[slice(*text.mention(0, 2))] == "وكالة رويترز"
