"""The compressed twins of a text file: `page.html.gz` and `page.html.br`, for servers that send them as they are."""

from __future__ import annotations

import zlib
from pathlib import PurePosixPath

import brotli

SUFFIXES = (".br", ".gz")

TEXT = (".css", ".html", ".js", ".json", ".map", ".svg", ".txt", ".webmanifest", ".xml")

SMALLEST = 1024
"""Bytes. What fits one packet arrives no sooner compressed, and a million redirections need no twins."""

# Measured on a story page of 29 KB (docs/decisions/0005-the-press.md): beyond 7 brotli takes ten times as long for the
# next hundredth saved, beyond 6 gzip saves three bytes of a thousand.
BROTLI_QUALITY = 7
GZIP_LEVEL = 6

# As powers of two, the second brotli's own default: a window larger than the page costs a sixth of the time.
SMALL_WINDOW, LARGE_WINDOW = 16, 22


def can_have_twins(name: str) -> bool:
    return name.endswith(TEXT) and PurePosixPath(name).suffix in TEXT


def untwinned(name: str) -> str:
    """Return the name of the file whose twin `name` is, or `name` itself where it is none."""
    if not name.endswith(SUFFIXES):
        return name
    path = PurePosixPath(name)
    plain = str(path.with_suffix(""))
    return plain if path.suffix in SUFFIXES and can_have_twins(plain) else name


def twins_of(name: str, body: bytes) -> dict[str, bytes]:
    """Return what stands beside `name`: each suffix with its bytes. The same bytes whenever it is asked."""
    if not can_have_twins(name) or len(body) < SMALLEST:
        return {}
    window = max(SMALL_WINDOW, min(len(body).bit_length(), LARGE_WINDOW))
    packed = brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY, lgwin=window)
    return {".br": packed, ".gz": gzipped(body)}


def gzipped(body: bytes) -> bytes:
    """Compress without a time or a name in the header, so that equal pages have equal twins."""
    compressor = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return compressor.compress(body) + compressor.flush()
