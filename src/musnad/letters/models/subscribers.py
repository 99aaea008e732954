"""Who is sent which letters. `musnad.letters.subscribing` has the only writes."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def new_secret() -> str:
    """Return 256 bits that nobody can guess: the links in a subscriber's letters are signed with them."""
    return secrets.token_urlsafe(32)


class Subscriber(models.Model):
    """An address that asked for letters. Letters are sent to the confirmed ones alone.

    address: in the one form by which it is known (`addresses.normal`). typed: as its owner wrote it, for the newsroom.
    lang: the edition that it is written to in. Erasing a subscriber deletes the row, and all that hangs on it.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("not confirmed yet")
        CONFIRMED = "confirmed", _("confirmed")
        LEFT = "left", _("left")
        BOUNCED = "bounced", _("its mailbox does not exist")
        COMPLAINED = "complained", _("complained")

    address = models.CharField(_("address"), max_length=254, unique=True)
    typed = models.CharField(_("address as written"), max_length=254)
    lang = models.CharField(_("language"), max_length=12)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PENDING, db_index=True)
    secret = models.CharField(max_length=43, default=new_secret, editable=False)
    consent = models.CharField(_("how it was asked"), max_length=200, blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    soft_bounces = models.PositiveIntegerField(_("temporary failures"), default=0)
    soft_bounced_at = models.DateTimeField(null=True, blank=True)
    unproven_reports = models.PositiveIntegerField(_("reports without proof"), default=0)

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.typed


class Subscription(models.Model):
    """A list that a subscriber is on. list: a key of `lists`, such as "digest:ar" or "topic:12"."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="subscriptions")
    list = models.CharField(_("letter"), max_length=40)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["list", "subscriber"], name="letters_once_on_a_list")]

    def __str__(self) -> str:
        return self.list


class Suppression(models.Model):
    """An erased address that must not be written to again: it bounced or complained. Only its keyed hash is kept."""

    digest = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=12, choices=Subscriber.State.choices)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")

    def __str__(self) -> str:
        return self.digest[:12]
