"""`musnad health`: whether what is published is live, for whatever watches the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from musnad.cli.home import load_django

if TYPE_CHECKING:
    from musnad.press.desk import CacheLine, Queue
    from musnad.press.presence import Seen

_EXAMPLE = """\b
Example:
  musnad health
  musnad health --late 60 || mail -s "The press is late" desk@news.example < /dev/null
"""


@click.command(epilog=_EXAMPLE, short_help="Say whether the press keeps up; the exit status is for monitors.")
@click.option(
    "--late",
    type=click.IntRange(1),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="A page may wait so long; those behind a change of the whole site are not counted.",
)
@click.pass_context
def health(context: click.Context, late: int) -> None:
    """Say in a line how the press is, and a line for each thing that is wrong: the exit status is then 1."""
    load_django()
    from musnad.press.desk import cache_lines, queue
    from musnad.press.presence import workers

    line, living = queue(), [worker for worker in workers() if worker.alive]
    faults = faults_of(line, living, late) + stale_caches(cache_lines(), late)
    click.echo(f"workers {len(living)}, waiting {line.waiting}, failing {line.failing}, faults {len(faults)}")
    for fault in faults:
        click.echo(fault, err=True)
    context.exit(1 if faults else 0)


def faults_of(line: Queue, living: list[Seen], late: int) -> list[str]:
    faults = [f"{worker.machine} ({worker.process}): {worker.trouble}" for worker in living if worker.trouble]
    if not living:
        faults.append("no worker lives: start musnad serve")
    if line.failing:
        faults.append(f"{line.failing} pages cannot be printed; /newsroom/press/ says why")
    age = line.age.total_seconds()
    # A change of the whole site may take its time behind the rest.
    if age > late and line.waiting > line.behind:
        faults.append(f"the oldest page has waited for {age:.0f} s")
    return faults


def stale_caches(lines: list[CacheLine], late: int) -> list[str]:
    """Return a line for each cache that has kept old copies for more than `late` seconds."""
    old = [(line, line.age.total_seconds()) for line in lines]
    return [
        f"{line.cache} has kept old copies of {line.waiting} pages for {age:.0f} s" for line, age in old if age > late
    ]
