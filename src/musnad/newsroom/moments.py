"""Moments that public pages depend on, moved by the schedule alone.

A page may not ask the clock: printed again a day later it would be another without an edit. So what depends on the time
depends on a row, and whoever moves the row raises the tag.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction

from musnad import tags
from musnad.newsroom.models.editions import Edition
from musnad.newsroom.models.machines import ForMachines, Moment
from musnad.newsroom.models.record import Listing

NEWS = timedelta(days=2)
"""How long a story stands in the news sitemap: Google takes no older ones."""

GOOD_FOR, RENEWED = timedelta(days=180), timedelta(days=90)
"""How long a new security.txt may be relied on, and how long before its end it is renewed; RFC 9116 advises a year."""

NEWS_SINCE, SECURITY_EXPIRES = "news since", "security expires"


def news_since() -> datetime | None:
    """Return when a story must have been published to stand in the news sitemap; None before it was ever settled."""
    return at(NEWS_SINCE)


def security_expires() -> datetime | None:
    return at(SECURITY_EXPIRES)


def at(name: str) -> datetime | None:
    found: datetime | None = Moment._default_manager.filter(name=name).values_list("at", flat=True).first()
    return found


def keep(now: datetime) -> None:
    """Move the moments whose time has come."""
    let_news_leave(now)
    renew_security(now)


@transaction.atomic
def let_news_leave(now: datetime) -> None:
    """Have the stories whose two days are over leave the news sitemap. Where there are none, nothing is written."""
    since, until = news_since(), now - NEWS
    over = Listing.objects.filter(dated__lte=until, present=True)
    leaving = {
        lang
        for lang in Edition.objects.live().order_by().values_list("slug", flat=True)
        if (over.filter(dated__gt=since) if since else over).filter(collection=tags.stories(lang)).exists()
    }
    if leaving or since is None:
        move(NEWS_SINCE, until)
        tags.raise_tags({tags.news(lang) for lang in leaving})


@transaction.atomic
def renew_security(now: datetime) -> None:
    """Have security.txt hold for half a year again where its end comes near."""
    ends = security_expires()
    if not ForMachines.told().security_contact.strip() or (ends and ends - now > RENEWED):
        return
    day = (now + GOOD_FOR).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    move(SECURITY_EXPIRES, day)
    tags.raise_tags({tags.MACHINES})


def move(name: str, to: datetime) -> None:
    Moment._default_manager.update_or_create(name=name, defaults={"at": to})
