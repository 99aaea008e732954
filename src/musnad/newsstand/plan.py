"""Which public pages there are. Each belongs to the tag that is raised whenever its address appears, moves or goes.

| owner                      | pages                                                                       |
| ---                        | ---                                                                         |
| site                       | / (leads to the first edition), 404.html, /sw.js                            |
| edition:ar                 | /ar/ with its feeds, /ar/latest.html (the headlines that other pages fetch) |
| years:ar, year:ar:2026     | /ar/archive/, /ar/archive/2026/                                             |
| section:3, topic:3 …       | the front of the collection, with its feeds                                 |
| archive:section:3:2        | one page of its archive, counted from the oldest; for a day all its pages   |
| page:3                     | a standing page                                                             |
| story:3                    | its page or the notice that it was taken off, its former addresses, /n/3/   |
| mirrors                    | /ar/mirrors/, /mirror/key.txt                                               |
| finding:ar:story:3 …       | the index that copies search in: see `search_plan`                          |
| claim:7, source:3 …        | see `ledger_plan`                                                           |
| letter:12, letters:ar …    | see `letters_plan`                                                          |
| sitemaps, machines …       | see `machine_plan`, which has files of each edition too                     |
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import Max

from musnad import tags
from musnad.newsroom.collections import page_of
from musnad.newsroom.models import (
    Author,
    Keyword,
    Listing,
    MirrorKey,
    PublicAddress,
    PublicState,
    Section,
    StandingPage,
    Topic,
)
from musnad.newsstand import ledger_plan, letters_plan, machine_plan, search_plan
from musnad.newsstand.app_plan import app_routes, worker_route
from musnad.newsstand.feeds_plan import feeds_of
from musnad.newsstand.routing import ARCHIVE, FRONT, HOME, LEDGER, STORY, Route, editions, route

__all__ = ["Route", "editions", "owners", "routes"]

MIRROR_KEY = "/mirror/key.txt"

SNIPPETS: dict[str, Any] = {"topic": Topic, "keyword": Keyword, "author": Author}


def owners() -> Iterator[str]:
    """Yield every tag that owns pages now."""
    yield tags.SITE
    for lang in editions():
        yield tags.edition(lang)
        yield tags.years(lang)
        yield from (tags.year(lang, year) for year in years_of(lang))
    yield from (tags.section(pk) for pk in Section.objects.live().order_by().values_list("pk", flat=True))
    yield from (tags.page(pk) for pk in StandingPage.objects.live().order_by().values_list("pk", flat=True))
    for kind, model in SNIPPETS.items():
        yield from (f"{kind}:{pk}" for pk in model.objects.values_list("pk", flat=True))
    lasts = Listing.objects.values_list("collection").annotate(last=Max("position"))
    for collection, last in lasts.order_by("collection"):
        yield from (tags.archive(collection, number) for number in range(1, page_of(last) + 1))
    yield from (tags.story(pk) for pk in PublicState.objects.values_list("pk", flat=True))
    yield from ledger_plan.owners()
    yield from letters_plan.owners()
    yield from machine_plan.owners()
    yield from search_plan.owners()
    if MirrorKey.objects.exists():
        yield tags.MIRRORS


def routes(owner: str) -> list[Route]:
    """Return the pages that `owner` has now; none for a tag that owns nothing."""
    kind, _, key = owner.partition(":")
    finder = FINDERS.get(kind)
    return finder(owner, key) if finder else []


def years_of(lang: str) -> list[int]:
    """Return the years that have days with stories, oldest first."""
    years: list[int] = []
    # From year to year: the days of an archive have as many rows as it has stories.
    while day := first_day_after(f"day:{lang}:{years[-1]}-99" if years else f"day:{lang}:", lang):
        years.append(int(day.split(":")[2][:4]))
    return years


def first_day_after(collection: str, lang: str) -> str | None:
    # ";" follows ":" in ASCII: past every day of this edition.
    days = Listing.objects.filter(collection__gt=collection, collection__lt=f"day:{lang};", present=True)
    return days.order_by("collection").values_list("collection", flat=True).first()


def site_routes(owner: str, _: str) -> list[Route]:
    if not editions():
        return []
    return [route("/", "root", owner, (), HOME), route("/404.html", "missing", owner, (), HOME), worker_route(owner)]


def edition_routes(owner: str, lang: str) -> list[Route]:
    if lang not in editions():
        return []
    return [
        route(f"/{lang}/", "home", owner, (lang,), HOME),
        route(f"/{lang}/latest.html", "latest", owner, (lang,), HOME),
        *feeds_of(f"/{lang}/", owner, "stories", tags.stories(lang)),
        *machine_plan.edition_routes(owner, lang),
        *search_plan.edition_routes(lang, owner),
        *app_routes(owner, lang),
    ]


def years_routes(owner: str, lang: str) -> list[Route]:
    return [route(f"/{lang}/archive/", "years", owner, (lang,), FRONT)] if lang in editions() else []


def year_routes(owner: str, key: str) -> list[Route]:
    lang, _, year = key.partition(":")
    if lang not in editions() or int(year) not in years_of(lang):
        return []
    return [route(f"/{lang}/archive/{year}/", "year", owner, (lang, int(year)), FRONT)]


def section_routes(owner: str, key: str) -> list[Route]:
    found = Section.objects.live().filter(pk=int(key)).values_list("url_path", flat=True)
    return [
        each
        for path in found
        for each in (route(path, "section", owner, (int(key),), FRONT), *feeds_of(path, owner, "stories", owner))
    ]


def standing_routes(owner: str, key: str) -> list[Route]:
    found = StandingPage.objects.live().filter(pk=int(key)).values_list("url_path", flat=True)
    return [route(path, "standing", owner, (int(key),), FRONT) for path in found]


def snippet_routes(owner: str, key: str) -> list[Route]:
    kind = owner.partition(":")[0]
    found = SNIPPETS[kind].objects.filter(pk=int(key)).select_related("locale")
    return [
        one
        for each in found
        for one in (
            route(each.url_path, kind, owner, (int(key),), FRONT),
            *feeds_of(each.url_path, owner, "stories", owner),
        )
    ]


def archive_routes(owner: str, key: str) -> list[Route]:
    """Return one page of an archive: /ar/politics/archive/2/; of a day /ar/day/2026-11-20/, then …/2/."""
    collection, _, number = key.rpartition(":")
    last = Listing.objects.filter(collection=collection).aggregate(last=Max("position"))["last"] or 0
    if not 1 <= int(number) <= page_of(last):
        return []
    path = archive_path(collection, int(number))
    kind = "day" if collection.startswith("day:") else "archive"
    return [route(path, kind, owner, (collection, int(number)), ARCHIVE)] if path else []


def archive_path(collection: str, number: int) -> str:
    """Return the address of an archive's page, or nothing where the collection has none."""
    kind, _, key = collection.partition(":")
    if kind == "day":
        lang, _, day = key.partition(":")
        return day_path(lang, date.fromisoformat(day), number)
    front = front_path(kind, key)
    return f"{front}archive/{number}/" if front else ""


