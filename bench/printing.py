"""Printing by the press: a site of stories from nothing, and one publish into it."""

import time

from tests import making

from musnad.newsroom.models import Edition
from musnad.press.publishing import bring_up_to_date

TITLE = "Printing (SQLite, one process, pages with both twins)"
SIZES = (100, 400)
PARAGRAPH = "<p>قال متحدث باسم هيئة النهر إن السد لم يتضرر وإن فرق الصيانة أنهت عملها قبل الموعد المحدد لها.</p>"


def fill(section, count):
    for number in range(count):
        making.story(f"خبر من الوادي رقم {number}", section, body=[("paragraph", PARAGRAPH)] * 8)


def publish_click(section, number):
    """Seconds from the publish click to story and fronts being in the folder."""
    draft = making.draft(f"عاجل من الوادي {number}", section, body=[("paragraph", PARAGRAPH)] * 8)
    begun = time.perf_counter()
    making.publish(draft)
    report = bring_up_to_date()
    return time.perf_counter() - begun, report.printed


def run():
    making.newsroom()
    section = making.section("سياسة")
    edition = Edition.objects.get(slug="ar")
    assert edition.live
    clicks = {}
    made = 0
    for size in SIZES:
        fill(section, size - made)
        made = size
        report = bring_up_to_date()
        yield f"pages/s while printing up to {size} stories", f"{report.printed / report.seconds:,.0f}"
        times = sorted(publish_click(section, f"{size} {number}") for number in range(9))
        clicks[size] = times[len(times) // 2]
        yield f"publish click to live at {size} stories, median", f"{clicks[size][0] * 1000:.0f} ms"
        yield f"pages printed for it at {size} stories", f"{clicks[size][1]}"
    small, large = (clicks[size][0] for size in SIZES)
    yield f"publish at {SIZES[1]} stories : at {SIZES[0]}", f"{large / small:.2f} : 1"
