"""How an edit in this process wakes the worker that lives beside it."""

from __future__ import annotations

import threading

_bell = threading.Event()
_calls = 0


def wake() -> None:
    """Say that there may be something to print."""
    global _calls
    _calls += 1  # two at once may count as one: it is only asked whether there was any
    _bell.set()


def calls() -> int:
    """Return a number that is another once `wake` was called."""
    return _calls


def wait(seconds: float) -> bool:
    """Wait for `wake`, at most `seconds`; return whether it came. A call made before the waiting counts."""
    rung = _bell.wait(seconds)
    _bell.clear()
    return rung
