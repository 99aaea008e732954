"""One visit to a page for all that is asked of it: opening it for each question took most of the browser's time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page
from tests.newsstand.browser.accessible import faults
from tests.newsstand.browser.conftest import PAGES, Site

MAIN = ("home", "section", "topic", "story", "claimed", "claim")
OTHERS = tuple(name for name in PAGES if name not in MAIN)
LANGUAGES, THEMES = ("ar", "en"), ("light", "dark")
PHONE, TABLET, DESK = 360, 768, 1280
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}}
SHIFTS = """() => new Promise((tell) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => tell(sum), 100);
})"""
SCREEN = "[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light']"
EXTENT = "document.documentElement.scrollWidth"
LENGTHEN = """(word) => document
  .querySelectorAll("h1 > bdi, .story-head h1, .card-headline a, .prose p, .list-head h1")
  .forEach((place) => place.append(word))"""
LONG = " Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"


@dataclass
class Visit:
    """What was found on a page in one language.

    asked: addresses that it asked for, each with its kind; refused: what the console said of the content policy.
    shifts: how much moved while it loaded, by the window's width.
    extents: how wide it is in a window of 360, with scripts and without; lengthened: in one of 320, with long words.
    faults: what axe found, by the window's width and theme as the page itself sees them.
    """

    asked: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    shifts: dict[int, float] = field(default_factory=dict)
    extents: dict[bool, int] = field(default_factory=dict)
    lengthened: int = 0
    faults: dict[tuple[int, str], str] = field(default_factory=dict)


class Visits:
    """The visits of a module's tests, each paid once."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.paid: dict[tuple[str, str], Visit] = {}

    def of(self, name: str, lang: str) -> Visit:
        if (name, lang) not in self.paid:
            self.paid |= {(name, lang): found for lang, found in self.pay(name)}
        return self.paid[name, lang]

    def pay(self, name: str) -> Iterator[tuple[str, Visit]]:
        """Open the page in both languages and in windows of every width, which come to rest together."""
        widths = (DESK, TABLET, PHONE) if name in MAIN else (DESK, PHONE)
        with ExitStack() as windows:
            opened = {lang: {width: self.window(width, windows) for width in widths} for lang in LANGUAGES}
            found = {lang: Visit() for lang in LANGUAGES}
            for lang, pages in opened.items():
                watch(pages[DESK], found[lang])
                for page in pages.values():
                    page.goto(self.site.address(name, lang))
                pages[DESK].evaluate("scrollTo(0, document.body.scrollHeight)")
            for lang, pages in opened.items():
                for width, page in pages.items():
                    page.wait_for_load_state("networkidle")
                    found[lang].shifts[width] = page.evaluate(SHIFTS)
                # What axe itself fetches is not the page's asking.
                found[lang].asked = list(found[lang].asked)
            for lang, pages in opened.items():
                look_through(pages, found[lang], name, lang)
                measure(pages[PHONE], found[lang])
                yield lang, found[lang]

    def window(self, width: int, windows: ExitStack) -> Page:
        """A page with a cache of its own: what was fetched before makes nothing move."""
        context = windows.enter_context(closing(self.browser.new_context(viewport={"width": width, "height": 800})))
        return context.new_page()


def watch(page: Page, found: Visit) -> None:
    asked = found.asked
    page.on("request", lambda request: asked.append((request.url, request.resource_type)))
    page.on("console", lambda said: found.refused.append(said.text) if "Content Security" in said.text else None)


def look_through(pages: dict[int, Page], found: Visit, name: str, lang: str) -> None:
    """Have axe look at the main pages on two widths and in both themes, at the others on a phone."""
    if name not in MAIN and lang != "ar":
        return
    widths, themes = ((PHONE, DESK), THEMES) if name in MAIN else ((PHONE,), ("light",))
    for width in widths:
        for theme in themes:
            pages[width].emulate_media(color_scheme=theme)
            shown, light = pages[width].evaluate(SCREEN)
            found.faults[shown, light] = faults(pages[width], **RULES)


def measure(page: Page, found: Visit) -> None:
    page.set_viewport_size({"width": PHONE, "height": 740})
    found.extents[True] = page.evaluate(EXTENT)
    page.set_viewport_size({"width": 320, "height": 740})
    page.evaluate(LENGTHEN, LONG)
    found.lengthened = page.evaluate(EXTENT)
    page.context.new_cdp_session(page).send("Emulation.setScriptExecutionDisabled", {"value": True})
    page.set_viewport_size({"width": PHONE, "height": 740})
    page.reload()
    found.extents[False] = page.evaluate(EXTENT)
