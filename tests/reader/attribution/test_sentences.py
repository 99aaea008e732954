"""Sentences: where they end and where they do not."""

import pytest

from musnad.reader.attribution.quotes import pair_quotes
from musnad.reader.attribution.sentences import sentences
from musnad.reader.attribution.text import tokenise


def cut(source: str) -> list[str]:
    text = tokenise(source)
    pair_quotes(text)
    return [source[slice(*text.span(one.first, one.last))] for one in sentences(text)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("عنوان\n\nقال. ومضى!", ["عنوان", "قال.", "ومضى!"]),
        ("قال: «نعم. لا.» ومضى.", ["قال: «نعم. لا.» ومضى."]),
        ("قال «نعم.» ومضى", ["قال «نعم.» ومضى"]),
        ("خبر\n\nقال “نعم. لا.”\n\nومضى", ["خبر", "قال “نعم. لا.”", "ومضى"]),
        ("خبر\n\nقال د. سمير إنه بخير.", ["خبر", "قال د. سمير إنه بخير."]),
        ("خبر\n\nانتهى.وقال", ["خبر", "انتهى.", "وقال"]),
        ("عنوان.. وتتمة\n\nنص.. وتتمة", ["عنوان.. وتتمة", "نص..", "وتتمة"]),
        ("خبر\n\nقال «نعم.", ["خبر", "قال «نعم."]),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(source, expected):
    assert cut(source) == expected


def test_a_headline_is_not_closed():
    text = tokenise("عنوان\n\nنص.")
    pair_quotes(text)
    assert [(one.paragraph, one.closed) for one in sentences(text)] == [(0, False), (1, True)]


def test_a_sentence_without_end_is_cut_all_the_same():
    assert max(len(one.split()) for one in cut("كلمة " * 2000)) <= 500
