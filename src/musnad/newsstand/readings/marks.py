"""Marks at the words of claims, put into markup without a letter of its text changed.

The words are wrapped in `<span class="claimed">`, a piece in each element that they run through; behind their end
stands an empty link, whose sign the styles draw. Claims may overlap; what would be a link in a link waits for its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape

from markupsafe import Markup

_PIECE = re.compile(r'<(?:[^>"]|"[^"]*")*>|[^<]+')
_BREAK = re.compile(r"<br\s*/?>")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words [start, end) of a text, in code points. link: the sign behind them, an element without text; may be ""."""

    start: int
    end: int
    link: str = ""


def text_in(html: str) -> str:
    """Return the text of clean markup; a line break is one character."""
    return "".join(_text(piece) for piece in _PIECE.findall(html))


def _text(piece: str) -> str:
    if piece.startswith("<"):
        return "\n" if _BREAK.fullmatch(piece) else ""
    return unescape(piece)


def marked(html: Markup, marks: Sequence[Mark]) -> Markup:
    """Return `html`, clean and well-formed, with `marks` at words of its `text_in`."""
    if not marks:
        return html
    weaver = _Weaver(marks)
    for piece in _PIECE.findall(str(html)):
        weaver.take(piece)
    return Markup("".join(weaver.out))  # noqa: S704  (clean before; what is added is escaped)


class _Weaver:
    """Goes through markup once. at: how far it has come in the text; waiting: links that an open link holds back."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.out: list[str] = []
        self._spans = joined((mark.start, mark.end) for mark in marks)
        self._links = sorted(((mark.end, mark.link) for mark in marks if mark.link), key=lambda each: each[0])
        self._at = self._inside = 0
        self._waiting: list[str] = []

    def take(self, piece: str) -> None:
        if not piece.startswith("<"):
            self._take_text(unescape(piece))
            return
        self.out.append(piece)
        self._at += len(_text(piece))
        self._inside += piece.startswith("<a ") or piece == "<a>"
        self._inside -= piece == "</a>"
        if piece == "</a>" or _BREAK.fullmatch(piece):
            self._put_links()

    def _take_text(self, text: str) -> None:
        end = self._at + len(text)
        begin = self._at
        while self._at < end:
            stop, covered = self._next(end)
            words = escape(text[self._at - begin : stop - begin], quote=False)
            self.out.append(f'<span class="claimed">{words}</span>' if covered else words)
            self._at = stop
            self._put_links()

    def _next(self, end: int) -> tuple[int, bool]:
        """Return where the text changes next, at the latest at `end`, and whether what stands before is marked."""
        covered = any(start <= self._at < stop for start, stop in self._spans)
        edges = {edge for span in self._spans for edge in span} | {place for place, _ in self._links}
        return min([edge for edge in edges if self._at < edge < end], default=end), covered

    def _put_links(self) -> None:
        while self._links and self._links[0][0] <= self._at:
            self._waiting.append(self._links.pop(0)[1])
        self._release()

    def _release(self) -> None:
        if not self._inside:
            self.out += self._waiting
            self._waiting = []


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return `spans` in order, those that overlap or touch as one; empty ones are left out."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
