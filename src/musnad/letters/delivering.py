"""The only writes to deliveries. What makes each reader have a letter at most once:

1. There is one row for a letter and a subscriber (a constraint of the database).
2. A message is given to a mail server only by the sender that brought its row from WAITING to GOING, in a transaction
   that is on the disk before the message's first byte is sent; two senders cannot both: rows are locked, and SQLite has
   one writer at a time.
3. From GOING a row comes back to WAITING only where it is certain that no server took the message: its own sender was
   refused or lost the line before the last byte, or is dead and its journal, written in this same boot, does not have
   that byte.
4. What is left in doubt (killed, or the line lost, between the last byte and the answer; a power cut; a machine that
   never came back) is UNKNOWN: nobody sends it again but an editor who says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from musnad.letters import corrections, subscribing
from musnad.letters.journal import Left
from musnad.letters.models import Delivery, Letter, Subscriber, Subscription
from musnad.letters.outcomes import Outcome, What
from musnad.letters.pace import Domains

State = Delivery.State

CHUNK = 1_000
"""Subscribers who are given a delivery at once."""

LONGEST_PAUSE = timedelta(hours=1)


# --- who is to have it ---


@transaction.atomic
def prepare(letter: int) -> bool:
    """Give the next subscribers of a letter their deliveries; return whether all have one."""
    row = Letter.objects.select_for_update().filter(pk=letter, state=Letter.State.SENDING).first()
    if row is None or row.prepared:
        return True
    found = corrections.recipients(row, CHUNK) if row.kind == Letter.Kind.CORRECTION else subscribers(row, CHUNK)
    now = timezone.now()
    Delivery.objects.bulk_create(
        [
            Delivery(
                letter=row,
                subscriber_id=each.subscriber,
                domain=each.address.rpartition("@")[2],
                part=each.part,
                way=each.way,
                retry_at=now,
            )
            for each in found
        ],
        ignore_conflicts=True,
    )
    row.prepared = len(found) < CHUNK
    row.prepared_to = found[-1].subscriber if found else row.prepared_to
    row.save(update_fields=["prepared", "prepared_to"])
    return row.prepared


def subscribers(letter: Letter, most: int) -> list[corrections.Recipient]:
    """Return the next of those who were on the letter's list when it began."""
    rows = Subscription.objects.filter(
        list=letter.list,
        subscriber__gt=letter.prepared_to,
        subscriber__state=Subscriber.State.CONFIRMED,
        since__lte=letter.begun_at,
    )
    found = rows.order_by("subscriber").values_list("subscriber", "subscriber__address")[:most]
    return [corrections.Recipient(pk, address) for pk, address in found]


# --- one after the other ---


@dataclass(frozen=True, slots=True)
class Taken:
    """A delivery that is on its way from now on, by this sender. key: the list that its way out leaves."""

    delivery: Delivery
    subscriber: Subscriber
    key: str


def take(letters: Sequence[Letter], sender: str, most: int, domains: Domains) -> list[Taken]:
    """Bring at most `most` deliveries on their way, inside the caller's transaction. Those who left are passed over."""
    found: list[Taken] = []
    now = timezone.now()
    for letter in letters:
        if len(found) >= most:
            break
        rows = due(letter, now, domains.at_their_limit()).select_related("subscriber")[: (most - len(found)) * 2]
        staying, leaving = sorted_out(letter, list(rows))
        Delivery.objects.filter(pk__in=leaving).update(state=State.LEFT, at=now)
        for row in staying:
            if len(found) < most and row.subscriber and domains.allow(row.domain):
                found.append(Taken(row, row.subscriber, row.way or letter.list))
    Delivery.objects.filter(pk__in=[each.delivery.pk for each in found]).update(
        state=State.GOING, sender=sender, tries=F("tries") + 1, error=""
    )
    return found


def due(letter: Letter, now: datetime, without: Collection[str]) -> QuerySet[Delivery]:
    rows = Delivery.objects.select_for_update(skip_locked=True, of=("self",))
    rows = rows.filter(letter=letter, state=State.WAITING, retry_at__lte=now)
    if without:
        rows = rows.exclude(domain__in=without)
    on_list = Subscription.objects.filter(subscriber=OuterRef("subscriber"))
    if letter.kind != Letter.Kind.CORRECTION:
        on_list = on_list.filter(list=letter.list)
    return rows.annotate(stays=Exists(on_list)).order_by("retry_at")


def sorted_out(letter: Letter, rows: Sequence[Delivery]) -> tuple[list[Delivery], list[int]]:
    """Return those who still want it, and the numbers of the others; a correction goes to all who did not leave all."""

    def stays(row: Delivery) -> bool:
        there = row.subscriber is not None and row.subscriber.state == Subscriber.State.CONFIRMED
        return there and bool(row.stays)  # type: ignore[attr-defined]  # `due` annotates it

    return [row for row in rows if stays(row)], [row.pk for row in rows if not stays(row)]


