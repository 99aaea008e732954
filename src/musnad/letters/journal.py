"""What a sender writes down while a message goes over the line, so that a kill at any moment leaves no doubt but one.

A file in the home for each sender, which holds it locked while it lives: who gets the lock knows that it is dead.
Before the last byte of a message, "D number": until then no server can have taken it. After the answer, "E number
outcome".
What stands there is with the system as soon as it is written, and outlives the process; after a power cut, which may
take the latest lines, a missing line proves nothing, and the boot in the first line tells.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

SUFFIX = ".journal"
TRIMMED_AT = 1_000_000
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def boot() -> str:
    """Return what names this run of the system, or "" where the system has no such name."""
    try:
        return BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def folder() -> Path:
    path: Path = settings.MUSNAD_HOME / "letters"
    path.mkdir(parents=True, exist_ok=True)
    return path


class Journal:
    """A living sender's own. `ending` and `ended` may be called from several threads at once."""

    def __init__(self, name: str) -> None:
        self._path = folder() / f"{name}{SUFFIX}"
        # Under another name until it is locked: nobody may take a new one for a dead one's.
        draft = self._path.with_suffix(".new")
        self._file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        self._head = f"B {boot()}\n".encode()
        os.write(self._file, self._head)
        draft.replace(self._path)

    def ending(self, delivery: int) -> None:
        """Note that the message's last byte is sent next."""
        os.write(self._file, f"D {delivery}\n".encode())

    def ended(self, delivery: int, outcome: str) -> None:
        os.write(self._file, f"E {delivery} {outcome}\n".encode())

    def trim(self) -> None:
        """Forget what is written down; call it when the database has all of it."""
        if os.fstat(self._file).st_size > TRIMMED_AT:
            os.ftruncate(self._file, 0)
            os.write(self._file, self._head)

    def close(self, *, settled: bool) -> None:
        """Let it go; settled: the database has all that stands in it."""
        if settled:
            self._path.unlink(missing_ok=True)
        os.close(self._file)


@dataclass(frozen=True, slots=True)
class Left:
    """What a dead sender left behind. same_boot: a missing line proves that the last byte was never sent."""

    name: str
    same_boot: bool
    ending: set[int] = field(default_factory=set)
    ended: dict[int, str] = field(default_factory=dict)


def left_behind() -> Iterator[Left]:
    """Yield what each dead sender of this home left, and remove it once the caller comes for the next."""
    for path in sorted(folder().glob(f"*{SUFFIX}")):
        with suppress(FileNotFoundError), path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            if not path.exists():
                # Another one settled it between our opening and locking.
                continue
            yield read(path.stem, file.read())
            path.unlink(missing_ok=True)


def read(name: str, written: bytes) -> Left:
    lines = [line.split(" ") for line in written.decode("ascii", "replace").splitlines()]
    begun = lines[0][1] if lines and len(lines[0]) == 2 else ""
    left = Left(name, same_boot=bool(begun) and begun == boot())
    for kind, *rest in lines:
        # The last line may be cut short.
        if kind == "D" and len(rest) == 1 and rest[0].isdigit():
            left.ending.add(int(rest[0]))
        elif kind == "E" and len(rest) == 2 and rest[0].isdigit():
            left.ended[int(rest[0])] = rest[1]
    return left
