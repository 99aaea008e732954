"""An HTML tree → its blocks in order: paragraphs, headings, lists, quotations, images, posts, videos.

One walk over the whole page, without recursion: a hostile page may be thousands of elements deep.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from itertools import islice

from lxml import etree

from musnad.reader.addresses import web_address
from musnad.reader.embeds import box, embedded, figure, image, quotation, video
from musnad.reader.lines import trim
from musnad.reader.markup import Element, attribute, collapse, text_of
from musnad.reader.matching import ends_sentence, squeezed
from musnad.reader.page import Item
from musnad.reader.vocabulary import roles_of

_INLINE = {"a": "a", "strong": "strong", "b": "strong", "em": "em", "i": "em"}
# Elements within a line of words; whatever is not named here ends the paragraph.
_PASSED = frozenset(
    {
        *("span", "u", "s", "sup", "sub", "small", "big", "font", "mark", "abbr", "acronym", "cite", "code"),
        *("q", "time", "ins", "del", "bdi", "bdo", "label", "data", "dfn", "kbd", "samp", "var", "tt"),
        *("nobr", "wbr"),
    }
)
_SENTENCES = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td"])
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ROLE_OF_TAG = {
    "nav": "furniture",
    "footer": "furniture",
    "aside": "furniture",
    "form": "furniture",
    "dialog": "furniture",
}
_ROLE_OF_ARIA = {"navigation": "furniture", "search": "furniture", "contentinfo": "furniture", "dialog": "furniture"}
_LONG_CELL = 200
_LOOKED_AHEAD = 300
_MOST_TIMES = 10
_LONGEST_BOLD = 12
_SHORTEST_BOLD = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that is named for a purpose, open while the blocks within it were read."""

    number: int
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the page. `links` are (words, address); `item` is set for whatever is no text or heading."""

    text: str
    html: str = ""
    tag: str = ""
    level: int | None = None
    links: tuple[tuple[str, str | None], ...] = ()
    item: Item | None = None
    marks: tuple[Mark, ...] = ()
    # What its <time> elements say to machines.
    times: tuple[str, ...] = ()

    @property
    def linked(self) -> float:
        """How much of the words are links, 0 to 1."""
        return sum(len(words) for words, _ in self.links) / max(1, len(self.text))


@dataclass(frozen=True, slots=True)
class Span:
    """The blocks [start, end) that one element holds; `outside` is how many marks were open around it."""

    start: int
    end: int
    is_body: bool
    mark: Mark | None
    outside: int


@dataclass(slots=True)
class Walk:
    base: str | None
    blocks: list[Block] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    elements: int = 0
    deepest: int = 0
    _words: list[str] = field(default_factory=list)
    _markup: list[str] = field(default_factory=list)
    _inline: list[tuple[str, str, str | None]] = field(default_factory=list)
    _links: list[tuple[str, str | None]] = field(default_factory=list)
    _linked_from: int | None = None
    _times: list[str] = field(default_factory=list)
    _open: list[tuple[Mark | None, tuple[Mark, ...], int]] = field(default_factory=list)
    _marks: tuple[Mark, ...] = ()
    _tags: list[str] = field(default_factory=list)
    _level: int | None = None
    _breaks: int = 0
    _taken: bool = False

    def over(self, root: Element) -> Walk:
        """Walk the tree below `root` and return this walk, its blocks and spans filled."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                self.elements += 1
                self._enter(element, tag)
                if self._consume(element, tag):
                    walker.skip_subtree()
                else:
                    self._begin(element, tag)
                    self._add(element.text)
            else:
                if not self._taken:
                    self._end(tag)
                self._taken = False
                self._leave(element)
                self._add(element.tail)
        self._flush()
        return self

    # --- elements and what they are for ---

    def _enter(self, element: Element, tag: str) -> None:
        # A named piece of a sentence is a piece of the sentence.
        within = tag in _INLINE or (tag in _PASSED and self._tags[-1:] and self._tags[-1] in _SENTENCES)
        roles = frozenset[str]() if within else _roles(element, tag)
        outer = self._marks
        mark = Mark(self.elements, roles) if roles else None
        if mark:
            self._flush()
            self._marks = (*outer, mark)
        self._open.append((mark, outer, len(self.blocks)))
        self.deepest = max(self.deepest, len(self._open))

    def _leave(self, element: Element) -> None:
        mark, outer, start = self._open.pop()
        if mark:
            self._flush()
        is_body = "articleBody" in attribute(element, "itemprop").split()
        if len(self.blocks) > start:
            self.spans.append(Span(start, len(self.blocks), is_body, mark, len(outer)))
        self._marks = outer

    # --- what is taken whole ---

    def _consume(self, element: Element, tag: str) -> bool:
        """Whether `element` is one block with all that is in it, which is then added."""
        taker = _TAKERS.get(tag)
        taken = taker(element, self.base) if taker else None
        if taken is None:
            return False
        self._taken = True
        if taken:
            # A spacer or a counter within a line does not end it.
            self._flush()
        for item in taken:
            links = _links_in(element, self.base) if item.kind == "list" else ()
            self.blocks.append(Block(item.text, tag=tag, item=item, links=links, marks=self._marks))
        return True

    # --- lines of words ---

    def _begin(self, element: Element, tag: str) -> None:
        if tag == "time" and attribute(element, "datetime"):
            self._times.append(attribute(element, "datetime"))
        if tag == "br":
            self._breaks += 1
            self._words.append("\n")
            self._markup.append("\n")
        elif tag in _INLINE:
            self._open_inline(element, _INLINE[tag])
        elif _is_block(tag):
            self._flush()
            self._tags.append(tag)
            self._level = _HEADINGS.get(tag, self._level)

    def _open_inline(self, element: Element, name: str) -> None:
        opening, href = f"<{name}>", None
        if name == "a":
            href = web_address(attribute(element, "href"), self.base) if attribute(element, "href") else None
            opening = f'<a href="{escape(href)}">' if href else ""
            self._linked_from = len(self._words)
            self._links.append(("", href))
        self._inline.append((name, opening, href))
        self._markup.append(opening)

    def _end(self, tag: str) -> None:
        if tag in _INLINE:
            name, opening, _ = self._inline.pop()
            self._markup.append(f"</{name}>" if opening else "")
            if name == "a":
                self._close_link()
        elif tag != "br" and _is_block(tag) and self._tags:
            self._flush()
            self._tags.pop()
            self._level = next((_HEADINGS[one] for one in reversed(self._tags[-3:]) if one in _HEADINGS), None)

    def _close_link(self) -> None:
        if self._linked_from is not None and self._links:
            words = squeezed("".join(self._words[self._linked_from :]))
            self._links[-1] = (words, self._links[-1][1])
            self._linked_from = None

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self._breaks and text.strip():
            self._break(text)
        self._words.append(text)
        self._markup.append(escape(text, quote=False))

    def _break(self, text: str) -> None:
        """Two line breaks part paragraphs; one does where a sentence ended before it, or a line all in bold."""
        before = squeezed("".join(self._words[-8:]))
        parted = self._breaks > 1 or (ends_sentence(before) and len(before) > 40) or self._is_bold_line()
        self._breaks = 0
        if parted:
            self._flush()

    def _is_bold_line(self) -> bool:
        """Whether what was read up to the break is one piece in bold, as old pages write their headings."""
        written = "".join(self._markup[-_LONGEST_BOLD:]).strip()
        inside = written.removeprefix("<strong>").removesuffix("</strong>")
        bold = len(inside) == len(written) - len("<strong></strong>") and "strong>" not in inside
        return bold and not self._inline and len(inside) > _SHORTEST_BOLD

    def _flush(self) -> None:
        text = trim(collapse("".join(self._words)))
        if text:
            self._close_link()
            closing = "".join(f"</{name}>" for name, opening, _ in reversed(self._inline) if opening)
            markup = trim(collapse("".join(self._markup))) + closing
            tag = self._tags[-1] if self._tags else ""
            links = tuple(link for link in self._links if link[0])
            self.blocks.append(
                Block(text, markup, tag, self._level, links, None, self._marks, tuple(self._times[:_MOST_TIMES]))
            )
        self._words.clear()
        self._times.clear()
        self._breaks = 0
        # What is still open goes on in the next block.
        self._markup[:] = [opening for _, opening, _ in self._inline]
        self._links[:] = [("", href) for name, _, href in self._inline if name == "a"][-1:]
        self._linked_from = 0 if self._links else None


