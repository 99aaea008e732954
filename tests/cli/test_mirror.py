"""`musnad mirror` and `musnad verify` as those use them who pack a site and those who mirror it."""

import json
import shutil
import subprocess
import sys

import pytest
from tests.cli.commands import environment, musnad


@pytest.fixture(scope="module")
def newsroom(printed_home, tmp_path_factory):
    """A home with a printed site, its first mirror, and an increment in which nothing changed."""
    home = shutil.copytree(printed_home, tmp_path_factory.mktemp("newsroom") / "home")
    archive, increment = home.parent / "site.tar.gz", home.parent / "more.tar.gz"
    first = musnad(home, "mirror", archive, "--json")
    assert first.returncode == 0, first.stderr
    second = musnad(home, "mirror", "--since", archive, increment)
    assert second.returncode == 0, second.stderr
    told = first.stdout[first.stdout.index("{") :]
    return home, archive, increment, json.loads(told), second.stdout


@pytest.fixture
def nowhere(tmp_path):
    """A home that is not there: whoever checks a mirror has none."""
    return tmp_path / "no-home"


def test_a_mirror_is_packed_and_its_key_told(newsroom):
    home, archive, _, told, second = newsroom
    assert told["archive"] == str(archive)
    assert told["bytes"] == archive.stat().st_size
    assert told["manifest"]["files"]["count"] > 5
    assert (home / "public/mirror/key.txt").read_text() == told["manifest"]["key"]
    assert told["key"] in (home / "public/ar/mirrors/index.html").read_text()
    assert (home / "mirror.key").stat().st_mode & 0o777 == 0o600
    assert "mirror 2 of" in second
    assert "0 files new or changed, 0 removed since mirror 1" in second
    assert f"signed with the key {told['key']}" in second


def test_a_right_mirror_is_checked_applied_and_checked_again(newsroom, nowhere, tmp_path):
    _, archive, increment, told, _ = newsroom
    folder = tmp_path / "site"
    for each in (archive, increment):
        result = musnad(nowhere, "verify", each, "--key", told["key"], "--apply", folder)
        assert result.returncode == 0, result.stdout + result.stderr
        assert "is up to date" in result.stdout
    result = musnad(nowhere, "verify", folder, "--key", told["key"], "--max-age", 1)
    assert result.returncode == 0
    assert f"right: {told['manifest']['files']['count']} files" in result.stdout
    assert "made 20" in result.stdout
    assert result.stderr == ""
    assert not nowhere.exists()


def test_who_names_no_key_is_told_what_was_not_checked(newsroom, nowhere):
    _, archive, _, told, _ = newsroom
    result = musnad(nowhere, "verify", archive)
    assert result.returncode == 0
    assert told["key"] in result.stdout
    assert "--key" in result.stderr


def test_what_is_wrong_has_a_line_each_and_status_1(newsroom, nowhere, tmp_path):
    _, archive, _, told, _ = newsroom
    folder = tmp_path / "site"
    musnad(nowhere, "verify", archive, "--key", told["key"], "--apply", folder)
    (folder / "404.html").write_text("خبر مدسوس")
    (folder / "ar/index.html").unlink()
    (folder / "more.html").touch()

    result = musnad(nowhere, "verify", folder)
    assert result.returncode == 1
    assert [line.split(":")[:2] for line in result.stdout.splitlines()[:3]] == [
        ["altered", " 404.html"],
        ["missing", " ar/index.html"],
        ["surplus", " more.html"],
    ]
    assert "wrong: 3 problems" in result.stdout

    found = json.loads(musnad(nowhere, "verify", folder, "--json").stdout)
    assert (found["right"], found["problem_count"], found["key_compared"]) == (False, 3, False)
    assert {problem["name"] for problem in found["problems"]} == {"404.html", "ar/index.html", "more.html"}


def test_another_key_has_status_1_and_nothing_is_applied(newsroom, nowhere, tmp_path):
    _, archive, _, _, _ = newsroom
    result = musnad(nowhere, "verify", archive, "--key", "0" * 64, "--apply", tmp_path / "site")
    assert result.returncode == 1
    assert "another key" in result.stdout
    assert not (tmp_path / "site").exists()


def test_what_cannot_be_applied_has_status_1(newsroom, nowhere, tmp_path):
    _, _, increment, told, _ = newsroom
    result = musnad(nowhere, "verify", increment, "--key", told["key"], "--apply", tmp_path / "site")
    assert result.returncode == 1
    assert "begin with a full one" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["nothing.tar.gz"], ["."], ["nothing.tar.gz", "--json"], [".", "--key", "مفتاح"]]
)
def test_what_cannot_be_checked_has_status_2(nowhere, tmp_path, arguments):
    result = subprocess.run(
        [sys.executable, "-m", "musnad", "verify", *arguments],
        env=environment(nowhere),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert result.stdout + result.stderr


def test_whoever_checks_needs_no_django():
    code = "import sys, musnad.cli.verifying; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
