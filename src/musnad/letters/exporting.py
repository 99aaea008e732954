"""All that is known of a subscriber, for its owner."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from musnad.letters import lists
from musnad.letters.models import Delivery, Notice, Subscriber


def known_of(subscriber: Subscriber) -> dict[str, Any]:
    """Return it as plain values; times in ISO 8601."""
    rows = list(subscriber.subscriptions.values_list("list", "since"))
    names = lists.names_of([key for key, _ in rows], subscriber.lang)
    return {
        "address": subscriber.address,
        "written_as": subscriber.typed,
        "language": subscriber.lang,
        "state": subscriber.state,
        "asked_by": subscriber.consent,
        "asked": _time(subscriber.asked_at),
        "confirmed": _time(subscriber.confirmed_at),
        "left": _time(subscriber.left_at),
        "temporary_failures": subscriber.soft_bounces,
        "reports_without_proof": subscriber.unproven_reports,
        "letters": [{"list": key, "name": names.get(key, key), "since": _time(since)} for key, since in rows],
        "sent": [
            {"letter": subject, "state": state, "at": _time(at)}
            for subject, state, at in Delivery.objects.filter(subscriber=subscriber)
            .order_by("pk")
            .values_list("letter__subject", "state", "at")
        ],
        "messages_waiting": [
            {"kind": kind, "asked": _time(made)}
            for kind, made in Notice.objects.filter(subscriber=subscriber).values_list("kind", "made_at")
        ],
    }


def _time(when: datetime | None) -> str | None:
    return when.isoformat(timespec="seconds") if when else None
