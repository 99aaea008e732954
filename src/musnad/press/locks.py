"""Who does what where several presses work at once: locks that their holder's death lets go.

| lock      | held                                                                                          |
| ---       | ---                                                                                           |
| the lead  | while raised tags are taken up, addresses are compared, and pages and files are removed       |
| the gate  | shared while a lot is written, alone while files that no page uses are removed                |
| the whole | by one that compares everything, to its end                                                   |
| purges    | while the caches before the site are told what to forget                                      |
| of a page | from before the look at the database that it is printed from until its print is on record     |

On one machine they are ranges of one file, a byte for each lock, held by an open file: the system lets them go with
the process, and no sooner. Where machines share a PostgreSQL they are its session's as well, since a file's locks say
nothing to other machines. A session can end before its holder, so whoever holds one asks (`check`) before it writes.
"""

from __future__ import annotations

import fcntl
import os
import struct
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from django.db import Error, connection

from musnad.press.errors import LocksLost

LEAD, GATE, WHOLE, PURGES, PINGS, FIRST_PAGE = 0, 1, 2, 3, 4, 16

# C's struct flock, as long as its widest member has it: kind, whence, start, length, process.
RANGE = struct.Struct("hhqqi0q")

SPACE = 0x6D70 << 40
"""Where the press's own begin among PostgreSQL's advisory locks: "mp" in hex."""

PAUSE = 0.005

TRUSTED = 1.0
"""Seconds for which a session that answered is taken to live."""


def of_page(pk: int) -> int:
    return FIRST_PAGE + pk


class Layer(Protocol):
    """One kind of locks. None of its functions waits for another holder."""

    def take(self, keys: Collection[int], *, shared: bool) -> list[int]:
        """Return those of `keys` that were free and are held now."""

    def let_go(self, keys: Collection[int]) -> None: ...

    def check(self) -> None:
        """Raise LocksLost where what was held may be another's by now."""

    def close(self) -> None:
        """Let go of all."""


class FileLocks:
    """Ranges of the file at `path`, held by this opening of it: by one thread of one process, whoever else opens it."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # It stays for ever: a lock file that is removed lets two in.
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self, keys: Collection[int], *, shared: bool) -> list[int]:
        kind = fcntl.F_RDLCK if shared else fcntl.F_WRLCK
        return [key for key in keys if self._set(kind, key)]

    def let_go(self, keys: Collection[int]) -> None:
        for key in keys:
            self._set(fcntl.F_UNLCK, key)

    def check(self) -> None:
        """The system takes nothing from the living."""

    def close(self) -> None:
        os.close(self._file)

    def _set(self, kind: int, key: int) -> bool:
        try:
            # Of the open file and not of the process: threads exclude each other too, and no close elsewhere lets go.
            fcntl.fcntl(self._file, fcntl.F_OFD_SETLK, RANGE.pack(kind, os.SEEK_SET, key, 1, 0))
        except BlockingIOError:
            return False
        return True


class SessionLocks:
    """Advisory locks of the PostgreSQL session that this thread records its prints in: neither outlives the other."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self._session = connection.connection
        self._held: dict[int, bool] = {}
        self._answered = time.monotonic()

    def take(self, keys: Collection[int], *, shared: bool) -> list[int]:
        self._same_session()
        # One of two functions of PostgreSQL's: a name is no parameter.
        try_lock = "pg_try_advisory_lock_shared" if shared else "pg_try_advisory_lock"
        taken = self._each(f"SELECT key FROM unnest(%s::bigint[]) AS key WHERE {try_lock}(key)", keys)  # noqa: S608  (see above)
        self._held |= dict.fromkeys(taken, shared)
        return taken

    def let_go(self, keys: Collection[int]) -> None:
        for shared in (False, True):
            some = [key for key in keys if self._held.get(key) is shared]
            unlock = "pg_advisory_unlock_shared" if shared else "pg_advisory_unlock"
            # Where the session is gone, its locks are too, and `check` says so to whoever goes on.
            with suppress(Error, LocksLost):
                self._same_session()
                self._each(f"SELECT key FROM unnest(%s::bigint[]) AS key WHERE {unlock}(key)", some)  # noqa: S608  (see above)
        for key in keys:
            self._held.pop(key, None)

    def check(self) -> None:
        self._same_session()
        if time.monotonic() - self._answered < TRUSTED:
            return
        try:
            self._each("SELECT key FROM unnest(%s::bigint[]) AS key", [LEAD])
        except Error as error:
            raise LocksLost from error

    def close(self) -> None:
        self.let_go(list(self._held))

    def _each(self, question: str, keys: Collection[int]) -> list[int]:
        if not keys:
            return []
        with connection.cursor() as cursor:
            cursor.execute(question, [[SPACE + key for key in keys]])
            answer = [key - SPACE for (key,) in cursor.fetchall()]
        self._answered = time.monotonic()
        return answer

    def _same_session(self) -> None:
        """Django connects anew by itself; a new session holds nothing."""
        if connection.connection is None or connection.connection is not self._session:
            raise LocksLost


class Locks:
    """What one press holds, in every layer that there is; used by one thread."""

    def __init__(self, layers: Collection[Layer]) -> None:
        self._layers = tuple(layers)

    def take(self, keys: Collection[int], *, shared: bool = False) -> list[int]:
        """Return those of `keys` that were free and are held now. It waits for nobody."""
        held = list(keys)
        for number, layer in enumerate(self._layers):
            taken = set(layer.take(held, shared=shared))
            missed = [key for key in held if key not in taken]
            for lower in self._layers[:number]:
                lower.let_go(missed)
            held = [key for key in held if key in taken]
        return held

    def let_go(self, keys: Collection[int]) -> None:
        for layer in reversed(self._layers):
            layer.let_go(keys)

    def check(self) -> None:
        """Raise LocksLost where what was held may be another's by now."""
        for layer in self._layers:
            layer.check()

    @contextmanager
    def held(self, key: int, *, shared: bool = False) -> Iterator[bool]:
        """Hold `key` inside the block, if it is free: yield whether it was."""
        taken = self.take([key], shared=shared)
        try:
            yield bool(taken)
        finally:
            if taken:
                self.let_go(taken)

    @contextmanager
    def waited_for(self, key: int, *, shared: bool = False) -> Iterator[None]:
        """Hold `key` inside the block, as soon as it is free: for what is held for moments alone."""
        while not self.take([key], shared=shared):
            time.sleep(PAUSE)
        try:
            yield
        finally:
            self.let_go([key])

    def close(self) -> None:
        for layer in reversed(self._layers):
            layer.close()


@contextmanager
def one_alone(path: Path) -> Iterator[bool]:
    """Yield whether nobody else of this machine is in a block of this `path`."""
    locks = FileLocks(path)
    try:
        yield bool(locks.take([LEAD], shared=False))
    finally:
        locks.close()


@contextmanager
def press_locks(path: Path) -> Iterator[Locks]:
    """Open the locks of a press that works in the home of the file at `path`; all are let go at the end."""
    layers: list[Layer] = [FileLocks(path)]
    if connection.vendor == "postgresql":
        layers.append(SessionLocks())
    locks = Locks(layers)
    try:
        yield locks
    finally:
        locks.close()
