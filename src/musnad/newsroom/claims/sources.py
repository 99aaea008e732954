"""Whom a mention in a text may be: looked up among the ledger's sources by names and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from musnad.ledger import reading
from musnad.ledger.models import Source
from musnad.ledger.vocabulary import SourceKind

_APART = re.compile(r"\s*[،,«»\"“”()]\s*")
_LONGEST_NAME = 4
_NAME_WORDS = range(2, 5)
_OFFICES = frozenset({SourceKind.PERSON, SourceKind.OFFICE})
_PEOPLE = frozenset({SourceKind.PERSON, SourceKind.ACCOUNT})
_PRESS = frozenset({SourceKind.OUTLET, SourceKind.AGENCY, SourceKind.MONITOR})
# «مصادر في وزارة الدفاع» are not the ministry: only of these may a part of the mention be the name.
_FOUND_BY_PART = {
    SourceKind.PERSON: _PEOPLE,
    SourceKind.OFFICE: _PEOPLE,
    SourceKind.ACCOUNT: _PEOPLE,
    SourceKind.OUTLET: _PRESS,
    SourceKind.AGENCY: _PRESS,
    SourceKind.MONITOR: _PRESS,
}


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a chain, as proposed. source: None where the ledger knows nobody of that name; `kind` is a guess."""

    name: str
    kind: SourceKind
    source: Source | None = None


def party(mention: str, kind: SourceKind | None) -> Party:
    """Return whom `mention` names; where no source of the ledger has that name, a new one of that name is proposed."""
    mention = " ".join(mention.split())
    source = known(mention, kind)
    if source is not None:
        return of(source)
    name = _own_name(mention) if kind in _OFFICES else ""
    return Party(name, SourceKind.PERSON) if name else Party(mention[:200], kind or SourceKind.BODY)


def _own_name(mention: str) -> str:
    """Return the name alone of «المتحدث باسم الوزارة، سالم الحاج», where an office ends with a comma; else ""."""
    office, _, name = mention.rpartition("،")
    words = name.split()
    alone = office.strip() and len(words) in _NAME_WORDS and not words[0].startswith("ال")
    return " ".join(words) if alone else ""


def of(source: Source) -> Party:
    return Party(source.name, SourceKind(source.kind), source)


def at_address(address: str) -> Source | None:
    """Return whose account or site the page or post at `address` is."""
    return reading.source_at(address) if address else None


def known(mention: str, kind: SourceKind | None) -> Source | None:
    """Return the one source that `mention` names, whole or by a part of it; None for none or for two of that name."""
    if whole := reading.sources_named(mention):
        return whole[0] if len(whole) == 1 else None
    fitting = _FOUND_BY_PART.get(kind, frozenset()) if kind else frozenset()
    for name in _names_in(mention) if fitting else ():
        found = [source for source in reading.sources_named(name) if source.kind in fitting]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _names_in(mention: str) -> Iterator[str]:
    """Yield what may be the name in «الناطق باسم الوزارة، سالم الحاج»: its parts, then its last words."""
    parts = [part for part in _APART.split(mention) if part]
    if len(parts) > 1:
        yield from reversed(parts)
    words = mention.split()
    for length in range(min(_LONGEST_NAME, len(words) - 1), 0, -1):
        yield " ".join(words[-length:])
