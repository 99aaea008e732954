"""What holds of every text, whatever stands in it."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.reader.attribution.said import said
from tests.reader.attribution.test_constructions import CASES

from musnad.arabic.normal import normal
from musnad.reader import read_text

WORDS = """
قال أكد نفى أن إن بأن بحسب وفق وفقا لما ما نقلت عن قوله لا صحة الذي التي كان قد جاء في كما على حد تعبيره مؤكدا مشيرا
إلى وأضاف لـ بـ و وكان للصحيفة رويترز اليوم الأحد ولم لم الوزير الوزارة المتحدث باسم وكالة صحيفة مصادر حرب ماء
استهداف انسحاب مقتل سبعة 12 ٢٠٢١ قالتالوزارة أنّالوضع مَسْؤُولٌ قـــال الحکومة ﻗﺎﻝ
""".split()  # noqa: SIM905  (a list literal, one word a line, would be longer than the tests)
SIGNS = [
    ":",
    "،",
    ",",
    ".",
    "..",
    "…",
    '"',
    "«",
    "»",
    "“",
    "”",
    "(",
    ")",
    "\n",
    "\n\n",
    "؟",
    "!",
    "-",
    "/",
    "\u200f",
    "\u064b",
]
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS + SIGNS), st.sampled_from([" ", " ", " ", ""])), max_size=70).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)
MARKS = ["\u064e", "\u064f", "\u0650", "\u0652", "\u0651\u064e", "\u0640"]


@given(st.one_of(TEXTS, st.text(max_size=200)))
@example("وفقا لما ")
@example('قال "')
@settings(max_examples=400, deadline=None)
def test_every_span_is_a_piece_of_the_text(text):
    for one in read_text(text):
        for start, end in filter(None, (one.content, one.speaker, one.cue, *one.via)):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()
        assert any(letter.isalnum() for letter in text[slice(*one.content)])


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_the_same_text_gives_the_same_attributions(text):
    assert read_text(text) == read_text(text)


@given(TEXTS, st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_offsets_are_those_of_the_text_as_received(text, blank_lines):
    """What stands before a text moves its offsets and changes nothing else."""
    moved = "\n" * blank_lines + text
    shift = blank_lines
    here, there = read_text(f"\n{text}"), read_text(moved)
    assert [(one.content[0] - 1, one.content[1] - 1) for one in here] == [
        (one.content[0] - shift, one.content[1] - shift) for one in there
    ]


def _decorated(text: str, marks: list[str]) -> str:
    """Return `text` with a mark behind each inner letter of its words, in turn."""
    turn = iter(marks * (len(text) // len(marks) + 1))
    return re.sub(r"(?<=[\u0628-\u064a])(?=[\u0628-\u064a])", lambda _: next(turn), text)


@pytest.mark.parametrize(("text", "expected"), [case for case in CASES if "\u0651" not in case[0]])
@given(marks=st.lists(st.sampled_from(MARKS), min_size=1, max_size=8))
@settings(max_examples=5, deadline=None)
def test_tashkeel_and_tatweel_change_nothing(text, expected, marks):
    found = said(_decorated(text, marks))
    assert [(act, normal(speaker or ""), normal(words)) for act, speaker, words in found] == [
        (act, normal(speaker or ""), normal(words)) for act, speaker, words in expected
    ]
