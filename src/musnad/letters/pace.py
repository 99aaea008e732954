"""How fast letters go: messages a second in all, and to each domain."""

from __future__ import annotations

import time

BURST = 0.1
"""Seconds' worth of messages that may go at once."""


class Bucket:
    """Lets `rate` messages a second pass; 0: as many as there are."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self._held = 1.0
        self._at = time.monotonic()

    def held(self) -> float:
        """Return how many may pass now."""
        if not self.rate:
            return float("inf")
        now = time.monotonic()
        self._held = min(self._held + (now - self._at) * self.rate, max(1.0, self.rate * BURST))
        self._at = now
        return self._held

    def take(self) -> bool:
        if self.held() < 1:
            return False
        self._held -= 1
        return True


class Domains:
    """A bucket for each domain that was sent to lately."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self._buckets: dict[str, Bucket] = {}

    def allow(self, domain: str) -> bool:
        if not self.rate:
            return True
        return self._buckets.setdefault(domain, Bucket(self.rate)).take()

    def at_their_limit(self) -> list[str]:
        """Return the domains that none may be sent to now; those long free are forgotten."""
        full = max(1.0, self.rate * BURST)
        self._buckets = {name: bucket for name, bucket in self._buckets.items() if bucket.held() < full}
        return [name for name, bucket in self._buckets.items() if bucket.held() < 1]
