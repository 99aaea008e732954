"""What the press remembers: the tags' counters, every page of the public folder, and what each was printed from."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q


class Counter(models.Model):
    """How often a tag was raised, and up to where its pages were found and put in line (`settled`).

    A tag without a row stands at 0. A row is never removed: a page printed long ago is compared with it.
    """

    tag = models.CharField(max_length=120, primary_key=True)
    value = models.BigIntegerField(default=0)
    settled = models.BigIntegerField(default=0)
    raised_at = models.DateTimeField(help_text="when it was first raised since it was last settled")

    class Meta:
        indexes = (models.Index(fields=["tag"], condition=Q(value__gt=F("settled")), name="counter_pending"),)

    def __str__(self) -> str:
        return f"{self.tag} {self.value}"


class PrintedPage(models.Model):
    """A page that is in the public folder, or is to be.

    digest is the SHA-256 of the file's bytes, or "" while it is not known what stands there: never printed, being
    printed when the power went, or to be compared. due_at is when the page was found stale (null: it is right),
    gone_at when its address was given up (null: it is wanted). carried: the keys it was last sent out with, if a cache
    reads such, with spaces between; "" where that is not known. lane is -1 for what an edit brought, 0 for what one
    changed, 1 for what nobody waits for, 2 for the many pages that a site-wide change stales: they wait behind.
    """

    file = models.CharField(max_length=520, unique=True)
    path = models.CharField(max_length=520)
    kind = models.CharField(max_length=32)
    owner = models.CharField(max_length=120, db_index=True)
    key: Any = models.JSONField()
    rank = models.SmallIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    carried = models.TextField(blank=True)
    printed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    lane = models.SmallIntegerField(default=0)
    gone_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    retry_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["lane", "rank", "id"], condition=Q(due_at__isnull=False), name="page_due"),
            # Without those never printed: else SQLite takes it to find these, and there may be a million.
            models.Index(
                fields=["-printed_at", "-id"], condition=Q(printed_at__isnull=False), name="page_last_printed"
            ),
            models.Index(fields=["gone_at"], condition=Q(gone_at__isnull=False), name="page_gone"),
            models.Index(fields=["failures"], condition=Q(failures__gt=0), name="page_failing"),
        )

    def __str__(self) -> str:
        return self.path


class PrintedTag(models.Model):
    """A tag that a page read, and the counter's value that it was printed from."""

    page = models.ForeignKey(PrintedPage, on_delete=models.CASCADE, related_name="tags", db_index=False)
    tag = models.CharField(max_length=120)
    value = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["page", "tag"], name="printed_tag_once"),)
        indexes = (models.Index(fields=["tag", "value"], name="printed_tag_value"),)

    def __str__(self) -> str:
        return f"{self.tag} {self.value}"


class PrintedFile(models.Model):
    """A picture, style or script in the public folder; its name says its content.

    stored is false until it is known to be there. unused_at is when the last page let go of it.
    """

    name = models.CharField(max_length=520, unique=True)
    stored = models.BooleanField(default=False)
    unused_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["unused_at"], condition=Q(unused_at__isnull=False), name="file_unused"),)

    def __str__(self) -> str:
        return self.name


class FileUse(models.Model):
    """A page uses a file."""

    page = models.ForeignKey(PrintedPage, on_delete=models.CASCADE, related_name="uses", db_index=False)
    file = models.ForeignKey(PrintedFile, on_delete=models.CASCADE, related_name="uses")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["page", "file"], name="file_use_once"),)

    def __str__(self) -> str:
        return f"{self.page_id} uses {self.file_id}"


class Purge(models.Model):
    """A cache that is still to forget a page, after a print or a removal.

    keys: tags any of which stands for the page's copy there, beside its own key; none where only that or the address
    will do.
    """

    cache = models.CharField(max_length=200)
    file = models.CharField(max_length=520)
    path = models.CharField(max_length=520)
    keys: Any = models.JSONField()
    noted_at = models.DateTimeField(auto_now_add=True)
    failures = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    retry_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["cache", "id"], name="purge_line"),)

    def __str__(self) -> str:
        return f"{self.path} in {self.cache}"


class Ping(models.Model):
    """A hub that is still to be told that a feed changed; told once, however often it did.

    noted_at: when it last changed. refused: the hub will not take it; it is asked again when the feed changes.
    """

    hub = models.CharField(max_length=200)
    path = models.CharField(max_length=520)
    noted_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    retry_at = models.DateTimeField(null=True)
    refused = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["hub", "path"], name="ping_once"),)

    def __str__(self) -> str:
        return f"{self.path} to {self.hub}"


class PressState(models.Model):
    """A few things that the press keeps by name: the look it printed with, the store, how far a comparison came."""

    name = models.CharField(max_length=32, primary_key=True)
    value = models.TextField()

    def __str__(self) -> str:
        return f"{self.name}={self.value}"

    @classmethod
    def kept(cls, name: str) -> str:
        """Return what is kept under `name`, or "" where nothing is."""
        return cls.objects.filter(name=name).values_list("value", flat=True).first() or ""
