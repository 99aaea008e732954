"""In which order the pieces of a line stand, from left to right: Unicode's bidirectional algorithm (UAX #9).

Without embeddings and isolates: whoever asks has taken out the invisible marks that make them. Browsers and Pillow's
raqm do the same for a line in one font; this is for a line in several, where each piece is shaped by itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

BRACKETS = {"(": ")", "[": "]", "{": "}"}
NUMBERS = frozenset({"EN", "AN"})
NEUTRAL = frozenset({"B", "S", "WS", "ON"})
MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""What turns the text's direction and is not seen."""


def without_marks(text: str) -> str:
    """Return `text` without the invisible marks that turn its direction."""
    return "".join(char for char in text if char not in MARKS)


def levels(text: str, base: int) -> list[int]:
    """Return the level of each character: even ones run from left to right, odd ones from right to left.

    base: the line's own, 0 or 1.
    """
    own = "R" if base else "L"
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    strengthen(kinds, own)
    pair_brackets(text, kinds, own)
    resolve_neutrals(kinds, own)
    return [level_of(kind, base) for kind in kinds]


def level_of(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def strengthen(kinds: list[str], own: str) -> None:
    """Rules W1 to W7: what digits, signs beside them and combining marks count as."""
    before, strong = own, own
    for at, kind in enumerate(kinds):
        if kind in {"NSM", "BN"}:
            kind = before
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        kinds[at] = before = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    join_separators(kinds)
    strong = own
    for at, kind in enumerate(kinds):
        if kind in {"ES", "ET", "CS"}:
            kinds[at] = "ON"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def join_separators(kinds: list[str]) -> None:
    """Rules W4 and W5: one separator between two numbers, and signs of currency or percent beside one."""
    for at in range(1, len(kinds) - 1):
        before, kind, after = kinds[at - 1 : at + 2]
        if before == after and ((kind == "ES" and before == "EN") or (kind == "CS" and before in NUMBERS)):
            kinds[at] = before
    at = 0
    for kind, group in groupby(list(kinds)):
        end = at + len(list(group))
        if kind == "ET" and ((at and kinds[at - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")):
            kinds[at:end] = ["EN"] * (end - at)
        at = end


def pair_brackets(text: str, kinds: list[str], own: str) -> None:
    """Rule N0: both brackets of a pair go with what is between them, or before them."""
    for start, end in bracket_pairs(text, kinds):
        inside = {strong_of(kind) for kind in kinds[start + 1 : end]} - {""}
        if own in inside:
            found = own
        elif inside:
            (other,) = inside
            before = next((strong_of(kind) for kind in reversed(kinds[:start]) if strong_of(kind)), own)
            found = other if before == other else own
        else:
            continue
        kinds[start] = kinds[end] = found


def bracket_pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the pairs of brackets begin and end, in the order of their beginnings."""
    waiting: list[tuple[str, int]] = []
    found = []
    for at, char in enumerate(text):
        if kinds[at] != "ON":
            continue
        if char in BRACKETS:
            waiting.append((BRACKETS[char], at))
        elif char in BRACKETS.values():
            place = next((i for i in reversed(range(len(waiting))) if waiting[i][0] == char), None)
            if place is not None:
                found.append((waiting[place][1], at))
                del waiting[place:]
    return sorted(found)


def strong_of(kind: str) -> str:
    """Return the direction that a kind has for its neighbours; "" for none."""
    if kind in NUMBERS or kind == "R":
        return "R"
    return "L" if kind == "L" else ""


def resolve_neutrals(kinds: list[str], own: str) -> None:
    """Rules N1 and N2: spaces and signs between two of one direction take it; others the line's."""
    at = 0
    for neutral, group in groupby(list(kinds), key=lambda kind: kind in NEUTRAL):
        end = at + len(list(group))
        if neutral:
            before = strong_of(kinds[at - 1]) if at else own
            after = strong_of(kinds[end]) if end < len(kinds) else own
            kinds[at:end] = [before if before == after else own] * (end - at)
        at = end


def visual(levels_: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, level) of the pieces of [start, end) as they stand from left to right (rule L2)."""
    pieces = []
    at = start
    for level, group in groupby(levels_[start:end]):
        length = len(list(group))
        pieces.append((at, at + length, level))
        at += length
    for level in range(max((piece[2] for piece in pieces), default=0), 0, -1):
        turned: list[tuple[int, int, int]] = []
        high: list[tuple[int, int, int]] = []
        for piece in pieces:
            if piece[2] >= level:
                high.append(piece)
                continue
            turned += [*reversed(high), piece]
            high = []
        pieces = [*turned, *reversed(high)]
    yield from pieces
