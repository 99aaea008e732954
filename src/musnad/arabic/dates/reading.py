"""Dates read as Arabic pages write them: every family of month names, both calendars, and against a given day.

dateparser, the usual library, fails on آب and on Hijri dates.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from hijridate import Hijri

from musnad.arabic.dates import patterns as shapes
from musnad.arabic.normal import normalise


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text. [start, end) are code points of the text as received, with the time of day if one follows.

    moment is None where no time is said; it is naive where the text names no zone. kind is "calendar" (the text says
    the year), "hijri", "yearless" or "relative"; the last two were worked out against the day given.
    """

    start: int
    end: int
    day: date
    moment: datetime | None
    kind: str


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    day: date
    kind: str
    moment: datetime | None = None


_Reader = Callable[[re.Match[str], datetime | None], tuple[date, str] | None]


def find_dates(text: str, now: datetime | None = None) -> list[FoundDate]:
    """Return the dates in `text`, in order, none inside another.

    Without `now`, dates that lack a year or depend on today («أمس», «قبل ثلاثة أيام», «الأحد») are left out.
    A weekday alone is the latest such day up to today, «المقبل» and «الماضي» aside; a day without its year is the
    nearest to today. Days that no calendar has (31 April) are not found.
    """
    form = normalise(text)
    found: list[_Hit] = []
    for hit in _hits(form.text, now):
        if all(hit.end <= other.start or other.end <= hit.start for other in found):
            found.append(hit)
    timed = (_with_time(form.text, hit) for hit in sorted(found, key=lambda hit: hit.start))
    return [FoundDate(*form.source(hit.start, hit.end), hit.day, hit.moment, hit.kind) for hit in timed]


def read_date(text: str, today: date | None = None) -> date | None:
    """Return the one date that `text` consists of, if it is one."""
    found = _whole(text, _noon(today))
    return found.day if found else None


def read_moment(text: str, now: datetime | None = None) -> datetime | None:
    """Return the one date and time of day that `text` consists of; naive where it names no zone."""
    found = _whole(text, now)
    return found.moment if found else None


def _noon(today: date | None) -> datetime | None:
    return datetime(today.year, today.month, today.day, 12, tzinfo=UTC) if today else None


_EDGE = " \t\n،,.؛:|•-–()"


def _whole(text: str, now: datetime | None) -> FoundDate | None:
    found = find_dates(text, now)
    if len(found) == 2 and found[0].day == found[1].day:
        # One day said twice, in both calendars or by its weekday.
        between = text[found[0].end : found[1].start]
        inside = not between.strip(_EDGE + "الموافق") and found
        timed = found[0] if found[0].moment else found[1]
        found = [FoundDate(found[0].start, found[1].end, timed.day, timed.moment, timed.kind)] if inside else found
    if len(found) != 1:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return None if rest.strip(_EDGE) else found[0]


def _hits(text: str, now: datetime | None) -> Iterator[_Hit]:
    """The surest shapes first: who comes later yields where they overlap."""
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if read_out := read(match, now):
                yield _Hit(match.start(), match.end(), *read_out)
    if now:
        for pattern in (shapes.COUNTED, shapes.COUNTED_ENGLISH):
            for match in pattern.finditer(text):
                yield _counted(match, now)
        yield from _near(text, now)


def _calendar_day(match: re.Match[str], now: datetime | None) -> tuple[date, str] | None:
    month = shapes.MONTHS[match["month"]]
    day = _day_of(match)
    if match["year"]:
        made = _day(int(match["year"]), month, day)
        return (made, "calendar") if made else None
    nearest = _nearest(month, day, now)
    return (nearest, "yearless") if nearest else None


def _numbered_day(match: re.Match[str], _: datetime | None) -> tuple[date, str] | None:
    made = _day(int(match["year"]), int(match["number"]), int(match["day"]))
    return (made, "calendar") if made else None


def _hijri_day(match: re.Match[str], _: datetime | None) -> tuple[date, str] | None:
    try:
        hijri = Hijri(int(match["year"]), shapes.HIJRI[match["hijri"]], _day_of(match))
    except (ValueError, OverflowError):
        return None
    gregorian = hijri.to_gregorian()
    return date(gregorian.year, gregorian.month, gregorian.day), "hijri"


