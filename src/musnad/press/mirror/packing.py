"""The archive, made beside a press that goes on printing: whole, signed, in a bounded memory."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from musnad.newsstand.offline import for_files
from musnad.press.locks import one_alone
from musnad.press.mirror import manifest as form
from musnad.press.mirror.errors import NotPacked, Unreadable
from musnad.press.mirror.frozen import Frozen, Vouched, frozen
from musnad.press.mirror.head import Head, head_of_archive, head_of_folder
from musnad.press.mirror.keys import fingerprint, kept_key, public_pem
from musnad.press.mirror.manifest import Base, Entry, ListWriter, Manifest
from musnad.press.mirror.tarball import CHUNK, Compressed, members, write_end, write_member

KEY = "mirror.key"
LAST = "last.json"
PATIENCE = 900.0
"""Seconds to wait for a press that is printing."""

Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Packed:
    """manifest: what was signed. fingerprint: the key's. size: of the archive. held: seconds the press was kept."""

    manifest: Manifest
    fingerprint: str
    size: int
    held: float


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose site it is: its address, its name, where its newsroom's home and its public folder are.

    as_printed: pack pages byte for byte, for web servers alone. Else their links lead to files, and a disk will do.
    """

    site: str
    name: str
    home: Path
    public: Path
    as_printed: bool = False

    @property
    def own(self) -> Path:
        return self.home / "mirror"

    @property
    def frozen(self) -> Path:
        """Where the site is linked to: on the filesystem of the public folder, which need not be the home's."""
        inside = self.public.parent == self.home
        return self.own / "frozen" if inside else self.public.with_name(f".{self.public.name}.mirror")


def pack(origin: Origin, target: Path, *, since: Path | None, made: datetime, progress: Progress) -> Packed:
    """Write the site, or what changed of it after the mirror `since`, as an archive to `target`.

    `target` is there whole or stays what it was. `since` is an archive, or a folder that one was unpacked into.
    Raises NotPacked, KeyUnusable; BadMirror and Unreadable for `since`; OSError.
    """
    key = kept_key(origin.home / KEY)
    with ExitStack() as stack:
        one = stack.enter_context(one_alone(origin.own / "lock"))
        if not one:
            raise NotPacked("Another mirror is being packed; try again when it is done.")
        own_print = fingerprint(public_pem(key))
        before = earlier(since, own_print, stack) if since else None
        work = Work(stack, origin, made, progress)
        with frozen(origin.public, origin.frozen, origin.home / "press.lock", PATIENCE, work.listed) as site:
            work.write_files(site, before)
            manifest = signed(origin, key, work, before)
            size = work.assemble(target, manifest, key)
        return Packed(manifest, own_print, size, site.held)


def earlier(since: Path, own: str, stack: ExitStack) -> Head:
    """Return the head of an earlier mirror of this newsroom."""
    try:
        if since.is_dir():
            return head_of_folder(since, own, stack)
        file = stack.enter_context(since.open("rb"))
        return head_of_archive(members(file, lambda _: None), own, stack)
    except OSError as error:
        raise Unreadable(f"{since} cannot be read: {error.strerror}.") from error


class Work:
    """What is on its way: the files packed so far, and the lists of them, all in files of the home's own."""

    def __init__(self, stack: ExitStack, origin: Origin, made: datetime, progress: Progress) -> None:
        def spool() -> IO[bytes]:
            return stack.enter_context(tempfile.TemporaryFile(dir=origin.own))

        self.listed, self.payload = spool(), spool()
        self.lists = {name: spool() for name in (form.FILES, form.CHANGES, form.REMOVED)}
        self.writers = {name: ListWriter(file) for name, file in self.lists.items()}
        self.mtime = int(made.timestamp())
        self.made, self.progress = made, progress
        self.content = chunks_of if origin.as_printed else chunks_for_files

    def write_files(self, site: Frozen, before: Head | None) -> None:
        """Pack every file, or those that `before` has not or has otherwise."""
        packed = Compressed(self.payload)
        now = (self._listed(site.folder, each) for each in site.files())
        pairs = form.compared(before.files() if before else iter(()), now)
        for number, (old, new) in enumerate(pairs, 1):
            if new is None:
                assert old is not None  # noqa: S101  (one of both is always given)
                self.writers[form.REMOVED].add_name(old.name)
            elif new != old:
                self.writers[form.CHANGES].add(new)
                write_member(packed, new.name, new.size, self.mtime, self.content(site.folder / new.name))
            self.progress(number)
        write_end(packed)
        packed.close()

    def _listed(self, folder: Path, each: Vouched) -> Entry:
        check_print(folder, each)
        entry = entry_of(each.name, self.content(folder / each.name))
        self.writers[form.FILES].add(entry)
        return entry

    def assemble(self, target: Path, manifest: Manifest, key: Ed25519PrivateKey) -> int:
        """Put head and files together and give them the name `target`; return the archive's size."""
        body = manifest.to_bytes()
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".musnad-mirror-", delete=False) as file:
            try:
                head = Compressed(file.file)
                self._member(head, form.MANIFEST, io.BytesIO(body), len(body))
                self._member(head, form.SIGNATURE, io.BytesIO(key.sign(body)), form.SIGNATURE_LENGTH)
                names = [form.FILES, *([form.CHANGES, form.REMOVED] if manifest.since else [])]
                for name in names:
                    self._member(head, name, self.lists[name], self.writers[name].listing.length)
                head.close()
                self.payload.seek(0)
                shutil.copyfileobj(self.payload, file, CHUNK)
                file.flush()
                os.fsync(file.fileno())
                size = file.tell()
                # Anyone may have it; the temporary file is its owner's alone.
                Path(file.name).chmod(0o644)
                Path(file.name).replace(target)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        return size

    def _member(self, to: Compressed, name: str, file: IO[bytes], size: int) -> None:
        file.seek(0)
        write_member(to, name, size, self.mtime, iter(lambda: file.read(CHUNK), b""))


