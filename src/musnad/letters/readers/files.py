"""Subscribers as a CSV file: read as spreadsheets write it, written as they read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from musnad.letters.addresses import Address, read_address
from musnad.letters.errors import BadAddress, Flaw, LettersError
from musnad.letters.models import Subscriber, Subscription

MOST = 200_000
"""Lines of one file."""

COLUMNS = ("address", "language", "state", "letters", "asked", "confirmed", "left", "consent")


class NoTable(LettersError):
    """The file is no table of addresses."""


@dataclass(slots=True)
class Read:
    """addresses: each once, in the file's order. wrong: the number of each line that has none, and why."""

    addresses: list[Address] = field(default_factory=list)
    wrong: list[tuple[int, Flaw]] = field(default_factory=list)


def read_addresses(raw: bytes) -> Read:
    """Return the addresses in a file: in the column whose cells have an @, whatever it is called. Raises NoTable.

    UTF-8 or Windows' Arabic code page; commas, semicolons or tabs between cells; with a line of headings or without.
    """
    rows = [(at, row) for at, row in enumerate(table(decoded(raw)), 1) if any(cell.strip() for cell in row)]
    if len(rows) > MOST:
        raise NoTable
    found, known = Read(), set()
    column = column_of([row for _, row in rows])
    for at, row in rows:
        cell = row[column] if column < len(row) else ""
        try:
            address = read_address(cell)
        except BadAddress as error:
            # The first line names the columns.
            if at > 1 or "@" in cell:
                found.wrong.append((at, error.flaw))
            continue
        if address.normal not in known:
            known.add(address.normal)
            found.addresses.append(address)
    return found


def decoded(raw: bytes) -> str:
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NoTable
    for encoding in ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1256"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NoTable


def table(text: str) -> Iterator[list[str]]:
    head = text.partition("\n")[0]
    between = max(",;\t", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=between)
    except csv.Error as error:
        raise NoTable from error


def column_of(rows: list[list[str]]) -> int:
    """Return the number of the column that has most addresses. Raises NoTable where none has any."""
    counts: dict[int, int] = {}
    for row in rows:
        for at, cell in enumerate(row):
            if "@" in cell:
                counts[at] = counts.get(at, 0) + 1
    if not counts:
        raise NoTable
    return max(counts, key=lambda at: (counts[at], -at))


def written(rows: Iterable[Subscriber]) -> Iterator[str]:
    """Yield the lines of a file of `rows`, in UTF-8 with the mark by which spreadsheets know it."""
    yield "\ufeff" + line(COLUMNS)
    lot: list[Subscriber] = []
    for row in rows:
        lot.append(row)
        if len(lot) == 500:
            yield from lines_of(lot)
            lot = []
    yield from lines_of(lot)


def lines_of(lot: list[Subscriber]) -> Iterator[str]:
    lists: dict[int, list[str]] = {row.pk: [] for row in lot}
    for pk, key in Subscription.objects.filter(subscriber__in=lists).values_list("subscriber_id", "list"):
        lists[pk].append(key)
    for row in lot:
        times = [
            when.isoformat(timespec="seconds") if when else "" for when in (row.asked_at, row.confirmed_at, row.left_at)
        ]
        yield line((row.typed, row.lang, row.state, " ".join(lists[row.pk]), *times, row.consent))


def line(cells: Iterable[str]) -> str:
    held = io.StringIO()
    csv.writer(held).writerow([safe(cell) for cell in cells])
    return held.getvalue()


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; reading it back, the apostrophe falls off."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
