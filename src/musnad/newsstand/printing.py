"""A public page's bytes, and the files beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings

import musnad
from musnad.newsstand import assets
from musnad.newsstand.feed_views import Feed, Format
from musnad.newsstand.feeds import write as write_feed
from musnad.newsstand.machine_views import PlainText, Sitemap, SitemapIndex
from musnad.newsstand.plan import Route
from musnad.newsstand.readings import (
    app,
    claims,
    days,
    embeds,
    feeds,
    fronts,
    letters,
    log,
    machines,
    search,
    search_index,
    sitemaps,
    small,
    sources,
    stories,
)
from musnad.newsstand.readings.gathering import Gathering, PublicFile, Unready
from musnad.newsstand.readings.search_index import IndexFile
from musnad.newsstand.rendering import render as render_view
from musnad.newsstand.sitemap_files import write as write_sitemap

__all__ = ["Printed", "PublicFile", "Unready", "look", "render"]


@dataclass(frozen=True, slots=True)
class Printed:
    body: bytes
    files: tuple[PublicFile, ...]


# Each is given the route's key, its path and what gathers the files.
READERS: dict[str, Callable[[Any, str, Gathering], Any]] = {
    "root": lambda _, path, __: small.root_page(path),
    "mirrors": lambda key, _, gathering: small.mirrors_page(key[0], gathering),
    "mirror-key": lambda _, __, ___: small.mirror_key_page(),
    "missing": lambda _, __, gathering: small.missing_page(gathering),
    "home": lambda key, _, gathering: fronts.home_page(key[0], gathering),
    "latest": lambda key, _, gathering: small.latest_page(key[0], gathering),
    "years": lambda key, _, gathering: days.years_page(key[0], gathering),
    "year": lambda key, _, gathering: days.year_page(key[0], key[1], gathering),
    "day": lambda key, _, gathering: days.day_page(key[0], key[1], gathering),
    "section": lambda key, _, gathering: fronts.front_page("section", key[0], gathering),
    "topic": lambda key, _, gathering: fronts.front_page("topic", key[0], gathering),
    "keyword": lambda key, _, gathering: fronts.front_page("keyword", key[0], gathering),
    "author": lambda key, _, gathering: fronts.front_page("author", key[0], gathering),
    "archive": lambda key, _, gathering: fronts.archive_page(key[0], key[1], gathering),
    "standing": lambda key, _, gathering: small.standing_page(key[0], gathering),
    "story": lambda key, _, gathering: stories.story_page(key[0], gathering),
    "gone": lambda key, path, gathering: stories.gone_page(key[0], path, gathering),
    "claim": lambda key, _, gathering: claims.claim_page(key[0], key[1], key[2], gathering),
    "claim-moved": lambda key, path, _: claims.moved_claim(key[0], key[1], path),
    "source": lambda key, _, gathering: sources.source_page(key[0], key[1], gathering),
    "source-moved": lambda key, path, _: claims.moved_source(key[0], key[1], path),
    "log": lambda key, _, gathering: log.log_page(key[0], gathering),
    "log-month": lambda key, _, gathering: log.month_page(key[0], key[1], key[2], gathering),
    "stories-feed": lambda key, path, gathering: feeds.stories_feed(key[0], Format(key[1]), path, gathering),
    "claim-feed": lambda key, path, gathering: feeds.claim_feed(key[0], key[1], Format(key[2]), path, gathering),
    "log-feed": lambda key, path, gathering: log.log_feed(key[0], Format(key[1]), path, gathering),
    "letter": lambda key, _, gathering: letters.letter_page(key[0], gathering),
    "letters": lambda key, _, gathering: letters.letters_page(key[0], gathering),
    "letters-page": lambda key, _, gathering: letters.letters_of_page(key[0], key[1], gathering),
    "search": lambda key, _, gathering: search.printed_page(key[0], gathering),
    "find-count": lambda key, _, __: search_index.count_file(key[0]),
    "find-part": lambda key, _, gathering: search_index.part_file(key[0], key[1], key[2], gathering),
    "find-words": lambda key, _, __: search_index.words_file(*key),
    "find-shelf": lambda key, _, __: search_index.shelf_file(*key),
    "manifest": lambda key, _, gathering: app.manifest(key[0], gathering),
    "offline": lambda key, _, gathering: app.offline_page(key[0], gathering),
    "worker": lambda _, path, gathering: app.worker(path, gathering),
    "moved": lambda key, path, _: stories.moved_page(key[0], path),
    "sitemap-index": lambda key, _, __: sitemaps.index(key[0]),
    "sitemap-fronts": lambda key, _, gathering: sitemaps.fronts(key[0], gathering),
    "sitemap-pages": lambda key, _, __: sitemaps.pages(key[0]),
    "sitemap-news": lambda key, _, gathering: sitemaps.news(key[0], gathering),
    "sitemap-day": lambda key, _, __: sitemaps.day(key[0], key[1]),
    "sitemap-numbered": lambda key, _, __: sitemaps.numbered(key[0], key[1]),
    "story-card": lambda key, path, _: embeds.story_card(key[0], path),
    "claim-card": lambda key, path, _: embeds.claim_card(key[0], key[1], path),
    "robots": lambda _, __, ___: machines.robots(),
    "security-txt": lambda _, __, ___: machines.security(),
    "trust-txt": lambda _, __, ___: machines.trust(),
}


LISTS = frozenset({"section", "topic", "keyword", "author", "archive", "day"})
"""Kinds of pages that list stories, twenty or more on each."""


def foresee(routes: Collection[Route]) -> None:
    """Read at once what several pages will show: stories' own are most of all, and each would ask a dozen times."""
    stories.foresee([route.key[0] for route in routes if route.kind == "story"])
    fronts.foresee([route for route in routes if route.kind in LISTS])
    if shown := [route.key[0] for route in routes if route.kind == "story-card"]:
        embeds.foresee(shown)
    if moved := [route.key[0] for route in routes if route.kind == "moved"]:
        stories.keep_homes(moved)


def render(route: Route) -> Printed:
    """Return the page of `route`. Raises Unready while pictures that it shows are still to be made."""
    gathering = Gathering()
    view = READERS[route.kind](route.key, route.path, gathering)
    gathering.check()
    text = written(view)
    # Without its styles: what machines read shows none, and a list of all pages is long.
    named = [] if isinstance(view, FOR_MACHINES) else assets_in(text)
    return Printed(text.encode(), (*gathering.files.values(), *named))


FOR_MACHINES = (Sitemap, SitemapIndex, PlainText, IndexFile)


def written(view: Any) -> str:
    if isinstance(view, Feed):
        return write_feed(view)
    if isinstance(view, PlainText | IndexFile):
        return view.text
    return write_sitemap(view) if isinstance(view, Sitemap | SitemapIndex) else render_view(view)


def assets_in(html: str) -> list[PublicFile]:
    """Return the styles, scripts and icons that the page names; fonts and images that styles name go with them."""
    everything = assets.all_assets()
    return [PublicFile(name, data=data) for name, data in everything.items() if name in html]


def look() -> str:
    """Return what differs whenever templates, styles, words, this version or a setting that pages show do."""
    shown = (settings.MUSNAD_SITE_URL, settings.SHARE_CARDS, *settings.MUSNAD_WEBSUB_HUBS)
    parts = (assets.fingerprint(), musnad.__version__, *shown)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
