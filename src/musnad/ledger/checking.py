"""What recording makes sure of before it writes: clear errors, and nothing that an engine would refuse half-way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from musnad.arabic.normal import normal
from musnad.ledger.errors import (
    AlreadyMerged,
    AlreadyRecorded,
    BelongsInCircle,
    ChainLoops,
    EditedMeanwhile,
    MergedIntoItself,
    NotAnAddress,
    NothingSaid,
    NotMerged,
    NotYet,
    TooLong,
)
from musnad.ledger.merging import claims_in, head_of_claim, head_of_source, sources_in
from musnad.ledger.models import Claim, LogEntry, Source, Statement

AHEAD = timedelta(days=1)
"""How far in the future a time may lie: the zone of what others print is often a guess."""

# PostgreSQL keeps no NUL, and no text has half of a surrogate pair.
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")

# Embeddings, overrides and isolates: one that is left open turns round whatever a page shows behind the text.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d)")
_UNSEEN = re.compile(r"[\x00-\x20]")


def clean(text: str) -> str:
    """Return `text` without what no database keeps and what turns the direction, and without spaces at its ends."""
    return _TURNING.sub("", _NO_TEXT.sub("", text)).strip()


def said_something(field: str, text: str) -> str:
    """Return `text` cleaned. Raises NothingSaid where that leaves neither letter nor digit."""
    cleaned = clean(text)
    if not any(sign.isalnum() for sign in normal(cleaned)):
        raise NothingSaid(field)
    return cleaned


def fitting(model: type[models.Model], **texts: str) -> dict[str, str]:
    """Return `texts` cleaned, by the names of `model`'s fields. Raises TooLong."""
    return short_enough(model, {name: clean(text) for name, text in texts.items()})


def short_enough(model: type[models.Model], texts: dict[str, str]) -> dict[str, str]:
    """Return `texts`, by the names of `model`'s fields, without what no database keeps. Raises TooLong."""
    for name, text in texts.items():
        longest = getattr(model._meta.get_field(name), "max_length", None)
        if longest is not None and len(text) > longest:
            raise TooLong(name, len(text), longest)
    return {name: _NO_TEXT.sub("", text) for name, text in texts.items()}


def leads_to_a_page(address: str) -> str:
    """Return `address`, which may be empty or without a scheme. Raises NotAnAddress where a browser would run it."""
    # Browsers overlook spaces and control characters in a scheme.
    scheme = _SCHEME.match(_UNSEEN.sub("", address))
    if scheme and "." not in scheme[1] and scheme[1].lower() not in {"http", "https"}:
        raise NotAnAddress(address)
    return address


def not_yet(field: str, at: datetime) -> None:
    """Raises NotYet where `at` lies more than a day ahead."""
    if at > timezone.now() + AHEAD:
        raise NotYet(field, at)


def read_lately(row: Claim | Source) -> None:
    """Raises EditedMeanwhile where somebody amended `row` since this copy of it was read."""
    subject = {"claim": row.pk} if isinstance(row, Claim) else {"source": row.pk}
    version = type(row).objects.values_list("version", flat=True).get(pk=row.pk)
    if version != row.version:
        last = LogEntry.objects.filter(act__endswith="_amended", **subject).latest("at")
        raise EditedMeanwhile(str(row), last.by, last.at)


def not_merged_claim(claim: Claim) -> None:
    """Raises AlreadyMerged."""
    if (head := head_of_claim(claim.pk)) != claim.pk:
        raise AlreadyMerged(str(claim), str(Claim.objects.get(pk=head)))


def not_merged_source(source: Source) -> None:
    """Raises AlreadyMerged."""
    if (head := head_of_source(source.pk)) != source.pk:
        raise AlreadyMerged(str(source), str(Source.objects.get(pk=head)))


def mergeable_claims(claim: Claim, into: Claim) -> None:
    """Raises MergedIntoItself, AlreadyMerged."""
    not_merged_claim(claim)
    if head_of_claim(into.pk) == claim.pk:
        raise MergedIntoItself(str(claim))


def mergeable_sources(source: Source, into: Source) -> None:
    """Raises MergedIntoItself, AlreadyMerged, BelongsInCircle."""
    not_merged_source(source)
    if head_of_source(into.pk) == source.pk:
        raise MergedIntoItself(str(source))
    if source.pk in above(into.pk):
        raise BelongsInCircle(str(into), str(source))


def merged_into(row: Claim | Source) -> int:
    """Return what `row` was merged into. Raises NotMerged."""
    into = type(row).objects.values_list("merged_into", flat=True).get(pk=row.pk)
    if into is None:
        raise NotMerged(str(row))
    return into


def belongs_in_no_circle(source: Source, to: Source) -> None:
    """Raises BelongsInCircle where `to` belongs to `source`, or is it."""
    if head_of_source(source.pk) in above(to.pk):
        raise BelongsInCircle(str(source), str(to))


def above(source: int, *, parted: int | None = None) -> Iterator[int]:
    """Yield the head of `source` and of what it belongs to, upwards; stops where it meets one again.

    `parted` counts as not merged.
    """
    seen: set[int] = set()
    level: int | None = source
    while level is not None and (head := head_of_source(level, parted=parted)) not in seen:
        seen.add(head)
        yield head
        level = Source.objects.values_list("belongs_to", flat=True).get(pk=head)


def parts_in_no_circle(source: Source) -> None:
    """Raises BelongsInCircle where `source`, merged no longer, would belong to itself."""
    *_, last = above(source.pk, parted=source.pk)
    top = Source.objects.get(pk=last)
    if top.belongs_to is not None:
        raise BelongsInCircle(str(top), str(top.belongs_to))


def loops_nowhere(sources: list[Source]) -> None:
    """Raises ChainLoops where one of `sources`, mergings followed, stands among them twice."""
    seen: set[int] = set()
    for source in sources:
        head = head_of_source(source.pk)
        if head in seen:
            raise ChainLoops(str(source))
        seen.add(head)


def not_recorded(claim: Claim, source: Source, told: dict[str, str]) -> None:
    """Raises AlreadyRecorded where the same act on the same words of the same document is there."""
    if not told["document"]:
        return
    there = Statement.objects.filter(
        claim__in=claims_in(head_of_claim(claim.pk)),
        source__in=sources_in(head_of_source(source.pk)),
        withdrawn_at=None,
        **{name: told[name] for name in ("act", "part", "document", "exact", "prefix", "suffix")},
    ).first()
    if there is not None:
        raise AlreadyRecorded(there.pk, there.recorded_by)
