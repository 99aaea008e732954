"""A view in, a page out: the template for each kind of page, and what every template may call."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any, Protocol
from urllib.parse import quote

from babel import Locale
from django.conf import settings
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from musnad.newsstand import views
from musnad.newsstand.addresses import absolute, from_root, name_of, relative
from musnad.newsstand.app_views import DataPage, OfflinePage, WorkerPage
from musnad.newsstand.assets import TEMPLATES, asset, content_of
from musnad.newsstand.card_views import EmbedCard
from musnad.newsstand.claim_views import ClaimPage, LogPage, SourcePage
from musnad.newsstand.feed_views import Format
from musnad.newsstand.letter_views import LettersPage
from musnad.newsstand.search_views import SearchPage
from musnad.newsstand.sent_views import SentListPage, SentPage
from musnad.newsstand.words import FALLBACK, languages, words_of

TEMPLATE_OF: dict[type[object], str] = {
    views.StoryPage: "story.html",
    views.HomePage: "home.html",
    views.ListPage: "list.html",
    views.DayPage: "day.html",
    views.ArchivePage: "archive.html",
    views.StandingPage: "standing.html",
    views.GonePage: "gone.html",
    views.MissingPage: "missing.html",
    views.RedirectPage: "redirect.html",
    views.LatestPage: "latest.html",
    views.KeyPage: "key.txt",
    DataPage: "data.json",
    OfflinePage: "offline.html",
    WorkerPage: "sw.js",
    ClaimPage: "claim.html",
    SourcePage: "source.html",
    LogPage: "log.html",
    EmbedCard: "card.html",
    SentPage: "sent.html",
    SentListPage: "sent_list.html",
    LettersPage: "letters.html",
    SearchPage: "search.html",
}
FEED_KINDS = {
    Format.ATOM: "application/atom+xml",
    Format.RSS: "application/rss+xml",
    Format.JSON: "application/feed+json",
}
OG_LOCALES = {"ar": "ar_AR", "en": "en_US"}
RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})

# The sanitiser writes attributes in double quotes and escapes quotes inside them, so this finds all of them.
_LINK_IN_MARKUP = re.compile(r'(?<=\s)(href|src)="(/[^"]*)"')
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")


class Page(Protocol):
    """Every view that stands in the site's frame."""

    @property
    def chrome(self) -> views.Chrome: ...


def render(view: object, *, from_anywhere: bool = False) -> str:
    """Return the page that shows `view`, whole. Raises KeyError for what is no page of `views`.

    from_anywhere: it is served at another address than its own (an editor's preview), so links begin at the root.
    """
    template = environment().get_template(TEMPLATE_OF[type(view)])
    return template.render(page=view, **surroundings(view, from_anywhere=from_anywhere))


@cache
def environment() -> Environment:
    """Return the templates, ready to render; strict: a name that no view has is an error, not an empty place."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    env.globals.update(
        asset=asset,
        inline=inline,
        focus=focus,
        dir_of=dir_of,
        name_of=name_of,
        icon=icon(),
        policy=policy,
        og_locale=og_locale,
        feed_kinds=[(form.value, kind) for form, kind in FEED_KINDS.items()],
    )
    return env


def focus(position: str) -> str:
    """Return the classes for a CSS object-position, to the nearest tenth: "32% 70%" → "x3 y7".

    Classes, since the page's policy forbids style attributes, and with them whatever would come in through one.
    """
    found = [min(10, round(float(part) / 10)) for part in _PERCENT.findall(position)]
    across, down = [*found, 5, 5][:2] if len(found) == 2 else (5, 5)
    return f"x{across} y{down}"


def dir_of(lang: str) -> str:
    """Return the direction of writing of a language tag; "auto" where none is given."""
    if not lang:
        return "auto"
    return "rtl" if lang.split("-")[0].lower() in RTL_LANGUAGES else "ltr"


def og_locale(lang: str) -> str:
    """Return a language as Open Graph writes it, with the country that stands for it there."""
    return OG_LOCALES.get(lang, lang)


def inline(name: str) -> Markup:
    """Return one of our own drawings as markup, so that it takes the colour of the text around it."""
    return Markup(content_of(name).decode().strip())  # noqa: S704  (a file of this package)


def in_digits(digits: str, number: int) -> str:
    """Return `number` in the edition's ten `digits`, 0 first; in Latin ones where none are said."""
    return "".join(digits[int(digit)] for digit in str(number)) if digits else str(number)


