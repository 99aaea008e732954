"""Messages that the site sends by itself, waiting to be sent."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from musnad.letters.models.subscribers import Subscriber


class Notice(models.Model):
    """A message to one address, from its request until a mail server took it. `letters.notices` has the only writes.

    lists: the keys that were asked for. held_until: somebody is sending it; after that time somebody else may.
    """

    class Kind(models.TextChoices):
        CONFIRM = "confirm"
        KNOWN = "known"

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    lists = models.JSONField(default=list)
    lang = models.CharField(max_length=12)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    held_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["due_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
