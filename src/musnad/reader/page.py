"""A news page, taken apart: the values that the reader gives back."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Literal

Kind = Literal["paragraph", "heading", "quote", "list", "post", "image", "video", "related", "credit"]


@dataclass(frozen=True, slots=True)
class Image:
    caption: str = ""
    url: str | None = None
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of the body, in its place.

    What a kind carries besides `text` and `url`: paragraph `html`, heading `level`, list `items` and `ordered`,
    quote `speaker`, image `caption`, `alt` and `credit`, video `platform` and `id`, post `platform`, `account`, `id`,
    `posted_at` and `name`. `text` is the page's own, character for character; `html` holds a paragraph's links and
    emphasis and nothing else, cleaned, and is None where the page was plain text.
    """

    kind: Kind
    text: str = ""
    url: str | None = None
    html: str | None = None
    level: int | None = None
    items: tuple[str, ...] = ()
    ordered: bool = False
    speaker: str = ""
    caption: str = ""
    alt: str = ""
    credit: str = ""
    platform: str | None = None
    account: str | None = None
    id: str | None = None
    posted_at: datetime | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its publisher meant it.

    `published` is a date-time where the page says the time, with an offset where it says that too, and a plain date
    where it says only the day. `captured_on` is the day that the site's header showed, the day of reading.
    `not_before` is the latest time of posting among the embedded posts: the page cannot be older than what it quotes.
    """

    headline: str
    body: tuple[Item, ...]
    breadcrumbs: tuple[str, ...] = ()
    language: str = "ar"
    captured_on: date | None = None
    published: datetime | date | None = None
    updated: datetime | date | None = None
    not_before: datetime | None = None
    image: Image | None = None
    byline: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    credits: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    standfirst: str = ""
    section: str = ""
    url: str | None = None
    site_name: str = ""


FIELDS_BY_KIND: dict[Kind, tuple[str, ...]] = {
    "paragraph": ("html",),
    "heading": ("level",),
    "quote": ("speaker",),
    "list": ("items", "ordered"),
    "post": ("platform", "account", "id", "posted_at", "name"),
    "image": ("caption", "alt", "credit"),
    "video": ("platform", "id", "caption"),
    "related": (),
    "credit": (),
}

_ORDER = (
    *("headline", "breadcrumbs", "language", "captured_on", "published", "not_before", "image", "byline", "body"),
    *("keywords", "related", "credits", "furniture"),
    *("updated", "standfirst", "section", "url", "site_name"),
)


def to_json(page: Page) -> dict[str, object]:
    """Return `page` as the object that `musnad read --json` prints: plain values, dates in ISO 8601."""
    return {name: _plain(getattr(page, name)) for name in _ORDER}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Item):
        return {name: _plain(getattr(value, name)) for name in ("kind", "text", "url", *FIELDS_BY_KIND[value.kind])}
    if isinstance(value, Image | Related):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
