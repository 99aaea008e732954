"""What the newsroom is told of letters: how far each is, and what waits for an editor."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from musnad.letters import lists
from musnad.letters.models import Delivery, Letter, Plan, Sender, Subscriber, Subscription
from musnad.letters.planning import next_at
from musnad.letters.sending import ALIVE
from musnad.newsroom.models import Edition, Topic
from musnad.newsstand.routing import editions

State = Delivery.State
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a letter is. whole: deliveries; open: not come to their end. rest: the other ends, by name."""

    whole: int
    sent: int
    open: int
    unknown: int
    rest: tuple[tuple[str, int], ...]

    @property
    def percent(self) -> int:
        return 100 * (self.whole - self.open) // self.whole if self.whole else 0


def progress_of(letters: Collection[Letter]) -> dict[int, Progress]:
    """Return how far each letter is, asked at once."""
    rows = Delivery.objects.filter(letter__in=letters).values_list("letter", "state").annotate(count=Count("pk"))
    counts: dict[int, dict[str, int]] = {letter.pk: {} for letter in letters}
    for letter, state, count in rows.order_by():
        counts[letter][state] = count
    return {pk: progress(found) for pk, found in counts.items()}


def progress(found: dict[str, int]) -> Progress:
    open_ = found.get(State.WAITING, 0) + found.get(State.GOING, 0)
    rest = [
        (str(State(state).label), count)
        for state, count in found.items()
        if state not in {State.SENT, State.UNKNOWN, State.WAITING, State.GOING}
    ]
    return Progress(
        sum(found.values()), found.get(State.SENT, 0), open_, found.get(State.UNKNOWN, 0), tuple(sorted(rest))
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as editors see it. next_at: when its plan makes its next letter, by the edition's clock."""

    key: str
    name: str
    lang: str
    subscribers: int
    plan: Plan | None
    next_at: datetime | None
    zone: ZoneInfo


def all_lists() -> list[Listed]:
    """Return the lists of all editions: those that all are offered, and topics with subscribers or plans."""
    counts = dict(
        Subscription.objects.filter(subscriber__state=Subscriber.State.CONFIRMED)
        .values_list("list")
        .annotate(count=Count("pk"))
        .order_by()
    )
    plans = {plan.list: plan for plan in Plan.objects.all()}
    zones = dict(Edition.objects.values_list("slug", "zone"))
    found = []
    for lang in editions():
        offered = lists.offers(lang)
        offered += [topic for topic in lists.topic_offers(lang) if topic.key in counts or topic.key in plans]
        for offer in offered:
            plan = plans.get(offer.key)
            due = next_at(plan, timezone.now()) if plan else None
            zone = ZoneInfo(zones[lang])
            found.append(Listed(offer.key, offer.name, lang, counts.get(offer.key, 0), plan, due, zone))
    return found


def is_list(key: str) -> bool:
    """Whether there is such a list: an edition's own, or a topic's."""
    kind, _, rest = key.partition(":")
    if kind == lists.TOPIC:
        return rest.isascii() and rest.isdigit() and Topic.objects.filter(pk=int(rest)).exists()
    return rest in editions() and key in {offer.key for offer in lists.offers(rest)}


def count_of(letter: Letter) -> int:
    """Return how many are on the letter's list now."""
    on = Subscription.objects.filter(list=letter.list, subscriber__state=Subscriber.State.CONFIRMED)
    return on.count()


def senders() -> list[Sender]:
    return list(Sender.objects.filter(seen_at__gt=timezone.now() - ALIVE))


def by_state(states: Iterable[str]) -> list[Letter]:
    return list(Letter.objects.filter(state__in=list(states)).select_related("public")[:SHOWN])


def goes_to_files() -> bool:
    """Whether mail goes into files, since EMAIL_URL names no mail server."""
    backend: str = settings.EMAIL_BACKEND
    return backend.endswith(("filebased.EmailBackend", "console.EmailBackend"))
