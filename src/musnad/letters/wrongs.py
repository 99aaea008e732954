"""Which claims stand so that readers who were told of them must be told again, and which stories told of them."""

from __future__ import annotations

from collections.abc import Iterable

from musnad.ledger.merging import claims_in, head_of_claim
from musnad.ledger.models import Claim, Statement
from musnad.ledger.vocabulary import Act, State, VerdictKind
from musnad.letters.models import Letter
from musnad.newsroom.documents import stories_in

WRONG = frozenset({State.DENIED.value, State.RETRACTED.value})


def is_wrong(state: str, verdict: str) -> bool:
    """Whether a claim that stands so is to be corrected: denied, retracted, or found false by an editor.

    One that an editor found true is not, whoever denies it.
    """
    return verdict == VerdictKind.FALSE or (state in WRONG and verdict != VerdictKind.TRUE)


def wrong_among(claims: Iterable[int]) -> set[int]:
    rows = Claim.objects.filter(pk__in=list(claims)).values_list("pk", "state", "verdict")
    return {pk for pk, state, verdict in rows if is_wrong(state, verdict)}


def still_wrong(letter: Letter) -> set[int]:
    """Return the claims of a correction that still stand so; one that was merged counts as what it became."""
    claims = [pk for pk in letter.items.values_list("claim", flat=True) if pk]
    heads = {pk: head_of_claim(pk) for pk in claims}
    wrong = wrong_among(heads.values())
    return {pk for pk, head in heads.items() if head in wrong}


def stories_telling(claim: int) -> list[int]:
    """Return the stories that affirm the claim, or did: words that an edit took away since had been read."""
    told = Statement.objects.filter(claim__in=claims_in(claim), act=Act.AFFIRM, part="", withdrawn_at=None)
    return stories_in(told.exclude(document="").order_by("pk").values_list("document", flat=True))
