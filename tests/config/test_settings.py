"""Settings: one typed reader, every variable in the documentation, and a clear line for a bad value."""

import re
from pathlib import Path

import pytest

from musnad.config import settings
from musnad.config.env import BadSetting, Reader, kept_key

DOCS = Path(__file__).parent.parent.parent / "docs" / "settings.md"


def test_every_variable_that_is_read_is_in_the_documentation_and_no_other():
    described = set(re.findall(r"^\| `(MUSNAD_\w+)`", DOCS.read_text(), re.MULTILINE))

    assert set(settings.read.names) == described


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("flag", "perhaps"),
        ("address", "news.example"),
        ("address", "https://news.example/path"),
        ("address", "ftp://news.example"),
        ("address", "https://[broken"),
    ],
)
def test_a_bad_value_names_the_variable_and_what_it_should_look_like(kind, value):
    read = Reader({"MUSNAD_X": value})

    with pytest.raises(BadSetting, match="MUSNAD_X"):
        read.flag("MUSNAD_X", default=False) if kind == "flag" else read.address("MUSNAD_X", "http://x.example")


def test_a_choice_outside_the_list_is_refused():
    with pytest.raises(BadSetting, match="INFO, ERROR"):
        Reader({"MUSNAD_X": "LOUD"}).one_of("MUSNAD_X", "INFO", ("INFO", "ERROR"))


def test_a_file_in_place_of_a_folder_is_refused(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(BadSetting, match="a file stands there"):
        Reader({"MUSNAD_X": str(tmp_path / "file")}).folder("MUSNAD_X", "var")


@pytest.mark.parametrize(
    ("written", "value"), [("true", True), ("YES", True), ("1", True), ("off", False), ("", False), ("0", False)]
)
def test_flags_are_read_as_people_write_them(written, value):
    assert Reader({"MUSNAD_X": written}).flag("MUSNAD_X", default=not value) is value


def test_words_are_cut_at_commas_and_trimmed():
    assert Reader({"MUSNAD_X": " a.example , b.example,, "}).words("MUSNAD_X") == ["a.example", "b.example"]


def test_an_address_loses_its_last_slash():
    assert Reader({"MUSNAD_X": "https://news.example/"}).address("MUSNAD_X", "") == "https://news.example"


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path):
    home = tmp_path / "home"

    first = kept_key(home)

    assert kept_key(home) == first
    assert len(first) >= 50
    assert (home / "secret.key").stat().st_mode & 0o077 == 0


def test_two_newsrooms_have_different_keys(tmp_path):
    assert kept_key(tmp_path / "one") != kept_key(tmp_path / "two")
