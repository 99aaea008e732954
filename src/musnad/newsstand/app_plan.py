"""What an edition that can be installed has besides its pages, and the worker that keeps pages on readers' devices.

| owner      | files                                                              |
| ---        | ---                                                                |
| edition:ar | /ar/manifest.webmanifest, /ar/offline.html, where the edition says |
| site       | /sw.js: at the root, since a worker serves what stands below it    |

/sw.js is always there: where no edition wants it any more, it takes itself off the devices that have it.
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.newsroom.models import Edition, in_tree_order
from musnad.newsstand.routing import FEED, Route, route

WORKER = "/sw.js"


def manifest_path(lang: str) -> str:
    return f"/{lang}/manifest.webmanifest"


def offline_path(lang: str) -> str:
    return f"/{lang}/offline.html"


def app_routes(owner: str, lang: str) -> Iterator[Route]:
    if Edition.objects.live().filter(slug=lang, app=True).exists():
        yield route(manifest_path(lang), "manifest", owner, (lang,), FEED)
        yield route(offline_path(lang), "offline", owner, (lang,), FEED)


def worker_route(owner: str) -> Route:
    return route(WORKER, "worker", owner, (), FEED)


def with_app() -> list[str]:
    """Return the languages of the editions that can be installed, the site's first edition first."""
    return [row.slug for row in in_tree_order(Edition.objects.live().filter(app=True).only("path", "slug"))]
