"""Edits raise tags here; whoever keeps the counters listens."""

from __future__ import annotations

from collections.abc import Callable, Collection

Listener = Callable[[frozenset[str]], None]

_listeners: list[Listener] = []


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
    raised = frozenset(names)
    for listener in _listeners:
        listener(raised)
