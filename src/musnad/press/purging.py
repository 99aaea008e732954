"""Caches told of what was printed and removed: noted with the print, done after it, and again until it went through.

A page's purge is noted in the transaction that records its print, so that no kill comes between. It is sent when the
page is in the store: a cache that forgot a page before would fetch the old one again.
"""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from musnad import tags
from musnad.press.caches import Cache, CacheError, caches
from musnad.press.carrying import carried, own_key, written
from musnad.press.locks import PURGES, press_locks
from musnad.press.lots import in_lots
from musnad.press.models import PrintedPage, PrintedTag, Purge
from musnad.press.rendering import Sheet
from musnad.press.telling import Teller

logger = logging.getLogger(__name__)

LOCK_FILE = "press.lock"
LOT = 1000
"""Purges looked at together, from which as few keys as possible are found."""

WHOLE_SITE = 5000
"""Pages from which on a cache that knows keys is told once to forget all of them."""

POLL = 1.0
FIRST_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(minutes=10)

_noted = threading.Event()


def note_printed(sheets: Collection[Sheet]) -> None:
    """Note purges of those of `sheets` that are others than the store was known to have.

    Call it in the recording transaction, before the tags of the last print are forgotten.
    """
    names = [cache.name for cache in caches()]
    changed = [sheet for sheet in sheets if sheet.page.digest != sheet.digest]
    if not names or not changed:
        return
    raised = raised_tags([sheet for sheet in changed if is_known(sheet.page)])
    rows = []
    for sheet in changed:
        new = carried(sheet.page.file, sheet.read)
        # What a copy carries that a cache made just now: the last print's tags, or already these.
        both = set(sheet.page.carried.split()) & set(new)
        keys = sorted(both & {written(tag) for tag in raised[sheet.page.pk]})
        rows += [Purge(cache=name, file=sheet.page.file, path=sheet.page.path, keys=keys) for name in names]
    note(rows)


def keys_kept(sheet: Sheet, *, put: bool) -> str | None:
    """Return what its row is to say of the keys that the page carries in the store, None where that stays as it is.

    put: whether it was written now.
    """
    if not settings.PUBLIC_CDN or sheet.page.digest == sheet.digest:
        return None
    # Unwritten and yet unknown: a press that was killed wrote it, and with which tags is not known.
    return " ".join(carried(sheet.page.file, sheet.read)) if put else ""


def is_known(page: PrintedPage) -> bool:
    """Return whether it is known what the store has of the page, and that its tags are those of that print alone."""
    return bool(page.digest and page.carried and not page.failures)


def raised_tags(sheets: Collection[Sheet]) -> dict[int, set[str]]:
    """Return, by page, the tags that stand otherwise than when the page was last printed."""
    now = {sheet.page.pk: sheet.read for sheet in sheets}
    found: dict[int, set[str]] = defaultdict(set)
    for page, tag, value in PrintedTag.objects.filter(page__in=now).values_list("page", "tag", "value"):
        if now[page].get(tag, value) != value:
            found[page].add(tag)
    return found


def note_removed(pages: Collection[int]) -> None:
    """Note purges of pages that are out of the store; call it before they are forgotten, in the same transaction."""
    if names := [cache.name for cache in caches()]:
        gone = PrintedPage.objects.filter(pk__in=pages).values_list("file", "path")
        note([Purge(cache=name, file=file, path=path, keys=[]) for file, path in gone for name in names])


def note(rows: Sequence[Purge]) -> None:
    Purge.objects.bulk_create(rows, batch_size=200)
    transaction.on_commit(_noted.set)


def purge_caches(stop: Callable[[], bool] = lambda: False) -> bool:
    """Tell each cache what it is to forget now; return whether all went well.

    What fails is noted for the desk and tried again later, each time after a longer pause.
    """
    good = True
    known = caches()
    for cache in known:
        while not stop() and (rows := list(due(cache.name)[:LOT])):
            if not purged(cache, rows):
                good = False
                break
    # One that is no longer among the settings will never be told.
    Purge.objects.exclude(cache__in=[cache.name for cache in known]).delete()
    return good


