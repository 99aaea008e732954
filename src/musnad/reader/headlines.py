"""The headline of an HTML page, of the several that it gives itself."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.reader.facts import TITLE_PARTS, Facts
from musnad.reader.matching import words

_LONGER_THAN_NAMES = 5


def find_headline(facts: Facts, shown: list[str]) -> str:
    """Return the headline that two places of the page agree on, in the most trusted wording; else the first.

    `shown` are the page's first headings. A site's name behind a bar or a dash is no part of the headline, where the
    page says the rest elsewhere or names the site; nor is a heading that holds that name alone. Empty where the page
    has none.
    """
    sites = _sites(facts)
    shown = [one for one in shown if _letters(one) not in sites] or shown
    given = [*facts.every("og:title")[:1], *facts.every("ld:headline")[:1], *facts.every("item:headline")[:1]]
    candidates = [*given, *shown[:3], *facts.every("twitter:title")[:1], *facts.every("title")[:1]]
    for place, candidate in enumerate(candidates):
        others = {_letters(other) for rank, one in enumerate(candidates) if rank != place for other in _variants(one)}
        for variant in _variants(candidate):
            if _letters(variant) in others:
                return _shortest_whole(variant, [one for one in candidates if one != candidate])
    return _without_site(candidates[0], facts) if candidates else ""


def _shortest_whole(title: str, others: list[str]) -> str:
    """Return the part of `title` that is all of another; many a site has its name in each title but the shown one."""
    wholes = {_letters(other) for other in others}
    return next((part for part in _parts(title) if _letters(part) in wholes), title)


def _variants(title: str) -> Iterator[str]:
    yield title
    yield from _parts(title)


def _parts(title: str) -> Iterator[str]:
    """Yield `title` without its last and without its first part, where that is most of it: no site's name alone."""
    breaks = list(TITLE_PARTS.finditer(title))
    for part in (title[: breaks[-1].start()], title[breaks[0].end() :]) if breaks else ():
        if 2 * len(_letters(part)) >= len(_letters(title)) or len(part.split()) >= _LONGER_THAN_NAMES:
            yield part


def _letters(title: str) -> str:
    return "".join(words(title))


def _sites(facts: Facts) -> set[str]:
    return {_letters(name) for name in facts.every("og:site_name", "ld:publisher", "application-name")}


def _without_site(title: str, facts: Facts) -> str:
    breaks = list(TITLE_PARTS.finditer(title))
    if breaks and _letters(title[breaks[-1].end() :]) in _sites(facts):
        return title[: breaks[-1].start()]
    return title
