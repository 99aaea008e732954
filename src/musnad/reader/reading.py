"""A page's bytes, text or file → Page."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

from musnad.reader.encoding import clean_text, decode
from musnad.reader.errors import BrokenEncoding, PageTooLarge, UnreadableSource
from musnad.reader.html_page import read_html_page
from musnad.reader.markup import looks_like_html
from musnad.reader.page import Page
from musnad.reader.text_page import read_text_page

LARGEST_PAGE = 20_000_000
"""In bytes. The largest news pages, with all their scripts, have a tenth of it."""

FROM_PIPE = "-"


def read_page(data: bytes | str, *, name: str = "", today: date | None = None, encoding: str | None = None) -> Page:
    """Return the page that `data` is: HTML, or the text of a page as a browser shows it.

    Which of the two is told by the content, and by the suffix of `name`, which errors mention too. `today` is the day
    of reading, by default that of the clock: a post cannot have been made after it. `encoding` is only needed where
    bytes cannot be told. Raises ReadError.
    """
    if len(data) > LARGEST_PAGE:
        raise PageTooLarge(name, LARGEST_PAGE)
    text = decode(data, name=name, encoding=encoding) if isinstance(data, bytes) else clean_text(data, name)
    read = read_html_page if looks_like_html(text, name) else read_text_page
    page = read(text, name=name, today=today or datetime.now(UTC).date())
    _refuse_broken(page, name)
    return page


def read_file(source: str | Path, *, today: date | None = None, encoding: str | None = None) -> Page:
    """Return the page in the file `source`; "-" is what comes through the pipe. Raises ReadError."""
    if str(source) == FROM_PIPE:
        return read_page(_limited(sys.stdin.buffer, FROM_PIPE), name="", today=today, encoding=encoding)
    path = Path(source)
    try:
        with path.open("rb") as opened:
            data = _limited(opened, path.name)
    except OSError as error:
        raise UnreadableSource(str(source), (error.strerror or str(error)).lower()) from error
    except ValueError:
        raise UnreadableSource(str(source), "no file can have this name") from None
    return read_page(data, name=path.name, today=today, encoding=encoding)


def _limited(opened: BinaryIO, name: str) -> bytes:
    # One byte more than may be tells that there is more, without reading it.
    data = opened.read(LARGEST_PAGE + 1)
    if len(data) > LARGEST_PAGE:
        raise PageTooLarge("" if name == FROM_PIPE else name, LARGEST_PAGE)
    return data


def _refuse_broken(page: Page, name: str) -> None:
    """A letter that could not be read may stand in a page's furniture, not in its story."""
    story = [page.headline, page.standfirst, *(item.text for item in page.body)]
    broken = next((text for text in story if "\ufffd" in text), None)
    if broken is not None:
        place = broken.index("\ufffd")
        raise BrokenEncoding(name, f"broken letters at “{' '.join(broken[max(0, place - 20) : place + 10].split())}”")
