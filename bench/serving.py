"""A printed page from `musnad serve`, beside nginx on the same folder, with the same bytes and headers."""

import contextlib
import gzip
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import brotli

from musnad.cli.webservers.configuration import Place, configured

CONNECTIONS, SECONDS, ROUNDS = 8, 3, 3
TITLE = (
    f"Serving a story page of 30 KB, brotli ({CONNECTIONS} connections, best of {ROUNDS} rounds in turn, {SECONDS} s)"
)

SERVER = """
import sys
from musnad.cli.serving.public import PublicFolder
from musnad.cli.serving.server import serve
serve("127.0.0.1", int(sys.argv[2]), public=PublicFolder(sys.argv[1]), newsroom=lambda *_: [], prefixes=("/newsroom/",))
"""
# One process, as ours is one; no sendfile, which costs nginx a third at this size; tcp_nopush would cost it 25-fold.
NGINX = """
worker_processes 1; daemon off; error_log /dev/null; pid {folder}/plain.pid;
events {{ worker_connections 512; }}
http {{
  access_log off; types {{ text/html html; }} charset utf-8; keepalive_requests 1000000;
  server {{
    listen 127.0.0.1:{port}; root {folder}/brotli;
    add_header Content-Encoding br; add_header Cache-Control no-cache; add_header Vary Accept-Encoding;
    add_header X-Content-Type-Options nosniff; add_header Referrer-Policy strict-origin-when-cross-origin;
    add_header Content-Security-Policy "frame-ancestors 'self'";
    add_header Permissions-Policy "camera=(), geolocation=(), microphone=(), browsing-topics=()";
  }}
}}
"""

# What Debian's own nginx.conf wraps round a site's, without tcp_nopush.
WRAPPED = """
worker_processes 1; daemon off; error_log /dev/null; pid {folder}/site.pid;
events {{ worker_connections 512; }}
http {{ access_log off; keepalive_requests 1000000; include {folder}/site.conf; }}
"""
ALONE = "{\n\tadmin off\n\tauto_https off\n}\n"


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def page():
    """Return a page whose words are as unlike each other as an article's are."""
    chance = random.Random(7)
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    words = ["".join(chance.choices(letters, k=chance.randint(3, 7))) for _ in range(1500)]
    text = " ".join(words[min(1499, int(chance.expovariate(1 / 350)))] for _ in range(2600))
    return f"<!doctype html><html lang=ar dir=rtl><body><p>{text}</p></body></html>".encode()


def write_site(folder):
    folder.chmod(0o755)
    plain, twins = page(), {".br": brotli.compress(page(), quality=7), ".gz": gzip.compress(page(), 9)}
    (folder / "public").mkdir()
    (folder / "brotli").mkdir()
    (folder / "public" / "page.html").write_bytes(plain)
    for suffix, twin in twins.items():
        (folder / "public" / f"page.html{suffix}").write_bytes(twin)
    (folder / "brotli" / "page.html").write_bytes(twins[".br"])


@contextlib.contextmanager
def started(command, port):
    process = subprocess.Popen(command, env={**os.environ}, stderr=subprocess.DEVNULL)  # noqa: S603  (programs of this bench)
    try:
        for _ in range(200):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(10)


def measured(port):
    """Return requests a second and the 99th percentile of their times in milliseconds, of one round."""
    url = f"http://127.0.0.1:{port}/page.html"
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-H", "Accept-Encoding: br", url]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603  (programs of this bench)
    figures = {line.split()[0]: line.split()[-1] for line in out.splitlines() if line.strip()}
    if "Non-2xx" in out or "Socket" in out:
        raise RuntimeError(out)
    return float(figures["Requests/sec:"]), milliseconds(figures["99%"])


def milliseconds(written):
    for unit, size in (("us", 0.001), ("ms", 1), ("s", 1000)):
        if written.endswith(unit):
            return float(written.removesuffix(unit)) * size
    raise ValueError(written)


def servers(folder):
    """Yield name, port and command of each server."""
    port = free_port()
    (folder / "plain.conf").write_text(NGINX.format(folder=folder, port=port))
    yield "nginx on a plain file", port, ["nginx", "-c", str(folder / "plain.conf")]
    port = free_port()
    yield "musnad serve", port, [sys.executable, "-c", SERVER, str(folder / "public"), str(port)]
    port = free_port()
    (folder / "site.conf").write_text(configured("nginx", place(folder, port)))
    (folder / "wrapped.conf").write_text(WRAPPED.format(folder=folder))
    yield "nginx, our configuration", port, ["nginx", "-c", str(folder / "wrapped.conf")]
    if shutil.which("caddy"):
        port = free_port()
        (folder / "Caddyfile").write_text(ALONE + configured("caddy", place(folder, port)))
        command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
        # One processor, as the others have one.
        yield "Caddy, our configuration", port, ["env", "GOMAXPROCS=1", f"HOME={folder}", *command]


def place(folder, port):
    return Place(f"http://127.0.0.1:{port}", str(folder / "public"), ("/newsroom/",), "127.0.0.1:9")


def run():
    if not shutil.which("wrk") or not shutil.which("nginx"):
        yield "needs nginx and wrk (apt-get install nginx-light wrk)", "skipped"
        return
    rates, waits = {}, {}
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as running:
        folder = Path(name)
        write_site(folder)
        ports = {}
        for server, port, command in servers(folder):
            running.enter_context(started(command, port))
            ports[server] = port
        for _ in range(ROUNDS):
            for server, port in ports.items():
                rate, wait = measured(port)
                rates[server] = max(rate, rates.get(server, 0))
                waits[server] = min(wait, waits.get(server, wait))
    first = next(iter(rates))
    for server, rate in rates.items():
        yield f"{server}: requests/s, p99", f"{rate:,.0f}, {waits[server]:.2f} ms"
        if server != first:
            yield f"{server} : {first}", f"{rate / rates[first]:.2f}, p99 {waits[server] / waits[first]:.1f}"
