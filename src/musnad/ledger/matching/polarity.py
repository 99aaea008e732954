"""Whether a statement affirms or denies a claim, or does neither: by what it says of it and how near it is to it.

docs/matching.md has the rule in words, how its thresholds were found and how often it is right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum

from musnad.ledger.matching.lexicon import bare, lexicon
from musnad.ledger.matching.reading import read, shapes_of, stem_of

AFFIRMING = 0.4
"""Nearness from which a statement that denies nothing affirms."""

DOUBTING = 0.2
"""Nearness from which a weak sign of denial, or a negation of the claim's own words, denies."""

REACH = 3
"""Words after a negation that it is of."""


class Polarity(StrEnum):
    AFFIRMS = "affirms"
    DENIES = "denies"
    OTHER = "other"


def polarity(claim: str, statement: str) -> Polarity:
    """Return what `statement` does with `claim`, both in words, where there is reason to think that it is about it.

    A plain denial («لا صحة لما يتداول») names no word of what it denies, so nearness is not asked of it.
    """
    known = lexicon()
    said, told = shapes_of(statement), shapes_of(claim)
    near = nearness(claim, statement)
    if _says(said, known.denials):
        # A denial that is told on is no denial of it.
        return _affirms(near) if _says(told, known.denials) else Polarity.DENIES
    if near >= DOUBTING and (_says(said, known.doubts) or _negates(said, told)):
        return Polarity.DENIES
    return _affirms(near)


def nearness(claim: str, statement: str) -> float:
    """Return the share of the shorter one's character n-grams that the other has."""
    one, other = read(claim).grams, read(statement).grams
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _affirms(near: float) -> Polarity:
    return Polarity.AFFIRMS if near >= AFFIRMING else Polarity.OTHER


def _says(shapes: list[str], phrases: Collection[tuple[str, ...]]) -> bool:
    """Whether one of `phrases` stands in the words, with or without article, joined letters and an alef at the end."""
    variants = [{shape, bare(shape), bare(shape).removesuffix("ا")} for shape in shapes]
    return any(
        len(phrase) <= len(variants) - place and all(map(_within, phrase, variants[place:]))
        for place, first in enumerate(variants)
        for phrase in phrases
        if phrase[0] in first
    )


def _within(word: str, variants: Collection[str]) -> bool:
    return word in variants


def _negates(said: list[str], told: list[str]) -> bool:
    """Whether the statement negates words of the claim, and none that the claim itself negates."""
    claimed = {stem_of(shape) for shape in told if shape not in lexicon().joining}
    denied = set(_negated(said))
    return bool(denied & claimed) and not denied & set(_negated(told))


def _negated(shapes: list[str]) -> Iterator[str]:
    for place, shape in enumerate(shapes):
        if shape in lexicon().negations or (shape[1:] in lexicon().negations and shape[0] in "وف"):
            yield from (stem_of(word) for word in shapes[place + 1 : place + 1 + REACH])
