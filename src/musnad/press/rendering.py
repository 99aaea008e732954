"""Pages rendered from one look at the database, with the counters of the tags that they read."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from django.db import connection, transaction

from musnad import tags
from musnad.press.counters import values_of
from musnad.press.models import PrintedPage
from musnad.press.newsstand import Newsstand, Printed, Unready
from musnad.press.snapshot import snapshot
from musnad.press.staleness import route_of
from musnad.press.turns import Lot, still_due

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Sheet:
    """A page on its way: what was rendered, or why it was not.

    read: each tag it read, and the counter's value then. vouched: its row was believed that the folder has these bytes.
    later: names of its files that are made once it is in the folder.
    """

    page: PrintedPage
    printed: Printed | None = None
    error: str = ""
    unready: Unready | None = None
    read: dict[str, int] = field(default_factory=dict)
    vouched: bool = False
    later: frozenset[str] = frozenset()

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.printed.body).hexdigest() if self.printed else ""

    def fail(self, error: Exception) -> None:
        self.printed, self.error = None, f"{type(error).__name__}: {error}"


def render_sheets(
    newsstand: Newsstand, lot: Lot, aside: Collection[str], stop: Callable[[], bool], enough: Callable[[], bool]
) -> list[Sheet]:
    """Render those pages of `lot` that are still due, in their order and all of the same moment.

    Those left when `stop` says so, or `enough` after the first, are not among the sheets. The look is taken once the
    pages are ours: so it is younger than that of any print before, and shows whether another has just printed one.
    """
    sheets: list[Sheet] = []
    with snapshot(), tags.one_moment():
        pages = still_due(newsstand, lot, aside)
        foresee(newsstand, pages)
        for page in pages:
            if stop() or (sheets and enough()):
                break
            sheets.append(rendered(newsstand, page))
        values = values_of({tag for sheet in sheets for tag in sheet.read})
    for sheet in sheets:
        sheet.read = {tag: values[tag] for tag in sheet.read}
    return sheets


def foresee(newsstand: Newsstand, pages: Collection[PrintedPage]) -> None:
    """Have the newsstand read at once what the pages share. Where it cannot, each page fails or succeeds by itself."""
    if not pages:
        return
    try:
        with transaction.atomic():
            newsstand.foresee([route_of(page) for page in pages])
    except Exception:  # each page then shows its own
        logger.exception("What %s pages share cannot be read at once", len(pages))


def rendered(newsstand: Newsstand, page: PrintedPage) -> Sheet:
    """Render one page. Whatever goes wrong is its own failure: the sheet says what, and the log has the cause."""
    sheet = Sheet(page)
    with tags.recording() as read:
        try:
            with look_kept():
                sheet.printed = newsstand.render(route_of(page))
        except Unready as unready:
            sheet.unready = unready
        except Exception as error:  # a page's failure, whatever a template raises
            logger.exception("%s cannot be rendered", page.path)
            sheet.fail(error)
    sheet.read = dict.fromkeys({*read, tags.LOOK}, 0)
    return sheet


def look_kept() -> AbstractContextManager[None]:
    """Return what keeps the look for the pages after one at which the database met an error: PostgreSQL needs a
    savepoint for that, which costs SQLite a fiftieth of a print for nothing."""
    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()


def prepare(sheet: Sheet) -> bool:
    """Prepare what the page asked for; return whether that went well."""
    assert sheet.unready is not None  # noqa: S101  (only such sheets are given)
    try:
        sheet.unready.prepare()
    except Exception as error:  # a page's failure, whatever a picture raises
        logger.exception("%s cannot be prepared", sheet.page.path)
        sheet.fail(error)
        return False
    return True
