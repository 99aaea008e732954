"""Answers from the printed folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate
from mimetypes import guess_type
from pathlib import PurePosixPath
from urllib.parse import quote

from musnad.cli.serving.kept import Keeper, KeptFile
from musnad.cli.serving.negotiation import ENCODINGS, Unsatisfiable, accepted, byte_range, unchanged

Header = tuple[str, str]

# Python's own table knows these not, or by other names on other machines.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".svg": "image/svg+xml",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}
COMPRESSED = frozenset({".html", ".css", ".js", ".json", ".xml", ".txt", ".csv", ".vtt", ".svg"})
NAMED_BY_CONTENT = ("assets/", "media/")

ALWAYS: tuple[Header, ...] = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
)
FOR_PAGES: tuple[Header, ...] = (
    ("content-security-policy", "frame-ancestors 'self'"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
)
# What an editor uploaded must not run as a page of this site.
FOR_UPLOADS: tuple[Header, ...] = (
    ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent. body: bytes; or None, and then [start, end) of the file at `path`."""

    status: int
    headers: list[Header]
    body: bytes | None = b""
    path: str = ""
    start: int = 0
    end: int = 0


class PublicFolder:
    """Answers requests for the printed site from the folder `root`."""

    def __init__(self, root: str) -> None:
        self._keeper = Keeper(root)

    def answer(self, method: str, path: str, asked: Mapping[str, str]) -> Answer:
        """Return the answer to a request; `path` is decoded, `asked` its headers by small names."""
        if method not in ("GET", "HEAD"):
            return Answer(405, [("allow", "GET, HEAD"), *text_headers()], b"405\n")
        name = name_of(path)
        if name is None:
            return self._missing(asked)
        plain = self._keeper.get(name)
        if plain is None:
            return self._elsewhere(path, name) or self._missing(asked)
        return self._sent(name, plain, asked)

    def _elsewhere(self, path: str, name: str) -> Answer | None:
        """Return the way to the page when its last slash was left out."""
        if path.endswith("/") or self._keeper.get(f"{name}/index.html") is None:
            return None
        return Answer(301, [("location", quote(path) + "/"), ("cache-control", "no-cache"), *text_headers()], b"301\n")

    def _missing(self, asked: Mapping[str, str]) -> Answer:
        page = self._keeper.get("404.html")
        if page is None:
            return Answer(404, text_headers(), b"404\n")
        file = self._twin("404.html", page, asked)
        return Answer(404, self._headers("404.html", file), file.body)

    def _sent(self, name: str, plain: KeptFile, asked: Mapping[str, str]) -> Answer:
        file = plain if "range" in asked else self._twin(name, plain, asked)
        headers = self._headers(name, file)
        etag, since = asked.get("if-none-match", ""), asked.get("if-modified-since", "")
        if unchanged(file.etag, file.modified, etag, since):
            return Answer(304, headers)
        if "range" in asked and asked.get("if-range", file.etag) == file.etag:
            return part_of(file, headers, asked["range"])
        return Answer(200, headers, file.body, file.path, 0, file.size)

    def _twin(self, name: str, plain: KeptFile, asked: Mapping[str, str]) -> KeptFile:
        if PurePosixPath(name).suffix not in COMPRESSED:
            return plain
        left = list(ENCODINGS)
        while encoding := accepted(asked.get("accept-encoding", ""), left):
            twin = self._keeper.get(name, encoding)
            if twin:
                return twin
            left.remove(encoding)
        return plain

    def _headers(self, name: str, file: KeptFile) -> list[Header]:
        suffix = PurePosixPath(name).suffix.lower()
        headers = [
            ("content-type", TYPES.get(suffix) or guess_type(name)[0] or "application/octet-stream"),
            ("etag", file.etag),
            ("last-modified", formatdate(file.modified, usegmt=True)),
            ("cache-control", cache_control(name)),
            *ALWAYS,
        ]
        if suffix in COMPRESSED:
            headers.append(("vary", "accept-encoding"))
        if file.encoding:
            headers.append(("content-encoding", file.encoding))
        else:
            headers.append(("accept-ranges", "bytes"))
        if name.startswith("media/"):
            headers += FOR_UPLOADS
        elif suffix == ".html":
            headers += FOR_PAGES
        return headers


def part_of(file: KeptFile, headers: list[Header], asked: str) -> Answer:
    try:
        wanted = byte_range(asked, file.size)
    except Unsatisfiable:
        return Answer(416, [("content-range", f"bytes */{file.size}"), *text_headers()], b"416\n")
    if wanted is None:
        return Answer(200, headers, file.body, file.path, 0, file.size)
    start, end = wanted
    headers.append(("content-range", f"bytes {start}-{end - 1}/{file.size}"))
    return Answer(206, headers, file.body[start:end] if file.body is not None else None, file.path, start, end)


def cache_control(name: str) -> str:
    return "public, max-age=31536000, immutable" if name.startswith(NAMED_BY_CONTENT) else "no-cache"


def text_headers() -> list[Header]:
    return [("content-type", "text/plain; charset=utf-8"), *ALWAYS]


def name_of(path: str) -> str | None:
    """Return the file that a decoded path names, or None for one that no printed file has.

    Hidden files, twins by their own names, and whatever could lead out of the folder have none.
    """
    name = path.removeprefix("/")
    if not path.startswith("/") or "\0" in name or "\\" in name or name.endswith((".br", ".gz")):
        return None
    parts = name.split("/")
    if any(part.startswith(".") for part in parts) or "" in parts[:-1]:
        return None
    return f"{name}index.html" if not parts[-1] else name
