"""A page's text as the engines read it, with the way back to its body, and what it attributes to whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from musnad.reader.attribution.carrying import carriers
from musnad.reader.attribution.engines import RULES, Engine, read_text
from musnad.reader.attribution.values import Act, Attribution, Strength
from musnad.reader.page import Item, Page

GAP = "\n\n"
"""Between the headline and the body, and between two pieces of the body."""

BLOCK = "quote block"
"""The rule's name where the page itself marks a quotation and names who said it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page's text: [start, end) in its code points, and where that stands in the page.

    `item` is the place in `page.body`, None for the headline; `entry` the place among the items of a list, else None.
    """

    start: int
    end: int
    item: int | None = None
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class PageText:
    """What of a page is read for attributions; the pieces are in order and do not touch."""

    text: str
    pieces: tuple[Piece, ...]

    def piece(self, offset: int) -> Piece:
        """Return the piece in which `offset` of the text stands; the gap behind a piece counts as its own."""
        return self.pieces[max(0, bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1)]


@dataclass(frozen=True, slots=True)
class Carried:
    """An attribution of a page: the piece in which its words begin, and the place in the body of the post with them."""

    attribution: Attribution
    piece: Piece
    post: int | None = None


@dataclass(frozen=True, slots=True)
class PageReading:
    """A page's text and what it attributes, in the order of the text."""

    page: Page
    text: PageText
    attributions: tuple[Carried, ...]

    def post(self, carried: Carried) -> Item | None:
        return None if carried.post is None else self.page.body[carried.post]


def page_text(page: Page) -> PageText:
    """Return the headline and the body's paragraphs, headings, quotations and list items, with GAP between two.

    Nothing of posts, pictures, related links, credits and furniture is in it.
    """
    pieces: list[Piece] = []
    texts: list[str] = []
    start = 0
    for text, item, entry in _parts(page):
        pieces.append(Piece(start, start + len(text), item, entry))
        texts.append(text)
        start += len(text) + len(GAP)
    return PageText(GAP.join(texts), tuple(pieces))


def _parts(page: Page) -> Iterator[tuple[str, int | None, int | None]]:
    yield page.headline, None, None
    for place, item in enumerate(page.body):
        if item.kind == "list":
            yield from ((text, place, entry) for entry, text in enumerate(item.items) if text.strip())
        elif item.kind in {"paragraph", "heading", "quote"} and item.text.strip():
            yield item.text, place, None


def day_of(page: Page) -> date | None:
    """Return the day against which the page's «الأحد» is dated; None where the page says nothing of it.

    The day of publishing; else that of its latest post, which a page follows closely; else that of the capture, which
    may be years later.
    """
    moment = page.published or page.not_before or page.captured_on
    return moment.date() if isinstance(moment, datetime) else moment


def read_attributions(page: Page, *, engine: str | Engine = RULES, day: date | None = None) -> PageReading:
    """Return what `page` attributes to whom, each with the embedded post that carries the words.

    `day` stands in for `day_of(page)`. Raises what `read_text` raises.
    """
    text = page_text(page)
    found = read_text(text.text, engine=engine, day=day or day_of(page))
    found = _in_order([*found, *_marked(page, text, found)])
    posts = carriers(page, text.text, [(one, text.piece(one.content[0]).item) for one in found])
    return PageReading(
        page,
        text,
        tuple(Carried(one, text.piece(one.content[0]), post) for one, post in zip(found, posts, strict=True)),
    )


def _in_order(found: list[Attribution]) -> list[Attribution]:
    return sorted(found, key=lambda one: min(one.content[0], (one.cue or one.content)[0]))


def _marked(page: Page, text: PageText, found: list[Attribution]) -> Iterator[Attribution]:
    """Yield the quotations that the page's own markup gives a speaker, where no words of them were found otherwise.

    The speaker stands beside the text and not in it: there is no span to show.
    """
    for piece in text.pieces:
        if piece.item is None or page.body[piece.item].kind != "quote" or not page.body[piece.item].speaker:
            continue
        if any(one.content[0] < piece.end and piece.start < one.content[1] for one in found):
            continue
        yield Attribution(
            content=(piece.start, piece.end),
            speaker=None,
            speaker_resolved=page.body[piece.item].speaker,
            via=(),
            medium=None,
            cue=None,
            act=Act.AFFIRM,
            direct=True,
            kind=None,
            strength=Strength.NEUTRAL,
            when=None,
            confidence=0.9,
            rule=BLOCK,
        )
