"""A printed page from `musnad serve`'s folder handler, beside nginx on the same folder and the same bytes."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import brotli

TITLE = "Serving a 30 KB page, brotli (wrk or ab, 8 connections, 3 rounds of 4 s, best)"

SERVER = """
import sys
from musnad.cli.serving.server import serve
serve("127.0.0.1", int(sys.argv[2]), public=sys.argv[1], newsroom=lambda *_: [], prefixes=("/newsroom/",))
"""
NGINX = """
worker_processes 1; daemon off; error_log /dev/null; pid {folder}/nginx.pid;
events {{ worker_connections 512; }}
http {{
  access_log off; types {{ text/html html; }}
  server {{
    listen 127.0.0.1:{port}; root {folder}/brotli; keepalive_requests 1000000; add_header Content-Encoding br;
  }}
}}
"""


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def page():
    words = " ".join(f"كلمة{number % 900}" for number in range(2300))
    return f"<!doctype html><html lang=ar dir=rtl><body><p>{words}</p></body></html>".encode()


def rate(port):
    """Requests a second, the best of three rounds."""
    url = f"http://127.0.0.1:{port}/page.html"
    best = 0.0
    for _ in range(3):
        if shutil.which("wrk"):
            command = ["wrk", "-t1", "-c8", "-d4s", "-H", "Accept-Encoding: br", url]
            sign = "Requests/sec:"
        else:
            command = ["ab", "-k", "-q", "-t4", "-n1000000", "-c8", "-H", "Accept-Encoding: br", url]
            sign = "Requests per second:"
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
        line = next(line for line in out.splitlines() if line.startswith(sign))
        best = max(best, float(line.removeprefix(sign).split()[0]))
    return best


def measured(command, port):
    process = subprocess.Popen(command, env={**os.environ})  # noqa: S603
    try:
        for _ in range(200):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        return rate(port)
    finally:
        process.terminate()
        process.wait(10)


def run():
    if not (shutil.which("wrk") or shutil.which("ab")) or not shutil.which("nginx"):
        yield "needs nginx and wrk or ab (apt-get install nginx-light wrk)", "skipped"
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "public").mkdir()
        (folder / "brotli").mkdir()
        (folder / "public" / "page.html").write_bytes(page())
        twin = brotli.compress(page(), quality=5)
        (folder / "public" / "page.html.br").write_bytes(twin)
        (folder / "brotli" / "page.html").write_bytes(twin)
        port, other = free_port(), free_port()
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=other))
        ours = measured([sys.executable, "-c", SERVER, str(folder / "public"), str(port)], port)
        theirs = measured(["nginx", "-c", str(folder / "nginx.conf")], other)
    yield "musnad serve, requests/s", f"{ours:,.0f}"
    yield "nginx, requests/s", f"{theirs:,.0f}"
    yield "musnad serve : nginx", f"{ours / theirs:.2f} : 1"
