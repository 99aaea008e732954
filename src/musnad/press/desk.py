"""What the newsroom's page about the press shows: how much waits and since when, what failed, what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from musnad.press import comparing, staleness, turns
from musnad.press.models import Ping, PrintedFile, PrintedPage, Purge
from musnad.press.publishing import FILES_STAY


@dataclass(frozen=True, slots=True)
class Queue:
    """raised: tags not yet taken up. waiting: pages in line, those behind a site-wide change included (`behind`).

    oldest is since when the first of all that waits has been waiting, whether or not a worker lives; failing pages,
    which are tried again later, are counted in `failing` alone.
    """

    raised: int
    waiting: int
    behind: int
    failing: int
    oldest: datetime | None

    @property
    def age(self) -> timedelta:
        return timezone.now() - self.oldest if self.oldest else timedelta(0)


def queue() -> Queue:
    line = PrintedPage.objects.filter(due_at__isnull=False)
    waiting = line.filter(failures=0)
    raised = staleness.pending()
    ages = (waiting.aggregate(at=Min("due_at"))["at"], raised.aggregate(at=Min("raised_at"))["at"])
    return Queue(
        raised=raised.count(),
        waiting=waiting.count(),
        behind=waiting.filter(lane=staleness.SITE_WIDE).count(),
        failing=failures().count(),
        oldest=min((at for at in ages if at), default=None),
    )


def failures() -> QuerySet[PrintedPage]:
    """Return the pages that could not be printed, with `error`, `failures` and `retry_at`; the next to try first."""
    return PrintedPage.objects.filter(failures__gt=0, gone_at=None).order_by("retry_at", "pk")


def next_in_line(most: int) -> list[PrintedPage]:
    """Return the pages that are printed next, failing ones left out."""
    line = PrintedPage.objects.filter(due_at__isnull=False, failures=0)
    return list(line.order_by("lane", "rank", "pk")[:most])


@dataclass(frozen=True, slots=True)
class CacheLine:
    """A cache before the public site: pages that it is still to forget, since when, and what it last said against it.

    failing: those among them that it did not take yet; retry_at is when the next of these is tried again.
    """

    cache: str
    waiting: int
    failing: int
    oldest: datetime
    error: str
    retry_at: datetime | None

    @property
    def age(self) -> timedelta:
        return timezone.now() - self.oldest


def cache_lines() -> list[CacheLine]:
    """Return the caches that have something to forget."""
    rows = Purge.objects.values("cache").annotate(
        waiting=Count("pk"),
        failing=Count("pk", filter=Q(failures__gt=0)),
        oldest=Min("noted_at"),
        retry_at=Min("retry_at"),
    )
    last = Purge.objects.filter(failures__gt=0).order_by("-retry_at").values("cache", "error")
    errors = {row["cache"]: row["error"] for row in reversed(last[:50])}
    return [CacheLine(error=errors.get(row["cache"], ""), **row) for row in rows.order_by("cache")]


@dataclass(frozen=True, slots=True)
class HubLine:
    """A hub that was not told of all feeds that changed.

    waiting: feeds that it is still to be told of; refused: those of which it will not be told before they change again.
    """

    hub: str
    waiting: int
    refused: int
    oldest: datetime
    error: str
    retry_at: datetime | None


def hub_lines() -> list[HubLine]:
    """Return the hubs that were not told of something, with what each last said against it."""
    rows = Ping.objects.values("hub").annotate(
        waiting=Count("pk", filter=Q(refused=False)),
        refused=Count("pk", filter=Q(refused=True)),
        oldest=Min("noted_at"),
        retry_at=Min("retry_at"),
    )
    last = Ping.objects.exclude(error="").order_by("-noted_at").values_list("hub", "error")
    errors = dict(reversed(last[:50]))
    return [HubLine(error=errors.get(row["hub"], ""), **row) for row in rows.order_by("hub")]


def last_prints(most: int = 50) -> list[PrintedPage]:
    """Return the pages printed last, newest first."""
    return list(PrintedPage.objects.filter(printed_at__isnull=False).order_by("-printed_at", "-pk")[:most])


def anything_to_do() -> bool:
    """Return whether a run of the press would do anything now."""
    return (
        staleness.pending().exists()
        or comparing.under_way()
        or turns.due().exists()
        or PrintedPage.objects.filter(gone_at__isnull=False).exists()
        or PrintedFile.objects.filter(unused_at__lte=timezone.now() - FILES_STAY).exists()
    )
