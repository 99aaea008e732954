"""A page's body → the blocks of a story."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from typing import Any

from musnad.arabic.normal import normal
from musnad.newsroom.blocks import Platforms
from musnad.newsroom.models import PublicState, Story
from musnad.reader import Item, Page

Block = tuple[str, Any]

PLATFORMS = frozenset(code for code, _ in Platforms.CHOICES)


def blocks_of(page: Page) -> list[Block]:
    """Return (kind, value) of each block, in order; credits are not of the body but of the story."""
    found: list[Block] = []
    for item in page.body:
        found += MAKERS[item.kind](item) if item.kind in MAKERS else ()
    return found


def paragraph(item: Item) -> Iterator[Block]:
    html = item.html if item.html is not None else escape(item.text, quote=False).replace("\n", "<br/>")
    if html.strip():
        yield "paragraph", f"<p>{html}</p>"


def heading(item: Item) -> Iterator[Block]:
    yield "heading", {"text": item.text[:200], "level": "3" if (item.level or 2) > 2 else "2"}


def item_list(item: Item) -> Iterator[Block]:
    items = [f"<p>{escape(text, quote=False)}</p>" for text in item.items]
    yield "list", {"ordered": item.ordered, "items": items}


def quotation(item: Item) -> Iterator[Block]:
    yield "quote", {"text": item.text, "speaker": item.speaker[:150], "role": ""}


def image(item: Item) -> Iterator[Block]:
    """The picture itself is on another site and is not fetched: its caption keeps its place."""
    caption = item.caption or item.alt or item.text
    if caption:
        yield "image", {"image": None, "caption": caption[:300], "credit": item.credit[:150], "alt": item.alt[:300]}


def post(item: Item) -> Iterator[Block]:
    if item.platform not in PLATFORMS or not item.url:
        yield from link(item)
        return
    yield (
        "post",
        {
            "platform": item.platform,
            "url": item.url,
            "account": (item.account or "")[:100],
            "name": item.name[:150],
            "text": item.text,
            "posted": aware(item.posted_at),
        },
    )


def aware(moment: datetime | None) -> datetime | None:
    """Return `moment` with a zone; platforms tell the time of Greenwich."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def video(item: Item) -> Iterator[Block]:
    if not item.url:
        return
    title = item.caption or item.text or item.url
    yield "media", {"medium": "video", "title": title[:200], "url": item.url, "caption": item.caption[:300]}


def related(item: Item) -> Iterator[Block]:
    """«اقرأ المزيد»: a story that this site has as well is linked here, any other where it stands."""
    ours = story_with(item.text)
    if ours:
        yield "related", {"stories": [ours], "links": []}
    else:
        yield from link(item)


def link(item: Item) -> Iterator[Block]:
    if item.text or item.url:
        text = item.text or item.url or ""
        yield "related", {"stories": [], "links": [{"text": text[:250], "url": item.url or ""}]}


def story_with(headline: str) -> Story | None:
    """Return the live story with this headline, if there is one alone."""
    wanted = normal(headline)
    rows = PublicState.objects.filter(live=True, headline__startswith=headline[:4]) if headline else ()
    found = [row.pk for row in rows if normal(row.headline) == wanted]
    return Story.objects.filter(pk=found[0]).first() if len(found) == 1 else None


MAKERS = {
    "paragraph": paragraph,
    "heading": heading,
    "list": item_list,
    "quote": quotation,
    "image": image,
    "post": post,
    "video": video,
    "related": related,
}
