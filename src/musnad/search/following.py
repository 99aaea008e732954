"""Edits are followed: what a raised tag stands for is entered anew, in the edit's own transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection

from musnad.newsroom.documents import story_in
from musnad.search import contents, entering

FOLLOWED = frozenset({"story", "card", "document", "claim", "standing", "source", "keyword", "topic", "author"})


def follow(raised: frozenset[str]) -> None:
    """Enter what changed. A section's name is not in the index: it is read where it is shown."""
    keys = sorted_out(raised)
    stories = keys["story"] | keys["card"] | keys["document"]
    claims = keys["claim"] | keys["standing"]
    if claims:
        entering.claims(claims)
        stories |= contents.carrying(claims)
    if keys["source"]:
        entering.sources(keys["source"])
    for lot in entering.in_lots(sorted(stories)):
        entering.stories(lot)
    for letter, kind in (("k", "keyword"), ("t", "topic"), ("a", "author")):
        if keys[kind]:
            entering.names(letter, keys[kind])


def sorted_out(raised: Collection[str]) -> dict[str, set[int]]:
    """Return the numbers behind the tags that the index follows, by the kind of tag."""
    found: dict[str, set[int]] = defaultdict(set)
    for tag in raised:
        kind, _, key = tag.partition(":")
        if kind in FOLLOWED and (number := READ.get(kind, whole)(key)) is not None:
            found[kind].add(number)
    return found


def whole(key: str) -> int | None:
    return int(key) if key.isdecimal() else None


READ: dict[str, Callable[[str], int | None]] = {"document": story_in}
