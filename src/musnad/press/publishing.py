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
from enum import Enum, auto
from functools import partial
from itertools import groupby

from django.conf import settings
from django.db import Error, transaction
from django.utils import timezone

from musnad import tags
from musnad.press import comparing, power, register, staleness, waking
from musnad.press.bucket import Bucket, BucketStore
from musnad.press.caches import labels
from musnad.press.carrying import carried
from musnad.press.comparing import Comparison
from musnad.press.crew import MANY, Crew
from musnad.press.errors import LocksLost, NeverReady, NotAllFound, StoreError
from musnad.press.labels import LabelledFolder, labels_of
from musnad.press.locks import GATE, LEAD, WHOLE, Locks, of_page, press_locks
from musnad.press.models import PressState, PrintedFile, PrintedPage
from musnad.press.newsstand import Newsstand, PublicFile, TheNewsstand
from musnad.press.rendering import Sheet, prepare, render_sheets
from musnad.press.store import FolderStore
from musnad.press.storing import Content, Outcome, PublicStore, Wanted
from musnad.press.turns import LAST_WAITED_FOR, Line, Lot, Turn, next_turn, take_lot, turn_of

logger = logging.getLogger(__name__)

PAGES_A_LOT = 32

A_LOT = {staleness.FRESH: 3 * PAGES_A_LOT, staleness.FOLLOWING: 4}
"""Pages of a lot elsewhere: many where they are new, as in the print of a whole archive, since what they share is read
once for all; few where files are made, since an edit that comes meanwhile waits until they are."""

LONG = 1.0
"""Seconds of rendering after which a lot ends: the rest of it comes with the next one, behind an edit that waits."""

MADE_A_LOT = 4
"""Files that are made in one lot, such as share cards, which take 20 ms each: feeds have twenty."""
MOST_PREPARATIONS = 20
FILES_STAY = timedelta(minutes=10)
"""How long a file stays that no page uses any more: for readers who opened the page of before."""

LOOK = "look"
STORE = "store"
LOCKS = "press.lock"
PAUSE = 0.01
"""Seconds until it is looked again for what another press has in hand."""

Progress = Callable[[int, int], None]
"""Told after each lot how many pages are done, and how many there are to do in all."""


def never() -> bool:
    return False


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
    crew: Crew | None = None,
) -> Report:
    """Print what is stale, and with `everything` compare every page, file and address with what should be there.

    Others may print beside it; it ends when nothing is left to do for any. Raises StoreError where the folder cannot be
    written: what is stale then stays so. A page that cannot be printed keeps its last good print and is counted as
    failed. crew: who is called to help where much waits.
    """
    began = time.monotonic()
    run = Run(newsstand or TheNewsstand(), public_store(), stop, progress, files_stay, crew=crew)
    try:
        run.work(everything=everything)
    finally:
        if crew:
            crew.dismiss()
    printed = len(run.printed) + (crew.printed if crew else 0)
    right = PrintedPage.objects.filter(due_at=None, gone_at=None).count()
    failed = PrintedPage.objects.filter(failures__gt=0, gone_at=None).count()
    unchanged = max(right - printed, 0)
    return Report(printed, unchanged, run.removed, failed, time.monotonic() - began)


def public_store() -> PublicStore:
    """Return the store of readers' files that the settings name."""
    if settings.PUBLIC_BUCKET:
        bucket = Bucket(**settings.PUBLIC_BUCKET)
        return BucketStore(bucket, edge_seconds=settings.CDN_SECONDS, labelled=bool(labels()))
    public, home = settings.MUSNAD_PUBLIC, settings.MUSNAD_HOME
    own = public.parent == home
    # A file is written on the same filesystem, to be renamed into its place.
    scratch = home / "scratch" / "press" if own else public.with_name(f".{public.name}.press")
    identity = "" if own else f"folder {public}"
    if labels():
        return LabelledFolder(public, scratch, labels_of(public, home), identity)
    return FolderStore(public, scratch, identity)


class Step(Enum):
    """What came of looking for something to do."""

    DONE = auto()
    WAIT = auto()  # what is left is in another press's hands
    OVER = auto()


