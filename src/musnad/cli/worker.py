"""`musnad worker`: processes that print beside the server, on any number of machines."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from musnad.cli.home import load_django, open_home

logger = logging.getLogger(__name__)

STOPPING = 25.0
"""Seconds to end the page at hand: a service manager waits longer than that before it kills."""

LOOKED_AFTER = 0.2
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
LIVED = 60.0
"""Seconds after which a process that ends is no longer one that cannot start."""

BESIDE = (sys.executable, "-m", "musnad", "worker", "--beside")
UNTIL_DONE = (*BESIDE, "--until-done")

_EXAMPLE = """\b
Example:
  musnad worker
  DATABASE_URL=postgresql://… PUBLIC_STORE=s3://… musnad worker --processes 4
"""


@click.command(epilog=_EXAMPLE, short_help="Print what edits make stale and send letters, until stopped.")
@click.option("--processes", type=click.IntRange(1, 256), help="How many print; as many as there are cores by default.")
@click.option("--beside", is_flag=True, hidden=True, help="End when standard input does.")
@click.option(
    "--until-done", is_flag=True, hidden=True, help="End when nothing is left; say how many pages were printed."
)
def worker(processes: int | None, beside: bool, until_done: bool) -> None:
    """Print what edits make stale, beside `musnad serve` and other workers, until it is stopped.

    Workers share the work page by page and need not know of each other; any of them may be killed at any time. On
    SQLite they run on the newsroom's machine, on PostgreSQL on any that reaches it. SIGTERM and Ctrl-C end it in order.
    """
    from musnad.press.crew import cores

    with told_to_stop() as stop:
        if beside:
            threading.Thread(target=end_with_input, args=[stop], daemon=True).start()
            load_django()
            status = print_once(stop) if until_done else print_until(stop)
        else:
            open_home()
            wanted = processes or cores()
            status = print_until(stop) if wanted == 1 else look_after(wanted, stop)
    sys.exit(status)


@contextmanager
def told_to_stop() -> Iterator[threading.Event]:
    """Yield what is set when the process is told to end."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    yield stop


def end_with_input(stop: threading.Event) -> None:
    """Set `stop` when whoever started this process has ended, however it did."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    stop.set()


def print_until(stop: threading.Event) -> int:
    """Print, and send letters and confirmations, in this process until `stop`; return its exit status."""
    from musnad.letters.postman import Postman
    from musnad.letters.sending import Sending
    from musnad.letters.turns import TURNS
    from musnad.press.worker import Worker

    workers: list[Worker | Postman | Sending] = [Worker(), Postman(TURNS), Sending()]
    for each in workers:
        each.start()
    stop.wait()
    ended = [each.stop(STOPPING) for each in reversed(workers)]
    return 0 if all(ended) else 1


def print_once(stop: threading.Event) -> int:
    """Print until nothing is left, and say how many pages that were; return the exit status."""
    from musnad.press.publishing import bring_up_to_date

    click.echo(bring_up_to_date(stop=stop.is_set).printed)
    return 0


def look_after(number: int, stop: threading.Event) -> int:
    """Keep that many processes printing until `stop`, starting anew those that die; return the exit status."""
    places = [Place() for _ in range(number)]
    while not stop.is_set():
        for place in places:
            place.fill()
        stop.wait(LOOKED_AFTER)
    for place in places:
        place.leave()
    return max(place.ended() for place in places)


class Place:
    """Where one process after another prints. One that dies soon after its start is started later each time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._began = 0.0
        self._pause = 0.0

    def fill(self) -> None:
        """Start a process where none lives, if it is time to."""
        if self._process and self._process.poll() is not None:
            self._died(self._process)
        if self._process is None and time.monotonic() >= self._began + self._pause:
            self._began = time.monotonic()
            self._process = subprocess.Popen(BESIDE, stdin=subprocess.PIPE)  # noqa: S603  (our own program)

    def leave(self) -> None:
        """Have the process end."""
        if self._process and self._process.stdin:
            self._process.stdin.close()

    def ended(self) -> int:
        """Wait for the process to end; return its exit status."""
        if self._process is None:
            return 0
        try:
            return abs(self._process.wait(STOPPING + 5))
        except subprocess.TimeoutExpired:
            self._process.kill()
            return abs(self._process.wait())

    def _died(self, process: subprocess.Popen[bytes]) -> None:
        lived = time.monotonic() - self._began
        self._pause = 0.0 if lived > LIVED else min(max(self._pause * 2, FIRST_PAUSE), LONGEST_PAUSE)
        logger.warning("A printing process ended with %s; another takes its place.", process.returncode)
        if process.stdin:
            process.stdin.close()
        self._process = None
