"""Sends letters in a thread beside the server or a worker; any number of them, on any machine, share each letter.

`delivering` tells why each reader has it at most once. The database is this thread's; what goes over lines to the mail
server is done by theirs. In each round one transaction writes down what came of the last messages and brings the next
ones on their way: a commit for a handful of messages, and never more in doubt than there are lines.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from queue import Empty as NothingThere
from queue import SimpleQueue

from django.conf import settings
from django.db import Error, connections, transaction
from django.utils import timezone

from musnad.letters import delivering, envelopes, journal, making
from musnad.letters.composing import mail_of
from musnad.letters.errors import NotNow
from musnad.letters.journal import Journal
from musnad.letters.lines import Job, Jobs, Line, Results
from musnad.letters.models import Letter, Sender
from musnad.letters.outcomes import Outcome, What
from musnad.letters.pace import Bucket, Domains
from musnad.letters.planning import keep_the_plans
from musnad.letters.writing import Writer

logger = logging.getLogger(__name__)

POLL = 1.0
"""Seconds between two looks where there is nothing to send; a newsroom in this process wakes the sender at once."""

ROUND = 0.1
"""Seconds at most between two transactions while messages are on the lines."""

AHEAD = 0.5
"""Seconds' worth of messages that lie ready for the lines: each transaction is for many. A pause waits for these."""

DEEPEST = 16
"""Messages at most that lie ready for one line. Those that no line has begun with are never in doubt."""

PLANS = 5.0
SIGN = 15.0
ALIVE = timedelta(seconds=60)
LOST = timedelta(minutes=10)
"""A sender on another machine that gave no sign for so long is lost, and what it had on its way is not known."""

FRESH = 20.0
"""Seconds for which a letter is written once: a claim that turns is told by what is sent after that."""

LONGEST_PAUSE = 60.0
IN_A_ROW = 20
"""Refusals in a row, with nothing delivered between, after which a letter stops by itself: it is not the addresses."""

_wanted = threading.Event()


def wake() -> None:
    """Have the sender of this process look now. Call it when what is to be sent is committed."""
    _wanted.set()


@dataclass(slots=True)
class Written:
    """A letter, or its part, as it was written then."""

    writer: Writer
    at: float


