"""A feed as its file: Atom (RFC 4287), RSS 2.0 with its content module, or JSON Feed 1.1.

All addresses in a feed are whole ones: it is read far from the site.
"""

from __future__ import annotations

import json
import re
from email.utils import format_datetime
from typing import Any

from django.conf import settings
from markupsafe import Markup

from musnad.newsstand.addresses import relative, whole_address
from musnad.newsstand.feed_views import Feed, FeedEntry, Format
from musnad.newsstand.rendering import environment, surroundings

_TEMPLATES = {Format.ATOM: "feeds/atom.xml", Format.RSS: "feeds/rss.xml"}

# What XML 1.0 cannot hold in any way; a text pasted from elsewhere may.
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")


def write(feed: Feed) -> str:
    """Return the file of `feed`."""
    told = {**surroundings(feed), "href": whole, "prose": prose, "hubs": settings.MUSNAD_WEBSUB_HUBS}
    entries = [(entry, content(entry, feed, told)) for entry in feed.entries]
    if feed.format is Format.JSON:
        return json.dumps(as_json(feed, entries), ensure_ascii=False, indent=1) + "\n"
    template = environment().get_template(_TEMPLATES[feed.format])
    text = template.render(page=feed, entries=entries, title=title, rfc822=format_datetime, **told)
    return NOT_IN_XML.sub("", text)


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
    """Return the markup of an entry: what changed, then the story or what there is to say."""
    text = environment().get_template("feeds/content.html").render(page=entry, feed=feed, **told)
    return "\n".join(filter(None, map(str.strip, text.splitlines())))


def title(entry: FeedEntry) -> str:
    return f"{entry.title} ({entry.chip})" if entry.chip else entry.title


def as_json(feed: Feed, entries: list[tuple[FeedEntry, str]]) -> dict[str, Any]:
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
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
            "date_modified": entry.updated.isoformat(timespec="seconds"),
            "authors": [{"name": name} for name in entry.authors],
            "tags": list(entry.topics),
            "language": entry.lang or feed.lang,
            "_musnad": {"about": "https://schema.org/Claim", "claims": claims} if claims else None,
        }
    )


def filled(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value}
