"""`musnad serve`: the newsroom, the press and the public site in one process."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from musnad.cli.demo import load_demo
from musnad.cli.home import open_home
from musnad.cli.publishing import crew_of, print_site

FIRST, AGAIN = 60.0, 5.0
"""Seconds for which pages are printed before the first answer: that a new site stands when its address is told, and one
that stands already is up to date where little was left to print. The rest is printed beside the answers."""

_EXAMPLE = """\b
Example:
  musnad serve
  musnad serve --demo --port 8080
"""


@click.command(epilog=_EXAMPLE, short_help="Run the newsroom and its public site.")
@click.option("--demo", is_flag=True, help="Load the demo first, if it was not loaded yet.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; 0.0.0.0 for all.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen at.")
def serve(demo: bool, host: str, port: int) -> None:
    """Run everything in one process: the public site at /, the newsroom at /newsroom/.

    Where PUBLIC_STORE names a bucket, readers are sent their pages from there, and this serves the newsroom alone.
    Ctrl-C stops it.
    """
    from musnad.cli.serving.server import check_free
    from musnad.cli.serving.server import serve as serve_forever
    from musnad.cli.serving.sharing import taking_turns

    check_free(host, port)
    open_home()
    if demo:
        load_demo()
    print_site(seconds=AGAIN if anything_printed() else FIRST)

    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    from musnad.letters.postman import Postman
    from musnad.letters.sending import Sending
    from musnad.letters.turns import TURNS
    from musnad.press.worker import Worker

    serve_forever(
        host,
        port,
        public=public_folder(),
        newsroom=taking_turns(get_wsgi_application()),
        prefixes=settings.MUSNAD_DYNAMIC,
        background=[Worker(crew=crew_of(None)), Postman(TURNS), Sending()],
        ready=announce,
    )


def anything_printed() -> bool:
    from musnad.press.models import PrintedPage

    return PrintedPage.objects.filter(printed_at__isnull=False).exists()


def public_folder() -> Any:
    """Return what readers are sent, with what caches before it are told."""
    from django.conf import settings

    from musnad.cli.serving.public import Edge, PublicFolder
    from musnad.press.caches import labels
    from musnad.press.labels import label_of, labels_of

    home = settings.MUSNAD_HOME
    # What an earlier setting printed into the home is old by now: readers are at the bucket.
    root = home / "nothing-public" if settings.PUBLIC_BUCKET else settings.MUSNAD_PUBLIC
    return PublicFolder(str(root), Edge(settings.CDN_SECONDS, labels(), partial(label_of, labels_of(root, home))))


def announce(address: str) -> None:
    from django.conf import settings

    bucket = settings.PUBLIC_BUCKET
    where = f"in the bucket {bucket['name']}, for readers at {settings.MUSNAD_SITE_URL}/" if bucket else f"{address}/"
    click.echo(f"The site:     {where}")
    click.echo(f"The newsroom: {address}/newsroom/")
    click.echo("Ctrl-C stops.")
