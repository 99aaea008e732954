"""Bytes → text, in whatever encoding they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.reader import BrokenEncoding, EmptyPage, NotAPage, ReadError
from musnad.reader.encoding import decode

TEXT = "أعلنت بلدية السندس أنها أنجزت إصلاح الجسر الخشبي، وقالت إن الجسر يفتح صباح السبت.\nThe bridge opens.\n" * 5


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1256", "iso-8859-6"],
)
def test_arabic_is_read_in_every_encoding_that_pages_come_in(encoding):
    assert decode(TEXT.replace("،", ",").encode(encoding)) == TEXT.replace("،", ",")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        *(
            ("windows-1256", name)
            for name in ("utf-8", "windows-1252", "iso-8859-1", "no-such-thing", "unicode_escape")
        ),
        *(("iso-8859-6", name) for name in ("utf-8", "windows-1252", "iso-8859-1")),
    ],
)
def test_a_wrong_declaration_is_not_believed(encoding, declared):
    page = f'<html><meta charset="{declared}">{TEXT}'.replace("،", ",")

    assert decode(page.encode(encoding)) == page


def test_a_declared_encoding_is_believed_where_nothing_speaks_against_it():
    page = (
        '<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>Le café est fermé à midi.'
    )

    assert decode(page.encode("windows-1252")) == page


def test_xml_may_declare_it_too():
    page = '<?xml version="1.0" encoding="iso-8859-2"?><html><p>Žluťoučký kůň'.replace("ů", "u")

    assert decode(page.encode("iso-8859-2")) == page


def test_a_declared_encoding_that_the_bytes_are_not_in_is_left():
    data = (
        b'<html><meta charset="gb18030"><p>' + "Le café, déjà vu, était fermé. ".encode("windows-1252") * 20 + b"\xff"
    )

    assert "caf" in decode(data)


def test_text_that_declares_nothing_is_guessed():
    text = "Le café est fermé à midi, la mairie a annoncé hier soir que l'été sera chaud. " * 20

    assert decode(text.encode("windows-1252")) == text


def test_utf8_is_told_from_windows_1256_though_both_could_be():
    page = f'<html><meta charset="windows-1256">{TEXT}'

    assert decode(page.encode("utf-8")) == page


def test_a_named_encoding_is_taken_at_its_word():
    assert decode("ÄÖÜ".encode("cp1252"), encoding="cp1252") == "ÄÖÜ"


@pytest.mark.parametrize(
    ("encoding", "reason"), [("klingon", "no encoding is called 'klingon'"), ("utf-8", "it is not utf-8")]
)
def test_a_wrongly_named_encoding_is_refused(encoding, reason):
    with pytest.raises(BrokenEncoding, match=reason):
        decode(b"\xff\xfa\xfb", encoding=encoding)


def test_a_single_broken_letter_in_a_long_page_is_marked():
    data = TEXT.encode() * 5
    broken = data[:2000] + b"\xff" + data[2000:]

    assert decode(broken).count("\ufffd") in {1, 2, 3}


def test_a_page_that_goes_on_otherwise_than_it_began_is_refused():
    with pytest.raises(BrokenEncoding, match="begins as utf-8 and goes on otherwise"):
        decode(b"\xef\xbb\xbf" + TEXT.encode("windows-1256"))


def test_bytes_of_no_encoding_are_refused():
    with pytest.raises(BrokenEncoding, match=r"page\.txt.*fit no encoding.*--encoding"):
        decode(bytes(range(128, 256)) * 40 + b"\x81\x8d\x8f\x90\x9d" * 400, name="page.txt")


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf \n", b"\x00\x00", " \n".encode("utf-16")])
def test_nothing_is_an_empty_page(data):
    with pytest.raises(EmptyPage):
        decode(data)


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"\x89PNG\r\n", b"PK\x03\x04...", b"\x1f\x8bxx", b"\xff\xd8\xff\xe0"])
def test_files_of_other_kinds_are_named(data):
    with pytest.raises(NotAPage, match="Give the page's HTML or its text"):
        decode(data, name="a.bin")


def test_bytes_full_of_control_characters_are_no_page():
    with pytest.raises(NotAPage, match="a binary file"):
        decode(b"abc\x01\x02\x03def" * 50)


def test_a_stray_control_character_goes():
    assert decode(TEXT.encode() + b"\x1b[31m\x00") == TEXT + "[31m"


@given(st.binary(max_size=300))
def test_arbitrary_bytes_are_text_or_an_error(data):
    try:
        told = decode(data)
    except ReadError as error:
        told = str(error)
    assert "\x00" not in told


def test_a_page_that_leaves_its_encoding_late_is_refused():
    with pytest.raises(BrokenEncoding):
        decode(b"plain words " * 10_000 + b"\xff\xfe\xfd" * 5_000)