def _is_block(tag: str) -> bool:
    return tag not in _PASSED and tag not in _INLINE and "-" not in tag and tag in _BLOCKS


_BLOCKS = frozenset(
    {
        *("html", "body", "p", "div", "section", "article", "main", "header", "footer", "nav", "aside"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt"),
        *("dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "blockquote", "figure"),
        *("figcaption", "form", "fieldset", "legend", "center", "pre", "address", "hgroup", "details", "summary", "hr"),
        *("dialog", "button", "textarea", "iframe", "img", "picture", "video", "audio"),
    }
)


@lru_cache(maxsize=4096)
def _roles_of_names(names: str) -> frozenset[str]:
    return frozenset(roles_of(names))


def _roles(element: Element, tag: str) -> frozenset[str]:
    if tag in {"html", "body"}:
        return frozenset()
    found = set(_roles_of_names(f"{attribute(element, 'class')} {attribute(element, 'id')}"))
    found.update(role for role in (_ROLE_OF_TAG.get(tag), _ROLE_OF_ARIA.get(attribute(element, "role"))) if role)
    style = attribute(element, "style").replace(" ", "").lower()
    if "hidden" in element.attrib or "display:none" in style or attribute(element, "aria-hidden") == "true":
        found.add("hidden")
    return frozenset(found)


# --- elements that are one block ---


def _list(element: Element, _base: str | None) -> list[Item] | None:
    entries = [child for child in element if child.tag == "li"]
    if not entries or any(_holds_paragraphs(entry) for entry in entries):
        return None
    items = tuple(text for entry in entries if (text := text_of(entry)))
    return [Item("list", "\n".join(items), items=items, ordered=element.tag == "ol")] if items else []


def _holds_paragraphs(entry: Element) -> bool:
    inside = islice(entry.iter("p", "figure", "img", "iframe", "blockquote", "h1", "h2", "h3"), 2)
    return sum(1 for _ in inside) > 1


def _table(element: Element, _base: str | None) -> list[Item] | None:
    """A table of figures is a list of its rows; one that only lays out the page is walked through."""
    ahead = list(islice(element.iter("table", "div", "p", "h1", "img", "iframe", "ul", "td"), _LOOKED_AHEAD))
    cells = [one for one in ahead if one.tag == "td"]
    if (
        len(cells) < len(ahead) - 1
        or len(ahead) == _LOOKED_AHEAD
        or any(len(text_of(one)) > _LONG_CELL for one in cells)
    ):
        return None
    rows = [" | ".join(text for cell in row if (text := text_of(cell))) for row in element.iter("tr")]
    items = tuple(row for row in rows if row)
    return [Item("list", "\n".join(items), items=items)] if items else []


def _links_in(element: Element, base: str | None) -> tuple[tuple[str, str | None], ...]:
    found = ((text_of(one), attribute(one, "href")) for one in element.iter("a"))
    return tuple((text, web_address(href, base) if href else None) for text, href in found if text)


_TAKERS: dict[str, Callable[[Element, str | None], list[Item] | None]] = {
    "ul": _list,
    "ol": _list,
    "table": _table,
    "figure": figure,
    "img": image,
    "iframe": embedded,
    "video": video,
    "audio": video,
    "blockquote": quotation,
    "div": box,
}
