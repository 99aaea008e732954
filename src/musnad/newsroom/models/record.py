"""What the public has seen: addresses, versions, and where each story stands in the archives.

These rows are written by `newsroom.publishing` alone. They name a story by its number without a foreign key where
they must outlive it: Wagtail's `purge_revisions` and a deletion take revisions away, the public record stays.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicState(models.Model):
    """Where a story stands with the public now; one row for each story that was ever published."""

    story = models.BigIntegerField(primary_key=True)
    lang = models.CharField(max_length=12)
    live = models.BooleanField()
    address = models.CharField(max_length=500)
    headline = models.CharField(max_length=255)
    version = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    card_digest = models.CharField(max_length=64)
    since = models.DateTimeField(help_text="when it last went live or was taken off")

    class Meta:
        indexes = [models.Index(fields=["lang", "live"])]

    def __str__(self) -> str:
        return self.headline


class PublicVersion(models.Model):
    """One version of a story as the public saw it; only ever appended to."""

    class Act(models.TextChoices):
        PUBLISHED = "published", _("published")
        CHANGED = "changed", _("changed")
        MOVED = "moved", _("moved")
        UNPUBLISHED = "unpublished", _("unpublished")
        DELETED = "deleted", _("deleted")

    story = models.BigIntegerField()
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=12, choices=Act.choices)
    at = models.DateTimeField()
    address = models.CharField(max_length=500)
    digest = models.CharField(max_length=64)
    content = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "number"], name="public_version_number")]

    def __str__(self) -> str:
        return f"{self.story}.{self.number} {self.act}"


class PublicAddress(models.Model):
    """Every address that ever led to a story; the latest story to take an address has it."""

    path = models.CharField(max_length=500, unique=True)
    story = models.BigIntegerField(db_index=True)
    since = models.DateTimeField()

    class Meta:
        verbose_name_plural = "public addresses"

    def __str__(self) -> str:
        return self.path


class Listing(models.Model):
    """A story's place in a collection (a section, topic, keyword, author, day or edition; see `musnad.tags`).

    position counts from 1 in the order of joining and is never given twice: an archive page, once full, changes only
    when a story on it does. A story that left keeps its row (present false), so that coming back restores its place;
    so does a deleted one, since an archive page that was there once is linked to for ever.
    """

    collection = models.CharField(max_length=64)
    story = models.ForeignKey(
        "newsroom.Story", on_delete=models.DO_NOTHING, db_constraint=False, related_name="listings"
    )
    position = models.PositiveIntegerField()
    present = models.BooleanField(default=True)
    dated = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["collection", "story"], name="listing_once"),
            models.UniqueConstraint(fields=["collection", "position"], name="listing_position"),
        ]
        # Of all: SQLite does not look up in an index whether something is so, and nearly all are present.
        indexes = [models.Index(fields=["collection", "-dated", "-story", "present"], name="listing_newest")]

    def __str__(self) -> str:
        return f"{self.collection} {self.position}"


class Nearby(models.Model):
    """A story's list «read more», found when it was published, nearest first.

    Kept rather than looked up while printing: else a new story with a common keyword would change the list, and so
    stale the page, of every older story with that keyword.
    """

    story = models.ForeignKey("newsroom.Story", on_delete=models.CASCADE, related_name="nearby")
    other = models.ForeignKey("newsroom.Story", on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["story", "other"], name="nearby_once")]

    def __str__(self) -> str:
        return f"{self.story_id} → {self.other_id}"
