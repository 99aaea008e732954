"""The press with an archive of 1,000 stories and of BENCH_STORIES: loading, full print, a publish, a site-wide change.

BENCH_STORIES: stories of the larger archive. BENCH_PAGES: how many pages of its full print are timed: runs out of the
whole line, evenly spread. What nobody waits for of the rest is taken out of the line
then, since a publish is measured and not the end of a print. Both archives grow in one newsroom.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from tests import making

from bench.clicking import Newsroom, file_at, stamp, until_live
from musnad.newsroom.models import Edition, NewsImage, Section, Story
from musnad.newsstand.readings.pictures import CARD, WIDE, filters
from musnad.press import comparing
from musnad.press.comparing import Comparison
from musnad.press.models import PressState, PrintedPage
from musnad.press.newsstand import TheNewsstand
from musnad.press.publishing import LOOK, keep_look
from musnad.press.staleness import SITE_WIDE, Wide, take_up
from musnad.press.worker import Worker
from musnad.wire.demo.archive.loading import load

SMALL = 1000
LARGE = int(os.environ.get("BENCH_STORIES", "3000"))
PAGES = int(os.environ.get("BENCH_PAGES", "3000"))
CLICKS = 29
MEANWHILE = 19
BETWEEN = 1.2
"""Seconds between two clicks: what the one before changed beyond the front is printed then."""
PARAGRAPHS = 8
CORES = 2
RUN = 96
"""Pages that stand in line one behind the other and are timed together: three lots of a press."""

TITLE = f"The press with an archive (SQLite, {CORES} processes print, pages with both twins; BENCH_STORIES={LARGE})"

PARAGRAPH = "<p>قال متحدث باسم هيئة النهر إن السد لم يتضرر وإن فرق الصيانة أنهت عملها قبل الموعد المحدد لها.</p>"
PRINT = """
import sys
from musnad.cli.home import load_django
load_django()
from musnad.press.models import PrintedPage
from musnad.press.newsstand import TheNewsstand
from musnad.press.publishing import Run, public_store
most = int(sys.argv[1])
run = Run(TheNewsstand(), public_store(), lambda: len(run.printed) >= most)
run.work()
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(len(run.printed), int(peak.split()[1]) // 1024)
"""


class Counting(TheNewsstand):
    """Musnad's own newsstand, counting the pages that are rendered."""

    def __init__(self):
        self.rendered = 0

    def render(self, route):
        self.rendered += 1
        return super().render(route)


def draft_of(words, section):
    return making.draft(f"{words} {time.time_ns()}", section, body=[("paragraph", PARAGRAPH)] * PARAGRAPHS)


def settled(counting):
    """Wait until nothing is rendered any more."""
    seen = -1
    while seen != counting.rendered:
        seen = counting.rendered
        time.sleep(1.5)


def pages_of_one(section):
    """How many pages are rendered for one new story."""
    counting = Counting()
    worker = Worker(counting)
    worker.start()
    try:
        making.publish(draft_of("قبل العدّ", section))
        settled(counting)
        before = counting.rendered
        making.publish(draft_of("عاجل من الوادي", section))
        settled(counting)
    finally:
        worker.stop(60)
    return counting.rendered - before


def clicks(section):
    """Seconds from publish clicks to story and front being live, and to the page that the editor is sent on to."""
    with Newsroom() as newsroom:
        newsroom.click(draft_of("أول", section), [PARAGRAPH] * PARAGRAPHS, 1800)
        times = []
        for number in range(CLICKS):
            time.sleep(BETWEEN)
            draft = draft_of(f"عاجل من الوادي {number}", section)
            times.append(newsroom.click(draft, [PARAGRAPH] * PARAGRAPHS))
    return [live for live, _ in times], [answered for _, answered in times]


def full_print(most):
    """Print what is in line with a process for each core; return pages, seconds, CPU seconds and the most MB of one."""
    make_sizes()
    set_aside = thin_out(most)
    # Not to the last: whoever comes to the end of the line begins to draw share cards, which is not what is timed.
    share = (in_line() - RUN) // CORES
    command = [sys.executable, "-c", PRINT, str(share)]
    begun, busy = time.perf_counter(), cpu_of_children()
    presses = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(CORES)]  # noqa: S603  (our own program)
    told = [press.communicate()[0].split() for press in presses]
    seconds = time.perf_counter() - begun
    pages, peak = sum(int(printed) for printed, _ in told), max(int(peak) for _, peak in told)
    cpu = cpu_of_children() - busy
    for start in range(0, len(set_aside), 500):
        PrintedPage.objects.filter(pk__in=set_aside[start : start + 500]).update(due_at=timezone.now())
    return pages, seconds, cpu, peak


