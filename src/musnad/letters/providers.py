"""What mail providers tell through anymail's webhooks, below /letters/providers/."""

from __future__ import annotations

from typing import Any

from anymail.signals import tracking

from musnad.letters import bouncing
from musnad.letters.returned import Verdict

ABOUT_THE_MAILBOX = frozenset({None, "invalid", "bounced", "other"})
"""Anymail's reasons that say that there is no such mailbox, or nothing else."""


def verdict_of(event: Any) -> Verdict | None:
    """Return what an event (https://anymail.dev/en/stable/sending/tracking/) says; None for what takes nobody off."""
    reason = event.reject_reason
    if event.event_type == "complained" or (event.event_type == "rejected" and reason == "spam"):
        return Verdict.COMPLAINT
    if event.event_type == "unsubscribed" or (event.event_type == "rejected" and reason == "unsubscribed"):
        return Verdict.OPT_OUT
    if event.event_type in {"bounced", "rejected"}:
        return Verdict.HARD if reason in ABOUT_THE_MAILBOX else Verdict.SOFT
    return None


def told(sender: Any, event: Any, esp_name: str, **_: Any) -> None:
    verdict, subscriber = verdict_of(event), bouncing.known_as(event.recipient or "")
    if verdict and subscriber:
        bouncing.act(subscriber, verdict)


def listen() -> None:
    tracking.connect(told, dispatch_uid="musnad.letters")