def day_path(lang: str, day: date, number: int = 1) -> str:
    return f"/{lang}/day/{day.isoformat()}/" + (f"{number}/" if number > 1 else "")


def front_path(kind: str, key: str) -> str:
    """Return the address of a section's or snippet's front, or nothing if it is gone or has none."""
    if kind == "section":
        return Section.objects.live().filter(pk=int(key)).values_list("url_path", flat=True).first() or ""
    if kind not in SNIPPETS:
        return ""
    found = SNIPPETS[kind].objects.filter(pk=int(key)).select_related("locale").first()
    return found.url_path if found else ""


def story_routes(owner: str, key: str) -> list[Route]:
    """Return a story's page and all addresses that lead to it. What was ever published keeps its address."""
    pk = int(key)
    state = PublicState.objects.filter(pk=pk).first()
    if state is None:
        return []
    paths = set(PublicAddress.objects.filter(story=pk).values_list("path", flat=True))
    kind = "story" if state.live else "gone"
    home = home_of(state, paths)
    found = [route(home, kind, owner, (pk,), STORY), route(card_path(pk), "story-card", owner, (pk,), STORY)]
    for path in sorted({*paths, short_path(pk)} - {home}):
        found.append(route(path, "moved", owner, (pk,), STORY))
    return found


def home_of(state: PublicState, paths: Collection[str]) -> str:
    """Return where a story's page stands. paths: the addresses that lead to it; another may have taken its own."""
    return state.address if state.address in paths else short_path(state.pk)


def homes_of(stories: Collection[int]) -> dict[int, tuple[PublicState, str]]:
    """Return where each of `stories` stands with the public, and the address of its page."""
    paths: dict[int, set[str]] = {key: set() for key in stories}
    for story, path in PublicAddress.objects.filter(story__in=stories).values_list("story", "path"):
        paths[story].add(path)
    states = PublicState.objects.filter(pk__in=stories)
    return {state.pk: (state, home_of(state, paths[state.pk])) for state in states}


def short_path(pk: int) -> str:
    return f"/n/{pk}/"


def card_path(pk: int) -> str:
    """Return the address of the story as others show it in a frame; like the short one, it never changes."""
    return f"/n/{pk}/card/"


def mirror_routes(owner: str, _: str) -> list[Route]:
    """Return the key that mirrors are signed with, and what is said of it; nothing before there is one."""
    if not MirrorKey.objects.exists():
        return []
    pages = [route(mirrors_path(lang), "mirrors", owner, (lang,), FRONT) for lang in editions()]
    return [route(MIRROR_KEY, "mirror-key", owner, (), LEDGER), *pages]


def mirrors_path(lang: str) -> str:
    return f"/{lang}/mirrors/"


FINDERS: dict[str, Callable[[str, str], list[Route]]] = {
    "site": site_routes,
    "mirrors": mirror_routes,
    "edition": edition_routes,
    "years": years_routes,
    "year": year_routes,
    "section": section_routes,
    "page": standing_routes,
    "archive": archive_routes,
    "story": story_routes,
    "claim": ledger_plan.claim_routes,
    "source": ledger_plan.source_routes,
    "corrections": ledger_plan.log_routes,
    "letter": letters_plan.letter_routes,
    "letters": letters_plan.letters_routes,
    "finding": search_plan.part_routes,
    "shelf": search_plan.shelf_routes,
    "sitemaps": machine_plan.index_routes,
    "sitemap": machine_plan.sitemap_routes,
    "machines": machine_plan.machine_routes,
    **dict.fromkeys(SNIPPETS, snippet_routes),
}
