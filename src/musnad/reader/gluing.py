"""Keywords that a site glues, as links, behind a paragraph's last full stop."""

from __future__ import annotations

import re
from collections import Counter

from musnad.reader.matching import key

_LONGEST = 40
_MOST_WORDS = 5
_STOP = re.compile(r"[.!?؟…][\"'”’»)\]]*\s+")
_FULL_STOP = re.compile(r"\w{2}[\"'”’»)\]]*\.[\"'”’»)\]]*\s+$")


def unglue(paragraphs: list[str], headline: str, known: list[str]) -> tuple[list[str], list[str]]:
    """Return the paragraphs without the keywords glued to their ends, and those keywords in order, each once.

    A few words without a full stop, behind one, are a keyword where two or more paragraphs end in the same words,
    or where the headline or the page's named keywords (`known`) have them. Whatever else stands there is the writer's.
    """
    ends = [_glued_end(paragraph) for paragraph in paragraphs]
    counted = Counter(key(end) for end in ends if end)
    elsewhere = f" {key(headline)} "
    named = {key(word) for word in known}
    cleaned: list[str] = []
    found: dict[str, str] = {}
    for paragraph, end in zip(paragraphs, ends, strict=True):
        compared = key(end)
        before = paragraph[: len(paragraph) - len(end)]
        titled = len(compared.split()) > 1 and f" {compared} " in elsewhere and bool(_FULL_STOP.search(before[-12:]))
        if end and (counted[compared] > 1 or compared in named or titled):
            found.setdefault(compared, end)
            paragraph = before.rstrip()
        cleaned.append(paragraph)
    return cleaned, list(found.values())


def _glued_end(paragraph: str) -> str:
    """Return the few words behind the last sentence of `paragraph`, or nothing."""
    window = paragraph[-(_LONGEST + 10) :]
    stops = list(_STOP.finditer(window))
    end = window[stops[-1].end() :] if stops else ""
    # Behind a few words, other few words are the paragraph's own.
    if len(paragraph) - len(end) < _LONGEST:
        return ""
    wordy = len(end.split()) <= _MOST_WORDS and re.fullmatch(r"[\w\s\-_#&]+", end)
    return end if wordy and len(end) <= _LONGEST else ""
