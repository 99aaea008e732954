"""What matching looks claims up by. It is made from claims and statements, and can be made again from them."""

from __future__ import annotations

from django.db import models

from musnad.ledger.models.claims import Claim
from musnad.ledger.models.statements import Statement


class Wording(models.Model):
    """One way in which a claim was put: by its own sentence (statement: None) or by a statement.

    claim: as recorded; mergings are followed when it is read. day: days since 1970 of when it was said, or recorded
    where nobody knows. terms: those that it has in `Posting`, 32 bits each; the same for wordings that a lookup cannot
    tell apart.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="wordings", db_index=False)
    statement = models.ForeignKey(
        Statement, null=True, on_delete=models.CASCADE, related_name="wordings", db_index=False
    )
    day = models.IntegerField()
    terms = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=["claim", "day"], name="wording_of_claim"),)

    def __str__(self) -> str:
        return f"{self.claim_id}/{self.statement_id}"


class Posting(models.Model):
    """That a wording has a term. term: 32 bits of a hash (`matching.index`); 0 is a term that every wording has.

    The key's order is that of a lookup: a term, a span of days, and the wordings come in one run of the index.
    """

    pk = models.CompositePrimaryKey("term", "day", "wording_id")
    term = models.IntegerField()
    day = models.IntegerField()
    wording = models.ForeignKey(
        Wording, on_delete=models.DO_NOTHING, related_name="postings", db_index=False, db_constraint=False
    )

    def __str__(self) -> str:
        return f"{self.term} {self.day} {self.wording_id}"
