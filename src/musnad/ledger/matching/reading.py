"""What matching sees of a text: its stems, places, numbers, names and character n-grams."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from musnad.arabic.normal import normal, normalise
from musnad.arabic.stems import stems
from musnad.ledger.matching.lexicon import bare, lexicon

LONGEST = 60
"""Words of a text that are looked at: a claim is a sentence, and what follows is another."""

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|@\w+")
_LATIN_NAME = re.compile(r"\b[A-Z]\w+")
_BACK = re.compile(r"(?<=\w{3})(?:يه|ية|ات|ون|ين|ان|ها|هم|ته|ه|ة|ي|ا)$")
_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as matching sees it.

    stems: without those of joining words. grams: of 3 to 5 characters,
    within words, their edges marked. beginnings: the first four letters of words without article and endings.
    poles: by concept, the stems that name it and on which side. negated: stems that a negation stands before.
    """

    stems: frozenset[str]
    beginnings: frozenset[str]
    grams: frozenset[str]
    places: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    poles: Mapping[str, Mapping[str, int]]
    alike: Mapping[str, frozenset[str]]

    @property
    def terms(self) -> frozenset[str]:
        """Return what the text is indexed and looked up by; the first sign tells the kind."""
        beginnings = {f"^{beginning}" for beginning in self.beginnings}
        return self.stems | {f"@{place}" for place in self.places} | beginnings


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """Return what matching sees of `text`; of a long one, of its first sixty words."""
    known = lexicon()
    told = _ADDRESS.sub(" ", text)
    shapes = _WORD.findall(normal(told))[:LONGEST]
    kept = [shape for shape in shapes if shape not in known.joining]
    stems = frozenset(stem_of(shape) for shape in kept)
    return Reading(
        stems=stems,
        beginnings=frozenset(filter(None, map(_beginning, kept))),
        grams=frozenset().union(*map(_grams, shapes)),
        places=frozenset(_places(shapes)),
        numbers=frozenset(shape for shape in shapes if shape.isdecimal()),
        names=frozenset(_names(told, shapes)),
        poles=_poles(stems),
        alike=_companies(stems),
    )


def words_by_stem(text: str) -> dict[str, str]:
    """Return, by stem, the first word of `text` that has it, as written."""
    told = _ADDRESS.sub(" ", text)
    form = normalise(told)
    found: dict[str, str] = {}
    for word in _WORD.finditer(form.text):
        start, end = form.source(*word.span())
        found.setdefault(stem_of(word.group()), told[start:end])
    return found


def shapes_of(text: str) -> list[str]:
    """Return the normal forms of the words of `text`, addresses and accounts left out."""
    return _WORD.findall(normal(_ADDRESS.sub(" ", text)))


@lru_cache(maxsize=16_384)
def stem_of(shape: str) -> str:
    return stems(shape)[0]


@lru_cache(maxsize=16_384)
def _beginning(shape: str) -> str:
    core = _BACK.sub("", bare(shape))
    return core[:_BEGINNING] if len(core) >= _BEGINNING and not core.isdecimal() else ""


@lru_cache(maxsize=16_384)
def _grams(shape: str) -> tuple[str, ...]:
    edged = f" {shape} "
    return tuple(edged[place : place + size] for size in (3, 4, 5) for place in range(len(edged) - size + 1))


def _places(shapes: list[str]) -> Iterator[str]:
    known = lexicon()
    words = [bare(shape) for shape in shapes]
    for word in words:
        if word in known.places:
            yield known.places[word]
    for pair in pairwise(words):
        if pair in known.long_places:
            yield known.long_places[pair]


def _names(text: str, shapes: list[str]) -> Iterator[str]:
    """Yield normal forms of names: what follows a title, and what is written with a Latin capital."""
    known = lexicon()
    for shape, follows in pairwise(shapes):
        if shape in known.titles and follows not in known.titles and follows not in known.joining:
            yield follows
    yield from map(normal, _LATIN_NAME.findall(text))


def _poles(stems: frozenset[str]) -> dict[str, dict[str, int]]:
    known = lexicon()
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for stem in stems:
        for concept, side in known.poles.get(stem, {}).items():
            found[concept][stem] = side
    return dict(found)


def _companies(stems: frozenset[str]) -> dict[str, frozenset[str]]:
    known = lexicon()
    found: dict[str, set[str]] = defaultdict(set)
    for stem in stems:
        for company in known.alike.get(stem, ()):
            found[company].add(stem)
    return {company: frozenset(words) for company, words in found.items()}
