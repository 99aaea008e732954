"""Markup and words fit for feeds: programs of any age show them, and strip or distrust what they do not know.

The W3C's validator warns of each element and attribute that is not on its list of harmless ones: HTML 4's without
scripts and styles. What a page has beside these (figures, sections, isolation of names) becomes what they know.
"""

from __future__ import annotations

import re
from functools import cache

import nh3

# What XML 1.0 cannot hold in any way, and a text pasted from elsewhere may; controls, which are no letters in any text;
# and the sign that stands for what was no letter.
UNFIT = re.compile("[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")

_LEVELS = {f"h{level}" for level in range(1, 7)}
_TABLE = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
ELEMENTS = {
    *("a", "b", "blockquote", "br", "div", "em", "i", "img", "li", "ol", "p", "span", "strong", "sub", "sup", "ul"),
    *_LEVELS,
    *_TABLE,
}
_WRITTEN = {"dir", "lang"}
ATTRIBUTES = {
    **dict.fromkeys(ELEMENTS - {"br", "img"}, _WRITTEN),
    "a": {"href", "hreflang", *_WRITTEN},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", *_WRITTEN},
}
_WHOLE = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)

# A direction of its own isolates a name from the text round it, as <bdi> does.
_ISOLATED = re.compile(r"<bdi(?![^>]*\sdir=)")
_RENAMED = {
    "bdi": "span",
    **dict.fromkeys(("figure", "section", "aside", "details", "article"), "div"),
    **dict.fromkeys(("figcaption", "summary"), "p"),
}
_NAMES = re.compile(rf"(</?)({'|'.join(_RENAMED)})(?=[\s>])")
_EMPTY = re.compile(r"<(p|div|span|ul)(?: [^>]*)?>\s*</\1>")

_LIKE_MARKUP = re.compile(r"<(?=[/!?A-Za-z])|&(?=#?\w+;)")
_LOOKALIKES = {"<": "\u2039", "&": "\uff06"}


def simple(html: str) -> str:
    """Return the markup of a page's part with what every program knows alone; links that lead nowhere are no links."""
    known = _NAMES.sub(lambda found: found[1] + _RENAMED[found[2]], _ISOLATED.sub(r'<bdi dir="auto"', html))
    cleaned = cleaner().clean(known)
    lines = "\n".join(filter(None, map(str.strip, cleaned.splitlines())))
    return _EMPTY.sub("", _EMPTY.sub("", lines)).strip()


@cache
def cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=ELEMENTS,
        attributes=ATTRIBUTES,
        link_rel=None,
        attribute_filter=_kept_attribute,
        clean_content_tags={"script", "style", "svg"},
    )


def _kept_attribute(_: str, attribute: str, value: str) -> str | None:
    if attribute in {"href", "src"}:
        return value if _WHOLE.match(value) else None
    return value


def plain(text: str) -> str:
    """Return a title in which no program takes a sign for markup: some do, whatever the format says."""
    return _LIKE_MARKUP.sub(lambda found: _LOOKALIKES[found[0]], text)
