"""The newsroom behind the server: a WSGI application answered from a bounded pool of threads."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

from musnad.cli.serving.connection import Connection, persistence
from musnad.cli.serving.messages import Header, Request, first_lines, lines_of, split

logger = logging.getLogger(__name__)

THREADS = 8
IN_MEMORY = 1024 * 1024
"""Bytes of an answer that are held in memory; a longer one is streamed."""

BODILESS = (204, 304)

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(slots=True)
class Started:
    """What the application said with start_response."""

    status: int = 500
    headers: list[Header] = field(default_factory=list)

    def __call__(self, status: str, headers: list[Header], exc_info: Any = None) -> Callable[[bytes], None]:
        self.status = int(status.split(" ", 1)[0])
        # The server holds the connection, and writes the date, itself.
        self.headers = [(name.lower(), value) for name, value in headers if name.lower() not in {"connection", "date"}]
        return _no_write

    def length(self) -> int | None:
        found = dict(self.headers).get("content-length", "")
        return int(found) if found.isdigit() else None


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

    def answer(self, request: Request, connection: Connection) -> None:
        """Have `request` answered; the connection is told when it is done."""
        work = self._pool.submit(self._work, request, connection)
        self._under_way.add(work)
        work.add_done_callback(self._under_way.discard)

    def _work(self, request: Request, connection: Connection) -> None:
        started = Started()
        environ = environ_of(request, connection)
        try:
            result = self.application(environ, started)
            try:
                Reply(request, connection, started).send(result)
            finally:
                close = getattr(result, "close", None)
                if close:
                    close()
        except ConnectionError as error:
            logger.info("%s was broken off: %s", environ["PATH_INFO"], error)
        except Exception:  # of the application: the server goes on for others
            logger.exception("%s failed", environ["PATH_INFO"])
            connection.loop.call_soon_threadsafe(connection.fail)
        finally:
            request.drop()


class Reply:
    """Sends what the application gives, from its thread, over a connection that lives in the loop's."""

    def __init__(self, request: Request, connection: Connection, started: Started) -> None:
        self._request, self._connection, self._started = request, connection, started
        self._bodiless = request.method == "HEAD" or started.status in BODILESS
        self._chunked = False
        self._keep = True

    def send(self, result: Iterable[bytes]) -> None:
        """Send the answer: at once if it is short, else piece by piece as the reader takes them."""
        chunks = iter(result)
        held: list[bytes] = []
        size = 0
        for chunk in chunks:
            held.append(chunk)
            size += len(chunk)
            if size > IN_MEMORY:
                break
        else:
            self._call(self._whole, b"".join(held))
            return
        self._stream(b"".join(held), chunks)

    def _whole(self, body: bytes) -> None:
        headers = self._started.headers
        if self._request.method != "HEAD" or self._started.length() is None:
            headers = [header for header in headers if header[0] != "content-length"]
            if self._started.status not in BODILESS:
                headers.append(("content-length", str(len(body))))
        self._connection.write(self._head(headers) + (b"" if self._bodiless else body))
        self._connection.done()

    def _stream(self, held: bytes, rest: Iterable[bytes]) -> None:
        headers, expected, sent = list(self._started.headers), self._started.length(), len(held)
        if expected is None and self._request.version == "1.0":
            self._keep = self._request.keep = False
        elif expected is None:
            self._chunked = True
            headers.append(("transfer-encoding", "chunked"))
        self._call(self._connection.write, self._head(headers))
        if not self._bodiless:
            self._piece(held)
            for chunk in rest:
                sent += len(chunk)
                self._piece(chunk)
            # A reader who was promised more must not take the next answer for the rest of this one.
            self._keep = self._keep and expected in (None, sent)
        self._call(self._end)

    def _head(self, headers: list[Header]) -> bytes:
        return first_lines(self._started.status) + lines_of(headers) + persistence(self._request)

    def _piece(self, chunk: bytes) -> None:
        if chunk:
            framed = b"%x\r\n%b\r\n" % (len(chunk), chunk) if self._chunked else chunk
            asyncio.run_coroutine_threadsafe(self._write(framed), self._connection.loop).result()

    async def _write(self, data: bytes) -> None:
        await self._connection.room()
        self._connection.write(data)

    def _end(self) -> None:
        if self._chunked and not self._bodiless:
            self._connection.write(b"0\r\n\r\n")
        self._connection.done(keep=self._keep)

    def _call(self, call: Callable[..., object], *arguments: Any) -> None:
        self._connection.loop.call_soon_threadsafe(call, *arguments)


def environ_of(request: Request, connection: Connection) -> dict[str, Any]:
    """Return the request as PEP 3333 has it: text is bytes read as Latin-1."""
    path, query = split(request.target) or ("/", "")
    host, port = connection.server
    environ: dict[str, Any] = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path.encode("latin-1")).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{request.version}",
        "REMOTE_ADDR": connection.client,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": request.body,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in request.headers:
        # A name with "_" would pass for one with "-" that a proxy in front has set.
        if b"_" not in name:
            add_header(environ, name.decode("latin-1"), value.decode("latin-1"))
    environ["CONTENT_LENGTH"] = str(request.size)
    if request.body:
        request.body.seek(0)
    return environ


def add_header(environ: dict[str, Any], name: str, value: str) -> None:
    key = name.upper().replace("-", "_")
    if key == "CONTENT_LENGTH":
        return
    key = key if key == "CONTENT_TYPE" else f"HTTP_{key}"
    joint = "; " if key == "HTTP_COOKIE" else ","
    environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
