"""A source's own page: what it belongs to, what it said, and how often it denied and was denied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from musnad.ledger import reading
from musnad.ledger.merging import sources_in
from musnad.ledger.models import Source, SourceAddress, SourceName, Statement
from musnad.ledger.vocabulary import SourceKind
from musnad.newsstand import ledger_plan, views
from musnad.newsstand.claim_views import Said, SourcePage
from musnad.newsstand.readings.carried import claim_link, steps
from musnad.newsstand.readings.editions import EditionReading, alternates
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.readings.standings import (
    chip,
    source_link,
    statement_anchor,
    statement_path,
    when_said,
    when_told,
)
from musnad.newsstand.readings.structured.claims import source_data
from musnad.newsstand.routing import editions

STATEMENTS = 100
"""Statements that a source's page shows, the latest recorded; all of them stand on their claims' pages."""


def source_page(lang: str, key: int, gathering: Gathering) -> SourcePage:
    edition = EditionReading(lang, gathering)
    source = reading.source_of(key)
    named = reading.names_in({source.pk}, lang)[source.pk]
    latest = list(reading.statements_by(source.pk).values_list("pk", flat=True)[:STATEMENTS])
    statements = reading.with_chains(Statement.objects.filter(pk__in=latest))
    record = reading.record_of(source.pk)
    path = ledger_plan.source_path(lang, source)
    pages = {each: ledger_plan.source_path(each, source) for each in editions()}
    left = record.statements - len(statements)
    page = SourcePage(
        chrome=edition.chrome(
            path,
            named.name,
            description=edition.word("source_title").format(name=named.name),
            breadcrumbs=(views.Link(edition.word("log"), ledger_plan.log_path(lang)),),
            alternates=alternates(pages, path),
            indexed=bool(statements),
        ),
        name=source_link(named, edition),
        kind=edition.word(f"source_{named.kind.value}"),
        names=other_names(source, named.name),
        belongs_to=body_of(source, edition),
        independent=source.independent,
        members=members_of(source, edition),
        addresses=addresses_of(source),
        figures=tuple(figures(record, edition)),
        statements=said(list(reversed(statements)), edition),
        more=edition.count("more_statements", left) if left > 0 else "",
        structured=Markup(),
    )
    return replace(page, structured=source_data(page, SourceKind(source.kind)))


def other_names(source: Source, shown: str) -> tuple[views.Link, ...]:
    rows = SourceName.objects.filter(source__in=sources_in(source.pk), dropped_at=None).order_by("pk")
    names = {name: lang for name, lang in rows.values_list("name", "language") if name != shown}
    return tuple(views.Link(name, "", lang) for name, lang in names.items())


def body_of(source: Source, edition: EditionReading) -> views.Link | None:
    if source.belongs_to_id is None:
        return None
    named = reading.names_in({source.belongs_to_id}, edition.lang)
    return source_link(named[source.belongs_to_id], edition)


def members_of(source: Source, edition: EditionReading) -> tuple[views.Link, ...]:
    rows = Source.objects.filter(belongs_to__in=sources_in(source.pk), merged_into=None).order_by("pk")
    names = reading.names_in(set(rows.values_list("pk", flat=True)), edition.lang)
    return tuple(source_link(names[key], edition) for key in sorted(names))


def addresses_of(source: Source) -> tuple[str, ...]:
    rows = SourceAddress.objects.filter(source__in=sources_in(source.pk), dropped_at=None).order_by("pk")
    return tuple(rows.values_list("address", flat=True))


def figures(record: reading.Record, edition: EditionReading) -> Iterator[str]:
    """Yield how the source fared, each in words: «أكّد ٣ ادّعاءات»."""
    for name in ("statements", "affirmed", "denied", "was_denied", "retracted"):
        number = getattr(record, name)
        if number or name == "statements":
            yield edition.count(f"record_{name}", number)


def said(statements: list[Statement], edition: EditionReading) -> tuple[Said, ...]:
    sources = {link.source_id for statement in statements for link in statement.chain.all()}
    names = reading.names_in(sources, edition.lang)
    return tuple(one_said(each, names, edition) for each in statements)


def one_said(statement: Statement, names: dict[int, reading.Named], edition: EditionReading) -> Said:
    claim = reading.claim_of(statement.claim_id)
    return Said(
        anchor=statement_anchor(statement),
        act=edition.word(f"act_{statement.act}"),
        code=statement.act,
        who=None,
        words=statement.words,
        lang=statement.language,
        when=when_said(statement, edition),
        told=when_told(statement, edition),
        recorded=edition.moment(statement.recorded_at),
        chain=steps(statement, names, edition),
        part=statement.part,
        claim=claim_link(claim, edition),
        standing=chip(claim.state, claim.verdict, edition),
        address=statement_path(statement, edition.lang),
    )