@dataclass(slots=True)
class Run:
    """One run of the press, beside any number of others; `printed` and `removed` count what this one did.

    meanwhile is done between lots, crew is called to help where much waits. doubtful: pages of which it is not known
    who wrote last, since the locks on them were lost; the set may be kept from run to run.
    """

    newsstand: Newsstand
    store: PublicStore
    stop: Callable[[], bool] = never
    progress: Progress | None = None
    files_stay: timedelta = FILES_STAY
    meanwhile: Callable[[], object] = never
    crew: Crew | None = None
    doubtful: set[int] = field(default_factory=set)
    printed: set[int] = field(default_factory=set)
    removed: int = 0
    aside: set[str] = field(default_factory=set)
    _took_up: bool = False
    _locks: Locks = field(init=False)
    _comparison: Comparison = field(init=False)
    _line: Line = field(default_factory=Line)
    _wide: staleness.Wide = field(default_factory=staleness.Wide)

    def work(self, *, everything: bool = False) -> None:
        """Print until nothing is stale, or until `stop` says so. What others have in hand is waited for."""
        self._comparison = Comparison(self.newsstand)
        if not self.stop():
            with press_locks(settings.MUSNAD_HOME / LOCKS) as self._locks:
                # Where another compares everything, we share in it; this run's end lets go.
                self._work(everything and bool(self._locks.take([WHOLE])))
        if self.aside:
            raise NotAllFound(self.aside)

    def _work(self, everything: bool) -> None:
        self._begin(everything)
        while not self.stop():
            step = self._step()
            if step is Step.OVER:
                break
            if step is Step.WAIT:
                time.sleep(PAUSE)
            self.meanwhile()
        if everything and not self.stop():
            self.removed += self.store.sweep(register.known_names)

    def _begin(self, everything: bool) -> None:
        """Ask for what must be compared; it is done in its turn.

        Addresses where the look is new, since another version may have other pages; what a new store has, though what
        else stands there is left alone; and all of it after the power was cut or where `everything` is asked.
        """
        self.store.open()
        with self._locks.held(GATE) as alone:
            if alone:
                self.store.tidy()
        register.doubt(self.doubtful)
        self.doubtful.clear()
        look = self.newsstand.look()
        if look != PressState.kept(LOOK):
            keep_look(look)
        if cut := power.was_cut(settings.MUSNAD_HOME):
            logger.warning("The system went down while pages were being written: every file is compared.")
        if everything or cut:
            comparing.ask()
        new_store = self.store.identity != PressState.kept(STORE)
        if everything or cut or new_store:
            staleness.distrust_the_folder()
        if new_store:
            PressState.objects.update_or_create(name=STORE, defaults={"value": self.store.identity})
        if cut:
            power.writing_begins(settings.MUSNAD_HOME)

    def _step(self) -> Step:
        """Do the next thing there is to do: what is raised first, what is no longer wanted last.

        Between two takings up some pages are printed, so that somebody who saves all the time keeps nobody waiting.
        """
        turn = next_turn() if self._took_up else None
        all_taken_up, calls = turn is None, waking.calls()
        if turn is None and staleness.pending().exclude(tag__in=self.aside).exists():
            self._took_up = True
            return self._leading(self._take_up)
        self._took_up = False
        turn = turn or next_turn()
        if all_taken_up and (turn is None or turn > LAST_WAITED_FOR):
            waking.printed(calls)
            waking.let_answer()
        if (turn is None or turn.lane == staleness.SITE_WIDE) and comparing.under_way():
            return self._leading(self._compare)
        return self._print(turn) if turn else self._leading(self._remove)

    def _leading(self, act: Callable[[], Step]) -> Step:
        with self._locks.held(LEAD) as leading:
            return act() if leading else Step.WAIT

    def _take_up(self) -> Step:
        if staleness.pending().filter(tag=tags.LOOK).exists():
            comparing.ask()
        staleness.take_up(self.newsstand, self.aside, self._wide)
        return Step.DONE

    def _compare(self) -> Step:
        self._comparison.step(self.aside)
        return Step.DONE

    def _print(self, turn: Turn) -> Step:
        """Print some pages whose turn it is and that no other press has in hand."""
        lot = take_lot(turn, self._locks, A_LOT.get(turn.lane, PAGES_A_LOT))
        if not lot.pks:
            return Step.WAIT
        try:
            self._print_taken(lot)
        except (Error, LocksLost):
            self.doubtful.update(lot.pks)
            raise
        finally:
            self._locks.let_go([of_page(pk) for pk in lot.pks])
        return Step.DONE

    def _print_taken(self, lot: Lot) -> None:
        """Print pages; those that need something prepared after the others of their turn, and after that is done.

        What comes behind them is left in line: it could link to them.
        """
        for _ in range(MOST_PREPARATIONS):
            sheets = render_sheets(self.newsstand, lot, self.aside, self.stop, enough_of(lot))
            unready = [sheet for sheet in sheets if sheet.unready]
            last = min((turn_of(sheet.page) for sheet in unready), default=lot.turns[-1])
            self._finish([sheet for sheet in sheets if not sheet.unready and turn_of(sheet.page) <= last])
            sheets = [sheet for sheet in unready if self._prepared(sheet)]
            lot = lot.of([sheet.page.pk for sheet in sheets])
            if not lot.pks:
                return
        for sheet in sheets:
            sheet.fail(NeverReady(sheet.page.path, MOST_PREPARATIONS))
        self._finish(sheets)

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
            with self._locks.waited_for(GATE, shared=True):
                trouble = self._bring(good)
        for sheet in sheets:
            if sheet.error:
                register.record_failure(sheet)
        if trouble:
            raise trouble
        if sheets:
            self._tell(*self._line.left(len(sheets)))

    def _tell(self, done: int, of: int) -> None:
        """Say how far it is to whoever watches, and to those who help where much is left."""
        if self.progress:
            self.progress(done, of)
        if self.crew and of - done >= MANY:
            self.crew.gather()

    def _bring(self, sheets: list[Sheet]) -> StoreError | None:
        """Bring the files of `sheets`, and then their pages, turn by turn, into the store; record those that are there.

        A sheet that cannot be brought is failed; returns the error that the store itself met, and that ended this.
        """
        power.writing_begins(settings.MUSNAD_HOME)
        rows = register.intend(sheets)
        put_off(sheets, rows)
        self._locks.check()
        files = self.store.bring(wanted_files(sheets, rows))
        trouble = next(stops(files), None)
        ready = [sheet for sheet in sheets if arrived(sheet, register.names_of(sheet) - sheet.later, files)]
        pages: dict[str, Outcome] = {}
        for _, some in groupby(ready, key=lambda sheet: turn_of(sheet.page)):
            if trouble:
                break
            self._locks.check()
            pages |= self.store.bring([wanted_page(sheet) for sheet in some])
            trouble = next(stops(pages), None)
        there = [sheet for sheet in ready if arrived(sheet, {sheet.page.file}, pages)]
        written = {sheet.page.pk for sheet in there if pages[sheet.page.file]}
        # Not those whose rows were believed: another press may have begun to doubt them.
        seen = {
            name for name, outcome in files.items() if outcome is True or (outcome is False and not rows[name].stored)
        }
        register.record(there, written, {rows[name].pk for name in seen})
        self.printed |= written
        return trouble

    def _remove(self) -> Step:
        """Take out what is no longer wanted, once no page that is still to be printed could link to it.

        Who leads keeps new edits from being taken up meanwhile, and without that no press prints what they changed.
        """
        if staleness.pending().exclude(tag__in=self.aside).exists() or next_turn() or comparing.under_way():
            return Step.DONE
        return self._remove_pages() or self._remove_files() or Step.OVER

    def _remove_pages(self) -> Step | None:
        gone = {of_page(page.pk): page for page in register.gone_pages(PAGES_A_LOT)}
        if not gone:
            return None
        taken = self._locks.take(gone)
        self._locks.check()
        self.removed += len(self.store.take_out([gone[key].file for key in taken]))
        register.forget_pages([gone[key].pk for key in taken])
        self._locks.let_go(taken)
        return Step.DONE if taken else Step.WAIT

    def _remove_files(self) -> Step | None:
        since = timezone.now() - self.files_stay
        if not PrintedFile.objects.filter(unused_at__lte=since).exists():
            return None
        with self._locks.held(GATE) as alone:
            if not alone:
                return Step.WAIT
            files = register.unused_files(since, PAGES_A_LOT)
            self._locks.check()
            self.store.take_out([file.name for file in files])
            PrintedFile.objects.filter(pk__in=[file.pk for file in files]).delete()
        return Step.DONE