def dated(taken: Iterable[Taken], as_of: dict[tuple[int, str], datetime]) -> None:
    """Keep of each delivery the moment whose standings its words tell; as_of: by letter and part."""
    by_moment: dict[datetime, list[int]] = {}
    for each in taken:
        moment = as_of[each.delivery.letter_id, each.delivery.part]
        by_moment.setdefault(moment, []).append(each.delivery.pk)
    for moment, keys in by_moment.items():
        Delivery.objects.filter(pk__in=keys).update(as_of=moment)


def record(outcomes: Iterable[Outcome], sender: str) -> None:
    """Write down what became of messages of this sender, inside the caller's transaction."""
    now = timezone.now()
    sent = []
    for each in outcomes:
        if each.what is What.SENT:
            sent.append(each.delivery)
        else:
            settle(each, sender, now)
    if sent:
        # Also what was given up as lost with its machine: the machine came back and knows better.
        ours = Delivery.objects.filter(pk__in=sent, sender=sender, state__in=(State.GOING, State.UNKNOWN))
        ours.update(state=State.SENT, at=now, error="")


def settle(outcome: Outcome, sender: str, now: datetime) -> None:
    ours = Delivery.objects.filter(pk=outcome.delivery, sender=sender, state=State.GOING)
    row = ours.select_related("letter", "subscriber").first()
    if row is None:
        return
    if outcome.what in ENDS:
        ours.update(state=ENDS[outcome.what], at=now, error=outcome.error)
        if outcome.what is What.NO_MAILBOX and row.subscriber:
            subscribing.bounced(row.subscriber)
            Letter.objects.filter(pk=row.letter_id).update(bounced=F("bounced") + 1)
    elif outcome.what is What.LATER:
        put_off(row, ours, outcome.error, now)
    else:
        # The server's trouble, not this message's: it counts for nothing.
        ours.update(state=State.WAITING, sender="", tries=F("tries") - 1, retry_at=now, error=outcome.error)


ENDS = {What.NO_MAILBOX: State.NO_MAILBOX, What.REFUSED: State.REFUSED, What.UNKNOWN: State.UNKNOWN}


def put_off(row: Delivery, ours: QuerySet[Delivery], error: str, now: datetime) -> None:
    """Try it again later, or give it up: a letter of yesterday is no news."""
    begun = row.letter.begun_at or now
    if now - begun > timedelta(hours=settings.MUSNAD_LETTERS_GIVE_UP):
        ours.update(state=State.GIVEN_UP, at=now, error=error)
        if row.subscriber:
            subscribing.failed_softly(row.subscriber)
        return
    first = timedelta(seconds=settings.MUSNAD_LETTERS_RETRY)
    pause = min(first * 2 ** min(row.tries - 1, 20), max(first, LONGEST_PAUSE))
    ours.update(state=State.WAITING, sender="", retry_at=now + pause, error=error)


def release(deliveries: Collection[int], sender: str) -> None:
    """Have those wait again that this sender was given and never began with."""
    ours = Delivery.objects.filter(pk__in=deliveries, sender=sender, state=State.GOING)
    ours.update(state=State.WAITING, sender="", tries=F("tries") - 1, retry_at=timezone.now())


# --- what the dead left ---


@transaction.atomic
def settle_left(left: Left) -> None:
    """Settle what a dead sender had on its way, by what it wrote down."""
    now = timezone.now()
    rows = Delivery.objects.filter(sender=left.name, state__in=(State.GOING, State.UNKNOWN))
    known = {value: What(value) for value in (each.value for each in What)}
    for pk in list(rows.values_list("pk", flat=True)):
        what = known.get(left.ended.get(pk, ""))
        own = rows.filter(pk=pk)
        if what is What.SENT:
            own.update(state=State.SENT, at=now, error="")
        elif what is not None and what is not What.UNKNOWN:
            settle(Outcome(pk, what), left.name, now)
        elif what is None and pk not in left.ending and left.same_boot:
            release([pk], left.name)
        else:
            own.filter(state=State.GOING).update(state=State.UNKNOWN, at=now)


@transaction.atomic
def give_up_on(sender: str) -> None:
    """Take what a sender had on its way for not known: its machine has been silent too long, and has the journal."""
    Delivery.objects.filter(sender=sender, state=State.GOING).update(state=State.UNKNOWN, at=timezone.now())


# --- ends ---


def finish(letters: Iterable[Letter]) -> None:
    """End the letters of which every delivery has come to its end."""
    for letter in letters:
        open_ = Delivery.objects.filter(letter=letter, state__in=(State.WAITING, State.GOING))
        if letter.prepared and not open_.exists():
            done = Letter.objects.filter(pk=letter.pk, state=Letter.State.SENDING, prepared=True)
            done.filter(~Q(deliveries__state__in=(State.WAITING, State.GOING))).update(
                state=Letter.State.SENT, ended_at=timezone.now()
            )


def surely_on_the_disk() -> None:
    """Have this connection's commits on the disk before they return; SQLite's are not, by default, in the mode used."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
