"""The dates of a page, wherever it writes them: machine-readable, in words, in its address."""

from __future__ import annotations

import re
from datetime import date, datetime

from musnad.arabic.dates import find_dates, read_date, read_moment
from musnad.reader.matching import fold, key
from musnad.reader.vocabulary import DATE_LABELS

Moment = datetime | date

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/\-](?:[a-z_]+/){0,2}(\d{1,2})[/\-](\d{1,2})(?=[/\-._]|$)", re.IGNORECASE)
_LABEL = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, DATE_LABELS), key=len, reverse=True))})(?!\w)\s*:?")
# «بتوقيت دمشق», "ET"
_OF_A_PLACE = re.compile(
    r"\s*\(?(?:(?:ب|بال)?توقيت\s+[^\W\d]+(?:\s+[^\W\d]+)?|(?:local time|[ecmp]t))\)?$", re.IGNORECASE
)
_LONGEST = 160


def read_machine_date(written: str) -> Moment | None:
    """Return the moment of a `datetime` attribute or a meta element: ISO 8601, or as a person writes it."""
    trimmed = written.strip()[:_LONGEST]
    try:
        return date.fromisoformat(trimmed) if len(trimmed) <= 10 else datetime.fromisoformat(trimmed)
    except ValueError:
        return read_written_date(trimmed)


def read_written_date(written: str) -> Moment | None:
    """Return the date that `written` consists of, with its time where it has one."""
    if len(written) > _LONGEST or not any(letter.isdecimal() for letter in written):
        return None
    return read_moment(written) or read_date(written)


def read_dated_line(line: str) -> tuple[tuple[str, Moment], ...]:
    """Return the dates of a line that holds nothing else, each with its role: published, updated or, unlabelled, date.

    «نُشر في 4 تموز 2021 | آخر تحديث 5 تموز 2021» has two; in «الأربعاء 28 آب 2013، آخر تحديث 14:00» the label in the
    midst is that of the whole. A sentence with a date in it has none.
    """
    if len(line) > _LONGEST or not any(letter.isdecimal() for letter in line):
        return ()
    folded = fold(line)
    labels = list(_LABEL.finditer(folded))
    starts = [label.start() for label in labels]
    pieces = [("date", folded[: starts[0] if starts else None])]
    for label, end in zip(labels, [*starts[1:], len(folded)], strict=False):
        pieces.append((DATE_LABELS[label[0].rstrip(" :")], folded[label.end() : end]))
    read = [(role, _date_of(piece)) for role, piece in pieces if key(piece)]
    if all(moment for _, moment in read):
        return tuple((role, moment) for role, moment in read if moment)
    # One of them is half a date: the time alone, or a word that is no label.
    whole = _date_of(_LABEL.sub(" ", folded)) if labels else None
    return ((DATE_LABELS[labels[-1][0].rstrip(" :")], whole),) if whole else ()


def role_of_date(text: str) -> str:
    """Return what the first label in `text` makes of its date: published, updated or, without a label, date."""
    found = _LABEL.search(fold(text[:_LONGEST]))
    return DATE_LABELS[found[0].rstrip(" :")] if found else "date"


def dates_within(text: str) -> tuple[tuple[str, Moment], ...]:
    """Return the one day, with its role, of a short text that says it beside other things; of several, none."""
    found = find_dates(text) if len(text) <= _LONGEST else []
    if len({one.day for one in found}) != 1:
        return ()
    return ((role_of_date(text), next((one.moment for one in found if one.moment), found[0].day)),)


def _date_of(piece: str) -> Moment | None:
    trimmed = piece.strip(" \t|•·–—-،,؛;.")
    local = _OF_A_PLACE.search(trimmed)
    if found := read_written_date(trimmed):
        return found
    # How far that place's clock is from Greenwich changes with the season: the day alone is sure.
    told = read_written_date(trimmed[: local.start()]) if local else None
    return told.date() if isinstance(told, datetime) else None


def date_in_address(address: str) -> date | None:
    """Return the day in an address: /2013/8/3/, /2013/middle_east/8/3/, /2021-07-04-words."""
    found = _IN_ADDRESS.search(address)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
