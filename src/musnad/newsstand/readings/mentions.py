"""Keywords linked where a story first mentions them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape

from markupsafe import Markup

from musnad.arabic.normal import normal, normalise

_PIECE = re.compile(r"<[^>]*>|[^<]+")
# Words of one letter that Arabic writes together with the next; the link begins behind them.
_PROCLITICS = "[وف]?[بلك]?"
_ARTICLE = "ال"


@cache
def _mention(words: str) -> re.Pattern[str]:
    """Return what finds `words`, in normal form, as group 1; «للتحالف» mentions «التحالف»."""
    written = re.escape(words)
    if words.startswith(_ARTICLE):
        return re.compile(
            rf"(?<!\w)(?:{_PROCLITICS}(?={_ARTICLE})|[وف]?(?=لل))({written}|لل{re.escape(words[2:])})(?!\w)"
        )
    return re.compile(rf"(?<!\w){_PROCLITICS}({written})(?!\w)")


@dataclass(slots=True)
class Mentions:
    """The keywords of one story that are still to be linked: each is, once, where its words first stand.

    targets: (words, path) of each keyword.
    """

    targets: Sequence[tuple[str, str]]
    _left: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._left = {normal(words).strip(): path for words, path in self.targets if normal(words).strip()}

    def link(self, html: Markup) -> Markup:
        """Return `html`, which is clean and well-formed, with first mentions linked; text inside links stays."""
        if not self._left:
            return html
        inside_link = 0
        pieces: list[str] = []
        for piece in _PIECE.findall(str(html)):
            if piece.startswith("<"):
                inside_link += piece.startswith("<a ") or piece == "<a>"
                inside_link -= piece == "</a>"
                pieces.append(piece)
            else:
                pieces.append(piece if inside_link else self._linked(piece))
        return Markup("".join(pieces))  # noqa: S704  (clean before; what is added is escaped)

    def _linked(self, piece: str) -> str:
        text = unescape(piece)
        form = normalise(text)
        found: list[tuple[int, int, str]] = []
        # Longest first: «التحالف الدولي» before «التحالف».
        for words in sorted(self._left, key=lambda each: (-len(each), each)):
            for match in _mention(words).finditer(form.text):
                start, end = form.source(*match.span(1))
                if all(end <= other[0] or other[1] <= start for other in found):
                    found.append((start, end, words))
                    break
        if not found:
            return piece
        return self._woven(text, sorted(found))

    def _woven(self, text: str, found: list[tuple[int, int, str]]) -> str:
        out: list[str] = []
        done = 0
        for start, end, words in found:
            path = self._left.pop(words)
            out += [escape(text[done:start], quote=False), f'<a class="keyword" href="{escape(path)}">']
            out += [escape(text[start:end], quote=False), "</a>"]
            done = end
        return "".join(out) + escape(text[done:], quote=False)
