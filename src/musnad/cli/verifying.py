"""`musnad verify`: whether a mirror is what the newsroom signed. It needs neither a home nor Django."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from musnad.press.mirror.applying import apply
from musnad.press.mirror.checking import Check, Problem
from musnad.press.mirror.errors import KeyUnusable, MirrorError, Unreadable
from musnad.press.mirror.head import Head
from musnad.press.mirror.keys import trusted
from musnad.press.mirror.manifest import shown

WRONG, UNCHECKED = 1, 2
MOST_IN_JSON = 1000

_EXAMPLE = """\b
Example:
  musnad verify site.tar.gz --key 9f86d081884c…
  musnad verify site-2.tar.gz --key key.pem --apply /srv/mirror
  musnad verify /srv/mirror --key key.pem --max-age 3
"""


@click.command(epilog=_EXAMPLE, short_help="Check a mirror, packed or unpacked.")
@click.argument("mirror", type=click.Path(path_type=Path))
@click.option(
    "key", "--key", metavar="KEY", default="", help="The key to trust: its fingerprint, or a file with the public key."
)
@click.option(
    "days",
    "--max-age",
    metavar="DAYS",
    type=click.FloatRange(min=0, min_open=True),
    help="Call a mirror wrong that was made longer ago: somebody may be keeping newer ones from you.",
)
@click.option(
    "folder",
    "--apply",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="If all is right, lay the archive onto this folder: an empty one, or the mirror that an increment continues.",
)
@click.option("as_json", "--json", is_flag=True, help="Print what was found as a JSON object.")
@click.pass_context
def verify(
    context: click.Context, mirror: Path, key: str, days: float | None, folder: Path | None, as_json: bool
) -> None:
    """Check the signature of MIRROR, an archive or the folder it was unpacked into, and every file of it.

    What is wrong is told a line each: altered, missing, surplus or broken. The exit status is 0 if all is right, 1 if
    anything is wrong, 2 if it could not be checked.
    """
    report = Report(mirror, as_json=as_json)
    try:
        right = report.check(trusted(key) if key else "", timedelta(days=days) if days else None)
        if right and folder:
            report.apply(folder, key)
    except (Unreadable, KeyUnusable) as error:
        report.end(context, UNCHECKED, str(error))
    except (MirrorError, OSError) as error:
        report.end(context, WRONG, str(error))
    report.end(context, 0 if right else WRONG)


class Report:
    """Tells what is found: a line each at once, or all of it as one object at the end."""

    def __init__(self, mirror: Path, *, as_json: bool) -> None:
        self.mirror, self.as_json = mirror, as_json
        self.problems: list[Problem] = []
        self.checker = Check(self.tell)
        self.applied: Path | None = None

    def tell(self, problem: Problem) -> None:
        if not self.as_json:
            click.echo(str(problem))
        elif len(self.problems) < MOST_IN_JSON:
            self.problems.append(problem)

    def check(self, key: str, max_age: timedelta | None) -> bool:
        self.checker.trusted, self.checker.max_age = key, max_age
        console = Console(stderr=True)
        columns = (TextColumn("Checking"), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("", total=None)
            self.checker.progress = lambda done, total: bar.update(task, completed=done, total=total)
            return self.checker.run(self.mirror)

    def apply(self, folder: Path, key: str) -> None:
        if self.mirror.is_dir():
            raise Unreadable("Only an archive can be applied; this is a folder.")
        apply(self.mirror, folder, trusted(key) if key else "")
        self.applied = folder

    def end(self, context: click.Context, status: int, error: str = "") -> None:
        if self.as_json:
            click.echo(json.dumps(self.as_object(status, error), ensure_ascii=False, indent=2))
        else:
            self.say(status, error)
        context.exit(status)

    def say(self, status: int, error: str) -> None:
        head = self.checker.head
        if head:
            click.echo(about(head))
            if not self.checker.trusted:
                click.echo("The key was not compared with one that you trust: --key FINGERPRINT does that.", err=True)
        if error:
            click.echo(error, err=True)
        elif status:
            click.echo(f"wrong: {self.checker.problems} problems, {self.checker.checked} files are right")
        else:
            where = f"; {self.applied} is up to date" if self.applied else ""
            click.echo(f"right: {self.checker.checked} files{where}")

    def as_object(self, status: int, error: str) -> dict[str, object]:
        head = self.checker.head
        return {
            "mirror": str(self.mirror),
            "right": status == 0,
            "error": error,
            "files_right": self.checker.checked,
            "problem_count": self.checker.problems,
            "problems": [{"kind": each.kind, "name": each.name, "said": each.said} for each in self.problems],
            "key": head.fingerprint if head else "",
            "key_compared": bool(head and self.checker.trusted),
            "manifest": json.loads(head.body) if head else None,
            "applied": str(self.applied) if self.applied else "",
        }


def about(head: Head) -> str:
    """Return whose mirror it is, and of when."""
    manifest = head.manifest
    kind = f"changes after mirror {manifest.since.sequence}" if manifest.since else "the whole site"
    return (
        f"{shown(manifest.name)} ({shown(manifest.site)}), mirror {manifest.sequence}, {kind}, "
        f"made {manifest.made:%Y-%m-%d %H:%M} UTC ({ago(manifest.made)})\nsigned with the key {head.fingerprint}"
    )


def ago(moment: datetime) -> str:
    """Return how long ago that was, roughly."""
    seconds = (datetime.now(UTC) - moment).total_seconds()
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length:.0f} {unit} ago"
    return "just now" if seconds > -60 else "a date in the future"
