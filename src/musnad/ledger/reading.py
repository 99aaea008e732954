"""What other rooms read of the ledger. Each function notes the tags of what it gave, so that a page depends on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from musnad import tags
from musnad.ledger.errors import NotAnAddress
from musnad.ledger.findings import as_json, changed
from musnad.ledger.merging import claims_in, head_of_claim, head_of_source, sources_in
from musnad.ledger.models import Claim, LogEntry, Source, SourceAddress, SourceName, Standing, Statement
from musnad.ledger.naming import keys_in, spelling
from musnad.ledger.recalling import rulings_of, sayings_of
from musnad.ledger.sayings import Ruling, Saying
from musnad.ledger.standing import Finding, standing
from musnad.ledger.vocabulary import Act, SourceKind, State

# --- claims ---


@tags.shared
def claim_of(claim: int) -> Claim:
    """Return the claim of that number, or the one it was merged into. Raises Claim.DoesNotExist."""
    head = head_of_claim(claim)
    tags.read(tags.standing(claim), tags.standing(head))
    return Claim.objects.get(pk=head)


@tags.shared
def finding_of(claim: int, *, at: datetime | None = None) -> Finding:
    """Return where the claim stands, or stood by what had been recorded at that moment, with its reasons."""
    head = head_of_claim(claim)
    tags.read(tags.standing(claim), tags.claim(head))
    claims = claims_in(head)
    return standing(sayings_of(claims), rulings=rulings_of(claims), at=at)


def standings_of(claim: int) -> list[Standing]:
    """Return the log of the claim's standings, the latest first: all that was ever shown, errors of ours too."""
    head = head_of_claim(claim)
    tags.read(tags.standing(claim), tags.standing(head))
    return list(Standing.objects.filter(claim=head).select_related("entry").order_by("-at"))


@dataclass(frozen=True, slots=True)
class Turn:
    """A claim's standing changed: when, from what (None: it was new), to what, and by which entry of the log."""

    claim: int
    at: datetime
    before: Finding | None
    finding: Finding
    entry: LogEntry


@tags.shared
def turns_of(claim: int) -> list[Turn]:
    """Return how the claim came to stand where it stands, oldest first, for readers.

    As the log of standings, but as if what was withdrawn since, being our error, had never been recorded.
    """
    head = head_of_claim(claim)
    tags.read(tags.standing(claim), tags.standing(head))
    claims = claims_in(head)
    sayings = [saying for saying in sayings_of(claims) if saying.withdrawn_at is None]
    rulings = rulings_of(claims)
    turns: list[Turn] = []
    for row in Standing.objects.filter(claim=head).select_related("entry").order_by("at"):
        before = turns[-1].finding if turns else None
        finding = standing(sayings, rulings=rulings, at=row.at)
        if differs(before, finding):
            turns.append(Turn(head, row.at, before, finding, row.entry))
    return [*turns, *_late(head, turns, sayings, rulings)]


def differs(before: Finding | None, now: Finding) -> bool:
    """Whether a claim stands otherwise than before; None: nothing was known of it."""
    return changed(as_json(before) if before else None, as_json(now))


def _late(head: int, turns: Sequence[Turn], sayings: Sequence[Saying], rulings: Sequence[Ruling]) -> Iterator[Turn]:
    """Yield the turn to where the claim stands now, where the log has none for it.

    What brought it there said again what was said in error before: the log had no reason to note a change.
    """
    last = turns[-1] if turns else None
    now = standing(sayings, rulings=rulings)
    if not sayings or not differs(last.finding if last else None, now):
        return
    for at in sorted(saying.recorded_at for saying in sayings if last is None or saying.recorded_at > last.at):
        finding = standing(sayings, rulings=rulings, at=at)
        if not differs(now, finding):
            yield Turn(head, at, last.finding if last else None, now, LogEntry.objects.get(at=at))
            return


def corrections(most: int, *, until: datetime | None = None) -> list[Turn]:
    """Return the latest turns that changed an earlier standing, the newest first, none later than `until`."""
    tags.read(tags.CORRECTIONS)
    rows = Standing.objects.filter(at__lte=until) if until else Standing.objects.all()
    found: list[Turn] = []
    seen: set[int] = set()
    for claim, at in rows.order_by("-at").values_list("claim", "at").iterator():
        if len([turn for turn in found if turn.at > at]) >= most:
            break
        if claim not in seen:
            seen.add(claim)
            found += [turn for turn in turns_of(claim)[1:] if turn.claim == claim and (not until or turn.at <= until)]
    return sorted(found, key=lambda turn: turn.at, reverse=True)[:most]


