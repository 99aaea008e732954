"""The only writes to the ledger.

Each function is one transaction that nothing else in the ledger runs beside, leaves one entry in the log (who, when,
what, why), appends the standings that it changes and raises the tags of what changed. `by` is the name that the log
shows. Each raises `errors.Refused` where it cannot be done, and then nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from musnad.ledger import checking
from musnad.ledger.anchors import Selector, locate
from musnad.ledger.errors import AlreadyDone, ChainBroken, QuoteNotFound
from musnad.ledger.merging import head_of_claim, head_of_source
from musnad.ledger.models import (
    ChainLink,
    Claim,
    Evidence,
    Source,
    SourceAddress,
    SourceName,
    Standing,
    Statement,
    Verdict,
)
from musnad.ledger.naming import address_key
from musnad.ledger.sayings import Span
from musnad.ledger.vocabulary import Act, AddressKind, AnchorFlag, LogAct, Precision, SourceKind, VerdictKind
from musnad.ledger.writing import enter, one_at_a_time

SOURCE_FIELDS = ("kind", "name", "language", "belongs_to", "independent", "note")
CLAIM_FIELDS = ("sentence", "language", "happened_at", "happened_precision", "place")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a chain. medium: "X", "بيان", "هاتف" …; address: where the words stand there."""

    source: Source
    medium: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a statement's words stand. document: a key of at most 100 characters that means nothing to the ledger.

    published: when that document was, aware; None where unknown. A statement whose own time is unknown is looked for
    about that day, and not about the day on which it was recorded from an archive.
    """

    document: str
    revision: str
    selector: Selector
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept copy of what an address held. captured_at: aware."""

    address: str
    text: str
    captured_at: datetime


# --- sources ---


@one_at_a_time
def record_source(
    name: str,
    *,
    kind: SourceKind,
    language: str,
    by: str,
    belongs_to: Source | None = None,
    independent: bool = False,
    note: str = "",
    names: Iterable[tuple[str, str]] = (),
    addresses: Iterable[tuple[AddressKind, str]] = (),
    reason: str = "",
) -> Source:
    """Return the new source. names: further names, each with its language; addresses: accounts and sites.

    Raises NothingSaid, TooLong, NotAnAddress.
    """
    told = checking.fitting(Source, name=checking.said_something("name", name), language=language, note=note)
    payload = {
        **told,
        "kind": SourceKind(kind).value,
        "belongs_to": head_of_source(belongs_to.pk) if belongs_to else None,
        "independent": independent,
        "names": [[told["name"], told["language"]], *(_name(*each) for each in names)],
        "addresses": [_address(*each) for each in addresses],
    }
    change = enter(LogAct.SOURCE_RECORDED, by=by, reason=reason, payload=payload)
    return Source.objects.get(pk=change.payload["source"])


def _name(name: str, language: str) -> list[str]:
    return list(checking.fitting(SourceName, name=checking.said_something("name", name), language=language).values())


def _address(kind: AddressKind, address: str) -> list[str]:
    cleaned = checking.fitting(SourceAddress, address=address)["address"]
    checking.fitting(SourceAddress, key=address_key(cleaned, AddressKind(kind)))
    return [AddressKind(kind).value, cleaned]


@one_at_a_time
def amend_source(source: Source, *, by: str, reason: str = "") -> Source:
    """Bring the ledger in line with `source`, a copy whose fields were changed but not saved.

    A former name stays as an alias. Nothing is logged where nothing changed.
    Raises EditedMeanwhile where somebody else was faster, AlreadyMerged, BelongsInCircle, NothingSaid, TooLong.
    """
    checking.not_merged_source(source)
    checking.read_lately(source)
    checking.said_something("name", source.name)
    wanted: dict[str, Any] = {
        **checking.fitting(Source, name=source.name, language=source.language, note=source.note),
        "kind": SourceKind(source.kind).value,
        "independent": source.independent,
        "belongs_to": None,
    }
    if source.belongs_to is not None:
        checking.belongs_in_no_circle(source, source.belongs_to)
        wanted["belongs_to"] = head_of_source(source.belongs_to.pk)
    there = Source.objects.filter(pk=source.pk).values(*SOURCE_FIELDS).get()
    fields = {name: value for name, value in wanted.items() if value != there[name]}
    if fields:
        enter(LogAct.SOURCE_AMENDED, by=by, reason=reason, payload={"source": source.pk, "fields": fields})
    return Source.objects.get(pk=source.pk)


