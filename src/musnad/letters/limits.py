"""How often an address or a network may ask, counted in the database: several processes and machines are one site."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from musnad.letters.models import Tally


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times within each span of `seconds`."""

    name: str
    most: int
    seconds: int


OF_NETWORK = (Limit("network-hour", 30, 3600), Limit("network-day", 200, 86_400))
"""Requests of a network: many readers share one, on a telephone's line above all."""

OF_ADDRESS = (Limit("address-quarter", 1, 900), Limit("address-day", 4, 86_400))
"""Messages to an address, whoever asks for them."""

OF_BOUNCED = (Limit("bounced-week", 1, 7 * 86_400),)
"""Messages to an address that did not exist when it was last written to."""


def allowed(limits: tuple[Limit, ...], who: str) -> bool:
    """Count one more time for `who`, and return whether it is within all `limits`."""
    # All are counted first: a flood within one span must not leave the others empty.
    counts = [_counted(limit, who) for limit in limits]
    return all(count <= limit.most for count, limit in zip(counts, limits, strict=True))


def first_time(names: Iterable[str], days: int) -> bool:
    """Keep `names` for so many days; return whether none of them is kept from before.

    Call it in one transaction with what may be done only once.
    """
    until = timezone.now() + timedelta(days=days)
    # In one order: two processes that are told the same must not wait for each other.
    keys = sorted({_hidden(f"once {name}") for name in names})
    made = [Tally.objects.get_or_create(who=key, defaults={"count": 1, "until": until})[1] for key in keys]
    return all(made)


def forget_old() -> None:
    """Delete what no longer counts."""
    over = Tally.objects.filter(until__lt=timezone.now())
    # It is asked every few seconds, and deleting nothing would hold SQLite's one writer as well.
    if over.exists():
        over.delete()


def _counted(limit: Limit, who: str) -> int:
    """Return how often it was within the present span, this time included."""
    span = int(timezone.now().timestamp()) // limit.seconds
    key = _hidden(f"{limit.name} {span} {who}")
    if not Tally.objects.filter(who=key).update(count=F("count") + 1):
        until = datetime.fromtimestamp((span + 1) * limit.seconds, UTC) + timedelta(seconds=1)
        try:
            with transaction.atomic():
                Tally.objects.create(who=key, count=1, until=until)
        except IntegrityError:
            # Another process began this span in the same moment.
            Tally.objects.filter(who=key).update(count=F("count") + 1)
    return Tally.objects.values_list("count", flat=True).get(who=key)


def _hidden(text: str) -> str:
    key = hashlib.sha256(b"musnad letters tally" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