def log_of(claim: int) -> list[LogEntry]:
    """Return what was done to the claim and its statements, the latest first."""
    head = head_of_claim(claim)
    tags.read(tags.claim(head))
    claims = claims_in(head)
    entries = LogEntry.objects.filter(Q(claim__in=claims) | Q(statement__claim__in=claims))
    return list(entries.order_by("-pk"))


# --- statements ---


def statements_of(claim: int) -> list[Statement]:
    """Return the claim's statements, those withdrawn left out, in the order said; see `with_chains`."""
    head = head_of_claim(claim)
    tags.read(tags.claim(claim), tags.claim(head))
    found = with_chains(Statement.objects.filter(claim__in=claims_in(head), withdrawn_at=None))
    return sorted(found, key=lambda each: (each.dated_at, each.pk))


PAGE = 100
"""Statements on one page of a claim's, counted from the first that was recorded: none ever moves to another page."""


def pages_of(claim: int) -> int:
    """Return how many pages the claim's statements fill; 1 where there are none."""
    head = head_of_claim(claim)
    tags.read(tags.claim(head))
    return (len(_numbers_on(head)) - 1) // PAGE + 1 or 1


def page_with(statement: Statement) -> int:
    """Return the number of the page that `statement` stands on among its claim's."""
    return bisect_left(_numbers_on(head_of(statement.claim)), statement.pk) // PAGE + 1


def statements_on(claim: int, page: int) -> list[Statement]:
    """Return the statements on one page of the claim's, in the order said; see `with_chains`."""
    head = head_of_claim(claim)
    tags.read(tags.claim(head))
    there = _numbers_on(head)[(page - 1) * PAGE : page * PAGE]
    found = with_chains(Statement.objects.filter(pk__in=there, withdrawn_at=None))
    return sorted(found, key=lambda each: (each.dated_at, each.pk))


@tags.shared
def _numbers_on(head: int) -> list[int]:
    """Return the numbers of all statements on a claim, those withdrawn too, which keep their places."""
    return list(Statement.objects.filter(claim__in=claims_in(head)).order_by("pk").values_list("pk", flat=True))


@tags.shared
def documents_of(claim: int) -> list[str]:
    """Return the keys of the documents that carry the claim, the latest recorded first."""
    head = head_of_claim(claim)
    tags.read(tags.claim(head))
    rows = Statement.objects.filter(claim__in=claims_in(head), withdrawn_at=None).exclude(document="")
    return list(dict.fromkeys(rows.order_by("-pk").values_list("document", flat=True)))


def claim_with(statement: Statement) -> Claim:
    """Return the claim that `statement`, whose claim is at hand, is about; what it became where it was merged."""
    if statement.claim.merged_into_id:
        return claim_of(statement.claim_id)
    tags.read(tags.standing(statement.claim_id))
    return statement.claim


def head_of(claim: Claim) -> int:
    """Return the number of what `claim` became, without asking the database where it was never merged."""
    return head_of_claim(claim.merged_into_id) if claim.merged_into_id else claim.pk


def statements_in(document: str) -> list[Statement]:
    """Return the statements that a document carries, those withdrawn left out; see `with_chains`."""
    tags.read(tags.document(document))
    found = with_chains(Statement.objects.filter(document=document, withdrawn_at=None))
    for statement in found:
        tags.read(tags.standing(statement.claim_id), tags.standing(head_of(statement.claim)))
    return found


def with_chains(statements: QuerySet[Statement]) -> list[Statement]:
    """Return `statements` with claim, evidence and chain at hand, in the order of recording."""
    related = statements.select_related("claim", "source").prefetch_related(
        "evidence", "chain__source__belongs_to", "chain__source__merged_into"
    )
    found = list(related.order_by("pk"))
    for statement in found:
        for link in statement.chain.all():
            tags.read(tags.source(link.source_id))
    return found


# --- sources ---


def source_of(source: int) -> Source:
    """Return the source of that number, or the one it was merged into. Raises Source.DoesNotExist."""
    head = head_of_source(source)
    tags.read(tags.source(source), tags.source(head))
    return Source.objects.select_related("belongs_to").get(pk=head)


def name_in(source: Source, language: str) -> str:
    """Return the source's name in that language; its own where it has none."""
    if source.language == language:
        return source.name
    names = SourceName.objects.filter(source=source, language=language, dropped_at=None).order_by("pk")
    return names.values_list("name", flat=True).first() or source.name


