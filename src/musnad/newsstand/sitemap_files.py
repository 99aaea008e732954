"""A sitemap as its file (sitemaps.org 0.9, with Google's extensions for news and for languages)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from musnad.newsstand.feed_content import UNFIT
from musnad.newsstand.machine_views import News, Place, Sitemap, SitemapIndex

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_EXTENSIONS = {
    "news": 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"',
    "others": 'xmlns:xhtml="http://www.w3.org/1999/xhtml"',
}


def write(view: Sitemap | SitemapIndex) -> str:
    """Return the file of `view`. No template: a file has up to fifty thousand lines."""
    if isinstance(view, SitemapIndex):
        lines = [f"<sitemap><loc>{escape(address)}</loc></sitemap>\n" for address in view.addresses]
        return f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{''.join(lines)}</sitemapindex>\n"
    used = [text for name, text in _EXTENSIONS.items() if any(getattr(place, name) for place in view.places)]
    body = "".join(line for place in view.places for line in lines_of(place))
    return UNFIT.sub("", f"{_HEAD}<urlset {' '.join([_NAMESPACE, *used])}>\n{body}</urlset>\n")


def lines_of(place: Place) -> Iterator[str]:
    yield f"<url><loc>{escape(place.address)}</loc>"
    if place.changed:
        yield f"<lastmod>{moment(place.changed)}</lastmod>"
    for lang, address in place.others:
        yield f'<xhtml:link rel="alternate" hreflang="{lang}" href="{escape(address)}"/>'
    if place.news:
        yield news(place.news)
    yield "</url>\n"


def news(told: News) -> str:
    return (
        f"<news:news><news:publication><news:name>{escape(told.name)}</news:name>"
        f"<news:language>{told.lang}</news:language></news:publication>"
        f"<news:publication_date>{moment(told.at)}</news:publication_date>"
        f"<news:title>{escape(told.title)}</news:title></news:news>"
    )


def moment(when: datetime) -> str:
    """Return a moment in W3C's form, by UTC, to the second."""
    return when.astimezone(UTC).isoformat(timespec="seconds")
