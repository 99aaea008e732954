"""What comes over a connection and what goes back: requests, answers and their heads (RFC 9110, RFC 9112)."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from typing import IO
from urllib.parse import unquote_to_bytes

Header = tuple[str, str]


@dataclass(slots=True)
class Request:
    """A request as read. keep: whether its connection may carry another; refused: the status that it earned unread."""

    method: str = "GET"
    target: bytes = b""
    version: str = "1.1"
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    keep: bool = False
    body: IO[bytes] | None = None
    size: int = 0
    refused: int = 0

    def asked(self) -> dict[bytes, bytes]:
        """Return the headers by small names; those sent twice are joined."""
        asked: dict[bytes, bytes] = {}
        for name, value in self.headers:
            name = name.lower()
            asked[name] = asked[name] + b", " + value if name in asked else value
        return asked

    def drop(self) -> None:
        if self.body:
            self.body.close()


@dataclass(slots=True)
class Answer:
    """What is sent: `lines` are the head's, all but the first, the date and what concerns the connection.

    With `file`, [start, end) of that open file follows them, else `body`.
    """

    status: int
    lines: bytes
    body: bytes = b""
    file: IO[bytes] | None = None
    start: int = 0
    end: int = 0


def lines_of(headers: Iterable[Header]) -> bytes:
    return "".join([f"{name}: {value}\r\n" for name, value in headers]).encode("latin-1")


def text(status: int, *headers: Header) -> Answer:
    """Return the answer that says nothing but its number."""
    body = b"%d\n" % status
    length = ("content-length", str(len(body)))
    kind = ("content-type", "text/plain; charset=utf-8")
    return Answer(status, lines_of([kind, ("x-content-type-options", "nosniff"), *headers, length]), body)


class _Heads:
    """First lines with the date, written anew each second."""

    def __init__(self) -> None:
        self._second = 0
        self._made: dict[int, bytes] = {}

    def get(self, status: int) -> bytes:
        second = int(time.time())
        if second != self._second:
            self._second, self._made = second, {}
        head = self._made.get(status)
        if head is None:
            line = f"HTTP/1.1 {status} {_phrase(status)}\r\ndate: {formatdate(second, usegmt=True)}\r\n"
            head = self._made[status] = line.encode()
        return head


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


first_lines = _Heads().get


def split(target: bytes) -> tuple[str, str] | None:
    """Return a target's path, as sent, and its query; None for one that names no page (`*`, `host:443`)."""
    if not target.startswith(b"/"):
        # A proxy's way to write it: the whole address.
        scheme, slashes, rest = target.partition(b"://")
        if not slashes or scheme.lower() not in (b"http", b"https"):
            return None
        target = b"/" + rest.partition(b"/")[2]
    path, _, query = target.partition(b"?")
    return path.decode("latin-1"), query.decode("latin-1")


def decoded(path: str) -> str | None:
    """Return the path without its percent signs; None if it is not UTF-8."""
    try:
        return unquote_to_bytes(path.encode("latin-1")).decode()
    except UnicodeDecodeError:
        return None
