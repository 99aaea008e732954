"""How an edit in this process wakes the worker that lives beside it."""

from __future__ import annotations

import threading

_bell = threading.Event()


def wake() -> None:
    """Say that there may be something to print."""
    _bell.set()


def wait(seconds: float) -> bool:
    """Wait for `wake`, at most `seconds`; return whether it came. A call made before the waiting counts."""
    rung = _bell.wait(seconds)
    _bell.clear()
    return rung
