"""Settings: one typed reader, every variable in the documentation, and a clear line for a bad value."""

import re
from pathlib import Path

import pytest

from musnad.config import settings
from musnad.config.env import BadSetting, Reader, kept_key
from musnad.reader.attribution import model

DOCS = Path(__file__).parent.parent.parent / "docs" / "settings.md"


def test_every_variable_that_is_read_is_in_the_documentation_and_no_other():
    described = set(re.findall(r"^\| `([A-Z_]+)`", DOCS.read_text(), re.MULTILINE))

    assert {*settings.read.names, *model.VARIABLES} == described


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


EMBEDDED = {"ENGINE": "django.db.backends.sqlite3"}


@pytest.mark.parametrize("environ", [{}, {"DATABASE_URL": " "}])
def test_without_an_address_the_database_is_the_embedded_one(environ):
    assert Reader(environ).database("DATABASE_URL", EMBEDDED) is EMBEDDED


def test_an_address_names_a_postgresql_database_with_its_password_decoded():
    address = "postgresql://desk:a%2Fb%40c@db.example:5433/news?sslmode=require"

    found = Reader({"DATABASE_URL": address}).database("DATABASE_URL", EMBEDDED)

    wanted = {"NAME": "news", "USER": "desk", "PASSWORD": "a/b@c", "HOST": "db.example", "PORT": "5433"}
    assert wanted.items() <= found.items()
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_is_named_by_its_folder():
    found = Reader({"DATABASE_URL": "postgres:///news?host=/run/postgresql"}).database("DATABASE_URL", EMBEDDED)

    assert (found["HOST"], found["PORT"], found["NAME"]) == ("/run/postgresql", "", "news")


@pytest.mark.parametrize(
    "address",
    [
        "mysql://desk:geheim@db.example/news",
        "postgresql://desk:geheim@db.example/",
        "postgresql://desk:geheim@db.example:many/news",
        "postgresql://desk:geheim@db.example:0/news",
        "postgresql://desk:geheim@[db/news",
    ],
)
def test_an_address_of_no_database_is_refused_without_telling_its_password(address):
    with pytest.raises(BadSetting, match="postgresql://user:password@host:port/name") as refused:
        Reader({"DATABASE_URL": address}).database("DATABASE_URL", EMBEDDED)

    assert "geheim" not in str(refused.value)


def test_without_the_driver_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setattr("musnad.config.env.find_spec", lambda name: None)

    with pytest.raises(BadSetting, match=r"musnad\[postgresql\]"):
        Reader({"DATABASE_URL": "postgresql://db.example/news"}).database("DATABASE_URL", EMBEDDED)


def test_a_public_store_is_the_homes_own_folder_another_one_or_a_bucket(tmp_path):
    def read(value):
        return Reader({"PUBLIC_STORE": value}).store("PUBLIC_STORE", tmp_path / "public")

    assert read("") == (tmp_path / "public", {})
    assert read(str(tmp_path / "www")) == (tmp_path / "www", {})
    assert read("s3://news") == (
        tmp_path / "public",
        {"name": "news", "prefix": "", "endpoint": "", "region": "", "compress": True},
    )
    assert read("s3://news/a/b/?endpoint=https://s3.example&region=eu-1&encoding=none")[1] == {
        "name": "news",
        "prefix": "a/b",
        "endpoint": "https://s3.example",
        "region": "eu-1",
        "compress": False,
    }


@pytest.mark.parametrize(
    "value",
    [
        "gs://news",
        "s3://",
        "s3://news?acl=public",
        "s3://news?encoding=br",
        "s3://news?endpoint",
        "s3://key:secret@news/site",
        "s3://[broken",
    ],
)
def test_a_public_store_that_cannot_be_is_refused_without_its_password(value, tmp_path):
    with pytest.raises(BadSetting, match="PUBLIC_STORE") as told:
        Reader({"PUBLIC_STORE": value}).store("PUBLIC_STORE", tmp_path)
    assert "secret" not in str(told.value)


def test_seconds_are_whole_and_not_negative():
    assert Reader({"X": "90"}).seconds("X", 0) == 90
    assert Reader({}).seconds("X", 7) == 7
    for value in ("-1", "1.5", "an hour"):
        with pytest.raises(BadSetting, match="whole seconds"):
            Reader({"X": value}).seconds("X", 0)
