"""What can go wrong in the press.

PressError
├── StoreError          the public folder cannot be used now: the run ends, what is stale stays stale
│   ├── StoreFull       no room on its disk
│   └── StoreRefused    anything else that the system says: read-only, not permitted, a faulty disk
├── BadName             this one name cannot be written there: the page's own failure, others go on
└── NeverReady          a page asked again and again for something to be prepared
"""

from __future__ import annotations

from pathlib import Path


class PressError(Exception):
    """The root of the press's errors."""


class StoreError(PressError):
    """The public folder cannot be written now."""


class StoreFull(StoreError):
    def __init__(self, root: Path) -> None:
        super().__init__(
            f"The disk of the public folder {root} is full: every page there is whole and stays as it was. "
            "Make room; what is still to print is printed then."
        )
        self.root = root


class StoreRefused(StoreError):
    def __init__(self, root: Path, reason: str) -> None:
        super().__init__(f"The public folder {root} cannot be written: {reason}.")
        self.root, self.reason = root, reason


class BadName(PressError):
    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name!r} cannot be a file of the public folder: {reason}.")
        self.name, self.reason = name, reason


class NeverReady(PressError):
    def __init__(self, path: str, times: int) -> None:
        super().__init__(f"{path} was prepared {times} times and still asks for more.")
        self.path, self.times = path, times
