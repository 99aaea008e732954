"""The one path into the ledger: an act is done, logged, and the standings that it moves are appended."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from musnad import tags
from musnad.ledger.applying import Change, apply
from musnad.ledger.checking import clean, fitting, said_something
from musnad.ledger.findings import as_json, changed
from musnad.ledger.merging import claims_in, head_of_source
from musnad.ledger.models import Claim, LogEntry, Source, Standing, Statement
from musnad.ledger.recalling import rulings_of, sayings_of
from musnad.ledger.standing import standing
from musnad.ledger.vocabulary import Act, LogAct, SourceKind

Given = ParamSpec("Given")
Recorded = TypeVar("Recorded")

LOCK = 0x6D75736E6164
"""The ledger's own among PostgreSQL's advisory locks: "musnad" in hex."""


_moment: ContextVar[datetime | None] = ContextVar("recorded_at", default=None)


@contextmanager
def recorded_at(moment: datetime) -> Iterator[None]:
    """Have the log say that what is recorded inside was recorded then: a ledger that is brought in from elsewhere.

    Not before anything that is recorded already: where the log has come further, just after its last entry.
    """
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


RETELLING = frozenset(
    {
        LogAct.STATEMENT_WITHDRAWN,
        LogAct.SOURCE_AMENDED,
        LogAct.SOURCES_MERGED,
        LogAct.SOURCES_PARTED,
        LogAct.CLAIMS_MERGED,
        LogAct.CLAIMS_PARTED,
    }
)
"""Acts after which readers are told otherwise how a claim came to stand where it stands, even if it still does."""


def one_at_a_time(record: Callable[Given, Recorded]) -> Callable[Given, Recorded]:
    """Run `record` in one transaction, when nobody else records.

    So it sees all that was recorded before and nothing can come between its checks and its rows, and the log's order
    is the order in which things happened. An act takes milliseconds. SQLite has one writer at any time by itself.
    """

    @wraps(record)
    def alone(*args: Given.args, **kwargs: Given.kwargs) -> Recorded:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            return record(*args, **kwargs)

    return alone


def enter(act: LogAct, *, by: str, reason: str, payload: dict[str, Any]) -> Change:
    """Do it, log it, and append the standings that it changes. Call it inside `one_at_a_time`.

    Raises NothingSaid where `by` names nobody, TooLong.
    """
    name = fitting(LogEntry, by=said_something("by", by))["by"]
    change = Change(act, next_moment(), name, payload)
    carry_out(change, reason=clean(reason))
    return change


def carry_out(change: Change, *, reason: str, number: int | None = None) -> None:
    """Do what `change` says; its entry gets `number` where that is known, as in a replay."""
    apply(change)
    entry = LogEntry(
        pk=number,
        act=change.act,
        at=change.at,
        by=change.by,
        reason=reason,
        claim_id=change.claim,
        source_id=change.source,
        statement_id=change.statement,
        payload=change.payload,
    )
    entry.save(force_insert=True)
    raised = set(change.raised)
    for claim in sorted(change.claims):
        raised.add(tags.claim(claim))
        raised |= settle(claim, entry)
        raised |= retold(claim) if change.act in RETELLING else set()
    tags.raise_tags(raised)


def next_moment() -> datetime:
    """Return now, or just after the last entry where a clock went back: the log's times only ever grow."""
    last = LogEntry.objects.aggregate(last=Max("at"))["last"]
    now = _moment.get() or timezone.now()
    return now if last is None or now > last else last + timedelta(microseconds=1)


def settle(claim: int, entry: LogEntry) -> set[str]:
    """Append the standing of the head `claim` if it changed; return the tags of what that changes."""
    claims = claims_in(claim)
    finding = standing(sayings_of(claims), rulings=rulings_of(claims))
    before = Standing.objects.filter(claim=claim).order_by("-at").first()
    words = as_json(finding)
    if not changed(before.finding if before else None, words):
        return set()
    verdict = finding.ruling.kind if finding.ruling else ""
    Standing.objects.create(
        claim_id=claim,
        entry=entry,
        at=entry.at,
        state=finding.state,
        verdict=verdict,
        roots=len(finding.roots),
        parties=finding.parties,
        finding=words,
    )
    Claim.objects.filter(pk=claim).update(state=finding.state, verdict=verdict, standing_since=entry.at)
    raised = {tags.standing(claim), tags.CLAIMS}
    # How often a source was denied stands on its own page.
    raised |= {tags.members(tags.source(source)) for source in affirming(claims)}
    if before is not None:
        raised |= {tags.CORRECTIONS, tags.corrections(entry.at)}
    return raised


def affirming(claims: Collection[int]) -> set[int]:
    """Return the sources on whose pages the affirmations of `claims` count: an account's owner beside it."""
    rows = Statement.objects.filter(claim__in=claims, act=Act.AFFIRM, withdrawn_at=None)
    found = set()
    for source in rows.values_list("source", flat=True).distinct():
        head = Source.objects.get(pk=head_of_source(source))
        found.add(head.pk)
        if head.kind == SourceKind.ACCOUNT and head.belongs_to_id:
            found.add(head_of_source(head.belongs_to_id))
    return found


def retold(claim: int) -> set[str]:
    """Return the tags of what tells how `claim` came to stand where it stands."""
    moments = Standing.objects.filter(claim=claim).values_list("at", flat=True)
    months = {tags.corrections(at) for at in moments}
    return {tags.standing(claim), tags.CORRECTIONS, *months} if len(moments) > 1 else {tags.standing(claim)}
