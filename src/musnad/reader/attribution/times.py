"""When something was said: «قال الوزير، الأحد، إن» against the day of the text."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from musnad.arabic.dates import find_dates
from musnad.reader.attribution.hits import Hit
from musnad.reader.attribution.phrases import is_time
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.vocabulary import words

_AGO = words("times.ago")
_LONGEST_CIRCUMSTANCE = 14


def day_of_saying(text: Text, hit: Hit, day: date) -> date | None:
    """Return the day that the clause dates the saying to, None where it does not.

    The clause is what stands from its first word to the words that are attributed: a date in these dates something
    else. A day after the text's own is no day that something was said on.
    """
    if hit.cue is None or hit.opening is None:
        return None
    first, last = _circumstance(text, hit), max(hit.cue[1], hit.opening.gap_end)
    if not any(is_time(text, place) or text.words[place] in _AGO for place in range(first, last)):
        return None
    start, end = text.span(first, last)
    found = find_dates(text.source[start:end], datetime.combine(day, time(12), UTC))
    days = [one.day for one in found if one.day <= day]
    return days[-1] if days else None


def _circumstance(text: Text, hit: Hit) -> int:
    """Return where the clause begins, with «وفي مؤتمر عقده أمس،» before it where it opens the sentence."""
    if hit.inherits and hit.rule.startswith(("participle", "noun")):
        return hit.begins
    for place in range(hit.begins - 1, max(-1, hit.begins - _LONGEST_CIRCUMSTANCE), -1):
        if text.words[place] in {".", "..", "!", "?"} or text.words[place][0] == "\n":
            return place + 1
    return 0 if hit.begins < _LONGEST_CIRCUMSTANCE else hit.begins
