"""Which rows are one since they were merged. A merged row keeps what is its own and points at what it became."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

from django.db.models import Q

from musnad.ledger.models import Claim, Source

LOT = 500
"""Numbers in one query."""


def head_of_claim(claim: int) -> int:
    """Return the claim that `claim` became in the end, or itself."""
    while into := Claim.objects.values_list("merged_into", flat=True).get(pk=claim):
        claim = into
    return claim


def head_of_source(source: int, *, parted: int | None = None) -> int:
    """Return the source that `source` became in the end, or itself. `parted` counts as not merged."""
    while source != parted and (into := Source.objects.values_list("merged_into", flat=True).get(pk=source)):
        source = into
    return source


def claims_in(head: int) -> list[int]:
    """Return `head` and every claim that became it."""
    return closure(head, lambda some: Claim.objects.filter(merged_into__in=some).values_list("pk", flat=True))


def sources_in(head: int) -> list[int]:
    """Return `head` and every source that became it."""
    return closure(head, lambda some: Source.objects.filter(merged_into__in=some).values_list("pk", flat=True))


def sources_below(source: int) -> list[int]:
    """Return `source` and every source that became it or belongs to it, or to one of those."""
    return closure(
        source,
        lambda some: Source.objects.filter(Q(merged_into__in=some) | Q(belongs_to__in=some)).values_list(
            "pk", flat=True
        ),
    )


def closure(first: int, following: Callable[[Collection[int]], Iterable[int]]) -> list[int]:
    """Return `first` and all that follows from it, step by step, in order of their numbers."""
    found, new = {first}, {first}
    while new:
        new = {key for some in lots(new) for key in following(some)} - found
        found |= new
    return sorted(found)


def lots(keys: Iterable[int]) -> Iterator[list[int]]:
    """Yield `keys` in order, a query's worth at a time."""
    ordered = iter(sorted(keys))
    while some := list(islice(ordered, LOT)):
        yield some
