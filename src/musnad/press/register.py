"""What the press writes down of its work: before files are written, that they will be; afterwards, that they are.

So a killed press leaves no file that no row names, and no row that vouches for a file it did not finish.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from musnad.press import hubs, purging
from musnad.press.counters import values_of
from musnad.press.lots import in_lots
from musnad.press.models import FileUse, PrintedFile, PrintedPage, PrintedTag
from musnad.press.rendering import Sheet
from musnad.press.rows import locked
from musnad.press.staleness import EDITED, FOLLOWING, route_of

ROWS = 200
USED = Exists(FileUse.objects.filter(file=OuterRef("pk")))
FIRST_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(minutes=10)


@transaction.atomic
def intend(sheets: Collection[Sheet]) -> dict[str, PrintedFile]:
    """Note what is about to be written; return the row of each file that the sheets use, by its name.

    Whoever calls holds the gate, so that nobody removes one of the files meanwhile.
    """
    changing = [sheet.page.pk for sheet in sheets if sheet.page.digest != sheet.digest]
    locked(PrintedPage.objects.filter(pk__in=changing)).update(digest="")
    rows = file_rows(sorted({file.name for sheet in sheets if sheet.printed for file in sheet.printed.files}))
    for some in in_lots(sorted(file.pk for file in rows.values()), ROWS):
        locked(PrintedFile.objects.filter(pk__in=some), keys=True).filter(unused_at__isnull=False).update(
            unused_at=None
        )
    uses = [(sheet.page.pk, rows[name].pk) for sheet in sheets for name in names_of(sheet)]
    execute_many("INSERT INTO press_fileuse (page_id, file_id) VALUES (%s, %s) ON CONFLICT DO NOTHING", sorted(uses))
    return rows


def file_rows(names: Collection[str]) -> dict[str, PrintedFile]:
    """Return the row of each file by its name, made where it is missing."""
    rows: dict[str, PrintedFile] = {}
    for lot in in_lots(names, ROWS):
        rows.update((file.name, file) for file in PrintedFile.objects.filter(name__in=lot))
    for lot in in_lots([name for name in names if name not in rows], ROWS):
        PrintedFile.objects.bulk_create([PrintedFile(name=name) for name in lot], ignore_conflicts=True)
        rows.update((file.name, file) for file in PrintedFile.objects.filter(name__in=lot))
    return rows


def execute_many(statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Execute `statement` for each of `rows`: a page has seventy, and Django would take ten times as long for them."""
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)


def names_of(sheet: Sheet) -> set[str]:
    return {file.name for file in sheet.printed.files} if sheet.printed else set()


def record(sheets: Collection[Sheet], written: Collection[int], stored: Collection[int]) -> None:
    """Note that `sheets` are in the folder. `written`: pages whose bytes are new; `stored`: files seen to be there.

    First what the pages read, for all to see; then the counters are compared once more. An edit that is committed
    before that is seen here, one that is committed later finds what the page read. In one transaction neither would be
    sure: on PostgreSQL two that overlap do not see each other.
    """
    with transaction.atomic():
        purging.note_printed(sheets)
        hubs.note_printed(sheets)
        record_tags(sheets)
        record_uses(sheets)
    with transaction.atomic():
        record_pages(sheets, written)
        locked(PrintedFile.objects.filter(pk__in=stored, stored=False)).update(stored=True)


def record_pages(sheets: Collection[Sheet], written: Collection[int]) -> None:
    """Take the pages out of the line; those of which something changed while they were printed stay in it.

    What can have changed: a tag that a page read; its address's owner; and the trust in the folder, where this press
    took the row's word for what is there and another began to compare. One of which files are still to be made comes
    again behind the others.
    """
    now = timezone.now()
    rows = {row.pk: row for row in locked(PrintedPage.objects.filter(pk__in=[sheet.page.pk for sheet in sheets]))}
    values = values_of({tag for sheet in sheets for tag in sheet.read})
    adapted = connection.ops.adapt_datetimefield_value
    updates = []
    for sheet in sheets:
        row = rows[sheet.page.pk]
        doubted = sheet.vouched and row.digest != sheet.digest
        again = doubted or raised(sheet, values) or route_of(row) != route_of(sheet.page)
        written_now = sheet.page.pk in written
        updates.append(
            (
                "" if doubted else sheet.digest,
                adapted(now) if (again or sheet.later) and row.gone_at is None else None,
                FOLLOWING if sheet.later and not again else EDITED,
                adapted(now) if written_now else None,
                purging.keys_kept(sheet, put=written_now),
                row.pk,
            )
        )
    execute_many(PRINTED, sorted(updates, key=itemgetter(-1)))


PRINTED = """
UPDATE press_printedpage SET digest = %s, due_at = %s, lane = %s, failures = 0, error = '', retry_at = NULL,
printed_at = COALESCE(%s, printed_at), carried = COALESCE(%s, carried) WHERE id = %s
"""


