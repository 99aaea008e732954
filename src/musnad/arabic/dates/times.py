"""The time of day that stands beside a date."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from musnad.arabic.dates import patterns as shapes

# No further back: the time belongs to the date that it touches.
_REACH = 60


def time_behind(text: str, place: int, end: int, day: date) -> tuple[int, datetime] | None:
    """Return where the time of day ends that begins at `place`, and the moment; it must end by `end`."""
    match = shapes.TIME.match(text, place, end)
    moment = _at(day, match) if match else None
    return (match.end(), moment) if match and moment else None


def time_before(text: str, place: int, start: int, day: date) -> tuple[int, datetime] | None:
    """Return where the time of day begins that ends at `place`, and the moment; it must not begin before `start`."""
    match = shapes.TIME_BEFORE.search(text, max(start, place - _REACH), place)
    moment = _at(day, match) if match else None
    return (match.start("hour"), moment) if match and moment else None


def _at(day: date, match: re.Match[str]) -> datetime | None:
    minute, second = int(match["minute"]), int(match["second"] or 0)
    try:
        return datetime(day.year, day.month, day.day, _hour(match), minute, second, tzinfo=_zone(match))
    except ValueError:
        return None


def _hour(match: re.Match[str]) -> int:
    hour = int(match["hour"])
    if match["half"] is None or hour > 12:
        return hour
    start = shapes.HALVES[match["half"]]
    return (start + (hour - start) % 12) % 24


def _zone(match: re.Match[str]) -> tzinfo | None:
    if match["sign"]:
        east = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
        return timezone(-east if match["sign"] == "-" else east)
    if match["zone"] is None:
        return None
    minutes = shapes.ZONES[match["zone"]]
    return timezone(timedelta(minutes=minutes)) if minutes else UTC
