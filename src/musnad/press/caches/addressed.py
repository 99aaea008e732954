"""Caches that are told addresses, through Wagtail's frontend-cache backends.

Those log what went wrong and go on. A purge must not be taken for done then, so what they log is heard here.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from musnad.press.caches.cache import CacheError

# Wagtail's own, and the root's, which its backend for Cloudflare uses in one place.
HEARD = ("wagtail.frontendcache", "")


class Addressed:
    """A backend of Wagtail's. `make` makes it, when it is first used: some want libraries that are not ours."""

    header, joint = "", ""

    def __init__(self, name: str, most: int, make: Callable[[], Any]) -> None:
        self.name, self.most, self._make = name, most, make
        self._backend: Any = None

    def purge(self, what: Sequence[str]) -> None:
        with hearing() as said:
            try:
                self._backend = self._backend or self._make()
                self._backend.purge_batch(list(what))
            except Exception as error:
                # Libraries of four makers, each with errors of its own: none of them may end the press.
                raise CacheError(self.name, f"{type(error).__name__}: {error}".split("\n")[0]) from error
        if said:
            raise CacheError(self.name, f"{said[0]}{f' (and {len(said) - 1} more)' if said[1:] else ''}")


@contextmanager
def hearing() -> Iterator[list[str]]:
    """Collect what the backends log as errors in this thread, instead of a line in the log for each address."""
    said: list[str] = []
    here = threading.get_ident()

    def heard(record: logging.LogRecord) -> bool:
        if record.levelno < logging.ERROR or record.thread != here:
            return True
        said.append(record.getMessage())
        return False

    loggers = [logging.getLogger(name) for name in HEARD]
    for logger in loggers:
        logger.addFilter(heard)
    try:
        yield said
    finally:
        for logger in loggers:
            logger.removeFilter(heard)


def cloudflare_addresses(zone: str, token: str) -> Addressed:
    def make() -> Any:
        from wagtail.contrib.frontend_cache.backends import CloudflareBackend

        return CloudflareBackend({"ZONEID": zone, "BEARER_TOKEN": token})

    return Addressed(f"cloudflare-addresses {zone}", 30, make)


def cloudfront(distribution: str) -> Addressed:
    def make() -> Any:
        from wagtail.contrib.frontend_cache.backends import CloudfrontBackend

        return CloudfrontBackend({"DISTRIBUTION_ID": distribution})

    return Addressed(f"cloudfront {distribution}", 1000, make)


def azure_frontdoor(group: str, name: str) -> Addressed:
    def make() -> Any:
        from wagtail.contrib.frontend_cache.backends import AzureFrontDoorBackend

        return AzureFrontDoorBackend({"RESOURCE_GROUP_NAME": group, "FRONT_DOOR_NAME": name})

    return Addressed(f"azure-frontdoor {group}/{name}", 50, make)


def azure_cdn(group: str, profile: str, endpoint: str) -> Addressed:
    def make() -> Any:
        from wagtail.contrib.frontend_cache.backends import AzureCdnBackend

        told = {"RESOURCE_GROUP_NAME": group, "CDN_PROFILE_NAME": profile, "CDN_ENDPOINT_NAME": endpoint}
        return AzureCdnBackend(told)

    return Addressed(f"azure-cdn {group}/{profile}/{endpoint}", 50, make)
