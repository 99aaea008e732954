"""The plain values of a feed: what a news reader's program is given of a collection, a claim or the public log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from musnad.newsstand.claim_views import Change, Turned
from musnad.newsstand.views import Block, Figure


class Format(StrEnum):
    """A feed's format; the value is the name of its file."""

    ATOM = "feed.xml"
    RSS = "rss.xml"
    JSON = "feed.json"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. key: a whole address that names it for good; path: where it is read now, a site path.

    chip: the word of a claim that no longer stands, said beside the title, since many programs show titles alone.
    changes: claims of a story that stand otherwise than when it was published. hero, body: the whole story, where the
    edition's feeds carry it. note, turned: of the public log. image: a site path. times: aware.
    """

    key: str
    title: str
    path: str
    published: datetime | None
    updated: datetime
    lang: str = ""
    summary: str = ""
    chip: str = ""
    changes: tuple[Change, ...] = ()
    hero: Figure | None = None
    body: tuple[Block, ...] = ()
    note: str = ""
    turned: Turned | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    image: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in one format. path: of this file; page: of the page whose feed it is. name: the site's.

    updated: of the newest entry, or the edition's beginning where there is none.
    """

    format: Format
    lang: str
    path: str
    page: str
    title: str
    description: str
    name: str
    updated: datetime
    entries: tuple[FeedEntry, ...]
