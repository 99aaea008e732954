"""`musnad serve` as a person runs it: one process that answers, and that stops when it is told to."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tests.cli.commands import environment, musnad

ROOT = Path(__file__).parents[2]
PATIENCE = 60


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@pytest.fixture(scope="module")
def home(printed_home, tmp_path_factory):
    return shutil.copytree(printed_home, tmp_path_factory.mktemp("served") / "home")


@contextmanager
def served(home):
    """Run the server; yield the process and its address once it answers."""
    port = free_port()
    command = [sys.executable, "-m", "musnad", "serve", "--port", str(port)]
    settings = environment(home, MUSNAD_SITE_URL=f"http://127.0.0.1:{port}")
    with subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            deadline = time.monotonic() + PATIENCE
            while not answers(port) and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.05)
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def answers(port):
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def fetch(address, **headers):
    host, slash, path = address.removeprefix("http://").partition("/")
    with closing(HTTPConnection(host, timeout=PATIENCE)) as connection:
        connection.request("GET", slash + path, headers=headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.headers), answer.read()


def test_one_process_serves_the_public_site_and_the_newsroom(home):
    with served(home) as (_, address):
        status, headers, page = fetch(f"{address}/ar/", **{"Accept-Encoding": "gzip"})
        _, _, login = fetch(f"{address}/newsroom/login/")
        missing, _, _ = fetch(f"{address}/ar/nothing/")

    assert status == 200
    assert headers["content-type"].startswith("text/html")
    assert headers["content-encoding"] == "gzip"
    assert page.startswith(b"\x1f\x8b")
    assert b'name="password"' in login
    assert missing == 404


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_when_it_is_told_to_be_it_twice_in_one_breath(home, told):
    # `make run` hears what its whole group hears, and passes it on.
    with served(home) as (process, _):
        process.send_signal(told)
        process.send_signal(told)
        _, said = process.communicate(timeout=PATIENCE)

    assert (process.returncode, said) == (0, "")


def test_a_taken_port_is_one_line_that_names_another(home):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]

        refused = musnad(home, "serve", "--port", port)

    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert f"Port {port}" in refused.stderr
    assert f"make run PORT={port + 1}" in refused.stderr


def test_an_old_python_is_told_before_anything_is_made(tmp_path):
    (tmp_path / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\ncase "$1" in -V) echo "Python 3.9.2" ;; *) exit 1 ;; esac\n')
    old.chmod(0o755)

    run = subprocess.run(
        ["make", "-C", str(tmp_path), "run", f"PYTHON={old}"],
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert run.returncode != 0
    assert "Musnad needs Python 3.11 or newer" in run.stderr.splitlines()[0]
    assert "Python 3.9.2" in run.stderr
    assert not (tmp_path / ".venv").exists()
