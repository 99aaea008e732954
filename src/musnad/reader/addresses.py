"""Web addresses: made whole, made safe, freed of trackers."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

LONGEST = 4_000
_BARE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# Browsers drop these inside an address, so "java\nscript:" must not pass for something else.
_DROPPED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TRACKERS = frozenset(
    {
        *("fbclid", "gclid", "dclid", "yclid", "msclkid", "igsh", "igshid", "mc_cid"),
        *("mc_eid", "ref_src", "ref_url", "_ga", "_gl", "__twitter_impression", "mibextid", "cmpid"),
        *("ocid", "ns_campaign"),
    }
)


def web_address(raw: str, base: str | None = None) -> str | None:
    """Return `raw` as a whole http(s) address without tracking parameters, or None for anything else.

    `base` is the page's own address, against which a relative one is read; without it a relative address is None.
    """
    parts = split_address(raw, base)
    return urlunsplit(parts._replace(query=_untracked(parts.query))) if parts else None


def split_address(raw: str, base: str | None = None) -> SplitResult | None:
    """Return the parts of an http(s) address, its host in small letters, or None."""
    written = _DROPPED.sub("", raw) if len(raw) <= LONGEST else ""
    if not written:
        return None
    try:
        parts = urlsplit(urljoin(base or "", written))
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc or not re.fullmatch(r"[\w.:\-]+", host):
        return None
    return parts._replace(netloc=parts.netloc.lower())


def bare_address(line: str) -> str | None:
    """Return the address that is all of `line`, or None."""
    if not _BARE.fullmatch(line):
        return None
    return web_address(line if "://" in line[:8] else "https://" + line)


def _untracked(query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if name not in _TRACKERS and not name.startswith("utm_")]
    # Written again only when something went: another order of escapes is another address to some servers.
    return query if len(kept) == len(pairs) else urlencode(kept)
