"""Which feeds there are: three files below each front, each claim and the public log, of the same owner as the page.

/ar/feed.xml is Atom, /ar/rss.xml RSS, /ar/feed.json JSON Feed; so it is for /ar/politics/feed.xml.
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.newsstand.feed_views import Format
from musnad.newsstand.routing import FEED, Route, route


def feed_path(page: str, form: Format) -> str:
    return f"{page}{form.value}"


def feeds_of(page: str, owner: str, kind: str, *key: str | int) -> Iterator[Route]:
    """Yield the feeds of the page at `page`; `kind` is what they are made of: "stories", "claim" or "log"."""
    for form in Format:
        yield route(feed_path(page, form), f"{kind}-feed", owner, (*key, form.value), FEED)
