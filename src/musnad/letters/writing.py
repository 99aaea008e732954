"""A letter as the bytes of one reader's message."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from email.message import EmailMessage as Parsed
from email.policy import SMTP
from email.utils import format_datetime
from functools import cached_property

from django.core.mail import EmailMessage
from django.utils import timezone

from musnad.letters import envelopes, links, naming
from musnad.letters.composing import Mail, personal
from musnad.letters.models import Delivery, Subscriber


class Writer:
    """Writes one mail to one reader after another: what is the same for all is encoded once."""

    def __init__(self, mail: Mail) -> None:
        self.mail = mail
        self.sender = envelopes.sender(mail.site)

    @cached_property
    def head(self) -> bytes:
        """The headers that are the same for all, encoded as RFC 2047 wants them."""
        parsed = Parsed(policy=SMTP)
        parsed["Subject"] = self.mail.subject
        parsed["From"] = self.sender
        parsed["MIME-Version"] = "1.0"
        parsed["Content-Language"] = self.mail.lang
        parsed["Auto-Submitted"] = "auto-generated"
        parsed["Precedence"] = "list"
        return parsed.as_bytes().rstrip(b"\r\n") + b"\r\n"

    @cached_property
    def boundary(self) -> str:
        return f"musnad-{hashlib.sha256(self.mail.html.encode()).hexdigest()[:24]}"

    def raw(self, delivery: Delivery, subscriber: Subscriber, key: str) -> bytes:
        """Return the whole message as SMTP's DATA has it, without the last line; key: the list to be left by it."""
        own = Own(delivery, subscriber, key)
        kind = f'multipart/alternative; boundary="{self.boundary}"'
        lines = {**own.headers, "To": subscriber.address, "Content-Type": kind}
        headers = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        text, html = own.bodies(self.mail)
        return b"".join(
            (
                self.head,
                headers.encode("ascii"),
                b"\r\n",
                part(self.boundary, "plain", text),
                part(self.boundary, "html", html),
                f"--{self.boundary}--\r\n".encode(),
            )
        )

    def message(self, delivery: Delivery, subscriber: Subscriber, key: str) -> EmailMessage:
        """Return the same for a backend of Django's that is no mail server."""
        own = Own(delivery, subscriber, key)
        text, html = own.bodies(self.mail)
        return envelopes.message_to(
            subscriber, self.mail.site, self.mail.subject, text, html, own.headers, letter=self.mail.letter
        )


def part(boundary: str, kind: str, body: str) -> bytes:
    lines = base64.encodebytes(body.encode()).replace(b"\n", b"\r\n")
    head = f"--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + lines


@dataclass(frozen=True, slots=True)
class Own:
    """What is one reader's own in a letter."""

    delivery: Delivery
    subscriber: Subscriber
    key: str

    @property
    def headers(self) -> dict[str, str]:
        return {
            **envelopes.headers_for(self.subscriber, self.key, self.delivery.letter_id),
            "Message-ID": naming.of_delivery(self.delivery),
            "Date": format_datetime(timezone.localtime(timezone.now())),
        }

    def bodies(self, mail: Mail) -> tuple[str, str]:
        leave = links.leave_link(self.subscriber, self.key, self.delivery.letter_id)
        preferences = links.preferences_link(self.subscriber)
        return personal(mail.text, leave, preferences), personal(mail.html, leave, preferences, html=True)
