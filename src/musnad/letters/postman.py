"""What is to be mailed, sent in a thread beside the server or a worker. Any number may live, on any machine."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from django.db import connections

from musnad.letters.errors import LettersError

logger = logging.getLogger(__name__)

POLL = 2.0
"""Seconds between two looks for what other processes wrote; what this one wrote wakes the postman at once."""

LONGEST_PAUSE = 60.0

Stopping = Callable[[], bool]
Turn = Callable[[Stopping], object]
"""Does all that is due of one kind of work, looks between two messages whether it is to stop, and returns."""

_wanted = threading.Event()


def wake() -> None:
    """Have the postman of this process look now. Call it when what is to be sent is committed."""
    _wanted.set()


class Postman:
    """Lives until it is stopped. Killing it at any moment loses nothing: what is to be sent is in the database."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        """Do `turns` again and again, in their order (`turns.TURNS` is all that there is to do)."""
        self._turns = turns
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._live, name="postman", daemon=True)
        self._pause = POLL

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> bool:
        """Have the postman end after the message at hand; return whether it did within `seconds`."""
        self._stopping.set()
        wake()
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _live(self) -> None:
        try:
            while not self._stopping.is_set():
                _wanted.clear()
                self._round()
                _wanted.wait(self._pause)
        finally:
            connections.close_all()

    def _round(self) -> None:
        """Do each kind of work once. After a failure the next round comes later."""
        try:
            for turn in self._turns:
                if self._stopping.is_set():
                    return
                turn(self._stopping.is_set)
            self._pause = POLL
        except LettersError as error:
            logger.error("%s", error)
            self._slow_down()
        except Exception:
            logger.exception("The postman stumbled")
            self._slow_down()

    def _slow_down(self) -> None:
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        # The database may have gone away and come back: the next round connects anew.
        connections.close_all()
