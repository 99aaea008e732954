"""Several presses at once, each a real process, and a log of what each did when."""

import json
import os
import signal
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import Error, connections
from tests.press.folder import AT_ONCE

from musnad.press.errors import PressError
from musnad.press.publishing import Run, public_store
from musnad.press.store import FolderStore


class Diary:
    """What processes note of their work, a line each, in one file that all append to."""

    def __init__(self, path):
        self.path = Path(path)
        self.path.touch()

    def note(self, **what):
        line = json.dumps({"pid": os.getpid(), "at": time.monotonic_ns(), **what}) + "\n"
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND)
        os.write(descriptor, line.encode())
        os.close(descriptor)

    def entries(self):
        return sorted((json.loads(line) for line in self.path.read_text().splitlines()), key=lambda each: each["at"])


class NotedStore(FolderStore):
    """The real folder; each page that is put there is noted before and after."""

    def __init__(self, store, diary):
        super().__init__(store.root, store.scratch)
        self.diary = diary

    def put(self, name, content, tags=()):
        super().put(name, content, tags)
        if name.endswith(".html"):
            self.diary.note(put=name, body=content.decode())


def noting(board, diary, seconds=0.0):
    """Have the board note each page that it begins to render, and take its time."""
    render = board.render

    def rendered(route):
        diary.note(begun=route.file)
        time.sleep(seconds)
        return render(route)

    board.render = rendered


@contextmanager
def presses(number, board, diary, **how):
    """Presses in processes of their own that print all the time until the block ends; yield their numbers."""
    connections.close_all()
    pids = [in_a_process(lambda: print_until_stopped(board, diary, **how)) for _ in range(number)]
    try:
        yield pids
    finally:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        for pid in pids:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def in_a_process(act):
    """Do `act` in a process of its own; return its number."""
    pid = os.fork()
    if pid:
        return pid
    try:
        act()
    finally:
        os._exit(0)


def print_until_stopped(board, diary=None, pause=0.005):
    told = []
    signal.signal(signal.SIGTERM, lambda *_: told.append(True))
    while not told:
        store = NotedStore(public_store(), diary) if diary else public_store()
        try:
            Run(board, store, stop=lambda: bool(told), files_stay=AT_ONCE).work()
        except (Error, PressError):
            connections.close_all()
        time.sleep(pause)
    connections.close_all()
