"""The normal form: what two spellings of one text have in common, with the way back to the text as received."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

from musnad.arabic.digits import LATIN_BY_CODE
from musnad.arabic.errors import BadSpan
from musnad.arabic.letters import ATTACHED, HAMZA_ABOVE, HAMZA_BELOW, MADDAH, WORDS, LetterTable

# Waw and yeh that carry a hamza are one letter with it; over anything else a hamza makes no difference.
_JOINED = re.compile(f"[\u0648\u064a]{HAMZA_ABOVE}|{HAMZA_ABOVE}| [ {HAMZA_ABOVE}]+")
_HAMZA = "\u0621"

_HELD_IN_PLAIN = MADDAH + HAMZA_ABOVE + HAMZA_BELOW
_LEFT_OVER = re.compile(f"[{_HELD_IN_PLAIN}]")
_SPACES = re.compile(" {2,}")


@dataclass(frozen=True)
class Normal:
    """A text's normal form, and where each of its characters comes from.

    All offsets are [start, end) in code points.
    """

    text: str
    original: str = field(repr=False)
    # Per character of `text`: the first and the last character of `original` that it was made of.
    _firsts: "array[int]" = field(repr=False, compare=False)
    _lasts: "array[int]" = field(repr=False, compare=False)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where [start, end) of the normal form stands in the original.

        The marks and tatweel of the last letter are in; a ligature that is cut is taken whole; an empty span gives
        an empty one. Raises BadSpan.
        """
        if not 0 <= start <= end <= len(self.text):
            raise BadSpan(start, end, len(self.text))
        if start < end:
            return self._firsts[start], self._end(end - 1)
        place = self._firsts[start] if start < len(self.text) else self._end(start - 1) if start else 0
        return place, place

    def target(self, start: int, end: int) -> tuple[int, int]:
        """Return where [start, end) of the original stands in the normal form: all that any part of it became.

        Raises BadSpan.
        """
        if not 0 <= start <= end <= len(self.original):
            raise BadSpan(start, end, len(self.original))
        first = bisect_left(self._lasts, start)
        return first, max(first, bisect_left(self._firsts, end))

    def _end(self, place: int) -> int:
        after = self._lasts[place] + 1
        attached = ATTACHED.match(self.original, after)
        return attached.end() if attached else after


@cache
def _table(fold_ta_marbuta: bool, fold_digits: bool) -> LetterTable:
    letters: dict[str, str] = WORDS["shapes"] | WORDS["folds"]
    if fold_ta_marbuta:
        letters |= WORDS["ta_marbuta"]
    if fold_digits:
        letters |= WORDS["numerals"] | {chr(code): digit for code, digit in LATIN_BY_CODE.items()}
    return LetterTable(letters, held=HAMZA_ABOVE)


@cache
def _plain_table() -> LetterTable:
    return LetterTable(WORDS["shapes"] | {chr(code): digit for code, digit in LATIN_BY_CODE.items()}, _HELD_IN_PLAIN)


def _join(match: re.Match[str]) -> str:
    found = match.group()
    if found[0] == " ":
        return " "
    return "" if found == HAMZA_ABOVE else _HAMZA


def normal(text: str, *, fold_ta_marbuta: bool = False, fold_digits: bool = True) -> str:
    """Return the normal form of `text` without the way back: `normalise(…).text` at a fraction of the cost."""
    return _JOINED.sub(_join, text.translate(_table(fold_ta_marbuta, fold_digits)))


def normalise(text: str, *, fold_ta_marbuta: bool = False, fold_digits: bool = True) -> Normal:
    """Return the normal form of `text` with the way back.

    Out of the text go tashkeel and every other addition to a letter, superscript alef, tatweel, bidi marks, joiners and
    other invisible characters. One letter becomes of those that writers use for one another: forms of alef; ya and alef
    maqsura; waw and ya that carry a hamza (both become a hamza, so مسؤول is مسئول); Persian, Urdu, Kurdish and
    Maghrebi shapes (letters.toml); presentation forms and ligatures; capital and small. Spaces and line ends in a row
    become one space. Idempotent. Punctuation stays.

    `fold_ta_marbuta` makes one of ta marbuta and ha; `fold_digits` makes the three sets of digits one.
    """
    table = _table(fold_ta_marbuta, fold_digits)
    pieces = [table[ord(char)] for char in text]
    origins = array("L")
    for position, piece in enumerate(pieces):
        if len(piece) == 1:
            origins.append(position)
        else:
            origins.extend([position] * len(piece))
    return _joined("".join(pieces), origins, text)


def _joined(rough: str, origins: "array[int]", original: str) -> Normal:
    parts: list[str] = []
    firsts, lasts = array("L"), array("L")
    done = 0
    for match in _JOINED.finditer(rough):
        parts.append(rough[done : match.start()])
        firsts.extend(origins[done : match.start()])
        lasts.extend(origins[done : match.start()])
        done = match.end()
        if joined := _join(match):
            parts.append(joined)
            firsts.append(origins[match.start()])
            lasts.append(origins[done - 1])
    parts.append(rough[done:])
    firsts.extend(origins[done:])
    lasts.extend(origins[done:])
    return Normal("".join(parts), original, firsts, lasts)


def plain(text: str) -> str:
    """Return `text` as a careful typist would write it, for addresses and stems: the orthography stays, ornament goes.

    As the normal form, but forms of alef, hamza, alef maqsura, ta marbuta and the letters پ چ ڤ گ stay. Idempotent.
    """
    composed = unicodedata.normalize("NFC", text.translate(_plain_table()))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _LEFT_OVER.sub("", composed)))
