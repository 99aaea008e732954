"""Markup that editors or other sites wrote, made fit for a public page.

Cleaned whenever a page is printed, not when it was saved: what an older version let in does not stay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from urllib.parse import urlsplit

import nh3
from markupsafe import Markup
from wagtail.documents import get_document_model
from wagtail.rich_text.rewriters import LinkRewriter

from musnad import tags
from musnad.newsroom.models import PublicState
from musnad.newsstand.readings.documents import document_path
from musnad.newsstand.readings.gathering import Gathering

INLINE = frozenset({"a", "b", "strong", "i", "em", "br", "sub", "sup", "bdi", "span"})
BLOCKS = frozenset({"p", "ul", "ol", "li"})
ATTRIBUTES = {"a": {"href"}, "span": {"lang", "dir"}, "bdi": {"lang", "dir"}}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def clean_inline(html: str, gathering: Gathering) -> Markup:
    """Return `html` with inline elements alone: its paragraphs become lines."""
    return clean(in_lines(expand(html, gathering)), INLINE)


def clean_blocks(html: str, gathering: Gathering) -> Markup:
    """Return `html` with paragraphs, lists and inline elements."""
    return clean(expand(html, gathering), INLINE | BLOCKS)


def clean(html: str, elements: frozenset[str]) -> Markup:
    """Return `html` with these elements alone and no attribute but safe links, language and direction."""
    return Markup(cleaner(elements).clean(html))  # noqa: S704  (nh3 made it safe)


@cache
def cleaner(elements: frozenset[str]) -> nh3.Cleaner:
    # Made once: reading what it is told takes longer than the cleaning of a paragraph.
    return nh3.Cleaner(
        tags=set(elements),
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel=None,
        attribute_filter=_kept_attribute,
        clean_content_tags={"script", "style"},
    )


def _kept_attribute(element: str, attribute: str, value: str) -> str | None:
    if attribute != "href":
        return value
    return value if is_address(value) else None


def is_address(value: str) -> bool:
    """Whether `value` can stand in a link: an address with a safe scheme, a site path, or a place on the page."""
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme in SCHEMES and bool(parts.netloc or parts.path)
    # "//host" would leave the site under the page's own scheme: say where to in full.
    return not parts.netloc and value.startswith(("/", "#"))


def in_lines(html: str) -> str:
    """Return `html` with line breaks in place of its paragraphs."""
    parts = [part for part in html.replace("<p>", "").split("</p>") if part.strip()]
    return "<br>".join(parts)


def expand(html: str, gathering: Gathering) -> str:
    """Return Wagtail's stored rich text with its links to pages and documents made real."""
    if "linktype" not in html:
        return html
    rules: dict[str, Callable[[Mapping[str, str]], str]] = {
        "page": _page_link,
        "document": lambda attributes: _document_link(attributes, gathering),
    }
    return str(LinkRewriter(rules)(html))


def _page_link(attributes: Mapping[str, str]) -> str:
    path = story_path(_number(attributes))
    return f'<a href="{escape(path)}">' if path else "<a>"


def _document_link(attributes: Mapping[str, str], gathering: Gathering) -> str:
    document = get_document_model().objects.filter(pk=_number(attributes)).first()
    return f'<a href="{escape(document_path(document, gathering))}">' if document else "<a>"


def _number(attributes: Mapping[str, str]) -> int:
    written = attributes.get("id", "")
    return int(written) if written.isascii() and written.isdigit() else 0


def story_path(key: int) -> str:
    """Return where the story with this number stands, or stood: there a note says that it was taken off."""
    tags.read(tags.card(key))
    return PublicState.objects.filter(pk=key).values_list("address", flat=True).first() or ""
