"""Claims, and what editors found of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from musnad.ledger.models.kept import Kept
from musnad.ledger.vocabulary import Precision, State, VerdictKind


class Claim(Kept):
    """What is said to have happened, in one sentence.

    happened_at: the beginning of the span that `happened_precision` names, None where nobody says when.
    merged_into: the claim that it turned out to be; its statements stay its own, so that undoing is exact.
    state, verdict, standing_since: those of its latest `Standing`, kept here to be listed by.
    version: raised by each amendment, so that an editor who works from an older one is told.
    """

    sentence = models.TextField(_("sentence"))
    language = models.CharField(_("language"), max_length=12)
    happened_at = models.DateTimeField(_("when"), null=True, blank=True)
    happened_precision = models.CharField(max_length=8, choices=Precision.choices, default=Precision.DAY)
    place = models.CharField(_("where"), max_length=200, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    state = models.CharField(_("standing"), max_length=12, choices=State.choices, default=State.NONE)
    verdict = models.CharField(_("verdict"), max_length=12, choices=VerdictKind.choices, blank=True)
    standing_since = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        indexes = (
            models.Index(fields=["state", "-standing_since"], name="claim_state"),
            models.Index(fields=["-standing_since"], name="claim_newest_standing"),
        )

    def __str__(self) -> str:
        return self.sentence


class Verdict(Kept):
    """What an editor found of a claim, with name and reason. The latest that is not lifted stands."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="verdicts")
    kind = models.CharField(_("verdict"), max_length=12, choices=VerdictKind.choices)
    reason = models.TextField(_("reason"))
    given_by = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.get_kind_display()}"
