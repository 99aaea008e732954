"""Where a claim stands, in an edition's words: the state, and who brought it there, when and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.dateparse import parse_datetime

from musnad.ledger import reading
from musnad.ledger.models import Statement
from musnad.ledger.vocabulary import Precision, State
from musnad.newsstand.claim_views import Chip, Reason, Standing, Verdict
from musnad.newsstand.ledger_plan import claim_path, source_path
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.views import Link, Moment

NAMED = 3
"""How many are named in a reason; the others are counted."""

Finding = Mapping[str, Any]
"""As the log of standings keeps it: `ledger.findings.as_json`."""

# Which lists of a finding its words are made of, in the order in which they are said.
REASONS: dict[State, tuple[str, ...]] = {
    State.NONE: ("retracted_by",),
    State.REPORTED: ("roots", "retracted_by"),
    State.SUPPORTED: ("roots", "retracted_by"),
    State.CONFIRMED: ("confirmed_by", "retracted_by"),
    State.DISPUTED: ("confirmed_by", "roots", "denied_by", "retracted_by"),
    State.DENIED: ("denied_by", "roots"),
    State.RETRACTED: ("retracted_by", "denied_by"),
}


class Teller:
    """Tells the standings of one page: whom they name is looked up at once."""

    def __init__(self, edition: EditionReading, findings: Iterable[Finding]) -> None:
        self.edition = edition
        doers = [doer for finding in findings for doer in doers_in(finding)]
        self._names = reading.names_in({doer["source"] for doer in doers}, edition.lang)
        rows = Statement.objects.filter(pk__in={doer["statement"] for doer in doers}).select_related("claim")
        self._statements = rows.prefetch_related("chain").in_bulk()

    def tell(self, finding: Finding) -> Standing:
        state = State(finding["state"])
        reasons = [self._reason(name, finding) for name in REASONS[state] if finding[name]]
        parts = [self._part(each) for each in finding["parts"][:NAMED]]
        return Standing(
            code=state.value,
            text=self.edition.word(f"state_{state.value}"),
            reasons=(*reasons, *parts),
            verdict=self._verdict(finding["verdict"]) if finding["verdict"] else None,
        )

    def _reason(self, name: str, finding: Finding) -> Reason:
        doers: Sequence[Mapping[str, Any]] = finding[name]
        count = finding["root_count"] if name == "roots" else len(doers)
        named = self._named(doers[:NAMED])
        told = self._told(doers[0])
        if name != "roots":
            return Reason(name, named, more=count - len(named), **told)
        if count == 1:
            return Reason("root", named, **told)
        return Reason("roots", named, more=count - len(named), count=self.edition.count("independent", count))

    def _part(self, each: Mapping[str, Any]) -> Reason:
        act = self.edition.word(f"act_{each['act']}")
        return Reason("part", self._named([each]), count=act, part=each["part"], **self._told(each))

    def _named(self, doers: Iterable[Mapping[str, Any]]) -> tuple[Link, ...]:
        found = [self._names[doer["source"]] for doer in doers if doer["source"] in self._names]
        return tuple(source_link(named, self.edition) for named in {named.key: named for named in found}.values())

    def _told(self, doer: Mapping[str, Any]) -> dict[str, Any]:
        statement = self._statements.get(doer["statement"])
        if statement is None:
            return {}
        first = next((link for link in statement.chain.all() if link.address or link.medium), None)
        return {
            "when": when_said(statement, self.edition),
            "told": when_told(statement, self.edition),
            "medium": first.medium if first else "",
            "address": first.address if first else "",
            "statement": statement_path(statement, self.edition.lang),
        }

    def _verdict(self, told: Mapping[str, Any]) -> Verdict:
        at = parse_datetime(told["at"])
        assert at is not None  # noqa: S101  (the ledger wrote it)
        kind = told["kind"]
        return Verdict(kind, self.edition.word(f"verdict_{kind}"), told["reason"], told["by"], self.edition.moment(at))


def doers_in(finding: Finding) -> Iterator[Mapping[str, Any]]:
    """Yield all whom the words of a finding may name."""
    for name in ("roots", "confirmed_by", "denied_by", "retracted_by", "parts"):
        yield from finding[name][:NAMED]


def source_link(named: reading.Named, edition: EditionReading) -> Link:
    return Link(
        named.name, source_path(edition.lang, named.row), named.language if named.language != edition.lang else ""
    )


def statement_path(statement: Statement, lang: str) -> str:
    """Return the permanent address of a statement: the page of its claim that it stands on, and its place there."""
    claim = reading.claim_with(statement)
    return f"{claim_path(lang, claim, reading.page_with(statement))}#{statement_anchor(statement)}"


def when_said(statement: Statement, edition: EditionReading) -> Moment | None:
    """Return when it was said, as exactly as it is known."""
    return edition.span(statement.said_at, statement.said_precision) if statement.said_at else None


def when_told(statement: Statement, edition: EditionReading) -> Moment | None:
    """Return the day on which it was told on, where that is all that is known."""
    known = statement.told_at if statement.said_at is None else None
    return edition.span(known, Precision.DAY) if known else None


def statement_anchor(statement: Statement) -> str:
    return f"statement-{statement.pk}"


def chip(state: str, verdict: str, edition: EditionReading) -> Chip:
    """Return the word for a standing, the editor's where there is one."""
    if verdict:
        return Chip(verdict, edition.word(f"verdict_{verdict}"))
    return Chip(state, edition.word(f"state_{state}"))
