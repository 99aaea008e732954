"""Killing a press by a real SIGKILL, and what must hold in the folder that it leaves."""

import gzip
import os
import re
import signal
import sys
from functools import lru_cache
from urllib.parse import unquote, urljoin

import brotli
from django.db import connections
from tests.press.folder import files, publish

# What can be in the middle of: a file opened, renamed, removed, a folder made or removed; and each statement to SQLite.
WATCHED = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"})
UNPACK = {".br": brotli.decompress, ".gz": gzip.decompress}
USED = re.compile(r'(?:href|src)="([^"#?]*)')
ELSEWHERE = ("http:", "https:", "mailto:", "tel:", "data:")


def publish_and_die(newsstand, moment, **how):
    """Publish in a process of its own that is killed just before its `moment`th step; return whether it was."""
    connections.close_all()
    child = os.fork()
    if not child:
        die_at(moment)
        try:
            publish(newsstand, **how)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def die_at(moment):
    steps = iter(range(moment))

    def step(*_):
        if next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event, arguments):
        if event in WATCHED and not str(arguments[0]).endswith(".py"):
            step()

    sys.addaudithook(watch)
    connections["default"].ensure_connection()
    if connections["default"].vendor == "sqlite":
        connections["default"].connection.set_trace_callback(step)


def check_whole(found):
    """Every file is whole, and no twin belongs to another one."""
    for name, body in found.items():
        plain, suffix = name[:-3], name[-3:]
        if suffix in UNPACK:
            assert unpacked(suffix, body) == found[plain], name
        elif name.endswith(".html"):
            assert body.rstrip().endswith(b">"), name


# Most files are those of the look before.
@lru_cache(5000)
def unpacked(suffix, body):
    return UNPACK[suffix](body)


@lru_cache(5000)
def links_of(name, body):
    """The files that a page names."""
    page = "/" + name.removesuffix("index.html")
    found = []
    for target in USED.findall(body.decode()):
        if target and not target.startswith(ELSEWHERE):
            path = unquote(urljoin(page, target)).lstrip("/")
            found.append(path + ("index.html" if path.endswith("/") or not path else ""))
    return found


def dead_links(found, known):
    """What is named and not there, on pages that can be reached from those that readers `known`: (page, file)."""
    dead, seen, line = set(), set(), [name for name in found if name in known]
    while line:
        name = line.pop()
        if name in seen or not name.endswith(".html"):
            continue
        seen.add(name)
        for target in links_of(name, found[name]):
            (line.append(target) if target in found else dead.add((name, target)))
    return dead


def check_the_folder(known=None):
    """What must hold at any moment, a kill included. `known`: what readers may have met before; all that there is."""
    found = files()
    check_whole(found)
    dead = dead_links(found, found.keys() if known is None else known)
    assert dead == set(), dead
