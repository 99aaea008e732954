"""Collections of stories (an edition's, a section's, a day's…) and how joining or leaving one is told.

A collection's name is the tag of what it belongs to. Fronts read `members`, archive pages read their own tag.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Max

from musnad import tags
from musnad.newsroom.models.record import Listing

if TYPE_CHECKING:
    from musnad.newsroom.models.stories import Story

ARCHIVE_PAGE = 24
"""Stories on one archive page; twelve rows of two on a tablet, eight of three on a desk."""


def of(story: Story) -> list[str]:
    """Return the names of all collections that `story` belongs to while it is live."""
    return named(story, story.locale.language_code, story.get_parent().pk, day_of(story))


def named(story: Story, lang: str, section: int, day: date) -> list[str]:
    """Return the names of the collections of a story of which edition, section and day are known."""
    names = [tags.stories(lang), tags.section(section), tags.day(lang, day)]
    names += [tags.topic(row.topic_id) for row in story.story_topics.all()]
    names += [tags.keyword(row.keyword_id) for row in story.story_keywords.all()]
    names += [tags.author(row.author_id) for row in story.signed_by.all()]
    return names


def day_of(story: Story) -> date:
    """Return the day of publication by the edition's clock."""
    assert story.listed_at is not None  # noqa: S101  (a live story was published once)
    return story.listed_at.astimezone(ZoneInfo(story.edition().zone)).date()


def page_of(position: int) -> int:
    """Return the number of the archive page that `position` stands on; both count from 1."""
    return (position - 1) // ARCHIVE_PAGE + 1


def archives(collection: str) -> set[str]:
    """Return the tags of all archive pages of `collection`: what a new address of its front moves."""
    last = Listing.objects.filter(collection=collection).aggregate(last=Max("position"))["last"]
    return {tags.archive(collection, number) for number in range(1, page_of(last) + 1)} if last else set()


def enter(collection: str, story: Story, listing: Listing | None) -> set[str]:
    """Put `story` into `collection`; `listing` is the row it has there already, if any. Return the raised tags."""
    dated = story.listed_at
    assert dated is not None  # noqa: S101  (see day_of)
    if listing is not None and listing.present and listing.dated == dated:
        return set()
    if listing is None:
        last = Listing.objects.filter(collection=collection).aggregate(last=Max("position"))["last"] or 0
        position = last + 1
        Listing.objects.create(collection=collection, story=story, position=position, present=True, dated=dated)
    else:
        position = listing.position
        Listing.objects.filter(pk=listing.pk).update(present=True, dated=dated)
    return touched(collection, position, alone=1)


def leave(listing: Listing) -> set[str]:
    """Take a story out of a collection; return the raised tags."""
    Listing.objects.filter(pk=listing.pk).update(present=False)
    return touched(listing.collection, listing.position, alone=0)


def touched(collection: str, position: int, *, alone: int) -> set[str]:
    """Return the tags that a change at `position` of `collection` raises.

    alone: how many stories a day has now if this change made it appear in the calendar or vanish from it.
    """
    raised = places_touched(collection, position)
    if collection.startswith("day:"):
        raised |= calendar_touched(collection, alone=alone)
    return raised


def places_touched(collection: str, position: int) -> set[str]:
    """Return the tags of the fronts and archive pages that show `position` of `collection`."""
    page = page_of(position)
    raised = {tags.members(collection), tags.archive(collection, page)}
    if page > 1 and position % ARCHIVE_PAGE == 1:
        # The first story of a new archive page: the page before it gets its link «newer».
        raised.add(tags.archive(collection, page - 1))
    if collection.startswith("day:"):
        raised.add(tags.sitemap(collection, position))
        if position % tags.SITEMAP_PLACES == 1:
            raised.add(tags.SITEMAPS)
    return raised


def calendar_touched(collection: str, *, alone: int) -> set[str]:
    """Return what a day that got its first story, or lost its last, changes in the calendar round it."""
    if Listing.objects.filter(collection=collection, present=True).count() != alone:
        return set()
    return calendar_of(collection)


def calendar_of(collection: str) -> set[str]:
    """Return the tags of the calendar round a day that appeared in it or vanished from it."""
    _, lang, day = collection.split(":")
    year = int(day[:4])
    raised = {tags.year(lang, year), tags.years(lang)}
    for neighbour in (earlier_day(collection), later_day(collection)):
        if neighbour:
            raised.add(tags.members(neighbour))
    return raised


def earlier_day(collection: str) -> str | None:
    """Return the collection of the last day before this one that has stories."""
    prefix = collection.rpartition(":")[0] + ":"
    days = Listing.objects.filter(collection__gte=prefix, collection__lt=collection, present=True)
    return days.order_by("-collection").values_list("collection", flat=True).first()


def later_day(collection: str) -> str | None:
    """Return the collection of the next day after this one that has stories."""
    prefix = collection.rpartition(":")[0] + ";"  # ";" follows ":" in ASCII: past every day of this edition
    days = Listing.objects.filter(collection__gt=collection, collection__lt=prefix, present=True)
    return days.order_by("collection").values_list("collection", flat=True).first()
