"""The command as a whole: help, errors in one line, import and publish in a folder of their own."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.commands import environment, musnad

from musnad.cli import COMMANDS

PAGES = Path(__file__).parent.parent / "reader" / "pages"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command, tmp_path):
    result = musnad(tmp_path / "home", command, "--help")

    assert result.returncode == 0
    assert "Example:" in result.stdout
    assert f"musnad {command}" in result.stdout
    assert not (tmp_path / "home").exists()


def test_publish_says_what_it_did(home):
    result = musnad(home, "publish")

    words = result.stdout.split()
    assert words[0] == "printed"
    assert (words[2], words[4]) == ("unchanged", "removed")
    assert words[1] == "0,"


def test_publish_all_mends_what_was_spoilt_in_the_folder(home):
    front = home / "public" / "ar" / "index.html"
    whole = front.read_bytes()
    front.write_bytes(b"spoilt")

    result = musnad(home, "publish", "--all")

    assert result.stdout.startswith("printed 1,")
    assert front.read_bytes() == whole


def test_import_and_publish_put_a_page_into_the_public_folder(home):
    result = musnad(home, "import", "--publish", PAGES / "ferry.html")

    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("created   http://127.0.0.1:8000/ar/")
    path = result.stdout.strip().partition(":8000/")[2]
    assert "عبّارة الليل" in (home / "public" / path / "index.html").read_text()


def test_the_same_page_again_changes_nothing_and_a_changed_one_is_the_same_story(home, tmp_path):
    source = tmp_path / "page.txt"
    source.write_text((PAGES / "harbour.txt").read_text())
    first = musnad(home, "import", "--publish", source)

    again = musnad(home, "import", "--publish", source)
    text = source.read_text()
    source.write_text(text.replace("الميناء", "المرفأ"))
    changed = musnad(home, "import", "--publish", source)

    address = first.stdout.split()[1]
    assert again.stdout.split() == ["unchanged", address]
    assert changed.stdout.split() == ["changed", address]


def test_a_draft_is_told_by_where_it_is_edited(home):
    result = musnad(home, "import", PAGES / "ferry.html")

    assert "/newsroom/pages/" in result.stdout
    assert "(draft)" in result.stdout


def test_a_file_that_fails_is_named_and_the_others_go_on(home, tmp_path):
    empty = tmp_path / "empty.html"
    empty.write_text("")

    result = musnad(home, "import", empty, PAGES / "ferry.html", tmp_path / "nowhere.html")

    assert result.returncode == 1
    assert result.stdout.count("created") == 1
    assert "empty.html" in result.stderr
    assert "nowhere.html" in result.stderr
    assert "2 of 3 failed" in result.stderr
    assert "Traceback" not in result.stderr


def bad_inputs(folder):
    """Files that are no page, each with a word of the error."""
    contents = {
        "empty.html": (b"", "empty"),
        "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "picture"),
        "broken.txt": ("خبر من الوادي عن النهر\n".encode() * 20 + b"\xff\xfe\xd8" * 30, ""),
        "script.html": (b"<html><script>alert(1)</script><body onload='x()'></body></html>", "headline"),
        "menu.html": (b"<html><body><ul><li><a href='/'>x</a></li></ul></body></html>", ""),
    }
    for name, (content, word) in contents.items():
        (folder / name).write_bytes(content)
        yield folder / name, word
    large = folder / "large.html"
    with large.open("wb") as file:
        file.write(b"<html><body><h1>x</h1>")
        file.truncate(51 * 1024 * 1024)
    yield large, "more than"


def test_bad_input_is_one_clear_line_and_leaves_nothing(home, tmp_path):
    bad = dict(bad_inputs(tmp_path))

    result = musnad(home, "import", "--publish", *bad)

    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    for path, word in bad.items():
        lines = [line for line in result.stderr.splitlines() if path.name in line]
        assert len(lines) == 1, result.stderr
        assert word in lines[0]
    assert not list((home / "public" / "n").glob("*"))


def test_a_full_disk_ends_an_import_with_one_line_and_nothing_half_written(home, tmp_path):
    """A limit on the size of files stands for the full disk: the system refuses the write in the same way."""
    before = (home / "public" / "ar" / "index.html").read_bytes()
    limit = (home / "musnad.sqlite3").stat().st_size

    result = subprocess.run(
        [sys.executable, "-m", "musnad", "import", "--publish", str(PAGES / "ferry.html")],
        # Python would leave the checkout a compiled module cut short at the limit.
        env=environment(home) | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limit)),
    )

    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert (home / "public" / "ar" / "index.html").read_bytes() == before
    after = musnad(home, "import", "--publish", PAGES / "ferry.html")
    assert after.stdout.startswith("created"), after.stderr


@pytest.mark.long
def test_an_import_that_is_killed_leaves_nothing_half_done(home, tmp_path):
    sources = []
    for number in range(40):
        words = [f"كلمة{number}ذ{place}" for place in range(60)]
        paragraphs = "".join(f"<p>{' '.join(words[start : start + 20])}.</p>" for start in (0, 20, 40))
        source = tmp_path / f"{number}.html"
        source.write_text(
            f"<html lang=ar><body><article><h1>خبر الوادي {number}</h1>{paragraphs}</article></body></html>"
        )
        sources.append(str(source))
    process = subprocess.Popen(
        [sys.executable, "-m", "musnad", "import", "--publish", *sources],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        for _ in range(5):
            process.stdout.readline()
        process.kill()

    whole = musnad(home, "import", "--publish", *sources)

    assert whole.returncode == 0, whole.stderr
    outcomes = [line.split()[0] for line in whole.stdout.splitlines()]
    assert len(outcomes) == 40
    assert outcomes.count("unchanged") >= 5
    assert "changed" not in outcomes
    assert musnad(home, "publish", "--all").stdout.startswith("printed 0,")


@pytest.mark.parametrize(
    ("variable", "value", "word"),
    [
        ("MUSNAD_SITE_URL", "news.example", "https://news.example"),
        ("MUSNAD_DEBUG", "perhaps", "true or false"),
        ("MUSNAD_LOG_LEVEL", "LOUD", "WARNING"),
        ("MUSNAD_HOME", "/dev/null", "a folder"),
        ("MUSNAD_HOME", "/dev/null/below", "MUSNAD_HOME"),
    ],
)
def test_a_bad_setting_stops_the_start_with_one_line_that_names_it(tmp_path, variable, value, word):
    result = musnad(tmp_path / "home", "publish", **{variable: value})

    assert result.returncode == 1
    assert variable in result.stderr
    assert word in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_traceback_is_shown_where_it_is_asked_for(tmp_path):
    result = musnad(tmp_path / "home", "--traceback", "read", tmp_path / "nowhere.html")

    assert "Traceback" in result.stderr


def test_reading_needs_no_django(tmp_path):
    script = (
        "import sys; from musnad.cli import main; "
        "code = main(['read', '--json', sys.argv[1]], standalone_mode=False); "
        "assert not code; assert 'django' not in sys.modules"
    )
    result = subprocess.run(
        [sys.executable, "-c", script, str(PAGES / "ferry.html")],
        env=environment(tmp_path / "home"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert result.returncode == 0, result.stderr
    assert not (tmp_path / "home").exists()
