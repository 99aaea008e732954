"""The tags' names: one function for each kind, so that no other module spells one by hand.

A tag is a short string, "kind:key". Those of one thing (`story:12`), of a collection of stories
(`members:section:3`) and of one page of its archive (`archive:section:3:2`) are told apart, so that a page is
printed again only when something on it changed.
"""

from __future__ import annotations

from datetime import date

LOOK = "look"
"""Templates, styles, scripts and interface words, and which editions there are: every page reads it.

Where it is raised, the addresses of all owners are compared as well."""

SITE = "site"
"""What no edition owns: the root page's redirection, the list of editions."""


def edition(lang: str) -> str:
    """Masthead, menu, policies and footer of an edition."""
    return f"edition:{lang}"


def story(key: int) -> str:
    """Everything on a story's own page."""
    return f"story:{key}"


def card(key: int) -> str:
    """What lists show of a story; changes less often than `story`."""
    return f"card:{key}"


def section(key: int) -> str:
    return f"section:{key}"


def topic(key: int) -> str:
    return f"topic:{key}"


def keyword(key: int) -> str:
    return f"keyword:{key}"


def author(key: int) -> str:
    return f"author:{key}"


def page(key: int) -> str:
    """A standing page."""
    return f"page:{key}"


def picture(key: int) -> str:
    """An image's file, focal point and texts."""
    return f"picture:{key}"


def stories(lang: str) -> str:
    """The collection of all stories of an edition."""
    return f"stories:{lang}"


def day(lang: str, when: date) -> str:
    """The collection of an edition's stories of one day."""
    return f"day:{lang}:{when.isoformat()}"


def year(lang: str, number: int) -> str:
    """Which days of a year have stories."""
    return f"year:{lang}:{number}"


def years(lang: str) -> str:
    """Which years have stories."""
    return f"years:{lang}"


def members(collection: str) -> str:
    """Which stories a collection has, and their order."""
    return f"members:{collection}"


def archive(collection: str, page_number: int) -> str:
    """One page of a collection's archive, counted from the oldest."""
    return f"archive:{collection}:{page_number}"


SITEMAPS = "sitemaps"
"""Which sitemap files there are."""

SITEMAP_PLACES = 1000
"""Places in one sitemap file: with the longest addresses there are it has less than a third of the 50 MB allowed."""

MACHINES = "machines"
"""robots.txt, security.txt and trust.txt."""


def sitemap(of: str, place: int) -> str:
    """The sitemap file of `of` (a day's collection, "keyword", "claim" …) that has `place`, counted from 1."""
    return f"sitemap:{of}:{(place - 1) // SITEMAP_PLACES + 1}"


def news(lang: str) -> str:
    """Since when stories stand in an edition's news sitemap."""
    return f"news:{lang}"


FINDING_BLOCK = 64
"""Entries in one part of the printed index."""


def finding(lang: str, kind: str, place: int) -> str:
    """The part of the printed index in which the entry of that kind at `place` stands; places count from 1."""
    return f"finding:{lang}:{kind}:{(place - 1) // FINDING_BLOCK}"


SHELF = 512
"""Entries whose words the printed index keeps together once there are so many: a whole number of parts."""


def shelf(lang: str, kind: str, place: int) -> str:
    """The shelf of the printed index on which the entry of that kind at `place` stands."""
    return f"shelf:{lang}:{kind}:{(place - 1) // SHELF}"


def findings(lang: str) -> str:
    """How far the printed index of an edition reaches."""
    return f"findings:{lang}"


CLAIMS = "claims"
"""The collection of all claims."""

MIRRORS = "mirrors"
"""The key that mirrors of the site are signed with."""

CORRECTIONS = "corrections"
"""The public log of correction notes and changed standings: its newest entries, and which months it has."""


def corrections(month: date) -> str:
    """What the public log has of a month, whichever of its days is given."""
    return f"corrections:{month:%Y-%m}"


def letter(key: int) -> str:
    """The public copy of a letter that was sent."""
    return f"letter:{key}"


def letters(lang: str) -> str:
    """An edition's newest letters."""
    return f"letters:{lang}"


def letters_page(lang: str, page_number: int) -> str:
    """One page of an edition's letters, counted from the oldest."""
    return f"letters:{lang}:{page_number}"


def claim(key: int) -> str:
    """Everything on a claim's own page."""
    return f"claim:{key}"


def standing(key: int) -> str:
    """What others show of a claim: its sentence and where it stands; changes less often than `claim`."""
    return f"standing:{key}"


def source(key: int) -> str:
    """What others show of a source: its names, kind and what it belongs to; its statements are `members` of this."""
    return f"source:{key}"


def document(key: str) -> str:
    """Which statements the ledger has from a document."""
    return f"document:{key}"


def number(tag: str) -> int:
    """Return the number that `tag` ends in, e.g. 12 of "story:12"."""
    return int(tag.rpartition(":")[2])
