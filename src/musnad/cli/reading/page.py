"""A page's parts as a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from musnad.reader import Image, Item, Page

ASIDE = "dim"


def shown_page(page: Page) -> RenderableType:
    """Return the story: headline, facts, body."""
    parts: list[RenderableType] = [Text(page.headline, style="bold"), Text("")]
    if page.standfirst:
        parts += [Text(page.standfirst, style="italic"), Text("")]
    facts = Table.grid(padding=(0, 2))
    for name, value in _facts(page):
        facts.add_row(Text(name, style=ASIDE), Text(value))
    parts += [facts, Text("")]
    for item in page.body:
        parts += [_shown_item(item), Text("")]
    return Group(*parts)


def shown_furniture(page: Page) -> RenderableType:
    """Return, dimmed, what belongs to the site; nothing where there is nothing."""
    if not page.furniture:
        return Group()
    lines = [Padding(Text(line, style=ASIDE), (0, 0, 0, 2)) for line in page.furniture]
    return Group(Text("Of the site, not of the story:", style=ASIDE), *lines)


def _facts(page: Page) -> Iterator[tuple[str, str]]:
    """Yield what is known of the page; what is not is left out."""
    moments = (
        ("published", page.published),
        ("updated", page.updated),
        ("not before", page.not_before),
        ("captured on", page.captured_on),
    )
    texts = (
        ("language", page.language),
        ("section", page.section),
        ("breadcrumbs", " › ".join(page.breadcrumbs)),
        ("byline", "، ".join(page.byline)),
        *((name, str(moment)) for name, moment in moments if moment),
        ("image", _shown_image(page.image)),
        ("keywords", "، ".join(page.keywords)),
        ("credits", "، ".join(page.credits)),
        ("address", page.url or ""),
    )
    return ((name, value) for name, value in texts if value)


def _shown_image(image: Image | None) -> str:
    return " · ".join(filter(None, (image.caption, image.credit, image.url))) if image else ""


def _shown_item(item: Item) -> RenderableType:
    if item.kind == "paragraph":
        return Text(item.text)
    if item.kind == "heading":
        return Text(item.text, style="bold")
    if item.kind == "list":
        numbers = [f"{place}." if item.ordered else "•" for place in range(1, len(item.items) + 1)]
        return Text("\n".join(f"{number} {text}" for number, text in zip(numbers, item.items, strict=True)))
    account = f"@{item.account}" if item.account else None
    names = (item.platform, account, item.id, item.speaker, item.caption or item.text)
    when = item.posted_at.isoformat(" ", "seconds") if item.posted_at else None
    known = " · ".join(filter(None, (*names, item.alt, when, item.url)))
    return Text.assemble((f"[{item.kind}] ", ASIDE), known)
