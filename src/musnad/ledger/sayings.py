"""Statements as the rule of standing sees them: plain values, free of the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from musnad.ledger.vocabulary import Act, Precision, SourceKind, VerdictKind

LONGEST = {
    Precision.MOMENT: timedelta(0),
    Precision.DAY: timedelta(days=1),
    Precision.MONTH: timedelta(days=31),
    Precision.YEAR: timedelta(days=366),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A time known more or less exactly: `at` is the beginning of what `precision` names. Aware."""

    at: datetime
    precision: Precision = Precision.MOMENT

    @property
    def end(self) -> datetime:
        """Return when it was over at the latest: `at` itself where it is exact."""
        return self.at + LONGEST[self.precision]


@dataclass(frozen=True, slots=True)
class Party:
    """A source, with mergings already followed. key: its number.

    belongs_to: whom it speaks for; `independent`: it is a voice of its own all the same.
    """

    key: int
    kind: SourceKind
    belongs_to: Party | None = None
    independent: bool = False

    @property
    def voice(self) -> Party:
        """Return the party whose voice it is: the account of a spokesman of a ministry has the ministry's."""
        party = self
        while party.belongs_to and not party.independent:
            party = party.belongs_to
        return party

    @property
    def owner(self) -> Party:
        """Return whose account it is, or itself."""
        party = self
        while party.kind == SourceKind.ACCOUNT and party.belongs_to:
            party = party.belongs_to
        return party


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement. chain: who said it first, then who relayed it, to the one that told us; never empty.

    said: None where unknown. part: what alone it is about, empty where the whole claim. first_hand: the party speaks
    of its own act or loss.
    """

    key: int
    act: Act
    chain: tuple[Party, ...]
    recorded_at: datetime
    said: Span | None = None
    words: str = ""
    part: str = ""
    first_hand: bool = False
    withdrawn_at: datetime | None = None

    @property
    def span(self) -> Span:
        """Return when it was said; when it was recorded where nobody knows better."""
        return self.said or Span(self.recorded_at)

    def known(self, at: datetime | None) -> bool:
        """Whether the ledger had it at that moment; None: now."""
        return was_there(self.recorded_at, self.withdrawn_at, at)


@dataclass(frozen=True, slots=True)
class Ruling:
    """An editor's verdict."""

    key: int
    kind: VerdictKind
    reason: str
    by: str
    at: datetime
    lifted_at: datetime | None = None

    def known(self, at: datetime | None) -> bool:
        return was_there(self.at, self.lifted_at, at)


def was_there(since: datetime, until: datetime | None, at: datetime | None) -> bool:
    if at is None:
        return until is None
    return since <= at and (until is None or at < until)


def in_order(sayings: Iterable[Saying]) -> list[Saying]:
    """Return them as they were said, earliest first.

    Of those whose times overlap (one known to the minute, another to the day), and of those of one minute, nobody can
    say which came first: there the order of recording decides.
    """
    ordered: list[Saying] = []
    together: list[Saying] = []
    until: datetime | None = None
    for saying in sorted(sayings, key=lambda each: (each.span.at, each.span.end, each.recorded_at, each.key)):
        span = saying.span
        if until is None or not (span.at < until or span.at == together[0].span.at):
            ordered += by_recording(together)
            together, until = [], span.end
        together.append(saying)
        until = max(until, span.end)
    return ordered + by_recording(together)


def by_recording(sayings: list[Saying]) -> list[Saying]:
    return sorted(sayings, key=lambda each: (each.recorded_at, each.key))
