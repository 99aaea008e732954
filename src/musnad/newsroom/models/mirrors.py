"""The public half of the key that mirrors are signed with, as readers are told it."""

from __future__ import annotations

from django.db import models


class MirrorKey(models.Model):
    """A key that mirrors are or were signed with; the latest is the one that is in use.

    The private half is a file in one machine's home; this row is how all machines that print know the public one.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    pem = models.TextField()
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["told_at", "pk"]

    def __str__(self) -> str:
        return self.fingerprint
