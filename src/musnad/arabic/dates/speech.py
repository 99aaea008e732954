"""Days as people speak of them, against a given moment: «أمس», «قبل ثلاثة أيام», «الأحد المقبل», "2 hours ago"."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from musnad.arabic.dates import patterns as shapes

Spoken = tuple[re.Match[str], date, datetime | None]
"""Where, which day, and which moment where hours or minutes are counted."""


def spoken_days(text: str, now: datetime) -> Iterator[Spoken]:
    """Yield the days that the normal form `text` speaks of; a day beyond the calendar's years is left out."""
    for pattern in (shapes.COUNTED, shapes.COUNTED_ENGLISH):
        for match in pattern.finditer(text):
            if match.groupdict().get("single") and behind(shapes.NO_ONE_BEHIND, text, match.start()):
                continue
            unit, count = _unit_and_count(match.groupdict())
            if moment := _moved(now, unit, count * _sign(match)):
                yield match, moment.date(), moment if unit in ("minute", "hour") else None
    for match in shapes.NEAR_DAY.finditer(text):
        if not behind(shapes.NO_DAY_BEHIND, text, match.start()):
            yield from _moved_day(match, now, shapes.NEAR[match["near"]])
    for match in shapes.WEEKDAY_ALONE.finditer(text):
        if not behind(shapes.NO_WEEKDAY_BEHIND, text, match.start()):
            yield from _moved_day(match, now, _days_to(match, now.date()))


def behind(words: re.Pattern[str], text: str, place: int) -> bool:
    """Whether one of `words` is the word before `place`."""
    return words.search(text, max(0, place - 30), place) is not None


def _moved_day(match: re.Match[str], now: datetime, days: int) -> Iterator[Spoken]:
    if moment := _moved(now, "day", days):
        yield match, moment.date(), None


def _days_to(match: re.Match[str], today: date) -> int:
    # isoweekday: Monday is 1 and Sunday 7; ours count from Sunday, 1.
    back = (today.isoweekday() % 7 + 1 - shapes.WEEKDAYS[match["weekday"]]) % 7
    side = match["side"] or match["lead"]
    if side in shapes.AGO["coming"]:
        return 7 - back
    return -7 if side in shapes.AGO["past"] and back == 0 else -back


def _sign(match: re.Match[str]) -> int:
    return -1 if match["way"] in shapes.AGO["before"] + shapes.AGO["english_before"] else 1


def _unit_and_count(groups: dict[str, str | None]) -> tuple[str, int]:
    if two := groups.get("two"):
        return shapes.TWO[two], 2
    if single := groups.get("single"):
        return shapes.ONE[single], 1
    count, unit = groups["count"] or "", groups["unit"] or ""
    return shapes.UNITS[unit], int(count) if count.isdigit() else shapes.NUMBERS[count]


def _moved(now: datetime, unit: str, count: int) -> datetime | None:
    try:
        if unit in ("month", "year"):
            return _moved_months(now, count * (12 if unit == "year" else 1))
        return now + timedelta(**{f"{unit}s": count})
    except (OverflowError, ValueError):
        return None


def _moved_months(now: datetime, count: int) -> datetime:
    year, month = divmod(now.year * 12 + now.month - 1 + count, 12)
    # The 31st, a month before the 30th of another.
    last = calendar.monthrange(year, month + 1)[1]
    return now.replace(year=year, month=month + 1, day=min(now.day, last))
