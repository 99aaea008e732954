"""What the site has for machines alone: sitemaps, robots.txt, and what stands at well-known addresses.

| owner                   | files                                                                              |
| ---                     | ---                                                                                |
| sitemaps                | /sitemap.xml, the list of all sitemap files; /sitemap-2.xml … beyond 50,000 of them |
| edition:ar              | /sitemap-ar-fronts.xml, /sitemap-ar-pages.xml, /sitemap-ar-news.xml                |
| sitemap:day:ar:…:1      | /sitemap-ar-2026-11-20.xml: the stories of a day; of more than a thousand …-2.xml  |
| sitemap:keyword:1 …     | /sitemap-keyword-1.xml: keywords 1 to 1000; so for topics, authors, claims, sources |
| machines                | /robots.txt, /.well-known/security.txt, /.well-known/trust.txt                     |

All stand at the root: a sitemap may list what is below its own folder alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Max, QuerySet

from musnad import tags
from musnad.ledger import sitemaps
from musnad.ledger.models import Claim, Source
from musnad.newsroom.models import Author, ForMachines, Keyword, Listing, StandingPage, Topic
from musnad.newsstand.routing import MACHINES, Route, editions, route

MOST_FILES = 50_000
"""Files that one index may list: sitemaps.org's limit."""

ROBOTS, SECURITY, TRUST = "/robots.txt", "/.well-known/security.txt", "/.well-known/trust.txt"

NUMBERED = ("author", "topic", "keyword", "claim", "source")
"""What has a sitemap file for each thousand of its numbers."""


def having_pages(kind: str) -> QuerySet[Any]:
    """Return the rows of a kind of NUMBERED that have a page of their own."""
    if kind == "claim":
        return Claim.objects.filter(merged_into=None)
    if kind == "source":
        return Source.objects.filter(merged_into=None)
    names: dict[str, Any] = {"author": Author, "topic": Topic, "keyword": Keyword}
    return names[kind].objects.all()  # type: ignore[no-any-return]


def owners() -> Iterator[str]:
    yield tags.SITEMAPS
    yield tags.MACHINES
    for day, parts in days():
        yield from (f"sitemap:{day}:{part}" for part in range(1, parts + 1))
    for kind in NUMBERED:
        yield from (f"sitemap:{kind}:{part}" for part in sitemaps.parts(having_pages(kind)))


def days() -> list[tuple[str, int]]:
    """Return the days that ever had stories ("day:ar:2026-11-20") with how many files each has, the oldest first."""
    # ";" follows ":" in ASCII: past every day of every edition.
    rows = Listing.objects.filter(collection__gt="day:", collection__lt="day;").values_list("collection")
    return [(day, sitemaps.part_of(last)) for day, last in rows.annotate(last=Max("position")).order_by("collection")]


# --- the index ---


def index_path(number: int) -> str:
    return "/sitemap.xml" if number == 1 else f"/sitemap-{number}.xml"


def listed() -> list[str]:
    """Return the addresses of all sitemap files; those that are added to stand last, but for the days' own."""
    found = [path for lang in editions() for path in edition_paths(lang)]
    found += [numbered_path(kind, part) for kind in NUMBERED for part in sitemaps.parts(having_pages(kind))]
    found += [day_path(day, part) for day, parts in days() for part in range(1, parts + 1)]
    return found


def indexes() -> int:
    """Return how many indexes there are: one, where there are no more days than in sixty years of two editions."""
    return max(1, -(-len(listed()) // MOST_FILES))


def index_routes(owner: str, _: str) -> list[Route]:
    return [route(index_path(n), "sitemap-index", owner, (n,), MACHINES) for n in range(1, indexes() + 1)]


# --- an edition's ---


def fronts_path(lang: str) -> str:
    return f"/sitemap-{lang}-fronts.xml"


def pages_path(lang: str) -> str:
    return f"/sitemap-{lang}-pages.xml"


def news_path(lang: str) -> str:
    return f"/sitemap-{lang}-news.xml"


def edition_paths(lang: str) -> list[str]:
    """Return the addresses of the edition's files; it may have no standing pages, but always fronts and news."""
    pages = [pages_path(lang)] if standing_pages(lang).exists() else []
    return [fronts_path(lang), *pages, news_path(lang)]


def standing_pages(lang: str) -> QuerySet[StandingPage]:
    # Named by their numbers: SQLite walks all pages of an edition to find those few among them, and each lot asks.
    keys = list(StandingPage.objects.order_by().values_list("pk", flat=True))
    found: QuerySet[StandingPage] = StandingPage.objects.live().order_by().filter(pk__in=keys)
    return found.filter(locale__language_code=lang)


def edition_routes(owner: str, lang: str) -> list[Route]:
    kinds = {fronts_path(lang): "sitemap-fronts", pages_path(lang): "sitemap-pages", news_path(lang): "sitemap-news"}
    return [route(path, kinds[path], owner, (lang,), MACHINES) for path in edition_paths(lang)]


# --- the rest ---


def day_path(day: str, part: int) -> str:
    _, lang, date = day.split(":")
    return f"/sitemap-{lang}-{date}{f'-{part}' if part > 1 else ''}.xml"


def numbered_path(kind: str, part: int) -> str:
    return f"/sitemap-{kind}-{part}.xml"


def sitemap_routes(owner: str, key: str) -> list[Route]:
    """Return the file of "day:ar:2026-11-20:1" or "keyword:1"; none where it would list nothing any more."""
    of, _, number = key.rpartition(":")
    part = int(number)
    if of.startswith("day:"):
        last = Listing.objects.filter(collection=of).aggregate(last=Max("position"))["last"] or 0
        there = part <= sitemaps.part_of(last) if last else False
        return [route(day_path(of, part), "sitemap-day", owner, (of, part), MACHINES)] if there else []
    there = having_pages(of).filter(pk__range=sitemaps.numbers_in(part)).exists()
    return [route(numbered_path(of, part), "sitemap-numbered", owner, (of, part), MACHINES)] if there else []


def machine_routes(owner: str, _: str) -> list[Route]:
    told = ForMachines.told()
    found = [route(ROBOTS, "robots", owner, (), MACHINES)]
    if told.security_contact.strip():
        found.append(route(SECURITY, "security-txt", owner, (), MACHINES))
    if told.trust.strip():
        found.append(route(TRUST, "trust-txt", owner, (), MACHINES))
    return found
