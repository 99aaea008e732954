"""How sources are looked up: by the normal form of a name, by the key of an address."""

from __future__ import annotations

import re
from urllib.parse import unquote

from musnad.arabic.normal import normal
from musnad.ledger.errors import NotAnAddress
from musnad.ledger.vocabulary import AddressKind
from musnad.reader.addresses import bare_address, split_address

_WORD = re.compile(r"\w+")
_ASIDE = re.compile(r"^(?:www\d?|m|mobile|amp|web|ar-ar|mbasic)\.")
_SAME_HOST = {
    "twitter.com": "x.com",
    "fb.com": "facebook.com",
    "telegram.me": "t.me",
    "telegram.dog": "t.me",
    "youtu.be": "youtube.com",
}
# What stands before an account's name in some networks' addresses.
_BEFORE_A_NAME = frozenset({"s", "c", "user", "channel", "profile", "in", "pages", "people"})


def spelling(name: str) -> str:
    """Return what all spellings of a name have in common: its words in normal form, ta marbuta as ha."""
    return " ".join(_WORD.findall(normal(name, fold_ta_marbuta=True)))


def address_key(address: str, kind: AddressKind) -> str:
    """Return what names an account ("x.com/dalwan_mod") or a site ("news.example"), however it is written.

    Raises NotAnAddress.
    """
    host, names = _parts(address)
    if kind == AddressKind.SITE:
        return host
    if not names:
        raise NotAnAddress(address)
    return f"{host}/{names[0]}"


def keys_in(address: str) -> list[str]:
    """Return the keys of whom a page or post at `address` may be: its account first, then its site.

    Raises NotAnAddress.
    """
    host, names = _parts(address)
    return [f"{host}/{names[0]}", host] if names else [host]


def _parts(address: str) -> tuple[str, list[str]]:
    whole = bare_address(address.strip()) or bare_address("https://" + address.strip())
    parts = split_address(whole) if whole else None
    host = _ASIDE.sub("", parts.hostname or "") if parts else ""
    if parts is None or "." not in host:
        raise NotAnAddress(address)
    names = [unquote(name).lstrip("@").casefold() for name in parts.path.split("/") if name]
    if len(names) > 1 and names[0] in _BEFORE_A_NAME:
        names = names[1:]
    return _SAME_HOST.get(host, host), [name for name in names if name]
