"""Sitemap files that go by the numbers of rows: a thousand of them each, whichever still have a page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from musnad import tags


def numbers_in(part: int) -> tuple[int, int]:
    """Return the first and the last number whose rows file `part` has; files are counted from 1."""
    return (part - 1) * tags.SITEMAP_PLACES + 1, part * tags.SITEMAP_PLACES


def part_of(number: int) -> int:
    return (number - 1) // tags.SITEMAP_PLACES + 1


def touched(of: str, number: int, having_pages: QuerySet[Any]) -> set[str]:
    """Return the tags that are raised where row `number` of `of` gets a page or loses it.

    The list of all files is among them where none of the others in its file has one.
    """
    raised = {tags.sitemap(of, number)}
    if not having_pages.filter(pk__range=numbers_in(part_of(number))).exclude(pk=number).exists():
        raised.add(tags.SITEMAPS)
    return raised


def parts(having_pages: QuerySet[Any]) -> list[int]:
    """Return the files that there are, in order. From file to file: there may be a million rows."""
    found: list[int] = []
    while True:
        after = numbers_in(found[-1])[1] if found else 0
        first = having_pages.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).first()
        if first is None:
            return found
        found.append(part_of(first))
