"""One reader's connection: requests are read by llhttp, answered in their order, and none holds another's memory."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, cast

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser

from musnad.cli.serving.messages import Answer, Request, first_lines, text

if TYPE_CHECKING:
    from musnad.cli.serving.server import Site

logger = logging.getLogger(__name__)

SILENCE = 60.0
"""Seconds for which a reader may send nothing, or take nothing, before the connection is closed."""

HEAD_TIME = 20.0
"""Seconds within which a request's head must have come."""

LARGEST_HEAD = 64 * 1024
"""Bytes; what a read brings beyond them is at most a quarter of a megabyte."""

LONGEST_TARGET = 8 * 1024
"""Bytes of a request's address."""

IN_MEMORY = 1024 * 1024
"""Bytes of a request's body that are held in memory; a longer one goes through a file."""

LARGEST_REQUEST = 512 * 1024 * 1024
"""Bytes; a film of a few minutes. Django and Wagtail set the smaller limits of their forms."""

SLICE = 256 * 1024
"""Bytes of a large file that a reader has to take within SILENCE."""

LINGER = 2.0
"""Seconds in which a refused reader may finish its sentence: closing earlier would take the answer from it."""


class Connection(asyncio.Protocol):
    """Holds one request under way; others sent meanwhile wait, unread beyond the first quarter of a megabyte."""

    def __init__(self, site: Site, others: set[Connection]) -> None:
        self._site, self._others = site, others
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[Request] = deque()
        self._request = Request()
        self._head_began = self._active = self._loop.time()
        self._head_size = 0
        self._in_head = False
        self._busy = self._begun = self._full = self._ended = self._finishing = False
        self._keep = False
        self._room: asyncio.Event | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._parser = HttpRequestParser(self)
        self._others.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._others.discard(self)
        self._end()
        if self._room:
            self._room.set()

    @property
    def client(self) -> str:
        return _host(self._transport.get_extra_info("peername"))

    @property
    def server(self) -> tuple[str, str]:
        name = self._transport.get_extra_info("sockname")
        return _host(name), str(name[1]) if isinstance(name, tuple) else ""

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        return self._loop

    # What the reader sends.

    def data_received(self, data: bytes) -> None:
        if self._ended:
            return
        self._active = self._loop.time()
        if self._in_head:
            self._head_size += len(data)
        try:
            self._parser.feed_data(data)
        except HttpParserUpgrade:
            # Nothing else is spoken here; the request is answered, what follows it would be another language.
            if self._waiting:
                self._waiting[-1].keep = False
        except HttpParserError:
            self._waiting.append(Request(refused=400))
        if self._in_head and self._head_size > LARGEST_HEAD:
            self._waiting.append(Request(refused=431))
        self._go_on()

    def on_message_begin(self) -> None:
        self._request = Request()
        self._in_head, self._head_size, self._head_began = True, 0, self._active

    def on_url(self, url: bytes) -> None:
        self._request.target += url

    def on_header(self, name: bytes, value: bytes) -> None:
        # After the head has come these would be trailers, and nothing here reads them.
        if self._in_head:
            self._request.headers.append((name, value))

    def on_headers_complete(self) -> None:
        request = self._request
        request.method = self._parser.get_method().decode("ascii")
        request.version = self._parser.get_http_version()
        self._in_head = False
        if len(request.target) > LONGEST_TARGET:
            request.refused = 414
            self._waiting.append(request)
        elif self._site.is_dynamic(request.target):
            request.body = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (closed when it is answered)
            self._greet(request)

    def _greet(self, request: Request) -> None:
        asked = request.asked()
        length = asked.get(b"content-length", b"")
        if length.isdigit() and int(length) > LARGEST_REQUEST:
            request.refused = 413
            self._waiting.append(request)
        elif asked.get(b"expect", b"").lower() == b"100-continue" and request.version != "1.0":
            self._encourage()

    def _encourage(self) -> None:
        # Not before the answers to what was asked before; who hears nothing sends the body after a while.
        if not (self._busy or self._waiting):
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, data: bytes) -> None:
        request = self._request
        request.size += len(data)
        if request.size > LARGEST_REQUEST and not request.refused:
            request.refused = 413
            self._waiting.append(request)
        elif request.body and not request.refused:
            request.body.write(data)

    def on_message_complete(self) -> None:
        if not self._request.refused:
            self._request.keep = self._parser.should_keep_alive()
            self._waiting.append(self._request)

    def _go_on(self) -> None:
        """Answer what waits, as far as the reader takes it."""
        while self._waiting and not (self._busy or self._full or self._ended):
            self._answer(self._waiting.popleft())
        if self._ended:
            return
        if self._waiting:
            self._transport.pause_reading()
        elif not self._transport.is_reading():
            self._transport.resume_reading()

    # What is answered.

    def _answer(self, request: Request) -> None:
        self._keep = request.keep = request.keep and not self._finishing
        if request.refused:
            self._refuse(request.refused)
        elif request.body is not None:
            self._busy, self._begun = True, False
            self._site.newsroom.answer(request, self)
        else:
            self._send(request, self._site.answer(request))

    def _send(self, request: Request, answer: Answer) -> None:
        self._keep = request.keep
        body = b"" if request.method == "HEAD" else answer.body
        self._transport.write(b"".join((first_lines(answer.status), answer.lines, persistence(request), body)))
        if answer.file:
            self._busy = True
            # The loop holds a task weakly; this reference keeps it.
            self._sending = self._loop.create_task(self._send_file(answer.file, answer.start, answer.end))
        elif not self._keep:
            self.close()

    async def _send_file(self, file: IO[bytes], start: int, end: int) -> None:
        """Send a large file from the disk, never more of it at once than a reader takes."""
        with file:
            try:
                while start < end:
                    count = min(SLICE, end - start)
                    sent = self._loop.sendfile(self._transport, file, start, count)
                    if await asyncio.wait_for(sent, SILENCE) != count:
                        raise ConnectionResetError("the file became shorter")
                    start += count
            except (OSError, RuntimeError) as error:
                # A reader who left; the loop says RuntimeError of a connection that is closing.
                logger.info("A file was broken off: %s", error)
                self.abort()
                return
        self.done()

    def _refuse(self, status: int) -> None:
        answer = text(status)
        self._transport.write(first_lines(status) + answer.lines + persistence(Request()) + answer.body)
        self._end()
        self._transport.resume_reading()
        self._transport.write_eof()
        self._loop.call_later(LINGER, self._transport.close)

    def write(self, data: bytes) -> None:
        if not self._ended:
            self._begun = True
            self._transport.write(data)

    def fail(self) -> None:
        """The request under way cannot be answered, or no further."""
        if self._begun:
            self.abort()
            return
        answer = text(500)
        self.write(first_lines(500) + answer.lines + persistence(Request()) + answer.body)
        self.done(keep=False)

    async def room(self) -> None:
        """Wait until the reader has taken most of what was written. Raises ConnectionResetError if it left."""
        if self._full and not self._ended:
            self._room = asyncio.Event()
            await self._room.wait()
        if self._ended:
            raise ConnectionResetError("the reader left")

    def done(self, *, keep: bool = True) -> None:
        """The request under way is answered."""
        self._busy = False
        self._active = self._loop.time()
        if self._ended:
            return
        if keep and self._keep:
            self._go_on()
        else:
            self.close()

    def pause_writing(self) -> None:
        self._full, self._active = True, self._loop.time()

    def resume_writing(self) -> None:
        self._full, self._active = False, self._loop.time()
        if self._room:
            self._room.set()
        if not self._busy:
            self._go_on()

    # How it ends.

    def close(self) -> None:
        self._end()
        self._transport.close()

    def abort(self) -> None:
        """End in a way that tells the reader of an answer cut short."""
        self._end()
        self._transport.abort()

    def _end(self) -> None:
        self._ended = True
        for request in self._waiting:
            request.drop()
        self._waiting.clear()

    def finish(self) -> None:
        """Take no more requests; end with the answer under way."""
        self._finishing, self._keep = True, False
        if not (self._busy or self._waiting):
            self.close()

    def look(self, now: float) -> None:
        """Close it if its reader has been silent for too long."""
        if self._busy and not self._full:
            return
        slow_head = self._in_head and now - self._head_began > HEAD_TIME
        if slow_head or now - self._active > SILENCE:
            self.abort()


def persistence(request: Request) -> bytes:
    """Return the end of a head: what becomes of the connection."""
    if not request.keep:
        return b"connection: close\r\n\r\n"
    return b"connection: keep-alive\r\n\r\n" if request.version == "1.0" else b"\r\n"


def _host(name: Any) -> str:
    return str(name[0]) if isinstance(name, tuple) else ""
