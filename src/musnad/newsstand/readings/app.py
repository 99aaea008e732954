"""The site as an app: its manifest, the page that is shown without a line, and what the worker is told."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.conf import settings

from musnad import tags
from musnad.newsstand import app_plan
from musnad.newsstand.app_views import DataPage, OfflinePage, WorkerPage
from musnad.newsstand.assets import asset
from musnad.newsstand.icons import icon
from musnad.newsstand.readings import pictures
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.gathering import Gathering, PublicFile, named_by_content

ICONS = ((192, False), (512, False), (512, True))
"""Size in pixels, and whether the system may cut it to its own shape."""

PAGES, FILES = 40, 120
"""What a device keeps at most: the pages read last, with the front and the latest; and pictures and the like."""

FILE_BYTES = 200 * 1024
"""The largest picture that is kept."""

PATIENCE = 4000
"""Milliseconds until a kept page is shown where the line does not answer."""

PAPER, DARK_PAPER = "#fbf9f4", "#14161a"


def manifest(lang: str, gathering: Gathering) -> DataPage:
    """Return what a device is told of the edition as an app; its addresses are relative, for mirrors."""
    edition = EditionReading(lang, gathering)
    path = app_plan.manifest_path(lang)
    told: dict[str, Any] = {
        "name": edition.view.name,
        "short_name": edition.view.name[:24],
        "description": edition.view.tagline,
        "lang": lang,
        "dir": edition.view.direction,
        "start_url": "./",
        "scope": "../",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["news"],
        "icons": icons(edition),
    }
    return DataPage(path, {key: value for key, value in told.items() if value})


def icons(edition: EditionReading) -> list[dict[str, str]]:
    logo = pictures.picture(edition.row.logo, pictures.ICON, edition.gathering)
    data = edition.gathering.files[logo.fallback.lstrip("/")].read() if logo else b""
    found = []
    for size, maskable in ICONS:
        drawn = icon(size, maskable=maskable, logo=data)
        path = edition.gathering.keep(PublicFile(named_by_content(drawn, "png"), data=drawn))
        purpose = "maskable" if maskable else "any"
        found.append({"src": f"..{path}", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose})
    return found


def offline_page(lang: str, gathering: Gathering) -> OfflinePage:
    edition = EditionReading(lang, gathering)
    path, title = app_plan.offline_path(lang), edition.word("offline")
    return OfflinePage(chrome=edition.chrome(path, title, indexed=False), title=title)


def worker(path: str, gathering: Gathering) -> WorkerPage:
    """Return the worker's script; without editions it is one that takes itself off."""
    tags.read(tags.SITE)
    editions = {lang: told_of(EditionReading(lang, gathering)) for lang in app_plan.with_app()}
    if not editions:
        return WorkerPage(path, None)
    return WorkerPage(
        path,
        {
            "editions": editions,
            "files": [asset("site.css"), asset("site.js")],
            "live": [prefix.lstrip("/") for prefix in settings.MUSNAD_DYNAMIC],
            "pages": PAGES,
            "most": FILES,
            "bytes": FILE_BYTES,
            "patience": PATIENCE,
        },
    )


def told_of(edition: EditionReading) -> dict[str, Any]:
    words = ("offline_kept", "offline_kept_at", "offline_claims", "offline_again")
    return {
        "words": {word.removeprefix("offline_"): edition.word(word) for word in words},
        "line": asdict(edition.view.date_line),
    }
