"""What readers and caches are told of a public file: its kind, how long it may be kept, whether it is compressed.

The one-process server and the bucket send the same.
"""

from __future__ import annotations

from mimetypes import guess_type
from pathlib import PurePosixPath

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
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".map": "application/json",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
}
NAMED_BY_CONTENT = ("assets/", "media/")
UPLOADS = "media/"
MISSING = "404.html"

# What a browser may show of an upload without running anything in it.
_INERT = ("image/", "audio/", "video/", "font/", "text/plain", "text/vtt", "text/csv", "application/pdf")

FOR_EVER = "public, max-age=31536000, immutable"


def content_type(name: str) -> str:
    """Return the file's media type, with its charset where it is text."""
    return TYPES.get(PurePosixPath(name).suffix.lower()) or guess_type(name)[0] or "application/octet-stream"


def cache_control(name: str, edge_seconds: int = 0) -> str:
    """Return how long `name` may be kept: what is named by its content for ever, a page only by who asks again.

    edge_seconds: how long a shared cache may send a page without asking; only one that is told of each new print
    should for long. A browser asks each time, and is told that nothing changed.
    """
    if name.startswith(NAMED_BY_CONTENT):
        return FOR_EVER
    if name == MISSING:
        # It is sent under every missing address, and none of these would be told of a page that is printed there.
        return "no-cache"
    return f"public, max-age=0, must-revalidate, s-maxage={edge_seconds}" if edge_seconds else "no-cache"


def runs_in_browsers(name: str) -> bool:
    """Return whether a browser could run `name`, which an editor uploaded, as a page of the site."""
    kind = content_type(name)
    return name.startswith(UPLOADS) and (kind == TYPES[".svg"] or not kind.startswith(_INERT))


def stored_headers(name: str, *, encoding: str = "", edge_seconds: int = 0) -> dict[str, str]:
    """Return what a bucket keeps with the file and sends with it. `encoding`: how its bytes are compressed."""
    headers = {"Content-Type": content_type(name), "Cache-Control": cache_control(name, edge_seconds)}
    if encoding:
        headers["Content-Encoding"] = encoding
    if runs_in_browsers(name):
        # The one-process server forbids it to run by a policy, which a bucket cannot send.
        headers["Content-Disposition"] = "attachment"
    return headers
