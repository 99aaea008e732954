"""The index: an entry for each public story, claim and source in each edition, and the names that entries carry."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Kind(models.TextChoices):
    STORY = "story"
    CLAIM = "claim"
    SOURCE = "source"


class Entry(models.Model):
    """What is found by, and what is shown of it.

    id: grows with `at`, so that the newest come first in the order of the index (`entering.number_of`). place: where it
    stands in the index that is printed. path: a story's address. title, lead, text: as readers see them. The others
    are made from these (`shadow`): words in the index, separated by spaces. The short columns stand first: SQLite reads
    a row from its beginning.
    """

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.BigIntegerField()
    lang = models.CharField(max_length=12)
    at = models.DateTimeField()
    place = models.PositiveIntegerField()
    path = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=32)
    title_terms = models.TextField()
    lead_terms = models.TextField()
    marks = models.TextField()
    title = models.TextField()
    lead = models.TextField()
    text = models.TextField()
    body_terms = models.TextField()
    words = models.TextField()
    pairs = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "key", "lang"], name="entry_once"),)
        indexes = (models.Index(fields=["lang", "kind", "place"], name="entry_place"),)

    def __str__(self) -> str:
        return f"{self.lang} {self.kind} {self.key}: {self.title}"


class Name(models.Model):
    """A name that entries carry as a mark: a keyword's, a topic's, an author's; and a source's, to be completed.

    mark: the letter of its kind and its number, such as "#k12". lang: of its edition; a source's has none.
    """

    mark = models.CharField(max_length=24, primary_key=True)
    lang = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.title


class NameTerm(models.Model):
    """A word of a name: its stem, or "~" and the word as it is spelled, by whose beginning it is completed."""

    SPELLED: ClassVar[str] = "~"

    name = models.ForeignKey(Name, on_delete=models.CASCADE, related_name="terms")
    lexeme = models.CharField(max_length=48, db_index=True)

    def __str__(self) -> str:
        return self.lexeme


class Unsent(models.Model):
    """An entry that a search engine beyond the database is still to be told of; it may be gone by now."""

    number = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.number)
