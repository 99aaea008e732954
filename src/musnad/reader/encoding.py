"""Bytes of a page → its text, whatever encoding it came in and whatever it says of itself."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from musnad.reader.errors import BrokenEncoding, EmptyPage, NotAPage

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"PK\x03\x04", "an archive"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:\-]{2,40})|^\s*<\?xml[^>]{0,100}?encoding=[\"']([\w.:\-]{2,40})",
    re.IGNORECASE,
)
# All that is no letter and moves no line; an escape would write into the terminal that shows the page.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SAMPLE = 100_000
# Wrong bytes that may stand in a page whose story is whole, in the code of an advertisement for example.
_TOLERATED = 0.001
_ARABIC = ("windows-1256", "iso-8859-6")
# What a page may say it is in. Python knows stranger codecs, which run for minutes on bytes of their choice.
_OLD_ENCODINGS = (
    "windows-",
    "cp1",
    "cp7",
    "cp8",
    "iso-8859-",
    "iso8859-",
    "latin",
    "asmo-708",
    "koi8",
    "mac",
    "gb",
    "big5",
    "euc-",
    "shift_jis",
)
# The letters that make up two thirds of any Arabic text. Read in a wrong encoding, others take their place.
_COMMON = frozenset("اليمونرتبةعدسفهكقحجأ")


def decode(data: bytes, *, name: str = "", encoding: str | None = None) -> str:
    """Return the text of `data`, without a byte order mark.

    `encoding` is taken at its word; without it the mark, the bytes themselves and the page's own declaration are
    asked, in this order: UTF-8 is hardly ever valid by chance, and declarations are often wrong.
    A letter that cannot be read becomes U+FFFD where few are wrong, which `read_page` then refuses in a story.
    Raises EmptyPage, NotAPage, BrokenEncoding.
    """
    if not data.strip(b"\x00\t\n\r\f\v "):
        raise EmptyPage(name)
    for beginning, kind in _BINARY:
        if data.startswith(beginning):
            raise NotAPage(name, kind)
    text = _decode_as(data, encoding, name) if encoding else _decode_guessed(data, name)
    return clean_text(text, name)


def clean_text(text: str, name: str) -> str:
    """Return `text` without a byte order mark and control characters. Raises EmptyPage, NotAPage."""
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise EmptyPage(name)
    if len(_CONTROLS.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) / 200:
        raise NotAPage(name, "a binary file")
    return _CONTROLS.sub("", text)


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        return str(data, encoding)
    except LookupError:
        raise BrokenEncoding(name, f"no encoding is called {encoding!r}") from None
    except UnicodeError:
        raise BrokenEncoding(name, f"it is not {encoding}") from None


def _decode_guessed(data: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _mended(data[len(mark) :], encoding) or _refuse(
                name, f"it begins as {encoding} and goes on otherwise"
            )
    for guess in (_as_utf16, _as_utf8, _as_declared, _as_arabic, _as_anything):
        if (text := guess(data)) is not None:
            return text
    return _refuse(name, "they fit no encoding")


def _refuse(name: str, reason: str) -> str:
    raise BrokenEncoding(name, reason)


def _mended(data: bytes, encoding: str) -> str | None:
    text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") <= max(1, len(text) * _TOLERATED) else None


def _as_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is the page of an Arabic or a Latin letter."""
    sample = data[: _SAMPLE // 2 * 2]
    for encoding, pages in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if pages and (pages.count(0) + pages.count(6)) > len(pages) * 0.8 and sample.count(0) > len(sample) * 0.02:
            return _mended(data, encoding)
    return None


def _as_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if not broken:
        return text
    # Text in another encoding, read as UTF-8, has more wrong letters than right ones beyond ASCII.
    beyond = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
    return text if broken <= max(1, len(text) * _TOLERATED) and broken <= beyond * 0.02 else None


def _as_declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    declared = (found[1] or found[2]).decode("ascii").lower() if found else ""
    if not declared.startswith(_OLD_ENCODINGS):
        return None
    try:
        text = str(data, declared)
    except (LookupError, UnicodeError):
        return None
    # Declared as the Western default, and full of Arabic all the same.
    return text if declared in _ARABIC or _likeness(data, "windows-1256") < 0.5 else None


def _as_arabic(data: bytes) -> str | None:
    best = max(_ARABIC, key=lambda encoding: _likeness(data, encoding))
    return _mended(data, best) if _likeness(data, best) >= 0.5 else None


def _likeness(data: bytes, encoding: str) -> float:
    """Return how much of what is beyond ASCII would be the common letters of Arabic, 0 to 1."""
    letters = re.findall(r"[^\x00-\x7f]", data[:_SAMPLE].decode(encoding, "replace"))
    return sum(letter in _COMMON for letter in letters) / len(letters) if letters else 0.0


def _as_anything(data: bytes) -> str | None:
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    try:
        return str(data, best.encoding)
    except UnicodeError:
        return None
