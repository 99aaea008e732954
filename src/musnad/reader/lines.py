"""A text page's lines, each with what it looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from musnad.reader.addresses import bare_address
from musnad.reader.dating import Moment, read_dated_line
from musnad.reader.errors import EmptyPage, PageTooLarge
from musnad.reader.matching import ends_sentence, key
from musnad.reader.page import Item
from musnad.reader.vocabulary import BOXES, ENDINGS, HOMES, Label, find_label, is_furniture

_BULLET = re.compile(r"^[•●▪◦‣∙·*–-]\s+(?=\S)|^(?:[0-9]{1,2}|[٠-٩]{1,2})[.)-]\s+(?=\S)")
_TRAIL = re.compile(r"\s*[›»>/\\←→|]\s*|\s{2,}")
MOST_LINES = 50_000
# A full stop within the line: it holds two sentences, or one with something glued behind it.
_INNER_STOP = re.compile(r"\w{2}[\"'”’»)\]]*\.[\"'”’»)\]]*\s+\S")
# More words than this in one line, and it is told and not announced.
_LONGEST_TITLE = 25


class Look(Enum):
    """What a line looks like by itself, before its place is known."""

    FURNITURE = "furniture"
    ENDING = "ending"
    BOX = "box"
    LABEL = "label"
    DATE = "date"
    ADDRESS = "address"
    TRAIL = "trail"
    BULLET = "bullet"
    PROSE = "prose"
    TITLE = "title"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `text` is free of white space and invisible marks at its ends, and of a bullet."""

    text: str
    look: Look
    raw: str
    bulleted: bool = False
    numbered: bool = False
    label: Label | None = None
    dates: tuple[tuple[str, Moment], ...] = ()
    # Of HTML pages: the markup and links of the line, or the piece of the body that it already is.
    html: str | None = None
    links: tuple[tuple[str, str | None], ...] = ()
    item: Item | None = None
    is_link: bool = False

    @property
    def is_short(self) -> bool:
        return self.look in {Look.TITLE, Look.BULLET}


def read_lines(text: str, name: str) -> list[Line]:
    """Return the lines of `text` that are not blank, in order. Raises EmptyPage, PageTooLarge."""
    lines = [trimmed for raw in text.splitlines() if (trimmed := trim(raw))]
    if not lines:
        raise EmptyPage(name)
    if len(lines) > MOST_LINES:
        raise PageTooLarge(name, MOST_LINES, "lines")
    return [look_at(line) for line in lines]


def trim(text: str) -> str:
    """Return `text` without white space and direction marks at its ends."""
    start, end = 0, len(text)
    while start < end and (text[start].isspace() or text[start] in _MARKS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _MARKS):
        end -= 1
    return text[start:end]


_MARKS = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def look_at(line: str) -> Line:
    """Return `line`, which has no white space at its ends, with what it looks like."""
    bullet = _BULLET.match(line)
    text = line[bullet.end() :] if bullet else line
    dates = read_dated_line(text)
    label = find_label(text)
    return Line(
        text,
        _look_of(text, dated=bool(dates), labelled=bool(label), bulleted=bool(bullet)),
        line,
        bulleted=bool(bullet),
        numbered=bool(bullet) and line[0].isdecimal(),
        label=None if dates else label,
        dates=dates,
    )


def _look_of(text: str, *, dated: bool, labelled: bool, bulleted: bool) -> Look:
    compared = key(text[:200])
    found = (
        (Look.ENDING, compared in ENDINGS),
        (Look.BOX, compared in BOXES),
        (Look.ADDRESS, bool(bare_address(text))),
        (Look.DATE, dated),
        (Look.LABEL, labelled),
        (Look.FURNITURE, is_furniture(text)),
        (Look.BULLET, bulleted),
        (Look.TRAIL, bool(split_trail(text))),
        (Look.PROSE, is_prose(text)),
    )
    return next((look for look, is_so in found if is_so), Look.TITLE)


def is_prose(text: str) -> bool:
    """Whether `text` tells: a sentence with its full stop, or more words than a headline has."""
    count = len(text[:2_000].split())
    if count > _LONGEST_TITLE or len(text) > 250:
        return True
    asks = text.rstrip("\"'”’»").endswith(("؟", "?", "!", "…"))
    return (count >= 6 and ends_sentence(text) and not asks) or (count >= 10 and bool(_INNER_STOP.search(text)))


def split_trail(line: str) -> list[str]:
    """Return the crumbs of a line «الرئيسية › سياسة › …»; empty where it is no trail from the front page."""
    if len(line) > 400:
        return []
    crumbs = [crumb for crumb in _TRAIL.split(line) if crumb]
    return crumbs if len(crumbs) > 1 and key(crumbs[0]) in HOMES else []
