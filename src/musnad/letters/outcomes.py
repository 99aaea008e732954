"""What became of one message, read from what a mail server or a provider answered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any


class What(Enum):
    """UNREACHED: the server was not to be spoken to, whatever the message. BARRED: it refuses the sender."""

    SENT = "sent"
    LATER = "later"
    UNREACHED = "unreached"
    BARRED = "barred"
    NO_MAILBOX = "no_mailbox"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    delivery: int
    what: What
    error: str = ""


_DETAIL = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")


def of_recipient(delivery: int, code: int, said: bytes | str) -> Outcome:
    """Return what an answer to RCPT other than 250 means.

    No such mailbox: RFC 3463's 5.1.x and 5.2.1; 550, 551 and 553 where the server says no more. A refusal for another
    cause (5.7.x: policy, a list of senders that are blocked) says nothing of the mailbox and must take nobody off.
    """
    text = shown(code, said)
    if 400 <= code < 500:
        return Outcome(delivery, What.LATER, text)
    detail = _DETAIL.search(text)
    gone = detail[0].startswith(("5.1.", "5.2.1")) if detail else code in {550, 551, 553}
    return Outcome(delivery, What.NO_MAILBOX if gone else What.REFUSED, text)


def of_message(delivery: int, code: int, said: bytes | str) -> Outcome:
    """Return what an answer to DATA, or to the message itself, means."""
    if code == 250:
        return Outcome(delivery, What.SENT)
    return Outcome(delivery, What.LATER if 400 <= code < 500 else What.REFUSED, shown(code, said))


def of_sender(delivery: int, code: int, said: bytes | str) -> Outcome:
    """Return what an answer to MAIL other than 250 means: it is the same for every recipient."""
    return Outcome(delivery, What.UNREACHED if 400 <= code < 500 else What.BARRED, shown(code, said))


def shown(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return f"{code} {' '.join(text.split())}"[:300]


def of_error(delivery: int, error: Exception) -> Outcome:
    """Return what an error of a mail backend means that is not our own SMTP: a provider's, most of all.

    What is not understood is UNKNOWN: the message may have been taken.
    """
    told = f"{type(error).__name__}: {error}"[:300]
    names = {each.__name__ for each in type(error).__mro__}
    if "AnymailRecipientsRefused" in names:
        return Outcome(delivery, What.NO_MAILBOX, told)
    if names & {"AnymailInvalidAddress", "AnymailSerializationError", "AnymailUnsupportedFeature"}:
        return Outcome(delivery, What.REFUSED, told)
    if isinstance(error, SMTPRecipientsRefused) and len(error.recipients) == 1:
        code, said = next(iter(error.recipients.values()))
        return of_recipient(delivery, code, said)
    if isinstance(error, SMTPResponseException):
        return of_message(delivery, error.smtp_code, error.smtp_error)
    return Outcome(delivery, by_status(getattr(error, "status_code", None), names, told), told)


# A gateway that gave up may have passed the request on.
STATUSES = {401: What.BARRED, 403: What.BARRED, 408: What.UNKNOWN, 429: What.LATER, 500: What.LATER, 503: What.LATER}


def by_status(status: Any, names: set[str], told: str) -> What:
    if isinstance(status, int):
        return STATUSES.get(status, What.REFUSED if 400 <= status < 500 else What.UNKNOWN)
    if "ConnectTimeout" in names or "NewConnectionError" in told or "NameResolutionError" in told:
        return What.UNREACHED
    return What.UNKNOWN
