"""What reading a page can fail with.

ReadError
├── EmptyPage         nothing in it
├── NotAPage          bytes that are no text: a picture, a PDF, an archive
├── PageTooLarge      more than a news page can be
├── BrokenEncoding    text whose letters cannot be told
├── NoHeadline        text, but no headline of a story
├── NoBody            a headline, but no story below it
├── UnreadableSource  the file itself cannot be opened
└── UnknownEngine     no reader of attributions has this name
"""

from __future__ import annotations


class ReadError(Exception):
    """A page that cannot be read; its text is one line and says what to do next."""


class EmptyPage(ReadError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{_called(name)} is empty. Save the page again and read that file.")


class NotAPage(ReadError):
    def __init__(self, name: str, kind: str) -> None:
        self.name, self.kind = name, kind
        super().__init__(f"{_called(name)} is {kind} and no page. Give the page's HTML or its text (.html or .txt).")


class PageTooLarge(ReadError):
    def __init__(self, name: str, limit: int, unit: str = "bytes") -> None:
        self.name, self.limit, self.unit = name, limit, unit
        super().__init__(
            f"{_called(name)} has more than {limit:,} {unit}, the most that a page may have. "
            "Save the page without its pictures, or cut the story's text out."
        )


class BrokenEncoding(ReadError):
    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(
            f"The letters of {_called(name, of=True)} cannot be told: {reason}. "
            "Name the encoding (--encoding windows-1256, for example), or save the page as UTF-8."
        )


class NoHeadline(ReadError):
    def __init__(self, name: str, reason: str = "no line or element of it looks like one") -> None:
        self.name, self.reason = name, reason
        super().__init__(
            f"{_called(name)} has no headline: {reason}. Put the headline on a line of its own at the top."
        )


class NoBody(ReadError):
    def __init__(self, name: str, headline: str) -> None:
        self.name, self.headline = name, headline
        shown = headline if len(headline) <= 60 else headline[:59] + "…"
        super().__init__(
            f"{_called(name)} has the headline “{shown}” but no story below it. "
            "Was the page saved before it had loaded? Save it again, or give the story's text."
        )


class UnreadableSource(ReadError):
    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"{_called(name)} cannot be opened: {reason}. Check the path, or pass - to read from a pipe.")


class UnknownEngine(ReadError):
    def __init__(self, name: str, known: list[str]) -> None:
        self.name, self.known = name, known
        super().__init__(f"No reader is called “{name}”. Installed are: {', '.join(known)}.")


def _called(name: str, *, of: bool = False) -> str:
    printable = "".join(letter if letter.isprintable() else "?" for letter in name)
    return printable or ("the page" if of else "The page")