def enough_of(lot: Lot) -> Callable[[], bool]:
    """Return what says that enough of `lot` is rendered: it took LONG, or in this process an edit waits or an editor
    asks for something, and nobody waits for what is in the lot."""
    began, before = time.monotonic(), (waking.calls(), waking.asked())
    gives_way = lot.turns[0] > LAST_WAITED_FOR
    return lambda: time.monotonic() - began > LONG or (gives_way and (waking.calls(), waking.asked()) != before)


def put_off(sheets: Collection[Sheet], rows: Mapping[str, PrintedFile]) -> None:
    """Leave what must be made, and is not there yet, until no reader's page waits any more: the page then comes again,
    and again where there is more to be made than a lot takes.

    It is not written again, since its bytes are the same. Only programs ask for such a file (`PublicFile.make`).
    """
    making: set[str] = set()
    for sheet in sheets:
        files = sheet.printed.files if sheet.printed else ()
        missing = [file.name for file in files if file.make and not rows[file.name].stored]
        if sheet.page.lane == staleness.FOLLOWING:
            making.update(missing[: MADE_A_LOT - len(making)])
        sheet.later = frozenset(missing) - making


def wanted_files(sheets: Collection[Sheet], rows: Mapping[str, PrintedFile]) -> list[Wanted]:
    """Return each file that the sheets use, once."""
    used = ((file, sheet.later) for sheet in sheets if sheet.printed for file in sheet.printed.files)
    files = {file.name: file for file, later in used if file.name not in later}
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
    sheet.vouched = bool(vouched)
    keys = carried(sheet.page.file, sheet.read) if labels() else ()
    return Wanted(sheet.page.file, lambda: body, vouched, keys)


@transaction.atomic
def keep_look(look: str) -> None:
    """Raise the tag of every page: templates, styles or words are others than those last printed with."""
    PressState.objects.update_or_create(name=LOOK, defaults={"value": look})
    tags.raise_tags({tags.LOOK})
