"""The command `musnad read`."""

import json
from pathlib import Path

from click.testing import CliRunner

from musnad.cli.reading import read
from musnad.reader import NoHeadline

PAGES = Path(__file__).parent.parent / "reader" / "pages"


def run(*arguments, pipe=None):
    return CliRunner().invoke(read, [str(argument) for argument in arguments], input=pipe)


def test_one_page_is_one_json_object():
    result = run("--json", PAGES / "council.txt")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["headline"] == "Council of Tall Reeds votes for a night ferry"


def test_several_pages_are_one_line_each():
    result = run("--json", PAGES / "council.txt", PAGES / "ferry.html")

    assert [json.loads(line)["language"] for line in result.stdout.splitlines()] == ["en", "ar"]


def test_a_pipe_is_a_source():
    result = run("--json", "-", pipe=(PAGES / "ferry.html").read_bytes())

    assert json.loads(result.stdout)["headline"] == "عبّارة الليل تعود إلى نهر القصب"


def test_people_see_headline_facts_body_and_furniture():
    result = run(PAGES / "ferry.html")

    shown = result.stdout
    for part in (
        "عبّارة الليل تعود إلى نهر القصب",
        "ليلى الجسر",
        "رحلتان كل ليلة",
        "• التذكرة",
        "@ReedsTown",
        "Of the site",
        "إعلان",
    ):
        assert part in shown
    assert "\x1b" not in shown


def test_ordered_lists_are_numbered_and_a_page_of_few_parts_is_shown(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "Council votes for a ferry\nThe council voted for a ferry on Saturday:\n1. ten\n2. eleven o'clock.\n", "utf-8"
    )

    result = run(path)

    assert "1. ten" in result.stdout
    assert "Of the site" not in result.stdout


def test_a_page_that_cannot_be_read_fails_with_its_reason(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("word", "utf-8")

    result = run(path)

    assert result.exit_code == 1
    assert isinstance(result.exception, NoHeadline)


def test_of_several_pages_the_bad_one_is_named_and_the_others_are_read(tmp_path):
    result = run("--json", tmp_path / "missing.txt", PAGES / "council.txt")

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "missing.txt cannot be opened" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_an_encoding_can_be_named(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes((PAGES / "valley.txt").read_text("utf-8").encode("windows-1256", "ignore"))

    assert "وادي الزعفران" in run("--encoding", "windows-1256", path).stdout


def test_the_help_has_an_example():
    result = run("--help")

    assert "musnad read page.html" in result.stdout
