"""What an edit means for the public: the record it leaves and the tags it raises.

The only writer of `models.record`, beside `filing`. Every function runs in the transaction of the edit that it follows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from musnad import tags
from musnad.newsroom import collections, documents, nearby
from musnad.newsroom.models.record import Listing, PublicAddress, PublicState, PublicVersion

if TYPE_CHECKING:
    from musnad.newsroom.models.public import PublicPage
    from musnad.newsroom.models.stories import Story

Act = PublicVersion.Act

CARD_FIELDS = ("title", "kicker", "standfirst", "hero", "hero_alt", "published_at", "agency", "signed_by")
# Wagtail's own books: they change with every save and no reader sees them.
UNSEEN_FIELDS = frozenset(
    {
        "path", "depth", "numchild", "url_path", "draft_title", "has_unpublished_changes", "live", "owner", "locked",
        "go_live_at", "expire_at", "expired", "locked_at", "locked_by", "first_published_at", "last_published_at",
        "latest_revision_created_at", "latest_revision", "live_revision", "content_type", "wagtail_admin_comments",
        "alias_of", "index_entries",
    }
)  # fmt: skip


def settle(page: PublicPage) -> None:
    """Bring the public record in line with `page` as just saved, and raise what that changes."""
    SETTLERS[type(page).__name__](page)


def settle_edition(edition: Any) -> None:
    """What comes or goes with an edition has many owners: each claim and source has a page in every one."""
    raised = {tags.SITE, tags.edition(edition.locale.language_code)}
    tags.raise_tags(raised | ({tags.LOOK} if edition.live != edition.was_live else set()))


def settle_section(section: Any) -> None:
    """A section's name stands in the menu of every page; a new address moves its stories as well."""
    own = tags.section(section.pk)
    raised = {tags.edition(section.locale.language_code), own, *collections.archives(own)}
    tags.raise_tags(raised | {tags.section(pk) for pk in siblings(section)})
    settle_below(section)


def settle_below(section: Any) -> None:
    """Record the new address of every published story below `section`."""
    stale = PublicState.objects.filter(live=True, story__in=section.get_descendants().values("pk"))
    moved = stale.exclude(address__startswith=section.url_path)
    for page in section.get_descendants().filter(pk__in=moved.values("story")).specific():
        settle_story(page)


def settle_standing(page: Any) -> None:
    raised = {tags.page(page.pk), tags.edition(page.locale.language_code)}
    tags.raise_tags(raised | {tags.page(pk) for pk in siblings(page)})


