"""Which tags were read while something was rendered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_read: ContextVar[set[str] | None] = ContextVar("musnad_tags_read", default=None)


def read(*names: str) -> None:
    """Note that what is being rendered depends on `names`. Outside a `recording` it does nothing."""
    noted = _read.get()
    if noted is not None:
        noted.update(names)


@contextmanager
def recording() -> Iterator[set[str]]:
    """Collect the tags read inside the block, in this thread or task alone.

    A recording inside another keeps its tags to itself: each page has its own.
    """
    noted: set[str] = set()
    token = _read.set(noted)
    try:
        yield noted
    finally:
        _read.reset(token)
