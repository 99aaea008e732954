"""Light stems for comparing words; any function of one word can stand in for NLTK's ISRI."""

import re
from collections.abc import Callable
from functools import lru_cache

from nltk.stem.isri import ISRIStemmer

from musnad.arabic.normal import normal

Stemmer = Callable[[str], str]

_isri = ISRIStemmer()
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65_536)
def isri(word: str) -> str:
    """Return the root-like stem of one normalised Arabic word (Taghva, Elkhoury, Coombs 2005: no root dictionary)."""
    return str(_isri.stem(word))


def stems(text: str, *, stem: Stemmer = isri) -> list[str]:
    """Return the stem of each word of `text`, in order; words that are not Arabic stay as their normal form."""
    return [stem(word) if "\u0621" <= word[0] <= "\u064a" else word for word in _WORD.findall(normal(text))]