def thin_out(most):
    """Leave about `most` pages in line, in runs as they would come; return the numbers of the others.

    A story's page stands beside its card and its short address, and the three share what is read of it.
    """
    line = PrintedPage.objects.filter(due_at__isnull=False).order_by("lane", "rank", "pk").values_list("pk", flat=True)
    every = max(line.count() // most, 1)
    aside = [pk for place, pk in enumerate(line.iterator()) if (place // RUN) % every]
    for start in range(0, len(aside), 500):
        PrintedPage.objects.filter(pk__in=aside[start : start + 500]).update(due_at=None)
    return aside


def cpu_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def find_all():
    """Put in line what the loading raised, and compare all addresses; return the seconds that takes."""
    begun = time.perf_counter()
    newsstand, aside, under_way = TheNewsstand(), set(), Wide()
    if PressState.kept(LOOK) != newsstand.look():
        keep_look(newsstand.look())
    while take_up(newsstand, aside, under_way):
        pass
    comparing.ask()
    comparison = Comparison(newsstand)
    while comparing.under_way():
        comparison.step(aside)
    return time.perf_counter() - begun


def make_sizes():
    """Make the sizes of the pictures: that is done once, and not what a print costs."""
    for image in NewsImage.objects.all():
        image.make_renditions([each.spec for form in (WIDE, CARD) for each in filters(form)])
    connection.close()


def site_wide(section):
    """Change the foot of all pages: seconds until the front is live, of publish clicks meanwhile, and pages behind."""
    edition = Edition.objects.get(slug="ar")
    worker = Worker()
    worker.start()
    front = file_at("/ar/")
    try:
        making.publish(draft_of("قبل التغيير", section))
        time.sleep(BETWEEN)
        before = stamp(front)
        edition.footer = f"{edition.footer} ({time.time_ns()})"
        edition.save_revision().publish()
        changed = until_live([front], [before])
    finally:
        worker.stop(60)
    drafts = [draft_of(f"أثناء التغيير {number}", section) for number in range(MEANWHILE + 1)]
    with Newsroom() as newsroom:
        times = [newsroom.click(draft, [PARAGRAPH] * PARAGRAPHS)[0] for draft in drafts]
    behind = PrintedPage.objects.filter(due_at__isnull=False, lane=SITE_WIDE).count()
    return changed, times[1:], behind


def in_line():
    return PrintedPage.objects.filter(due_at__isnull=False).count()


def p95(times):
    return sorted(times)[int(0.95 * (len(times) - 1))]


def run():
    call_command("migrate", verbosity=0)
    making.newsroom()
    found = {}
    for size in dict.fromkeys((SMALL, LARGE)):
        begun, busy = time.perf_counter(), time.process_time()
        loaded = load(size, 1)
        seconds, busy = time.perf_counter() - begun, time.process_time() - busy
        yield f"{size:,}: stories loaded a second (of {loaded:,})", f"{loaded / seconds:,.0f}"
        yield f"{size:,}: stories loaded in a second of CPU", f"{loaded / busy:,.0f}"
        seconds = find_all()
        yield f"{size:,}: pages found to print a second (of {in_line():,})", f"{in_line() / seconds:,.0f}"
        pages, seconds, busy, peak = full_print(PAGES)
        yield f"{size:,}: full print, pages/s ({pages:,} timed)", f"{pages / seconds:,.0f}"
        yield f"{size:,}: full print, pages in a second of CPU, by {CORES}", f"{CORES * pages / busy:,.0f}"
        yield f"{size:,}: memory of a printing process at most", f"{peak} MB"
        put_off()
        section = Section.objects.filter(locale__language_code="ar").first()
        yield f"{size:,}: pages rendered for one new story", f"{pages_of_one(section)}"
        live, answered = clicks(section)
        found[size] = p95(live)
        yield f"{size:,}: publish click to story and front live, median", f"{statistics.median(live) * 1000:.0f} ms"
        yield f"{size:,}: publish click to story and front live, p95", f"{p95(live) * 1000:.0f} ms"
        yield f"{size:,}: publish click to the next page, median", f"{statistics.median(answered) * 1000:.0f} ms"
        changed, meanwhile, behind = site_wide(section)
        yield f"{size:,}: site-wide change to the front live", f"{changed * 1000:.0f} ms"
        yield f"{size:,}: publish clicks during it, median", f"{statistics.median(meanwhile) * 1000:.0f} ms"
        yield f"{size:,}: publish clicks during it, p95", f"{p95(meanwhile) * 1000:.0f} ms"
        yield f"{size:,}: pages still behind when these were live", f"{behind:,}"
        run_out()
    if SMALL != LARGE:
        yield f"p95 at {LARGE:,} : at {SMALL:,}", f"{found[LARGE] / found[SMALL]:.2f} : 1"
    assert Path(settings.MUSNAD_PUBLIC).is_dir()
    assert Story.objects.exists()


UNTOUCHED = (
    "story",
    "story-card",
    "moved",
    "claim",
    "claim-card",
    "claim-feed",
    "claim-moved",
    "find-shelf",
    "sitemap-day",
)
"""Kinds of pages of which a publish touches a few at most, and new ones."""


def put_off():
    """Take out of the line what a publish cannot touch: stories, claims, and archive pages that are full."""
    line = PrintedPage.objects.filter(due_at__isnull=False)
    line.filter(kind__in=UNTOUCHED).update(due_at=None)
    archives = line.filter(kind__in=("archive", "day")).values_list("pk", "key")
    lasts = {}
    for _, (collection, number) in archives.iterator():
        lasts[collection] = max(lasts.get(collection, 0), number)
    full = [pk for pk, (collection, number) in archives.iterator() if number < lasts[collection]]
    for start in range(0, len(full), 500):
        PrintedPage.objects.filter(pk__in=full[start : start + 500]).update(due_at=None)


def run_out():
    """Leave nothing in line for the next size."""
    PrintedPage.objects.filter(due_at__isnull=False).update(due_at=None)
