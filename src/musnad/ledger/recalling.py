"""From rows to the plain values that the rule of standing sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from musnad.ledger.merging import lots
from musnad.ledger.models import ChainLink, Source, Statement, Verdict
from musnad.ledger.sayings import Party, Ruling, Saying, Span
from musnad.ledger.vocabulary import Act, Precision, SourceKind, VerdictKind


class Parties:
    """Sources as parties: mergings followed, and what each belongs to. Knows what it was built for, and above it."""

    def __init__(self, sources: Iterable[int]) -> None:
        self._rows: dict[int, tuple[str, int | None, int | None, bool]] = {}
        self._parties: dict[int, Party] = {}
        wanted = set(sources)
        while wanted:
            for some in lots(wanted):
                rows = Source.objects.filter(pk__in=some)
                fields = ("pk", "kind", "belongs_to", "merged_into", "independent")
                self._rows |= {key: rest for key, *rest in rows.values_list(*fields)}
            above = {key for row in self._rows.values() for key in (row[1], row[2]) if key}
            wanted = above - self._rows.keys()

    @property
    def known(self) -> Collection[int]:
        """Return the numbers of all that a party's voice may depend on."""
        return self._rows.keys()

    def __getitem__(self, source: int) -> Party:
        """Return the party that `source` is, or became. Recording lets no source belong to itself."""
        if source not in self._parties:
            kind, belongs_to, merged_into, independent = self._rows[source]
            if merged_into:
                self._parties[source] = self[merged_into]
            else:
                above = self[belongs_to] if belongs_to else None
                self._parties[source] = Party(source, SourceKind(kind), above, independent)
        return self._parties[source]


def sayings_of(claims: Collection[int]) -> list[Saying]:
    """Return all statements on `claims`, those withdrawn too: three queries, however many there are."""
    chains: dict[int, list[int]] = defaultdict(list)
    links = ChainLink.objects.filter(statement__claim__in=claims).order_by("statement", "position")
    for statement, source in links.values_list("statement", "source").iterator():
        chains[statement].append(source)
    parties = Parties({source for chain in chains.values() for source in chain})
    rows = Statement.objects.filter(claim__in=claims).order_by("pk")
    fields = rows.values_list(
        *("pk", "act", "words", "part", "first_hand", "said_at", "said_precision", "recorded_at", "withdrawn_at")
    )
    return [
        Saying(
            key=key,
            act=Act(act),
            chain=tuple(parties[source] for source in chains[key]),
            recorded_at=recorded_at,
            said=span(said_at, precision),
            words=words,
            part=part,
            first_hand=first_hand,
            withdrawn_at=withdrawn_at,
        )
        for key, act, words, part, first_hand, said_at, precision, recorded_at, withdrawn_at in fields.iterator()
    ]


def sayings_in(statements: Collection[Statement], parties: Parties) -> list[Saying]:
    """Return `statements`, whose chains are at hand, as sayings."""
    return [
        Saying(
            key=each.pk,
            act=Act(each.act),
            chain=tuple(parties[link.source_id] for link in each.chain.all()),
            recorded_at=each.recorded_at,
            said=span(each.said_at, each.said_precision),
            words=each.words,
            part=each.part,
            first_hand=each.first_hand,
            withdrawn_at=each.withdrawn_at,
        )
        for each in statements
    ]


def span(at: datetime | None, precision: str) -> Span | None:
    return Span(at, Precision(precision)) if at else None


def rulings_of(claims: Collection[int]) -> list[Ruling]:
    """Return all verdicts on `claims`, those lifted too."""
    return [
        Ruling(each.pk, VerdictKind(each.kind), each.reason, each.given_by, each.given_at, each.lifted_at)
        for each in Verdict.objects.filter(claim__in=claims).order_by("pk")
    ]
