"""`musnad webserver`: the configuration of a web server that is to stand before this newsroom."""

from __future__ import annotations

from pathlib import Path

import click

from musnad.cli.home import load_django

_EXAMPLE = """\b
Example:
  musnad webserver nginx --certificate /etc/letsencrypt/live/news.example > /etc/nginx/sites-enabled/musnad
  musnad webserver caddy --newsroom-from 10.0.0.0/8 > /etc/caddy/Caddyfile
"""


def _networks(_: click.Context, __: click.Parameter, written: tuple[str, ...]) -> tuple[str, ...]:
    from musnad.cli.webservers.configuration import network

    try:
        return tuple(network(each) for each in written)
    except ValueError as error:
        raise click.BadParameter(f"{error}; a network looks like 10.0.0.0/8, an address like 192.0.2.7.") from error


@click.command(epilog=_EXAMPLE, short_help="Show the configuration of nginx or Caddy for this newsroom.")
@click.argument("server", type=click.Choice(["nginx", "caddy"]))
@click.option("--upstream", default="127.0.0.1:8000", show_default=True, help="Where `musnad serve` listens.")
@click.option("--public", type=click.Path(path_type=Path), help="The printed folder, if not the one below MUSNAD_HOME.")
@click.option(
    "--certificate",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="nginx speaks TLS with fullchain.pem and privkey.pem from there. Caddy gets a certificate by itself.",
)
@click.option(
    "--newsroom-from",
    multiple=True,
    metavar="NETWORK",
    callback=_networks,
    help="Who may reach the newsroom, e.g. 10.0.0.0/8; once for each. Without it, everyone.",
)
def webserver(
    server: str, upstream: str, public: Path | None, certificate: Path | None, newsroom_from: tuple[str, ...]
) -> None:
    """Show the configuration of SERVER for this newsroom, made from its settings.

    The site's name comes from MUSNAD_SITE_URL, the folder from MUSNAD_HOME or PUBLIC_STORE. Where that is a bucket, the
    server is told of the newsroom alone.
    """
    load_django()
    from django.conf import settings

    from musnad.cli.webservers.configuration import Place, configured

    # Where a bucket has the site, what lies in the folder is old: only the newsroom is behind this server.
    printed = settings.MUSNAD_HOME / "nothing-public" if settings.PUBLIC_BUCKET else settings.MUSNAD_PUBLIC
    folder = (public or Path(printed)).resolve()
    keys = str(certificate.absolute()) if certificate else ""
    place = Place(
        settings.MUSNAD_SITE_URL,
        str(folder),
        settings.MUSNAD_DYNAMIC,
        upstream,
        newsroom_from,
        keys,
        settings.MUSNAD_FOR_READERS,
    )
    click.echo(configured(server, place), nl=False)
