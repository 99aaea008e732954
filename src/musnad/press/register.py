"""What the press writes down of its work: before files are written, that they will be; afterwards, that they are.

So a killed press leaves no file that no row names, and no row that vouches for a file it did not finish.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from musnad.press.counters import values_of
from musnad.press.lots import in_lots
from musnad.press.models import FileUse, PrintedFile, PrintedPage, PrintedTag
from musnad.press.rendering import Sheet
from musnad.press.staleness import EDITED

ROWS = 200
FIRST_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(minutes=10)


@transaction.atomic
def intend(sheets: Collection[Sheet]) -> dict[str, PrintedFile]:
    """Note what is about to be written; return the row of each file that the sheets use, by its name."""
    names = sorted({file.name for sheet in sheets if sheet.printed for file in sheet.printed.files})
    for lot in in_lots(names, ROWS):
        PrintedFile.objects.bulk_create([PrintedFile(name=name) for name in lot], ignore_conflicts=True)
        PrintedFile.objects.filter(name__in=lot, unused_at__isnull=False).update(unused_at=None)
    rows: dict[str, PrintedFile] = {}
    for lot in in_lots(names, ROWS):
        rows.update((file.name, file) for file in PrintedFile.objects.filter(name__in=lot))
    uses = [FileUse(page=sheet.page, file=rows[name]) for sheet in sheets for name in names_of(sheet)]
    FileUse.objects.bulk_create(uses, ignore_conflicts=True, batch_size=ROWS)
    changing = [sheet.page.pk for sheet in sheets if sheet.page.digest != sheet.digest]
    PrintedPage.objects.filter(pk__in=changing).update(digest="")
    return rows


def names_of(sheet: Sheet) -> set[str]:
    return {file.name for file in sheet.printed.files} if sheet.printed else set()


@transaction.atomic
def record(sheets: Collection[Sheet], written: Collection[int], stored: Collection[int]) -> None:
    """Note that `sheets` are in the folder. `written`: pages whose bytes are new; `stored`: files known to be there.

    A page of which a tag was raised while it was printed stays in line: even where somebody else took that tag up
    meanwhile, and could not know that this page was about to read it.
    """
    now = timezone.now()
    PrintedFile.objects.filter(pk__in=stored).update(stored=True)
    values = values_of({tag for sheet in sheets for tag in sheet.read})
    for sheet in sheets:
        fields = {"printed_at": now} if sheet.page.pk in written else {}
        raised = any(values[tag] != value for tag, value in sheet.read.items())
        PrintedPage.objects.filter(pk=sheet.page.pk).update(
            digest=sheet.digest,
            due_at=now if raised else None,
            lane=EDITED,
            failures=0,
            error="",
            retry_at=None,
            **fields,
        )
    record_tags(sheets)
    record_uses(sheets)


def record_tags(sheets: Collection[Sheet]) -> None:
    """Keep just the tags that each page read, at the values it was printed from."""
    held: dict[int, dict[str, PrintedTag]] = {sheet.page.pk: {} for sheet in sheets}
    for row in PrintedTag.objects.filter(page__in=held):
        held[row.page_id][row.tag] = row
    surplus, changed = [], []
    for sheet in sheets:
        before = held[sheet.page.pk]
        surplus += [row.pk for tag, row in before.items() if tag not in sheet.read]
        changed += [
            PrintedTag(page=sheet.page, tag=tag, value=value)
            for tag, value in sheet.read.items()
            if tag not in before or before[tag].value != value
        ]
    for lot in in_lots(surplus, ROWS):
        PrintedTag.objects.filter(pk__in=lot).delete()
    PrintedTag.objects.bulk_create(
        changed, batch_size=ROWS, update_conflicts=True, unique_fields=["page", "tag"], update_fields=["value"]
    )


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
    used = FileUse.objects.filter(file=OuterRef("pk"))
    for lot in in_lots(sorted(files), ROWS):
        PrintedFile.objects.filter(~Exists(used), pk__in=lot, unused_at=None).update(unused_at=timezone.now())


@transaction.atomic
def record_failure(sheet: Sheet) -> None:
    """Keep the error for the desk, and say when to try again: later each time.

    The tags that it read before it failed are kept beside those of its last good print, so that an edit which mends
    the cause has it printed at once.
    """
    failures = sheet.page.failures + 1
    PrintedPage.objects.filter(pk=sheet.page.pk).update(
        failures=failures, error=sheet.error, retry_at=retry_after(failures, timezone.now())
    )
    tags = [PrintedTag(page=sheet.page, tag=tag, value=value) for tag, value in sheet.read.items()]
    PrintedTag.objects.bulk_create(tags, ignore_conflicts=True, batch_size=ROWS)


def retry_after(failures: int, now: datetime) -> datetime:
    """Double the wait with each failure in a row, up to ten minutes."""
    return now + min(FIRST_RETRY * (1 << min(failures - 1, 16)), LONGEST_RETRY)


@transaction.atomic
def forget_pages(pages: Collection[int]) -> None:
    """Forget pages that are out of the folder, and let go of the files that they used."""
    files = set(FileUse.objects.filter(page__in=pages).values_list("file", flat=True))
    PrintedPage.objects.filter(pk__in=pages).delete()
    note_unused(files)


def gone_pages(most: int) -> list[PrintedPage]:
    """Return pages whose address was given up."""
    return list(PrintedPage.objects.filter(gone_at__isnull=False)[:most])


def unused_files(since: datetime, most: int) -> list[PrintedFile]:
    """Return files that no page has used since then or longer."""
    return list(PrintedFile.objects.filter(unused_at__lte=since)[:most])


def known_names(names: Collection[str]) -> set[str]:
    """Return those of `names` that a page or a file of the press has."""
    pages = PrintedPage.objects.filter(file__in=names).values_list("file", flat=True)
    return {*pages, *PrintedFile.objects.filter(name__in=names).values_list("name", flat=True)}
