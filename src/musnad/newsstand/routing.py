"""One public page's address and what renders it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from musnad import tags
from musnad.newsroom.models import Edition, in_tree_order
from musnad.newsstand.addresses import file_of

# What others link to comes first: a reader never follows a link to a page that is not printed yet. All pages name
# feeds, so a new one comes before them; below zero is what nobody waits for where it only changes. What
# lists all pages for machines comes last: it must list none that is not there.
FEED, LEDGER, STORY, ARCHIVE, FRONT, HOME, MACHINES = range(-1, 6)


@dataclass(frozen=True, slots=True)
class Route:
    """One public page: its address, its file, what renders it from which key, whose it is, and its turn."""

    path: str
    file: str
    kind: str
    owner: str
    key: tuple[Any, ...]
    rank: int


def route(path: str, kind: str, owner: str, key: tuple[Any, ...], rank: int) -> Route:
    return Route(path, file_of(path), kind, owner, key, rank)


@tags.shared
def editions() -> list[str]:
    """Return the languages of the live editions, in the order of the page tree: the first is the site's."""
    return [row.slug for row in in_tree_order(Edition.objects.live().only("path", "slug"))]
