"""Lines of text in several fonts: raqm shapes each piece by itself, and the bidi rules say where it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from PIL import ImageDraw, ImageFont

from musnad.arabic import bidi
from musnad.newsstand.sharing.fonts import Font, at_size

JOINER = "\u200d"
ELLIPSIS = "…"
MEASURED_AT = 100
"""Points at which words are measured; their widths at other sizes follow."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one font draws in one direction."""

    text: str
    font: Font
    rtl: bool

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        return at_size(self.font.path, size)

    @property
    def direction(self) -> str:
        return "rtl" if self.rtl else "ltr"


@dataclass(frozen=True, slots=True)
class Hand:
    """Whoever writes in these fonts, in lines that begin at the right (`rtl`) or the left."""

    fonts: tuple[Font, ...]
    rtl: bool
    lang: str

    def clean(self, text: str) -> str:
        """Return `text` as it can be drawn: what no font has is left out, and all white space is one space."""
        known = "".join(
            " " if char.isspace() else char
            for char in bidi.without_marks(unicodedata.normalize("NFC", text))
            if char.isspace() or self._font_of(char)
        )
        return " ".join(known.split())

    def width(self, text: str, size: int) -> float:
        return sum(self._length(piece, size) for piece in self.pieces(text))

    def write(self, draw: ImageDraw.ImageDraw, start: float, baseline: float, text: str, size: int) -> None:
        """Write a line that begins at `start`: its right edge where lines run from right to left."""
        x = start - self.width(text, size) if self.rtl else start
        for piece in self.pieces(text):
            draw.text(
                (x, baseline), piece.text, 255, piece.at(size), "ls", direction=piece.direction, language=self.lang
            )
            x += self._length(piece, size)

    def pieces(self, text: str) -> Iterator[Piece]:
        """Yield the pieces of a line from left to right."""
        levels = bidi.levels(text, int(self.rtl))
        for start, end, level in bidi.visual(levels, 0, len(text)):
            rtl = bool(level % 2)
            runs = list(self._runs(text[start:end]))
            for words, font in reversed(runs) if rtl else runs:
                yield Piece(words, font, rtl)

    def _runs(self, text: str) -> Iterator[tuple[str, Font]]:
        """Yield the parts of `text` that one font draws. A mark stays with its letter, a space with the word before."""
        chosen: list[Font] = []
        for char in text:
            before = chosen[-1] if chosen else None
            follows = unicodedata.combining(char) or char in {" ", JOINER}
            if before and (follows or (ord(char) in before.covered and not char.isalnum())):
                chosen.append(before)
            else:
                chosen.append(self._font_of(char) or before or self.fonts[0])
        at = 0
        for font, group in groupby(chosen):
            length = len(list(group))
            yield text[at : at + length], font
            at += length

    def _font_of(self, char: str) -> Font | None:
        if char == " " or char == JOINER:
            return self.fonts[0]
        return next((font for font in self.fonts if ord(char) in font.covered), None)

    def _length(self, piece: Piece, size: int) -> float:
        return float(piece.at(size).getlength(piece.text, direction=piece.direction, language=self.lang))


@dataclass(frozen=True, slots=True)
class Setting:
    """A text in lines of one size."""

    lines: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Box:
    """Room for a text, in pixels and lines. leading: a line's height as a share of the letters' size."""

    width: float
    height: float
    leading: float
    most: int

    def lines_at(self, size: int) -> int:
        return min(self.most, int(self.height // (size * self.leading)))


def fitted(text: str, hand: Hand, box: Box, *, sizes: Sequence[int]) -> Setting:
    """Return `text` in as large a size as fits, in at most so many lines of about one length.

    sizes: from the largest. What fits in no size is cut in the smallest, with an ellipsis; a word wider than a line is
    broken there.
    """
    words = text.split()
    widths = [hand.width(word, MEASURED_AT) / MEASURED_AT for word in words]
    space = hand.width("ا ا" if hand.rtl else "n n", MEASURED_AT) - hand.width("اا" if hand.rtl else "nn", MEASURED_AT)
    space = max(space / MEASURED_AT, 0.2)
    for size in sizes:
        lines = balanced(widths, space, box.width / size, box.lines_at(size))
        if lines is not None:
            return Setting(tuple(" ".join(words[start:end]) for start, end in lines), size)
    size = sizes[-1]
    return Setting(tuple(cut(words, hand, size, box.width, box.lines_at(size))), size)


def balanced(widths: Sequence[float], space: float, room: float, most: int) -> list[tuple[int, int]] | None:
    """Return the words of each line, [start, end): as few lines as can be, and those of about one length.

    None where they do not fit into `most` lines. The first line is never the shortest by much: a headline that begins
    with one word alone reads badly, so the free room of each line counts squared.
    """
    if not widths:
        return []
    for count in range(1, most + 1):
        best = fewest_squares(widths, space, room, count)
        if best is not None:
            return best
    return None


def fewest_squares(widths: Sequence[float], space: float, room: float, count: int) -> list[tuple[int, int]] | None:
    """Return the breaks into just `count` lines that leave the least free room squared, or None where none fit."""
    total = len(widths)
    # ways[end]: the cost of setting the words before `end` in the lines so far, with their breaks.
    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(count):
        after: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, breaks) in ways.items():
            length = -space
            for end in range(start + 1, total + 1):
                length += space + widths[end - 1]
                if length > room:
                    break
                way = (cost + (room - length) ** 2, (*breaks, end))
                after[end] = min(after.get(end, way), way)
        ways = after
    if total not in ways:
        return None
    ends = ways[total][1]
    return list(zip((0, *ends[:-1]), ends, strict=True))


def cut(words: Sequence[str], hand: Hand, size: int, width: float, most: int) -> list[str]:
    """Return `most` lines at the most, filled one after the other; an ellipsis ends what was cut."""
    lines: list[str] = []
    line = ""
    for part in (part for word in words for part in broken(word, hand, size, width)):
        longer = f"{line} {part}" if line else part
        if hand.width(longer, size) <= width:
            line = longer
            continue
        lines.append(line)
        line = part
        if len(lines) == most:
            return [*lines[:-1], ended(lines[-1], hand, size, width)]
    return [*lines, line]


def ended(line: str, hand: Hand, size: int, width: float) -> str:
    """Return `line` with an ellipsis, shortened until that fits."""
    while line and hand.width(line + ELLIPSIS, size) > width:
        line = line[:-1].rstrip(" ،,؛:.")
    return line + ELLIPSIS


def broken(word: str, hand: Hand, size: int, width: float) -> Iterator[str]:
    """Yield the parts of a word that is wider than a line; its letters keep the forms that they have joined."""
    while hand.width(word, size) > width:
        end = len(word) - 1
        while end > 1 and (unicodedata.combining(word[end]) or hand.width(word[:end] + JOINER, size) > width):
            end -= 1
        joiner = JOINER if unicodedata.bidirectional(word[end - 1]) == "AL" else ""
        yield word[:end] + joiner
        word = joiner + word[end:]
    yield word
