"""Bringing the public folder up to date: what is stale is printed, in an order that no reader sees a gap in.

Files come before the pages that use them; pages come by rank, so that what a page links to is there before it;
addresses that were given up go last, when no page links to them any more; files that no page uses go after a while,
since a reader may still have the page of before.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from musnad import tags
from musnad.press import power, register, staleness
from musnad.press.errors import NeverReady, NotAllFound, PageError, StoreError
from musnad.press.lock import press_lock
from musnad.press.models import PressState, PrintedFile, PrintedPage
from musnad.press.newsstand import Newsstand, PublicFile, TheNewsstand
from musnad.press.rendering import Sheet, prepare, render_sheets
from musnad.press.store import FolderStore

logger = logging.getLogger(__name__)

PAGES_A_LOT = 32
MOST_PREPARATIONS = 20
FILES_STAY = timedelta(minutes=10)
"""How long a file stays that no page uses any more: for readers who opened the page of before."""

LOOK = "look"

Progress = Callable[[int, int], None]
"""Told after each lot how many pages are done, and how many there are to do in all."""


def never() -> bool:
    return False


def always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did, in pages: written, right as they were, taken out, and such as cannot be printed for now."""

    printed: int
    unchanged: int
    removed: int
    failed: int
    seconds: float


def bring_up_to_date(
    *,
    everything: bool = False,
    progress: Progress | None = None,
    stop: Callable[[], bool] = never,
    newsstand: Newsstand | None = None,
    files_stay: timedelta = FILES_STAY,
) -> Report:
    """Print what is stale, and with `everything` compare every page, file and address with what should be there.

    Waits for another press that is at work. Raises StoreError where the folder cannot be written: what is stale then
    stays so. A page that cannot be printed keeps its last good print and is counted as failed.
    """
    began = time.monotonic()
    run = Run(newsstand or TheNewsstand(), public_store(), stop, progress, files_stay)
    run.work(everything=everything)
    right = PrintedPage.objects.filter(due_at=None, gone_at=None).count()
    failed = PrintedPage.objects.filter(failures__gt=0, gone_at=None).count()
    unchanged = max(right - len(run.printed), 0)
    return Report(len(run.printed), unchanged, run.removed, failed, time.monotonic() - began)


def public_store() -> FolderStore:
    return FolderStore(settings.MUSNAD_PUBLIC, settings.MUSNAD_HOME / "scratch" / "press")


