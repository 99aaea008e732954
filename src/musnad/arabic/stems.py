"""Light stems for comparing words; any function of one word can stand in for NLTK's ISRI."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from musnad.arabic.normal import normal

if TYPE_CHECKING:
    from nltk.stem.isri import ISRIStemmer

Stemmer = Callable[[str], str]

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65_536)
def isri(word: str) -> str:
    """Return the root-like stem of one normalised Arabic word (Taghva, Elkhoury, Coombs 2005: no root dictionary)."""
    return str(_stemmer().stem(word))


@cache
def _stemmer() -> ISRIStemmer:
    from nltk.stem.isri import ISRIStemmer  # loading NLTK takes a tenth of a second, and most commands stem nothing

    return ISRIStemmer()


def stems(text: str, *, stem: Stemmer = isri) -> list[str]:
    """Return the stem of each word of `text`, in order; words that are not Arabic stay as their normal form."""
    return [stem(word) if "\u0621" <= word[0] <= "\u064a" else word for word in _WORD.findall(normal(text))]
