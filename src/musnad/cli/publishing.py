"""`musnad publish`: the public folder, brought up to date."""

from __future__ import annotations

import time
from math import inf
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from musnad.cli.home import open_home
from musnad.cli.worker import UNTIL_DONE

_EXAMPLE = """\b
Example:
  musnad publish
  musnad publish --all
"""


@click.command(epilog=_EXAMPLE, short_help="Bring the public folder up to date.")
@click.option("everything", "--all", is_flag=True, help="Compare every file with what it should be, byte for byte.")
@click.option("--processes", type=click.IntRange(1, 256), help="How many print where much waits; by default all cores.")
@click.pass_context
def publish(context: click.Context, everything: bool, processes: int | None) -> None:
    """Print what is stale into the public folder, and remove what is no longer there.

    A page that cannot be printed keeps its last good print; the exit status is then 1.
    """
    open_home()
    report = print_site(everything=everything, processes=processes)
    from musnad.press.hubs import tell_hubs
    from musnad.press.purging import purge_caches

    told = purge_caches()
    heard = tell_hubs()
    click.echo(
        f"printed {report.printed}, unchanged {report.unchanged}, removed {report.removed} in {report.seconds:.1f} s"
    )
    if not told:
        click.echo(
            "a cache did not take all purges; the log says why, and the next run or worker tries again", err=True
        )
    if not heard:
        click.echo("a hub was not told of all feeds that changed; the log says why", err=True)
    if report.failed:
        click.echo(f"{report.failed} pages could not be printed and keep their last print; the log says why", err=True)
        context.exit(1)


def crew_of(processes: int | None) -> Any:
    """Return who is called to help where much waits: as many as make that number with this process."""
    from musnad.press.crew import Crew, cores

    return Crew(UNTIL_DONE, (processes or cores()) - 1)


def print_site(*, everything: bool = False, processes: int | None = None, seconds: float = inf) -> Any:
    """Print what is stale, for `seconds` at most, with a bar where somebody watches; return the press's report."""
    from musnad.press.publishing import bring_up_to_date
    from musnad.press.schedule import keep_moments

    keep_moments()
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("Printing"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    end = time.monotonic() + seconds
    with bar:
        task = bar.add_task("", total=None)
        return bring_up_to_date(
            everything=everything,
            stop=lambda: time.monotonic() > end,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
            crew=crew_of(processes),
        )
