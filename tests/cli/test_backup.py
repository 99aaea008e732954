"""deploy/backup: a copy from which a newsroom can be opened again, taken while others write."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

BACKUP = Path(__file__).parents[2] / "deploy" / "backup"
NEEDED = ("sqlite3", "rsync")


@pytest.fixture
def home(tmp_path):
    for name in NEEDED:
        if not shutil.which(name):
            pytest.skip(f"needs {name} (apt-get install {name})")
    home = tmp_path / "home"
    (home / "media" / "original").mkdir(parents=True)
    (home / "media" / "original" / "صورة.jpg").write_bytes(b"picture")
    (home / "public").mkdir()
    (home / "public" / "index.html").write_text("printed")
    (home / "secret.key").write_text("secret")
    with closing(sqlite3.connect(home / "musnad.sqlite3")) as database:
        database.executescript(
            "PRAGMA journal_mode=WAL; CREATE TABLE story (headline); INSERT INTO story VALUES ('خبر')"
        )
    return home


def back_up(home, into, days="14"):
    env = {"PATH": os.environ["PATH"], "MUSNAD_HOME": str(home)}
    run = subprocess.run([BACKUP, into, days], env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return Path(run.stdout.strip())


def test_a_copy_has_what_cannot_be_made_again_and_no_printed_page(home, tmp_path):
    with closing(sqlite3.connect(home / "musnad.sqlite3")) as writer:
        # Still in the side file, where copying the database alone would miss it.
        writer.execute("INSERT INTO story VALUES ('الأخير')")
        writer.commit()
        copy = back_up(home, tmp_path / "copies")

    with closing(sqlite3.connect(copy / "musnad.sqlite3")) as database:
        assert database.execute("SELECT headline FROM story").fetchall() == [("خبر",), ("الأخير",)]
    assert (copy / "media" / "original" / "صورة.jpg").read_bytes() == b"picture"
    assert (copy / "secret.key").read_text() == "secret"
    assert not (copy / "public").exists()
    assert copy.stat().st_mode & 0o077 == 0


def test_what_did_not_change_takes_no_room_again_and_old_copies_go(home, tmp_path):
    first = back_up(home, tmp_path / "copies").rename(tmp_path / "copies" / "2020-01-01T000000Z")
    os.utime(first, (0, 0))
    picture = (first / "media" / "original" / "صورة.jpg").stat().st_ino

    second = back_up(home, tmp_path / "copies")

    assert (second / "media" / "original" / "صورة.jpg").stat().st_ino == picture
    assert [path.name for path in (tmp_path / "copies").iterdir()] == [second.name]


def test_a_copy_that_was_broken_off_is_not_taken_for_one(home, tmp_path):
    (tmp_path / "copies" / "unfinished" / "media").mkdir(parents=True)

    copy = back_up(home, tmp_path / "copies")

    assert [path.name for path in (tmp_path / "copies").iterdir()] == [copy.name]
