"""What documents carry: which claims, where these stand, and where they stood when readers first had the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from musnad import tags
from musnad.ledger.models import Claim, Standing, Statement
from musnad.ledger.reading import claim_with, head_of
from musnad.ledger.recalling import Parties, sayings_in
from musnad.ledger.standing import Finding, standing
from musnad.ledger.vocabulary import Act, AnchorFlag, State, VerdictKind


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim that a document carries.

    claim: what it became where it was merged. statements: those of the document alone. told: where the claim would
    stand by these alone, which is what the document tells. now, then: where it stands, and stood when readers first
    had the document; None where the ledger had nothing to say.
    """

    claim: Claim
    statements: tuple[Statement, ...]
    told: Finding
    now: Standing | None
    then: Standing | None

    @property
    def said_there(self) -> bool:
        """Whether the words of any of its statements still stand in the document."""
        return any(statement.anchor == AnchorFlag.FOUND for statement in self.statements)

    @property
    def changed(self) -> bool:
        """Whether the claim stands otherwise than the document tells, and than it stood when readers first had it."""
        return self.now is not None and self._differs(self.now) and not self._tells(self.now)

    def _differs(self, now: Standing) -> bool:
        if self.then is not None:
            return (now.state, now.verdict) != (self.then.state, self.then.verdict)
        return bool(now.verdict) or now.state != self.told.state

    def _tells(self, now: Standing) -> bool:
        """Whether the document itself has all who turned the claim, but for those known when readers first had it."""
        if now.verdict or now.state == State.NONE:
            return False
        has = {name: sum(self._has(name, by) for by in now.finding[name]) for name in DOERS}
        return now.state == self.told.state or ENOUGH[State(now.state)](has)

    def _has(self, name: str, by: dict[str, int]) -> bool:
        told = getattr(self.told, name)
        then = self.then.finding[name] if self.then else []
        statements = {statement.pk for statement in self.statements} | {each["statement"] for each in then}
        voices = {each.voice for each in told} | {each["voice"] for each in then}
        return by["statement"] in statements or by["voice"] in voices


DOERS = ("roots", "confirmed_by", "denied_by", "retracted_by")

ENOUGH: dict[State, Callable[[dict[str, int]], bool]] = {
    State.REPORTED: lambda has: has["roots"] > 0,
    State.SUPPORTED: lambda has: has["roots"] > 1,
    State.CONFIRMED: lambda has: has["confirmed_by"] > 0,
    State.DENIED: lambda has: has["denied_by"] > 0,
    State.DISPUTED: lambda has: has["denied_by"] > 0 and (has["roots"] > 1 or has["confirmed_by"] > 0),
    State.RETRACTED: lambda has: has["retracted_by"] > 0,
}
"""How many of those whose words bring a claim to stand so a document must have, to tell the same itself."""


