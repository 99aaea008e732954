"""Which older stories a reader of this one may want: by shared topics and keywords, and by time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from musnad.newsroom.models.record import Listing, Nearby

if TYPE_CHECKING:
    from musnad.newsroom.models.stories import Story

WANTED = 5
LOOKED_AT = 40
"""The newest stories looked at in each shared collection: bounds the work, however large the archive is."""

WEIGHTS = {"topic": 4.0, "keyword": 2.0, "section": 0.5}
FADING_DAYS = 30.0
"""A story this much older counts half."""


def find(story: Story, collections: list[str]) -> None:
    """Find and keep the stories nearest to `story` among those published before it."""
    at = story.listed_at
    assert at is not None  # noqa: S101  (a live story was published once)
    listed = {}
    for collection in collections:
        if weight_of(collection):
            rows = Listing.objects.filter(collection=collection, present=True, dated__lte=at)
            rows = rows.exclude(story=story).order_by("-dated", "-story")[:LOOKED_AT]
            listed[collection] = list(rows.values_list("story_id", "dated"))
    Nearby.objects.filter(story=story).delete()
    best = nearest(at, listed)
    Nearby.objects.bulk_create(Nearby(story=story, other_id=other, rank=rank) for rank, other in enumerate(best))


def weight_of(collection: str) -> float:
    """Return how much it says that two stories share `collection`; 0 where nothing."""
    return WEIGHTS.get(collection.partition(":")[0], 0.0)


def nearest(at: datetime, listed: Mapping[str, Iterable[tuple[int, datetime]]]) -> list[int]:
    """Return the stories nearest to one of that moment, the nearest first.

    listed: the newest stories of each collection that it is in, none later than it, with their moments.
    """
    scores: dict[int, float] = defaultdict(float)
    for collection, rows in listed.items():
        weight = weight_of(collection)
        for other, dated in rows:
            age = (at - dated).total_seconds() / 86_400
            scores[other] += weight / (1 + age / FADING_DAYS)
    # Nearest first; of equals the newer one, so that the list is the same however often it is found.
    return sorted(scores, key=lambda other: (-scores[other], -other))[:WANTED]
