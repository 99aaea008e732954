"""Lines to the mail server: each a thread with a connection of its own, which is used for one message after another."""

from __future__ import annotations

import select
import smtplib
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, cast

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend

from musnad.letters.journal import Journal
from musnad.letters.outcomes import Outcome, What, of_error, of_message, of_recipient, of_sender

LAST_ANSWER = 600.0
"""Seconds that a server has to answer for a whole message: RFC 5321 4.5.3.2.6, so that none is in doubt too early."""

MOST = 500
"""Messages over one connection; many servers end it sooner, which costs nothing but a new one."""

HEARD = 0.002
"""Seconds in which a server on this machine or beside it is heard hanging up."""


@dataclass(frozen=True, slots=True)
class Job:
    """A message for one recipient. sender, recipient: of the envelope. message: for backends that are not SMTP."""

    delivery: int
    sender: str
    recipient: str
    raw: Callable[[], bytes]
    message: Callable[[], EmailMessage]


Jobs = SimpleQueue[Job | None]
Results = SimpleQueue[Outcome]


class Busy(smtplib.SMTPServerDisconnected):
    """The server ends the connection (421) before it was told of a message."""


class Line(threading.Thread):
    """Takes jobs until it is given None. Every job has exactly one outcome."""

    def __init__(self, jobs: Jobs, results: Results, journal: Journal) -> None:
        super().__init__(name="letters line", daemon=True)
        self._jobs, self._results, self._journal = jobs, results, journal
        self._backend: Any = None
        self._used = 0

    def run(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                outcome = self._do(job)
            except Exception as error:  # noqa: BLE001  (whatever a backend raises, its message has an outcome)
                outcome = Outcome(job.delivery, What.REFUSED, f"{type(error).__name__}: {error}"[:300])
            self._results.put(outcome)
        self._hang_up()

    def _do(self, job: Job) -> Outcome:
        if self._backend is None:
            self._backend = get_connection()
        if isinstance(self._backend, SmtpBackend):
            return self._by_smtp(job)
        return self._by_backend(job)

    # --- SMTP ---

    def _by_smtp(self, job: Job) -> Outcome:
        fresh = self._dial(job)
        if isinstance(fresh, Outcome):
            return fresh
        outcome = self._told(job)
        if self._backend is None and outcome.what in {What.UNREACHED, What.LATER} and not fresh:
            # The server ended a connection that had served before: it is no fault of this message.
            again = self._dial(job)
            return again if isinstance(again, Outcome) else self._told(job)
        return outcome

    def _dial(self, job: Job) -> Outcome | bool:
        """Have a connection; return whether it is new, or what kept us from it."""
        if self._used >= MOST:
            self._hang_up()
        if self._backend is None:
            self._backend = get_connection()
        if self._backend.connection is not None:
            return False
        try:
            self._backend.open()
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            return Outcome(job.delivery, What.UNREACHED, f"{type(error).__name__}: {error}"[:300])
        send_at_once(cast(smtplib.SMTP, self._backend.connection))
        self._used = 0
        return True

    def _told(self, job: Job) -> Outcome:
        try:
            outcome = transmit(self._backend.connection, job, self._journal)
        except (OSError, smtplib.SMTPException) as error:
            # Before the last byte: whatever happened, no server has the message.
            self._hang_up()
            what = What.UNREACHED if isinstance(error, Busy) else What.LATER
            return Outcome(job.delivery, what, f"{type(error).__name__}: {error}"[:300])
        self._used += 1
        if outcome.what is What.UNKNOWN or outcome.error.startswith("421"):
            self._hang_up()
        elif outcome.what is not What.SENT:
            with suppress(OSError, smtplib.SMTPException):
                self._backend.connection.rset()
        return outcome

    def _hang_up(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            with suppress(Exception):
                backend.close()

    # --- everything else ---

    def _by_backend(self, job: Job) -> Outcome:
        message = job.message()
        self._journal.ending(job.delivery)
        try:
            self._backend.send_messages([message])
        except Exception as error:  # noqa: BLE001  (providers raise what they like; `of_error` knows what is safe)
            outcome = of_error(job.delivery, error)
        else:
            outcome = Outcome(job.delivery, What.SENT)
        self._journal.ended(job.delivery, outcome.what.value)
        return outcome


def send_at_once(smtp: smtplib.SMTP) -> None:
    """Have the system send each write by itself (RFC 896 and 1122: else it holds a small one back until the server's
    system confirms the one before, which that puts off for 40 ms). The last byte of a message is such a small one."""
    cast("socket.socket", smtp.sock).setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def transmit(smtp: smtplib.SMTP, job: Job, journal: Journal) -> Outcome:
    """Say one message; return what the server answered. Raises OSError, SMTPException only before its last byte.

    smtplib sends the last byte with all others. Here it goes alone, so that the journal can have the one moment from
    which on a server may have taken the message.
    """
    body = job.raw()
    smtp.ehlo_or_helo_if_needed()
    code, said = smtp.mail(job.sender, [f"size={len(body)}"] if smtp.has_extn("size") else [])
    if code == 421:
        raise Busy(f"421 {said!r}")
    if code != 250:
        return of_sender(job.delivery, code, said)
    code, said = smtp.rcpt(job.recipient)
    if code not in {250, 251}:
        return of_recipient(job.delivery, code, said)
    code, said = smtp.docmd("DATA")
    if code != 354:
        return of_message(job.delivery, code, said)
    smtp.send(body)
    hung_up(smtp)
    journal.ending(job.delivery)
    # An error here is one of before: the line was down, and not even this byte left.
    try:
        smtp.send(b".\r\n")
    except (OSError, smtplib.SMTPException):
        journal.ended(job.delivery, What.UNREACHED.value)
        raise
    outcome = last_answer(smtp, job)
    journal.ended(job.delivery, outcome.what.value)
    return outcome


def last_answer(smtp: smtplib.SMTP, job: Job) -> Outcome:
    line = cast("socket.socket", smtp.sock)
    kept = line.gettimeout()
    line.settimeout(max(kept or 0.0, LAST_ANSWER))
    try:
        code, said = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Outcome(job.delivery, What.UNKNOWN, f"{type(error).__name__}: {error}"[:300])
    line.settimeout(kept)
    return of_message(job.delivery, code, said)


def hung_up(smtp: smtplib.SMTP) -> None:
    """Raise SMTPServerDisconnected if the server spoke or hung up in the middle of the message.

    It is given a moment for that: what is seen here need not be in doubt afterwards.
    """
    line = cast("socket.socket", smtp.sock)
    if select.select([line], [], [], HEARD)[0]:
        smtp.close()
        raise smtplib.SMTPServerDisconnected("The server did not wait for the end of the message.")
