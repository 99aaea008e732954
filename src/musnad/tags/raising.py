"""Edits raise tags here; whoever keeps the counters listens."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[frozenset[str]], None]

_listeners: list[Listener] = []
_waiting: ContextVar[set[str] | None] = ContextVar("waiting", default=None)


def listen(listener: Listener) -> None:
    """Have `listener` called, in the raising thread and transaction, with each set of raised tags."""
    if listener not in _listeners:
        _listeners.append(listener)


def raise_tags(names: Collection[str]) -> None:
    """Tell the listeners that what `names` stand for has changed.

    Call it inside the edit's own transaction: an edit that is rolled back raises nothing.
    A listener's error is the edit's error, since a lost tag would leave a page stale for ever.
    """
    if not names:
        return
    waiting = _waiting.get()
    if waiting is not None:
        waiting |= set(names)
        return
    raised = frozenset(names)
    for listener in _listeners:
        listener(raised)


@contextmanager
def raised_together() -> Iterator[None]:
    """Tell the listeners at the end, once, of all that is raised inside: for many edits that touch the same things.

    It stands inside the transaction of these edits, and none of them may look at what a listener writes. After an
    error nothing is told.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting: set[str] = set()
    held = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(held)
    raise_tags(waiting)
