"""Whose turn it is: the pages that are printed next, each by one press alone.

Pages come by lane and rank, and a turn begins when all before it are done, whoever does them: what a page links to was
printed before. Pages that failed and wait to be tried again hold up nobody.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from musnad.press import comparing
from musnad.press.locks import Locks, of_page
from musnad.press.models import PrintedPage
from musnad.press.newsstand import Newsstand
from musnad.press.staleness import SITE_WIDE, brings_addresses

COUNTED_EACH = 1.0
REACH = 16
"""How many lots are looked through for pages that no other press has in hand."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What is printed now: pages of one lane and rank."""

    lane: int
    rank: int

    def pages(self) -> QuerySet[PrintedPage]:
        return due().filter(lane=self.lane, rank=self.rank)


def due() -> QuerySet[PrintedPage]:
    """Return the pages that can be printed now, in the order of printing."""
    waited = Q(retry_at=None) | Q(retry_at__lte=timezone.now())
    return PrintedPage.objects.filter(waited, due_at__isnull=False).order_by("lane", "rank", "pk")


def next_turn() -> Turn | None:
    """Return the turn that it is; None where no page is in line."""
    first = due().values_list("lane", "rank").first()
    return Turn(*first) if first else None


def take(turn: Turn, locks: Locks, most: int) -> list[int]:
    """Take pages of `turn` that no other press has in hand, `most` at most; return their numbers.

    Another may have printed one just before it was taken: `still_due` tells.
    """
    taken: list[int] = []
    line = turn.pages()
    for _ in range(REACH):
        some = list(line.values_list("pk", flat=True)[:most])
        free = locks.take([of_page(pk) for pk in some])
        taken += [pk for pk in some if of_page(pk) in set(free)]
        if len(taken) >= most or len(some) < most:
            break
        line = turn.pages().filter(pk__gt=some[-1])
    locks.let_go([of_page(pk) for pk in taken[most:]])
    return taken[:most]


def still_due(newsstand: Newsstand, turn: Turn, pks: Collection[int], aside: Collection[str]) -> list[PrintedPage]:
    """Return those of the pages `pks`, which we have taken, that are to be printed from the present look; maybe none.

    None where the look holds pages that were never printed and come before these, in line or not yet in it: what would
    be printed could link to them. `aside`: tags that hold up nobody.
    """
    if never_printed(lane__lt=turn.lane) or never_printed(lane=turn.lane, rank__lt=turn.rank):
        return []
    if brings_addresses(newsstand, aside):
        return []
    if turn.lane == SITE_WIDE and comparing.under_way():
        return []
    return list(turn.pages().filter(pk__in=pks))


def never_printed(**where: int) -> bool:
    """Return whether the line has pages there that readers never had. Two places are asked for one by one: both are
    found in the index, which an "or" would have SQLite walk."""
    return due().filter(printed_at=None, **where).exists()


@dataclass(slots=True)
class Line:
    """How long the line is, for whoever watches: counting a long one takes a while, so it is done once in a second."""

    _waiting: int = 0
    _longest: int = 0
    _done: int = 0
    _counted_at: float = float("-inf")

    def left(self, done: int) -> tuple[int, int]:
        """Note that `done` more pages are; return how many are, and how many there are in all, as far as is known."""
        self._done += done
        self._waiting = max(self._waiting - done, 0)
        if time.monotonic() - self._counted_at > COUNTED_EACH:
            self._waiting, self._counted_at = due().count(), time.monotonic()
        self._longest = max(self._longest, self._done + self._waiting)
        return self._longest - self._waiting, self._longest
