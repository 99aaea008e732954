"""The newsroom behind the server: a WSGI application answered from a bounded pool of threads."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Any

logger = logging.getLogger(__name__)

THREADS = 8
IN_MEMORY = 1024 * 1024
"""Bytes of a request or of an answer that are held in memory; a longer one goes through a file, or is streamed."""

LARGEST_REQUEST = 512 * 1024 * 1024
"""Bytes; a film of a few minutes. Django and Wagtail set the smaller limits of their forms."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Header = tuple[str, str]


class TooLarge(Exception):
    """The request's body is larger than any that is taken."""


@dataclass(slots=True)
class Started:
    """What the application said with start_response."""

    status: int = 500
    headers: list[Header] = field(default_factory=list)

    def __call__(self, status: str, headers: list[Header], exc_info: Any = None) -> Callable[[bytes], None]:
        self.status = int(status.split(" ", 1)[0])
        # The server counts the bytes and holds the connection itself.
        self.headers = [(name.lower(), value) for name, value in headers if name.lower() != "connection"]
        return _no_write


def _no_write(_: bytes) -> None:
    raise NotImplementedError("applications give their body back; none writes it")


class Bridge:
    """Answers requests by `application`. One thread does the whole of one request: Django's connections are its own."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="newsroom")
        self._under_way: set[Future[None]] = set()

    def start(self) -> None:
        """Nothing has to be begun: a thread starts with the first request that needs it."""

    def stop(self, seconds: float) -> bool:
        """Take no more requests; return whether those under way ended within `seconds`."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        return not wait(self._under_way, seconds).not_done

    async def answer(self, scope: Any, protocol: Any) -> None:
        loop = asyncio.get_running_loop()
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                await receive(protocol, body)
            except TooLarge:
                protocol.response_str(413, [("content-type", "text/plain"), ("connection", "close")], "413\n")
                return
            environ = environ_of(scope, body)
            work = self._pool.submit(self._work, environ, protocol, loop)
            self._under_way.add(work)
            work.add_done_callback(self._under_way.discard)
            await asyncio.wrap_future(work)

    def _work(self, environ: dict[str, Any], protocol: Any, loop: asyncio.AbstractEventLoop) -> None:
        started = Started()
        try:
            result = self.application(environ, started)
        except Exception:
            logger.exception("%s failed", environ["PATH_INFO"])
            loop.call_soon_threadsafe(protocol.response_str, 500, [("content-type", "text/plain")], "500\n")
            return
        try:
            send(started, result, protocol, loop)
        except Exception:
            logger.info("%s was broken off", environ["PATH_INFO"], exc_info=True)
        finally:
            close = getattr(result, "close", None)
            if close:
                close()


async def receive(protocol: Any, body: IO[bytes]) -> None:
    size = 0
    async for chunk in protocol:
        size += len(chunk)
        if size > LARGEST_REQUEST:
            raise TooLarge
        body.write(chunk)
    body.seek(0)


def send(started: Started, result: Iterable[bytes], protocol: Any, loop: asyncio.AbstractEventLoop) -> None:
    """Send the answer: at once if it is short, else piece by piece as the reader takes them."""
    chunks = iter(result)
    held: list[bytes] = []
    for chunk in chunks:
        held.append(chunk)
        if sum(map(len, held)) > IN_MEMORY:
            break
    else:
        headers = [header for header in started.headers if header[0] != "content-length"]
        loop.call_soon_threadsafe(protocol.response_bytes, started.status, headers, b"".join(held))
        return
    transport = _on(loop, _open, protocol, started)
    for chunk in (*held, *chunks) if isinstance(result, list) else _chained(held, chunks):
        asyncio.run_coroutine_threadsafe(transport.send_bytes(chunk), loop).result()


def _chained(held: list[bytes], rest: Iterable[bytes]) -> Iterable[bytes]:
    yield from held
    yield from rest


async def _open(protocol: Any, started: Started) -> Any:
    return protocol.response_stream(started.status, started.headers)


def _on(loop: asyncio.AbstractEventLoop, call: Callable[..., Any], *arguments: Any) -> Any:
    return asyncio.run_coroutine_threadsafe(call(*arguments), loop).result()


def environ_of(scope: Any, body: IO[bytes]) -> dict[str, Any]:
    """Return the request as PEP 3333 has it: text is bytes read as Latin-1."""
    host, _, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        # A name with "_" would pass for one with "-" that a proxy in front has set.
        if "_" not in name:
            add_header(environ, name, value)
    if scope.authority and "HTTP_HOST" not in environ:
        environ["HTTP_HOST"] = scope.authority
    environ["CONTENT_LENGTH"] = str(body.seek(0, 2))
    body.seek(0)
    return environ


def add_header(environ: dict[str, Any], name: str, value: str) -> None:
    key = name.upper().replace("-", "_")
    if key == "CONTENT_LENGTH":
        return
    key = key if key == "CONTENT_TYPE" else f"HTTP_{key}"
    joint = "; " if key == "HTTP_COOKIE" else ","
    environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
