"""An entry's words as the index has them.

| lexeme | stands for                                                                           |
| ---    | ---                                                                                  |
| وزار   | a stem of a word of headline, standfirst or text (`arabic.light`)                      |
| ^وزار  | the same, in the headline                                                            |
| =3k9fa | two words that follow one another, as 25 bits of a hash: what phrases are found by   |
| #n12   | a mark: section n, keyword k, topic t, author a, source s, kind e, standing d        |
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from musnad.arabic import light

BETWEEN = "¶"
"""Stands between two fields' words: no phrase reaches from one into the other."""

_DIGITS = "0123456789abcdefghijklmnopqrstuv"


@dataclass(frozen=True, slots=True)
class Shadow:
    title_terms: str
    lead_terms: str
    body_terms: str
    words: str
    pairs: str


def shadow(title: str, lead: str, text: str) -> Shadow:
    """Return what the index has of an entry's three fields."""
    fields = [light.spelled(part) for part in (title, lead, text)]
    in_title, in_lead, in_body = (list(dict.fromkeys(stems(words))) for words in fields)
    known = {*in_title, *in_lead}
    pairs = dict.fromkeys(pair for words in fields for pair in pairs_of(words))
    return Shadow(
        title_terms=" ".join(in_title),
        lead_terms=" ".join(in_lead),
        body_terms=" ".join(each for each in in_body if each not in known),
        words=f" {f' {BETWEEN} '.join(' '.join(words) for words in fields)} ",
        pairs=" ".join(pairs),
    )


def stems(words: Iterable[str]) -> Iterable[str]:
    """Yield each reading of each word that is not too common."""
    return (stem for word in words if not light.is_common(word) for stem in lexemes(word))


@lru_cache(maxsize=262_144)
def lexemes(word: str) -> tuple[str, ...]:
    """Return a word's readings as the index has them."""
    return tuple(plain(reading) for reading in light.readings(word))


def plain(word: str) -> str:
    """Return a word in letters that every engine takes for letters of one word: others by their bytes."""
    if all(char.isascii() or "\u0621" <= char <= "\u064a" for char in word):
        return word
    return "u" + word.encode().hex()[:60]


def in_title(lexeme: str) -> str:
    return f"^{lexeme}"


def pairs_of(words: Sequence[str]) -> Iterable[str]:
    return (pair(first, second) for first, second in pairwise(words))


@lru_cache(maxsize=262_144)
def pair(first: str, second: str) -> str:
    """Return what stands in the index for two words that follow one another."""
    number = zlib.crc32(f"{first} {second}".encode())
    return "=" + "".join(_DIGITS[number >> 5 * place & 31] for place in range(5))
