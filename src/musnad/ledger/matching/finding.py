"""The claims of the ledger that a new statement may be about, ranked, with what speaks for each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import timezone

from musnad.ledger.matching import candidates
from musnad.ledger.matching.candidates import Days
from musnad.ledger.matching.index import day_of
from musnad.ledger.matching.likeness import Likeness, rank, rarity, weighted
from musnad.ledger.matching.polarity import Polarity, polarity
from musnad.ledger.matching.reading import Reading, read, words_by_stem
from musnad.ledger.merging import head_of_claim
from musnad.ledger.models import SourceName, Wording
from musnad.ledger.naming import spelling

WINDOW = timedelta(days=90)
"""How far from the statement a claim may have been put, unless the caller says otherwise."""

SAME, RELATED = 0.6, 0.15
"""Nearness from which on a claim is taken for the same, and for perhaps related (docs/matching.md)."""

DIFFERING = 0.1
"""What other places, or other numbers, take from the nearness of two texts."""

LONGEST_NAME = 4
"""Words of a source's name that is looked for in the text."""


class Tier(StrEnum):
    SAME = "same"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Reasons:
    """What speaks for and against a match. Words are as written in the new statement, then as in the claim's wording.

    words: that have a stem in common, the rarest first. opposites: that say the two poles of one matter («ارتفع»,
    «هبط»). places: by their name in English. other_places, other_numbers: both texts have some, and none in common.
    names: in normal form. days_apart: between the statement and the wording. nearness: 0 to 1.
    """

    words: tuple[tuple[str, str], ...]
    opposites: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]
    places: tuple[str, ...]
    names: tuple[str, ...]
    other_numbers: bool
    other_places: bool
    days_apart: int
    nearness: float


@dataclass(frozen=True, slots=True)
class Match:
    """A claim that the statement may be about. claim: its number, mergings followed.

    wording, statement: the words that are nearest, and the statement that they are of, None for the claim's own
    sentence. polarity: what the new statement does with that wording.
    """

    claim: int
    tier: Tier
    polarity: Polarity
    wording: str
    statement: int | None
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class _Candidate:
    claim: int
    statement: int | None
    words: str
    day: int


def find_claims(
    words: str,
    *,
    said_at: datetime | None = None,
    window: timedelta = WINDOW,
    limit: int = 10,
    excluding: Collection[int] = (),
) -> list[Match]:
    """Return the claims that a statement with these `words` may be about: the same ones first, then perhaps related.

    said_at: aware; now where it is None. window: how long before and after it a claim may have been put.
    excluding: numbers of claims that are not wanted. Reads a bounded number of rows, however large the ledger is.
    """
    query, asked = read(words), day_of(said_at or timezone.now())
    days = Days(asked - window.days, asked, asked + window.days)
    counts = candidates.count(sorted(query.terms), days)
    found = _read(candidates.wordings(counts, days), excluding)
    weights = {term: rarity(counts[term], counts[""]) for term in weighted(query)}
    likenesses = rank(query, [read(each.words) for each in found], weights=weights)
    best = _best_of_each_claim(zip(found, likenesses, strict=True))
    tiers = {each.claim: _tier(likeness) for each, likeness in best}
    chosen = [(tier, *pair) for tier in Tier for pair in best if tiers[pair[0].claim] == tier][:limit]
    sources = _sources_in(words)
    return [
        Match(
            claim=each.claim,
            tier=tier,
            polarity=polarity(each.words, words),
            wording=each.words,
            statement=each.statement,
            reasons=_reasons(words, each, likeness, sources=sources, weights=weights, days=days),
        )
        for tier, each, likeness in chosen
    ]


def _read(wordings: Sequence[int], excluding: Collection[int]) -> list[_Candidate]:
    fields = ("pk", "claim", "claim__merged_into", "claim__sentence", "statement", "statement__words", "day")
    rows = {row[0]: row[1:] for row in Wording.objects.filter(pk__in=wordings).values_list(*fields)}
    found = []
    # What was withdrawn since it was found is no longer there.
    for wording in filter(rows.__contains__, wordings):
        claim, merged, sentence, statement, said, day = rows[wording]
        head = head_of_claim(claim) if merged else claim
        if head not in excluding and claim not in excluding:
            found.append(_Candidate(head, statement, sentence if statement is None else said, day))
    return found


def _best_of_each_claim(scored: Iterable[tuple[_Candidate, Likeness]]) -> list[tuple[_Candidate, Likeness]]:
    best: dict[int, tuple[_Candidate, Likeness]] = {}
    for each, likeness in sorted(scored, key=lambda pair: (-pair[1].score, -pair[0].claim, pair[0].statement or 0)):
        best.setdefault(each.claim, (each, likeness))
    return list(best.values())


def _tier(likeness: Likeness) -> Tier | None:
    near = likeness.nearness - DIFFERING * (likeness.places_differ + likeness.numbers_differ)
    if near >= SAME:
        return Tier.SAME
    return Tier.RELATED if near >= RELATED else None


def _sources_in(words: str) -> frozenset[str]:
    """Return the names of the ledger's sources that stand in `words`, in their spelling for look-ups."""
    parts = spelling(words).split()
    runs = {
        " ".join(parts[place : place + length])
        for length in range(1, LONGEST_NAME + 1)
        for place in range(len(parts) - length + 1)
    }
    names = SourceName.objects.filter(normal__in=sorted(runs)[:900], dropped_at=None)
    return frozenset(names.values_list("normal", flat=True))


def _reasons(
    words: str,
    found: _Candidate,
    likeness: Likeness,
    *,
    sources: frozenset[str],
    weights: dict[str, float],
    days: Days,
) -> Reasons:
    query, other = read(words), read(found.words)
    mine, theirs = words_by_stem(words), words_by_stem(found.words)
    shared = sorted(query.stems & other.stems, key=lambda stem: (-weights[stem], stem))
    return Reasons(
        words=tuple((mine[stem], theirs[stem]) for stem in shared),
        opposites=tuple((mine[one], theirs[two]) for one, two in likeness.opposed.values()),
        numbers=tuple(sorted(query.numbers & other.numbers)),
        places=tuple(sorted(query.places & other.places)),
        names=_names(query, other, sources, found.words),
        other_numbers=likeness.numbers_differ,
        other_places=likeness.places_differ,
        days_apart=abs(found.day - days.asked),
        nearness=round(likeness.nearness, 3),
    )


def _names(query: Reading, other: Reading, sources: frozenset[str], words: str) -> tuple[str, ...]:
    there = f" {spelling(words)} "
    return tuple(sorted((query.names & other.names) | {name for name in sources if f" {name} " in there}))
