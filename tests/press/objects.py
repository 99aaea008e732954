"""A bucket over real HTTP: moto's server in a process of its own, and a proxy before it that makes trouble."""

import http.client
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from gzip import decompress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import boto3

SERVER = """
import sys
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
"""


@contextmanager
def object_server():
    """Run an S3 server; yield its address. It ends with its standard input, however this process ends."""
    command = [sys.executable, "-W", "ignore", "-c", SERVER]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        lines = iter(process.stdout.readline, "")
        port = next(line for line in lines if line.strip().isdigit())
        yield f"http://127.0.0.1:{port.strip()}"
        process.stdin.close()
        process.wait(20)


@dataclass
class Pail:
    """A bucket as somebody else sees it: through another client than the press's."""

    endpoint: str
    name: str
    prefix: str = "site"

    def __post_init__(self):
        self.client = boto3.client(
            "s3", endpoint_url=self.endpoint, region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b"
        )
        self.client.create_bucket(Bucket=self.name)

    def close(self):
        self.client.close()

    def keys(self):
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name)
        return {found["Key"] for page in pages for found in page.get("Contents", [])}

    def get(self, name):
        """Return what a reader gets: the headers by small names, and the bytes as sent."""
        answer = self.client.get_object(Bucket=self.name, Key=f"{self.prefix}/{name}")
        return answer["ResponseMetadata"]["HTTPHeaders"], answer["Body"].read()

    def files(self):
        """Return each file's bytes as a browser has them."""
        found = {}
        for key in self.keys():
            name = key.removeprefix(f"{self.prefix}/")
            headers, body = self.get(name)
            found[name] = decompress(body) if headers.get("content-encoding") == "gzip" else body
        return found

    def put(self, name, body, **headers):
        self.client.put_object(Bucket=self.name, Key=f"{self.prefix}/{name}", Body=body, **headers)


@dataclass
class Trouble:
    """A proxy before an S3 server. `plan` is told each request as (number, method, name) and says what becomes of it:

    "" passed on, "slow down" answered 503, "too long" answered 400, "reset" cut off unheard, "lost" heard and its
    answer cut off, or seconds that it is held back. `log` has every request in its order, `at_once` how many were
    under way together at most.
    """

    upstream: str
    plan: object = lambda number, method, name: ""
    log: list = field(default_factory=list)
    at_once: int = 0
    _under_way: int = 0

    def __post_init__(self):
        self.lock = threading.Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Passing,), {"trouble": self}))
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()
        self.endpoint = f"http://127.0.0.1:{self.server.server_address[1]}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def methods(self):
        return Counter(method for method, _ in self.log)

    def begins(self, method, name):
        with self.lock:
            self.log.append((method, name))
            self._under_way += 1
            self.at_once = max(self.at_once, self._under_way)
            return self.plan(len(self.log), method, name)

    def ends(self):
        with self.lock:
            self._under_way -= 1


class Passing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    trouble = None

    def pass_on(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        name = unquote(urlsplit(self.path).path).partition("/site/")[2]
        fate = self.trouble.begins(self.command, name)
        try:
            if isinstance(fate, float):
                time.sleep(fate)
            if fate == "slow down":
                text = b"<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"
                self.answer(503, [("Content-Type", "application/xml")], text)
            elif fate == "too long":
                text = b"<Error><Code>KeyTooLongError</Code><Message>Your key is too long.</Message></Error>"
                self.answer(400, [("Content-Type", "application/xml")], text)
            elif fate == "reset":
                self.cut_off()
            else:
                answer = self.asked(body)
                if fate == "lost":
                    self.cut_off()
                else:
                    self.answer(*answer)
        finally:
            self.trouble.ends()

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = pass_on

    def asked(self, body):
        connection = http.client.HTTPConnection(urlsplit(self.trouble.upstream).netloc, timeout=20)
        try:
            connection.request(self.command, self.path, body, dict(self.headers))
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()

    def answer(self, status, headers, body):
        self.send_response_only(status)
        sent = {name.lower() for name, _ in headers}
        for name, value in headers:
            if name.lower() not in {"connection", "transfer-encoding"}:
                self.send_header(name, value)
        if "content-length" not in sent:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def cut_off(self):
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.connection.close()

    def finish(self):
        try:
            super().finish()
        except (OSError, ValueError):
            # The connection was cut off on purpose.
            return

    def log_message(self, *_):
        """Say nothing."""
