"""What letters do by the clock: those that are due, and those that make themselves."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from musnad.letters import corrections, making
from musnad.letters.choosing import lang_of
from musnad.letters.errors import Empty, LettersError
from musnad.letters.models import Letter, Plan
from musnad.newsroom.models import Edition, Topic

logger = logging.getLogger(__name__)

LATE = timedelta(hours=6)
"""A plan whose hour was missed by more than that, since nothing ran, waits for its next day."""


def keep_the_plans() -> None:
    """Begin what is due, make what plans say, and note which claims turned. Any number of workers may do it at once."""
    now = timezone.now()
    for letter in Letter.objects.filter(state=Letter.State.SCHEDULED, scheduled_at__lte=now).order_by("scheduled_at"):
        begin(letter)
    for plan in Plan.objects.filter(active=True):
        try:
            follow(plan, now)
        except Exception:
            logger.exception("The plan of %s could not be followed", plan.list)
    while corrections.watch():
        pass
    corrections.bundle()


def begin(letter: Letter) -> None:
    try:
        making.begin(letter)
    except LettersError as error:
        logger.info("%s", error)


def follow(plan: Plan, now: datetime) -> None:
    """Make a plan's letter where its hour has come; an empty one is not made, and the day is done."""
    try:
        zone = zone_of(plan.list)
    except (Topic.DoesNotExist, Edition.DoesNotExist):
        return
    day = now.astimezone(zone).date()
    due = moment(day, plan.at, zone)
    if str(day.weekday()) not in plan.weekdays or not due <= now < due + LATE:
        return
    with transaction.atomic():
        mine = Plan.objects.filter(Q(last_on=None) | Q(last_on__lt=day), pk=plan.pk)
        if not mine.update(last_on=day):
            return
        try:
            letter = making.make(plan.list, now=now)
        except Empty:
            return
    if plan.automatic:
        begin(letter)


def zone_of(key: str) -> ZoneInfo:
    """Return the time zone of a list's edition."""
    return ZoneInfo(Edition.objects.get(slug=lang_of(key)).zone)


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the moment at which clocks in `zone` show `at` on that day.

    In the hour that is twice in autumn the first; for one that spring leaves out, as much later as clocks were put on.
    """
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def exists(day: date, at: time, zone: ZoneInfo) -> bool:
    """Whether clocks in `zone` show `at` on that day at all."""
    shown = moment(day, at, zone).astimezone(zone)
    return (shown.date(), shown.time()) == (day, at)


def next_at(plan: Plan, now: datetime) -> datetime | None:
    """Return when a plan makes its next letter, by its edition's clock; None where it never does."""
    zone = zone_of(plan.list)
    today = now.astimezone(zone).date()
    for number in range(9):
        day = today + timedelta(days=number)
        at = moment(day, plan.at, zone)
        free = plan.last_on is None or plan.last_on < day
        if plan.active and str(day.weekday()) in plan.weekdays and free and now < at + LATE:
            return max(at, now).astimezone(zone)
    return None
