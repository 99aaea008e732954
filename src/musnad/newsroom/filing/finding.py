"""How filed stories are found: Wagtail's search, and its index of what refers to what."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backends

from musnad.newsroom.models import Story

ROWS = 500


def have_found(stories: Sequence[Story]) -> None:
    """Enter `stories` into the search, and what they show and link to into the index of references."""
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Story, stories)
    kinds = {
        "content_type": ContentType.objects.get_for_model(Story),
        "base_content_type": ContentType.objects.get_for_model(Page),
    }
    references = [
        ReferenceIndex(
            object_id=str(story.pk),
            to_content_type_id=kind,
            to_object_id=key,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
            **kinds,
        )
        for story in stories
        for kind, key, model_path, content_path in dict.fromkeys(ReferenceIndex._extract_references_from_object(story))
    ]
    ReferenceIndex.objects.bulk_create(references, batch_size=ROWS)
