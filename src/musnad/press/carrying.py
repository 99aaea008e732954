"""Which tags a page is sent out with, so that a cache can be told of them.

Not always all: a bucket keeps 2 KB of them, a proxy takes heads of 4 or 8 KB. What matters is in front: the page's own
key, which is always there, and by which any page can be purged; then what many pages share.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from urllib.parse import quote

MOST = 1800
"""Bytes of all keys with what stands between them. Fastly and Cloudflare would read 16 KB."""


def own_key(file: str) -> str:
    """Return the key that no other page has."""
    return f"file:{hashlib.sha256(file.encode()).hexdigest()[:16]}"


def carried(file: str, read: Collection[str]) -> list[str]:
    """Return the keys that the page in `file`, which read the tags `read`, is sent with; its own first."""
    keys, left = [], MOST
    for key in (own_key(file), *sorted(map(written, read), key=lambda key: (key.count(":"), key))):
        left -= len(key) + 1
        if left < 0:
            break
        keys.append(key)
    return keys


def written(tag: str) -> str:
    """Return the tag as it may stand in a header: printable ASCII without spaces and commas."""
    return quote(tag, safe=":-_./")