@dataclass(slots=True)
class Run:
    """One run of the press; `printed` and `removed` count what it did.

    meanwhile is done between lots. patient: whether to wait for another press that is at work.
    """

    newsstand: Newsstand
    store: FolderStore
    stop: Callable[[], bool] = never
    progress: Progress | None = None
    files_stay: timedelta = FILES_STAY
    meanwhile: Callable[[], object] = never
    patient: bool = True
    printed: set[int] = field(default_factory=set)
    removed: int = 0
    done: int = 0
    aside: set[str] = field(default_factory=set)

    def work(self, *, everything: bool = False) -> bool:
        """Print until nothing is stale, or until `stop` says so; return whether it was our turn to."""
        with press_lock(settings.MUSNAD_HOME / "press.lock", self.stop if self.patient else always) as held:
            if held:
                self._work(everything)
        if self.aside:
            raise NotAllFound(self.aside)
        return held

    def _work(self, everything: bool) -> None:
        self.store.open()
        if power.was_cut():
            logger.warning("The system went down while pages were being written: every file is compared.")
            everything = True
        if not self._compared(everything):
            return
        power.writing_begins()
        while not self.stop() and self._step():
            self.meanwhile()
        if everything and not self.stop():
            self.removed += self.store.sweep(register.known_names)

    def _compared(self, everything: bool) -> bool:
        """Compare all addresses where the look is new (another version may have other pages) or `everything` is asked.

        Returns False if `stop` broke it off; then it is done again the next time.
        """
        look = self.newsstand.look()
        new_look = not PressState.objects.filter(name=LOOK, value=look).exists()
        if (everything or new_look) and not staleness.compare_owners(self.newsstand, self.aside, self.stop):
            return False
        if everything:
            staleness.distrust_the_folder()
        if new_look:
            keep_look(look)
        return True

    def _step(self) -> bool:
        """Do the next thing there is to do; return whether there was one."""
        if staleness.take_up(self.newsstand, self.aside):
            return True
        if pages := staleness.next_lot(PAGES_A_LOT):
            self._print(pages)
            return True
        return self._remove_pages() or self._remove_files()

    def _print(self, pages: list[PrintedPage]) -> None:
        """Print `pages`; those that need something prepared after the others, and after that is done."""
        for _ in range(MOST_PREPARATIONS):
            sheets = render_sheets(self.newsstand, pages, self.stop)
            self._finish([sheet for sheet in sheets if not sheet.unready])
            pages = [sheet.page for sheet in sheets if sheet.unready and self._prepared(sheet)]
            if not pages:
                return
        for page in pages:
            sheet = Sheet(page)
            sheet.fail(NeverReady(page.path, MOST_PREPARATIONS))
            self._finish([sheet])

    def _prepared(self, sheet: Sheet) -> bool:
        if self.stop():
            return False
        good = prepare(sheet)
        if not good:
            self._finish([sheet])
        return good

    def _finish(self, sheets: list[Sheet]) -> None:
        """Write what was rendered, its files first, and record all of it."""
        if good := [sheet for sheet in sheets if sheet.printed]:
            files = register.intend(good)
            stored: set[int] = set()
            written = {sheet.page.pk for sheet in good if self._written(sheet, files, stored)}
            register.record([sheet for sheet in good if sheet.printed], written, stored)
            self.printed |= written
        for sheet in sheets:
            if sheet.error:
                register.record_failure(sheet)
        self.done += len(sheets)
        if self.progress:
            self.progress(self.done, self.done + staleness.due().count())

    def _written(self, sheet: Sheet, files: dict[str, PrintedFile], stored: set[int]) -> bool:
        """Put the sheet's files and its page into the folder where they are not there; return whether the page was
        written. A page that cannot be is failed."""
        assert sheet.printed is not None  # noqa: S101  (only rendered sheets are given)
        try:
            for file in sheet.printed.files:
                row = files[file.name]
                if row.pk not in stored:
                    self._store_file(file, row)
                    stored.add(row.pk)
            if self._is_there(sheet):
                return False
            self.store.put(sheet.page.file, sheet.printed.body)
        except StoreError:
            raise
        except Exception as error:
            logger.exception("%s cannot be written", sheet.page.path)
            sheet.fail(error)
            return False
        return True

    def _store_file(self, file: PublicFile, row: PrintedFile) -> None:
        if row.stored and self.store.has(file.name):
            return
        content = file.source or file.read()
        if not self.store.holds(file.name, content):
            self.store.put(file.name, content)

    def _is_there(self, sheet: Sheet) -> bool:
        """Return whether the page is in the folder as it was rendered.

        The row vouches for a file whose digest it has; where it has none, the file itself is read.
        """
        assert sheet.printed is not None  # noqa: S101
        if sheet.page.digest:
            return sheet.page.digest == sheet.digest and self.store.has(sheet.page.file)
        return self.store.holds(sheet.page.file, sheet.printed.body)

    def _remove_pages(self) -> bool:
        pages = register.gone_pages(PAGES_A_LOT)
        for page in pages:
            self.removed += self._removed(page.file)
        register.forget_pages([page.pk for page in pages])
        return bool(pages)

    def _remove_files(self) -> bool:
        files = register.unused_files(timezone.now() - self.files_stay, PAGES_A_LOT)
        for file in files:
            self._removed(file.name)
        PrintedFile.objects.filter(pk__in=[file.pk for file in files]).delete()
        return bool(files)

    def _removed(self, name: str) -> bool:
        try:
            return self.store.remove(name)
        except PageError:
            # A name that could never be written, or that something else stands under now.
            return False


@transaction.atomic
def keep_look(look: str) -> None:
    """Raise the tag of every page: templates, styles or words are others than those last printed with."""
    PressState.objects.update_or_create(name=LOOK, defaults={"value": look})
    tags.raise_tags({tags.LOOK})
