"""`musnad demo`: a newsroom to try things in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import Progress

from musnad.cli.home import open_home
from musnad.cli.publishing import print_site

_EXAMPLE = """\b
Example:
  musnad demo
  MUSNAD_HOME=/tmp/trial musnad demo
  MUSNAD_HOME=/tmp/large musnad demo --stories 100000 --seed 1
"""

MOST = 1_000_000
"""Stories of one archive: beyond that a section's tree of pages would be full."""


@click.command(epilog=_EXAMPLE, short_help="Load the demo newsroom.")
@click.option(
    "--stories", type=click.IntRange(1, MOST), help="Load a generated archive of so many stories in place of the demo."
)
@click.option("--seed", type=click.IntRange(0, 2**31), default=1, show_default=True, help="Which archive it is.")
@click.option("--print/--no-print", "printing", default=True, help="Print the pages afterwards, or leave them in line.")
def demo(stories: int | None, seed: int, printing: bool) -> None:
    """Load the demo: a country that does not exist, its sections, authors, stories and pictures, and print them.

    What was loaded before is left as it is, also where an editor changed or deleted it. With --stories, stories of that
    country are put together instead, the same ones for the same seed: an archive to measure with. A larger number goes
    on where the last one ended, a smaller one changes nothing.
    """
    open_home()
    begun = time.monotonic()
    loaded = load_demo() if stories is None else load_archive(stories, seed)
    took = f" in {time.monotonic() - begun:.1f} s" if stories else ""
    click.echo(f"loaded {loaded} stories{took}" if loaded else "the demo is loaded already")
    if printing:
        print_site()


def load_demo() -> int:
    """Load what is missing of the demo; return how many stories that was."""
    from musnad.wire.demo.loading import DemoContent, load

    content = DemoContent.read()
    with bar("Loading the demo", content.steps) as advance:
        return load(content, lambda: advance(1))


def load_archive(stories: int, seed: int) -> int:
    """Load what is missing of the first `stories` of a generated archive; return how many stories that was."""
    from musnad.wire.demo.archive.loading import load, steps

    with bar("Loading the archive", steps(stories)) as advance:
        return load(stories, seed, advance)


@contextmanager
def bar(title: str, total: int) -> Iterator[Callable[[int], object]]:
    """Show how far it is, where somebody watches; yields what is told of each step."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(title, total=total)
        yield lambda steps: shown.advance(task, steps)
