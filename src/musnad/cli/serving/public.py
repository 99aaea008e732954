"""Answers from the printed folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache, partial
from pathlib import PurePosixPath
from typing import IO
from urllib.parse import quote

from musnad.cli.serving.kept import Keeper, KeptFile
from musnad.cli.serving.messages import Answer, Header, lines_of, text
from musnad.cli.serving.negotiation import ENCODINGS, Unsatisfiable, accepted, byte_range, unchanged
from musnad.press.headers import cache_control, content_type
from musnad.press.twins import TEXT

COMPRESSED = tuple(sorted(TEXT))

ALWAYS: tuple[Header, ...] = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
)
FOR_PAGES: tuple[Header, ...] = (
    ("content-security-policy", "frame-ancestors 'self'"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
)
# Cards are there to be framed.
FOR_CARDS: tuple[Header, ...] = (("content-security-policy", "frame-ancestors *"), *FOR_PAGES[1:])
_CARD = re.compile(r"(?:n/[0-9]+/card|c/[0-9]+/card/[^/]+)/index\.html")
# What an editor uploaded must not run as a page of this site.
FOR_UPLOADS: tuple[Header, ...] = (
    ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"),
)


@dataclass(frozen=True, slots=True)
class Edge:
    """What a cache between readers and this server is told of a page.

    seconds: how long it may send it without asking. headers: where it reads the page's tags, and what stands between
    two of them; keys gives these, by the file's name.
    """

    seconds: int = 0
    headers: Sequence[tuple[str, str]] = ()
    keys: Callable[[str], list[str]] = lambda _: []


NO_EDGE = Edge()

WELL_KNOWN = ".well-known"
"""The one folder with a dot before its name that is for readers (RFC 8615)."""


class PublicFolder:
    """Answers requests for the printed site from the folder `root`."""

    def __init__(self, root: str, edge: Edge = NO_EDGE) -> None:
        self._keeper = Keeper(root, partial(lines_for, edge=edge))

    def answer(self, method: str, path: str, asked: Mapping[bytes, bytes]) -> Answer:
        """Return the answer to a request; `path` is decoded, `asked` its headers by small names."""
        if method not in ("GET", "HEAD"):
            return text(405, ("allow", "GET, HEAD"))
        name = name_of(path)
        if name is None:
            return self._missing(asked)
        file = self._keeper.get(name) if b"range" in asked else self._best(name, asked)
        if file is None:
            return self._elsewhere(path, name) or self._missing(asked)
        if file.body is None and method == "GET":
            return self._from_disk(name, file, asked)
        return chosen(file, None, asked)

    def _best(self, name: str, asked: Mapping[bytes, bytes]) -> KeptFile | None:
        """Return the twin that the reader likes best, or the file itself."""
        accepts = asked.get(b"accept-encoding")
        if accepts and name.endswith(COMPRESSED):
            for encoding in ranked(accepts):
                # A twin goes before its file does (docs/decisions/0005): where one is, the other is.
                twin = self._keeper.get(name, encoding)
                if twin:
                    return twin
        return self._keeper.get(name)

    def _elsewhere(self, path: str, name: str) -> Answer | None:
        """Return the way to the page when its last slash was left out."""
        if path.endswith("/") or self._keeper.get(f"{name}/index.html") is None:
            return None
        return text(301, ("location", quote(path) + "/"), ("cache-control", "no-cache"))

    def _missing(self, asked: Mapping[bytes, bytes]) -> Answer:
        page = self._best("404.html", asked)
        if page is None or page.body is None:
            return text(404)
        return Answer(404, page.lines + page.length, page.body)

    def _from_disk(self, name: str, file: KeptFile, asked: Mapping[bytes, bytes]) -> Answer:
        found = self._keeper.open(name, file.encoding)
        if found is None:
            return self._missing(asked)
        now, opened = found
        answer = chosen(now, opened, asked)
        if answer.file is None:
            opened.close()
        return answer


def chosen(file: KeptFile, opened: IO[bytes] | None, asked: Mapping[bytes, bytes]) -> Answer:
    """Return the whole of the file, a part of it, or that it is unchanged: what the reader asked for."""
    if unchanged(file.etag, file.modified, said(asked, b"if-none-match"), said(asked, b"if-modified-since")):
        return Answer(304, file.lines)
    if b"range" in asked and said(asked, b"if-range") in ("", file.etag):
        return part_of(file, opened, said(asked, b"range"))
    return whole(file, opened)


def whole(file: KeptFile, opened: IO[bytes] | None) -> Answer:
    return Answer(200, file.lines + file.length, file.body or b"", opened, 0, file.size)


def lines_for(name: str, file: KeptFile, edge: Edge) -> bytes:
    suffix = PurePosixPath(name).suffix.lower()
    headers = [
        ("content-type", content_type(name)),
        ("etag", file.etag),
        ("last-modified", formatdate(file.modified, usegmt=True)),
        ("cache-control", cache_control(name, edge.seconds)),
        *ALWAYS,
    ]
    if edge.headers and (keys := edge.keys(name)):
        headers += [(header, joint.join(keys)) for header, joint in edge.headers]
    if suffix in COMPRESSED:
        headers.append(("vary", "Accept-Encoding"))
    if file.encoding:
        headers.append(("content-encoding", file.encoding))
    else:
        headers.append(("accept-ranges", "bytes"))
    if name.startswith("media/"):
        headers += FOR_UPLOADS
    elif suffix == ".html":
        headers += FOR_CARDS if _CARD.fullmatch(name) else FOR_PAGES
    return lines_of(headers)


def part_of(file: KeptFile, opened: IO[bytes] | None, asked: str) -> Answer:
    try:
        wanted = byte_range(asked, file.size)
    except Unsatisfiable:
        return text(416, ("content-range", f"bytes */{file.size}"))
    if wanted is None:
        return whole(file, opened)
    start, end = wanted
    lines = lines_of([("content-range", f"bytes {start}-{end - 1}/{file.size}"), ("content-length", str(end - start))])
    return Answer(206, file.lines + lines, (file.body or b"")[start:end], opened, start, end)


def said(asked: Mapping[bytes, bytes], name: bytes) -> str:
    return asked[name].decode("latin-1") if name in asked else ""


@lru_cache(maxsize=512)
def ranked(accepts: bytes) -> tuple[str, ...]:
    """Return the encodings that a reader takes, the best first, as far as they go before no encoding at all."""
    left, found = list(ENCODINGS), []
    while encoding := accepted(accepts.decode("latin-1"), left):
        found.append(encoding)
        left.remove(encoding)
    return tuple(found)


@lru_cache(maxsize=4096)
def name_of(path: str) -> str | None:
    """Return the file that a decoded path names, or None for one that no printed file has.

    Hidden files, twins by their own names, and whatever could lead out of the folder have none.
    """
    name = path.removeprefix("/")
    if not path.startswith("/") or "\0" in name or "\\" in name or name.endswith((".br", ".gz")):
        return None
    parts = name.split("/")
    if any(part.startswith(".") for part in parts[parts[0] == WELL_KNOWN :]) or "" in parts[:-1]:
        return None
    return f"{name}index.html" if not parts[-1] else name
