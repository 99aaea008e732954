"""Which pages are stale: found by what was raised, at the cost of what changed.

A raised tag is *taken up*: the addresses that it owns are compared with the pages that we have, and each page that
read it at an older value is put in line (`due_at`). Then the tag is settled, although nothing is printed yet: the
line is in the database too. So a page that cannot be printed holds up no tag, and a killed press finds the line as
it was.
"""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Case, F, OuterRef, Q, QuerySet, SmallIntegerField, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from musnad.press.lots import in_lots
from musnad.press.models import Counter, PrintedFile, PrintedPage, PrintedTag
from musnad.press.newsstand import HOME, Newsstand, Route
from musnad.press.rows import locked
from musnad.press.snapshot import snapshot

logger = logging.getLogger(__name__)

LOT = 200
"""Tags taken up at once."""

FEW = 20
"""Raised tags whose addresses are looked at in passing; where there are more, they are taken up first."""

WIDE = 300
"""A tag that stales more pages than this is a site-wide change: they wait behind what a single edit stales."""

CHUNK, CHUNK_BESIDE = 200, 100
"""Pages put in line in one transaction, so that an editor's save never waits long; and beside another edit, which goes
first."""

FRESH, EDITED, FOLLOWING, SITE_WIDE = -1, 0, 1, 2
"""The lanes: pages that an edit brought, whatever their rank, since a page that stands and links to them may be of any;
pages that an edit changed; those that nobody waits for, of a rank below zero or with a file that is still to be made;
and the many of a site-wide change."""

ROUTE_FIELDS = ("path", "kind", "owner", "key", "rank")


def pending() -> QuerySet[Counter]:
    return Counter.objects.filter(value__gt=F("settled"))


class Wide:
    """Site-wide changes whose pages are being put in line, some at a time; kept by one press as long as it works.

    Which pages a tag stales is asked once: they may be all there are. What is forgotten with its press is asked anew.
    """

    def __init__(self) -> None:
        self._left: dict[tuple[str, int], list[int] | None] = {}

    def line_up(self, tag: str, value: int, most: int) -> bool:
        """Put some pages that `tag` stales at `value` in line, behind; return whether those were the last.

        The fronts of editions come at once, and before all others: they are what readers see of it first. All of the
        pages were printed before, so that they lead to nothing that is not there.
        """
        stale = PrintedPage.objects.filter(pk__in=stale_tags([tag]).values("page"), gone_at=None)
        outside = stale.filter(Q(due_at=None) | Q(retry_at__isnull=False))
        if (tag, value) not in self._left:
            self._left = {key: left for key, left in self._left.items() if key[0] != tag} | {(tag, value): None}
            put_in_line(outside.filter(rank=HOME), EDITED)
            return False
        left = self._left[tag, value]
        if left is None:
            left = self._left[tag, value] = list(outside.order_by("-pk").values_list("pk", flat=True))
        some, left[-most:] = left[-most:], []
        # Some may have been printed meanwhile.
        still = PrintedPage.objects.filter(pk__in=stale_among(some, tag), gone_at=None)
        put_in_line(still.filter(Q(due_at=None) | Q(retry_at__isnull=False)), SITE_WIDE)
        if not left:
            del self._left[tag, value]
        return not left


def take_up(newsstand: Newsstand, aside: set[str], under_way: Wide) -> bool:
    """Take up some of the raised tags; return whether there were any. Whoever calls holds the lead.

    A tag whose addresses cannot be found stays raised and is put `aside`, so that it holds up no other. One that stales
    very many pages stays raised until all of them are in line, some at each call: what is in line is printed between
    two calls, and what is raised meanwhile is taken up.
    """
    with snapshot():
        raised = dict(pending().exclude(tag__in=aside).order_by("tag")[:LOT].values_list("tag", "value"))
        wanted = found_routes(newsstand, raised)
    if not raised:
        return False
    aside |= raised.keys() - wanted.keys()
    raised = {tag: raised[tag] for tag in wanted}
    wide = wide_tags(raised)
    # A transaction for each, since those that print change these rows as well: whoever holds few waits for few.
    reconcile(wanted)
    line_up(raised.keys() - set(wide))
    some = CHUNK if len(wide) == len(raised) else CHUNK_BESIDE
    begun = {tag for tag in wide if not under_way.line_up(tag, raised[tag], some)}
    settle({tag: value for tag, value in raised.items() if tag not in begun})
    return True


