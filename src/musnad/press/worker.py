"""The press inside the one-process server: a thread that prints what edits make stale."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress

from django.conf import settings
from django.db import Error, connections

from musnad.press import asking, power
from musnad.press.crew import Crew
from musnad.press.desk import anything_to_do
from musnad.press.errors import PressError
from musnad.press.hubs import Caller
from musnad.press.locks import GATE, press_locks
from musnad.press.newsstand import Newsstand, TheNewsstand
from musnad.press.presence import Presence
from musnad.press.publishing import LOCKS, Run, public_store
from musnad.press.purging import Purger
from musnad.press.schedule import keep_the_schedule
from musnad.press.waking import listening, wait, wake
from musnad.search import outbox

logger = logging.getLogger(__name__)

POLL = 1.0
"""Seconds between two looks for edits that other processes made; one in this process wakes the worker at once."""

SCHEDULE = 30.0
LONGEST_PAUSE = 60.0


class Worker:
    """Prints until it is stopped. Killing it at any moment loses nothing: what is stale stays in the database."""

    def __init__(self, newsstand: Newsstand | None = None, crew: Crew | None = None) -> None:
        self._newsstand = newsstand or TheNewsstand()
        self._crew = crew
        self._stopping = threading.Event()
        self._tellers = (Purger(), Caller())
        self._thread = threading.Thread(target=self._live, name="press", daemon=True)
        self._pause = POLL
        self._scheduled_at = float("-inf")
        self._first = True
        self._presence = Presence()
        self._doubtful: set[int] = set()

    def start(self) -> None:
        for teller in self._tellers:
            teller.start()
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> bool:
        """Have the worker end after the page that it is at; return whether it did within `seconds`.

        One that was never started has ended: the server may be told to stop before it began.
        """
        deadline = time.monotonic() + seconds
        self._stopping.set()
        wake()
        if self._thread.ident is not None:
            self._thread.join(seconds)
        told = [teller.stop(max(0.1, deadline - time.monotonic())) for teller in self._tellers]
        return all(told) and not self._thread.is_alive()

    def _live(self) -> None:
        try:
            with listening():
                while not self._stopping.is_set():
                    self._turn()
                    wait(self._pause)
            self._lay_down()
        finally:
            connections.close_all()

    def _turn(self) -> None:
        """Look after the schedule and the stale pages once. After a failure the next turn comes later."""
        try:
            self._keep_schedule()
            # The first run looks whether templates and styles are still those that were printed with.
            wish = asking.everything_asked()
            if self._first or wish or anything_to_do():
                self._run(everything=bool(wish))
                self._first = False
                if wish and not self._stopping.is_set():
                    asking.everything_done(wish)
            self._presence.show(trouble="")
        except PressError as error:
            logger.error("%s", error)
            self._slow_down(str(error))
        except Exception as error:  # whatever it is: the press goes on, and the desk shows it
            logger.exception("The press stumbled")
            self._slow_down(f"{type(error).__name__}: {error}")
        else:
            self._pause = POLL

    def _run(self, *, everything: bool) -> None:
        """Print what is stale, and keep the schedule meanwhile."""
        run = Run(self._newsstand, public_store(), self._stopping.is_set)
        run.meanwhile, run.crew, run.doubtful = self._keep_schedule, self._crew, self._doubtful
        run.work(everything=everything)

    def _slow_down(self, trouble: str) -> None:
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        # The database may have gone away and come back: the next turn connects anew.
        connections.close_all()
        with suppress(Error):
            self._presence.show(trouble)

    def _keep_schedule(self) -> None:
        self._presence.show()
        now = time.monotonic()
        if now - self._scheduled_at >= SCHEDULE:
            self._scheduled_at = now
            keep_the_schedule()
            outbox.send()

    def _lay_down(self) -> None:
        """Have all that was written on the disk, so that a restart of the machine need not compare it."""
        try:
            self._presence.leave()
            if self._crew:
                self._crew.dismiss()
            with press_locks(settings.MUSNAD_HOME / LOCKS) as locks, locks.held(GATE) as alone:
                if alone:
                    power.all_is_down(settings.MUSNAD_HOME)
        except Exception:  # it ends all the same: nobody is left to tell but the log
            logger.exception("The press did not lie down in order")
