"""The headline of an HTML page, of the several that it gives itself."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.reader.facts import TITLE_PARTS, Facts
from musnad.reader.matching import words


def find_headline(facts: Facts, shown: list[str]) -> str:
    """Return the headline that two places of the page agree on, in the most trusted wording; else the first.

    `shown` are the page's first headings. A site's name behind a bar or a dash is no part of the headline, where the
    page says the rest elsewhere or names the site. Empty where the page has none.
    """
    given = [*facts.every("og:title")[:1], *facts.every("ld:headline")[:1], *facts.every("item:headline")[:1]]
    candidates = [*given, *shown[:3], *facts.every("twitter:title")[:1], *facts.every("title")[:1]]
    for place, candidate in enumerate(candidates):
        others = {_letters(other) for rank, one in enumerate(candidates) if rank != place for other in _variants(one)}
        for variant in _variants(candidate):
            if _letters(variant) in others:
                return variant
    return _without_site(candidates[0], facts) if candidates else ""


def _variants(title: str) -> Iterator[str]:
    yield title
    parts = TITLE_PARTS.split(title)
    if len(parts) > 1:
        breaks = list(TITLE_PARTS.finditer(title))
        yield title[: breaks[-1].start()]
        yield title[breaks[0].end() :]


def _letters(title: str) -> str:
    return "".join(words(title))


def _without_site(title: str, facts: Facts) -> str:
    site = {_letters(name) for name in facts.every("og:site_name", "ld:publisher", "application-name")}
    breaks = list(TITLE_PARTS.finditer(title))
    if breaks and _letters(title[breaks[-1].end() :]) in site:
        return title[: breaks[-1].start()]
    return title
