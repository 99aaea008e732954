"""What all caches have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import requests

from musnad.press.errors import PressError

TIMES = (5, 30)
"""Seconds to connect, and to wait for an answer."""

NOT_ALL = frozenset({400, 404, 413, 414, 422})
"""Answers that are about what was asked and not about who asks, or when: single purges may go through."""


class CacheError(PressError):
    """A cache did not take a purge: it is tried again.

    wait: seconds that the cache asks us to wait, or 0. divisible: whether a part of what was asked may go through.
    """

    def __init__(self, cache: str, said: str, *, wait: float = 0, divisible: bool = False) -> None:
        super().__init__(f"{cache} did not take a purge: {said}.")
        self.cache, self.said, self.wait, self.divisible = cache, said, wait, divisible


class Cache(Protocol):
    """name names it in the rows and on the desk, and holds no secret.

    header is where it reads a page's tags, with `joint` between two, or "" for one that purges by address alone.
    most: how many keys or addresses it takes at once.
    """

    name: str
    header: str
    joint: str
    most: int

    def purge(self, what: Sequence[str]) -> None:
        """Have it forget pages, by their keys or addresses. Raises CacheError."""


def ask(cache: str, method: str, address: str, **how: Any) -> requests.Response:
    """Return the answer to a request, if it is a good one. Raises CacheError, in whose text no header stands."""
    try:
        answer = requests.request(method, address, timeout=TIMES, allow_redirects=False, **how)
    except requests.RequestException as error:
        raise CacheError(cache, type(error).__name__) from error
    if answer.status_code >= 300:
        divisible = answer.status_code in NOT_ALL
        said = f"status {answer.status_code}"
        raise CacheError(cache, said, wait=seconds(answer.headers.get("retry-after", "")), divisible=divisible)
    return answer


def seconds(told: str) -> float:
    return min(float(told), 600.0) if told.isascii() and told.isdigit() else 0