def icon() -> str:
    """Return the tab's icon as an address that holds it: a request less for every reader."""
    return "data:image/svg+xml," + quote(content_of("icon.svg").decode().strip(), safe=" =:;,()")


@cache
def theme_script() -> Markup:
    """Return the one script that stands in the page itself: it must run before anything is painted."""
    return Markup((TEMPLATES / "theme.js").read_text(encoding="utf-8").strip())  # noqa: S704  (a file of this package)


@cache
def root_script() -> Markup:
    """Return the script by which the page for missing addresses finds the site's root from wherever it is served.

    A mirror may be in a sub-folder, and no relative link holds at every depth: the root is what stands before an
    edition's or another folder of the root in the address that was asked for.
    """
    script = (TEMPLATES / "missing.js").read_text(encoding="utf-8").strip()
    editions = "|".join(map(re.escape, settings.MUSNAD_EDITIONS))
    for name, value in {"EDITIONS": editions, "STYLE": asset("site.css"), "SCRIPT": asset("site.js")}.items():
        script = script.replace(name, value)
    return Markup(script)  # noqa: S704  (a file of this package)


def policy(scripts: tuple[Markup, ...]) -> str:
    """Return the content security policy of a page in which `scripts` stand: nothing else runs, nothing comes from
    elsewhere. Forms go to the site itself, also from a copy of it at another address."""
    return _policy(scripts, settings.MUSNAD_SITE_URL)


@cache
def _policy(scripts: tuple[Markup, ...], site: str) -> str:
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(["script-src 'self'", *(f"'sha256-{digest}'" for digest in digests)]),
            "style-src 'self'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            f"form-action 'self' {site}",
        )
    )


def surroundings(view: object, *, from_anywhere: bool = False) -> dict[str, Any]:
    """Return what the templates of this page call besides the view: its words and its way of writing links."""
    chrome = getattr(view, "chrome", None)
    lang: str = chrome.edition.lang if chrome else getattr(view, "lang", "")
    path: str = chrome.path if chrome else getattr(view, "path", "")
    # The page for a missing address is served at any depth; one without a path does not say where it stands.
    missing = isinstance(view, views.MissingPage)
    fixed = path and not from_anywhere and not missing
    href = partial(relative, path) if fixed else from_root
    canonical: str = chrome.canonical if chrome else getattr(view, "address", "")
    return {
        "scripts": (theme_script(), root_script()) if missing else (theme_script(),),
        "words": words_of(lang),
        "href": href,
        "whole": partial(absolute, canonical, path),
        "prose": partial(prose, href),
        "counted": partial(counted, lang, chrome.edition.date_line.digits if chrome else ""),
        "digits": partial(in_digits, chrome.edition.date_line.digits if chrome else ""),
    }


def counted(lang: str, digits: str, key: str, number: int) -> str:
    """Return how many there are in words: `key` has a form for each of CLDR's kinds of numbers."""
    form = Locale(lang if lang in languages() else FALLBACK).plural_form(number)
    return words_of(lang)[f"{key}_{form}"].format(number=in_digits(digits, number))


def prose(href: Callable[[str], str], html: Markup) -> Markup:
    """Return sanitised markup with its links to this site written by `href`."""

    def rewritten(found: re.Match[str]) -> str:
        target = Markup(found[2]).unescape()  # noqa: S704  (unescaped here and escaped again below)
        return f'{found[1]}="{escape(href(target))}"'

    return Markup(_LINK_IN_MARKUP.sub(rewritten, html))  # noqa: S704  (sanitised before, attributes escaped above)