def brings_addresses(newsstand: Newsstand, aside: Collection[str]) -> bool:
    """Return whether edits that are not taken up yet have pages that are not even in line, or are to go."""
    raised = list(pending().exclude(tag__in=aside).values_list("tag", flat=True)[: FEW + 1])
    if len(raised) > FEW:
        return True
    found = found_routes(newsstand, raised)
    files = {route.file for routes in found.values() for route in routes}
    known = PrintedPage.objects.filter(file__in=files, gone_at=None)
    return len(found) < len(raised) or known.count() < len(files)


def found_routes(newsstand: Newsstand, owners: Iterable[str]) -> dict[str, list[Route]]:
    """Return the routes of each owner, without those that the newsstand fails to tell: the log has the cause."""
    found = {}
    for owner in owners:
        try:
            with transaction.atomic():
                found[owner] = newsstand.routes(owner)
        except Exception:  # other owners go on; see NotAllFound
            logger.exception("The addresses of %s cannot be found", owner)
    return found


def settle(raised: Mapping[str, int]) -> None:
    """Note up to which value each tag is taken up. One that was raised again meanwhile is still pending."""
    tags_at: dict[int, list[str]] = defaultdict(list)
    for tag, value in raised.items():
        tags_at[value].append(tag)
    # Editors hold some of these rows while they wait for others: nobody may hold one and wait for an editor.
    with transaction.atomic():
        for value, tags in tags_at.items():
            free = Counter.objects.filter(tag__in=tags, settled__lt=value).select_for_update(skip_locked=True)
            Counter.objects.filter(tag__in=list(free.values_list("tag", flat=True))).update(settled=value)
    for value, tags in tags_at.items():
        for tag in Counter.objects.filter(tag__in=tags, settled__lt=value).values_list("tag", flat=True):
            Counter.objects.filter(tag=tag, settled__lt=value).update(settled=value)


def stale_tags(tags: Collection[str]) -> QuerySet[PrintedTag]:
    """Return where pages read one of `tags` at an older value than it has now."""
    now = Counter.objects.filter(tag=OuterRef("tag")).values("value")
    return PrintedTag.objects.filter(tag__in=tags, value__lt=Subquery(now))


def stale_among(pages: Collection[int], tag: str) -> list[int]:
    """Return those of `pages` that read `tag` at an older value than it has now.

    Found by the pages' own rows: a wide tag has as many as there are pages, and SQLite would walk them all.
    """
    own = PrintedTag.objects.filter(page__in=pages).annotate(named=Coalesce("tag", Value("")))
    now = Counter.objects.filter(tag=tag).values("value")
    return list(own.filter(named=tag, value__lt=Subquery(now)).values_list("page", flat=True))


def wide_tags(tags: Collection[str]) -> list[str]:
    """Return those of `tags` that stale more than WIDE pages each. Nothing is counted further."""
    if stale_tags(tags)[: WIDE + 1].count() <= WIDE:
        return []
    return [tag for tag in tags if stale_tags([tag])[: WIDE + 1].count() > WIDE]


@transaction.atomic
def line_up(tags: Collection[str]) -> None:
    """Put the pages that `tags` stale in line, in front."""
    stale = PrintedPage.objects.filter(pk__in=stale_tags(tags).values("page"), gone_at=None)
    lane = Case(When(rank__lt=0, then=FOLLOWING), default=EDITED, output_field=SmallIntegerField())
    locked(stale).update(due_at=Coalesce("due_at", timezone.now()), lane=lane, retry_at=None)


