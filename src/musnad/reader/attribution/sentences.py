"""A text's sentences, as ranges of tokens; a quotation is not cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from musnad.reader.attribution.text import NEWLINE, Text
from musnad.reader.attribution.vocabulary import words

_ENDS = frozenset({".", "?", "!", ".."})
# «د. سمير», «م. ليلى»: a title of one letter is no sentence.
_TITLES = words("sentences.titles")
# In tokens. No sentence of a news text is as long; what is longer is cut, so that the work on a sentence is bounded.
_LONGEST = 400


class Sentence(NamedTuple):
    """Tokens [first, last) of a text. `paragraph` counts from 0. `closed`: a mark ends it, as none ends a headline."""

    first: int
    last: int
    paragraph: int
    closed: bool


def sentences(text: Text) -> Iterator[Sentence]:
    """Yield the sentences in order."""
    first, paragraph, place = 0, 0, 0
    while place < len(text.words):
        word = text.words[place]
        if word[0].isalnum() and place - first < _LONGEST:
            place += 1
        elif word[0] == NEWLINE:
            if first < place:
                yield Sentence(first, place, paragraph, closed=False)
            first, paragraph = place + 1, paragraph + 1
            place += 1
        elif _ends(text, place, paragraph) or place - first >= _LONGEST:
            last = _behind_marks(text, place + 1)
            yield Sentence(first, last, paragraph, closed=True)
            first = place = last
        else:
            place = _behind_quotation(text, place, first) + 1
    if first < len(text.words):
        yield Sentence(first, len(text.words), paragraph, closed=False)


def _behind_marks(text: Text, last: int) -> int:
    """Closing marks behind the stop belong to the sentence."""
    while last < len(text.words) and last in text.opens:
        last += 1
    return last


def _behind_quotation(text: Text, place: int, first: int) -> int:
    closing = text.closes.get(place, place)
    return closing if closing - first < _LONGEST else place


def _ends(text: Text, place: int, paragraph: int) -> bool:
    word = text.words[place]
    if word not in _ENDS or (paragraph == 0 and word == ".."):
        return False
    titled = word == "." and place > 0 and text.words[place - 1] in _TITLES
    return not (titled and place + 1 < len(text.words) and text.is_word(place + 1))