def siblings(page: Any) -> list[int]:
    """Return the numbers of the same page in other languages: they link to it."""
    others = type(page).objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    return list(others.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Seen:
    """What the public sees of a story: its content, and two digests that tell whether it changed."""

    content: dict[str, Any]
    digest: str
    card_digest: str


def seen(story: Story) -> Seen:
    return seen_in(story.serializable_data(), story.url_path)


def seen_in(serialized: dict[str, Any], address: str) -> Seen:
    """Return what the public sees of a story of which `serialized` is all."""
    content = {key: value for key, value in serialized.items() if key not in UNSEEN_FIELDS}
    card = {key: content.get(key) for key in CARD_FIELDS}
    return Seen(content, digest(content), digest({**card, "address": address}))


def digest(content: Any) -> str:
    """Return the SHA-256 of `content` as JSON with sorted keys."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def settle_story(story: Story) -> None:
    state = PublicState.objects.filter(pk=story.pk).first()
    if not story.live:
        if state and state.live:
            withdraw(state, Act.UNPUBLISHED)
            tags.raise_tags({tags.story(pk) for pk in siblings(story)})
        return
    now = timezone.now()
    look = seen(story)
    wanted = collections.of(story)
    raised = join(story, wanted) | {tags.story(story.pk)}
    if state is None or not state.live or state.card_digest != look.card_digest:
        raised.add(tags.card(story.pk))
        raised |= take_address(story.pk, story.url_path, now)
        raised |= {tags.story(pk) for pk in siblings(story)}
    if state is None or not state.live or state.digest != look.digest:
        nearby.find(story, wanted)
        documents.story_published(story)
    raised |= corrected(state, look)
    keep_version(story, state, look, now)
    tags.raise_tags(raised)


def corrected(state: PublicState | None, look: Seen) -> set[str]:
    """Return the tags of the public log that a save changes: a note came, went or is about a story that moved."""
    notes = look.content.get("corrections") or []
    before = shown_notes(state) if state and state.live else []
    if state and state.live and told(notes) == told(before) and state.card_digest == look.card_digest:
        return set()
    return noted(each["at"] for each in [*notes, *before])


def shown_notes(state: PublicState) -> list[Any]:
    """Return the correction notes of a story as the public sees it."""
    last = PublicVersion.objects.filter(story=state.pk, number=state.version).first()
    return (last.content.get("corrections") or []) if last else []


def told(notes: list[Any]) -> list[tuple[str, str]]:
    return [(str(note["at"]), note["text"]) for note in notes]


def noted(moments: Iterable[Any]) -> set[str]:
    """Return the tags of the public log where notes of these moments stand; a moment is a text or a datetime."""
    found = {datetime.fromisoformat(str(at)).astimezone(UTC) for at in moments}
    return {tags.CORRECTIONS, *(tags.corrections(at) for at in found)} if found else set()


def keep_version(story: Story, state: PublicState | None, look: Seen, now: Any) -> None:
    """Append to the public version log where the public sees something new."""
    act = act_of(story, state, look)
    if act is None:
        return
    number = (state.version if state else 0) + 1
    PublicVersion.objects.create(
        story=story.pk,
        number=number,
        act=act,
        at=now,
        address=story.url_path,
        digest=look.digest,
        content=json.loads(json.dumps(look.content, default=str)),
    )
    PublicState.objects.update_or_create(
        pk=story.pk,
        defaults={
            "lang": story.locale.language_code,
            "live": True,
            "address": story.url_path,
            "headline": story.title,
            "version": number,
            "digest": look.digest,
            "card_digest": look.card_digest,
            "since": state.since if state and state.live else now,
        },
    )


def act_of(story: Story, state: PublicState | None, look: Seen) -> PublicVersion.Act | None:
    """Return what the save was for the public, or None where it sees no difference."""
    if state is None or not state.live:
        return Act.PUBLISHED
    if state.digest != look.digest:
        return Act.CHANGED
    return Act.MOVED if state.address != story.url_path else None


def take_address(story: int, path: str, now: Any) -> set[str]:
    """Give `path` to `story`; return the tags of a story that had it before."""
    holder = PublicAddress.objects.filter(path=path).first()
    PublicAddress.objects.update_or_create(path=path, defaults={"story": story, "since": now})
    return {tags.story(holder.story)} if holder and holder.story != story else set()


def withdraw(state: PublicState, act: PublicVersion.Act) -> None:
    """Take a story off the public site: its address says so from now on, and the lists let it go."""
    now = timezone.now()
    notes = shown_notes(state)
    number = state.version + 1
    PublicVersion.objects.create(
        story=state.pk, number=number, act=act, at=now, address=state.address, digest="", content={}
    )
    PublicState.objects.filter(pk=state.pk).update(live=False, version=number, since=now)
    raised = {tags.story(state.pk), tags.card(state.pk)}
    raised |= noted(each["at"] for each in notes)
    for listing in Listing.objects.filter(story_id=state.pk, present=True):
        raised |= collections.leave(listing)
    tags.raise_tags(raised)


def story_deleted(story: Story) -> None:
    """Keep the public record of a story that is about to be deleted, take it off the site and tell the ledger."""
    documents.story_deleted(story.pk)
    state = PublicState.objects.filter(pk=story.pk).first()
    if state and state.live:
        withdraw(state, Act.DELETED)
        tags.raise_tags({tags.story(pk) for pk in siblings(story)})


def join(story: Story, wanted: list[str]) -> set[str]:
    """Put `story` into the `wanted` collections and out of all others; return the tags this raises."""
    raised: set[str] = set()
    held = {listing.collection: listing for listing in Listing.objects.filter(story=story)}
    for collection in wanted:
        raised |= collections.enter(collection, story, held.get(collection))
    for collection, listing in held.items():
        if listing.present and collection not in wanted:
            raised |= collections.leave(listing)
    return raised


def page_deleted(page: Any) -> None:
    """Raise what the deletion of a section, a standing page or an edition changes: every menu of its edition."""
    kinds = {"Section": tags.section, "StandingPage": tags.page}
    raised = {tags.SITE, tags.edition(page.locale.language_code)}
    if type(page).__name__ == "Edition":
        raised.add(tags.LOOK)
    if kind := kinds.get(type(page).__name__):
        own = kind(page.pk)
        raised |= {own, tags.members(own), *collections.archives(own), *(kind(pk) for pk in siblings(page))}
    tags.raise_tags(raised)


SETTLERS: dict[str, Any] = {
    "Edition": settle_edition,
    "Section": settle_section,
    "StandingPage": settle_standing,
    "Story": settle_story,
}
