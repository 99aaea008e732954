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
from typing import Any, Protocol

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from musnad.cli.serving.bridge import Application, Bridge
from musnad.cli.serving.errors import BadHost, PortTaken
from musnad.cli.serving.public import Answer, PublicFolder

logger = logging.getLogger(__name__)

STOPPING = 4
"""Seconds that requests and the press have to end when the server is told to stop."""

ONE_BREATH = 0.5
"""Seconds within which a second signal is the first one again."""

BACKLOG = 1024


class Background(Protocol):
    """Something that works beside the server."""

    def start(self) -> None: ...

    def stop(self, seconds: float) -> bool:
        """End; return whether it has ended after `seconds`."""


class Site:
    """The application that the server calls: `prefixes` go to `newsroom`, all else to the printed folder."""

    def __init__(self, public: PublicFolder, newsroom: Bridge, prefixes: tuple[str, ...]) -> None:
        self.public, self.newsroom, self.prefixes = public, newsroom, prefixes
        self._exact = frozenset(prefix.rstrip("/") for prefix in prefixes)

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        if scope.proto != "http":
            protocol.close(403)
            return
        if scope.path.startswith(self.prefixes) or scope.path in self._exact:
            await self.newsroom.answer(scope, protocol)
            return
        give(self.public.answer(scope.method, scope.path, dict(scope.headers.items())), scope.method, protocol)


def give(answer: Answer, method: str, protocol: Any) -> None:
    if answer.body is not None:
        if answer.status == 304:
            protocol.response_empty(304, answer.headers)
        else:
            protocol.response_bytes(answer.status, answer.headers, answer.body)
    elif method == "HEAD":
        length = ("content-length", str(answer.end - answer.start))
        protocol.response_empty(answer.status, [*answer.headers, length])
    elif answer.status == 206:
        protocol.response_file_range(206, answer.headers, answer.path, answer.start, answer.end)
    else:
        protocol.response_file(answer.status, answer.headers, answer.path)


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
    public: str,
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
    site = Site(PublicFolder(public), bridge, prefixes)
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
    server = Server(
        site,
        host,
        port,
        interface=Interfaces.RSGI,
        websockets=False,
        backlog=BACKLOG,
        log_level=LogLevels.error,
    )
    server.workers_kill_timeout = STOPPING
    with _signals(server):
        announcing = asyncio.create_task(_announce(host, port, background, ready))
        try:
            await server.serve()
        finally:
            announcing.cancel()


@contextlib.contextmanager
def _signals(server: Any) -> Iterator[None]:
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
        server.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        # Not removed: Python's own handlers would break off what is left to do.
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
            signal.signal(number, lambda *_: again())


async def _announce(host: str, port: int, background: Sequence[Background], ready: Callable[[str], None]) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection(reachable(host), port)
        except OSError:
            await asyncio.sleep(0.02)
            continue
        writer.close()
        break
    for each in background:
        each.start()
    shown = f"[{host}]" if ":" in host else host
    ready(f"http://{shown}:{port}")


def reachable(host: str) -> str:
    """Return an address at which a server that listens at `host` can be reached from here."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def _ended(background: Sequence[Background]) -> bool:
    """Have what works beside end; return whether all of it did in time."""
    deadline = time.monotonic() + STOPPING
    ended = [each.stop(max(0.1, deadline - time.monotonic())) for each in background]
    return all(ended)
