"""Printed files kept in memory, as long as they are the ones in the folder."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

LIMIT = 64 * 1024 * 1024
"""Bytes kept; the least lately used go first."""

LARGEST = 128 * 1024
"""A file larger than this is sent from the disk: many slow readers of it must not fill the memory."""

ENDINGS = {"": "", "br": ".br", "gzip": ".gz"}

Stamp = tuple[int, int, int]


@dataclass(slots=True)
class KeptFile:
    """A file as it was when last looked at. body is None for a large one; encoding is "" for the plain file.

    lines are those of an answer's head that are the same for each reader, length that of its size.
    """

    path: str
    encoding: str
    stamp: Stamp
    size: int
    modified: float
    etag: str
    body: bytes | None
    lines: bytes = b""
    length: bytes = b""


class Keeper:
    """Gives files below `root`. Each request looks at inode, size and time: two microseconds, never stale.

    describe gives the lines of a file, by its name.
    """

    def __init__(self, root: str, describe: Callable[[str, KeptFile], bytes], limit: int = LIMIT) -> None:
        self.root = os.path.realpath(root)
        self._describe = describe
        self._limit = limit
        self._held = 0
        self._files: OrderedDict[str, KeptFile] = OrderedDict()

    def get(self, name: str, encoding: str = "") -> KeptFile | None:
        """Return the file `name`, or its twin in `encoding`; None if there is no such plain file inside `root`."""
        path = f"{self.root}/{name}{ENDINGS[encoding]}"
        try:
            seen = os.stat(path)  # noqa: PTH116  (no Path is made for each request)
        except (OSError, ValueError):
            self._drop(path)
            return None
        stamp = (seen.st_ino, seen.st_size, seen.st_mtime_ns)
        kept = self._files.get(path)
        if kept and kept.stamp == stamp:
            self._files.move_to_end(path)
            return kept
        self._drop(path)
        if not stat.S_ISREG(seen.st_mode) or not self._inside(path):
            return None
        return self._load(name, path, encoding)

    def _inside(self, path: str) -> bool:
        return os.path.realpath(path).startswith(self.root + os.sep)

    def open(self, name: str, encoding: str = "") -> tuple[KeptFile, IO[bytes]] | None:
        """Return a large file, open, and what it is: it may be replaced while it is sent."""
        try:
            file = open(f"{self.root}/{name}{ENDINGS[encoding]}", "rb")  # noqa: PTH123, SIM115  (as above; the reply closes it)
        except OSError:
            return None
        return self._seen(name, file, encoding, b""), file

    def _load(self, name: str, path: str, encoding: str) -> KeptFile | None:
        try:
            with open(path, "rb") as file:  # noqa: PTH123  (as above)
                # The file may have been replaced since it was looked at: what is read decides.
                large = os.fstat(file.fileno()).st_size > LARGEST
                kept = self._seen(name, file, encoding, b"" if large else file.read())
        except OSError:
            return None
        if large:
            kept.body = None
        self._keep(kept)
        return kept

    def _seen(self, name: str, file: IO[bytes], encoding: str, body: bytes) -> KeptFile:
        seen = os.fstat(file.fileno())
        stamp = (seen.st_ino, seen.st_size, seen.st_mtime_ns)
        mark = hashlib.sha256(body).hexdigest()[:20] if body else f"{seen.st_mtime_ns:x}-{seen.st_size:x}"
        etag = f'"{mark}{"-" if encoding else ""}{encoding}"'
        kept = KeptFile(str(file.name), encoding, stamp, seen.st_size, seen.st_mtime, etag, body)
        kept.lines = self._describe(name, kept)
        kept.length = f"content-length: {kept.size}\r\n".encode()
        return kept

    def _keep(self, kept: KeptFile) -> None:
        self._files[kept.path] = kept
        self._held += weight(kept)
        while self._held > self._limit and self._files:
            _, dropped = self._files.popitem(last=False)
            self._held -= weight(dropped)

    def _drop(self, path: str) -> None:
        dropped = self._files.pop(path, None)
        if dropped:
            self._held -= weight(dropped)


def weight(kept: KeptFile) -> int:
    """Return about how many bytes of memory it takes."""
    return 1024 + len(kept.body or b"")
