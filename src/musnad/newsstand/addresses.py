"""Public paths, the files that they are printed to, and the links between them."""

from __future__ import annotations

import re
from posixpath import basename
from urllib.parse import quote, urljoin

from django.conf import settings

# Anything with a scheme or a host of its own is an address of another site.
_ELSEWHERE = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
_FOLLOWED = re.compile(r"^(?:https?:|mailto:|tel:|//)", re.IGNORECASE)
_PATH = re.compile(r"([^?#]*)(.*)", re.DOTALL)


def file_of(path: str) -> str:
    """Return the file that `path` is printed to, from the public folder: "/ar/x/" → "ar/x/index.html"."""
    name = path.lstrip("/")
    return name + "index.html" if not name or name.endswith("/") else name


def relative(page_path: str, target: str) -> str:
    """Return the link from the page at `page_path` to `target`, which holds in a mirror's sub-folder too.

    Both are public paths ("assets/x.css" counts from the root, as "/assets/x.css" does); a query or a #fragment of the
    target is kept. Addresses of other sites pass as they are, those that are no place to go (javascript:) become "#".
    """
    # "/ar/x/" is no other site's: asking that first spares most links the expressions.
    if (target[:1] != "/" or target[:2] == "//") and _ELSEWHERE.match(target):
        return target if _FOLLOWED.match(target) else "#"
    path, rest = _split(target)
    if not path:
        return rest or "#"
    here, there = page_path.lstrip("/").split("/")[:-1], path.lstrip("/").split("/")
    if rest.startswith("#") and page_path.lstrip("/") == path.lstrip("/"):
        return rest
    shared = _shared(here, there[:-1])
    link = "../" * (len(here) - shared) + "/".join(there[shared:])
    # A first segment that is empty means this folder; one with a colon would be read as a scheme.
    if not link or (":" in link.split("/", 1)[0]):
        link = "./" + link
    return link + rest


ENCODED = "/%:?#[]@!$&'()*+,;="
"""What stays as it is in an address that may be encoded already: RFC 3986's reserved letters and its sign."""


def absolute(canonical: str, page_path: str, target: str) -> str:
    """Return the whole address of `target`, as seen from the page at `page_path` whose whole address is `canonical`.

    Percent-encoded, so that a page is called the same wherever machines read of it. Where the site has no address set
    (`canonical` is ""), what comes back is the relative link.
    """
    link = relative(page_path, target)
    return urljoin(canonical, quote(link, safe=ENCODED)) if canonical else link


def whole_address(path: str) -> str:
    """Return the address of a site path with the site's host, percent-encoded as machines want it."""
    return settings.MUSNAD_SITE_URL + quote(path)


def oembed_address(page: str) -> str:
    """Return where other sites ask how to show the page whose whole address is `page`."""
    return f"{settings.MUSNAD_SITE_URL}/oembed?url={quote(page, safe='')}"


def from_root(target: str) -> str:
    """Return the link to `target` for a page that is served at any depth; addresses of other sites pass."""
    if _ELSEWHERE.match(target):
        return target if _FOLLOWED.match(target) else "#"
    return target if target.startswith(("/", "#", "?")) else "/" + target


def name_of(path: str) -> str:
    """Return the last part of a file's path: "media/a/report.pdf" → "report.pdf"."""
    return basename(_split(path)[0])


def _split(target: str) -> tuple[str, str]:
    # Most targets are plain paths, and a page has a hundred of them.
    if "#" not in target and "?" not in target:
        return target, ""
    found = _PATH.match(target)
    return (found[1], found[2]) if found else (target, "")


def _shared(left: list[str], right: list[str]) -> int:
    """Return how many leading folders both have."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count
