"""What came in from elsewhere, and which story it became."""

from __future__ import annotations

from django.db import models


class ImportedPage(models.Model):
    """One page that was imported. Its story may be edited freely; this row keeps what the page itself said.

    key: the page's own address, or a name that the importer gives to what has none. digest: SHA-256 of `content`.
    """

    key = models.CharField(max_length=600, unique=True)
    story = models.OneToOneField("newsroom.Story", on_delete=models.CASCADE, related_name="imported_page")
    source = models.CharField(max_length=600, blank=True, help_text="the file it was read from last")
    headline = models.CharField(max_length=500, db_index=True, help_text="in normal form")
    opening = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the first paragraph's normal form")
    digest = models.CharField(max_length=64, db_index=True)
    content = models.JSONField()
    imported_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.key


class LoadedDemo(models.Model):
    """A demo story that was begun, and whether it was finished: even if an editor deleted it, it does not return."""

    key = models.CharField(max_length=120, unique=True)
    story = models.BigIntegerField()
    done = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.key


class GeneratedArchive(models.Model):
    """How many stories of a generated archive were loaded, counted from its first one: deleted ones do not return."""

    seed = models.BigIntegerField(unique=True)
    stories = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.seed}: {self.stories}"
