"""`musnad import`: pages of other sites into the newsroom."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress

from musnad.cli.failing import told
from musnad.cli.home import open_home
from musnad.cli.publishing import print_site
from musnad.reader import read_file

if TYPE_CHECKING:
    from musnad.wire.pages import Imported

_EXAMPLE = """\b
Example:
  musnad import page.txt
  musnad import --publish --section سياسة saved/*.html
"""


@click.command("import", epilog=_EXAMPLE, short_help="Bring pages into the newsroom.")
@click.argument("sources", metavar="SOURCE…", nargs=-1, required=True)
@click.option("--publish", is_flag=True, help="Publish at once; without it each story waits as a draft.")
@click.option("--section", metavar="SLUG", default="", help="The section to put them in, by its name in addresses.")
@click.option("--encoding", metavar="NAME", help="The pages' encoding, such as windows-1256, where it cannot be told.")
@click.pass_context
def import_(
    context: click.Context, sources: tuple[str, ...], publish: bool, section: str, encoding: str | None
) -> None:
    """Bring each SOURCE in as a story, and print what became of it and its address.

    SOURCE is a page's HTML or its text (.html or .txt); - reads from a pipe. A page that was imported before changes
    nothing, or becomes a new revision of its story if it has changed. A file that fails is named, the others go on,
    and the exit status is 1.
    """
    open_home()
    failed = 0
    for source in watched(sources):
        try:
            click.echo(import_source(source, publish=publish, section=section, encoding=encoding))
        except Exception as error:
            if context.find_root().params.get("traceback"):
                raise
            failed += 1
            click.echo(f"{source}: {told(error)}", err=True)
    if publish:
        print_site()
    if failed:
        click.echo(f"{failed} of {len(sources)} failed", err=True)
        context.exit(1)


def watched(sources: tuple[str, ...]) -> Iterator[str]:
    """Yield the sources, with a bar if they are many and somebody watches."""
    if len(sources) < 2 or not sys.stderr.isatty():
        yield from sources
        return
    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(sources, description="Importing")


def import_source(source: str, *, publish: bool, section: str, encoding: str | None) -> str:
    """Import one source; return the line that says what became of it."""
    from musnad.wire.pages import import_page

    page = read_file(source, encoding=encoding)
    name = "" if source == "-" else str(Path(source).absolute())
    return line_of(import_page(page, source=name, section=section, publish=publish))


def line_of(imported: Imported) -> str:
    """Return «created  http://…»: a published story's own address, or where its draft is edited."""
    from django.conf import settings
    from django.urls import reverse

    story = imported.story
    if imported.published:
        return f"{imported.outcome:<10}{settings.MUSNAD_SITE_URL}{story.url_path}"
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    return f"{imported.outcome:<10}{settings.MUSNAD_SITE_URL}{edit} (draft)"
