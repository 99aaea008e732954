"""What a reader's request headers ask for (RFC 9110)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime

ENCODINGS = ("br", "gzip")
"""Best first; what a browser takes of them is what it gets."""

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_WEIGHT = re.compile(r";\s*q=(\d(?:\.\d{0,3})?)", re.IGNORECASE)


def accepted(header: str, offered: Sequence[str]) -> str:
    """Return the encoding among `offered` with the greatest weight, the first of equals, or "" for none."""
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name = part.partition(";")[0].strip()
        weight = _WEIGHT.search(part)
        weights[name] = float(weight[1]) if weight else 1.0
    best, most = "", 0.0
    for name in offered:
        weight_of = weights.get(name, weights.get("*", 0.0))
        if weight_of > most:
            best, most = name, weight_of
    return "" if weights.get("identity", 0.0) > most else best


def unchanged(etag: str, modified: float, if_none_match: str, if_modified_since: str) -> bool:
    """Whether the reader has this version already; `modified` in seconds of the epoch."""
    if if_none_match:
        return if_none_match.strip() == "*" or etag in {
            tag.strip().removeprefix("W/") for tag in if_none_match.split(",")
        }
    if not if_modified_since:
        return False
    since = http_date(if_modified_since)
    return since is not None and int(modified) <= since.timestamp()


def http_date(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(written)
    except ValueError:
        return None


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """Return [start, end) of the one range asked for; None if it is no range that this server takes.

    Raises Unsatisfiable for one outside the file.
    """
    found = _RANGE.fullmatch(header.strip())
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        start, end = max(0, size - int(found[2])), size
    else:
        start, end = int(found[1]), min(size, int(found[2]) + 1) if found[2] else size
    if start >= size or start >= end:
        raise Unsatisfiable
    return start, end


class Unsatisfiable(ValueError):
    """No byte of the file lies in the range."""
