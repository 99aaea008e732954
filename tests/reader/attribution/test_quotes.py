"""Quotation marks in all mixtures, nested and unbalanced."""

import pytest

from musnad.reader.attribution.quotes import pair_quotes
from musnad.reader.attribution.text import tokenise


def quoted(source: str) -> list[str]:
    text = tokenise(source)
    pair_quotes(text)
    return [source[text.ends[opening] : text.starts[closing]] for opening, closing in sorted(text.closes.items())]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('قال «نعم» ثم “لا” ثم "ربما".', ["نعم", "لا", "ربما"]),
        ('قال “نعم" ومضى', ["نعم"]),
        ("قال “نعم“ ومضى", ["نعم"]),
        ("قال «إن “البديل” حاضر» ومضى", ["إن “البديل” حاضر", "البديل"]),
        ('قال "إن حركة "البديل" حاضرة" ومضى', ['إن حركة "البديل" حاضرة', "البديل"]),
        ('وكالة "رويترز " قالت', ["رويترز "]),
        ('قائلا " على الجميع الحذر".', [" على الجميع الحذر"]),
        ('"نعم"و"لا"', ["نعم", "لا"]),
        ("قال «نعم ومضى.", []),
        ("قال نعم» ومضى.", []),
        ("قال «نعم\nلا» ومضى", []),
        ("قال ”نعم” ومضى", ["نعم"]),
        ('بلغ ارتفاعه 5" فقط', []),
    ],
)
def test_marks_are_paired_as_they_were_meant(source, expected):
    assert quoted(source) == expected


def test_the_innermost_quotation_is_known_for_each_word():
    text = tokenise("قال «إن “البديل” حاضر» أمس")
    pair_quotes(text)
    inner, outer = text.words.index("“"), text.words.index("«")
    places = {word: text.within[place] for place, word in enumerate(text.words)}
    assert (places["البديل"], places["حاضر"], places["امس"]) == (inner, outer, -1)


def test_marks_nested_deeper_than_any_text_quotes_are_given_up_from_outside():
    text = tokenise("« نعم “ نعم " * 500 + "” » " * 500)
    pair_quotes(text)
    assert len(text.closes) == 8
