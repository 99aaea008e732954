"""The plain values of what machines alone read: sitemaps, and plain texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class News:
    """What a news sitemap says of a story. name: of the publication; at: when it was published, aware."""

    name: str
    lang: str
    at: datetime
    title: str


@dataclass(frozen=True, slots=True)
class Place:
    """One page of the site. changed: when what it shows last changed, where that is known. All addresses are whole.

    others: the page in each language that it has, itself among them; "x-default" for readers of none of these.
    """

    address: str
    changed: datetime | None = None
    others: tuple[tuple[str, str], ...] = ()
    news: News | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class SitemapIndex:
    """addresses: whole ones, of sitemap files."""

    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainText:
    text: str
