"""Near-copies: wordings so like one another, within hours, that they are one wire's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from musnad.arabic.normal import normal

WITHIN = timedelta(hours=12)
"""How far apart two printings of one wire may be."""

ALIKE = 0.6
"""The share of the shorter wording's shingles that the other must have (docs/decisions/0009)."""

SHINGLE = 3
"""Words in a shingle: a run of words as they follow one another."""

FEWEST_WORDS = 8
"""Shorter wordings are alike by chance: «قُتل ثلاثة في القصف» is nobody's."""

TOO_COMMON = 64
"""A shingle that so many wires share («أعلنت وزارة الدفاع») tells none from another."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Wording:
    key: int
    words: str
    start: datetime
    end: datetime


@dataclass(slots=True)
class _Wire:
    """Near-copies found so far. shingles: those of its first wording; until: when its last one was said."""

    shingles: frozenset[str]
    until: datetime
    keys: list[int]


@lru_cache(maxsize=1 << 15)
def shingles(words: str) -> frozenset[str]:
    """Return the runs of three words in the normal form of `words`; none where it is too short to tell."""
    found = _WORD.findall(normal(words, fold_ta_marbuta=True))
    if len(found) < FEWEST_WORDS:
        return frozenset()
    return frozenset(" ".join(found[place : place + SHINGLE]) for place in range(len(found) - SHINGLE + 1))


def alike(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two sets of shingles are of near-identical wordings; an outlet may cut a wire, so the shorter counts."""
    if not one or not other:
        return False
    shared = len(frozenset(one) & frozenset(other))
    return shared >= ALIKE * min(len(one), len(other))


def wires(wordings: Iterable[Wording]) -> list[list[int]]:
    """Return the keys of wordings that are near-copies of one another, a list for each wire that has at least two.

    Each wording is compared with the first of each wire: comparing all with all would take minutes for thousands.
    """
    found: list[_Wire] = []
    where: dict[str, list[int]] = defaultdict(list)
    same: dict[frozenset[str], int] = {}
    for wording in sorted(wordings, key=lambda each: (each.start, each.key)):
        mine = shingles(wording.words)
        if not mine:
            continue
        place = _place(wording, mine, found, where, same)
        if place is None:
            place = len(found)
            found.append(_Wire(mine, wording.end, []))
            for shingle in mine:
                where[shingle].append(place)
        wire = found[place]
        wire.keys.append(wording.key)
        wire.until = max(wire.until, wording.end)
        same[mine] = place
    return [wire.keys for wire in found if len(wire.keys) > 1]


def _place(
    wording: Wording,
    mine: frozenset[str],
    found: list[_Wire],
    where: dict[str, list[int]],
    same: dict[frozenset[str], int],
) -> int | None:
    """Return the wire that `wording` belongs to, or None: the one that shares most with it."""
    earliest = wording.start - WITHIN
    word_for_word = same.get(mine)
    if word_for_word is not None and found[word_for_word].until >= earliest:
        return word_for_word
    shared: Counter[int] = Counter()
    untold = 0
    for shingle in mine:
        places = where[shingle]
        if len(places) <= TOO_COMMON:
            shared.update(places)
        else:
            untold += 1
    likely = [
        (-count, place)
        for place, count in shared.items()
        if count + untold >= ALIKE * min(len(mine), len(found[place].shingles)) and found[place].until >= earliest
    ]
    return next((place for _, place in sorted(likely) if alike(mine, found[place].shingles)), None)
