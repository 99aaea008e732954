"""An archive laid onto a folder that a web server may be serving meanwhile.

Nothing is written before the whole archive is checked. Then all of it is unpacked beside the site and checked again,
byte for byte; then styles and pictures move into place, then pages, then the manifest, and what the site no longer has
goes last. Each move is a rename: a reader finds whole files. Killed at any moment, the same command goes on there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

from musnad.press.mirror import manifest as form
from musnad.press.mirror.checking import Allowance, side_by_side
from musnad.press.mirror.errors import BadArchive, NotApplied
from musnad.press.mirror.folders import remove_tree
from musnad.press.mirror.head import Head, head_of_archive, head_of_folder
from musnad.press.mirror.manifest import Entry, Manifest, shown
from musnad.press.mirror.tarball import Member, members

INCOMING = f"{form.FOLDER}/incoming"
SITE = "site"
MARK = "of"
FORMER = "former.txt"
FIRST = ("assets/", "media/")
"""What pages need: it is in place before them."""


def apply(archive: Path, folder: Path, trusted: str) -> Manifest:
    """Bring `folder` to what `archive` says, which was checked before; return its manifest.

    trusted: the fingerprint of the key; "" trusts the key that the folder's manifest was signed with.
    Raises NotApplied where the archive is older than the folder, or continues another one; BadMirror.
    """
    with ExitStack() as stack:
        file = stack.enter_context(archive.open("rb"))
        found = members(file, Allowance(0).take)
        head = head_of_archive(found, trusted, stack)
        incoming = folder / INCOMING
        if not resumed(incoming, head):
            begin(folder, head, trusted, stack)
        unpack(head, found, incoming / SITE)
        move(incoming / SITE, folder)
        put_manifest(head, folder)
        remove_former(folder, incoming / FORMER, head)
        remove_tree(incoming)
        return head.manifest


def resumed(incoming: Path, head: Head) -> bool:
    """Return whether this very archive was being laid onto the folder and broken off."""
    try:
        return (incoming / MARK).read_text(encoding="ascii") == head.sha256
    except (OSError, ValueError):
        return False


def begin(folder: Path, head: Head, trusted: str, stack: ExitStack) -> None:
    """Check that `head` goes with what the folder holds, and note both. Raises NotApplied."""
    check_room(folder, head)
    former = head_of_folder(folder, "", stack) if (folder / form.MANIFEST).exists() else None
    if former:
        check_order(former, head)
    else:
        check_first(folder, head, trusted)
    incoming = folder / INCOMING
    remove_tree(incoming)
    incoming.mkdir(parents=True)
    if former:
        with (incoming / FORMER).open("wb") as to:
            former.copy_list(form.FILES, to)
    (incoming / MARK).write_text(head.sha256, encoding="ascii")


def check_first(folder: Path, head: Head, trusted: str) -> None:
    if head.manifest.since:
        raise NotApplied(
            f"This is an increment to mirror {head.manifest.since.sequence}, and {folder} holds none: "
            "begin with a full one."
        )
    if folder.exists() and any(folder.iterdir()):
        raise NotApplied(f"{folder} is neither empty nor a mirror: name an empty folder.")
    if not trusted:
        raise NotApplied("The first time, say which key to trust: --key FINGERPRINT, as the newsroom told it to you.")


def check_order(former: Head, head: Head) -> None:
    """Raise NotApplied where `head` does not come after what is there."""
    if former.fingerprint != head.fingerprint:
        raise NotApplied(
            f"The folder's mirror was signed with another key: {former.fingerprint}. "
            "Ask the newsroom before trusting this."
        )
    before, after = former.manifest, head.manifest
    if former.sha256 != head.sha256 and (after.sequence, after.made) <= (before.sequence, before.made):
        raise NotApplied(
            f"It is older than what is there: mirror {after.sequence} of {after.made:%Y-%m-%d %H:%M} UTC, "
            f"and the folder holds mirror {before.sequence} of {before.made:%Y-%m-%d %H:%M} UTC."
        )
    if after.since and former.sha256 not in (after.since.sha256, head.sha256):
        raise NotApplied(
            f"It continues mirror {after.since.sequence}, and the folder holds mirror {before.sequence}: "
            "apply those between first, or a full one."
        )


def check_room(folder: Path, head: Head) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if free < head.manifest.packed.bytes:
        raise NotApplied(f"{folder} has room for {free} bytes, and {head.manifest.packed.bytes} are to come.")


def unpack(head: Head, archive: Iterator[Member], site: Path) -> None:
    """Write what the archive holds below `site`, each file checked as it is written. Raises BadArchive."""
    remove_tree(site)
    site.mkdir()
    for entry, member in side_by_side(head.packed(), archive):
        if entry is None or member is None or entry.size != member.size:
            name = (entry or member).name  # type: ignore[union-attr]
            raise BadArchive(
                f"{shown(name)} is not in the archive as it is listed: it was altered since it was checked."
            )
        write(site / entry.name, entry, member)


def write(path: Path, entry: Entry, member: Member) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with path.open("xb") as file:
        for chunk in member.chunks():
            digest.update(chunk)
            file.write(chunk)
    if digest.hexdigest() != entry.sha256:
        raise BadArchive(f"{shown(entry.name)} was altered since the archive was checked.")


def move(site: Path, folder: Path) -> None:
    """Move every file below `site` to its place in `folder`, those first that pages need."""
    real = folder.resolve()
    for first in (True, False):
        for name in names_below(site):
            if name.startswith(FIRST) is first:
                move_file(site, folder, name, real)


def move_file(site: Path, folder: Path, name: str, real: Path) -> None:
    place = folder / name
    if not place.parent.resolve().is_relative_to(real):
        raise NotApplied(f"A link in {folder} leads {shown(name)} out of it: remove the link.")
    place.parent.mkdir(parents=True, exist_ok=True)
    (site / name).replace(place)


def names_below(site: Path) -> Iterator[str]:
    for below, _, files in os.walk(site):
        yield from ((Path(below) / file).relative_to(site).as_posix() for file in files)


def put_manifest(head: Head, folder: Path) -> None:
    """Put the manifest into place; files.txt goes first, since the manifest speaks of it."""
    os.sync()
    draft = folder / INCOMING / "draft"
    with draft.open("wb") as to:
        head.copy_list(form.FILES, to)
    draft.replace(folder / form.FILES)
    for name, body in ((form.SIGNATURE, head.signature), (form.MANIFEST, head.body)):
        draft.write_bytes(body)
        draft.replace(folder / name)


def remove_former(folder: Path, former: Path, head: Head) -> None:
    """Remove what the list before had and the new one has not, with folders that this leaves empty."""
    if not former.exists():
        return
    with former.open("rb") as file:
        for old, new in form.compared(form.entries(file), head.files()):
            if old and new is None:
                remove(folder, old.name)


def remove(folder: Path, name: str) -> None:
    place = folder / name
    with suppress(FileNotFoundError, NotADirectoryError):
        place.unlink()
    above = place.parent
    while above != folder:
        try:
            above.rmdir()
        except OSError:
            return
        above = above.parent
