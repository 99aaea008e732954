"""All writes about subscribers: asking, confirming, leaving, being taken off, being erased."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from musnad.letters.addresses import Address
from musnad.letters.models import Delivery, Subscriber, Subscription, Suppression

State = Subscriber.State

SOFT_LIMIT = 5
"""Temporary failures that take an address off: one a day at most counts, and a month without any begins anew."""


def ask(address: Address, lang: str, *, consent: str) -> Subscriber:
    """Return the subscriber of `address`, new ones pending. What is known of an old one stays, but for its language."""
    row, made = Subscriber.objects.get_or_create(
        address=address.normal, defaults={"typed": address.typed, "lang": lang, "consent": consent}
    )
    if not made and row.state != State.CONFIRMED:
        row.lang, row.asked_at = lang, timezone.now()
        row.save(update_fields=["lang", "asked_at"])
    return row


def forget_unconfirmed(before: datetime) -> None:
    """Delete the addresses that asked before that time and never confirmed: anyone may have typed them."""
    Subscriber.objects.filter(state=State.PENDING, asked_at__lt=before).delete()


@transaction.atomic
def confirm(subscriber: Subscriber, lists: Collection[str], *, lang: str | None = None) -> None:
    """Have `subscriber` be sent `lists` from now on, besides those that it has."""
    row = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if row.state != State.CONFIRMED:
        row.state, row.confirmed_at, row.left_at = State.CONFIRMED, timezone.now(), None
        row.soft_bounces, row.soft_bounced_at, row.unproven_reports = 0, None, 0
    if lang:
        row.lang = lang
    row.save()
    wanted = [Subscription(subscriber=row, list=key) for key in dict.fromkeys(lists)]
    Subscription.objects.bulk_create(wanted, ignore_conflicts=True)
    Suppression.objects.filter(digest=digest_of(row.address)).delete()


@transaction.atomic
def choose(subscriber: Subscriber, lists: Collection[str], lang: str) -> None:
    """Have a confirmed subscriber be on exactly `lists`; on none it has left."""
    if not lists:
        leave_all(subscriber)
        return
    confirm(subscriber, lists, lang=lang)
    Subscription.objects.filter(subscriber=subscriber).exclude(list__in=lists).delete()


@transaction.atomic
def leave(subscriber: Subscriber, key: str) -> None:
    """Take `subscriber` off one list; off the last one is leaving."""
    Subscription.objects.filter(subscriber=subscriber, list=key).delete()
    if not Subscription.objects.filter(subscriber=subscriber).exists():
        leave_all(subscriber)


def leave_all(subscriber: Subscriber) -> None:
    _take_off(subscriber, State.LEFT)


def bounced(subscriber: Subscriber) -> None:
    """Take off an address that does not exist."""
    _take_off(subscriber, State.BOUNCED)


def complained(subscriber: Subscriber) -> None:
    """Take off an address whose owner called a letter spam."""
    _take_off(subscriber, State.COMPLAINED)


def allow(subscriber: Subscriber) -> None:
    """Let an address that bounced or complained ask again, as one that left may."""
    barred = Subscriber.objects.filter(pk=subscriber.pk, state__in=(State.BOUNCED, State.COMPLAINED))
    barred.update(state=State.LEFT, soft_bounces=0, soft_bounced_at=None)


@transaction.atomic
def failed_softly(subscriber: Subscriber) -> bool:
    """Count a temporary failure, at most one a day; return whether it was one too many and took the address off."""
    now = timezone.now()
    day_ago, month_ago = now - timedelta(days=1), now - timedelta(days=30)
    Subscriber.objects.filter(pk=subscriber.pk, soft_bounced_at__lt=month_ago).update(soft_bounces=0)
    fresh = Subscriber.objects.filter(pk=subscriber.pk, state=State.CONFIRMED).exclude(soft_bounced_at__gt=day_ago)
    if not fresh.update(soft_bounces=F("soft_bounces") + 1, soft_bounced_at=now):
        return False
    if Subscriber.objects.filter(pk=subscriber.pk, soft_bounces__gte=SOFT_LIMIT).exists():
        bounced(subscriber)
        return True
    return False


def reported_without_proof(subscriber: Subscriber) -> None:
    """Count a report about an address with nothing to show that it is about a message of ours."""
    Subscriber.objects.filter(pk=subscriber.pk).update(unproven_reports=F("unproven_reports") + 1)


@transaction.atomic
def erase(subscriber: Subscriber) -> None:
    """Delete all that is known of `subscriber`.

    Of one that bounced or complained a keyed hash stays, so that no import brings it back. That letters were sent stays
    as well, without a word of to whom: what a mail server answered may name the address.
    """
    row = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if row.state in {State.BOUNCED, State.COMPLAINED}:
        Suppression.objects.get_or_create(digest=digest_of(row.address), defaults={"reason": row.state})
    Delivery.objects.filter(subscriber=row).update(domain="", error="")
    row.delete()


def is_suppressed(address: str) -> bool:
    return Suppression.objects.filter(digest=digest_of(address)).exists()


def digest_of(address: str) -> str:
    """Return what stands for an address where it may not be kept: without the site's key it says nothing."""
    key = hashlib.sha256(b"musnad letters suppression" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, address.encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def _take_off(subscriber: Subscriber, state: str) -> None:
    """Have `subscriber` be sent nothing more. A complaint stays one, whatever comes after it."""
    row = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    Subscription.objects.filter(subscriber=row).delete()
    if row.state == State.COMPLAINED or row.state == state:
        return
    row.state, row.left_at = state, timezone.now()
    row.save(update_fields=["state", "left_at"])
