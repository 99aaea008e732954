"""One press at a time in a home: a lock on a file there, which the system lets go when its holder dies."""

from __future__ import annotations

import fcntl
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

logger = logging.getLogger(__name__)

PAUSE = 0.05


@contextmanager
def press_lock(path: Path, stop: Callable[[], bool] = lambda: False) -> Iterator[bool]:
    """Hold the press inside the block; yield False instead if it is taken and `stop` says to wait no longer.

    Whoever comes second waits: the holder takes up edits until none is left, so that there is little to do
    afterwards. The file stays; a lock file that is removed lets two in.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield taken(descriptor, stop)
    finally:
        os.close(descriptor)


def taken(descriptor: int, stop: Callable[[], bool]) -> bool:
    told = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if stop():
                return False
            if not told:
                logger.info("Another press is printing; waiting for it.")
                told = True
            time.sleep(PAUSE)
        else:
            return True
