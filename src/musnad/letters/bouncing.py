"""What comes of messages that came back and of complaints, from bounce messages and from providers' webhooks."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from musnad.letters import links, making, subscribing
from musnad.letters.addresses import read_address
from musnad.letters.errors import BadAddress
from musnad.letters.models import Subscriber
from musnad.letters.returned import Returned, Verdict, read_returned

logger = logging.getLogger(__name__)


class Outcome(StrEnum):
    TAKEN_OFF = "taken off"
    COUNTED = "counted"
    COMPLAINED = "complained"
    UNKNOWN = "unknown"


def take_back(raw: bytes) -> list[Outcome]:
    """Do what a message says that came back; return what was done, [UNKNOWN] for one that is no report or of nobody."""
    said = read_returned(raw)
    return [settle(each) for each in said] or [Outcome.UNKNOWN]


def settle(said: Returned) -> Outcome:
    found = whom(said)
    if found is None:
        return Outcome.UNKNOWN
    subscriber, letter = found
    if said.verdict in {Verdict.HARD, Verdict.SOFT}:
        making.count(letter, "bounced")
    return act(subscriber, said.verdict)


def act(subscriber: Subscriber, verdict: Verdict) -> Outcome:
    if verdict == Verdict.COMPLAINT:
        subscribing.complained(subscriber)
        return Outcome.COMPLAINED
    if verdict == Verdict.OPT_OUT:
        subscribing.leave_all(subscriber)
        return Outcome.TAKEN_OFF
    if verdict == Verdict.HARD:
        subscribing.bounced(subscriber)
        return Outcome.TAKEN_OFF
    return Outcome.TAKEN_OFF if subscribing.failed_softly(subscriber) else Outcome.COUNTED


def whom(said: Returned) -> tuple[Subscriber, int] | None:
    """Return who a report is of, and the number of the letter, 0 where it is not known.

    By our key in it, by the link in the letter, by the address that it names.
    """
    for key in said.keys:
        if found := links.bounced_by(key):
            return found
    if said.leave and (link := links.opened(said.leave, links.LEAVE)):
        return link.subscriber, int(link.parts[1])
    one = known_as(said.address)
    return (one, 0) if one else None


def known_as(written: str) -> Subscriber | None:
    try:
        return Subscriber.objects.filter(address=read_address(written).normal).first()
    except BadAddress:
        return None


def summed(outcomes: Iterable[Outcome]) -> str:
    """Return in a line what was done."""
    counts = Counter(outcomes)
    return ", ".join(f"{outcome} {counts[outcome]}" for outcome in Outcome)
