"""Statements: one source's act on one claim at one time, how it came to us, and what was kept of it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from musnad.ledger.models.claims import Claim
from musnad.ledger.models.kept import Kept
from musnad.ledger.models.sources import Source
from musnad.ledger.vocabulary import Act, AnchorFlag, Precision


class Evidence(Kept):
    """A kept copy of what a link of a chain points to. sha256: of the text in UTF-8, in hex."""

    address = models.CharField(_("address"), max_length=1000)
    text = models.TextField(_("kept text"))
    sha256 = models.CharField(max_length=64)
    captured_at = models.DateTimeField()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = (models.UniqueConstraint(fields=["address", "sha256"], name="evidence_once"),)

    def __str__(self) -> str:
        return self.address


class Statement(Kept):
    """One source's act on one claim.

    claim, source: as recorded; where one was merged since, follow its `merged_into` (`ledger.reading` does).
    words: what was said, as the document has it. part: what alone it is about («عدد القتلى»), empty where the whole.
    first_hand: the source speaks of its own act or loss.
    said_at: the beginning of the span that `said_precision` names, None where unknown. told_at: when the document was
    published, None where unknown; not what was said when, but by when.
    document, revision: the key of what carries the words, and which state of it; the ledger does not know what a key
    stands for. exact, prefix, suffix: a W3C TextQuoteSelector on the document's normal form (`ledger.anchors`).
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="statements")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="statements")
    act = models.CharField(_("act"), max_length=8, choices=Act.choices)
    words = models.TextField(_("words"))
    language = models.CharField(_("language"), max_length=12, blank=True)
    part = models.CharField(_("part"), max_length=300, blank=True)
    first_hand = models.BooleanField(_("of its own act or loss"), default=False)
    said_at = models.DateTimeField(_("said"), null=True, blank=True)
    said_precision = models.CharField(max_length=8, choices=Precision.choices, default=Precision.MOMENT)
    told_at = models.DateTimeField(null=True, blank=True)
    document = models.CharField(max_length=100, blank=True)
    revision = models.CharField(max_length=64, blank=True)
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    anchor = models.CharField(max_length=16, choices=AnchorFlag.choices, default=AnchorFlag.FOUND)
    evidence = models.ManyToManyField(Evidence, related_name="statements", blank=True)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        indexes = (
            # Of all: SQLite takes one "where it is not empty" for no question of which document.
            models.Index(fields=["document"], name="statement_document"),
            models.Index(fields=["source", "act"], name="statement_source_act"),
        )

    def __str__(self) -> str:
        return f"{self.source_id} {self.get_act_display()}: {self.words}"

    @property
    def dated_at(self) -> datetime:
        """Return the best that is known of when it was said."""
        return self.said_at or self.told_at or self.recorded_at


class ChainLink(Kept):
    """A link of the chain that a statement came through. position 0 is who said it; the last one told us."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="chain")
    position = models.PositiveSmallIntegerField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="links")
    medium = models.CharField(_("medium"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=1000, blank=True)

    class Meta:
        ordering = ("statement", "position")
        constraints = (models.UniqueConstraint(fields=["statement", "position"], name="chain_position"),)

    def __str__(self) -> str:
        return f"{self.statement_id}.{self.position} {self.source_id}"
