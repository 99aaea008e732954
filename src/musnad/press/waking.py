"""How an edit in this process wakes the worker that lives beside it, and how both share the one interpreter.

Two threads that compute take turns of milliseconds, and each waits for the other at every question to the database. So
the press lets editors be answered before it goes on with pages that nobody waits for; and once an edit is made, what
else is asked, such as the page that the editor is sent on to, lets the press print first what the edit changed. Nobody
waits for long: see ANSWER and PRINT.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

ANSWER = 0.4
"""Seconds that the press waits for answers to editors; it then goes on beside them."""

PRINT = 0.3
"""Seconds after an edit for which requests let the press print it."""

_bell = threading.Event()


@dataclass(slots=True)
class _House:
    """What goes on in this process. asked, answered: how often editors were; presses: those that hear the bell."""

    calls: int = 0
    called_at: float = float("-inf")
    printed: bool = True
    asked: int = 0
    answered: int = 0
    presses: int = 0


_house = _House()
_changed = threading.Condition()


def wake() -> None:
    """Say that there may be something to print."""
    with _changed:
        _house.calls += 1
        _house.called_at, _house.printed = time.monotonic(), False
    _bell.set()


def calls() -> int:
    """Return a number that is another once `wake` was called."""
    return _house.calls


def asked() -> int:
    """Return a number that is another once an editor asked for something, an edit or a page."""
    return _house.asked


def wait(seconds: float) -> bool:
    """Wait for `wake`, at most `seconds`; return whether it came. A call made before the waiting counts."""
    rung = _bell.wait(seconds)
    _bell.clear()
    return rung


@contextmanager
def listening() -> Iterator[None]:
    """While it lasts, a press of this process hears the bell."""
    with _changed:
        _house.presses += 1
    try:
        yield
    finally:
        with _changed:
            _house.presses -= 1
            _changed.notify_all()


@contextmanager
def answering() -> Iterator[None]:
    """While it lasts, an editor waits for an answer."""
    with _changed:
        _house.asked += 1
    try:
        yield
    finally:
        with _changed:
            _house.answered += 1
            _changed.notify_all()


def let_answer() -> None:
    """Wait until no editor waits for an answer."""
    end = time.monotonic() + ANSWER
    with _changed:
        while _house.asked != _house.answered and (left := end - time.monotonic()) > 0:
            _changed.wait(left)


def printed(before: int) -> None:
    """Say that what edits changed is printed, all that raised until `calls` was `before`."""
    with _changed:
        if _house.calls == before and not _house.printed:
            _house.printed = True
            _changed.notify_all()


def let_print() -> None:
    """Wait until what edits changed is printed, where a press in this process does it."""
    with _changed:
        while _house.presses and not _house.printed and (left := _house.called_at + PRINT - time.monotonic()) > 0:
            _changed.wait(left)
