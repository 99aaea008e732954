"""Dates read as Arabic pages write them: every family of month names, both calendars, and against a given day.

dateparser, the usual library, fails on آب and on Hijri dates.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from hijridate import Hijri
from hijridate.ummalqura import HIJRI_RANGE

from musnad.arabic.dates import patterns as shapes
from musnad.arabic.dates.speech import behind, spoken_days
from musnad.arabic.dates.times import time_before, time_behind
from musnad.arabic.normal import Normal, normal, normalise


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
    """A date in the normal form; without `day`, what has a date's shape and is none."""

    start: int
    end: int
    day: date | None
    kind: str
    moment: datetime | None = None


_Reader = Callable[[re.Match[str], datetime | None], tuple[date | None, str]]


def find_dates(text: str, now: datetime | None = None) -> list[FoundDate]:
    """Return the dates in `text`, in order, none inside another.

    Without `now`, dates that lack a year or depend on today («أمس», «قبل ثلاثة أيام», «الأحد») are left out.
    A weekday alone is the latest such day up to today, «المقبل» and «الماضي» aside; a day without its year is the
    nearest to today. Days that no calendar has (31 April) are not found.
    """
    form = normalise(text)
    taken = bytearray(len(form.text))
    hits: list[_Hit] = []
    for hit in _hits(form, now):
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            hits.append(hit)
    hits.sort(key=lambda hit: hit.start)
    return [
        FoundDate(*form.source(hit.start, hit.end), hit.day, hit.moment, hit.kind)
        for hit in _timed(form.text, hits)
        if hit.day
    ]


def read_date(text: str, today: date | None = None) -> date | None:
    """Return the one date that `text` consists of, if it is one."""
    found = _whole(text, datetime(today.year, today.month, today.day, 12, tzinfo=UTC) if today else None)
    return found.day if found else None


def read_moment(text: str, now: datetime | None = None) -> datetime | None:
    """Return the one date and time of day that `text` consists of; naive where it names no zone."""
    found = _whole(text, now)
    return found.moment if found else None


_BESIDE = re.compile(r"[ ،,.؛:|•\-–—()/]*(?:الموافق|المصادف)?[ ،,.؛:|•\-–—()/]*(?:ل ?)?")


def _whole(text: str, now: datetime | None) -> FoundDate | None:
    """The date that all of `text` says, be it twice: in both calendars, or «اليوم الأحد 4 تموز»."""
    found = find_dates(text, now)
    if not found or any(other.day != found[0].day for other in found):
        return None
    edges = [0, *(edge for each in found for edge in (each.start, each.end)), len(text)]
    gaps = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if not all(_BESIDE.fullmatch(normal(gap)) for gap in gaps):
        return None
    return next((each for each in found if each.moment), found[0])


def _hits(form: Normal, now: datetime | None) -> Iterator[_Hit]:
    """The surest shapes first: who comes later yields where they overlap."""
    for pattern, read in _READERS:
        for match in pattern.finditer(form.text):
            day, kind = read(match, now)
            known = day if kind != "yearless" or _may_lack_its_year(match, form) else None
            yield _Hit(match.start(), match.end(), known, kind)
    if now:
        for match, day, moment in spoken_days(form.text, now):
            yield _Hit(match.start(), match.end(), day, "relative", moment)


def _may_lack_its_year(match: re.Match[str], form: Normal) -> bool:
    """False for "20 may have died", which lacks its capital, and for «قوى 14 آذار», a name."""
    start, end = form.source(*match.span())
    latin = [char for char in form.original[start:end] if char.isascii() and char.isalpha()]
    small = bool(latin) and not any(char.isupper() for char in latin)
    return not small and not behind(shapes.NO_YEARLESS_BEHIND, form.text, match.start())


def _calendar_day(match: re.Match[str], now: datetime | None) -> tuple[date | None, str]:
    month = shapes.MONTHS[match["month"]]
    day = _day_of(match)
    if match["year"]:
        return _day(int(match["year"]), month, day), "calendar"
    # «اللاعب الأول مارس الرياضة»: a day in words needs its «من».
    if now and (match["day"] or match["of"]):
        return _on_its_side(match, month, day, now.date()), "yearless"
    return None, "yearless"


def _month_first(match: re.Match[str], now: datetime | None) -> tuple[date | None, str]:
    month, day = shapes.MONTHS[match["month"]], int(match["day"])
    if match["year"]:
        return _day(int(match["year"]), month, day), "calendar"
    # "January 23" is a day; «مارس 20 لاعبا الرياضة» and «تيريزا ماي 10» are none.
    return _nearest(month, day, now.date()) if now and match["month"].isascii() else None, "yearless"


def _numbered_day(match: re.Match[str], _: datetime | None) -> tuple[date | None, str]:
    year, month, day = int(match["year"]), int(match["number"]), int(match["day"])
    # In figures alone nobody writes of the fifteenth century.
    if match["ah"] or (not match["ours"] and HIJRI_RANGE[0][0] <= year <= HIJRI_RANGE[1][0]):
        return _of_hijri(year, month, day), "hijri"
    return _day(year, month, day), "calendar"


def _hijri_day(match: re.Match[str], _: datetime | None) -> tuple[date | None, str]:
    return _of_hijri(int(match["year"]), shapes.HIJRI[match["hijri"]], _day_of(match)), "hijri"


_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (shapes.ISO, _numbered_day),
    (shapes.HIJRI_DAY, _hijri_day),
    (shapes.DAY_MONTH, _calendar_day),
    (shapes.MONTH_DAY, _month_first),
    (shapes.NUMERIC, _numbered_day),
)


def _day_of(match: re.Match[str]) -> int:
    return int(match["day"]) if match["day"] else shapes.DAY_WORDS[match["day_word"]]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_hijri(year: int, month: int, day: int) -> date | None:
    try:
        gregorian = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(gregorian.year, gregorian.month, gregorian.day)


def _on_its_side(match: re.Match[str], month: int, day: int, today: date) -> date | None:
    """«7 أكتوبر الماضي» is before today, «من العام الماضي» in the year before."""
    past, coming = shapes.AGO["past"], shapes.AGO["coming"]
    if side := match["year_side"]:
        return _day(today.year + (side in coming) - (side in past), month, day)
    if match["side"] in past:
        return max((made for made in _days_around(month, day, today) if made < today), default=None)
    if match["side"] in coming:
        return min((made for made in _days_around(month, day, today) if made > today), default=None)
    return _nearest(month, day, today)


def _nearest(month: int, day: int, today: date) -> date | None:
    return min(_days_around(month, day, today), key=lambda made: abs((made - today).days), default=None)


def _days_around(month: int, day: int, today: date) -> list[date]:
    # Eight years: from 29 February 1896 to that of 1904.
    years = range(today.year - 8, today.year + 9)
    return [made for year in years if (made := _day(year, month, day))]


def _timed(text: str, hits: list[_Hit]) -> Iterator[_Hit]:
    """Take in the time of day that stands right behind each date, or right before it, and that no other has."""
    done = 0
    ends = [*(hit.start for hit in hits[1:]), len(text)]
    for hit, end in zip(hits, ends, strict=False):
        timed = _with_time(text, hit, done, end)
        done = timed.end
        yield timed


def _with_time(text: str, hit: _Hit, start: int, end: int) -> _Hit:
    if hit.moment or not hit.day:
        return hit
    if later := time_behind(text, hit.end, end, hit.day):
        return replace(hit, end=later[0], moment=later[1])
    if earlier := time_before(text, hit.start, start, hit.day):
        return replace(hit, start=earlier[0], moment=earlier[1])
    return hit
