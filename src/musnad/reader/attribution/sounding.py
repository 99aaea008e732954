"""Names in two alphabets: whether «ماكرون» can be Macron."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from musnad.arabic.normal import normal

VOCABULARY = tomllib.loads(Path(__file__).with_name("posts.toml").read_text("utf-8"))
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[a-z]+")
_ARTICLE = re.compile("^[وفبلك]?ال(?=...)")
# Two consonants are in too many names, and three at the edge of a longer handle still are.
_SHORTEST_WORD = 3
_SHORTEST_EDGE = 4


def sounds_alike(arabic: str, latin: str) -> bool:
    """Return whether a word of `arabic` has the consonants of a word of `latin`, a name or an account."""
    words = name_words(arabic)
    wanted = {sound for word in words if len(sound := _sound(word)) >= _SHORTEST_WORD}
    parts = {_sound(part) for part in _LATIN.findall(_CAMEL.sub(" ", latin).lower())}
    whole = _sound("".join(_LATIN.findall(latin.lower())))
    # «samermarwan»: first and last name in one.
    joined = {_sound(first + last) for first, last in pairwise(words)}
    at_edges = (sound for sound in wanted | joined if len(sound) >= _SHORTEST_EDGE)
    return bool(wanted & parts) or any(whole.startswith(sound) or whole.endswith(sound) for sound in at_edges)


@lru_cache(maxsize=1024)
def name_words(mention: str) -> tuple[str, ...]:
    """Return the words of `mention` that can tell it from another, in order, in the normal form without the article."""
    words = (_ARTICLE.sub("", word) for word in _WORD.findall(normal(mention)))
    return tuple(word for word in words if len(word) > 1 and word not in _common())


@cache
def _common() -> frozenset[str]:
    return frozenset(_ARTICLE.sub("", normal(word)) for word in VOCABULARY["common"]["words"])


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    by_letters = {letters: sound for sound, all_letters in VOCABULARY["sounds"].items() for letters in all_letters}
    longest_first = sorted(by_letters, key=len, reverse=True)
    return re.compile("|".join(longest_first)), by_letters


def _sound(word: str) -> str:
    """Return the consonants of `word`, a doubled one once: «ماروتو» and "marotto" are both "mrt"."""
    pattern, by_letters = _sounds()
    return re.sub(r"(.)\1+", r"\1", "".join(by_letters[letters] for letters in pattern.findall(word)))
