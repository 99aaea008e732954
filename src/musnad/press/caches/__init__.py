"""Caches before the public site, each told of pages that were printed or removed. One module for each kind.

A cache that purges by key is sent each page with its tags; one that only knows addresses is told those.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings

from musnad.press.caches.addressed import azure_cdn, azure_frontdoor, cloudflare_addresses, cloudfront
from musnad.press.caches.cache import Cache, CacheError
from musnad.press.caches.cloudflare import CloudflareTags
from musnad.press.caches.fastly import Fastly
from musnad.press.caches.proxy import Proxy

__all__ = ["KINDS", "Cache", "CacheError", "caches", "labels"]

KINDS: Mapping[str, Callable[..., Cache]] = {
    "fastly": Fastly,
    "cloudflare": CloudflareTags,
    "cloudflare-addresses": cloudflare_addresses,
    "cloudfront": cloudfront,
    "azure-frontdoor": azure_frontdoor,
    "azure-cdn": azure_cdn,
    "http": Proxy,
    "https": Proxy,
}


def caches() -> list[Cache]:
    """Return the caches that the settings name."""
    return [KINDS[told["kind"]](**known(told)) for told in settings.PUBLIC_CDN]


def known(told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if key != "kind"}


def labels() -> list[tuple[str, str]]:
    """Return the header in which each cache wants a page's tags, and what stands between two of them."""
    return [(cache.header, cache.joint) for cache in caches() if cache.header]