@transaction.atomic
def put_in_line(pages: QuerySet[PrintedPage], lane: int) -> None:
    locked(pages).update(due_at=Coalesce("due_at", timezone.now()), lane=lane, retry_at=None)


@transaction.atomic
def reconcile(wanted: Mapping[str, list[Route]], *, lane: int = EDITED) -> None:
    """Bring the pages of each owner in `wanted` in line with the routes that it should have."""
    now = timezone.now()
    routes = {route.file: route for some in wanted.values() for route in some}
    locked(PrintedPage.objects.filter(Q(owner__in=wanted) | Q(file__in=routes)))
    mine = {page.file: page for page in PrintedPage.objects.filter(owner__in=wanted)}
    # A file can pass from one owner to another, such as the address of a story that moved.
    for lot in in_lots(routes.keys() - mine.keys(), LOT):
        mine.update((page.file, page) for page in PrintedPage.objects.filter(file__in=lot))
    surplus = [page.pk for page in mine.values() if page.file not in routes and page.gone_at is None]
    for gone in in_lots(surplus, LOT):
        PrintedPage.objects.filter(pk__in=gone).update(gone_at=now, due_at=None, retry_at=None)
    if lane == EDITED:
        # A comparison can have found a page first whose edit is only now taken up, with the lists that link to it.
        PrintedPage.objects.filter(owner__in=wanted, due_at__isnull=False, printed_at=None).update(lane=FRESH)
    changed = [
        due_page(route, now, lane_of(mine.get(route.file), lane))
        for route in routes.values()
        if differs(route, mine.get(route.file))
    ]
    PrintedPage.objects.bulk_create(
        changed,
        batch_size=LOT,
        update_conflicts=True,
        unique_fields=["file"],
        update_fields=[*ROUTE_FIELDS, "due_at", "lane", "gone_at", "retry_at"],
    )


def differs(route: Route, page: PrintedPage | None) -> bool:
    return page is None or page.gone_at is not None or described(route) != {n: getattr(page, n) for n in ROUTE_FIELDS}


def described(route: Route) -> dict[str, Any]:
    """Return the route's fields as the database gives them back: a tuple in JSON is a list."""
    fields = {name: getattr(route, name) for name in ROUTE_FIELDS}
    return {**fields, "key": json.loads(json.dumps(route.key))}


def lane_of(page: PrintedPage | None, lane: int) -> int:
    """Return the lane of a page that its owner has now: `lane`, or the first one where an edit brought it."""
    brought = page is None or page.printed_at is None
    return FRESH if brought and lane == EDITED else lane


def due_page(route: Route, now: datetime, lane: int) -> PrintedPage:
    return PrintedPage(file=route.file, **described(route), due_at=now, lane=lane)


def route_of(page: PrintedPage) -> Route:
    key = tuple(page.key) if isinstance(page.key, list) else page.key
    return Route(path=page.path, file=page.file, kind=page.kind, owner=page.owner, key=key, rank=page.rank)


def distrust_the_folder() -> None:
    """Put every page in line to be compared with its file, byte for byte.

    That is kept in the database, too: `digest` and `stored` no longer vouch for what is in the folder.
    """
    right = PrintedPage.objects.filter(gone_at=None).exclude(digest="")
    while chunk := list(right.values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            locked(right.filter(pk__in=chunk)).update(
                digest="",
                lane=Case(When(due_at=None, then=SITE_WIDE), default="lane", output_field=SmallIntegerField()),
                due_at=Coalesce("due_at", timezone.now()),
                retry_at=None,
            )
    PrintedPage.objects.filter(retry_at__isnull=False).update(retry_at=None)
    PrintedFile.objects.filter(stored=True).update(stored=False)
