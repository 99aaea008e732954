"""Sending a digest to many readers over a mail server on this machine: how fast, and in how much memory."""

import os
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from tests import making

from musnad.letters import making as letters
from musnad.letters.models import Letter, Subscriber, Subscription
from musnad.letters.sending import Sending

TITLE = "Sending a digest of 20 stories (SQLite, one process, aiosmtpd in another; BENCH_READERS=50000)"
READERS = int(os.environ.get("BENCH_READERS", "5000"))
WARM = 500
"""Messages after which memory is looked at first."""

STANDFIRST = "قال متحدث باسم هيئة النهر إن السد لم يتضرر وإن فرق الصيانة أنهت عملها قبل الموعد المحدد لها."


def memory():
    """Megabytes that this process has in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def readers(count):
    for begin in range(0, count, 5000):
        addresses = [f"reader{number}@dalwan.example" for number in range(begin, min(begin + 5000, count))]
        rows = Subscriber.objects.bulk_create(
            Subscriber(address=each, typed=each, lang="ar", state="confirmed") for each in addresses
        )
        Subscription.objects.bulk_create(Subscription(subscriber=row, list="digest:ar") for row in rows)


def digest():
    section = making.section("رسائل")
    stories = [making.story(f"خبر من الوادي رقم {number}", section, standfirst=STANDFIRST) for number in range(20)]
    items = [letters.Item(story=story.pk) for story in stories]
    return letters.keep(Letter(list="digest:ar", lang="ar", kind="digest"), items)


def run():
    making.newsroom()
    readers(READERS)
    letter = digest()
    command = [sys.executable, "-m", "bench.taking_mail"]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  (our own program)
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(server.stdout.readline())
        yield from measured(letter)
    finally:
        server.stdin.close()
        server.wait(10)


def measured(letter):
    letters.begin(letter)
    begun, busy, warm = time.perf_counter(), time.process_time(), 0.0
    sending = Sending()
    sending.start()
    peak = 0.0
    while Letter.objects.get(pk=letter.pk).state == Letter.State.SENDING:
        time.sleep(0.25)
        peak = max(peak, memory())
        if not warm and letter.deliveries.filter(state="sent").count() >= WARM:
            warm = peak
    seconds = time.perf_counter() - begun
    busy = time.process_time() - busy
    sending.stop(10)
    sent = letter.deliveries.filter(state="sent").count()
    assert sent == READERS
    yield f"messages/s to {READERS} readers", f"{sent / seconds:,.0f}"
    yield "CPU time of the sender for a message", f"{busy / sent * 1000:.2f} ms"
    yield f"memory at {WARM} messages", f"{warm:.0f} MB"
    yield f"memory at its peak, {READERS} messages", f"{peak:.0f} MB"
    yield "peak : at first", f"{peak / warm:.2f} : 1"
