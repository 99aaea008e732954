"""What mail providers tell through anymail's webhooks, below /letters/providers/."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from anymail.signals import tracking

from musnad.letters import bouncing
from musnad.letters.envelopes import METADATA
from musnad.letters.links import bounced_by
from musnad.letters.models import Subscriber
from musnad.letters.returned import Verdict

ABOUT_THE_MAILBOX = frozenset({None, "invalid", "bounced", "other"})
"""Anymail's reasons that say that there is no such mailbox, or nothing else."""


SPARKPOST_SOFT = frozenset({"20", "21", "22", "23", "24", "40", "70"})
"""SparkPost's classes of bounces: soft, no name server, full, too large, too late, unexplained, for now."""


def verdict_of(event: Any) -> Verdict | None:
    """Return what an event (https://anymail.dev/en/stable/sending/tracking/) says; None for what takes nobody off."""
    reason = event.reject_reason
    if event.event_type == "complained" or (event.event_type == "rejected" and reason == "spam"):
        return Verdict.COMPLAINT
    if event.event_type == "unsubscribed" or (event.event_type == "rejected" and reason == "unsubscribed"):
        return Verdict.OPT_OUT
    if event.event_type in {"bounced", "rejected"}:
        return Verdict.HARD if reason in ABOUT_THE_MAILBOX and not is_temporary(event) else Verdict.SOFT
    return None


def is_temporary(event: Any) -> bool:
    """Return whether the provider itself calls a bounce soft: anymail passes a full mailbox on as "bounced"."""
    told: dict[str, Any] = event.esp_event if isinstance(event.esp_event, dict) else {}
    data = told.get("data") or {}
    inner = told.get("bounce") or data.get("bounce") or {}
    # Postmark; Brevo, Mandrill; MailerSend; Amazon SES; Resend.
    names = (told.get("Type"), told.get("event"), data.get("type"), inner.get("bounceType"), inner.get("type"))
    if any(isinstance(name, str) and re.search("soft|transient", name, re.IGNORECASE) for name in names):
        return True
    message = (told.get("msys") or {}).get("message_event") or {}
    return told.get("hard_bounce") is False or str(message.get("bounce_class", "")) in SPARKPOST_SOFT


def marks_of(event: Any) -> Iterator[str]:
    """Yield what the bounce that an event tells of is known by: providers tell until they are heard, or in two ways."""
    if event.event_id:
        yield f"event {event.event_id}"
    # Postmark writes a number of zeros where an event is about no message.
    if message := str(event.message_id or "").strip("0-"):
        yield f"message {message}"
    if not event.event_id and not message:
        told = json.dumps(event.esp_event, sort_keys=True, default=str)
        yield f"told {hashlib.sha256(told.encode()).hexdigest()}"


def told(sender: Any, event: Any, esp_name: str, **_: Any) -> None:
    verdict, (subscriber, letter) = verdict_of(event), message_of(event)
    if verdict and subscriber:
        marks = [f"{esp_name} {mark}" for mark in marks_of(event)]
        # As a bounce message of the same letter is known: a provider may tell of it in both ways.
        bouncing.act(subscriber, verdict, [*marks, f"letter {letter}"] if letter else marks, letter)


def message_of(event: Any) -> tuple[Subscriber | None, int]:
    """Return whom an event is about and the number of the letter, 0 where the event does not tell."""
    key = (event.metadata or {}).get(METADATA)
    found = bounced_by(key) if isinstance(key, str) else None
    return found or (bouncing.known_as(event.recipient or ""), 0)


def listen() -> None:
    tracking.connect(told, dispatch_uid="musnad.letters")
