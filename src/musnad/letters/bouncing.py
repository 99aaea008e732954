"""What comes of messages that came back and of complaints, from bounce messages and from providers' webhooks.

Anyone can write to the mailbox of bounces. So a report is believed only where something in it shows that it is about a
message of ours: the key in the return path or in a header, the link to leave, our Message-ID; each is signed. And
reports come twice: from a mailbox that is read again, from a server that does not hear that it was heard.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from musnad.letters import limits, links, making, naming, subscribing
from musnad.letters.addresses import read_address
from musnad.letters.errors import BadAddress
from musnad.letters.models import Subscriber
from musnad.letters.returned import Report, Returned, Verdict, read_returned

logger = logging.getLogger(__name__)

REMEMBERED = 400
"""Days for which a failure is known again when it is reported once more."""

FAILURES = frozenset({Verdict.HARD, Verdict.SOFT})


class Outcome(StrEnum):
    """REPEATED: it had been reported before. UNPROVEN: nothing shows that it is about a message of ours."""

    TAKEN_OFF = "taken off"
    COUNTED = "counted"
    COMPLAINED = "complained"
    REPEATED = "repeated"
    UNPROVEN = "unproven"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Ours:
    """The message of ours that a report is about. letter: its number, 0 for none. name: its Message-ID, "" for none."""

    subscriber: Subscriber
    letter: int
    name: str = ""


def take_back(raw: bytes) -> list[Outcome]:
    """Do what a message says that came back; return what was done, [UNKNOWN] for one that is no report or of nobody."""
    report = read_returned(raw)
    if not report.said:
        return [Outcome.UNKNOWN]
    ours = message_of(report)
    if ours is None:
        return [unproven(each, report) for each in report.said]
    verdict = verdict_on(ours.subscriber, report.said)
    return [act(ours.subscriber, verdict, list(marks_of(report, ours)), ours.letter)]


def message_of(report: Report) -> Ours | None:
    """Return the message of ours that a report is about; None where nothing in it shows which.

    By our key in it, by the link in the letter, by its Message-ID.
    """
    names = [name for name in report.names if naming.named_by(name)]
    name = names[0] if names else ""
    for key in report.keys:
        if found := links.bounced_by(key):
            return Ours(*found, name)
    if report.leave and (link := links.opened(report.leave, links.LEAVE)):
        return Ours(link.subscriber, int(link.parts[1]), name)
    found = naming.named_by(name)
    return Ours(*found, name) if found else None


def verdict_on(subscriber: Subscriber, said: Iterable[Returned]) -> Verdict:
    """Return what a report says of `subscriber`, to whom alone the message went.

    It may name others: those to whom the mail was passed on. Where several failed, one hard failure is not enough.
    """
    said = list(said)
    own = [each.verdict for each in said if normal(each.address) == subscriber.address]
    verdicts = own or [each.verdict for each in said]
    return next((each for each in verdicts if each != Verdict.HARD), Verdict.HARD)


def marks_of(report: Report, ours: Ours) -> Iterator[str]:
    """Yield all by which this failure is known again: one message fails once, however many tell of it."""
    yield from report.marks
    if ours.letter:
        yield f"letter {ours.letter}"
    elif ours.name:
        yield f"name {ours.name}"


@transaction.atomic
def act(subscriber: Subscriber, verdict: Verdict, marks: Iterable[str], letter: int = 0) -> Outcome:
    """Do what a report says of `subscriber`; a failure that one of the `marks` tells to have been reported is none."""
    if verdict == Verdict.COMPLAINT:
        subscribing.complained(subscriber)
        return Outcome.COMPLAINED
    if verdict == Verdict.OPT_OUT:
        subscribing.leave_all(subscriber)
        return Outcome.TAKEN_OFF
    if not first_time(subscriber, (f"{verdict} {mark}" for mark in marks)):
        return Outcome.REPEATED
    if letter and first_time(subscriber, [f"letter {letter}"]):
        making.count(letter, "bounced")
    if verdict == Verdict.HARD:
        subscribing.bounced(subscriber)
        return Outcome.TAKEN_OFF
    return Outcome.TAKEN_OFF if subscribing.failed_softly(subscriber) else Outcome.COUNTED


@transaction.atomic
def unproven(said: Returned, report: Report) -> Outcome:
    """Keep in mind that somebody reported an address without anything to show for it; nobody is taken off."""
    subscriber = known_as(said.address)
    if subscriber is None:
        return Outcome.UNKNOWN
    if not first_time(subscriber, (f"unproven {mark}" for mark in report.marks)):
        return Outcome.REPEATED
    subscribing.reported_without_proof(subscriber)
    logger.warning("A report about subscriber %s shows no message of ours; it is not believed", subscriber.pk)
    return Outcome.UNPROVEN


def first_time(subscriber: Subscriber, marks: Iterable[str]) -> bool:
    return limits.first_time([f"returned {subscriber.pk} {mark}" for mark in marks], REMEMBERED)


def known_as(written: str) -> Subscriber | None:
    return Subscriber.objects.filter(address=normal(written)).first()


def normal(written: str) -> str:
    """Return the one form of an address, "" of what is none."""
    try:
        return read_address(written).normal
    except BadAddress:
        return ""


def summed(outcomes: Iterable[Outcome]) -> str:
    """Return in a line what was done."""
    counts = Counter(outcomes)
    return ", ".join(f"{outcome} {counts[outcome]}" for outcome in Outcome)
