"""Polarity on posts of authorities about rumours: agree, disagree, other.

../shared/pairs/austr/AuSTR_SNAM.tsv. Split by rumour, so that no rumour stands on both sides: a rumour is a test one
where the SHA-256 of its number, as an integer, is odd.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from evals.figures import Figure, missed
from musnad.ledger.matching.polarity import Polarity, polarity

TITLE = "Polarity: an authority's post affirms a rumour, denies it, or neither (F1)"

PAIRS = Path(__file__).resolve().parent.parent.parent / "shared" / "pairs" / "austr" / "AuSTR_SNAM.tsv"
FLOOR = {"macro F1": 0.78}

STANCES = {"agree": Polarity.AFFIRMS, "disagree": Polarity.DENIES, "other": Polarity.OTHER}


def run() -> Iterator[Figure]:
    """Yield for each split the mean of the classes' F1, and each of them."""
    if not PAIRS.exists():
        yield Figure("authorities' posts", f"skipped: {PAIRS} is not there")
        return
    for split, rows in (("dev", pairs(test=False)), ("test", pairs(test=True))):
        figures = scored(rows)
        told = ", ".join(f"{name} {figure:.3f}" for name, figure in figures.items())
        mean = sum(figures.values()) / len(figures)
        yield Figure(f"{split} ({len(rows)} pairs), macro F1 {mean:.3f}", told, missed({"macro F1": mean}, FLOOR))


def pairs(*, test: bool) -> list[tuple[str, str, Polarity]]:
    """Return (rumour, post, what the post does) of one side of the split."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        (row["rumor_text"], row["evidence_text"], STANCES[row["stance"]])
        for row in rows
        if int(sha256(row["rumor_id"].encode()).hexdigest(), 16) % 2 == test
    ]


def scored(rows: list[tuple[str, str, Polarity]]) -> dict[Polarity, float]:
    """Return the F1 of each class."""
    pairs = [(right, polarity(rumour, post)) for rumour, post, right in rows]
    hits = Counter(right for right, ours in pairs if right == ours)
    told = Counter(kind for pair in pairs for kind in pair)
    return {kind: 2 * hits[kind] / told[kind] for kind in Polarity}
