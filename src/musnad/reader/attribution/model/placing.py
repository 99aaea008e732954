"""What a model says stands in a text → where it stands there, or nowhere."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from musnad.arabic.normal import Normal, normal, normalise
from musnad.reader.attribution.values import Span

_MOST_OCCURRENCES = 50
# A cue stands in the sentence of its words or in the one beside it.
FARTHEST_CUE = 600
_EDGES = " \t\r\n«»“”„‟‹›\"'،,؛;:.…"
_SENTENCE_END = re.compile(r"[.!?؟…]+(?=\s)|\n\s*")
_CLITICS = re.compile("[وف]?[بلك]?")


class Passage:
    """A piece of a text, [start, end) of its code points, in which words are looked for."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._start, self._end = start, end

    @cached_property
    def _normal(self) -> Normal:
        return normalise(self._text[self._start : self._end])

    def occurrences(self, words: str) -> list[Span]:
        """Return where `words` stand, as they are written, or else in the normal form; in code points of the text.

        Quotation marks and stops around them are left out. They begin and end where words do, but for a
        glued «و», «ف», «ب», «ل», «ك» before the first.
        """
        words = words.strip(_EDGES)
        if not words:
            return []
        exact = self._whole_words(self._exact(words))
        return exact or self._whole_words(self._by_normal_form(words))

    def written(self, span: Span) -> str:
        return self._text[slice(*span)]

    def is_exact(self, words: str) -> bool:
        return self._text.find(words.strip(_EDGES), self._start, self._end) >= 0

    def nearest(self, spans: list[Span], to: Span, *, outside: Span) -> Span | None:
        """Return that of `spans` which stands nearest to `to`, one outside of `outside` before one inside."""
        return min(spans, key=lambda span: (_inside(span, outside), self._gap(span, to), span), default=None)

    def together(self, contents: list[Span], cues: list[Span]) -> tuple[Span, Span | None] | None:
        """Return which of the occurrences of words and cue belong together: the nearest ones.

        Of equally near ones the first. Without cues the first of the contents. None where no cue is near any of them.
        """
        if not cues:
            return (contents[0], None) if contents else None
        pairs = [(content, cue) for content in contents for cue in cues if self._gap(content, cue)[1] <= FARTHEST_CUE]
        return min(pairs, key=lambda pair: (_inside(pair[1], pair[0]), self._gap(*pair), pair), default=None)

    def _gap(self, one: Span, other: Span) -> tuple[int, int]:
        """Return how many sentences end between two spans, and how many code points lie there: none where they touch.

        A cue at the beginning of the next sentence may be nearer than that of the words themselves.
        """
        start, end = min(one[1], other[1]), max(one[0], other[0])
        if start >= end:
            return 0, 0
        return len(_SENTENCE_END.findall(self._text, start, end)), end - start

    def _exact(self, words: str) -> list[Span]:
        return _all(self._text, words, self._start, self._end)

    def _by_normal_form(self, words: str) -> list[Span]:
        form = normal(words).strip()
        found = _all(self._normal.text, form, 0, len(self._normal.text)) if form else []
        sources = (self._normal.source(*span) for span in found)
        return [(self._start + start, self._start + end) for start, end in sources]

    def _whole_words(self, spans: list[Span]) -> list[Span]:
        ends = ((start, self._with_marks(end)) for start, end in spans)
        return [(start, end) for start, end in ends if self._is_whole(start, end)]

    def _with_marks(self, end: int) -> int:
        while end < self._end and unicodedata.combining(self._text[end]):
            end += 1
        return end

    def _is_whole(self, start: int, end: int) -> bool:
        if end < self._end and self._text[end].isalnum():
            return False
        word = start
        while word > self._start and _is_of_word(self._text[word - 1]):
            word -= 1
            if start - word > _LONGEST_PREFIX:
                return False
        return bool(_CLITICS.fullmatch(normal(self._text[word:start])))


_LONGEST_PREFIX = 8


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or bool(unicodedata.combining(letter)) or letter == "\u0640"


def _all(text: str, words: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    place = text.find(words, start, end)
    while place >= 0 and len(found) < _MOST_OCCURRENCES:
        found.append((place, place + len(words)))
        place = text.find(words, place + 1, end)
    return found


def _inside(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]
