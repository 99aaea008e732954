"""Letters: what is made of stories for a list, and the copy of it that each subscriber is sent."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from musnad.letters.models.subscribers import Subscriber
from musnad.newsroom.models import PublicLetter


class LetterKind(models.TextChoices):
    DIGEST = "digest", _("digest")
    BREAKING = "breaking", _("breaking news")
    TOPIC = "topic", _("topic")
    CORRECTIONS = "corrections", _("corrections, by subscription")
    CORRECTION = "correction", _("correction of a letter")


class LetterState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SCHEDULED = "scheduled", _("scheduled")
    SENDING = "sending", _("being sent")
    PAUSED = "paused", _("paused")
    SENT = "sent", _("sent")
    CANCELLED = "cancelled", _("cancelled")
    DROPPED = "dropped", _("dropped")


class Letter(models.Model):
    """One letter to a list. list: a key of `lists`; of a correction of letters, "corrections:ar".

    chosen_until: stories that went live until then were looked at; the next digest of the list begins there.
    clicks: whether its links count, as was set when sending began. prepared_to: the number of the last subscriber who
    has a delivery; prepared: all have. trouble: why sending stopped by itself. reason: why it was dropped.
    bounced, left: how often a bounce came back, and a reader left by it.
    """

    Kind = LetterKind
    State = LetterState

    list = models.CharField(_("list"), max_length=40)
    lang = models.CharField(_("language"), max_length=12)
    kind = models.CharField(_("kind"), max_length=12, choices=LetterKind.choices)
    subject = models.CharField(_("subject"), max_length=200)
    preheader = models.CharField(
        _("preview text"), max_length=250, blank=True, help_text=_("what mail programs show beside the subject")
    )
    intro = models.TextField(_("opening words"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=LetterState.choices, default=LetterState.DRAFT)
    chosen_until = models.DateTimeField(default=timezone.now)
    scheduled_at = models.DateTimeField(_("scheduled for"), null=True, blank=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    made_by = models.CharField(max_length=200, blank=True)
    released_by = models.CharField(max_length=200, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    trouble = models.CharField(max_length=500, blank=True)
    clicks = models.BooleanField(default=False)
    prepared_to = models.BigIntegerField(default=0)
    prepared = models.BooleanField(default=False)
    bounced = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    public = models.OneToOneField(
        PublicLetter, null=True, blank=True, on_delete=models.PROTECT, related_name="letter", editable=False
    )

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-made_at", "-pk"]
        permissions = [("send_letter", _("Can send letters, and release or drop corrections"))]
        indexes = [
            models.Index(fields=["state", "scheduled_at"], name="letter_due"),
            models.Index(fields=["list", "-chosen_until"], name="letter_of_list"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def editable(self) -> bool:
        return self.state in {LetterState.DRAFT, LetterState.SCHEDULED}

    @property
    def under_way(self) -> bool:
        return self.state in {LetterState.SENDING, LetterState.PAUSED}


class LetterItem(models.Model):
    """A story of a letter, with the editor's own words where there are any, or a claim.

    Both by number: a letter outlives what it carried.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    story = models.BigIntegerField(null=True, blank=True, db_index=True)
    claim = models.BigIntegerField(null=True, blank=True, db_index=True)
    headline = models.CharField(_("headline"), max_length=255, blank=True)
    words = models.TextField(_("words"), blank=True)

    class Meta:
        ordering = ["letter", "position", "pk"]

    def __str__(self) -> str:
        return self.headline or f"{self.story or self.claim}"


class Delivery(models.Model):
    """One letter to one subscriber. Two rows for both there are never; `delivering` has the only writes.

    part: the claims of a correction that are for this subscriber, ",3,5,"; "" where all is. way: the list that its
    link leaves, where that is not the letter's. domain: of the address, for what each mail server takes a second.
    sender: the worker that is sending it, or sent it. as_of: the moment whose standings its words tell. retry_at: not
    before then.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        GOING = "going", _("on its way")
        SENT = "sent", _("delivered")
        UNKNOWN = "unknown", _("not known")
        REFUSED = "refused", _("refused")
        NO_MAILBOX = "no_mailbox", _("no such mailbox")
        GIVEN_UP = "given_up", _("given up")
        LEFT = "left", _("left before it was sent")
        CANCELLED = "cancelled", _("cancelled")

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    subscriber = models.ForeignKey(Subscriber, null=True, on_delete=models.SET_NULL, related_name="deliveries")
    part = models.CharField(max_length=500, blank=True)
    way = models.CharField(max_length=40, blank=True)
    domain = models.CharField(max_length=254)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField()
    sender = models.CharField(max_length=32, blank=True)
    as_of = models.DateTimeField(null=True)
    at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [models.UniqueConstraint(fields=["letter", "subscriber"], name="delivered_once")]
        indexes = [
            models.Index(fields=["letter", "state", "retry_at"], name="delivery_due"),
            models.Index(fields=["sender"], condition=models.Q(state="going"), name="delivery_going"),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} → {self.subscriber_id}: {self.state}"


class Sender(models.Model):
    """A worker that sends: where it is, and its last sign of life. boot: the run of the system that it began in."""

    name = models.CharField(max_length=32, unique=True)
    machine = models.CharField(max_length=200)
    boot = models.CharField(max_length=64, blank=True)
    process = models.IntegerField()
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    trouble = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("sender")

    def __str__(self) -> str:
        return self.name


def new_token() -> str:
    return secrets.token_urlsafe(12)


class CountedLink(models.Model):
    """A link of a letter whose readers are counted, and nobody's name with them. token: stands for it in the letter."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="links")
    address = models.CharField(max_length=1000)
    token = models.CharField(max_length=24, unique=True, default=new_token)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "address"], name="counted_once")]

    def __str__(self) -> str:
        return self.address