def carried_in(document: str, *, since: datetime | None) -> list[Carried]:
    """Return the claims that a document carries, in the order recorded; `since`: when readers first had it."""
    statements = carried_statements(document)
    if not statements:
        return []
    parties = parties_of(frozenset(link.source_id for statement in statements for link in statement.chain.all()))
    by_claim: dict[int, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_claim[head_of(statement.claim)].append(statement)
    return [
        Carried(
            claim_with(own[0]), tuple(own), standing(sayings_in(own, parties)), standing_now(key), stood(key, since)
        )
        for key, own in by_claim.items()
    ]


def carried_statements(document: str) -> list[Statement]:
    """As `reading.statements_in`, with claim and chain alone at hand: hundreds of stories are printed at once."""
    tags.read(tags.document(document))
    known: dict[str, list[Statement]] = tags.kept("carried")
    if document not in known:
        known |= statements_by_document([document])
    found = known[document]
    for statement in found:
        tags.read(tags.standing(statement.claim_id), tags.standing(head_of(statement.claim)))
    return found


def keep_statements(documents: Collection[str]) -> None:
    """Read the statements that several documents carry at once; who asks for one of them finds it there."""
    tags.kept("carried").update(statements_by_document(documents))


def statements_by_document(documents: Collection[str]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {document: [] for document in documents}
    rows = Statement.objects.filter(document__in=documents, withdrawn_at=None).select_related("claim")
    for statement in rows.prefetch_related("chain").order_by("pk"):
        found[statement.document].append(statement)
    return found


@tags.shared
def parties_of(sources: frozenset[int]) -> Parties:
    parties = Parties(sources)
    tags.read(*(tags.source(key) for key in parties.known))
    return parties


@tags.shared
def standings_log(claim: int) -> list[Standing]:
    """Return the rows of a claim's log of standings, the oldest first."""
    return list(Standing.objects.filter(claim=claim).order_by("at"))


def standing_now(claim: int) -> Standing | None:
    """Return the latest row of a claim's log of standings."""
    log = standings_log(claim)
    return log[-1] if log else None


def stood(claim: int, at: datetime | None) -> Standing | None:
    """Return the row of the log that held at that moment; None where there was none."""
    return next((row for row in reversed(standings_log(claim)) if at and row.at <= at), None)


@dataclass(frozen=True, slots=True)
class Flag:
    """What a list says of a document that affirms a claim that is denied, disputed, taken back or found false."""

    state: State
    verdict: str


FLAGGED = (State.RETRACTED, State.DENIED, State.DISPUTED)
FOUND_WRONG = (VerdictKind.FALSE, VerdictKind.MISLEADING)


def flags_of(documents: Collection[str]) -> dict[str, Flag]:
    """Return for each document that affirms a claim which does not stand as affirmed what is to be said of it.

    The gravest of several. A document that only tells of the denial affirms nothing. Those asked of at one moment are
    read once.
    """
    known: dict[str, tuple[Flag | None, frozenset[str]]] = tags.kept("flags")
    if missing := [document for document in documents if document not in known]:
        known.update(read_flags(missing))
    tags.read(*(tag for document in documents for tag in known[document][1]))
    return {document: flag for document in documents if (flag := known[document][0])}


def read_flags(documents: Collection[str]) -> dict[str, tuple[Flag | None, frozenset[str]]]:
    """Return what is to be said of each document, if anything, and the tags that this depends on."""
    rows = Statement.objects.filter(
        document__in=documents, act=Act.AFFIRM, part="", withdrawn_at=None, anchor=AnchorFlag.FOUND
    )
    found: dict[str, list[Claim]] = defaultdict(list)
    read = {document: {tags.document(document)} for document in documents}
    for statement in rows.select_related("claim"):
        head = head_of(statement.claim)
        read[statement.document] |= {tags.standing(statement.claim_id), tags.standing(head)}
        merged = statement.claim_id != head
        found[statement.document].append(Claim.objects.get(pk=head) if merged else statement.claim)
    return {document: (flag_of(found[document]), frozenset(read[document])) for document in documents}


def flag_of(claims: Collection[Claim]) -> Flag | None:
    """Return what is to be said of a document that affirms `claims`."""
    gravest = min(claims, key=gravity, default=None)
    if gravest is None or gravity(gravest) >= len(FOUND_WRONG) + len(FLAGGED):
        return None
    return Flag(State(gravest.state), gravest.verdict if gravest.verdict in FOUND_WRONG else "")


def gravity(claim: Claim) -> int:
    """Return the claim's place among what is to be said first; beyond the last where there is nothing to say."""
    if claim.verdict in FOUND_WRONG:
        return FOUND_WRONG.index(VerdictKind(claim.verdict))
    states = len(FOUND_WRONG) + (FLAGGED.index(State(claim.state)) if claim.state in FLAGGED else len(FLAGGED))
    return len(FOUND_WRONG) + len(FLAGGED) if claim.verdict == VerdictKind.TRUE else states
