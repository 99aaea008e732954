"""Bringing the public folder up to date: what is stale is printed, in an order that no reader sees a gap in.

Files come before the pages that use them; pages come by rank, so that what a page links to is there before it;
addresses that were given up go last, when no page links to them any more; files that no page uses go after a while,
since a reader may still have the page of before.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from musnad import tags
from musnad.press import power, register, staleness
from musnad.press.bucket import Bucket, BucketStore
from musnad.press.errors import NeverReady, NotAllFound, StoreError
from musnad.press.lock import press_lock
from musnad.press.models import PressState, PrintedFile, PrintedPage
from musnad.press.newsstand import Newsstand, PublicFile, TheNewsstand
from musnad.press.rendering import Sheet, prepare, render_sheets
from musnad.press.store import FolderStore
from musnad.press.storing import Content, Outcome, PublicStore, Wanted

logger = logging.getLogger(__name__)

PAGES_A_LOT = 32
MOST_PREPARATIONS = 20
FILES_STAY = timedelta(minutes=10)
"""How long a file stays that no page uses any more: for readers who opened the page of before."""

LOOK = "look"
STORE = "store"

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


def public_store() -> PublicStore:
    """Return the store of readers' files that the settings name."""
    if settings.PUBLIC_BUCKET:
        return BucketStore(Bucket(**settings.PUBLIC_BUCKET), edge_seconds=settings.CDN_SECONDS)
    public = settings.MUSNAD_PUBLIC
    if public.parent == settings.MUSNAD_HOME:
        return FolderStore(public, settings.MUSNAD_HOME / "scratch" / "press")
    # A file is written on the same filesystem, to be renamed into its place.
    return FolderStore(public, public.with_name(f".{public.name}.press"), f"folder {public}")


@dataclass(slots=True)
class Run:
    """One run of the press; `printed` and `removed` count what it did.

    meanwhile is done between lots. patient: whether to wait for another press that is at work.
    """

    newsstand: Newsstand
    store: PublicStore
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
        """Compare all addresses where the look is new (another version may have other pages) or `everything` is asked,
        and take no row's word for what a new store has; what else stands there is left alone.

        Returns False if `stop` broke it off; then it is done again the next time.
        """
        look = self.newsstand.look()
        new_look = look != PressState.kept(LOOK)
        if (everything or new_look) and not staleness.compare_owners(self.newsstand, self.aside, self.stop):
            return False
        new_store = self.store.identity != PressState.kept(STORE)
        if everything or new_store:
            staleness.distrust_the_folder()
        if new_store:
            PressState.objects.update_or_create(name=STORE, defaults={"value": self.store.identity})
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
        """Write what was rendered, its files first, and record all of it.

        Raises StoreError where the store fails: what was written before that is recorded as well.
        """
        trouble = None
        if good := [sheet for sheet in sheets if sheet.printed]:
            trouble = self._bring(good)
        for sheet in sheets:
            if sheet.error:
                register.record_failure(sheet)
        if trouble:
            raise trouble
        self.done += len(sheets)
        if self.progress:
            self.progress(self.done, self.done + staleness.due().count())

    def _bring(self, sheets: list[Sheet]) -> StoreError | None:
        """Bring the files of `sheets`, and then their pages, into the store, and record those that are there.

        A sheet that cannot be brought is failed; returns the error that the store itself met, and that ended this.
        """
        rows = register.intend(sheets)
        files = self.store.bring(wanted_files(sheets, rows))
        trouble = next(stops(files), None)
        ready = [sheet for sheet in sheets if arrived(sheet, register.names_of(sheet), files)]
        pages = {} if trouble else self.store.bring([wanted_page(sheet) for sheet in ready])
        there = [sheet for sheet in ready if arrived(sheet, {sheet.page.file}, pages)]
        written = {sheet.page.pk for sheet in there if pages[sheet.page.file]}
        stored = {rows[name].pk for name, outcome in files.items() if isinstance(outcome, bool)}
        register.record(there, written, stored)
        self.printed |= written
        return trouble or next(stops(pages), None)

    def _remove_pages(self) -> bool:
        pages = register.gone_pages(PAGES_A_LOT)
        self.removed += len(self.store.take_out([page.file for page in pages]))
        register.forget_pages([page.pk for page in pages])
        return bool(pages)

    def _remove_files(self) -> bool:
        files = register.unused_files(timezone.now() - self.files_stay, PAGES_A_LOT)
        self.store.take_out([file.name for file in files])
        PrintedFile.objects.filter(pk__in=[file.pk for file in files]).delete()
        return bool(files)


def wanted_files(sheets: Collection[Sheet], rows: Mapping[str, PrintedFile]) -> list[Wanted]:
    """Return each file that the sheets use, once."""
    files = {file.name: file for sheet in sheets if sheet.printed for file in sheet.printed.files}
    return [Wanted(name, partial(content_of, file), rows[name].stored or None) for name, file in files.items()]


def content_of(file: PublicFile) -> Content:
    return file.source or file.read()


def arrived(sheet: Sheet, names: Collection[str], outcomes: Mapping[str, Outcome]) -> bool:
    """Return whether all of `names` are in the store; one that cannot be there fails the sheet."""
    for name in names:
        outcome = outcomes.get(name)
        if isinstance(outcome, Exception) and not isinstance(outcome, StoreError):
            sheet.fail(outcome)
    return all(isinstance(outcomes.get(name), bool) for name in names)


def stops(outcomes: Mapping[str, Outcome]) -> Iterator[StoreError]:
    return (outcome for outcome in outcomes.values() if isinstance(outcome, StoreError))


def wanted_page(sheet: Sheet) -> Wanted:
    """Return the sheet's page as the store is to have it. The row vouches for a file whose digest it has."""
    assert sheet.printed is not None  # noqa: S101  (only rendered sheets are given)
    body = sheet.printed.body
    vouched = sheet.page.digest == sheet.digest if sheet.page.digest else None
    return Wanted(sheet.page.file, lambda: body, vouched, sheet.read.keys())


@transaction.atomic
def keep_look(look: str) -> None:
    """Raise the tag of every page: templates, styles or words are others than those last printed with."""
    PressState.objects.update_or_create(name=LOOK, defaults={"value": look})
    tags.raise_tags({tags.LOOK})
