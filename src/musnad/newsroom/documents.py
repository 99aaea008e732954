"""Stories as the ledger's documents: their keys, and what the ledger is told when one changes or goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from musnad.ledger import recording
from musnad.ledger.models import Statement
from musnad.newsroom import acting
from musnad.newsroom.texts import text_of

if TYPE_CHECKING:
    from musnad.newsroom.models.stories import Story

_KIND = "story:"


def key_of(story: int) -> str:
    """Return the document key of the story of that number."""
    return f"{_KIND}{story}"


def story_in(document: str) -> int | None:
    """Return the number of the story that a document key stands for; None where it is no story."""
    kind, number = document[: len(_KIND)], document[len(_KIND) :]
    return int(number) if kind == _KIND and number.isdecimal() else None


def stories_in(documents: Iterable[str]) -> list[int]:
    """Return the numbers of the stories among `documents`, each once, in their order."""
    found = (story_in(document) for document in documents)
    return list(dict.fromkeys(number for number in found if number is not None))


def story_published(story: Story) -> list[Statement]:
    """Flag the story's statements whose words the readers no longer find in it; return those whose flag changed."""
    document = key_of(story.pk)
    # Most stories carry no statement: their text is not even put together.
    if not Statement.objects.filter(document=document).exists():
        return []
    revision = str(story.live_revision_id or "")
    return recording.check_anchors(document, text_of(story).text, revision=revision, by=acting.name())


def story_deleted(story: int) -> None:
    """Flag the statements of a story that is about to be deleted; they stay in the ledger and count."""
    recording.document_deleted(key_of(story), by=acting.name())
