"""The rows of the newsroom itself: Wagtail's page, the story, its lists, its revision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models import F
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision

from musnad.arabic.slugs import slug as slug_of
from musnad.newsroom.filing.finding import have_found
from musnad.newsroom.filing.record import keep_record
from musnad.newsroom.models import Section, Story

ROWS = 500
"""Rows in one statement; Django makes it fewer where the database takes fewer values."""


@transaction.atomic
def file_stories(section_of: Sequence[tuple[Section, Story]]) -> None:
    """Put new stories, each into its section, and publish them as of their own dates; each gets its number.

    They are taken in the given order. Each has `published_at`, and its lists set as an editor's form would set them.
    A slug that is empty is made from the headline. Nothing of it is there where an error is raised.
    """
    stories = [story for _, story in section_of]
    for story in stories:
        complete(story)
    place(section_of)
    number(stories)
    insert_lists(stories)
    serialized = [story.serializable_data() for story in stories]
    keep_revisions(stories, serialized)
    keep_record(section_of, serialized)
    have_found(stories)


def complete(story: Story) -> None:
    """Set what Wagtail sets when a story is published."""
    assert story.published_at is not None  # noqa: S101  (see file_stories)
    story.live, story.has_unpublished_changes = True, False
    story.first_published_at = story.last_published_at = story.latest_revision_created_at = story.published_at
    story.draft_title = story.title
    story.content_type = ContentType.objects.get_for_model(Story)
    for relation in get_all_child_relations(Story):
        # A list that was never set would be asked of the database, story by story.
        name = relation.get_accessor_name()
        if name not in story.__dict__.setdefault("_cluster_related_objects", {}):
            setattr(story, name, [])


# --- places in the tree ---


def place(section_of: Sequence[tuple[Section, Story]]) -> None:
    """Give each story the next place in its section's part of the tree, and a slug that no other there has."""
    sections = {section.pk: section for section, _ in section_of}
    # As they are now: others may have put stories there since the caller read them.
    parents = {each.pk: each for each in Page.objects.select_for_update().filter(pk__in=sections)}
    steps = {key: last_step(parent) for key, parent in parents.items()}
    slugs = free_slugs(section_of)
    for (section, story), name in zip(section_of, slugs, strict=True):
        parent = parents[section.pk]
        steps[section.pk] += 1
        story.path = Page._get_path(parent.path, parent.depth + 1, steps[section.pk])
        story.depth, story.numchild = parent.depth + 1, 0
        story.slug, story.url_path = name, f"{parent.url_path}{name}/"
    for key, count in Counter(section.pk for section, _ in section_of).items():
        Page.objects.filter(pk=key).update(numchild=F("numchild") + count)


def last_step(parent: Page) -> int:
    """Return which number the last child of `parent` has in the tree; 0 where it has none."""
    last = parent.get_children().last()
    return int(Page._str2int(last.path[-Page.steplen :])) if last else 0


def free_slugs(section_of: Sequence[tuple[Section, Story]]) -> list[str]:
    """Return a slug for each story; one that is taken in its section gets a few letters of the story's own key."""
    wanted = [story.slug or slug_of(story.title) for _, story in section_of]
    tried = [*wanted, *(longer(base, story) for base, (_, story) in zip(wanted, section_of, strict=True))]
    taken: set[tuple[str, str]] = set()
    for slug, path in Page.objects.filter(slug__in=set(tried)).values_list("slug", "path"):
        taken.add((path[: -Page.steplen], slug))
    found = []
    for base, (section, story) in zip(wanted, section_of, strict=True):
        candidates = (base, longer(base, story), f"{base}-{story.translation_key.hex}")
        free = next(each for each in candidates if (section.path, each) not in taken)
        taken.add((section.path, free))
        found.append(free)
    return found


def longer(base: str, story: Story) -> str:
    return f"{base}-{story.translation_key.hex[:6]}"


# --- rows ---


def number(stories: Sequence[Story]) -> None:
    """Insert the stories, and so number them."""
    fields = [field for field in Page._meta.concrete_fields if not field.primary_key]
    pages = [Page(**{field.attname: getattr(story, field.attname) for field in fields}) for story in stories]
    Page.objects.bulk_create(pages, batch_size=ROWS)
    for story, page in zip(stories, pages, strict=True):
        story.pk = story.page_ptr_id = story.id = page.pk
        story._state.adding, story._state.db = False, connection.alias
    # Django bulk-creates no model that has a parent; the rows of the child alone it does insert.
    for lot in lots(stories):
        Story._base_manager.all()._insert(
            lot, fields=Story._meta.local_concrete_fields, using=connection.alias, raw=True
        )


def insert_lists(stories: Sequence[Story]) -> None:
    """Insert what hangs on the stories: keywords, topics, authors, credits, corrections."""
    for relation in get_all_child_relations(Story):
        rows = []
        for story in stories:
            for row in getattr(story, relation.get_accessor_name()).all():
                setattr(row, relation.field.name, story)
                rows.append(row)
        relation.related_model._default_manager.bulk_create(rows, batch_size=ROWS)


def keep_revisions(stories: Sequence[Story], serialized: Sequence[dict[str, Any]]) -> None:
    """Keep each story as the revision that is live: what an editor opens, compares with and goes back to."""
    kinds = {
        "content_type": ContentType.objects.get_for_model(Story),
        "base_content_type": ContentType.objects.get_for_model(Page),
    }
    revisions = [
        Revision(object_id=str(story.pk), content=data, object_str=str(story), created_at=story.published_at, **kinds)
        for story, data in zip(stories, serialized, strict=True)
    ]
    Revision.objects.bulk_create(revisions, batch_size=ROWS)
    for story, revision in zip(stories, revisions, strict=True):
        story.latest_revision_id = story.live_revision_id = revision.pk
    update(Page, [(story.latest_revision_id, story.live_revision_id, story.pk) for story in stories])


def update(model: type[models.Model], rows: list[tuple[Any, ...]]) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET latest_revision_id = %s, live_revision_id = %s WHERE id = %s",  # noqa: S608  (a table's name)
            rows,
        )


def lots(stories: Sequence[Story]) -> Iterator[list[Story]]:
    """Yield the stories by so many as the database takes in one statement."""
    most = connection.ops.bulk_batch_size(Story._meta.local_concrete_fields, stories)
    for start in range(0, len(stories), most):
        yield list(stories[start : start + most])
