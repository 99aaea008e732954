"""Long lists in parts: a database takes a bounded number of values in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_lots(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield `things` in their order, `size` at a time; they are drawn as they are needed."""
    drawn = iter(things)
    while lot := list(islice(drawn, size)):
        yield lot
