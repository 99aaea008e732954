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
  const moved = [];
  new PerformanceObserver((list) => {
    for (const { value, startTime, sources } of list.getEntries()) {
      const what = sources.map(({ node }) => node?.outerHTML?.slice(0, 80) || node?.nodeName || "gone").join(", ");
      moved.push(`${value} after ${Math.round(startTime)} ms: ${what}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => tell(moved), 400);
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
    shifts: what moved while it loaded and in the 400 ms after, and how much, by the window's width.
    extents: how wide it is in a window of 360, with scripts and without; lengthened: in one of 320, with long words.
    faults: what axe found, by the window's width and theme as the page itself sees them.
    """

    asked: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    shifts: dict[int, list[str]] = field(default_factory=dict)
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
        with ExitStack() as windows:
            found = {lang: Visit() for lang in LANGUAGES}
            asking = {lang: self.window(DESK, windows) for lang in LANGUAGES}
            opened: dict[str, dict[int, Page]] = {lang: {} for lang in LANGUAGES}
            for lang, pages in opened.items():
                watch(asking[lang], found[lang])
                asking[lang].goto(self.site.address(name, lang))
                asking[lang].evaluate("scrollTo(0, document.body.scrollHeight)")
                for width in (DESK, TABLET, PHONE) if name in MAIN else (PHONE,):
                    pages[width] = self.window(width, windows)
                    pages[width].goto(self.site.address(name, lang))
                    if name in MAIN:
                        found[lang].shifts[width] = pages[width].evaluate(SHIFTS)
            for page in (*asking.values(), *(page for pages in opened.values() for page in pages.values())):
                page.wait_for_load_state("networkidle")
            for lang, pages in opened.items():
                look_through(pages, found[lang], name, lang)
                measure(pages[PHONE], found[lang])
                yield lang, found[lang]

    def window(self, width: int, windows: ExitStack) -> Page:
        """A page with a cache of its own: what was fetched before makes nothing move."""
        context = windows.enter_context(closing(self.browser.new_context(viewport={"width": width, "height": 800})))
        return context.new_page()


def watch(page: Page, found: Visit) -> None:
    page.on("request", lambda request: found.asked.append((request.url, request.resource_type)))
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
