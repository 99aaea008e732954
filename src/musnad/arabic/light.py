"""Light stems for searching: what is left of a word without article, particles, pronouns and endings.

Unlike a root, a light stem keeps كتاب, كاتب and مكتبة apart. Only a dictionary could tell whether the first letter of
بكتاب is a particle; where it is not known both readings are given, and two words are taken for the same when
they share one. `static/find.js` in the newsstand does the same in a browser; a test holds the two together.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from musnad.arabic.normal import normal

LONGEST = 40
"""Letters of a word that count: no word is longer, and what is longer is no word."""

_DATA: dict[str, Any] = tomllib.loads((files(__package__) / "light.toml").read_text(encoding="utf-8"))
_WORD = re.compile(r"[^\W_]+")
_ARABIC = re.compile("[\u0621-\u064a]+")
_ENGLISH = re.compile("[a-z]+")

# With the article nothing is in doubt. The longest first; how many letters must be left.
ARTICLES = (
    *((form, 3) for form in ("وبال", "فبال", "وكال", "وال", "فال", "بال", "كال")),
    *((form, 2) for form in ("ولل", "فلل", "لل", "ال")),
)
JOINING, PREPOSITIONS = "وف", "بكل"
PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "كم", "كن", "نا", "ك")
ENDINGS = (("ات", 3), ("ون", 3), ("ين", 3), ("وا", 3), ("ان", 4), ("ي", 3), ("ا", 3), ("ه", 3), ("ت", 3))


def spelled(text: str) -> list[str]:
    """Return the words of `text` in their normal form, ta marbuta as ha, digits as Latin ones."""
    return [word[:LONGEST] for word in _WORD.findall(normal(text, fold_ta_marbuta=True))]


@lru_cache(maxsize=262_144)
def readings(word: str) -> tuple[str, ...]:
    """Return the stems that `word` (see `spelled`) may have: several where a letter may be a particle or a pronoun."""
    if _ENGLISH.fullmatch(word):
        return (english(word),)
    if not _ARABIC.fullmatch(word):
        return (word,)
    if known := _known(word):
        return known
    for article, least in ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= least:
            return _without_article(article, word[len(article) :])
    return _with_particles(word)


def is_common(word: str) -> bool:
    """Return whether a spelled word is too common to be looked for by itself."""
    return word in common()


def _known(word: str) -> tuple[str, ...]:
    """Return the stems of a word whose first letter is its own, as far as they are known; nothing for another."""
    return (word,) if word in whole() else tuple(stem for stem in ended(word) if stem in rooted())


def _without_article(article: str, rest: str) -> tuple[str, ...]:
    if not article.endswith("لل"):
        return ended(_bare(rest))
    # للبنان: the preposition alone, before a name that begins with its letter.
    return _known("ل" + rest) or _once((*ended(_bare(rest)), *ended("ل" + rest)))


def _bare(word: str) -> str:
    """Return the word without what looks like a further article: الالماني as الماني, whichever is meant."""
    while word.startswith("ال") and len(word) >= 4 and word not in whole():
        word = word[2:]
    return word


def _with_particles(word: str) -> tuple[str, ...]:
    found = [*ended(word)]
    letters = JOINING + PREPOSITIONS
    while word[0] in letters and (len(word) >= 4 or word[1:] in short()):
        letters = PREPOSITIONS if word[0] in JOINING else ""
        word = word[1:]
        if known := _known(word):
            return known
        found += ended(_bare(word))
    return _once(found)


def ended(word: str) -> tuple[str, ...]:
    """Return what the word may be without pronouns and endings; three letters at least, unless a shorter one is known.

    كتابنا and قانونا end alike, in a pronoun and in the case: both are given, as they are for كتابك and شريك.
    """
    if word in whole():
        return (word,)
    found = [_cut(_without_pronoun(word))]
    if word.endswith(("نا", "ك")):
        found.append(_cut(word))
    return _once(found)


def _once(stems: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stems))


def _cut(word: str) -> str:
    while word not in whole():
        shorter = _shorter(word)
        if shorter == word:
            break
        word = shorter
    return word


def _without_pronoun(word: str) -> str:
    for pronoun in PRONOUNS:
        if word.endswith(pronoun):
            rest = word[: -len(pronoun)]
            # مساكن, محاكم: after an alef the letters are the word's own, unless the word is a long one (ضحاياهم).
            if rest in short() or (len(rest) >= 3 and (rest[-1] != "ا" or len(rest) >= 5)):
                return rest
    return word


def _shorter(word: str) -> str:
    for ending, least in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            # تأمين, تدوين: nouns of the verb, whose last letter is the root's.
            if ending == "ين" and len(word) == 5 and word[0] == "ت":
                continue
            return word[: -len(ending)]
    return word


def english(word: str) -> str:
    """Return the stem of an English word in small letters, by the few endings that news texts have."""
    if len(word) <= 3 or word == "news":
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("sses"):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3:
            doubled = rest[-1] == rest[-2] and rest[-1] not in "lsz"
            word = rest[:-1] if doubled else rest
            break
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


@cache
def rooted() -> frozenset[str]:
    """Return the stems that begin with the letter of a particle by nature."""
    return frozenset(stem for words in _DATA["rooted"].values() for word in spelled(words) for stem in ended(word))


@cache
def whole() -> frozenset[str]:
    """Return the words of which nothing is taken."""
    return frozenset(spelled(_DATA["whole"]["words"]))


@cache
def short() -> frozenset[str]:
    """Return the words of two letters that particles and pronouns are taken from."""
    return frozenset(word for word in spelled(_DATA["short"]["words"]) if len(word) == 2)


@cache
def common() -> frozenset[str]:
    return frozenset(word for words in _DATA["common"].values() for word in spelled(words))
