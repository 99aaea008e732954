"""A long text in pieces that a model reads at once."""

from __future__ import annotations

import re

from musnad.reader.attribution.values import Span

LONGEST_PIECE = 6000
"""In code points: about a thousand words, which the smallest models in use can hold together with their answer."""

_PARAGRAPH_END = re.compile(r"\n\s*\n\s*")
_SENTENCE_END = re.compile(r"[.!?؟…]+[\"”»)\s]*\s")
_SPACE = re.compile(r"\s+")


def pieces(text: str, longest: int = LONGEST_PIECE) -> list[Span]:
    """Return where `text` is cut: behind a paragraph; one that is longer alone, behind a sentence, or else a word.

    The pieces are in order and cover the text.
    """
    spans: list[Span] = []
    start = 0
    while len(text) - start > longest:
        end = _cut(text, start, start + longest)
        spans.append((start, end))
        start = end
    return [*spans, (start, len(text))] if start < len(text) else spans


def _cut(text: str, start: int, limit: int) -> int:
    for border in (_PARAGRAPH_END, _SENTENCE_END, _SPACE):
        last = max((match.end() for match in border.finditer(text, start, limit)), default=start)
        if last > start:
            return last
    return limit
