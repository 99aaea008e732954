"""A file of texts, one JSON object a line: read as a stream, each line right or with what is wrong in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

LARGEST_LINE = 64_000_000
"""In bytes: the largest text, with every letter written as \\u0627."""

_BOM = b"\xef\xbb\xbf"


class BadLine(ValueError):
    """A line that is no text to read; its text is the reason."""


@dataclass(frozen=True, slots=True)
class Row:
    """A text with its id; `day` is the day against which its «الأحد» is dated, where the line has one."""

    id: str | int
    text: str
    day: date | None = None


def rows(opened: BinaryIO) -> Iterator[tuple[int, Row | BadLine]]:
    """Yield the number of each line that is not blank, counted from 1, with what it holds or why it holds nothing.

    One line is in memory at a time, and of one that is too long no more than its beginning.
    """
    number = 0
    while line := opened.readline(LARGEST_LINE + 1):
        number += 1
        if len(line) > LARGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = opened.readline(LARGEST_LINE)
            yield number, BadLine(f"it has more than {LARGEST_LINE:,} bytes")
            continue
        line = line.removeprefix(_BOM) if number == 1 else line
        if line.strip():
            yield number, _row(line)


def _row(line: bytes) -> Row | BadLine:
    try:
        return _checked(_value(line))
    except BadLine as bad:
        return bad


def _value(line: bytes) -> object:
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadLine(f"it is not UTF-8 (byte {error.start + 1})") from None
    except json.JSONDecodeError as error:
        raise BadLine(f"it is no JSON ({error.msg.lower()} at character {error.pos + 1})") from None
    except (ValueError, RecursionError):
        raise BadLine("it is no JSON that can be read") from None


def _checked(value: object) -> Row:
    if not isinstance(value, dict):
        raise BadLine('it is no object such as {"id": "a1", "text": "…"}')
    identifier, text = value.get("id"), value.get("text")
    if not isinstance(identifier, str | int) or isinstance(identifier, bool):
        raise BadLine('its "id" is missing, or neither text nor a whole number')
    if not isinstance(text, str):
        raise BadLine('its "text" is missing or no text')
    if not _is_unicode(text) or not _is_unicode(str(identifier)):
        raise BadLine("half of a surrogate pair stands in it: no text can be written so")
    return Row(identifier, text, _day(value.get("day")))


def _day(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise BadLine('its "day" is no date such as 2026-07-04') from None


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
