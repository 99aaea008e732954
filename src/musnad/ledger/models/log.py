"""The two logs, only ever appended to: what was done to the ledger, and where each claim stood."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from musnad.ledger.models.claims import Claim
from musnad.ledger.models.kept import Appended
from musnad.ledger.models.sources import Source
from musnad.ledger.models.statements import Statement
from musnad.ledger.vocabulary import LogAct, State, VerdictKind


class LogEntry(Appended):
    """Who did what, when and why. payload: all that is needed to do it again (`ledger.replaying`).

    at: strictly later than every entry before it. claim, source, statement: what it was done to.
    """

    act = models.CharField(max_length=24, choices=LogAct.choices)
    at = models.DateTimeField(unique=True)
    by = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="log")
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="log")
    statement = models.ForeignKey(Statement, null=True, on_delete=models.PROTECT, related_name="log")
    payload = models.JSONField()

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log")

    def __str__(self) -> str:
        return f"{self.pk} {self.get_act_display()}"


class Standing(Appended):
    """Where a claim stood from `at` on, and which entry brought it there.

    finding: the rule's result with its reasons (`ledger.standing.Finding`), as JSON.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="standings")
    entry = models.ForeignKey(LogEntry, on_delete=models.PROTECT, related_name="standings")
    at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State.choices)
    verdict = models.CharField(max_length=12, choices=VerdictKind.choices, blank=True)
    roots = models.PositiveIntegerField()
    parties = models.PositiveIntegerField()
    finding = models.JSONField()

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        constraints = (models.UniqueConstraint(fields=["claim", "entry"], name="standing_once"),)
        indexes = (
            models.Index(fields=["claim", "-at"], name="standing_latest"),
            models.Index(fields=["-at"], name="standing_newest"),
        )

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.get_state_display()}"
