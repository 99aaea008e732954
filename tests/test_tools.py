"""What `make test` looks for before it starts: a Chromium and an Arabic font, nginx and Caddy."""

import shutil
import subprocess
from pathlib import Path

import pytest

BROWSER = Path(__file__).parent.parent / "tools" / "browser"
WEBSERVERS = BROWSER.with_name("webservers")
NEEDED = ("find", "head")


@pytest.fixture
def machine(tmp_path):
    """Return a function that runs tools/browser on a machine with `programs` besides apt-get and root's id.

    It gives back what was asked of apt-get, a line for each time.
    """

    def run(*programs):
        folder, asked = tmp_path / "bin", tmp_path / "asked"
        folder.mkdir()
        for name in NEEDED:
            (folder / name).symlink_to(shutil.which(name))
        put(folder / "id", "echo 0")
        put(folder / "env", 'shift; exec "$@"')
        put(folder / "apt-get", f'echo "$@" >> {asked}')
        for name in programs:
            put(folder / name, "exit 0")
        subprocess.run(["/bin/sh", BROWSER], env={"PATH": str(folder)}, check=True, capture_output=True)
        return asked.read_text().splitlines() if asked.exists() else []

    return run


def put(path, line):
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def test_a_missing_chromium_is_installed(machine):
    asked = machine()

    assert asked[0].startswith("update")
    assert "chromium" in asked[1].split()


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "chromium-headless-shell"])
def test_a_chromium_that_is_there_is_not_installed_again(name, machine):
    assert not any("chromium" in line.split() for line in machine(name))


@pytest.mark.parametrize("name", ["chromium", "chromium-browser"])
def test_the_one_without_windows_is_installed_beside_the_whole_one(name, machine):
    assert any("chromium-headless-shell" in line.split() for line in machine(name))


def test_the_one_without_windows_is_not_installed_again(machine):
    assert not any("chromium-headless-shell" in line.split() for line in machine("chromium-headless-shell"))


def test_a_system_that_does_not_have_the_one_without_windows_is_content_with_the_whole_one(tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in NEEDED:
        (folder / name).symlink_to(shutil.which(name))
    put(folder / "id", "echo 0")
    put(folder / "env", 'shift; exec "$@"')
    put(folder / "chromium", "exit 0")
    put(folder / "apt-get", 'case "$*" in *shell*) exit 100;; esac')

    assert subprocess.run(["/bin/sh", BROWSER], env={"PATH": str(folder)}, check=False).returncode == 0


def test_who_may_not_install_is_told_what_to_install(tmp_path):
    put(tmp_path / "id", "echo 1000")
    put(tmp_path / "apt-get", "exit 1")
    for name in NEEDED:
        (tmp_path / name).symlink_to(shutil.which(name))
    told = subprocess.run(
        ["/bin/sh", BROWSER], env={"PATH": str(tmp_path)}, check=False, capture_output=True, text=True
    )

    assert told.returncode == 1
    assert "apt-get install chromium" in told.stderr


@pytest.mark.parametrize(
    ("there", "asked"), [((), "nginx-light caddy"), (("nginx",), "caddy"), (("caddy",), "nginx-light")]
)
def test_missing_web_servers_are_installed_and_not_started(tmp_path, there, asked):
    policy = tmp_path / "policy-rc.d"
    told = run_webservers(tmp_path, there, policy)

    assert told[0] == "update -qq (no policy)"
    assert told[1].endswith(f"--no-install-recommends {asked} (policy)")
    assert not policy.exists()


def test_web_servers_that_are_there_are_not_installed_again(tmp_path):
    assert run_webservers(tmp_path, ("nginx", "caddy"), tmp_path / "policy-rc.d") == []


def run_webservers(tmp_path, there, policy):
    """Run tools/webservers as root on a machine with the programs `there`; return what was asked of apt-get."""
    folder, asked = tmp_path / "bin", tmp_path / "asked"
    folder.mkdir()
    for name in ("tee", "chmod", "rm"):
        (folder / name).symlink_to(shutil.which(name))
    put(folder / "id", "echo 0")
    put(folder / "env", 'shift; exec "$@"')
    put(folder / "apt-get", f'if [ -x {policy} ]; then p="policy"; else p="no policy"; fi; echo "$@ ($p)" >> {asked}')
    for name in there:
        put(folder / name, "exit 0")
    script = (
        WEBSERVERS.read_text().replace("/usr/sbin/policy-rc.d", str(policy)).replace(":/usr/sbin:/usr/local/sbin", "")
    )
    (tmp_path / "webservers").write_text(script)
    subprocess.run(["/bin/sh", tmp_path / "webservers"], env={"PATH": str(folder)}, check=True, capture_output=True)
    return asked.read_text().splitlines() if asked.exists() else []
