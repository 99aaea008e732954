"""A cache over real HTTP that keeps what it is asked to forget, and fails at times."""

import json
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from musnad.config.caching import read_caches
from musnad.config.env import Reader
from musnad.press.carrying import own_key


@dataclass
class Asked:
    method: str
    path: str
    headers: dict
    body: object


@dataclass
class RecordingCache:
    """`answers` are given in their order, each once: a status, or (status, headers, body); then 200 for all."""

    answers: deque = field(default_factory=deque)
    asked: list = field(default_factory=list)

    def __post_init__(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Answering,), {"cache": self}))
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def keys(self):
        """Return the keys of each request."""
        return [sorted(asked.body.get("surrogate_keys") or asked.body.get("tags")) for asked in self.asked]

    def forget(self, asked):
        """This one keeps no pages."""

    def answer(self):
        told = self.answers.popleft() if self.answers else 200
        return told if isinstance(told, tuple) else (told, {}, {"success": told == 200})


@dataclass
class KeepingCache(RecordingCache):
    """One that keeps the first copy of a page that it is asked for, for ever, until it is told to forget it.

    copies: the bytes of each file, and the keys that it was sent with.
    """

    copies: dict = field(default_factory=dict)

    def read(self, name, body, keys):
        self.copies.setdefault(name, (body, frozenset(keys)))

    def forget(self, asked):
        keys = set(asked.body["surrogate_keys"])
        self.copies = {name: copy for name, copy in self.copies.items() if not keys & copy[1]}


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    cache = None

    def take(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.cache.asked.append(Asked(self.command, self.path, headers, json.loads(body) if body else None))
        status, headers, told = self.cache.answer()
        if status == 200:
            self.cache.forget(self.cache.asked[-1])
        if status == 0:
            self.close_connection = True
            self.connection.close()
            return
        text = json.dumps(told).encode()
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_POST = do_PURGE = take

    def finish(self):
        try:
            super().finish()
        except (OSError, ValueError):
            # The connection was closed on purpose.
            return

    def log_message(self, *_):
        """Say nothing."""


TOKENS = {"FASTLY_API_TOKEN": "f-token", "CLOUDFLARE_API_TOKEN": "c-token"}


def use(settings, *addresses):
    settings.PUBLIC_CDN = read_caches(Reader({"PUBLIC_CDN": " ".join(addresses), **TOKENS}))


def key_of(path):
    return own_key(f"{path}index.html")
