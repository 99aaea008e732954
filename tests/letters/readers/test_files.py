"""Subscribers as files of spreadsheets."""

import pytest

from musnad.letters.errors import Flaw
from musnad.letters.readers.files import NoTable, line, read_addresses


def normal(text, encoding="utf-8"):
    return [each.normal for each in read_addresses(text.encode(encoding)).addresses]


@pytest.mark.parametrize(
    "text",
    [
        "a@dalwan.example\nb@dalwan.example\n",
        "\ufeffالاسم;البريد\nسلمى;a@dalwan.example\nعمر;b@dalwan.example\n",
        "البريد\tالاسم\r\na@dalwan.example\tسلمى\r\nb@dalwan.example\tعمر\r\n",
        'name,email\n"سلمى, الكاتبة",A@dalwan.example\n\n"عمر",b@dalwan.example\n',
        "email\n'a@dalwan.example\n<b@dalwan.example>\na@DALWAN.example\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_addresses_are_found_in_whatever_column_and_each_once(text, encoding):
    assert normal(text, encoding) == ["a@dalwan.example", "b@dalwan.example"]


def test_windows_own_arabic_is_read():
    assert normal("الاسم;البريد\nسلمى;a@dalwan.example\n", "cp1256") == ["a@dalwan.example"]


def test_a_line_without_an_address_is_named_with_what_is_wrong():
    read = read_addresses("address\na@dalwan.example\nقارئ@dalwan.example\nb@\n\nlast".encode())

    assert read.wrong == [(3, Flaw.LETTERS), (4, Flaw.NO_AT), (6, Flaw.NO_AT)]


@pytest.mark.parametrize("raw", [b"", b"name\nSalma\n", b"\x89PNG\0\0@", b"PK\3\4\0@", b"\xff\xfea"])
def test_what_is_no_table_of_addresses_is_refused(raw):
    with pytest.raises(NoTable):
        read_addresses(raw)


def test_no_cell_is_a_formula_and_what_is_written_is_read_back():
    row = line(["=cmd@dalwan.example", "+a@dalwan.example", "b@dalwan.example"])

    assert row.startswith("'=cmd@dalwan.example,'+a@dalwan.example,b@dalwan.example")
    assert normal(row.partition(",")[0]) == ["=cmd@dalwan.example"]