def raised(sheet: Sheet, values: Mapping[str, int]) -> bool:
    """Return whether a tag that the page read stands elsewhere by now."""
    return any(values[tag] != value for tag, value in sheet.read.items())


def record_tags(sheets: Collection[Sheet]) -> None:
    """Keep just the tags that each page read, at the values it was printed from."""
    held: dict[int, dict[str, tuple[int, int]]] = {sheet.page.pk: {} for sheet in sheets}
    for page, tag, pk, value in PrintedTag.objects.filter(page__in=held).values_list("page", "tag", "pk", "value"):
        held[page][tag] = pk, value
    surplus, changed = [], []
    for sheet in sheets:
        key, before = sheet.page.pk, held[sheet.page.pk]
        surplus += [pk for tag, (pk, _) in before.items() if tag not in sheet.read]
        changed += [
            (key, tag, value) for tag, value in sheet.read.items() if tag not in before or before[tag][1] != value
        ]
    for lot in in_lots(surplus, ROWS):
        PrintedTag.objects.filter(pk__in=lot).delete()
    execute_many(READ, sorted(changed))


READ = """
INSERT INTO press_printedtag (page_id, tag, value) VALUES (%s, %s, %s)
ON CONFLICT (page_id, tag) DO UPDATE SET value = excluded.value
"""


def record_uses(sheets: Collection[Sheet]) -> None:
    """Let go of the files that the pages used before and no longer do."""
    used = {sheet.page.pk: names_of(sheet) for sheet in sheets}
    uses = FileUse.objects.filter(page__in=used).values_list("pk", "page", "file", "file__name")
    over = [(use, file) for use, page, file, name in uses if name not in used[page]]
    for lot in in_lots(over, ROWS):
        FileUse.objects.filter(pk__in=[use for use, _ in lot]).delete()
    note_unused({file for _, file in over})


def note_unused(files: Iterable[int]) -> None:
    """Note since when nobody uses them, for those of `files` that nobody uses."""
    for lot in in_lots(sorted(files), ROWS):
        # Locked before it is asked who uses them: of two that let go at once, the second sees that the first did.
        rows = locked(PrintedFile.objects.filter(pk__in=lot), keys=True)
        rows.filter(~USED, unused_at=None).update(unused_at=timezone.now())


def record_failure(sheet: Sheet) -> None:
    """Keep the error for the desk, and say when to try again: later each time; at once if something changed meanwhile.

    The tags that it read before it failed are kept beside those of its last good print, so that an edit which mends
    the cause has it printed at once.
    """
    failures = sheet.page.failures + 1
    tags = [PrintedTag(page=sheet.page, tag=tag, value=value) for tag, value in sheet.read.items()]
    PrintedTag.objects.bulk_create(tags, ignore_conflicts=True, batch_size=ROWS)
    with transaction.atomic():
        row = locked(PrintedPage.objects.filter(pk=sheet.page.pk))
        again = raised(sheet, values_of(sheet.read))
        retry_at = None if again else retry_after(failures, timezone.now())
        row.update(failures=failures, error=sheet.error, retry_at=retry_at)


def retry_after(failures: int, now: datetime) -> datetime:
    """Double the wait with each failure in a row, up to ten minutes."""
    return now + min(FIRST_RETRY * (1 << min(failures - 1, 16)), LONGEST_RETRY)


@transaction.atomic
def forget_pages(pages: Collection[int]) -> None:
    """Forget pages that are out of the folder, and let go of the files that they used."""
    purging.note_removed(pages)
    files = set(FileUse.objects.filter(page__in=pages).values_list("file", flat=True))
    PrintedPage.objects.filter(pk__in=pages).delete()
    note_unused(files)


def gone_pages(most: int) -> list[PrintedPage]:
    """Return pages whose address was given up."""
    return list(PrintedPage.objects.filter(gone_at__isnull=False)[:most])


def unused_files(since: datetime, most: int) -> list[PrintedFile]:
    """Return files that no page has used since then or longer.

    Whoever calls holds the gate alone: nobody begins to use one meanwhile.
    """
    PrintedFile.objects.filter(USED, unused_at__isnull=False).update(unused_at=None)
    return list(PrintedFile.objects.filter(unused_at__lte=since)[:most])


def doubt(pages: Collection[int]) -> None:
    """Have pages compared with their files: it is not known who wrote last."""
    doubtful = PrintedPage.objects.filter(pk__in=pages, gone_at=None)
    with transaction.atomic():
        locked(doubtful).update(digest="", due_at=timezone.now(), retry_at=None)


def known_names(names: Collection[str]) -> set[str]:
    """Return those of `names` that a page or a file of the press has."""
    pages = PrintedPage.objects.filter(file__in=names).values_list("file", flat=True)
    return {*pages, *PrintedFile.objects.filter(name__in=names).values_list("name", flat=True)}
