"""Whether a mirror, packed or unpacked, is what the newsroom signed: no home, no database, no Django."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from musnad.press.mirror import manifest as form
from musnad.press.mirror.errors import BadArchive, BadMirror, Unreadable
from musnad.press.mirror.head import Head, head_of_archive, head_of_folder
from musnad.press.mirror.manifest import Entry, shown
from musnad.press.mirror.tarball import CHUNK, Member, members

SURPLUS_READ = 64 << 20
"""Bytes of files that no list has, passed over to tell what else is wrong; beyond it the reading is broken off."""


class Kind(StrEnum):
    BROKEN = "broken"
    ALTERED = "altered"
    MISSING = "missing"
    SURPLUS = "surplus"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. name: the file's, or "" where it is the mirror as a whole."""

    kind: Kind
    name: str
    said: str

    def __str__(self) -> str:
        return f"{self.kind}: {shown(self.name)}: {self.said}" if self.name else f"{self.kind}: {self.said}"


Tell = Callable[[Problem], object]
Progress = Callable[[int, int], object]
"""Told how many files are checked, and how many there are to check."""


@dataclass(slots=True)
class Check:
    """One check. tell is given each problem as it is found; at the end `problems` says how many there were.

    trusted: the fingerprint that the signing key must have, "" for any. max_age: how old the mirror may be at most.
    """

    tell: Tell
    trusted: str = ""
    max_age: timedelta | None = None
    progress: Progress = lambda _, __: None
    problems: int = 0
    checked: int = 0
    head: Head | None = None

    def run(self, path: Path) -> bool:
        """Check the folder or archive at `path`; return whether all is right. Raises Unreadable."""
        with ExitStack() as stack:
            try:
                self._folder(path, stack) if path.is_dir() else self._archive(path, stack)
            except BadMirror as error:
                self.found(Kind.BROKEN, "", str(error))
            except OSError as error:
                raise Unreadable(f"{error.filename or path} cannot be read: {error.strerror or error}.") from error
        return not self.problems

    def found(self, kind: Kind, name: str, said: str) -> None:
        self.problems += 1
        self.tell(Problem(kind, name, said))

    def begun(self, head: Head) -> None:
        self.head = head
        age = datetime.now(UTC) - head.manifest.made
        if self.max_age is not None and age > self.max_age:
            made = f"{head.manifest.made:%Y-%m-%d %H:%M} UTC"
            self.found(Kind.OLD, "", f"it was made at {made}; there may be a newer one")

    def right(self, total: int) -> None:
        self.checked += 1
        self.progress(self.checked, total)

    # --- archives ---

    def _archive(self, path: Path, stack: ExitStack) -> None:
        file = stack.enter_context(path.open("rb"))
        archive = members(file, Allowance(SURPLUS_READ).take)
        head = head_of_archive(archive, self.trusted, stack)
        self.begun(head)
        for entry, member in side_by_side(head.packed(), archive):
            self._member(entry, member, head.manifest.packed.count)

    def _member(self, entry: Entry | None, member: Member | None, total: int) -> None:
        if member is None:
            assert entry is not None  # noqa: S101  (one of both is always given)
            self.found(Kind.MISSING, entry.name, "it is listed and not in the archive")
        elif entry is None:
            self.found(Kind.SURPLUS, member.name, "it is in the archive and not listed")
        elif flaw := flaw_of_content(entry, member.size, member.chunks()):
            self.found(Kind.ALTERED, entry.name, flaw)
        else:
            self.right(total)

    # --- folders ---

    def _folder(self, folder: Path, stack: ExitStack) -> None:
        head = head_of_folder(folder, self.trusted, stack)
        self.begun(head)
        present = sum(self._file(folder, entry, head.manifest.files.count) for entry in head.files())
        # Counting needs no memory: only where there are more files than there should be are they looked up.
        if sum(1 for _ in names_in(folder)) != present:
            self._surplus(folder, head)

    def _file(self, folder: Path, entry: Entry, total: int) -> bool:
        """Check one file; return whether something that is no folder stands in its place."""
        path = folder / entry.name
        try:
            found = path.lstat()
        except OSError:
            self.found(Kind.MISSING, entry.name, "it is listed and not there")
            return False
        if flaw := flaw_of_file(entry, path, found):
            self.found(Kind.ALTERED, entry.name, flaw)
        else:
            self.right(total)
        return not stat.S_ISDIR(found.st_mode)

    def _surplus(self, folder: Path, head: Head) -> None:
        # The empty name: a database in a temporary file of its own, removed with it.
        with closing(sqlite3.connect("")) as index:
            index.execute("CREATE TABLE listed (name TEXT PRIMARY KEY) WITHOUT ROWID")
            index.executemany("INSERT INTO listed VALUES (?)", ((entry.name,) for entry in head.files()))
            for name in names_in(folder):
                # What could not be listed was not, and may be no text that the index takes.
                if form.flaw_of(name) or not index.execute("SELECT 1 FROM listed WHERE name = ?", (name,)).fetchone():
                    self.found(Kind.SURPLUS, name, "it is there and not listed")


@dataclass(slots=True)
class Allowance:
    left: int

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise BadArchive("The archive holds far more than it lists; reading it was broken off.")


def side_by_side(listed: Iterator[Entry], archive: Iterator[Member]) -> Iterator[tuple[Entry | None, Member | None]]:
    """Yield each file that is listed or there, as both. Raises BadArchive for a name twice or out of order."""
    entry, last = next(listed, None), b""
    for member in archive:
        now = member.name.encode()
        if now <= last:
            raise BadArchive(f"The archive has {shown(member.name)} twice or out of order.")
        last = now
        while entry and entry.name.encode() < now:
            yield entry, None
            entry = next(listed, None)
        if entry and entry.name == member.name:
            yield entry, member
            entry = next(listed, None)
        else:
            yield None, member
    while entry:
        yield entry, None
        entry = next(listed, None)


def flaw_of_content(entry: Entry, size: int, chunks: Iterator[bytes]) -> str:
    """Return what is wrong with a file's content, or "". One of another size is not read."""
    if size != entry.size:
        return f"it has {size} bytes and should have {entry.size}"
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return "" if digest.hexdigest() == entry.sha256 else "its content is another"


def flaw_of_file(entry: Entry, path: Path, found: os.stat_result) -> str:
    """Return what is wrong with the file at `path`, of which `found` is known, or ""."""
    if not stat.S_ISREG(found.st_mode):
        return "it is no plain file"
    try:
        return flaw_of_content(entry, found.st_size, chunks_of(path))
    except OSError as error:
        return f"it cannot be read: {error.strerror}"


def chunks_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(CHUNK), b"")


def names_in(folder: Path) -> Iterator[str]:
    """Yield the name of everything below `folder` that is no folder, the mirror's own files left out."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(folder / below) as found:
            for each in found:
                name = f"{below}{each.name}"
                if each.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}/")
                elif name not in form.OWN:
                    yield name
