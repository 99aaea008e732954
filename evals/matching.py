"""Matching on pairs of titles: each title asks for those that tell of the same, among all the others.

../shared/pairs/ans holds pairs of titles that agree or disagree on one thing; titles that such pairs join are a family.
The plain baseline stands beside ours: BM25 over ISRI stems plus BM25 over character 3–5-grams, each divided by its best
score, nothing tuned. A family that has a pair in the test file is a test family; else dev, else train.
"""

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from django.db import transaction

from evals.figures import Figure, missed
from musnad.arabic.normal import normal
from musnad.arabic.stems import stems
from musnad.ledger.matching import find_claims
from musnad.ledger.recording import record_claim

TITLE = "Matching: titles of one family found by one of them (P@1, MAP@5, hit@10; the title itself left out)"

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "pairs" / "ans" / "stance"
NAMES = ("P@1", "MAP@5", "hit@10")
FLOORS = {"P@1": 0.875, "MAP@5": 0.85, "hit@10": 0.979}
"""What ours has to reach over all titles; nor may any figure be below the plain baseline's of the same run."""

SPLITS = ("train", "dev", "test")
Ranking = Callable[[int], Sequence[int]]


def run() -> Iterator[Figure]:
    """Yield the three figures of each ranking, over each split and over all titles."""
    if not SHARED.is_dir():
        yield Figure("title pairs", f"skipped: {SHARED} is not there")
        return
    titles, families, splits = pairs()
    rankings = {"plain BM25 + n-grams": plain(titles), "find_claims": ours(titles)}
    floors: dict[str, float] = {}
    for name, ranking in rankings.items():
        remembered = cache(ranking)
        for split in (*SPLITS, ""):
            asked = [place for place in range(len(titles)) if split in {"", splits[families[place]]}]
            figures = dict(zip(NAMES, scored(remembered, families, asked), strict=True))
            told = " ".join(f"{figure:.4f}" for figure in figures.values())
            yield Figure(
                f"{name}, {split or 'all'} ({len(asked)} titles)", told, missed(figures, {} if split else floors)
            )
        floors = {each: max(floor, figures[each]) for each, floor in FLOORS.items()}


def pairs() -> tuple[list[str], list[str], dict[str, str]]:
    """Return the titles in order, the family of each, and the split of each family."""
    parent: dict[str, str] = {}

    def head(title: str) -> str:
        parent.setdefault(title, title)
        while parent[title] != title:
            title = parent[title]
        return title

    rows = [
        (split, row["s1"].strip(), row["s2"].strip(), row["stance"])
        for split in SPLITS
        for row in csv.DictReader((SHARED / f"{split}.csv").open(encoding="utf-8"))
    ]
    for _, one, other, stance in rows:
        first, second = head(one), head(other)
        if stance != "other":
            parent[first] = second
    titles = sorted(parent)
    splits: dict[str, str] = {}
    for split, one, other, _ in rows:
        splits |= {head(one): split, head(other): split}
    return titles, [head(title) for title in titles], splits


def scored(ranking: Ranking, families: Sequence[str], asked: Sequence[int]) -> tuple[float, float, float]:
    """Return P@1, MAP@5 and hit@10 over the titles in `asked` that are not alone in their family."""
    sizes = Counter(families)
    first = precision = hits = count = 0.0
    for title in asked:
        others = sizes[families[title]] - 1
        if not others:
            continue
        right = [families[each] == families[title] for each in ranking(title)[:10]]
        found = [place for place, fits in enumerate(right[:5], 1) if fits]
        count += 1
        first += bool(right) and right[0]
        hits += any(right)
        precision += sum(number / place for number, place in enumerate(found, 1)) / min(5, others)
    return first / count, precision / count, hits / count


def ours(titles: Sequence[str]) -> Ranking:
    """Return the ranking by `find_claims`, each title being a claim in the ledger."""
    claims = _ledger(titles)
    places = {claim: place for place, claim in enumerate(claims)}

    def ranking(title: int) -> list[int]:
        return [places[match.claim] for match in find_claims(titles[title], excluding={claims[title]})]

    return ranking


def _ledger(titles: Sequence[str]) -> list[int]:
    """Record every title as a claim and return their numbers."""
    with transaction.atomic():
        return [record_claim(title, language="ar", by="evals").pk for title in titles]


def plain(titles: Sequence[str]) -> Ranking:
    """Return the untuned baseline's ranking."""
    indexes = [_index([stems(title) for title in titles]), _index([_grams(title) for title in titles])]

    def ranking(title: int) -> list[int]:
        fused: Counter[int] = Counter()
        for scores in indexes:
            found = scores(title)
            best = max(found.values(), default=1)
            fused.update({place: score / best for place, score in found.items()})
        return sorted(fused, key=lambda place: (-fused[place], place))

    return ranking


def _grams(title: str) -> list[str]:
    words = [f" {word} " for word in "".join(sign if sign.isalnum() else " " for sign in normal(title)).split()]
    return [word[at : at + size] for word in words for size in (3, 4, 5) for at in range(len(word) - size + 1)]


def _index(texts: Sequence[Sequence[str]]) -> Callable[[int], dict[int, float]]:
    """Return BM25 (k1 1.2, b 0.75) as a function from a text's place to the scores of the others."""
    usual = sum(map(len, texts)) / len(texts)
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, text in enumerate(texts):
        for term, times in Counter(text).items():
            postings[term].append((place, times * 2.2 / (times + 1.2 * (0.25 + 0.75 * len(text) / usual))))
    rarity = {t: math.log(1 + (len(texts) - len(p) + 0.5) / (len(p) + 0.5)) for t, p in postings.items()}

    def scores(asked: int) -> dict[int, float]:
        found: dict[int, float] = defaultdict(float)
        for term in sorted(set(texts[asked])):
            for place, weight in postings[term]:
                found[place] += weight * rarity[term]
        found.pop(asked, None)
        return found

    return scores
