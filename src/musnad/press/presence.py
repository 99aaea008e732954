"""Whether a worker lives: each says so now and then, and takes its word back when it ends in order."""

from __future__ import annotations

import json
import os
import secrets
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from musnad.press.models import PressState

PREFIX = "worker:"
EACH = timedelta(seconds=20)
"""Between two signs of life: each is a write to the database that editors write to."""

ALIVE = timedelta(seconds=90)
"""A worker that gave no sign for so long is taken for dead, or for kept from the database."""

FORGOTTEN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Seen:
    """A worker as it showed itself last: where, since when, when last, and what kept it from its work then ("")."""

    name: str
    machine: str
    process: int
    since: datetime
    at: datetime
    trouble: str

    @property
    def alive(self) -> bool:
        return timezone.now() - self.at < ALIVE


class Presence:
    """One worker's own."""

    def __init__(self) -> None:
        self._name = PREFIX + secrets.token_hex(8)
        self._since = timezone.now()
        self._shown_at: datetime | None = None
        self._trouble = ""

    def show(self, trouble: str | None = None) -> None:
        """Say that the worker lives, if it is time to; at once where `trouble` (None: as before) is new."""
        new = trouble is not None and trouble != self._trouble
        if new:
            self._trouble = trouble or ""
        now = timezone.now()
        # Either way: a clock that was put back must not silence it for hours.
        if not new and self._shown_at and abs(now - self._shown_at) < EACH:
            return
        self._shown_at = now
        PressState.objects.update_or_create(name=self._name, defaults={"value": self._told()})

    def leave(self) -> None:
        """Take the word back, and that of those who died long ago."""
        dead = [seen.name for seen in workers() if timezone.now() - seen.at > FORGOTTEN]
        PressState.objects.filter(name__in=[self._name, *dead]).delete()

    def _told(self) -> str:
        told = {"machine": socket.gethostname(), "process": os.getpid(), "trouble": self._trouble[:1000]}
        return json.dumps(told | {"since": self._since.isoformat(), "at": timezone.now().isoformat()})


def workers() -> list[Seen]:
    """Return the workers that have not ended in order, those seen last first."""
    rows = PressState.objects.filter(name__startswith=PREFIX).values_list("name", "value")
    return sorted((seen(name, value) for name, value in rows), key=lambda each: each.at, reverse=True)


def seen(name: str, value: str) -> Seen:
    told = json.loads(value)
    since, at = datetime.fromisoformat(told["since"]), datetime.fromisoformat(told["at"])
    return Seen(name, told["machine"], told["process"], since, at, told["trouble"])
