"""What can go wrong in the press.

PressError
├── StoreError          the public store cannot be used now: the run ends, what is stale stays stale
│   ├── StoreFull       no room on its disk
│   ├── StoreRefused    anything else that the system or the bucket says: read-only, not permitted, a faulty disk
│   └── StoreUnreachable  a bucket does not answer, or has no time for us
├── LocksLost           the database's session is gone, and with it what was locked: the run ends, another goes on
├── NotAllFound         some tags' addresses could not be found; all else is printed
└── PageError           one page cannot be printed: it keeps its last good print, the others go on
    ├── BadName         its name cannot be one of the public folder
    ├── SourceLost      a file that it uses cannot be read
    └── NeverReady      it asked again and again for something to be prepared
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path


class PressError(Exception):
    """The root of the press's errors."""


class StoreError(PressError):
    """The public store cannot be written now."""


class StoreFull(StoreError):
    def __init__(self, root: Path) -> None:
        super().__init__(
            f"The disk of the public folder {root} is full: every page there is whole and stays as it was. "
            "Make room; what is still to print is printed then."
        )
        self.root = root


class StoreRefused(StoreError):
    """`root` is the folder, or what names the bucket."""

    def __init__(self, root: object, reason: str) -> None:
        super().__init__(f"The public store {root} cannot be written: {reason}.")
        self.root, self.reason = root, reason


class StoreUnreachable(StoreError):
    def __init__(self, root: object, reason: str) -> None:
        super().__init__(f"The public store {root} does not take our writes now ({reason}): they are tried again.")
        self.root, self.reason = root, reason


class LocksLost(PressError):
    def __init__(self) -> None:
        super().__init__("The session with the database ended while pages were printed; they are printed again.")


class NotAllFound(PressError):
    def __init__(self, tags: Collection[str]) -> None:
        some = ", ".join(sorted(tags)[:5])
        super().__init__(f"The addresses of {len(tags)} tags could not be found ({some}); the log has the cause.")
        self.tags = frozenset(tags)


class PageError(PressError):
    """One page cannot be printed."""


class BadName(PageError):
    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name!r} cannot be a file of the public folder: {reason}.")
        self.name, self.reason = name, reason


class SourceLost(PageError):
    def __init__(self, name: str, source: Path, reason: str) -> None:
        super().__init__(f"{name} cannot be copied from {source}: {reason}.")
        self.name, self.source, self.reason = name, source, reason


class NeverReady(PageError):
    def __init__(self, path: str, times: int) -> None:
        super().__init__(f"{path} was prepared {times} times and still asks for more.")
        self.path, self.times = path, times