class Sending:
    """Sends until it is stopped. Killing it at any moment loses nothing, and has nobody sent a letter twice."""

    def __init__(self) -> None:
        self.name = secrets.token_hex(8)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._live, name="letters", daemon=True)
        self._jobs: Jobs = SimpleQueue()
        self._results: Results = SimpleQueue()
        self._lines: list[Line] = []
        self._journal: Journal | None = None
        self._going: dict[int, int] = {}  # delivery → letter
        self._written: dict[tuple[int, str], Written] = {}
        self._refused: dict[int, int] = {}
        self._bucket = Bucket(settings.MUSNAD_LETTERS_RATE)
        self._domains = Domains(settings.MUSNAD_LETTERS_DOMAIN_RATE)
        self._held_until = 0.0
        self._pause = 0.0
        self._trouble = ""
        self._speed, self._exchanged_at = 0.0, time.monotonic()
        self._done_at: dict[str, float] = {}
        self._since = timezone.now()

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> bool:
        """Have it end after the messages on the lines; return whether it did within `seconds`."""
        self._stopping.set()
        wake()
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    # --- the thread ---

    def _live(self) -> None:
        pause = POLL
        try:
            while not self._stopping.is_set():
                _wanted.clear()
                try:
                    busy = self.round()
                    pause = POLL
                except Exception:
                    logger.exception("The sender of letters stumbled")
                    busy, pause = False, min(pause * 2, LONGEST_PAUSE)
                    # The database may have gone away and come back: the next round connects anew.
                    connections.close_all()
                if not busy:
                    _wanted.wait(pause)
            self._lay_down()
        finally:
            connections.close_all()

    def round(self) -> bool:
        """Do once all that is to be done; return whether there is more to do at once."""
        delivering.surely_on_the_disk()
        if self._time("plans", PLANS):
            keep_the_plans()
        if self._time("sign", SIGN):
            self._give_a_sign()
        letters = list(Letter.objects.filter(state=Letter.State.SENDING).select_related("public").order_by("begun_at"))
        if not letters and not self._going:
            self._rest()
            return False
        self._ready()
        for letter in letters:
            if not letter.prepared:
                delivering.prepare(letter.pk)
        moved = self._exchange(letters)
        if self._time("finish", 0.5) or not moved:
            delivering.finish(Letter.objects.filter(pk__in=[letter.pk for letter in letters]))
        if self._journal and not self._going:
            self._journal.trim()
        return bool(moved or self._going or any(not letter.prepared for letter in letters))

    def _exchange(self, letters: Sequence[Letter]) -> int:
        """Write down what came back and hand out the next messages, in one transaction; return how many both were."""
        outcomes = self._come_back()
        letters = self._writable(letters)
        want = self._room() if letters else 0
        if not outcomes and not want:
            return 0
        with transaction.atomic():
            delivering.record(outcomes, self.name)
            taken = delivering.take(letters, self.name, want, self._domains) if want else []
            writers = {(each.delivery.letter_id, each.delivery.part): self._writer(each, letters) for each in taken}
            delivering.dated(taken, {key: writer.mail.as_of for key, writer in writers.items()})
        self._timed(len(outcomes))
        for outcome in outcomes:
            self._noted(outcome)
        for each in taken:
            self._bucket.take()
            self._going[each.delivery.pk] = each.delivery.letter_id
            self._jobs.put(job_of(each, writers[each.delivery.letter_id, each.delivery.part]))
        return len(outcomes) + len(taken)

    def _come_back(self) -> list[Outcome]:
        """Return what the lines are done with; wait a moment for half of what they have."""
        found: list[Outcome] = []
        wanted, until = (len(self._going) + 1) // 2, time.monotonic() + ROUND
        try:
            while len(found) < wanted:
                found.append(self._results.get(timeout=max(0.001, until - time.monotonic())))
            while True:
                found.append(self._results.get_nowait())
        except NothingThere:
            return found

    def _room(self) -> int:
        """Return how many messages may be handed out now: two for each line, and more where they go fast."""
        if self._stopping.is_set() or time.monotonic() < self._held_until:
            return 0
        lines = len(self._lines)
        depth = 1 if self._trouble else min(DEEPEST * lines, max(2 * lines, int(self._speed * AHEAD)))
        return max(0, int(min(depth - len(self._going), self._bucket.held())))

    def _timed(self, done: int) -> None:
        """Learn how many messages go in a second now."""
        now = time.monotonic()
        self._speed += 0.3 * (done / max(0.001, now - self._exchanged_at) - self._speed)
        self._exchanged_at = now

    def _noted(self, outcome: Outcome) -> None:
        """Learn from an outcome that is written down: whether the server is there, and whether it wants the letter."""
        letter = self._going.pop(outcome.delivery, 0)
        if outcome.what is What.UNREACHED:
            self._pause = min(max(1.0, self._pause * 2), LONGEST_PAUSE)
            self._held_until = time.monotonic() + self._pause
            self._say(outcome.error)
            return
        self._pause = 0.0
        self._say("")
        if outcome.what is What.SENT:
            self._refused[letter] = 0
        elif outcome.what is What.REFUSED:
            self._refused[letter] = self._refused.get(letter, 0) + 1
        if outcome.what is What.BARRED or self._refused.get(letter, 0) >= IN_A_ROW:
            self._refused[letter] = 0
            self._stop_letter(letter, outcome.error)

    def _stop_letter(self, letter: int, trouble: str) -> None:
        logger.error("Letter %s is paused: %s", letter, trouble)
        with suppress(NotNow, Letter.DoesNotExist):
            making.pause(Letter.objects.get(pk=letter), trouble)

    # --- what letters say ---

    def _writable(self, letters: Sequence[Letter]) -> list[Letter]:
        """Return the letters that can be written; one that cannot is paused, and holds up no other."""
        found = []
        for letter in letters:
            try:
                if letter.kind != Letter.Kind.CORRECTION:
                    self._fresh(letter, "")
            except Exception as error:
                logger.exception("Letter %s cannot be written", letter.pk)
                self._stop_letter(letter.pk, f"{type(error).__name__}: {error}")
            else:
                found.append(letter)
        return found

    def _writer(self, taken: delivering.Taken, letters: Sequence[Letter]) -> Writer:
        letter = next(each for each in letters if each.pk == taken.delivery.letter_id)
        return self._fresh(letter, taken.delivery.part)

    def _fresh(self, letter: Letter, part: str) -> Writer:
        known = self._written.get((letter.pk, part))
        if known and time.monotonic() - known.at < FRESH:
            return known.writer
        if len(self._written) > 200:
            self._written.clear()
        written = Written(Writer(mail_of(letter, part, files=not part)), time.monotonic())
        self._written[letter.pk, part] = written
        return written.writer

    # --- itself ---

    def _time(self, what: str, each: float) -> bool:
        """Return whether it is time for `what` again."""
        now = time.monotonic()
        if now - self._done_at.get(what, float("-inf")) < each:
            return False
        self._done_at[what] = now
        return True

    def _ready(self) -> None:
        """Have a journal and the lines; the first time, after settling what the dead left."""
        if self._journal is None:
            self._journal = Journal(self.name)
            self._give_a_sign()
        if self._time("dead", SIGN):
            settle_the_dead(self.name)
        while len(self._lines) < settings.MUSNAD_LETTERS_LINES:
            line = Line(self._jobs, self._results, self._journal)
            line.start()
            self._lines.append(line)

    def _give_a_sign(self) -> None:
        now = timezone.now()
        Sender.objects.update_or_create(
            name=self.name,
            defaults={
                "machine": socket.gethostname(),
                "boot": journal.boot(),
                "process": os.getpid(),
                "since": self._since,
                "seen_at": now,
                "trouble": self._trouble,
            },
        )
        # What is said of the whole is shared by those who live.
        living = Sender.objects.filter(seen_at__gt=now - ALIVE).count() or 1
        self._bucket.rate = settings.MUSNAD_LETTERS_RATE / living
        self._domains.rate = settings.MUSNAD_LETTERS_DOMAIN_RATE / living

    def _say(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble[:500]
            if trouble:
                logger.warning("The mail server cannot be reached: %s", trouble)
            Sender.objects.filter(name=self.name).update(trouble=self._trouble)

    def _rest(self) -> None:
        """Hang up: nothing is to be sent. What a dead sender left is looked for all the same."""
        if self._lines:
            self._hang_up(seconds=1.0)
        if self._time("dead", SIGN):
            settle_the_dead(self.name)

    def _hang_up(self, seconds: float) -> None:
        for _ in self._lines:
            self._jobs.put(None)
        deadline = time.monotonic() + seconds
        for line in self._lines:
            line.join(max(0.05, deadline - time.monotonic()))
        self._lines = []

    def _lay_down(self) -> None:
        """Take back what no line has begun with, and write down what the others came to."""
        waiting: list[int] = []
        with suppress(NothingThere):
            while True:
                if job := self._jobs.get_nowait():
                    waiting.append(job.delivery)
        self._hang_up(seconds=4.0)
        try:
            with transaction.atomic():
                delivering.release(waiting, self.name)
                done = self._come_back()
                delivering.record(done, self.name)
            for delivery in (*waiting, *(each.delivery for each in done)):
                self._going.pop(delivery, None)
            if not self._going:
                Sender.objects.filter(name=self.name).delete()
        except Error:
            logger.exception("The sender of letters did not lay down in order")
        else:
            if self._journal:
                self._journal.close(settled=not self._going)


def settle_the_dead(own: str) -> None:
    """Settle what senders that are dead left on its way: at once on this machine, after a while on others."""
    here = set()
    for left in journal.left_behind():
        delivering.settle_left(left)
        Sender.objects.filter(name=left.name).delete()
        logger.info("What sender %s left was settled", left.name)
        here.add(left.name)
    silent = Sender.objects.filter(seen_at__lt=timezone.now() - LOST).exclude(name__in=[own, *here])
    for name in silent.values_list("name", flat=True):
        delivering.give_up_on(name)
    # Its journal may still come back, and knows better: what is not known stays its own until then.
    silent.filter(seen_at__lt=timezone.now() - timedelta(days=2)).delete()


def job_of(taken: delivering.Taken, writer: Writer) -> Job:
    delivery, subscriber, key = taken.delivery, taken.subscriber, taken.key
    return Job(
        delivery=delivery.pk,
        sender=envelopes.return_path(subscriber, delivery.letter_id),
        recipient=subscriber.address,
        raw=lambda: writer.raw(delivery, subscriber, key),
        message=lambda: writer.message(delivery, subscriber, key),
    )
