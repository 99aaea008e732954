"""`musnad bounces`: what comes back to the address of bounces."""

from __future__ import annotations

import mailbox
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from musnad.cli.home import load_django

if TYPE_CHECKING:
    from musnad.letters.bouncing import Outcome

TRY_AGAIN = 75
"""EX_TEMPFAIL: a mail server that pipes a message in keeps it and comes again."""

_EXAMPLE = """\b
Example:
  musnad bounces < report.eml
  musnad bounces --maildir /var/mail/bounces
"""


@click.command(epilog=_EXAMPLE, short_help="Read what came back, and take addresses off.")
@click.option(
    "--maildir",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Read the new messages of a Maildir, and mark them as seen.",
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
def bounces(maildir: Path | None, files: tuple[Path, ...]) -> None:
    """Read reports of failure and of complaints, from FILES, a Maildir or standard input, and act on them.

    An address that does not exist, and one whose owner complained, is sent nothing more; a temporary failure is
    counted, and the fifth takes the address off. The line at the end says how many; "repeated" had been reported
    before, "unproven" names an address but shows no message of ours and takes nobody off, "unknown" is no report, or of
    no subscriber.
    """
    load_django()
    from django.db import Error

    from musnad.letters.bouncing import summed, take_back

    try:
        if maildir:
            done = read_maildir(maildir)
        else:
            messages = [path.read_bytes() for path in files] or [sys.stdin.buffer.read()]
            done = [outcome for raw in messages for outcome in take_back(raw)]
    except Error as error:
        click.echo(f"The database cannot be reached ({error}); the message is to come again.", err=True)
        sys.exit(TRY_AGAIN)
    click.echo(summed(done))


def read_maildir(folder: Path) -> list[Outcome]:
    """Act on the messages that are not seen yet; each is marked after it was acted on: a kill has it read again.

    What proves nothing is flagged as well, for whoever wants to look at it.
    """
    from musnad.letters.bouncing import Outcome, take_back

    box = mailbox.Maildir(folder, create=False)
    done: list[Outcome] = []
    for key in sorted(box.keys()):
        message = box.get_message(key)
        if "S" in message.get_flags():
            continue
        outcomes = take_back(box.get_bytes(key))
        done += outcomes
        message.add_flag("SF" if Outcome.UNPROVEN in outcomes else "S")
        message.set_subdir("cur")
        box[key] = message
    return done
