"""Whom a message is from and to, where its bounces go, and the headers by which mail programs offer a way out."""

from __future__ import annotations

from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.html import strip_tags

from musnad.letters import naming
from musnad.letters.links import bounce_key, leave_link
from musnad.letters.models import Subscriber

KEY_HEADER = "X-Musnad-Key"
"""By it a message that comes back is known, whatever became of its return path on the way."""

METADATA = "musnad_key"
"""The same, as providers give it back with what they tell of a message."""


def headers_for(subscriber: Subscriber, key: str, letter: int = 0) -> dict[str, str]:
    """Return the headers of a letter to the list `key`: the way out of RFC 8058, the list's name of RFC 2919.

    letter: the number by which its bounces and those who leave by it are counted.
    """
    return {
        "List-Unsubscribe": f"<{leave_link(subscriber, key, letter)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-ID": f"<{key.replace(':', '.')}.{urlsplit(settings.MUSNAD_SITE_URL).hostname}>",
        KEY_HEADER: bounce_key(subscriber, letter),
    }


def return_path(subscriber: Subscriber, letter: int = 0) -> str:
    """Return where bounces of a message go: each to an address of its own, where MUSNAD_MAIL_BOUNCES is set."""
    if not settings.MUSNAD_MAIL_BOUNCES:
        return parseaddr(settings.MUSNAD_MAIL_FROM)[1]
    local, _, domain = settings.MUSNAD_MAIL_BOUNCES.rpartition("@")
    return f"{local}+{bounce_key(subscriber, letter)}@{domain}"


def sender(site: str) -> str:
    """Return the From of messages by the edition called `site`, which MUSNAD_MAIL_FROM may name otherwise."""
    name, address = parseaddr(settings.MUSNAD_MAIL_FROM)
    return formataddr((name or strip_tags(site), address))


def message_to(
    subscriber: Subscriber, site: str, subject: str, text: str, html: str, headers: dict[str, str], letter: int = 0
) -> EmailMultiAlternatives:
    """Return a message ready to be sent.

    A mail server is told the return path as SMTP's sender, which Django takes from `from_email`; a provider apart.
    """
    written = sender(site)
    message: Any = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=text,
        from_email=return_path(subscriber, letter),
        to=[subscriber.address],
        headers={
            "From": written,
            "Message-ID": naming.of_notice(subscriber),
            KEY_HEADER: bounce_key(subscriber, letter),
            **headers,
        },
    )
    if settings.ANYMAIL:
        message.from_email, message.envelope_sender = written, message.from_email
        message.metadata = {METADATA: bounce_key(subscriber, letter)}
        del message.extra_headers["From"]
    message.attach_alternative(html, "text/html")
    return message  # type: ignore[no-any-return]
