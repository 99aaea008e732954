"""Which later cue ends what an earlier one carries, and which stands inside it."""

from __future__ import annotations

from collections.abc import Iterable

from musnad.reader.attribution.hits import Hit
from musnad.reader.attribution.sentences import Sentence
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.vocabulary import FORMS


def last_of(text: Text, sentence: Sentence, hit: Hit, later: Iterable[Hit]) -> int:
    """Return the token where the hit's words end at the latest."""
    assert hit.opening is not None  # noqa: S101  (the caller looked)
    start = hit.opening.start
    for other in later:
        if other.begins <= start or other.cue is None:
            continue
        if other.rule == "preposition":
            if not quoted_from(text, start, other.cue[0]):
                return other.begins
            continue
        if other.opening is None and other.rule != "verb-subject":
            continue
        if not inside_content(text, start, other):
            return other.begins
    return sentence.last


def inside_content(text: Text, start: int, other: Hit) -> bool:
    """Whether a later cue is part of what was said, and no new saying of the sentence's own."""
    assert other.cue is not None  # noqa: S101  (the caller gives those with a cue)
    at = other.cue[0]
    if other.nested or quoted_from(text, start, at):
        return True
    if other.rule.startswith("participle") or other.rule == "denial":
        return False
    return text.words[at] in FORMS and other.begins == at


def quoted_from(text: Text, start: int, at: int) -> bool:
    """Whether `at` stands in a quotation that opens at or behind `start`."""
    return text.within[at] >= max(0, start - 1)
