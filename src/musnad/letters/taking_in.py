"""Lists of addresses that the newsroom brings in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from musnad.letters import subscribing
from musnad.letters.addresses import Address
from musnad.letters.models import Notice, Subscriber, Subscription, Suppression
from musnad.letters.postman import wake

LOT = 500
State = Subscriber.State


@dataclass(slots=True)
class Taken:
    """added: new, or waiting for its confirmation till now. known: subscribed before; those stay as they are.

    kept_out: left, bounced or complained, now or before they were erased: an import brings nobody back.
    """

    added: int = 0
    known: int = 0
    kept_out: int = 0


@transaction.atomic
def take_in(addresses: Sequence[Address], keys: Collection[str], lang: str, *, consent: str, confirmed: bool) -> Taken:
    """Take `addresses` in for the lists `keys`: at once where `confirmed`, else each is sent a message that asks.

    consent: where and when they agreed, which is kept with each.
    """
    taken = Taken()
    for lot in lots(addresses):
        state_of = dict(Subscriber.objects.filter(address__in=lot).values_list("address", "state"))
        banned = kept_out(lot)
        new = [each for name, each in lot.items() if name not in state_of and name not in banned]
        waiting = [name for name, state in state_of.items() if state == State.PENDING]
        taken.known += sum(state == State.CONFIRMED for state in state_of.values())
        taken.kept_out += sum(state not in {State.CONFIRMED, State.PENDING} for state in state_of.values())
        taken.kept_out += len(banned - state_of.keys())
        taken.added += len(new) + len(waiting)
        rows = [Subscriber(address=each.normal, typed=each.typed, lang=lang, consent=consent) for each in new]
        Subscriber.objects.bulk_create(rows)
        subscribers = Subscriber.objects.filter(address__in=[*waiting, *(each.normal for each in new)])
        if confirmed:
            subscribe(subscribers, keys, consent)
        else:
            ask(subscribers, keys, lang)
    transaction.on_commit(wake)
    return taken


def lots(addresses: Sequence[Address]) -> Iterator[dict[str, Address]]:
    for at in range(0, len(addresses), LOT):
        yield {each.normal: each for each in addresses[at : at + LOT]}


def kept_out(lot: Collection[str]) -> set[str]:
    """Return those of `lot` that were erased after they bounced or complained."""
    digests = {subscribing.digest_of(name): name for name in lot}
    found = Suppression.objects.filter(digest__in=digests).values_list("digest", flat=True)
    return {digests[digest] for digest in found}


def subscribe(rows: Collection[Subscriber], keys: Collection[str], consent: str) -> None:
    now, pks = timezone.now(), [row.pk for row in rows]
    Subscriber.objects.filter(pk__in=pks).update(state=State.CONFIRMED, confirmed_at=now, left_at=None, consent=consent)
    wanted = [Subscription(subscriber_id=pk, list=key) for pk in pks for key in keys]
    Subscription.objects.bulk_create(wanted, ignore_conflicts=True)


def ask(rows: Collection[Subscriber], keys: Collection[str], lang: str) -> None:
    """Have a message sent to each that asks; one that is waiting already is replaced."""
    pks = [row.pk for row in rows]
    Notice.objects.filter(subscriber__in=pks, held_until=None).delete()
    Notice.objects.bulk_create(
        [Notice(subscriber_id=pk, kind=Notice.Kind.CONFIRM, lists=list(keys), lang=lang) for pk in pks]
    )
