"""Where a request came from, as far as that can be believed."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

PREFIXES = {4: 24, 6: 64}
"""Bits of an address that name its network."""


def network_of(request: HttpRequest) -> str:
    """Return the network of whoever asks: 192.0.2.0/24, 2001:db8::/64; "" where the connection has no address."""
    address = client_of(str(request.META.get("REMOTE_ADDR", "")), str(request.META.get("HTTP_X_FORWARDED_FOR", "")))
    if address is None:
        return ""
    return str(ip_network((address, PREFIXES[address.version]), strict=False))


def client_of(connected: str, forwarded: str) -> IPv4Address | IPv6Address | None:
    """Return the address of whoever asks. connected: who is connected; forwarded: X-Forwarded-For, the nearest last.

    Each of our own proxies (MUSNAD_PROXIES) is believed about who was connected to it, and nobody else: whoever asks
    may write what he likes into that header.
    """
    address = _address(connected)
    for part in reversed(forwarded.split(",")):
        if address is None or not any(address in network for network in settings.MUSNAD_PROXIES):
            return address
        before = _address(part)
        if before is None:
            return address
        address = before
    return address


def _address(written: str) -> IPv4Address | IPv6Address | None:
    """Return the address in 192.0.2.7, 192.0.2.7:4711, 2001:db8::1 or [2001:db8::1]:4711."""
    bare = written.strip().removeprefix("[").partition("]")[0]
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
