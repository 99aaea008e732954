"""What editors answered to what was found in their stories."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Answer(models.Model):
    """An editor's answer to a suggestion: the statement that came of it, or none where it was dismissed for good.

    document: the key of the story (`newsroom.documents`). key: of the suggestion; it outlives edits of the text around
    the words (`claims.finding.key_of`). words: as they stood, so that one who looks at the dismissed ones knows them.
    """

    document = models.CharField(max_length=100)
    key = models.CharField(max_length=64)
    words = models.TextField()
    speaker = models.TextField(blank=True)
    statement = models.ForeignKey("ledger.Statement", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_by = models.CharField(max_length=200)
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("answer to a suggestion")
        verbose_name_plural = _("answers to suggestions")
        constraints = [models.UniqueConstraint(fields=["document", "key"], name="answered_once")]

    def __str__(self) -> str:
        return f"{self.document}: {self.words}"

    @property
    def dismissed(self) -> bool:
        return self.statement_id is None
