"""Comparing the addresses of all owners with our pages: for another version of the newsstand, and on request.

That takes minutes where there are many, so it is done some at a time behind what edits stale. How far it came is in the
database: a press that is killed meanwhile, or stopped, leaves the rest to the next.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from musnad.press.models import PressState, PrintedPage
from musnad.press.newsstand import Newsstand
from musnad.press.snapshot import snapshot
from musnad.press.staleness import LOT, SITE_WIDE, found_routes, reconcile

COMPARING = "comparing"
"""The state whose value is the last owner that was compared, in the order of their names."""


def ask() -> None:
    """Have all owners compared, from the first on."""
    PressState.objects.update_or_create(name=COMPARING, defaults={"value": ""})


def reached() -> str | None:
    """Return the last owner that was compared; None where no comparison is under way."""
    return PressState.objects.filter(name=COMPARING).values_list("value", flat=True).first()


def under_way() -> bool:
    return PressState.objects.filter(name=COMPARING).exists()


class Comparison:
    """One press's part in it. `rest` is kept from step to step: listing all owners takes long."""

    def __init__(self, newsstand: Newsstand) -> None:
        self._newsstand = newsstand
        self._at: str | None = None
        self._rest: deque[str] = deque()

    def step(self, aside: set[str]) -> None:
        """Compare some owners; whoever calls holds the lead. One whose addresses cannot be found is put `aside`."""
        at = reached()
        if at is None:
            return
        if at != self._at or not self._rest:
            self._rest = self._owners_after(at)
        lot = [self._rest.popleft() for _ in range(min(LOT, len(self._rest)))]
        self._compare(lot, aside)
        state = PressState.objects.filter(name=COMPARING)
        if self._rest:
            self._at = lot[-1]
            state.update(value=self._at)
        else:
            self._at = None
            state.delete()

    def _owners_after(self, at: str) -> deque[str]:
        with snapshot():
            # All at once: a cursor kept open across writes would hold an old snapshot, and SQLite refuses to write.
            owners: Iterable[str] = {
                *self._newsstand.owners(),
                *PrintedPage.objects.values_list("owner", flat=True).distinct(),
            }
        return deque(sorted(owner for owner in owners if owner > at))

    def _compare(self, owners: list[str], aside: set[str]) -> None:
        """An owner whose addresses cannot be found keeps its pages."""
        with snapshot():
            wanted = found_routes(self._newsstand, owners)
        aside |= set(owners) - wanted.keys()
        reconcile(wanted, lane=SITE_WIDE)