def signed(origin: Origin, key: Ed25519PrivateKey, work: Work, before: Head | None) -> Manifest:
    """Return the manifest of what was packed, and count it: a mirror's number is never given twice.

    It is counted before the archive is there. A kill in between leaves a number that nobody has seen.
    """
    last = last_of(origin)
    listing = {name: writer.listing for name, writer in work.writers.items()}
    sequence = max(last.sequence, before.manifest.sequence if before else 0) + 1
    manifest = Manifest(
        site=origin.site,
        name=origin.name,
        made=work.made,
        sequence=sequence,
        previous=last.sha256,
        key=public_pem(key),
        files=listing[form.FILES],
        since=Base(before.manifest.sequence, before.sha256) if before else None,
        changes=listing[form.CHANGES] if before else None,
        removed=listing[form.REMOVED] if before else None,
    )
    note_last(origin, Base(sequence, hashlib.sha256(manifest.to_bytes()).hexdigest()))
    return manifest


def last_of(origin: Origin) -> Base:
    """Return the number and hash of the last mirror, 0 and "" before the first. Raises NotPacked."""
    path = origin.own / LAST
    try:
        told = json.loads(path.read_text(encoding="ascii"))
        return Base(form.number(told["sequence"]), form.digest(told["sha256"]))
    except FileNotFoundError:
        return Base(0, "")
    except (ValueError, TypeError, KeyError) as error:
        raise NotPacked(
            f"{path} cannot be read: bring it back from a backup. Mirrors would take a number that is given twice "
            "for an old one."
        ) from error


def note_last(origin: Origin, last: Base) -> None:
    draft = origin.own / f"{LAST}.draft"
    with draft.open("w", encoding="ascii") as file:
        json.dump({"sequence": last.sequence, "sha256": last.sha256}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(origin.own / LAST)


def check_print(folder: Path, each: Vouched) -> None:
    """Raise NotPacked where the file is not what the press printed, or cannot be in a mirror."""
    if flaw := form.flaw_of(each.name):
        raise NotPacked(f"{form.shown(each.name)!r} cannot be in a mirror: {flaw}.")
    if each.digest and entry_of(each.name, chunks_of(folder / each.name)).sha256 != each.digest:
        raise NotPacked(f"{each.name} is not as it was printed: `musnad publish --all` mends it. Somebody changed it.")


def entry_of(name: str, chunks: Iterator[bytes]) -> Entry:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
    if size > form.LARGEST_FILE:
        raise NotPacked(f"{name} has {size} bytes: no mirror can hold more than {form.LARGEST_FILE}.")
    return Entry(name, size, digest.hexdigest())


def chunks_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(CHUNK), b"")


def chunks_for_files(path: Path) -> Iterator[bytes]:
    """Yield the file as it is read from a disk: a page, which is small, with its links leading to files.

    What editors uploaded is no page of ours, whatever its name says.
    """
    if path.suffix == ".html" and path.parent.name != "media":
        yield for_files(path.read_text(encoding="utf-8")).encode()
    else:
        yield from chunks_of(path)


def time_of_making() -> datetime:
    """Return now, or the moment that SOURCE_DATE_EPOCH says: the same files then make the same archive."""
    with suppress(KeyError, ValueError):
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    return datetime.now(UTC).replace(microsecond=0)
