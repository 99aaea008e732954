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
from musnad.press.newsstand import HOME, Newsstand
from musnad.press.staleness import EDITED, FRESH, SITE_WIDE, brings_addresses

COUNTED_EACH = 1.0
TOGETHER = 32
"""Pages of several turns that are printed as one lot at most: the first of them waits for the last."""

REACH = 16
"""How many lots are looked through for pages that no other press has in hand."""


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """What is printed now: pages of one lane and rank. Turns are ordered as they come."""

    lane: int
    rank: int

    def pages(self) -> QuerySet[PrintedPage]:
        return due().filter(lane=self.lane, rank=self.rank)


LAST_WAITED_FOR = Turn(EDITED, HOME)
"""Behind it comes what lists all pages for machines, and what nobody waits for."""


@dataclass(frozen=True, slots=True)
class Lot:
    """Pages that one press has taken, by their numbers: of one turn, or all that there are of several that come one
    behind the other."""

    turns: tuple[Turn, ...]
    pks: tuple[int, ...]

    def of(self, pks: Collection[int]) -> Lot:
        return Lot(self.turns, tuple(pks))


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


def take_lot(turn: Turn, locks: Locks, most: int) -> Lot:
    """Take pages of `turn`, which is the next, as `take` does; and with them what waits behind it of the same edits.

    That is where all of it fits into the lot and no other press has any of it in hand: a publish then costs one look at
    the database, and one record, instead of one for each rank.
    """
    together = few_of_edits(min(most, TOGETHER)) if turn.lane <= EDITED else {}
    if len(set(together.values())) > 1 and turn in together.values():
        taken = locks.take([of_page(pk) for pk in together])
        if len(taken) == len(together):
            return Lot(tuple(sorted(set(together.values()))), tuple(together))
        locks.let_go(taken)
    return Lot((turn,), tuple(take(turn, locks, most)))


def few_of_edits(most: int) -> dict[int, Turn]:
    """Return the pages that edits brought or changed, in their order and with their turns, up to the front: what lists
    all pages for machines is not waited for. None where they are more than `most`."""
    line = due().filter(lane__in=(FRESH, EDITED)).values_list("pk", "lane", "rank")[: most + 1]
    turns = {pk: Turn(lane, rank) for pk, lane, rank in line}
    return {} if len(turns) > most else {pk: turn for pk, turn in turns.items() if turn <= LAST_WAITED_FOR}


def still_due(newsstand: Newsstand, lot: Lot, aside: Collection[str]) -> list[PrintedPage]:
    """Return those pages of `lot`, which we have taken, that are to be printed from the present look, in their order;
    maybe none.

    None where the look holds pages that were never printed and come before these, in line or not yet in it: what would
    be printed could link to them. `aside`: tags that hold up nobody.
    """
    first = lot.turns[0]
    if never_printed(lane__lt=first.lane) or never_printed(lane=first.lane, rank__lt=first.rank):
        return []
    if brings_addresses(newsstand, aside):
        return []
    if first.lane == SITE_WIDE and comparing.under_way():
        return []
    pages = [page for page in due().filter(pk__in=lot.pks) if turn_of(page) in lot.turns]
    missed = first_missed(lot) if len(lot.turns) > 1 else None
    return [page for page in pages if turn_of(page) <= missed] if missed else pages


def turn_of(page: PrintedPage) -> Turn:
    return Turn(page.lane, page.rank)


def first_missed(lot: Lot) -> Turn | None:
    """Return the turn of the first page that readers never had and that is not in `lot`, as it came after that."""
    others = due().filter(printed_at=None, lane__in=(FRESH, EDITED)).exclude(pk__in=lot.pks)
    found = others.values_list("lane", "rank").first()
    return Turn(*found) if found else None


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
