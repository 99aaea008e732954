"""How often somebody has asked."""

from __future__ import annotations

from django.db import models


class Tally(models.Model):
    """How often one address or network did one thing within one span of time. who: a keyed hash of all three.

    Or that something was reported: a keyed hash of what it is known by.
    """

    who = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.who[:12]} {self.count}"
