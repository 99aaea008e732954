"""What is still to be sent to a search engine beyond the database: noted in the edit's transaction, sent after it."""

from __future__ import annotations

import logging
from collections.abc import Collection

from django.conf import settings
from django.db import transaction

from musnad.search.engines.opensearch import LOT, OpenSearch
from musnad.search.models import Entry, Unsent

logger = logging.getLogger(__name__)


def note(rows: Collection[Entry]) -> None:
    """Note that the entries of `rows` changed or went; they are sent once that is committed."""
    if not settings.SEARCH_ENGINE or not rows:
        return
    Unsent.objects.bulk_create([Unsent(number=row.pk) for row in rows])
    if len(rows) <= LOT:
        transaction.on_commit(send, robust=True)


def send() -> bool:
    """Send what is noted; return whether all of it arrived. What does not is logged and sent with the next.

    Whoever notes an entry meanwhile leaves a note of its own, which is not among those taken away.
    """
    if not settings.SEARCH_ENGINE:
        return True
    engine = OpenSearch()
    try:
        while notes := dict(Unsent.objects.order_by("pk").values_list("pk", "number")[:LOT]):
            engine.write(sorted(set(notes.values())))
            Unsent.objects.filter(pk__in=notes).delete()
    except Exception:
        logger.exception("The search engine did not take what changed; it is sent again within a minute")
        return False
    return True


def send_everything() -> None:
    """Make the engine's index anew and note every entry."""
    if not settings.SEARCH_ENGINE:
        return
    OpenSearch().make()
    numbers = Entry.objects.values_list("pk", flat=True)
    Unsent.objects.bulk_create([Unsent(number=number) for number in numbers], batch_size=LOT)
    send()
