"""robots.txt (RFC 9309), security.txt (RFC 9116) and trust.txt (JournalList)."""

from __future__ import annotations

from django.conf import settings

from musnad import tags
from musnad.newsroom.models import ForMachines
from musnad.newsroom.moments import security_expires
from musnad.newsstand import machine_plan
from musnad.newsstand.addresses import whole_address
from musnad.newsstand.machine_views import PlainText
from musnad.newsstand.routing import editions

PRIVATE = ("/newsroom/", "/search/", "/letters/")
"""What no search engine is to ask for: it is of one reader alone, or of none."""


def robots() -> PlainText:
    """Return what crawlers are told; the newsroom's own lines go on from ours, or begin groups of their own."""
    tags.read(tags.MACHINES, tags.SITEMAPS, tags.SITE)
    own = lines(ForMachines.told().robots)
    maps = [*(machine_plan.index_path(number) for number in range(1, machine_plan.indexes() + 1))]
    maps += [machine_plan.news_path(lang) for lang in editions()]
    told = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE), *own, ""]
    return text([*told, *(f"Sitemap: {whole_address(path)}" for path in maps)])


def security() -> PlainText:
    """Return whom to tell of a hole in the site, and until when this may be relied on."""
    tags.read(tags.MACHINES, tags.SITE)
    told = ForMachines.told()
    expires = security_expires()
    assert expires is not None  # noqa: S101  (set with the first contact)
    found = [f"Contact: {each}" for each in told.contacts]
    found.append(f"Expires: {expires.strftime('%Y-%m-%dT%H:%M:%SZ')}")
    pages = (
        ("Encryption", told.security_encryption),
        ("Acknowledgments", told.security_acknowledgments),
        ("Policy", told.security_policy),
    )
    found += [f"{name}: {address}" for name, address in pages if address]
    found.append(f"Preferred-Languages: {', '.join(editions())}")
    if settings.MUSNAD_SITE_URL.startswith("https://"):
        found.append(f"Canonical: {whole_address(machine_plan.SECURITY)}")
    return text(found)


def trust() -> PlainText:
    tags.read(tags.MACHINES)
    return text(lines(ForMachines.told().trust))


def lines(written: str) -> list[str]:
    return [line.strip() for line in written.splitlines() if line.strip()]


def text(told: list[str]) -> PlainText:
    return PlainText("\n".join(told) + "\n")
