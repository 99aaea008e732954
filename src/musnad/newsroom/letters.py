"""The only writer of the public record of letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from musnad import tags
from musnad.newsroom.models.letters import PublicLetter

LETTERS_PAGE = 50
"""Letters on one page of an edition's list of them."""


@transaction.atomic
def tell_letter(
    lang: str, kind: str, *, subject: str, intro: str, items: Sequence[dict[str, Any]], at: datetime
) -> PublicLetter:
    """Have the site show a letter that is being sent from now on, under the edition's next number; return its row.

    Two letters that begin at once wait for each other where the database locks by rows: the later would take the same
    number, and its transaction fails (IntegrityError) and is to be done again.
    """
    last = PublicLetter.objects.filter(lang=lang).aggregate(last=Max("number"))["last"] or 0
    told = PublicLetter.objects.create(
        lang=lang, number=last + 1, kind=kind, subject=subject, intro=intro, items=list(items), sent_at=at
    )
    tags.raise_tags(touched(lang, told.number) | {tags.letter(told.pk)})
    return told


def page_of(number: int) -> int:
    """Return the page of the list that letter `number` stands on; both count from 1."""
    return (number - 1) // LETTERS_PAGE + 1


def touched(lang: str, number: int) -> set[str]:
    page = page_of(number)
    raised = {tags.letters(lang), tags.letters_page(lang, page)}
    if page > 1 and number % LETTERS_PAGE == 1:
        # The first of a new page: the one before it gets its link «newer».
        raised.add(tags.letters_page(lang, page - 1))
    return raised
