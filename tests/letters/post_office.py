"""A mail server and senders for tests: real processes, real lines, real kills."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connections
from tests.press.several import in_a_process

from musnad.letters.models import Letter
from musnad.letters.sending import Sending

ROOT = Path(__file__).resolve().parents[2]


class PostOffice:
    """A mail server of its own; `taken` is what it took."""

    def __init__(self, log):
        self.log = Path(log)
        self.log.touch()

    @property
    def taken(self):
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    @property
    def counts(self):
        return Counter(each["to"] for each in self.taken)


@contextmanager
def post_office(log, refused=0):
    command = [sys.executable, "-m", "tests.letters.mail_server", str(log), str(refused)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
    office = PostOffice(log)
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(process.stdout.readline())
        yield office
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


def send_all(seconds=20, until=None):
    """Send in this process until no letter is under way."""
    sending = Sending()
    sending.start()
    try:
        wait_until(until or nothing_under_way, seconds)
    finally:
        assert sending.stop(10)


def nothing_under_way():
    return not Letter.objects.filter(state=Letter.State.SENDING).exists()


def wait_until(true, seconds=20):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.05)


def sender_process():
    """Start a process that sends until it is killed; return its number."""
    connections.close_all()

    def act():
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        Sending()._live()

    return in_a_process(act)


def kill(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(pid, 0)
