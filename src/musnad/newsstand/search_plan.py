"""Which pages search has in the folder: its form, and the index that a mirror without Python searches in.

| owner             | files                                                                                |
| ---               | ---                                                                                  |
| edition:ar        | /search/ar/ (where Python answers it is its address), /ar/find/count.js              |
| finding:ar:story:3 | /ar/find/story/3.js: what is shown of 64 entries; …/3.words.js: their words, until   |
|                   | the shelf of eight such parts is full                                                |
| shelf:ar:story:0  | /ar/find/story/shelf-0/0.js … 31.js: the words of 512 entries, by a hash             |

An edit touches the part and the shelf of its entry, however many there are. Places only grow: what is full stays so.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Max

from musnad import tags
from musnad.ledger.models import Claim, Source
from musnad.newsroom.models import Listing
from musnad.newsstand.routing import FEED, HOME, Route, editions, route
from musnad.search.models import Kind

SHARDS = 32
"""Files that the words of one shelf are in."""


def search_path(lang: str) -> str:
    return f"/search/{lang}/"


def index_path(lang: str) -> str:
    return f"/{lang}/find/"


def edition_routes(lang: str, owner: str) -> list[Route]:
    return [
        route(search_path(lang), "search", owner, (lang,), HOME),
        route(f"{index_path(lang)}count.js", "find-count", owner, (lang,), HOME),
    ]


def last_place(lang: str, kind: str) -> int:
    """Return the highest place that an entry of the kind ever had; it never falls."""
    if kind == Kind.STORY:
        listed = Listing.objects.filter(collection=tags.stories(lang))
        return int(listed.aggregate(last=Max("position"))["last"] or 0)
    model = Claim if kind == Kind.CLAIM else Source
    return int(model.objects.aggregate(last=Max("pk"))["last"] or 0)


def owners() -> Iterator[str]:
    for lang in editions():
        for kind in Kind.values:
            last = last_place(lang, kind)
            yield from (tags.finding(lang, kind, at) for at in range(1, last + 1, tags.FINDING_BLOCK))
            yield from (tags.shelf(lang, kind, at) for at in range(1, last + 1, tags.SHELF))


def part_routes(owner: str, key: str) -> list[Route]:
    """Return the files of a part of the index: what is shown, and its words where its shelf is not full."""
    lang, kind, number = key.split(":")
    last = last_place(lang, kind) if lang in editions() else 0
    part = int(number)
    if last <= part * tags.FINDING_BLOCK:
        return []
    told = f"{index_path(lang)}{kind}/{part}"
    found = [route(f"{told}.js", "find-part", owner, (lang, kind, part), FEED)]
    if part * tags.FINDING_BLOCK // tags.SHELF >= last // tags.SHELF:
        found.append(route(f"{told}.words.js", "find-words", owner, (lang, kind, part), FEED))
    return found


def shelf_routes(owner: str, key: str) -> list[Route]:
    lang, kind, number = key.split(":")
    shelf = int(number)
    if lang not in editions() or shelf >= last_place(lang, kind) // tags.SHELF:
        return []
    folder = f"{index_path(lang)}{kind}/shelf-{shelf}/"
    return [route(f"{folder}{each}.js", "find-shelf", owner, (lang, kind, shelf, each), HOME) for each in range(SHARDS)]
