"""The caches before the public site, read from PUBLIC_CDN and the tokens beside it."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

from musnad.config.env import BadSetting, Reader

WANTED = (
    "give addresses with spaces between: fastly://SERVICE, cloudflare://ZONE, cloudflare://ZONE?by=address, "
    "cloudfront://DISTRIBUTION, azure-frontdoor://GROUP/NAME, azure-cdn://GROUP/PROFILE/ENDPOINT, http://proxy:port"
)
TOKENS = {"fastly": "FASTLY_API_TOKEN", "cloudflare": "CLOUDFLARE_API_TOKEN"}
# Wagtail's backends need the makers' own libraries.
LIBRARIES = {
    "cloudfront": ("boto3", "boto3"),
    "azure-frontdoor": ("azure.mgmt.frontdoor", "azure-mgmt-frontdoor azure-identity"),
    "azure-cdn": ("azure.mgmt.cdn", "azure-mgmt-cdn azure-identity"),
}
PARTS = {
    "cloudfront": ("distribution",),
    "azure-frontdoor": ("group", "name"),
    "azure-cdn": ("group", "profile", "endpoint"),
}


def read_caches(read: Reader) -> list[dict[str, Any]]:
    """Return each cache as the press wants it described. No secret stands in PUBLIC_CDN: an address is logged."""
    tokens = {scheme: read.text(name).strip() for scheme, name in TOKENS.items()}
    return [described(address, tokens) for address in read.text("PUBLIC_CDN").split()]


def described(address: str, tokens: dict[str, str]) -> dict[str, Any]:
    try:
        parts = urlsplit(address)
        options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
        whole = bool(parts.hostname) and "@" not in parts.netloc
    except ValueError as error:
        raise BadSetting("PUBLIC_CDN", address, WANTED) from error
    if whole and parts.scheme in {"http", "https"} and not options and parts.path in {"", "/"}:
        return {"kind": parts.scheme, "location": address.rstrip("/")}
    if whole and parts.scheme in TOKENS:
        return with_token(address, parts, options, tokens[parts.scheme])
    named = [parts.netloc, *parts.path.strip("/").split("/")] if parts.path.strip("/") else [parts.netloc]
    if not whole or options or len(named) != len(PARTS.get(parts.scheme, ())):
        shown = address if "@" not in address else f"{parts.scheme}://…"
        raise BadSetting("PUBLIC_CDN", shown, WANTED)
    check_library(address, parts.scheme)
    return {"kind": parts.scheme, **dict(zip(PARTS[parts.scheme], named, strict=True))}


def with_token(address: str, parts: SplitResult, options: dict[str, str], token: str) -> dict[str, Any]:
    """Return Fastly or Cloudflare described. `api` is another address of its API: a gateway, or a test's server."""
    kind = parts.scheme
    if kind == "cloudflare" and options.pop("by", "tags") == "address":
        kind = "cloudflare-addresses"
    if parts.path.strip("/") or options.keys() - ({"api"} if kind in TOKENS else set()):
        raise BadSetting("PUBLIC_CDN", address, WANTED)
    if not token:
        raise BadSetting(TOKENS[parts.scheme], "", f"give the token by which {parts.scheme} may be purged")
    name = "service" if kind == "fastly" else "zone"
    return {"kind": kind, name: parts.netloc, "token": token, **options}


def check_library(address: str, scheme: str) -> None:
    module, package = LIBRARIES[scheme]
    try:
        found = find_spec(module) is not None
    except ModuleNotFoundError:
        found = False
    if not found:
        raise BadSetting("PUBLIC_CDN", address, f"install what Wagtail needs for it: pip install {package}")
