"""A proxy of one's own that takes the method PURGE: Varnish, Squid, nginx with a purging module.

Not through Wagtail's backend for these: it waits for an answer without end, and takes "nothing was kept" for a failure.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from musnad.press.caches.cache import CacheError, ask


class Proxy:
    header, joint, most = "", "", 50

    def __init__(self, location: str) -> None:
        self.name = f"proxy {location}"
        self._location = location

    def purge(self, what: Sequence[str]) -> None:
        for address in what:
            parts = urlsplit(address)
            try:
                ask(self.name, "PURGE", f"{self._location}{parts.path}", headers={"Host": parts.netloc})
            except CacheError as error:
                if error.said not in {"status 404", "status 410"}:
                    raise
