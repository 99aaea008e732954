"""The words that matching and polarity know (words.toml), ready to be looked up by stem or normal form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from musnad.arabic.normal import normal
from musnad.arabic.stems import stems

_FRONT = re.compile(r"^(?:و|ف)?(?:بال|كال|لل|ال|ب|ل|ك)?(?=\w{3})")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """joining: normal forms. titles: normal forms.

    places: by the bare form of one word, since a city's root may be a verb's. long_places: by those of two words.
    poles: of a stem, each concept that it is a word of, and on which side (+1, -1). alike: of a stem, its company.
    denials, doubts: phrases as normal forms of words. negations: normal forms.
    """

    joining: frozenset[str]
    titles: frozenset[str]
    places: Mapping[str, str]
    long_places: Mapping[tuple[str, str], str]
    poles: Mapping[str, Mapping[str, int]]
    alike: Mapping[str, frozenset[str]]
    denials: frozenset[tuple[str, ...]]
    doubts: frozenset[tuple[str, ...]]
    negations: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the words of words.toml; read once."""
    read = tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
    places, long_places = _places(read["places"])
    return Lexicon(
        joining=frozenset(normal(read["joining"]).split()),
        titles=frozenset(normal(read["names"]["titles"]).split()),
        places=places,
        long_places=long_places,
        poles=_poles(read["concepts"]),
        alike=_alike(read["alike"]),
        denials=_phrases(read["denial"]["plain"]),
        doubts=_phrases(read["denial"]["weak"]),
        negations=frozenset(normal(read["denial"]["negations"]).split()),
    )


@lru_cache(maxsize=16_384)
def bare(shape: str) -> str:
    """Return a normal form without what is joined to its front: and, in, to, the …"""
    return _FRONT.sub("", shape)


def _places(read: Mapping[str, str]) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    places: dict[str, str] = {}
    long_places: dict[tuple[str, str], str] = {}
    for place, names in read.items():
        single, *pairs = names.split("|")
        places |= dict.fromkeys(map(bare, normal(single).split()), place)
        for pair in pairs:
            one, other = map(bare, normal(pair).split())
            long_places[one, other] = place
    return places, long_places


def _poles(read: Mapping[str, Iterable[str]]) -> dict[str, dict[str, int]]:
    poles: dict[str, dict[str, int]] = {}
    for concept, (one, other) in read.items():
        for side, words in ((1, one), (-1, other)):
            for stem in stems(words):
                # A root that serves both sides tells neither.
                sides = poles.setdefault(stem, {})
                sides[concept] = 0 if sides.get(concept, side) != side else side
    return {stem: {concept: side for concept, side in sides.items() if side} for stem, sides in poles.items()}


def _alike(read: Mapping[str, str]) -> dict[str, frozenset[str]]:
    alike: dict[str, set[str]] = {}
    for company, words in read.items():
        for stem in stems(words):
            alike.setdefault(stem, set()).add(company)
    return {stem: frozenset(companies) for stem, companies in alike.items()}


def _phrases(read: str) -> frozenset[tuple[str, ...]]:
    parts = (normal(phrase).split() for line in read.splitlines() for phrase in line.split("|"))
    return frozenset(tuple(words) for words in parts if words)
