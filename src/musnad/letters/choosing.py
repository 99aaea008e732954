"""Which stories a letter carries, by rule, and in which order."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from musnad.letters.models import Letter
from musnad.newsroom.models import Edition, Listing, PublicState, Section, Story, Topic, in_tree_order

FIRST = timedelta(days=1)
"""How far back the first letter of a list looks."""

OLD = timedelta(days=2)
"""A story that went live since the last letter but is dated so long before it is no news: an archive was imported."""

State = Letter.State
SENT = (State.SENDING, State.PAUSED, State.SENT)


def lang_of(key: str) -> str:
    """Return the language of a list: its own, or that of its topic. Raises Topic.DoesNotExist."""
    kind, _, rest = key.partition(":")
    if kind != Letter.Kind.TOPIC:
        return rest
    return str(Topic.objects.select_related("locale").get(pk=int(rest)).locale.language_code)


def since_of(key: str, now: datetime) -> datetime:
    """Return until when stories were looked at for the last letter of the list that was sent."""
    last = Letter.objects.filter(list=key, state__in=SENT).exclude(kind=Letter.Kind.CORRECTION)
    return last.order_by("-chosen_until").values_list("chosen_until", flat=True).first() or now - FIRST


def stories_for(key: str, since: datetime, until: datetime, most: int, *, archived: bool = False) -> list[int]:
    """Return the live stories that went live in (since, until], in a letter's order; archived: whatever their dates.

    The edition's lead first, then by section in the menu's order, the latest of each first, at most `most` of one. A
    topic's letter has its stories by time alone, at most `most` times the number of sections, and at least ten.
    """
    lang = lang_of(key)
    edition = Edition.objects.get(slug=lang)
    sections = in_tree_order(Section.objects.live().child_of(edition))
    rows = list(news(key, lang, since, until, archived=archived).values_list("pk", "path"))
    if key.startswith(f"{Letter.Kind.TOPIC}:"):
        return [pk for pk, _ in rows][: max(10, most * len(sections))]
    by_section: dict[str, list[int]] = defaultdict(list)
    lead = [pk for pk, _ in rows if pk == edition.lead_id]
    for pk, path in rows:
        held = by_section[path[: -Story.steplen]]
        if pk not in lead and len(held) < most:
            held.append(pk)
    places = [section.path for section in sections]
    # A section inside another follows the sections of the menu.
    places += sorted(by_section.keys() - set(places))
    return [*lead, *(pk for path in places for pk in by_section[path])]


def news(key: str, lang: str, since: datetime, until: datetime, *, archived: bool) -> QuerySet[Story]:
    """Return what went live in (since, until] and is dated then or little before (or whenever), the latest first."""
    fresh = PublicState.objects.filter(lang=lang, live=True, since__gt=since, since__lte=until)
    found: QuerySet[Story] = Story.objects.live().filter(pk__in=fresh.values("story"))
    dated = Listing.objects.filter(story=OuterRef("pk"), present=True)
    if not archived:
        dated = dated.filter(dated__gt=since - OLD)
    collection = key if key.startswith(f"{Letter.Kind.TOPIC}:") else f"stories:{lang}"
    found = found.filter(Exists(dated.filter(collection=collection)))
    return found.order_by("-published_at", "-pk")
