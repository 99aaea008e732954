"""Hubs (WebSub) told of feeds that changed: noted with the print, done after it, and again until it went through.

A feed is noted in the transaction that records its print, when it is in the store; and told when no cache has an old
copy of it any more, since the hub fetches it at once. However often it changes meanwhile, it is told of once.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from http import HTTPStatus

import requests
from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from musnad import tags
from musnad.newsstand.addresses import whole_address
from musnad.press.caches.cache import seconds
from musnad.press.locks import PINGS, press_locks
from musnad.press.models import Ping, Purge
from musnad.press.purging import LOCK_FILE, raised_tags, retry_at
from musnad.press.rendering import Sheet
from musnad.press.telling import Teller

logger = logging.getLogger(__name__)

LOT = 100
POLL = 1.0
TIMES = (5, 10)
"""Seconds to connect, and to wait for an answer."""

FEEDS = "-feed"
"""How the kinds of routes end that are feeds."""

PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
"""Refusals that may be none later; with all others a hub has refused for good."""

_noted = threading.Event()


class HubError(Exception):
    """A hub did not take a ping. refused: it will not take the same one later. wait: seconds that it asks for."""

    def __init__(self, said: str, *, refused: bool = False, wait: float = 0) -> None:
        super().__init__(said)
        self.said, self.refused, self.wait = said, refused, wait


def note_printed(sheets: Collection[Sheet]) -> None:
    """Note pings of the feeds among `sheets` that say something else than they did.

    Call it in the recording transaction, before the tags of the last print are forgotten. Nobody can have subscribed to
    a feed that was never printed; and one that has only another look is no news: a hub would be told of every feed.
    """
    hubs: list[str] = settings.MUSNAD_WEBSUB_HUBS
    feeds = [sheet for sheet in sheets if is_feed(sheet) and sheet.page.digest != sheet.digest]
    if not hubs or not feeds:
        return
    raised = raised_tags(feeds)
    paths = sorted(sheet.page.path for sheet in feeds if raised[sheet.page.pk] - {tags.LOOK})
    now = timezone.now()
    # A hub that refused is asked again; one that does not answer is not asked sooner.
    Ping.objects.bulk_create(
        [Ping(hub=hub, path=path, noted_at=now) for hub in sorted(hubs) for path in paths],
        batch_size=200,
        update_conflicts=True,
        unique_fields=["hub", "path"],
        update_fields=["noted_at", "refused"],
    )
    transaction.on_commit(_noted.set)


def is_feed(sheet: Sheet) -> bool:
    return sheet.page.kind.endswith(FEEDS) and sheet.page.printed_at is not None


def tell_hubs(stop: Callable[[], bool] = lambda: False) -> bool:
    """Tell each hub of the feeds that changed; return whether all took what they were told.

    What fails is noted for the desk and tried again later, each time after a longer pause; what a hub refuses is left
    until the feed changes again.
    """
    hubs: list[str] = settings.MUSNAD_WEBSUB_HUBS
    # One that is no longer among the settings will never be told.
    Ping.objects.exclude(hub__in=hubs).delete()
    told = [told_all(hub, stop) for hub in hubs]
    return all(told)


def told_all(hub: str, stop: Callable[[], bool]) -> bool:
    good = True
    with requests.Session() as session:
        while not stop() and (rows := list(due(hub)[:LOT])):
            for row in rows:
                if stop():
                    return good
                try:
                    ask(session, hub, row.path)
                except HubError as error:
                    good = False
                    if error.refused:
                        refuse(row, error)
                        continue
                    put_off(hub, error)
                    return False
                done(row)
    return good


def due(hub: str) -> QuerySet[Ping]:
    """Return what the hub is to be told now; not of a feed of which a cache still has the old copy."""
    found = Ping.objects.filter(hub=hub, refused=False).order_by("pk")
    if found.filter(retry_at__gt=timezone.now()).exists():
        # It did not answer. A feed that changed since does not have it asked sooner.
        return found.none()
    return found.exclude(path__in=Purge.objects.values("path")) if settings.PUBLIC_CDN else found


def ask(session: requests.Session, hub: str, path: str) -> None:
    """Tell the hub that the feed at `path` changed. Raises HubError, in whose text no address stands."""
    told = {"hub.mode": "publish", "hub.url": whole_address(path)}
    try:
        answer = session.post(hub, data=told, timeout=TIMES, allow_redirects=False, stream=True)
        answer.close()
    except requests.RequestException as error:
        raise HubError(type(error).__name__) from error
    if answer.status_code >= 300:
        refused = answer.status_code < 500 and answer.status_code not in PASSING
        wait = seconds(answer.headers.get("retry-after", ""))
        raise HubError(f"status {answer.status_code}", refused=refused, wait=wait)


def done(row: Ping) -> None:
    """Forget the ping, unless the feed changed again while the hub was told."""
    if not Ping.objects.filter(pk=row.pk, noted_at=row.noted_at).delete()[0]:
        Ping.objects.filter(pk=row.pk).update(failures=0, error="", retry_at=None)


def refuse(row: Ping, error: HubError) -> None:
    logger.warning("%s refused to be told of %s: %s.", row.hub, row.path, error.said)
    same = Ping.objects.filter(pk=row.pk, noted_at=row.noted_at)
    same.update(refused=True, failures=F("failures") + 1, error=error.said, retry_at=None)


def put_off(hub: str, error: HubError) -> None:
    """Note when to ask the hub again, for all that waits: a hub that does not answer is asked once, not for each."""
    logger.warning("%s was not told of feeds that changed: %s. It is tried again.", hub, error.said)
    rows = Ping.objects.filter(hub=hub, refused=False)
    most = max(rows.values_list("failures", flat=True), default=0)
    rows.update(failures=most + 1, error=error.said, retry_at=later(most, error.wait, timezone.now()))


def later(failures: int, wait: float, now: datetime) -> datetime:
    return min(retry_at(failures, wait, now), now + timedelta(days=1))


def tell_alone(stop: Callable[[], bool]) -> None:
    """Tell the hubs what waits, unless another worker is at it."""
    if Ping.objects.exists():
        with press_locks(settings.MUSNAD_HOME / LOCK_FILE) as locks, locks.held(PINGS) as alone:
            if alone:
                tell_hubs(stop)


class Caller(Teller):
    """A thread that tells the hubs, so that a slow one holds up no print."""

    def __init__(self) -> None:
        super().__init__("caller", tell_alone, _noted, lambda: POLL)

    def start(self) -> None:
        if settings.MUSNAD_WEBSUB_HUBS:
            super().start()
