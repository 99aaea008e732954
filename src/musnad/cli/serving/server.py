"""One process: the public folder from memory, the newsroom beside it, the press in a thread."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from musnad.cli.serving.bridge import Application, Bridge
from musnad.cli.serving.connection import Connection
from musnad.cli.serving.errors import BadHost, PortTaken
from musnad.cli.serving.messages import Answer, Request, decoded, split, text
from musnad.cli.serving.public import PublicFolder

logger = logging.getLogger(__name__)

STOPPING = 4
"""Seconds that requests and the press have to end when the server is told to stop."""

ONE_BREATH = 0.5
"""Seconds within which a second signal is the first one again."""

BACKLOG = 1024

SWEEP = 5.0
"""Seconds between two looks at the connections."""


class Background(Protocol):
    """Something that works beside the server."""

    def start(self) -> None: ...

    def stop(self, seconds: float) -> bool:
        """End; return whether it has ended after `seconds`."""


class Site:
    """What the server answers: `prefixes` go to `newsroom`, all else to the printed folder."""

    def __init__(self, public: PublicFolder, newsroom: Bridge, prefixes: tuple[str, ...]) -> None:
        self.public, self.newsroom, self.prefixes = public, newsroom, prefixes
        self._exact = frozenset(prefix.rstrip("/") for prefix in prefixes)
        # A site has more addresses than are asked for again and again.
        self._path = lru_cache(maxsize=4096)(path_of)

    def is_dynamic(self, target: bytes) -> bool:
        path = self._path(target)
        return path is not None and (path.startswith(self.prefixes) or path in self._exact)

    def answer(self, request: Request) -> Answer:
        """Return the answer to a request for a printed file."""
        asked = request.asked()
        path = self._path(request.target)
        if path is None or (b"host" not in asked and request.version != "1.0"):
            request.keep = False
            return text(400)
        return self.public.answer(request.method, path, asked)


def path_of(target: bytes) -> str | None:
    """Return the decoded path of a request's target, None if it names none."""
    parts = split(target)
    return decoded(parts[0]) if parts else None


def check_free(host: str, port: int) -> str:
    """Return the number of the address that `host` names, if a server can listen there. Raises PortTaken, BadHost."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise BadHost(host, port, error.strerror or str(error)) from error
    with socket.socket(family, kind) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(address)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(host, port) from error
            raise BadHost(host, port, error.strerror or str(error)) from error
    return str(address[0])


def serve(
    host: str,
    port: int,
    *,
    public: PublicFolder,
    newsroom: Application,
    prefixes: tuple[str, ...],
    background: Sequence[Background] = (),
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve until SIGINT or SIGTERM; `ready` is called with the site's address once it answers.

    A second signal ends the process at once. Raises PortTaken, BadHost.
    """
    number = check_free(host, port)
    bridge = Bridge(newsroom)
    site = Site(public, bridge, prefixes)
    asyncio.run(_serve(number, port, site, background, ready))
    if not _ended([bridge, *background]):
        logger.warning("Something did not end in time and was broken off; nothing is lost by that.")
        sys.stdout.flush()
        sys.stderr.flush()
        # Python itself would wait for the threads that hang.
        os._exit(0)


async def _serve(
    host: str, port: int, site: Site, background: Sequence[Background], ready: Callable[[str], None]
) -> None:
    loop = asyncio.get_running_loop()
    connections: set[Connection] = set()
    stopped = asyncio.Event()
    server = await loop.create_server(lambda: Connection(site, connections), host, port, backlog=BACKLOG)
    sweeping = asyncio.create_task(_sweep(connections))
    with _signals(stopped):
        for each in background:
            each.start()
        ready(f"http://{f'[{host}]' if ':' in host else host}:{port}")
        await stopped.wait()
        server.close()
        await _finish(connections)
        sweeping.cancel()


async def _sweep(connections: set[Connection]) -> None:
    """Close what readers have left open."""
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(SWEEP)
        for connection in tuple(connections):
            connection.look(loop.time())


async def _finish(connections: set[Connection]) -> None:
    """Let the requests under way end, for STOPPING seconds."""
    for connection in tuple(connections):
        connection.finish()
    deadline = time.monotonic() + STOPPING
    while connections and time.monotonic() < deadline:
        await asyncio.sleep(0.01)
    for connection in tuple(connections):
        connection.abort()


@contextlib.contextmanager
def _signals(stopped: asyncio.Event) -> Iterator[None]:
    """Have the two signals stop the server, and a second one the process."""
    loop = asyncio.get_running_loop()
    told: float | None = None

    def again() -> None:
        # `make` passes on what the whole group was sent: two signals in one breath are one.
        if told is None or time.monotonic() - told > ONE_BREATH:
            os._exit(130)

    def stop() -> None:
        nonlocal told
        if told is not None:
            again()
            return
        told = time.monotonic()
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        # Not removed: Python's own handlers would break off what is left to do.
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
            signal.signal(number, lambda *_: again())


def _ended(background: Sequence[Background]) -> bool:
    """Have what works beside end; return whether all of it did in time."""
    deadline = time.monotonic() + STOPPING
    ended = [each.stop(max(0.1, deadline - time.monotonic())) for each in background]
    return all(ended)
