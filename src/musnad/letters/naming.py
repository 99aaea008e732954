"""The Message-IDs of our messages: a report that brings back nothing else of a message mostly still names it.

They are signed with the site's key: nobody can tell from one what another is.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from email.utils import parseaddr

from django.conf import settings

from musnad.letters.models import Delivery, Subscriber

_OURS = re.compile(r"(?:letter-\d{1,18}-(\d{1,18})|notice-(\d{1,18})-[0-9a-f]{16})-[0-9a-f]{16}")


def of_delivery(delivery: Delivery) -> str:
    """Return the Message-ID of one reader's letter: the same however often it is tried."""
    return _whole(f"letter-{delivery.letter_id}-{delivery.pk}")


def of_notice(subscriber: Subscriber) -> str:
    """Return a new Message-ID for what the site writes to `subscriber` by itself."""
    return _whole(f"notice-{subscriber.pk}-{secrets.token_hex(8)}")


def named_by(written: str) -> tuple[Subscriber, int] | None:
    """Return whose message the part before a Message-ID's @ names, and the number of its letter (0 for none).

    None where it is none of ours, or its subscriber was erased.
    """
    written = written.lower()
    found = _OURS.fullmatch(written)
    if not found or not hmac.compare_digest(_signed(written[: found.end() - 17]), written):
        return None
    if found[2]:
        subscriber = Subscriber.objects.filter(pk=int(found[2])).first()
        return (subscriber, 0) if subscriber else None
    delivery = Delivery.objects.select_related("subscriber").filter(pk=int(found[1])).first()
    return (delivery.subscriber, delivery.letter_id) if delivery and delivery.subscriber else None


def _whole(named: str) -> str:
    domain = parseaddr(settings.MUSNAD_MAIL_FROM)[1].rpartition("@")[2] or "localhost"
    return f"<{_signed(named)}@{domain}>"


def _signed(named: str) -> str:
    return f"{named}-{hmac.new(settings.SECRET_KEY.encode(), named.encode(), hashlib.sha256).hexdigest()[:16]}"
