"""The press held still: for who copies the public folder as it is at one moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from musnad.press import comparing
from musnad.press.locks import GATE, LEAD, PAUSE, Locks, press_locks
from musnad.press.staleness import SITE_WIDE
from musnad.press.turns import next_turn


@contextmanager
def press_held(path: Path, stop: Callable[[], bool]) -> Iterator[bool]:
    """Keep every press from writing and removing inside the block, at a moment when no page is half-way in line.

    Yields False instead where `stop` says to wait no longer. `path`: that of the locks.
    """
    with press_locks(path) as locks:
        while not (held := settled(locks)) and not stop():
            time.sleep(PAUSE)
        yield held


def settled(locks: Locks) -> bool:
    """Return whether all that was taken up is printed, with the lead and the gate in our hands.

    The lead is kept between the calls: so nothing more is taken up, and the others come to an end.
    """
    locks.take([LEAD])
    if comparing.under_way():
        # It needs the lead, and pages wait for it.
        locks.let_go([LEAD])
        return False
    turn = next_turn()
    if turn and turn.lane == SITE_WIDE:
        # It takes long, and edits go before it only if somebody may take them up.
        locks.let_go([LEAD])
        return False
    if turn or set(locks.take([LEAD, GATE])) != {LEAD, GATE}:
        locks.let_go([GATE])
        return False
    return True
