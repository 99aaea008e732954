"""Two engines on one text: which of their attributions are the same, and in what those differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from musnad.arabic.normal import normal
from musnad.reader.attribution.values import Attribution, Span

PAIRED = 0.5
"""The share of the characters of two contents together that both must have, to be one attribution."""

_SAME_CONTENT = 0.8
_SAME_MENTION = 0.5

FIELDS = ("content", "speaker", "via", "medium", "act", "direct", "when")
"""What is compared, in the order in which it is told. The cue, the kind, the strength are the engine's own affair."""


@dataclass(frozen=True, slots=True)
class Pair:
    """`ours` and `theirs` are places in the two lists, `differs` the names of the FIELDS in which they disagree."""

    ours: int
    theirs: int
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pairs in the order of ours, and the places of what only one engine found."""

    pairs: tuple[Pair, ...]
    ours_alone: tuple[int, ...]
    theirs_alone: tuple[int, ...]


def compare(ours: Sequence[Attribution], theirs: Sequence[Attribution]) -> Comparison:
    """Return how two readings of one text agree.

    Attributions are paired one to one, those first whose contents overlap most, where PAIRED of both is shared.
    """
    overlapping = sorted(_overlapping(ours, theirs), key=lambda found: (-found[0], *found[1:]))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, our, their in overlapping:
        if our not in partner and their not in taken:
            partner[our] = their
            taken.add(their)
    return Comparison(
        tuple(Pair(our, partner[our], differences(ours[our], theirs[partner[our]])) for our in sorted(partner)),
        tuple(our for our in range(len(ours)) if our not in partner),
        tuple(their for their in range(len(theirs)) if their not in taken),
    )


def differences(ours: Attribution, theirs: Attribution) -> tuple[str, ...]:
    """Return the names of the FIELDS in which two attributions of the same words disagree.

    A mention that is longer by a title is the same, and so are two mentions that both engines resolve to one name.
    """
    agree = {
        "content": _shared(ours.content, theirs.content) >= _SAME_CONTENT,
        "speaker": _same_speaker(ours, theirs),
        "via": len(ours.via) == len(theirs.via) and all(map(_same_mention, ours.via, theirs.via)),
        "medium": normal(ours.medium or "") == normal(theirs.medium or ""),
        "act": ours.act == theirs.act,
        "direct": ours.direct == theirs.direct,
        "when": ours.when == theirs.when,
    }
    return tuple(name for name in FIELDS if not agree[name])


def _same_speaker(ours: Attribution, theirs: Attribution) -> bool:
    if ours.speaker and theirs.speaker and _same_mention(ours.speaker, theirs.speaker):
        return True
    return normal(ours.speaker_resolved or "") == normal(theirs.speaker_resolved or "")


def _same_mention(one: Span, other: Span) -> bool:
    return _shared(one, other) >= _SAME_MENTION


def _shared(one: Span, other: Span) -> float:
    """Return the share of the characters of both that both have."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (max(one[1], other[1]) - min(one[0], other[0])) if common > 0 else 0.0


def _overlapping(ours: Sequence[Attribution], theirs: Sequence[Attribution]) -> Iterator[tuple[float, int, int]]:
    """Yield (share, our place, their place) of those that can be a pair.

    Both lists are walked by where the contents begin, so that a long text costs what overlaps and not all with all.
    """
    by_start = sorted(range(len(theirs)), key=lambda their: theirs[their].content)
    open_ones: list[int] = []
    waiting = 0
    for our in sorted(range(len(ours)), key=lambda our: ours[our].content):
        start, end = ours[our].content
        open_ones = [their for their in open_ones if theirs[their].content[1] > start]
        while waiting < len(by_start) and theirs[by_start[waiting]].content[0] < end:
            open_ones.append(by_start[waiting])
            waiting += 1
        for their in open_ones:
            share = _shared(ours[our].content, theirs[their].content)
            if share >= PAIRED:
                yield share, our, their
