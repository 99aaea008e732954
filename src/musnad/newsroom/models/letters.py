"""The public record of letters: what was sent to readers, so that its copy on the site outlives the room that sends."""

from __future__ import annotations

from django.db import models


class PublicLetter(models.Model):
    """A letter as its readers had it; written by `newsroom.letters` alone, once.

    number: counts an edition's letters from 1, without gaps. kind: a word of the site's, `sent_<kind>`. items: what
    it carried, in order, each {"story": number, "headline": …, "words": …} with the editor's own words or "", or
    {"claim": number}.
    """

    lang = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    subject = models.CharField(max_length=255)
    intro = models.TextField(blank=True)
    items = models.JSONField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lang", "number"], name="letter_number")]

    def __str__(self) -> str:
        return self.subject

    @property
    def path(self) -> str:
        """Return the address of its copy on the public site."""
        return f"/{self.lang}/letters/{self.number}/"