@one_at_a_time
def add_name(source: Source, name: str, *, language: str, by: str, reason: str = "") -> None:
    """Give `source` one more name or alias, in any spelling. Raises NothingSaid, TooLong, AlreadyDone."""
    told = dict(zip(("name", "language"), _name(name, language), strict=True))
    if SourceName.objects.filter(source=source, dropped_at=None, **told).exists():
        raise AlreadyDone(f"{source} has the name {name}")
    enter(LogAct.NAME_ADDED, by=by, reason=reason, payload={"source": source.pk, **told})


@one_at_a_time
def drop_name(name: SourceName, *, by: str, reason: str = "") -> None:
    """Look its source up by `name` no longer. Raises AlreadyDone."""
    if not SourceName.objects.filter(pk=name.pk, dropped_at=None).exists():
        raise AlreadyDone(f"The name {name} is dropped")
    payload = {"source": name.source_id, "name": name.name, "language": name.language}
    enter(LogAct.NAME_DROPPED, by=by, reason=reason, payload=payload)


@one_at_a_time
def add_address(source: Source, kind: AddressKind, address: str, *, by: str, reason: str = "") -> None:
    """Give `source` one more account or site. Raises NotAnAddress, TooLong, AlreadyDone."""
    told = dict(zip(("kind", "address"), _address(kind, address), strict=True))
    key = address_key(address, AddressKind(kind))
    if SourceAddress.objects.filter(source=source, key=key, dropped_at=None).exists():
        raise AlreadyDone(f"{source} has the address {address}")
    enter(LogAct.ADDRESS_ADDED, by=by, reason=reason, payload={"source": source.pk, **told})


@one_at_a_time
def drop_address(address: SourceAddress, *, by: str, reason: str = "") -> None:
    """Look its source up by `address` no longer. Raises AlreadyDone."""
    if not SourceAddress.objects.filter(pk=address.pk, dropped_at=None).exists():
        raise AlreadyDone(f"The address {address} is dropped")
    payload = {"source": address.source_id, "key": address.key}
    enter(LogAct.ADDRESS_DROPPED, by=by, reason=reason, payload=payload)


@one_at_a_time
def merge_sources(source: Source, into: Source, *, by: str, reason: str = "") -> Source:
    """Have `source` be `into` from now on; return what both are. Undone by `part_source`.

    Raises MergedIntoItself, AlreadyMerged, BelongsInCircle.
    """
    checking.mergeable_sources(source, into)
    head = head_of_source(into.pk)
    enter(LogAct.SOURCES_MERGED, by=by, reason=reason, payload={"source": source.pk, "into": head})
    return Source.objects.get(pk=head)


@one_at_a_time
def part_source(source: Source, *, by: str, reason: str = "") -> Source:
    """Undo the merging of `source` into another; all that was its own is its own again.

    Raises NotMerged, BelongsInCircle.
    """
    into = checking.merged_into(source)
    checking.parts_in_no_circle(source)
    enter(LogAct.SOURCES_PARTED, by=by, reason=reason, payload={"source": source.pk, "into": into})
    return Source.objects.get(pk=source.pk)


# --- claims ---


@one_at_a_time
def record_claim(
    sentence: str, *, language: str, by: str, happened: Span | None = None, place: str = "", reason: str = ""
) -> Claim:
    """Return the new claim; nobody stands for it yet. Raises NothingSaid, TooLong."""
    payload = {
        **checking.fitting(
            Claim, sentence=checking.said_something("sentence", sentence), language=language, place=place
        ),
        "happened_at": happened.at.isoformat() if happened else None,
        "happened_precision": (happened.precision if happened else Precision.DAY).value,
    }
    change = enter(LogAct.CLAIM_RECORDED, by=by, reason=reason, payload=payload)
    return Claim.objects.get(pk=change.payload["claim"])