def purge_alone(stop: Callable[[], bool]) -> None:
    """Tell the caches what waits, unless another worker is at it: a cache counts how often it is asked."""
    if Purge.objects.exists():
        with press_locks(settings.MUSNAD_HOME / LOCK_FILE) as locks, locks.held(PURGES) as alone:
            if alone:
                purge_caches(stop)


def due(cache: str) -> QuerySet[Purge]:
    waited = Q(retry_at=None) | Q(retry_at__lte=timezone.now())
    return Purge.objects.filter(waited, cache=cache).order_by("pk")


def purged(cache: Cache, rows: list[Purge]) -> bool:
    """Purge what `rows` name, as far as the cache takes it."""
    if cache.header and due(cache.name).count() > WHOLE_SITE:
        last = due(cache.name).reverse().values_list("pk", flat=True)[0]
        return sent(cache, [tags.LOOK], due(cache.name).filter(pk__lte=last).values_list("pk", flat=True))
    wanted = fewest_keys(rows) if cache.header else by_address(rows)
    results = [sent_in_parts(cache, {key: wanted[key] for key in some}) for some in in_lots(wanted, cache.most)]
    return all(results)


def sent_in_parts(cache: Cache, wanted: Mapping[str, list[int]]) -> bool:
    """Purge all of `wanted`; where the cache finds fault with something among it, each by itself."""
    pks = [pk for some in wanted.values() for pk in some]
    try:
        cache.purge(list(wanted))
    except CacheError as error:
        if error.divisible and len(wanted) > 1:
            results = [sent(cache, [key], some) for key, some in wanted.items()]
            return all(results)
        return failed(cache, error, pks)
    return done(pks)


def sent(cache: Cache, what: list[str], pks: Iterable[int]) -> bool:
    found = list(pks)
    try:
        cache.purge(what)
    except CacheError as error:
        return failed(cache, error, found)
    return done(found)


def done(pks: Iterable[int]) -> bool:
    for some in in_lots(pks, 200):
        Purge.objects.filter(pk__in=some).delete()
    return True


def failed(cache: Cache, error: CacheError, pks: Collection[int]) -> bool:
    """Note when to try again: twice as late each time, and not before the cache asked for."""
    logger.warning("%s It is tried again.", error)
    now = timezone.now()
    for some in in_lots(sorted(pks), 200):
        rows = Purge.objects.filter(pk__in=some)
        least = min(rows.values_list("failures", flat=True), default=0)
        rows.update(failures=F("failures") + 1, error=error.said, retry_at=retry_at(least, error.wait, now))
    return False


def retry_at(failures: int, wait: float, now: datetime) -> datetime:
    return now + max(min(FIRST_RETRY * (1 << min(failures, 16)), LONGEST_RETRY), timedelta(seconds=wait))


def by_address(rows: Iterable[Purge]) -> dict[str, list[int]]:
    """Return each address to forget with its rows."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        found[settings.MUSNAD_SITE_URL + quote(row.path)].append(row.pk)
    return found


def fewest_keys(rows: Collection[Purge]) -> dict[str, list[int]]:
    """Return keys by which all of `rows` are forgotten, with their rows: a raised tag stands for all that it staled.

    A page that was printed twice has a row for each: the copy that a cache has may be of before the first.
    """
    found: dict[str, list[int]] = defaultdict(list)
    by_tag: dict[str, set[Purge]] = defaultdict(set)
    for row in rows:
        if row.keys:
            for key in row.keys:
                by_tag[key].add(row)
        else:
            found[own_key(row.file)].append(row.pk)
    left = {row for some in by_tag.values() for row in some}
    while left:
        key = max(by_tag, key=lambda key: (len(by_tag[key] & left), key))
        taken = by_tag[key] & left
        left -= taken
        # For one page its own key is as short, and forgets no other.
        (only,) = taken if len(taken) == 1 else (None,)
        found[own_key(only.file) if only else key] += sorted(row.pk for row in taken)
    return found


class Purger(Teller):
    """A thread that tells the caches, so that a slow one holds up no print."""

    def __init__(self) -> None:
        super().__init__("purger", purge_alone, _noted, lambda: POLL)

    def start(self) -> None:
        if settings.PUBLIC_CDN:
            super().start()
