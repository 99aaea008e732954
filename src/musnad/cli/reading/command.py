"""The command itself: its options, and what is done with each source."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

import click
from rich.console import Console

from musnad.cli.reading.attributions import Other, shown_attributions
from musnad.cli.reading.lines import BadLine, Row, rows
from musnad.cli.reading.page import shown_furniture, shown_page
from musnad.reader import (
    RULES,
    EngineUnusable,
    Page,
    PageReading,
    ReadError,
    UnknownEngine,
    UnreadableSource,
    attribution_to_json,
    comparison_to_json,
    day_of,
    engine_names,
    read_attributions,
    read_file,
    read_text,
    reading_to_json,
    to_json,
)

_EXAMPLE = """\b
Example:
  musnad read page.html
  musnad read --json *.txt > pages.jsonl
  cat page.txt | musnad read -
  musnad read --jsonl texts.jsonl > attributions.jsonl
  musnad read --engine rules --engine llm page.html
"""
_PIPE = "-"


@click.command(epilog=_EXAMPLE, short_help="Take a page apart and show who said what in it.")
@click.argument("sources", metavar="SOURCE…", nargs=-1, required=True)
@click.option(
    "as_json", "--json", is_flag=True, help="Print a JSON object for each page; of several, each on its line."
)
@click.option(
    "as_lines",
    "--jsonl",
    is_flag=True,
    help='SOURCE holds texts and no page: a JSON object a line, {"id", "text"} and, if known, "day". '
    'Prints {"id", "attributions"} for each.',
)
@click.option(
    "engines",
    "--engine",
    metavar="NAME",
    multiple=True,
    help="Who finds the attributions: rules (the default), llm (a language model), or a plug-in. "
    "Given more than once, the first one's are shown, and where the others differ.",
)
@click.option(
    "day",
    "--day",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The texts' day, against which «الأحد» is dated, instead of what the page says.",
)
@click.option("--encoding", metavar="NAME", help="The pages' encoding, such as windows-1256, where it cannot be told.")
@click.pass_context
def read(
    context: click.Context,
    sources: tuple[str, ...],
    as_json: bool,
    as_lines: bool,
    engines: tuple[str, ...],
    day: datetime | None,
    encoding: str | None,
) -> None:
    """Take each SOURCE apart and show its parts, and who is said in it to have said what. Nothing is stored.

    SOURCE is a page's HTML or its text (.html or .txt); - reads from a pipe.
    """
    reader = _Reader(engines or (RULES,), day.date() if day else None)
    if as_lines:
        if as_json or encoding:
            raise click.UsageError("--jsonl goes with neither --json nor --encoding: its lines are UTF-8.")
        complaints = _read_lines(reader, sources)
    else:
        complaints = _read_pages(reader, sources, as_json=as_json, encoding=encoding)
    failed = False
    for complaint in complaints:
        failed = True
        click.echo(complaint, err=True)
    if failed:
        context.exit(1)


class _Reader:
    """The engines that were asked for, the first of which decides; names are known to be right from the start."""

    def __init__(self, engines: Sequence[str], day: date | None) -> None:
        self.first, *self.others = dict.fromkeys(engines)
        self.day = day
        for name in (self.first, *self.others):
            if name not in engine_names():
                raise UnknownEngine(name, engine_names())

    def page(self, page: Page) -> PageReading:
        return read_attributions(page, engine=self.first, day=self.day)

    def others_on(self, text: str, day: date | None) -> Iterator[Other | str]:
        """Yield what each other engine finds; of one that fails, the reason: what the first found stands without it."""
        for name in self.others:
            try:
                yield Other(name, tuple(read_text(text, engine=name, day=day)))
            except ReadError as error:
                yield str(error)


def _read_pages(reader: _Reader, sources: Sequence[str], *, as_json: bool, encoding: str | None) -> Iterator[str]:
    """Print each page and yield a complaint for each that could not be read. Of a single one ReadError is raised."""
    alone = len(sources) == 1
    for source in sources:
        try:
            reading = reader.page(read_file(source, encoding=encoding))
        except EngineUnusable:
            raise
        except ReadError as error:
            if alone:
                raise
            yield f"{source}: {error}"
            continue
        others = list(reader.others_on(reading.text.text, reader.day or day_of(reading.page)))
        yield from (f"{source}: {failure}" for failure in others if isinstance(failure, str))
        found = [other for other in others if isinstance(other, Other)]
        if as_json:
            click.echo(json.dumps(_page_json(reading, found), ensure_ascii=False, indent=2 if alone else None))
        else:
            console = Console(highlight=False)
            console.print(shown_page(reading.page), shown_attributions(reading, found), shown_furniture(reading.page))


def _page_json(reading: PageReading, others: Sequence[Other]) -> dict[str, object]:
    ours = [one.attribution for one in reading.attributions]
    compared = {other.name: comparison_to_json(ours, other.attributions) for other in others}
    return {**to_json(reading.page), **reading_to_json(reading), **({"others": compared} if compared else {})}


def _read_lines(reader: _Reader, sources: Sequence[str]) -> Iterator[str]:
    """Print the attributions of each line as they are found, and yield a complaint for each bad line."""
    for source in sources:
        try:
            with _opened(source) as opened:
                for number, row in rows(opened):
                    yield from (f"{source}, line {number}: {complaint}" for complaint in _read_row(reader, row))
        except UnreadableSource as error:
            if len(sources) == 1:
                raise
            yield f"{source}: {error}"


@contextmanager
def _opened(source: str) -> Iterator[BinaryIO]:
    if source == _PIPE:
        yield sys.stdin.buffer
        return
    with ExitStack() as stack:
        try:
            opened = stack.enter_context(Path(source).open("rb"))
        except OSError as error:
            raise UnreadableSource(source, (error.strerror or str(error)).lower()) from error
        except ValueError:
            raise UnreadableSource(source, "no file can have this name") from None
        yield opened


def _read_row(reader: _Reader, row: Row | BadLine) -> Iterator[str]:
    if isinstance(row, BadLine):
        yield f"{row}."
        return
    day = row.day or reader.day
    try:
        found = read_text(row.text, engine=reader.first, day=day)
    except EngineUnusable:
        # The next line would fail in the same way.
        raise
    except ReadError as error:
        yield str(error)
        return
    written: dict[str, object] = {"id": row.id, "attributions": [attribution_to_json(one) for one in found]}
    others = list(reader.others_on(row.text, day))
    yield from (failure for failure in others if isinstance(failure, str))
    if compared := {one.name: comparison_to_json(found, one.attributions) for one in others if isinstance(one, Other)}:
        written["others"] = compared
    click.echo(json.dumps(written, ensure_ascii=False))