@one_at_a_time
def amend_claim(claim: Claim, *, by: str, reason: str = "") -> Claim:
    """Bring the ledger in line with `claim`, a copy whose sentence, language, time or place was changed, not saved.

    Nothing is logged where nothing changed. Raises EditedMeanwhile, AlreadyMerged, NothingSaid, TooLong.
    """
    checking.not_merged_claim(claim)
    checking.read_lately(claim)
    checking.said_something("sentence", claim.sentence)
    wanted: dict[str, Any] = {
        **checking.fitting(Claim, sentence=claim.sentence, language=claim.language, place=claim.place),
        "happened_at": claim.happened_at,
        "happened_precision": Precision(claim.happened_precision).value,
    }
    there = Claim.objects.filter(pk=claim.pk).values(*CLAIM_FIELDS).get()
    fields = {name: value for name, value in wanted.items() if value != there[name]}
    if fields.get("happened_at"):
        fields["happened_at"] = fields["happened_at"].isoformat()
    if fields:
        enter(LogAct.CLAIM_AMENDED, by=by, reason=reason, payload={"claim": claim.pk, "fields": fields})
    return Claim.objects.get(pk=claim.pk)


@one_at_a_time
def merge_claims(claim: Claim, into: Claim, *, by: str, reason: str = "") -> Claim:
    """Have `claim` be `into` from now on; return what both are. Undone by `part_claim`.

    Raises MergedIntoItself, AlreadyMerged.
    """
    checking.mergeable_claims(claim, into)
    head = head_of_claim(into.pk)
    enter(LogAct.CLAIMS_MERGED, by=by, reason=reason, payload={"claim": claim.pk, "into": head})
    return Claim.objects.get(pk=head)


@one_at_a_time
def part_claim(claim: Claim, *, by: str, reason: str = "") -> Claim:
    """Undo the merging of `claim` into another; all that was its own is its own again. Raises NotMerged."""
    into = checking.merged_into(claim)
    enter(LogAct.CLAIMS_PARTED, by=by, reason=reason, payload={"claim": claim.pk, "into": into})
    return Claim.objects.get(pk=claim.pk)


@one_at_a_time
def settle(claim: Claim, *, verdict: VerdictKind, reason: str, by: str) -> Standing:
    """Give an editor's verdict, with reason and name; return the standing that it brings.

    It stands above the rule's and above every verdict before it. Raises NothingSaid, AlreadyMerged.
    """
    checking.not_merged_claim(claim)
    told = {"kind": VerdictKind(verdict).value, "reason": checking.said_something("reason", reason)}
    enter(LogAct.VERDICT_GIVEN, by=by, reason=told["reason"], payload={"claim": claim.pk, **told})
    return Standing.objects.filter(claim=claim).latest("at")


@one_at_a_time
def lift_verdict(verdict: Verdict, *, by: str, reason: str) -> None:
    """Have `verdict` stand no longer; an earlier one that was not lifted stands again.

    Raises NothingSaid, AlreadyDone.
    """
    checking.said_something("reason", reason)
    if not Verdict.objects.filter(pk=verdict.pk, lifted_at=None).exists():
        raise AlreadyDone("The verdict is lifted")
    enter(LogAct.VERDICT_LIFTED, by=by, reason=reason, payload={"verdict": verdict.pk, "claim": verdict.claim_id})


# --- statements ---


@one_at_a_time
def record_statement(
    claim: Claim,
    *,
    source: Source,
    act: Act,
    words: str,
    by: str,
    said: Span | None = None,
    language: str = "",
    part: str = "",
    first_hand: bool = False,
    chain: Sequence[Link] = (),
    anchor: Anchor | None = None,
    evidence: Iterable[Kept] = (),
    reason: str = "",
) -> Statement:
    """Return the new statement: `source` does `act` on `claim` with `words`.

    said: when the source said it, not when others relayed it; None where unknown. part: what alone it is about.
    first_hand: the source speaks of its own act or loss. chain: who said it first, then the relays, the one that told
    us last; empty where the source itself told us. A merged claim or source passes for what it became.
    Raises NothingSaid, TooLong, NotAnAddress, NotYet, ChainBroken, ChainLoops, AlreadyRecorded.
    """
    links = list(chain) or [Link(source)]
    if head_of_source(links[0].source.pk) != head_of_source(source.pk):
        raise ChainBroken(str(source), str(links[0].source))
    checking.loops_nowhere([link.source for link in links])
    if said:
        checking.not_yet("said", said.at)
    published = anchor.published if anchor else None
    if published:
        checking.not_yet("published", published)
    told = {"act": Act(act).value, **_statement_texts(words, language, part, anchor)}
    checking.not_recorded(claim, source, told)
    payload = {
        **told,
        "claim": claim.pk,
        "source": source.pk,
        "first_hand": first_hand,
        "said_at": said.at.isoformat() if said else None,
        "said_precision": (said.precision if said else Precision.MOMENT).value,
        "told_at": published.isoformat() if published else None,
        "chain": [[link.source.pk, *_link_texts(link)] for link in links],
        "evidence": [_kept(each) for each in evidence],
    }
    change = enter(LogAct.STATEMENT_RECORDED, by=by, reason=reason, payload=payload)
    return Statement.objects.get(pk=change.payload["statement"])


