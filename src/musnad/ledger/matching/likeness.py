"""How like one another two texts are, as far as a claim goes: pure arithmetic over readings.

docs/matching.md says how the weights were found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from musnad.ledger.matching.reading import Reading

STEMS = 4.6
GRAMS = 4.0
SAME_POLE = 0.3
OTHER_POLE = 0.9
ALIKE = 0.15
OTHER_PLACE = -0.3
OTHER_NUMBER = -0.55
NAME = 0.2

SATURATION, BY_LENGTH = 1.2, 0.75
"""BM25's usual parameters, as Robertson and Zaragoza (2009) give them."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """score: by which candidates for one query are ordered; it says nothing across queries.

    nearness: from 0, nothing in common, to 1, the same words; it decides the tier. opposed: by concept, a stem of the
    query and one of the other that say its two poles.
    """

    score: float
    nearness: float
    same_poles: int
    opposed: Mapping[str, tuple[str, str]]
    places_differ: bool
    numbers_differ: bool


def rarity(holding: float, of_all: float) -> float:
    """Return BM25's weight of a term that `holding` of `of_all` texts have."""
    return log(1 + (max(of_all, holding) - holding + 0.5) / (holding + 0.5))


def rank(query: Reading, others: Sequence[Reading], *, weights: Mapping[str, float]) -> list[Likeness]:
    """Return how like `query` each of `others` is, in their order.

    weights: the rarity of the query's stems and places ("@egypt") in the whole ledger; the rarity of an n-gram is
    that among `others`.
    """
    gram_weights = _rarities(query.grams, [other.grams for other in others])
    by_stems = _bm25(weighted(query), [weighted(other) for other in others], weights)
    by_grams = _bm25(query.grams, [other.grams for other in others], gram_weights)
    best_stems, best_grams = max(by_stems, default=0) or 1, max(by_grams, default=0) or 1
    return [
        _likeness(query, other, STEMS * stems / best_stems + GRAMS * grams / best_grams, weights)
        for other, stems, grams in zip(others, by_stems, by_grams, strict=True)
    ]


def weighted(reading: Reading) -> frozenset[str]:
    """Return the terms that count by themselves: beginnings of words only find candidates."""
    return reading.stems | {f"@{place}" for place in reading.places}


def _rarities(query: frozenset[str], others: Sequence[frozenset[str]]) -> dict[str, float]:
    holding = Counter(gram for other in others for gram in other & query)
    return {gram: rarity(holding[gram] + 1, len(others) + 1) for gram in query}


def _bm25(query: frozenset[str], others: Sequence[frozenset[str]], weights: Mapping[str, float]) -> list[float]:
    usual = sum(map(len, others)) / (len(others) or 1) or 1
    return [
        sum(weights.get(term, 0.0) for term in query & other)
        * (SATURATION + 1)
        / (1 + SATURATION * (1 - BY_LENGTH + BY_LENGTH * len(other) / usual))
        for other in others
    ]


def _likeness(query: Reading, other: Reading, score: float, weights: Mapping[str, float]) -> Likeness:
    same, opposed = _poles(query, other)
    places_differ = bool(query.places and other.places and not query.places & other.places)
    numbers_differ = bool(query.numbers and other.numbers and not query.numbers & other.numbers)
    score += SAME_POLE * same + OTHER_POLE * len(opposed) + ALIKE * _alike(query, other)
    score += OTHER_PLACE * places_differ + OTHER_NUMBER * numbers_differ + NAME * len(query.names & other.names)
    return Likeness(score, nearness(query, other, weights), same, opposed, places_differ, numbers_differ)


def _poles(query: Reading, other: Reading) -> tuple[int, dict[str, tuple[str, str]]]:
    """Return on how many concepts the two say one pole in different words, and those where they say both."""
    same, opposed = 0, {}
    for concept in query.poles.keys() & other.poles.keys():
        mine, theirs = query.poles[concept], other.poles[concept]
        if mine.keys() & theirs.keys():
            continue
        if set(mine.values()) & set(theirs.values()):
            same += 1
        else:
            opposed[concept] = (min(mine), min(theirs))
    return same, opposed


def _alike(query: Reading, other: Reading) -> int:
    return sum(not query.alike[company] & other.alike[company] for company in query.alike.keys() & other.alike.keys())


def nearness(query: Reading, other: Reading, weights: Mapping[str, float]) -> float:
    """Return what the two share of their stems, by rarity, and of their n-grams: a mean from 0 to 1."""
    heaviest = max(weights.values(), default=1.0)

    def weight(terms: Iterable[str]) -> float:
        # A term that the query has not was not counted: it is taken for a rare one.
        return sum(weights.get(term, heaviest) for term in terms)

    stems = _share(weight(query.stems & other.stems), weight(query.stems), weight(other.stems))
    return (stems + _share_of(query.grams, other.grams)) / 2


def _share_of(one: Collection[str], other: Collection[str]) -> float:
    return _share(len(frozenset(one) & frozenset(other)), len(one), len(other))


def _share(shared: float, one: float, other: float) -> float:
    return shared / sqrt(one * other) if one and other else 0.0
