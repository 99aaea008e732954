"""A story's words as one plain text: what the reader reads and what the ledger's anchors are looked for in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags

if TYPE_CHECKING:
    from musnad.newsroom.models.stories import Story

BETWEEN = "\n\n"
"""What stands between two pieces, and between two paragraphs of one."""

_BLOCK_ENDS = re.compile(r"</(?:p|h\d|li|blockquote)>|<(?:br|hr)\s*/?>", re.IGNORECASE)
_EMPTY_LINES = re.compile(r"[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a field's or a block's words stand in the text: [start, end) in code points.

    field: "title", "standfirst" or "body". block, kind: of a block of the body, its id and what it is; else empty.
    value: the block's value.
    """

    start: int
    end: int
    field: str
    block: str = ""
    kind: str = ""
    value: Any = None


@dataclass(frozen=True, slots=True)
class StoryText:
    text: str
    pieces: tuple[Piece, ...]

    def piece_at(self, place: int) -> Piece | None:
        """Return the piece that the character at `place` belongs to; None between two."""
        return next((piece for piece in self.pieces if piece.start <= place < piece.end), None)

    def after(self, piece: Piece) -> Piece | None:
        """Return what follows `piece`, whether it has words or not."""
        place = self.pieces.index(piece) + 1
        return self.pieces[place] if place < len(self.pieces) else None


def text_of(story: Story) -> StoryText:
    """Return the words of `story` as it is now: headline, standfirst, body.

    Pictures' captions, tables, files and links to other pages are left out: nobody is quoted there.
    A post stands for itself even where its words were not kept: its piece is empty then.
    """
    text, pieces = "", []
    for field, block, words in _parts(story):
        start = len(text) + (len(BETWEEN) if text and words else 0)
        text += (BETWEEN if text and words else "") + words
        kind, key, value = (block.block_type, str(block.id or ""), block.value) if block is not None else ("", "", None)
        pieces.append(Piece(start, len(text), field, key, kind, value))
    return StoryText(text, tuple(pieces))


def plain(html: str) -> str:
    """Return the words of rich text, with an empty line between two paragraphs."""
    lines = unescape(strip_tags(_BLOCK_ENDS.sub("\n", html.replace("\n", " ")))).replace("\xa0", " ")
    return _EMPTY_LINES.sub(BETWEEN, lines).strip()


def _parts(story: Story) -> Iterator[tuple[str, Any, str]]:
    for field in ("title", "standfirst"):
        if words := str(getattr(story, field)).strip():
            yield field, None, words
    for block in story.body:
        worder = _WORDS.get(block.block_type)
        words = worder(block.value).strip() if worder and block.value is not None else ""
        if words or block.block_type == "post":
            yield "body", block, words


def _rich(value: Any) -> str:
    return plain(value.source)


def _text(value: Any) -> str:
    return str(value["text"] or "")


def _items(value: Any) -> str:
    return BETWEEN.join(filter(None, (plain(item.source) for item in value["items"])))


def _facts(value: Any) -> str:
    return BETWEEN.join(filter(None, (str(value["title"] or ""), plain(value["text"].source))))


_WORDS: dict[str, Callable[[Any], str]] = {
    "paragraph": _rich,
    "heading": _text,
    "list": _items,
    "quote": _text,
    "post": _text,
    "facts": _facts,
}
