"""`musnad read`: a page → its parts, for people or for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from musnad.reader import Image, Item, Page, ReadError, read_file, to_json

_EXAMPLE = """\b
Example:
  musnad read page.html
  musnad read --json *.txt > pages.jsonl
  cat page.txt | musnad read -
"""
_ASIDE = "dim"


@click.command(epilog=_EXAMPLE, short_help="Take a page apart and show its parts.")
@click.argument("sources", metavar="SOURCE…", nargs=-1, required=True)
@click.option(
    "as_json", "--json", is_flag=True, help="Print a JSON object for each page; of several, each on its line."
)
@click.option("--encoding", metavar="NAME", help="The pages' encoding, such as windows-1256, where it cannot be told.")
@click.pass_context
def read(context: click.Context, sources: tuple[str, ...], as_json: bool, encoding: str | None) -> None:
    """Take each SOURCE apart and show its parts. Nothing is stored.

    SOURCE is a page's HTML or its text (.html or .txt); - reads from a pipe.
    """
    failed = False
    for source in sources:
        try:
            page = read_file(source, encoding=encoding)
        except ReadError as error:
            if len(sources) == 1:
                raise
            failed = True
            click.echo(f"{source}: {error}", err=True)
            continue
        if as_json:
            click.echo(json.dumps(to_json(page), ensure_ascii=False, indent=2 if len(sources) == 1 else None))
        else:
            Console(highlight=False).print(shown(page))
    if failed:
        context.exit(1)


def shown(page: Page) -> RenderableType:
    """Return the page as it is shown in a terminal: headline, facts, body, and dimmed what belongs to the site."""
    parts: list[RenderableType] = [Text(page.headline, style="bold"), Text("")]
    if page.standfirst:
        parts += [Text(page.standfirst, style="italic"), Text("")]
    facts = Table.grid(padding=(0, 2))
    for name, value in _facts(page):
        facts.add_row(Text(name, style=_ASIDE), Text(value))
    parts += [facts, Text("")]
    for item in page.body:
        parts += [_shown_item(item), Text("")]
    if page.furniture:
        parts.append(Text("Of the site, not of the story:", style=_ASIDE))
        parts += [Padding(Text(line, style=_ASIDE), (0, 0, 0, 2)) for line in page.furniture]
    return Group(*parts)


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
    return Text.assemble((f"[{item.kind}] ", _ASIDE), known)
