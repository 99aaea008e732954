"""A feed as its file: Atom (RFC 4287), RSS 2.0 with its content module, or JSON Feed 1.1.

All addresses in a feed are whole ones: it is read far from the site.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from django.conf import settings
from markupsafe import Markup

from musnad.newsstand.addresses import relative, whole_address
from musnad.newsstand.feed_content import UNFIT, plain, simple
from musnad.newsstand.feed_views import Feed, FeedEntry, Format
from musnad.newsstand.rendering import environment, surroundings

_TEMPLATES = {Format.ATOM: "feeds/atom.xml", Format.RSS: "feeds/rss.xml"}

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")


def write(feed: Feed) -> str:
    """Return the file of `feed`."""
    told = {**surroundings(feed), "href": whole, "prose": prose, "hubs": settings.MUSNAD_WEBSUB_HUBS}
    entries = [(entry, content(entry, feed, told)) for entry in feed.entries]
    if feed.format is Format.JSON:
        return json.dumps(fit(as_json(feed, entries)), ensure_ascii=False, indent=1) + "\n"
    template = environment().get_template(_TEMPLATES[feed.format])
    shown = {"title": title, "plain": plain, "rfc822": format_datetime, "exact": exact, "newest": newest(feed)}
    text = template.render(page=feed, entries=entries, **shown, **told)
    return UNFIT.sub("", text)


def whole(target: str) -> str:
    """Return the whole address of a site path; addresses of other sites pass, those that are no place become "#"."""
    if _ELSEWHERE.match(target):
        return relative("/", target)
    path, mark, rest = target.partition("#")
    return whole_address(path if path.startswith("/") else f"/{path}") + mark + rest


_LINK_IN_MARKUP = re.compile(r'(?<=\s)(href|src)="(/[^"]*)"')


def prose(html: Markup) -> Markup:
    """Return sanitised markup with whole addresses in place of site paths."""
    found = _LINK_IN_MARKUP.sub(lambda link: f'{link[1]}="{Markup.escape(whole(Markup(link[2]).unescape()))}"', html)  # noqa: S704  (escaped)
    return Markup(found)  # noqa: S704  (sanitised before, attributes escaped above)


def content(entry: FeedEntry, feed: Feed, told: dict[str, Any]) -> str:
    """Return the markup of an entry: what changed, then the story or what there is to say; its title at the least."""
    text = environment().get_template("feeds/content.html").render(page=entry, feed=feed, **told)
    return simple(text) or f"<p>{Markup.escape(entry.title)}</p>"


def title(entry: FeedEntry) -> str:
    said = UNFIT.sub("", entry.title).strip()
    return plain(f"{said} ({entry.chip})" if entry.chip else said)


def exact(entry: FeedEntry) -> datetime:
    """Return when the entry last changed, apart from all others: programs take two of one moment for one.

    The fraction of the second is no time: it is made of what the entry is called by.
    """
    fraction = int.from_bytes(hashlib.sha256(entry.key.encode()).digest()[:4], "big") % 1_000_000
    return entry.updated.replace(microsecond=fraction)


def newest(feed: Feed) -> datetime:
    """Return when the feed last changed: with its newest entry."""
    return max(map(exact, feed.entries), default=feed.updated)


def fit(told: Any) -> Any:
    """Return `told` without what is fit for no text: what the other formats cannot hold is no use in JSON either."""
    if isinstance(told, str):
        return UNFIT.sub("", told)
    if isinstance(told, dict):
        return {key: fit(value) for key, value in told.items()}
    return [fit(each) for each in told] if isinstance(told, list) else told


def as_json(feed: Feed, entries: list[tuple[FeedEntry, str]]) -> dict[str, Any]:
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain(feed.title),
        "home_page_url": whole_address(feed.page),
        "feed_url": whole_address(feed.path),
        "description": feed.description,
        "language": feed.lang,
        "authors": [{"name": feed.name}],
        "hubs": [{"type": "WebSub", "url": hub} for hub in settings.MUSNAD_WEBSUB_HUBS],
    }
    return {**filled(told), "items": [item(entry, html, feed) for entry, html in entries]}


def item(entry: FeedEntry, html: str, feed: Feed) -> dict[str, Any]:
    """Return an item; `_musnad` is an extension, as the format allows: where the entry's claims stand now."""
    claims = [
        {
            "url": whole_address(change.claim.path),
            "text": change.claim.text,
            "standing": (change.standing.verdict or change.standing).code,
        }
        for change in entry.changes
    ]
    return filled(
        {
            "id": entry.key,
            "url": whole_address(entry.path),
            "title": title(entry),
            "content_html": html,
            "summary": entry.summary,
            "image": whole(entry.image) if entry.image else "",
            "date_published": entry.published.isoformat(timespec="seconds") if entry.published else "",
            "date_modified": exact(entry).isoformat(timespec="microseconds"),
            "authors": [{"name": name} for name in entry.authors],
            "tags": list(entry.topics),
            "language": entry.lang or feed.lang,
            "_musnad": {"about": "https://schema.org/Claim", "claims": claims} if claims else None,
        }
    )


def filled(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value}