_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (shapes.ISO, _numbered_day),
    (shapes.HIJRI_DAY, _hijri_day),
    (shapes.DAY_MONTH, _calendar_day),
    (shapes.MONTH_DAY, _calendar_day),
    (shapes.NUMERIC, _numbered_day),
)


def _day_of(match: re.Match[str]) -> int:
    groups = match.groupdict()
    return int(groups["day"]) if groups["day"] else shapes.DAY_WORDS[groups["day_word"]]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, now: datetime | None) -> date | None:
    if now is None:
        return None
    today = now.date()
    days = [made for year in (today.year - 1, today.year, today.year + 1) if (made := _day(year, month, day))]
    return min(days, key=lambda made: abs((made - today).days), default=None)


def _near(text: str, now: datetime) -> Iterator[_Hit]:
    for match in shapes.NEAR_DAY.finditer(text):
        yield _Hit(match.start(), match.end(), now.date() + timedelta(days=shapes.NEAR[match["near"]]), "relative")
    for match in shapes.WEEKDAY_ALONE.finditer(text):
        yield _Hit(match.start(), match.end(), _weekday(match, now.date()), "relative")


def _weekday(match: re.Match[str], today: date) -> date:
    wanted = shapes.WEEKDAYS[match["weekday"].rpartition(" ")[2]]
    back = (today.isoweekday() % 7 + 1 - wanted) % 7
    side = match["side"] or match["lead"]
    if side in shapes.AGO["coming"]:
        return today + timedelta(days=7 - back)
    if side in shapes.AGO["past"] and back == 0:
        return today - timedelta(days=7)
    return today - timedelta(days=back)


def _counted(match: re.Match[str], now: datetime) -> _Hit:
    groups = match.groupdict()
    unit, count = _unit_and_count(groups)
    away = -1 if match["way"] in shapes.AGO["before"] + shapes.AGO["english_before"] else 1
    moment = _moved(now, unit, away * count)
    exact = moment if unit in ("minute", "hour") else None
    return _Hit(match.start(), match.end(), moment.date(), "relative", exact)


def _unit_and_count(groups: dict[str, str | None]) -> tuple[str, int]:
    if two := groups.get("two"):
        return shapes.TWO[two], 2
    if single := groups.get("single"):
        return shapes.UNITS[single], 1
    count, unit = groups["count"] or "", groups["unit"] or ""
    return shapes.UNITS[unit], int(count) if count.isdigit() else shapes.NUMBERS[count]


def _moved(now: datetime, unit: str, count: int) -> datetime:
    if unit in ("month", "year"):
        months = now.year * 12 + now.month - 1 + count * (12 if unit == "year" else 1)
        year, month = max(months // 12, 1), months % 12 + 1
        return now.replace(year=year, month=month, day=min(now.day, calendar.monthrange(year, month)[1]))
    return now + timedelta(**{f"{unit}s": count})


def _with_time(text: str, hit: _Hit) -> _Hit:
    """Take in the time of day that stands right behind the date, or right before it."""
    if hit.moment:
        return hit
    if (match := shapes.TIME.match(text, hit.end)) and (moment := _at(hit.day, match)):
        return _Hit(hit.start, match.end(), hit.day, hit.kind, moment)
    if (match := shapes.TIME_BEFORE.search(text, max(0, hit.start - 60), hit.start)) and (
        moment := _at(hit.day, match)
    ):
        return _Hit(match.start("hour"), hit.end, hit.day, hit.kind, moment)
    return hit


def _at(day: date, match: re.Match[str]) -> datetime | None:
    hour = int(match["hour"])
    if match["half"] in shapes.PM and hour < 12:
        hour += 12
    elif match["half"] in shapes.AM and hour == 12:
        hour = 0
    try:
        return datetime(
            day.year, day.month, day.day, hour, int(match["minute"]), int(match["second"] or 0), tzinfo=_zone(match)
        )
    except ValueError:
        return None


def _zone(match: re.Match[str]) -> tzinfo | None:
    if match["sign"]:
        east = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
        return timezone(-east if match["sign"] == "-" else east)
    if match["zone"] is None:
        return None
    minutes = shapes.ZONES[match["zone"]]
    return timezone(timedelta(minutes=minutes)) if minutes else UTC