@dataclass(frozen=True, slots=True)
class Named:
    """What a source is called in a language. key: what it became where it was merged. language: the name's own."""

    key: int
    name: str
    language: str
    kind: SourceKind
    row: Source


def names_in(sources: Collection[int], language: str) -> dict[int, Named]:
    """Return for each number of a source what it is, or became, called in `language`; its own name where it has none.

    A number that is no source's is left out.
    """
    return _names_in(frozenset(sources), language)


@tags.shared
def _names_in(sources: frozenset[int], language: str) -> dict[int, Named]:
    rows = Source.objects.select_related("belongs_to").in_bulk(sources)
    heads = {key: head_of_source(row.merged_into_id) if row.merged_into_id else key for key, row in rows.items()}
    if merged := set(heads.values()) - rows.keys():
        rows |= Source.objects.select_related("belongs_to").in_bulk(merged)
    tags.read(*(tags.source(key) for key in {*heads, *heads.values()}))
    names = SourceName.objects.filter(source__in=rows, language=language, dropped_at=None).order_by("-pk")
    translated = dict(names.values_list("source", "name"))
    return {source: _named(rows[head], translated.get(head, ""), language) for source, head in heads.items()}


def _named(row: Source, name: str, language: str) -> Named:
    own = row.language == language or not name
    return Named(row.pk, row.name if own else name, row.language if own else language, SourceKind(row.kind), row)


def sources_named(name: str) -> list[Source]:
    """Return the sources that have that name in any spelling, what they were merged into in their place."""
    names = SourceName.objects.filter(normal=spelling(name), dropped_at=None)
    return _heads(names.order_by("source").values_list("source", flat=True))


def sources_like(beginning: str, *, most: int = 20) -> list[Source]:
    """Return sources that have a name with a word that begins so: an editor is still typing."""
    wanted = spelling(beginning)
    if not wanted:
        return []
    begins = Q(normal__startswith=wanted) | Q(normal__contains=f" {wanted}") | Q(normal__contains=f"ال{wanted}")
    names = SourceName.objects.filter(begins, dropped_at=None).order_by("normal", "source")
    return _heads(names.values_list("source", flat=True)[: most * 3])[:most]


def source_at(address: str) -> Source | None:
    """Return whose account or site a page or post is at, or None; the account before the site."""
    try:
        keys = keys_in(address)
    except NotAnAddress:
        return None
    for key in keys:
        there = SourceAddress.objects.filter(key=key, dropped_at=None).order_by("source").first()
        if there is not None:
            return source_of(there.source_id)
    return None


def _heads(sources: Iterable[int]) -> list[Source]:
    heads = dict.fromkeys(head_of_source(source) for source in sources)
    return [source_of(head) for head in heads]


@dataclass(frozen=True, slots=True)
class Record:
    """How a source fared. All but `statements` count claims; was_denied: it affirmed, others deny or dispute it."""

    statements: int
    affirmed: int
    denied: int
    retracted: int
    was_denied: int


def statements_by(source: int) -> QuerySet[Statement]:
    """Return what the source said, itself or through an account of its own, the latest recorded first."""
    head = head_of_source(source)
    tags.read(tags.members(tags.source(head)))
    return Statement.objects.filter(source__in=_said_as(head), withdrawn_at=None).order_by("-pk")


def _said_as(head: int) -> Sequence[int]:
    accounts = Source.objects.filter(kind=SourceKind.ACCOUNT, belongs_to__in=sources_in(head), merged_into=None)
    return [*sources_in(head), *(each for pk in accounts.values_list("pk", flat=True) for each in sources_in(pk))]


def record_of(source: int) -> Record:
    """Return how often the source affirmed, denied, took back and was denied."""
    said = statements_by(source).filter(part="")
    claims: dict[str, set[int]] = {act: set() for act in Act}
    for claim, merged, act in said.values_list("claim", "claim__merged_into", "act").distinct():
        claims[act].add(head_of_claim(claim) if merged else claim)
    affirmed = Claim.objects.filter(pk__in=claims[Act.AFFIRM], state__in=(State.DENIED, State.DISPUTED))
    return Record(
        statements=statements_by(source).count(),
        affirmed=len(claims[Act.AFFIRM]),
        denied=len(claims[Act.DENY]),
        retracted=len(claims[Act.RETRACT]),
        was_denied=affirmed.exclude(pk__in=claims[Act.DENY]).count(),
    )
