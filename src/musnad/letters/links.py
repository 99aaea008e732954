"""Links that need no password: who a link is for and what it may do, signed with the subscriber's own secret.

A token is base64url(JSON of [number, purpose, parts…]) "." base64url(HMAC-SHA-256 of that, cut to 144 bits). It cannot
be guessed or changed, says nothing of the address, and dies with its subscriber. The site's key is not in it: letters
in mailboxes can be left after MUSNAD_SECRET_KEY has changed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from musnad.letters.models import Subscriber

SIGNATURE = 18
"""Bytes of a link's HMAC."""

LONGEST = 2_000
"""A token longer than that is none of ours."""

BOUNCE_SIGNATURE = 10
"""Bytes of a return path's HMAC: the part before the @ may have 64 signs, and capital letters get lost."""

CONFIRM_DAYS = 7
"""How long a link that confirms works."""

CONFIRM, LEAVE, PREFERENCES = "c", "l", "p"


@dataclass(frozen=True, slots=True)
class Opened:
    subscriber: Subscriber
    parts: list[Any]


def token(subscriber: Subscriber, purpose: str, *parts: Any) -> str:
    body = _encoded(json.dumps([subscriber.pk, purpose, *parts], separators=(",", ":")).encode())
    return f"{body}.{_encoded(_signed(subscriber, body)[:SIGNATURE])}"


def opened(written: str, purpose: str) -> Opened | None:
    """Return whose link it is and its parts; None for one that is false, damaged, for something else, or of nobody."""
    if len(written) > LONGEST or not written.isascii():
        return None
    body, _, signature = written.partition(".")
    try:
        number, meant, *parts = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (ValueError, TypeError, RecursionError):
        return None
    if meant != purpose or type(number) is not int or not 0 < number < 1 << 62:
        return None
    subscriber = Subscriber.objects.filter(pk=number).first()
    if subscriber is None or not hmac.compare_digest(_encoded(_signed(subscriber, body)[:SIGNATURE]), signature):
        return None
    return Opened(subscriber, parts)


def confirm_link(subscriber: Subscriber, lists: Collection[str], lang: str) -> str:
    """Return the address that confirms `lists`; it works for CONFIRM_DAYS, and until its subscriber leaves."""
    return _address("confirm", token(subscriber, CONFIRM, int(time.time()), lang, *lists))


@dataclass(frozen=True, slots=True)
class Confirming:
    """What a link confirms."""

    subscriber: Subscriber
    lists: list[str]
    lang: str


def confirming(written: str) -> Confirming | None:
    """Return what a link confirms; None for one that is false, too old, or from before its owner left."""
    link = opened(written, CONFIRM)
    if link is None:
        return None
    made, lang, *lists = link.parts
    left_at = link.subscriber.left_at
    if time.time() - made > CONFIRM_DAYS * 86_400 or (left_at and left_at.timestamp() > made):
        return None
    return Confirming(link.subscriber, lists, lang)


def leave_link(subscriber: Subscriber, key: str = "", letter: int = 0) -> str:
    """Return the address by which to leave the list `key` (all of them without one); `letter` carried the link."""
    return _address("leave", token(subscriber, LEAVE, key, letter))


def preferences_link(subscriber: Subscriber) -> str:
    return _address("preferences", token(subscriber, PREFERENCES))


def bounce_key(subscriber: Subscriber, letter: int = 0) -> str:
    """Return what a bounce is known by: small letters, digits and "-", 40 signs at most."""
    named = f"{subscriber.pk:x}-{letter:x}"
    mac = _signed(subscriber, f"bounce {named}")[:BOUNCE_SIGNATURE]
    return f"{named}-{base64.b32encode(mac).decode().lower()}"


def bounced_by(key: str) -> tuple[Subscriber, int] | None:
    """Return who a bounce is of, and the number of the letter (0 for none); None for a key that is not ours."""
    number, _, rest = key.lower().partition("-")
    letter, _, _mac = rest.partition("-")
    try:
        pk, of = int(number, 16), int(letter, 16)
    except ValueError:
        return None
    subscriber = Subscriber.objects.filter(pk=pk).first() if 0 < pk < 1 << 62 else None
    if subscriber is None or not hmac.compare_digest(bounce_key(subscriber, of).encode(), key.lower().encode()):
        return None
    return subscriber, of


def _address(name: str, written: str) -> str:
    return settings.MUSNAD_SITE_URL + reverse(f"letters:{name}", args=[written])


def _signed(subscriber: Subscriber, text: str) -> bytes:
    return hmac.new(subscriber.secret.encode(), text.encode(), hashlib.sha256).digest()


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
