"""What becomes of a reader's asking for letters: a message to the address, and on no page a word of who is known."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from musnad.letters import limits, notices, subscribing
from musnad.letters.addresses import Address
from musnad.letters.models import Notice, Subscriber

MOST = 24
"""Lists in one asking; a link must hold them."""


@transaction.atomic
def ask(address: Address, lists: Collection[str], lang: str, *, consent: str) -> None:
    """Have a message sent to `address` by which its owner confirms `lists`, or adds them; nothing if it had one lately.

    An address that complained, or was erased after it bounced, is sent nothing.
    """
    if subscribing.is_suppressed(address.normal) or not limits.allowed(limits.OF_ADDRESS, address.normal):
        return
    subscriber = subscribing.ask(address, lang, consent=consent)
    state = Subscriber.State(subscriber.state)
    if state == Subscriber.State.COMPLAINED:
        return
    if state == Subscriber.State.BOUNCED and not limits.allowed(limits.OF_BOUNCED, address.normal):
        return
    kind = Notice.Kind.KNOWN if state == Subscriber.State.CONFIRMED else Notice.Kind.CONFIRM
    notices.post(subscriber, kind, list(lists)[:MOST], lang)
