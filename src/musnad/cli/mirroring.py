"""`musnad mirror`: the public site as one signed archive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from musnad.cli.home import open_home
from musnad.cli.publishing import print_site

if TYPE_CHECKING:
    from musnad.press.mirror.packing import Origin, Packed

_EXAMPLE = """\b
Example:
  musnad mirror site.tar.gz
  musnad mirror --since site.tar.gz site-2.tar.gz
"""


@click.command(epilog=_EXAMPLE, short_help="Pack the public site for mirrors, signed.")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--since",
    metavar="MIRROR",
    type=click.Path(path_type=Path, exists=True),
    help="Pack only what is new or changed after this earlier mirror: its archive, or a folder it was unpacked into.",
)
@click.option(
    "--as-printed",
    is_flag=True,
    help="Leave pages byte for byte as they are on the site: for web servers. Without it links lead to index.html, and "
    "the mirror can be read from a disk as well.",
)
@click.option("as_json", "--json", is_flag=True, help="Print what was packed as a JSON object.")
def mirror(target: Path, since: Path | None, as_printed: bool, as_json: bool) -> None:
    """Print what is stale, then pack the public site into the archive TARGET (.tar.gz) with a signed manifest.

    The key is made on the first use and kept in MUSNAD_HOME/mirror.key: keep a copy of it. Tell those who run
    mirrors its fingerprint, which this command prints; `musnad verify` checks what they have.
    """
    open_home()
    tell_key()
    print_site()
    packed = pack_watched(target, since, as_printed=as_printed)
    click.echo(json.dumps(as_object(packed, target), ensure_ascii=False, indent=2) if as_json else lines_of(packed))


def pack_watched(target: Path, since: Path | None, *, as_printed: bool) -> Packed:
    """Pack, counting where somebody watches."""
    from musnad.press.mirror.packing import pack, time_of_making

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("Packing"), TextColumn("{task.completed:,.0f} files"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        return pack(
            origin(as_printed=as_printed),
            target,
            since=since,
            made=time_of_making(),
            progress=lambda done: bar.update(task, completed=done),
        )


def tell_key() -> None:
    """Have the site name the key, which is made here on the first use, before the first archive is signed with it."""
    from django.conf import settings

    from musnad.newsroom.mirrors import tell_key as tell
    from musnad.press.mirror.keys import fingerprint, kept_key, public_pem
    from musnad.press.mirror.packing import KEY

    pem = public_pem(kept_key(settings.MUSNAD_HOME / KEY))
    tell(pem, fingerprint(pem))


def origin(*, as_printed: bool) -> Origin:
    from django.conf import settings

    from musnad.newsroom.models import Edition
    from musnad.press.mirror.errors import NotPacked
    from musnad.press.mirror.packing import Origin

    if settings.PUBLIC_BUCKET:
        raise NotPacked(
            "PUBLIC_STORE names a bucket, and a mirror is packed from a folder: run this with a folder there."
        )
    first = Edition.objects.live().order_by("path").values_list("title", flat=True).first()
    return Origin(settings.MUSNAD_SITE_URL, first or "", settings.MUSNAD_HOME, settings.MUSNAD_PUBLIC, as_printed)


def lines_of(packed: Packed) -> str:
    manifest = packed.manifest
    head = f"mirror {manifest.sequence} of {manifest.made:%Y-%m-%d %H:%M} UTC"
    if manifest.since and manifest.changes and manifest.removed:
        what = (
            f"{manifest.changes.count} files new or changed, {manifest.removed.count} removed since "
            f"mirror {manifest.since.sequence}, of {manifest.files.count}"
        )
    else:
        what = f"{manifest.files.count} files"
    return f"{head}: {what}, {packed.size} bytes\nsigned with the key {packed.fingerprint}"


def as_object(packed: Packed, target: Path) -> dict[str, object]:
    manifest = packed.manifest
    return {
        "archive": str(target),
        "bytes": packed.size,
        "key": packed.fingerprint,
        "press_held_seconds": round(packed.held, 3),
        "manifest": json.loads(manifest.to_bytes()),
    }
