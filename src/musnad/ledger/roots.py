"""Independent roots: whose word a chain ends in, after collapsing what has one origin.

Forty outlets that quote one monitor are one root. So are an account and the body it belongs to, an unnamed source and
the outlet that vouches for it, and outlets that print one wire in nearly the same words within hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from musnad.ledger.copies import Wording, wires
from musnad.ledger.sayings import Party, Saying
from musnad.ledger.vocabulary import Act, SourceKind

PRINTS_WIRES = frozenset(
    {SourceKind.OUTLET, SourceKind.AGENCY, SourceKind.MONITOR, SourceKind.ACCOUNT, SourceKind.UNNAMED}
)
"""Who may have its words from a wire. A person, a body or a witness who says the same words says them himself."""


@dataclass(frozen=True, slots=True)
class Told:
    """A saying with its whole chain: the wire that it copies stands before its own links.

    end: whose word it is; voice: the number of the party for whom that one speaks.
    """

    saying: Saying
    chain: tuple[Party, ...]
    end: Party
    voice: int

    @property
    def carrier(self) -> Party:
        """Return who told us."""
        return self.chain[-1].owner

    @property
    def relays(self) -> set[int]:
        """Return the voices that it passed through after the one whose word it is."""
        return {party.voice.key for party in self.chain if party.kind != SourceKind.UNNAMED} - {self.voice}


def telling(saying: Saying, *, copied_from: Saying | None = None) -> Told:
    """Return `saying` with its chain; of a near-copy that of the wire, at the wire's time."""
    chain = saying.chain
    if copied_from is not None:
        saying, chain = replace(saying, said=copied_from.span), copied_from.chain + chain
    first = end(chain)
    return Told(saying, chain, first, first.voice.key)


def end(chain: Sequence[Party]) -> Party:
    """Return whose word it is: the first that has a name. Who quotes «مصادر» without a name vouches for them."""
    return next((party for party in chain if party.kind != SourceKind.UNNAMED), chain[0])


def told(sayings: Iterable[Saying]) -> list[Told]:
    """Return `sayings` with their chains made whole: near-copies come from the one that had it first, at its time.

    Among near-copies an agency is taken for the origin, whoever's clock was ahead: it sends before others print.
    """
    sayings = list(sayings)
    copied = origins(sayings)
    return [telling(saying, copied_from=copied.get(saying.key)) for saying in sayings]


def origins(sayings: Iterable[Saying]) -> dict[int, Saying]:
    """Return for each near-copy what it is a copy of."""
    candidates = {saying.key: saying for saying in sayings if may_be_copied(saying)}
    if len({end(saying.chain).voice.key for saying in candidates.values()}) < 2:
        return {}
    wordings = [Wording(each.key, each.words, each.span.at, each.span.end) for each in candidates.values()]
    found: dict[int, Saying] = {}
    for keys in wires(wordings):
        origin = min((candidates[key] for key in keys), key=precedence)
        found |= {key: origin for key in keys if key != origin.key}
    return found


def may_be_copied(saying: Saying) -> bool:
    return saying.act == Act.AFFIRM and not saying.first_hand and end(saying.chain).voice.kind in PRINTS_WIRES


def precedence(saying: Saying) -> tuple[bool, float, int]:
    return end(saying.chain).kind != SourceKind.AGENCY, saying.span.at.timestamp(), saying.key


def count_parties(tellings: Iterable[Told]) -> int:
    """Return how many told us: the «14 جهة» of «14 جهة، مصدر واحد»."""
    return len({telling.carrier.key for telling in tellings})
