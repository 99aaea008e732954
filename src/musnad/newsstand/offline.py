"""A printed page as it is read from a disk: its links lead to files, since a folder's address shows a listing there.

A web server answers «story/» with «story/index.html»; a browser that opens a page from a USB stick does not. Everything
else in a page holds under any path already: its links are relative.
"""

from __future__ import annotations

import re

from musnad.newsstand.addresses import file_of

# The templates and the sanitiser write attributes in double quotes, with quotes and angle brackets escaped inside them,
# so no link of a page escapes this and nothing in its text looks like one.
_LINK = re.compile(r'(<(?:a|area|link|form)\s(?:[^<>]*?\s)?(?:href|action)=")([^"]*)(")')
# A form needs the newsroom's own site, wherever the copy is read: templates say beside it where that is.
_FORM = re.compile(r'(<form\s(?:[^<>]*?\s)?action=")[^"]*("(?:\s[^<>]*?)?\sdata-site="([^"]*)")')
_REFRESH = re.compile(r'(<meta http-equiv="refresh" content="\d+; url=)([^"]*)(")')
_PATH = re.compile(r"([^?#]*)(.*)", re.DOTALL)
# With a scheme or a host: an address of another site, or this one's own where machines read it.
_WHOLE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def for_files(html: str) -> str:
    """Return the page with each link to a folder leading to the page in it: "../x/#part" → "../x/index.html#part".

    Twice is the same as once. Forms lead to the site itself. Whole addresses (canonical, feeds, other sites) stay as
    they are.
    """
    at_site = _FORM.sub(lambda form: f"{form[1]}{form[3]}{form[2]}", html)
    return _REFRESH.sub(_to_file, _LINK.sub(_to_file, at_site))


def _to_file(link: re.Match[str]) -> str:
    return f"{link[1]}{file_target(link[2])}{link[3]}"


def file_target(target: str) -> str:
    """Return the address of the file that a relative address of a folder stands for; any other as it is."""
    found = _PATH.match(target)
    if found is None or _WHOLE.match(target):
        return target
    path, rest = found[1], found[2]
    if path.rsplit("/", 1)[-1] in {".", ".."}:
        path += "/"
    return (path[: path.rfind("/") + 1] + file_of("/") if path.endswith("/") else path) + rest
