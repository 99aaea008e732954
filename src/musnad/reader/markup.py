"""HTML as text → its tree, without what never belongs to a story."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any, TypeAlias

import nh3
from lxml import etree, html

from musnad.reader.matching import squeezed
from musnad.reader.vocabulary import UNSEEN

# lxml comes without types.
Element: TypeAlias = Any

_MUTE = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "object",
    "applet",
    "canvas",
    "select",
    "datalist",
    "head",
    "button",
    "textarea",
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_LOOKS_LIKE_HTML = re.compile(
    r"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|meta\s|title>|article[\s>]|div[\s>]|p[\s>]|h1[\s>]|script[\s>]|br\s*/?>)",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"<(a|strong|em)(?:\s[^>]*)?>(\s*)</\1>")
_LONGEST_UNSEEN = 200
_LONGEST_PARAGRAPH = 100_000
_SPACES = re.compile(r"[ \t\n\r\f]+")


def looks_like_html(text: str, name: str) -> bool:
    """Whether `text` is markup: it begins as such, or its file's name says so and there is an element in it."""
    if name.lower().endswith((".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php", ".jsp")):
        return bool(re.search(r"<[a-zA-Z!/?]", text))
    start = text[:2_000].lstrip()
    return start.startswith("<") and bool(_LOOKS_LIKE_HTML.search(text[:20_000]))


def parse(text: str) -> Element | None:
    """Return the root of the tree, or None where there is no element.

    libxml2 closes what is nested deeper than 2,048 elements; a page of one line of 20 MB is one text to it.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(_DECLARATION.sub("", text).encode("utf-8", "replace"), parser)


def mute(root: Element) -> None:
    """Take out of the tree what is never shown as words. The text behind each element stays."""
    for script in root.iter("script"):
        # Telegram's box is a script that names its post.
        if post := attribute(script, "data-telegram-post"):
            script.tag, script.text = "iframe", None
            script.set("src", f"https://t.me/{post}")
    for element in [one for one in root.iter("span", "p", "a", "div", "h2", "h3", "strong") if _is_unseen(one)]:
        element.tag = "template"
    etree.strip_elements(root, *_MUTE, with_tail=False)


def _is_unseen(element: Element) -> bool:
    """Whether a few words are there for screen readers alone: no browser shows them, and no reader misses them."""
    names = attribute(element, "class").lower().split()
    return not UNSEEN.isdisjoint(names) and len(text_of(element)) <= _LONGEST_UNSEEN and element.find(".//h1") is None


def text_of(element: Element) -> str:
    """Return the words within `element`, on one line."""
    return squeezed("".join(element.itertext()))


def attribute(element: Element, name: str) -> str:
    return str(element.get(name) or "").strip()


def plain_text(written: str) -> str:
    """Return the words of a value that may hold references or markup, as many sites' JSON does."""
    if not re.search(r"[<&]", written):
        return squeezed(written)
    return squeezed(unescape(re.sub(r"<[^<>]{0,500}>", " ", unescape(written))))


def collapse(text: str) -> str:
    """Return `text` with its white space as a browser shows it; a space that must not break stays."""
    return _SPACES.sub(" ", text)


def clean_inline(markup: str) -> str:
    """Return `markup` with links, strong and em alone; no other element, attribute or scheme passes.

    Of a paragraph as long as a book, only the words pass: nh3's time grows with the square of its references.
    """
    if len(markup) > _LONGEST_PARAGRAPH:
        return escape(unescape(re.sub(r"<[^<>]*>", "", markup)), quote=False).strip()
    cleaned = nh3.clean(
        markup,
        tags={"a", "strong", "em"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel=None,
    )
    while (emptied := _EMPTY.sub(r"\2", cleaned)) != cleaned:
        cleaned = emptied
    return cleaned.strip()
