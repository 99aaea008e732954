"""What the press asks of a public store, whichever it is: a folder of this machine, or a bucket of an object store."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from musnad.press.errors import BadName, PageError, StoreError
from musnad.press.twins import untwinned

logger = logging.getLogger(__name__)

Content = bytes | Path
"""The bytes of a file, or a file to copy them from: a video is not taken into memory."""

Outcome = bool | Exception
"""Whether a file was written (False: it stood there already), or why it was not.

A StoreError says that the store failed and not the file: it is to be brought again later.
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that readers are to find under `name`; `content` is asked for where it must be read.

    vouched: the press's rows say that just these bytes stand there (True) or that others do (False); None where they
    do not know, and the store must compare. tags: what it was printed from, for stores that carry them to a cache.
    """

    name: str
    content: Callable[[], Content]
    vouched: bool | None = None
    tags: Collection[str] = ()


class PublicStore(ABC):
    """Where readers' files are. Each call but `bring` raises StoreError where the store as a whole cannot be used now.

    A file is absent or whole at every moment, a kill -9 included. Files of one call come in any order, several at
    once where the store is far away: the press orders its calls.
    """

    @property
    @abstractmethod
    def identity(self) -> str:
        """Return what differs when another store, or other headers, are meant; "" for the home's own folder."""

    @abstractmethod
    def open(self) -> None:
        """Make ready for writing, beside other presses."""

    def tidy(self) -> None:  # noqa: B027  (not every store leaves anything)
        """Sweep what a killed press left half-done. Nobody writes meanwhile."""

    def bring(self, wanted: Collection[Wanted]) -> dict[str, Outcome]:
        """Have each of `wanted` stand under its name; return what came of each. One that cannot be holds up none.

        Where the store as a whole fails, the StoreError is the outcome of what it failed at, and what was not tried any
        more has none: so what was written before is known.
        """
        outcomes: dict[str, Outcome] = {}
        for each in wanted:
            outcome = outcomes[each.name] = self.brought(each)
            if isinstance(outcome, StoreError):
                break
        return outcomes

    def take_out(self, names: Collection[str]) -> set[str]:
        """Remove `names`; return those that stood there."""
        return {name for name in names if self.taken_out(name)}

    @abstractmethod
    def sweep(self, known: Callable[[set[str]], set[str]]) -> int:
        """Remove every file that is neither known nor a known one's twin; return how many.

        `known` is given some names at a time and returns those of them that belong here.
        """

    @abstractmethod
    def put(self, name: str, content: Content, tags: Collection[str] = ()) -> None:
        """Put `content` under `name` in place of what was there.

        Raises PageError where only this file cannot be written.
        """

    @abstractmethod
    def has(self, name: str) -> bool:
        """Return whether a file stands under `name`, whatever its bytes, as far as that is known at no cost."""

    @abstractmethod
    def holds(self, name: str, content: Content, tags: Collection[str] = ()) -> bool:
        """Return whether `name` is there just as `put` would leave it."""

    @abstractmethod
    def remove(self, name: str) -> bool:
        """Remove `name`; return whether it was there."""

    def brought(self, wanted: Wanted) -> Outcome:
        try:
            if wanted.vouched and self.has(wanted.name):
                return False
            content = wanted.content()
            if wanted.vouched is None and self.holds(wanted.name, content, wanted.tags):
                return False
            self.put(wanted.name, content, wanted.tags)
        except StoreError as error:
            return error
        except Exception as error:  # handed back: the caller has other files on their way
            logger.exception("%s cannot be written", wanted.name)
            return error
        return True

    def taken_out(self, name: str) -> bool:
        try:
            return self.remove(name)
        except PageError:
            # A name that could never be written, or that something else stands under now.
            return False


@lru_cache(4096)
def check_name(name: str) -> None:
    """Raise BadName for a name that could lead out of a folder, or be taken for a twin: all stores take the same."""
    parts = name.split("/")
    if not name or any(part in {"", ".", ".."} for part in parts) or "\0" in name or "\\" in name:
        raise BadName(name, "it must be a plain relative path")
    if untwinned(name) != name:
        raise BadName(name, "it would be taken for the compressed twin of another file")
