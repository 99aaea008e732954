"""What each act does to the rows. Recording and replaying both come through here, so that they cannot differ.

A payload is JSON: numbers of rows, texts, moments as ISO strings. Where an act makes rows, recording leaves their
numbers open, `apply` writes them into the payload, and a replay finds them there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models

from musnad import tags
from musnad.ledger import sitemaps
from musnad.ledger.matching.index import index_claim, index_statement
from musnad.ledger.merging import head_of_claim, head_of_source, sources_below
from musnad.ledger.models import (
    ChainLink,
    Claim,
    Evidence,
    Source,
    SourceAddress,
    SourceName,
    Statement,
    Verdict,
)
from musnad.ledger.naming import address_key, spelling
from musnad.ledger.vocabulary import AddressKind, LogAct


@dataclass(slots=True)
class Change:
    """An act that is being done. `apply` fills in the numbers of new rows and what it touched.

    claims: heads whose standing must be derived anew. raised: tags of what changed beside those of the claims.
    claim, source, statement: what the log says it was done to.
    """

    act: LogAct
    at: datetime
    by: str
    payload: dict[str, Any]
    claims: set[int] = field(default_factory=set)
    raised: set[str] = field(default_factory=set)
    claim: int | None = None
    source: int | None = None
    statement: int | None = None


def apply(change: Change) -> None:
    """Do it to the rows."""
    APPLIERS[change.act](change)


def add(change: Change, name: str, row: models.Model) -> int:
    """Save a new row under the number in the payload, or note there the one it got."""
    row.pk = change.payload.get(name)
    row.save(force_insert=True)
    change.payload[name] = row.pk
    return int(row.pk)


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


# --- sources ---


def record_source(change: Change) -> None:
    told = change.payload
    source = Source(
        kind=told["kind"],
        name=told["name"],
        language=told["language"],
        belongs_to_id=told["belongs_to"],
        independent=told["independent"],
        note=told["note"],
        recorded_by=change.by,
        recorded_at=change.at,
    )
    change.source = add(change, "source", source)
    for name, language in told["names"]:
        add_name(source.pk, name, language)
    for kind, address in told["addresses"]:
        add_address(source.pk, kind, address)
    change.raised |= source_tags(source.pk) | source_came_or_went(source.pk)
    if told["belongs_to"]:
        change.raised.add(tags.members(tags.source(head_of_source(told["belongs_to"]))))


def amend_source(change: Change) -> None:
    told = change.payload
    source = Source.objects.get(pk=told["source"])
    fields: dict[str, Any] = told["fields"]
    bodies = {source.belongs_to_id, fields.get("belongs_to")} - {None}
    Source.objects.filter(pk=source.pk).update(version=models.F("version") + 1, **renamed(fields))
    if "name" in fields:
        add_name(source.pk, fields["name"], fields.get("language", source.language))
    touch_source(change, source.pk)
    change.raised |= {tags.members(tags.source(head_of_source(body))) for body in bodies if body}
    if fields.keys() & {"kind", "belongs_to", "independent"}:
        change.claims |= claims_through(source.pk)


def renamed(fields: dict[str, Any]) -> dict[str, Any]:
    return {"belongs_to_id" if name == "belongs_to" else name: value for name, value in fields.items()}


def add_name(source: int, name: str, language: str) -> None:
    SourceName.objects.update_or_create(
        source_id=source, name=name, language=language, defaults={"normal": spelling(name), "dropped_at": None}
    )


def add_address(source: int, kind: str, address: str) -> None:
    SourceAddress.objects.update_or_create(
        source_id=source,
        key=address_key(address, AddressKind(kind)),
        defaults={"kind": kind, "address": address, "dropped_at": None},
    )


def name_added(change: Change) -> None:
    add_name(change.payload["source"], change.payload["name"], change.payload["language"])
    touch_source(change, change.payload["source"])


def name_dropped(change: Change) -> None:
    told = change.payload
    names = SourceName.objects.filter(source=told["source"], name=told["name"], language=told["language"])
    names.update(dropped_at=change.at)
    touch_source(change, told["source"])


def address_added(change: Change) -> None:
    add_address(change.payload["source"], change.payload["kind"], change.payload["address"])
    touch_source(change, change.payload["source"])


def address_dropped(change: Change) -> None:
    told = change.payload
    SourceAddress.objects.filter(source=told["source"], key=told["key"]).update(dropped_at=change.at)
    touch_source(change, told["source"])


def merge_sources(change: Change) -> None:
    join_sources(change, into=change.payload["into"])


def part_sources(change: Change) -> None:
    join_sources(change, into=None)


def join_sources(change: Change, *, into: int | None) -> None:
    source = change.payload["source"]
    Source.objects.filter(pk=source).update(merged_into=into)
    touch_source(change, source)
    change.raised |= source_tags(head_of_source(change.payload["into"])) | source_came_or_went(source)
    change.claims |= claims_through(source)


def source_came_or_went(source: int) -> set[str]:
    return sitemaps.touched("source", source, Source.objects.filter(merged_into=None))


def touch_source(change: Change, source: int) -> None:
    change.source = source
    change.raised |= source_tags(source) | source_tags(head_of_source(source))


def source_tags(source: int) -> set[str]:
    return {tags.source(source), tags.members(tags.source(source))}


def claims_through(source: int) -> set[int]:
    """Return the heads of the claims that have `source`, or one below it, in a chain."""
    links = ChainLink.objects.filter(source__in=sources_below(source))
    claims = links.values_list("statement__claim", "statement__claim__merged_into").distinct()
    return {head_of_claim(claim) if merged else claim for claim, merged in claims}


# --- claims ---


def record_claim(change: Change) -> None:
    told = change.payload
    claim = Claim(
        sentence=told["sentence"],
        language=told["language"],
        happened_at=moment(told["happened_at"]),
        happened_precision=told["happened_precision"],
        place=told["place"],
        standing_since=change.at,
        recorded_by=change.by,
        recorded_at=change.at,
    )
    change.claim = add(change, "claim", claim)
    index_claim(claim.pk)
    change.claims.add(claim.pk)
    change.raised |= {tags.standing(claim.pk), tags.CLAIMS, *claim_came_or_went(claim.pk)}


def amend_claim(change: Change) -> None:
    fields = dict(change.payload["fields"])
    if "happened_at" in fields:
        fields["happened_at"] = moment(fields["happened_at"])
    change.claim = change.payload["claim"]
    Claim.objects.filter(pk=change.claim).update(version=models.F("version") + 1, **fields)
    index_claim(change.payload["claim"])
    touch_claim(change, change.payload["claim"])
    change.raised |= {tags.standing(change.payload["claim"]), tags.CLAIMS}


def merge_claims(change: Change) -> None:
    join_claims(change, into=change.payload["into"])


def part_claims(change: Change) -> None:
    join_claims(change, into=None)


def join_claims(change: Change, *, into: int | None) -> None:
    claim = change.payload["claim"]
    Claim.objects.filter(pk=claim).update(merged_into=into)
    other = head_of_claim(change.payload["into"])
    change.claim = claim
    change.claims |= {head_of_claim(claim), other}
    change.raised |= {tags.claim(claim), tags.standing(claim), tags.standing(other), tags.CLAIMS}
    change.raised |= claim_came_or_went(claim)


def claim_came_or_went(claim: int) -> set[str]:
    return sitemaps.touched("claim", claim, Claim.objects.filter(merged_into=None))


def touch_claim(change: Change, claim: int) -> None:
    change.claim = claim
    change.claims.add(head_of_claim(claim))
    change.raised.add(tags.claim(claim))


# --- statements ---


def record_statement(change: Change) -> None:
    told = change.payload
    statement = Statement(
        claim_id=told["claim"],
        source_id=told["source"],
        **{name: told[name] for name in ("act", "words", "language", "part", "first_hand", "said_precision")},
        **{name: told[name] for name in ("document", "revision", "exact", "prefix", "suffix")},
        said_at=moment(told["said_at"]),
        # Entries of the log from before it was kept do not have it.
        told_at=moment(told.get("told_at")),
        recorded_by=change.by,
        recorded_at=change.at,
    )
    change.statement = add(change, "statement", statement)
    index_statement(statement)
    ChainLink.objects.bulk_create(
        ChainLink(statement=statement, position=position, source_id=source, medium=medium, address=address)
        for position, (source, medium, address) in enumerate(told["chain"])
    )
    if told["evidence"]:
        statement.evidence.set([keep(each) for each in told["evidence"]])
    change.source = told["source"]
    touch_statement(change, statement)


def keep(told: dict[str, Any]) -> Evidence:
    """Return the kept copy, one for each state of an address however often it is pointed to; notes its number."""
    evidence = Evidence.objects.filter(address=told["address"], sha256=told["sha256"]).first()
    if evidence is None:
        evidence = Evidence(
            pk=told.get("evidence"),
            address=told["address"],
            text=told["text"],
            sha256=told["sha256"],
            captured_at=datetime.fromisoformat(told["captured_at"]),
        )
        evidence.save(force_insert=True)
    told["evidence"] = evidence.pk
    return evidence


def withdraw_statement(change: Change) -> None:
    statement = Statement.objects.get(pk=change.payload["statement"])
    Statement.objects.filter(pk=statement.pk).update(withdrawn_at=change.at)
    index_claim(statement.claim_id)
    change.statement = statement.pk
    touch_statement(change, statement)


def check_anchor(change: Change) -> None:
    statement = Statement.objects.get(pk=change.payload["statement"])
    Statement.objects.filter(pk=statement.pk).update(anchor=change.payload["anchor"])
    change.statement = statement.pk
    touch_claim(change, statement.claim_id)
    change.raised.add(tags.document(statement.document))


def touch_statement(change: Change, statement: Statement) -> None:
    touch_claim(change, statement.claim_id)
    if statement.document:
        change.raised.add(tags.document(statement.document))
    links = statement.chain.values_list("source", "source__belongs_to")
    for source in {key for link in links for key in link if key}:
        change.raised.add(tags.members(tags.source(head_of_source(source))))


# --- verdicts ---


def give_verdict(change: Change) -> None:
    told = change.payload
    verdict = Verdict(
        claim_id=told["claim"], kind=told["kind"], reason=told["reason"], given_by=change.by, given_at=change.at
    )
    add(change, "verdict", verdict)
    touch_claim(change, told["claim"])


def lift_verdict(change: Change) -> None:
    Verdict.objects.filter(pk=change.payload["verdict"]).update(lifted_at=change.at)
    touch_claim(change, change.payload["claim"])


APPLIERS: dict[LogAct, Callable[[Change], None]] = {
    LogAct.SOURCE_RECORDED: record_source,
    LogAct.SOURCE_AMENDED: amend_source,
    LogAct.NAME_ADDED: name_added,
    LogAct.NAME_DROPPED: name_dropped,
    LogAct.ADDRESS_ADDED: address_added,
    LogAct.ADDRESS_DROPPED: address_dropped,
    LogAct.SOURCES_MERGED: merge_sources,
    LogAct.SOURCES_PARTED: part_sources,
    LogAct.CLAIM_RECORDED: record_claim,
    LogAct.CLAIM_AMENDED: amend_claim,
    LogAct.CLAIMS_MERGED: merge_claims,
    LogAct.CLAIMS_PARTED: part_claims,
    LogAct.STATEMENT_RECORDED: record_statement,
    LogAct.STATEMENT_WITHDRAWN: withdraw_statement,
    LogAct.ANCHOR_CHECKED: check_anchor,
    LogAct.VERDICT_GIVEN: give_verdict,
    LogAct.VERDICT_LIFTED: lift_verdict,
}