def _statement_texts(words: str, language: str, part: str, anchor: Anchor | None) -> dict[str, str]:
    told = checking.fitting(
        Statement,
        words=checking.said_something("words", words),
        language=language,
        part=part,
        document=checking.said_something("document", anchor.document) if anchor else "",
        revision=anchor.revision if anchor else "",
    )
    selector = anchor.selector if anchor else Selector("")
    if anchor:
        checking.said_something("exact", selector.exact)
    quoted = {"exact": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
    return told | checking.short_enough(Statement, quoted)


def _link_texts(link: Link) -> Iterable[str]:
    address = checking.leads_to_a_page(link.address)
    return checking.fitting(ChainLink, medium=link.medium, address=address).values()


def _kept(kept: Kept) -> dict[str, Any]:
    checking.not_yet("captured_at", kept.captured_at)
    checking.leads_to_a_page(kept.address)
    told = checking.fitting(Evidence, address=checking.said_something("address", kept.address))
    # To the letter: its hash is to be that of what was there.
    told |= checking.short_enough(Evidence, {"text": kept.text})
    digest = sha256(told["text"].encode()).hexdigest()
    return {**told, "sha256": digest, "captured_at": kept.captured_at.isoformat()}


@one_at_a_time
def withdraw(statement: Statement, *, by: str, reason: str) -> Statement:
    """Take back the recording of `statement`, an error of ours; it stays in the ledger and counts no longer.

    What its source takes back is a statement of its own (`Act.RETRACT`). Raises NothingSaid, AlreadyDone.
    """
    checking.said_something("reason", reason)
    if not Statement.objects.filter(pk=statement.pk, withdrawn_at=None).exists():
        raise AlreadyDone("The statement is withdrawn")
    enter(LogAct.STATEMENT_WITHDRAWN, by=by, reason=reason, payload={"statement": statement.pk})
    return Statement.objects.get(pk=statement.pk)


@one_at_a_time
def check_anchors(document: str, text: str, *, revision: str, by: str, reason: str = "") -> list[Statement]:
    """Look for the words of its statements in `text`, the document as it is now; return those whose flag changed.

    A statement whose words are gone is flagged and kept; it is cleared when they come back.
    """
    changed = []
    for statement in Statement.objects.filter(document=document, withdrawn_at=None).order_by("pk"):
        flag = _anchor_flag(statement, text)
        if flag != statement.anchor:
            changed.append(_flag(statement, flag, revision=revision, by=by, reason=reason))
    return changed


@one_at_a_time
def document_deleted(document: str, *, by: str, reason: str = "") -> list[Statement]:
    """Flag the statements of a document that is no more; they are kept and count. Return those flagged now."""
    there = Statement.objects.filter(document=document).exclude(anchor=AnchorFlag.DOCUMENT_GONE)
    return [
        _flag(statement, AnchorFlag.DOCUMENT_GONE, revision="", by=by, reason=reason)
        for statement in there.order_by("pk")
    ]


def _anchor_flag(statement: Statement, text: str) -> AnchorFlag:
    try:
        locate(text, Selector(statement.exact, statement.prefix, statement.suffix))
    except QuoteNotFound:
        return AnchorFlag.WORDS_GONE
    return AnchorFlag.FOUND


def _flag(statement: Statement, flag: AnchorFlag, *, revision: str, by: str, reason: str) -> Statement:
    payload = {"statement": statement.pk, "anchor": flag.value, "revision": revision}
    enter(LogAct.ANCHOR_CHECKED, by=by, reason=reason, payload=payload)
    statement.refresh_from_db()
    return statement
