"""Processes that print beside this one while much waits: Python renders on one core, and a machine has several."""

from __future__ import annotations

import logging
import os
import subprocess
from collections.abc import Sequence
from typing import IO, cast

logger = logging.getLogger(__name__)

MANY = 500
"""Pages in line from which on a process more is worth its start, which takes some seconds of one core."""

PATIENCE = 20.0
"""Seconds that the others have to end."""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))


class Crew:
    """`size` processes of `command`. Each ends when nothing is left to print, or when its standard input does: with
    this process, however that ends. What it says is the number of the pages that it printed."""

    def __init__(self, command: Sequence[str], size: int) -> None:
        self._command, self._size = list(command), size
        self._others: list[subprocess.Popen[str]] = []
        self.printed = 0

    def gather(self) -> None:
        """Have all of them at work."""
        self._count_ended()
        for _ in range(self._size - len(self._others)):
            pipe = subprocess.PIPE
            # The command is the program's own, and no shell reads it.
            self._others.append(subprocess.Popen(self._command, stdin=pipe, stdout=pipe, text=True))  # noqa: S603  (our own)

    def dismiss(self) -> None:
        """Have them end, and count what they printed."""
        for each in self._others:
            cast(IO[str], each.stdin).close()
        for each in self._others:
            try:
                each.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                each.kill()
                each.wait()
        self._count_ended()

    def _count_ended(self) -> None:
        for each in [other for other in self._others if other.poll() is not None]:
            self._others.remove(each)
            answers = cast(IO[str], each.stdout)
            said = answers.read().strip()
            answers.close()
            cast(IO[str], each.stdin).close()
            if each.returncode or not said.isdigit():
                logger.warning("A process that printed beside this one ended with %s.", each.returncode)
            self.printed += int(said) if said.isdigit() else 0
