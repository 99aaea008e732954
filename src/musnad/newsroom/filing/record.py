"""The public record of filed stories: what `newsroom.publishing` keeps of one, kept of many at once."""

from __future__ import annotations

import json
from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max

from musnad import tags
from musnad.newsroom import collections, nearby, publishing
from musnad.newsroom.models import (
    Edition,
    Listing,
    Nearby,
    PublicAddress,
    PublicState,
    PublicVersion,
    Section,
    Story,
)

ROWS = 500

Rows = list[tuple[datetime, int]]
"""Moments and numbers of stories, the oldest first."""


def keep_record(section_of: Sequence[tuple[Section, Story]], serialized: Sequence[dict[str, Any]]) -> None:
    """Keep state, version, address and places in lists of stories just published, and raise what that changes."""
    stories = [story for _, story in section_of]
    looks = [publishing.seen_in(data, story.url_path) for story, data in zip(stories, serialized, strict=True)]
    wanted = memberships(section_of)
    raised = join(stories, wanted) | take_addresses(stories) | translated(stories)
    for story, look in zip(stories, looks, strict=True):
        raised |= {tags.story(story.pk), tags.card(story.pk)} | publishing.corrected(None, look)
    keep_versions(stories, looks)
    tags.raise_tags(raised)


def listed_at(story: Story) -> datetime:
    assert story.listed_at is not None  # noqa: S101  (see file_stories)
    return story.listed_at


def memberships(section_of: Sequence[tuple[Section, Story]]) -> dict[int, list[str]]:
    """Return the collections of each story (see `collections.of`), by its number."""
    editions = {each.locale_id: each for each in Edition.objects.order_by().select_related("locale")}
    found = {}
    for section, story in section_of:
        edition = editions[story.locale_id]
        day = listed_at(story).astimezone(ZoneInfo(edition.zone)).date()
        found[story.pk] = collections.named(story, edition.lang, section.pk, day)
    return found


def join(stories: Sequence[Story], wanted: dict[int, list[str]]) -> set[str]:
    """Put each story into its collections and find what is near it; return the tags that this raises."""
    every = {name for names in wanted.values() for name in names}
    lasts = last_positions(every)
    newest = recent(every, stories)
    listings, near, raised = [], [], set()
    for story in stories:
        at, pk = listed_at(story), story.pk
        listed = {name: shown(newest[name], at) for name in wanted[pk] if nearby.weight_of(name)}
        near += [Nearby(story_id=pk, other_id=other, rank=n) for n, other in enumerate(nearby.nearest(at, listed))]
        for name in wanted[pk]:
            lasts[name] = lasts.get(name, 0) + 1
            listings.append(Listing(collection=name, story_id=pk, position=lasts[name], present=True, dated=at))
            raised |= collections.places_touched(name, lasts[name])
            if nearby.weight_of(name):
                insort(newest[name], (at, pk))
    days = new_days(every)
    Listing.objects.bulk_create(listings, batch_size=ROWS)
    Nearby.objects.bulk_create(near, batch_size=ROWS)
    return raised | {tag for day in days for tag in collections.calendar_of(day)}


def last_positions(names: Collection[str]) -> dict[str, int]:
    rows = Listing.objects.filter(collection__in=names).values_list("collection").annotate(last=Max("position"))
    return dict(rows.order_by())


def new_days(names: Iterable[str]) -> list[str]:
    """Return those of the days among `names` that nothing is listed on yet."""
    days = {name for name in names if name.startswith("day:")}
    there = Listing.objects.filter(collection__in=days, present=True).values_list("collection", flat=True)
    return sorted(days - set(there.distinct()))


def recent(names: Collection[str], stories: Sequence[Story]) -> dict[str, Rows]:
    """Return of each collection what a story of this lot may be near to: the newest before, and all in its time."""
    moments = [listed_at(story) for story in stories]
    first, last = min(moments), max(moments)
    found: dict[str, Rows] = defaultdict(list)
    for name in names:
        if nearby.weight_of(name):
            rows = Listing.objects.filter(collection=name, present=True).order_by("-dated", "-story")
            before = rows.filter(dated__lte=first).values_list("dated", "story_id")[: nearby.LOOKED_AT]
            found[name] = list(before)[::-1]
    meanwhile = Listing.objects.filter(collection__in=names, present=True, dated__gt=first, dated__lte=last)
    for name, at, story in meanwhile.values_list("collection", "dated", "story_id"):
        insort(found[name], (at, story))
    return found


def shown(rows: Rows, at: datetime) -> list[tuple[int, datetime]]:
    """Return the newest of `rows` that are not later than `at`, the newest first."""
    end = len(rows)
    while end and rows[end - 1][0] > at:
        end -= 1
    return [(story, dated) for dated, story in reversed(rows[max(end - nearby.LOOKED_AT, 0) : end])]


def take_addresses(stories: Sequence[Story]) -> set[str]:
    """Give each story its address; return the tags of those that had one of them before."""
    paths = [story.url_path for story in stories]
    holders = PublicAddress.objects.filter(path__in=paths).values_list("story", flat=True)
    raised = {tags.story(pk) for pk in holders}
    rows = [PublicAddress(path=story.url_path, story=story.pk, since=listed_at(story)) for story in stories]
    PublicAddress.objects.bulk_create(
        rows, batch_size=ROWS, update_conflicts=True, unique_fields=["path"], update_fields=["story", "since"]
    )
    return raised


def translated(stories: Sequence[Story]) -> set[str]:
    """Return the tags of the stories that these translate."""
    keys = [story.translation_key for story in stories]
    others = Story.objects.filter(translation_key__in=keys).exclude(pk__in=[story.pk for story in stories])
    return {tags.story(pk) for pk in others.values_list("pk", flat=True)}


def keep_versions(stories: Sequence[Story], looks: Sequence[publishing.Seen]) -> None:
    versions, states = [], []
    for story, look in zip(stories, looks, strict=True):
        at = listed_at(story)
        versions.append(
            PublicVersion(
                story=story.pk,
                number=1,
                act=PublicVersion.Act.PUBLISHED,
                at=at,
                address=story.url_path,
                digest=look.digest,
                content=json.loads(json.dumps(look.content, default=str)),
            )
        )
        states.append(
            PublicState(
                pk=story.pk,
                lang=story.locale.language_code,
                live=True,
                address=story.url_path,
                headline=story.title,
                version=1,
                digest=look.digest,
                card_digest=look.card_digest,
                since=at,
            )
        )
    PublicVersion.objects.bulk_create(versions, batch_size=ROWS)
    PublicState.objects.bulk_create(states, batch_size=ROWS)
