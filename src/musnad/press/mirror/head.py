"""What stands at the head of a mirror: its manifest, whose signature is checked before anything else is read."""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from musnad.press.mirror import manifest as form
from musnad.press.mirror.errors import BadArchive, BadManifest, KeyUnusable, Unreadable
from musnad.press.mirror.keys import fingerprint, signed_by
from musnad.press.mirror.manifest import Entry, Listing, Manifest, entries, manifest_from
from musnad.press.mirror.tarball import CHUNK, Member


@dataclass(slots=True)
class Head:
    """A manifest whose signature is right, and its lists, kept aside while they are in use.

    body: the manifest byte for byte, signature: the 64 bytes over it. fingerprint: the signing key's.
    """

    body: bytes
    signature: bytes
    manifest: Manifest
    fingerprint: str
    lists: dict[str, IO[bytes]] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    def files(self) -> Iterator[Entry]:
        """Yield every file of the site."""
        return entries(self._lines(form.FILES))

    def packed(self) -> Iterator[Entry]:
        """Yield the files that come with the archive."""
        return entries(self._lines(form.CHANGES if self.manifest.since else form.FILES))

    def removed(self) -> Iterator[str]:
        return form.names(self._lines(form.REMOVED)) if self.manifest.since else iter(())

    def copy_list(self, name: str, to: IO[bytes]) -> None:
        self.lists[name].seek(0)
        shutil.copyfileobj(self.lists[name], to, CHUNK)

    def _lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of a list from an own place in it: two of them may be read by turns."""
        file, at = self.lists[name], 0
        while True:
            file.seek(at)
            lot = file.readlines(CHUNK)
            if not lot:
                return
            at = file.tell()
            yield from lot

    def keep(self, stack: ExitStack, name: str, listing: Listing, chunks: Iterable[bytes]) -> None:
        """Keep a list aside while `stack` lives. Raises BadManifest where it is not the one that was signed."""
        spool = tempfile.TemporaryFile()  # noqa: SIM115  (the stack closes it)
        stack.enter_context(spool)
        length, digest = 0, hashlib.sha256()
        for chunk in chunks:
            length += len(chunk)
            if length > listing.length:
                break
            digest.update(chunk)
            spool.write(chunk)
        if length != listing.length or digest.hexdigest() != listing.sha256:
            raise BadManifest(f"{name} is not the list that was signed.")
        self.lists[name] = spool

    def check_lists(self) -> None:
        """Raise BadManifest where an increment's lists do not go with each other."""
        if not self.manifest.since:
            return
        for change, file in form.compared(self.packed(), self.files()):
            if change and change != file:
                raise BadManifest(f"{form.CHANGES} and {form.FILES} do not agree on {form.shown(change.name)}.")
        gone = (Entry(name, 0, "") for name in self.removed())
        for removed, file in form.compared(gone, self.files()):
            if removed and file:
                raise BadManifest(f"{form.REMOVED} has {form.shown(file.name)}, which {form.FILES} has too.")


def signed_head(body: bytes, signature: bytes, trusted: str) -> Head:
    """Return the head. trusted: the fingerprint that the key must have, or "" to take whatever key it names.

    Raises BadManifest.
    """
    manifest = manifest_from(body)
    try:
        found = fingerprint(manifest.key)
    except KeyUnusable as error:
        raise BadManifest("The manifest names no key that can be read.") from error
    if trusted and found != trusted:
        raise BadManifest(f"It is signed with another key than the one to be trusted: {found} and not {trusted}.")
    if not signed_by(manifest.key, signature, body):
        raise BadManifest("The signature is wrong: the manifest was altered after it was signed.")
    return Head(body, signature, manifest, found)


def head_of_archive(archive: Iterator[Member], trusted: str, stack: ExitStack) -> Head:
    """Read the first files of an archive. Raises BadArchive and BadManifest."""
    body = expected(archive, form.MANIFEST).body(form.LARGEST_MANIFEST)
    signature = expected(archive, form.SIGNATURE).body(form.SIGNATURE_LENGTH)
    head = signed_head(body, signature, trusted)
    for name, listing in lists_of(head.manifest):
        member = expected(archive, name)
        if member.size != listing.length:
            raise BadManifest(f"{name} is not the list that was signed.")
        head.keep(stack, name, listing, member.chunks())
    head.check_lists()
    return head


def lists_of(manifest: Manifest) -> list[tuple[str, Listing]]:
    more = [(form.CHANGES, manifest.changes), (form.REMOVED, manifest.removed)]
    return [(form.FILES, manifest.files), *((name, listing) for name, listing in more if listing)]


def expected(archive: Iterator[Member], name: str) -> Member:
    member = next(archive, None)
    if member is None or member.name != name:
        raise BadArchive(f"This is no mirror of a Musnad site: {name} is not where it should be.")
    return member


def head_of_folder(folder: Path, trusted: str, stack: ExitStack) -> Head:
    """Read the manifest of an unpacked mirror, and its list of all files: of an increment too, nothing else is kept.

    Raises Unreadable where there is none, BadManifest.
    """
    body = small_file(folder / form.MANIFEST, form.LARGEST_MANIFEST)
    signature = small_file(folder / form.SIGNATURE, form.SIGNATURE_LENGTH)
    head = signed_head(body, signature, trusted)
    try:
        with plain_file(folder / form.FILES) as file:
            head.keep(stack, form.FILES, head.manifest.files, iter(lambda: file.read(CHUNK), b""))
    except FileNotFoundError as error:
        raise BadManifest(f"{form.FILES} is missing.") from error
    return head


def small_file(path: Path, most: int) -> bytes:
    try:
        with plain_file(path) as file:
            body = file.read(most + 1)
    except FileNotFoundError as error:
        raise Unreadable(f"There is no {path}: this folder is no mirror, or it was unpacked without it.") from error
    if len(body) > most:
        raise BadManifest(f"{path.name} is larger than {most} bytes.")
    return body


def plain_file(path: Path) -> io.BufferedReader:
    """Open a regular file. A pipe would keep us waiting for ever, a link lead elsewhere."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise BadManifest(f"{path} is no plain file.")
    return path.open("rb")
