"""`musnad subscriber`: what is known of an address, for its owner who asks, and its erasure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from musnad.cli.home import load_django

if TYPE_CHECKING:
    from musnad.letters.models import Subscriber

_EXAMPLE = """\b
Example:
  musnad subscriber export reader@news.example > reader.json
  musnad subscriber erase reader@news.example
"""


@click.group(epilog=_EXAMPLE, short_help="Export or erase what is known of a letters' subscriber.")
def subscriber() -> None:
    """Give out or erase what is known of an address that asked for letters."""


@subscriber.command(short_help="Print all that is known of ADDRESS, as JSON.")
@click.argument("address")
def export(address: str) -> None:
    """Print all that is known of ADDRESS, as JSON."""
    from_home = found(address)
    from musnad.letters.exporting import known_of

    click.echo(json.dumps(known_of(from_home), ensure_ascii=False, indent=2))


@subscriber.command(short_help="Erase ADDRESS and all that is known of it.")
@click.argument("address")
def erase(address: str) -> None:
    """Erase ADDRESS and all that is known of it.

    Of an address that bounced or complained a keyed hash stays, so that it is not written to again.
    """
    row = found(address)
    from musnad.letters.subscribing import erase as erase_row

    erase_row(row)
    click.echo("erased")


def found(address: str) -> Subscriber:
    """Return the subscriber; ends the command where there is none."""
    load_django()
    from musnad.letters.bouncing import known_as

    row = known_as(address)
    if row is None:
        raise click.ClickException("Nothing is known of this address.")
    return row
