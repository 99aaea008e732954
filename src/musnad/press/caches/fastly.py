"""Fastly: up to 256 surrogate keys in one request (its API's "purge multiple surrogate key tags")."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.press.caches.cache import ask


class Fastly:
    header, joint, most = "surrogate-key", " ", 256

    def __init__(self, service: str, token: str, api: str = "https://api.fastly.com") -> None:
        self.name = f"fastly {service}"
        self._address, self._token = f"{api}/service/{service}/purge", token

    def purge(self, what: Sequence[str]) -> None:
        headers = {"Fastly-Key": self._token, "Accept": "application/json"}
        ask(self.name, "POST", self._address, json={"surrogate_keys": list(what)}, headers=headers)
