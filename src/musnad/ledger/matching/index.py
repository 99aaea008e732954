"""The index of wordings: what recording writes, so that a lookup finds claims by their words.

The index of a claim is a function of its sentence and its statements: `index_claim` makes it anew from them, and what
`index_statement` adds one by one is the same. Mergings leave it alone; they are followed when it is read.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from datetime import UTC, datetime
from zlib import crc32

from musnad.ledger.matching.reading import read
from musnad.ledger.models import Claim, Posting, Statement, Wording

EVERY = 0
"""The term that every wording has: how many there are in a span of days is counted by it."""

SPAN, MOST = 32, 24
"""In so many days so many wordings of one claim are indexed: ten thousand relays of it would crowd out all others."""


def day_of(moment: datetime) -> int:
    """Return the days since 1970, in UTC."""
    return (moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)).days


def hashed(term: str) -> int:
    """Return 32 bits, signed, that stand for `term`. Two that clash bring a candidate too many, which is then read."""
    return crc32(term.encode()) - 2**31 or 1


def index_statement(statement: Statement) -> None:
    """Have the claim of `statement` found by its words from now on. Call it once, when it is recorded."""
    _add(statement.claim_id, statement.pk, statement.dated_at, statement.words)


def index_claim(claim: int) -> None:
    """Make the index of a claim anew: it was recorded or amended, or a statement of it was withdrawn or restored."""
    _remove(claim)
    row = Claim.objects.get(pk=claim)
    _add(claim, None, row.happened_at or row.recorded_at, row.sentence)
    statements = Statement.objects.filter(claim=claim, withdrawn_at=None).order_by("pk")
    for statement in statements.iterator():
        index_statement(statement)


def index_everything() -> int:
    """Make the whole index anew and return how many claims there are: for a ledger that was filled by other means."""
    claims = Claim.objects.order_by("pk").values_list("pk", flat=True)
    for claim in claims.iterator():
        index_claim(claim)
    return len(claims)


def _add(claim: int, statement: int | None, moment: datetime, words: str) -> None:
    day, terms = day_of(moment), _packed(read(words).terms)
    first = day - day % SPAN
    near = Wording.objects.filter(claim=claim, day__range=(first, first + SPAN - 1))
    there = {bytes(each) for each in near.values_list("terms", flat=True)}
    if terms in there or len(there) >= MOST:
        return
    wording = Wording.objects.create(claim_id=claim, statement_id=statement, day=day, terms=terms)
    Posting.objects.bulk_create(
        Posting(term=term, day=day, wording_id=wording.pk) for term in (EVERY, *_unpacked(terms))
    )


def _remove(claim: int) -> None:
    for wording, day, terms in Wording.objects.filter(claim=claim).values_list("pk", "day", "terms"):
        Posting.objects.filter(term__in=[EVERY, *_unpacked(terms)], day=day, wording=wording).delete()
    Wording.objects.filter(claim=claim).delete()


def _packed(terms: Iterable[str]) -> bytes:
    return array("i", sorted({hashed(term) for term in terms})).tobytes()


def _unpacked(terms: bytes | memoryview) -> list[int]:
    return array("i", bytes(terms)).tolist()
