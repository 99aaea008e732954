"""A thread beside the press that tells others of what was printed, so that a slow one holds up no print."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import connections

logger = logging.getLogger(__name__)


class Teller:
    """Calls `tell` whenever something was `noted`, and each `poll()` seconds; it is given what says to stop."""

    def __init__(
        self,
        name: str,
        tell: Callable[[Callable[[], bool]], object],
        noted: threading.Event,
        poll: Callable[[], float],
    ) -> None:
        self._tell, self._noted, self._poll = tell, noted, poll
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._live, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float) -> bool:
        """Have it end after the request that it is at; return whether it did. What is not told stays noted."""
        self._stopping.set()
        self._noted.set()
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _live(self) -> None:
        try:
            while not self._stopping.is_set():
                self._turn()
                self._noted.wait(self._poll())
                self._noted.clear()
        finally:
            connections.close_all()

    def _turn(self) -> None:
        try:
            self._tell(self._stopping.is_set)
        except Exception:  # whatever it is: they are told in the next turn
            logger.exception("The %s stumbled", self._thread.name)
            connections.close_all()
            self._stopping.wait(self._poll())
