"""`musnad worker`, as a service manager starts and stops it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cli.commands import environment, musnad


@pytest.fixture
def unprinted(migrated, tmp_path):
    """A home with its tables, of a newsroom that is still to be founded and printed."""
    (tmp_path / "home").mkdir()
    shutil.copy(migrated, tmp_path / "home" / "musnad.sqlite3")
    return tmp_path / "home"


@contextmanager
def working(home, *options):
    command = [sys.executable, "-m", "musnad", "worker", *options]
    with subprocess.Popen(command, env=environment(home), stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def children(process):
    return {int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()}


def lives(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def wait_until(true, seconds=90):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.05)


ASK = """
import django; django.setup()
from musnad.letters import asking
from musnad.letters.addresses import read_address
asking.ask(read_address("reader@example.org"), ["digest:ar"], "ar", consent="site")
"""


def ask_for_letters(home):
    """A reader asks through a server on another machine, so to say: in a process of its own."""
    told = {**environment(home), "DJANGO_SETTINGS_MODULE": "musnad.config.settings"}
    subprocess.run([sys.executable, "-c", ASK], env=told, check=True)


def test_it_prints_and_confirms_until_it_is_told_to_stop(unprinted):
    home = unprinted
    with working(home, "--processes", "1") as process:
        wait_until((home / "public/ar/index.html").exists)
        ask_for_letters(home)
        wait_until(lambda: any("reader@example.org" in mail.read_text() for mail in (home / "mail").glob("*.log")))
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert musnad(home, "publish").returncode == 0


@pytest.mark.long
def test_a_process_that_is_killed_is_replaced_and_all_end_in_order(unprinted):
    home = unprinted
    with working(home, "--processes", "2") as process:
        wait_until((home / "public/ar/index.html").exists)
        first = children(process)
        assert len(first) == 2
        os.kill(min(first), signal.SIGKILL)
        wait_until(lambda: len(children(process) - {min(first)}) == 2)
        last = children(process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert "another takes its place" in process.stderr.read()
    assert not any(lives(pid) for pid in first | last)


@pytest.mark.long
def test_nobody_goes_on_printing_when_the_one_who_looks_after_them_is_killed(home):
    with working(home, "--processes", "2") as process:
        wait_until(lambda: len(children(process)) == 2)
        left = children(process)
        process.kill()
        process.wait()
        wait_until(lambda: not any(lives(pid) for pid in left))


def test_who_helps_says_how_many_pages_it_printed(home):
    command = [sys.executable, "-m", "musnad", "worker", "--beside", "--until-done"]
    done = subprocess.run(
        command, env=environment(home), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0"
