"""What the newsroom may ask of the press: to try failed pages again now, to compare everything."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from musnad.press.desk import failures
from musnad.press.models import PressState
from musnad.press.waking import wake

EVERYTHING = "everything"


@transaction.atomic
def try_again(page: int | None = None) -> int:
    """Put failed pages in line, all of them or the one of that number, without waiting for their time; return how many.

    They stay failed, and on the desk, until they are printed.
    """
    pages = failures() if page is None else failures().filter(pk=page)
    count = pages.order_by().update(retry_at=None, due_at=Coalesce("due_at", timezone.now()))
    transaction.on_commit(wake)
    return count


@transaction.atomic
def ask_for_everything() -> None:
    """Have the next run compare every page, file and address with what should be there; asked in the database, so that
    any worker does it, and a killed one's successor too."""
    PressState.objects.update_or_create(name=EVERYTHING, defaults={"value": timezone.now().isoformat()})
    transaction.on_commit(wake)


def everything_asked() -> str:
    """Return what names the wish to compare everything, or "" where nobody has it."""
    return PressState.objects.filter(name=EVERYTHING).values_list("value", flat=True).first() or ""


def everything_done(wish: str) -> None:
    """Forget the wish; one that was made meanwhile stays."""
    PressState.objects.filter(name=EVERYTHING, value=wish).delete()
