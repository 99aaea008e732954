"""What reading a page can fail with.

ReadError
├── EmptyPage         nothing in it
├── NotAPage          bytes that are no text: a picture, a PDF, an archive
├── PageTooLarge      more than a news page can be
├── BrokenEncoding    text whose letters cannot be told
├── NoHeadline        text, but no headline of a story
├── NoBody            a headline, but no story below it
├── UnreadableSource  the file itself cannot be opened
├── UnknownEngine     no reader of attributions has this name
├── EngineUnusable    an engine that can read no text as it is set up
│   ├── NoModelClient     the package with which a language model is asked is not installed
│   ├── ModelNotSet       a variable of the environment is missing or cannot be used
│   ├── ModelUnreachable  nobody answers at the model's address
│   └── ModelRefused      the server does not take the key, the name or the request
└── EngineFailed      an engine that could not read this text
    ├── ModelBusy         too many requests, or the server is in trouble
    ├── ModelSilent       no whole answer in time
    └── ModelMalformed    an answer that is not what was asked for
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


class EngineUnusable(ReadError):
    """No text can be read with this engine before something is set right."""


class EngineFailed(ReadError):
    """This text could not be read; another one may be, and this one later."""


class NoModelClient(EngineUnusable):
    def __init__(self) -> None:
        super().__init__("The engine “llm” needs the package httpx. Install it: pip install 'musnad[llm]'")


class ModelNotSet(EngineUnusable):
    def __init__(self, variable: str, wanted: str) -> None:
        self.variable, self.wanted = variable, wanted
        super().__init__(f"{variable} is missing or cannot be used: {wanted} (docs/settings.md).")


class ModelUnreachable(EngineUnusable):
    def __init__(self, address: str, reason: str) -> None:
        self.address, self.reason = address, reason
        super().__init__(f"No language model answers at {address}: {reason}. Is it running? Check MUSNAD_LLM_URL.")


class ModelRefused(EngineUnusable):
    def __init__(self, address: str, status: int, reason: str) -> None:
        self.address, self.status, self.reason = address, status, reason
        said = f": {reason}" if reason else ""
        super().__init__(
            f"The language model at {address} refuses ({status}{said}). {_WHAT_TO_CHECK.get(status, _CHECK)}"
        )


_CHECK = "Check MUSNAD_LLM_URL and MUSNAD_LLM_MODEL."
_WHAT_TO_CHECK = {
    401: "Check MUSNAD_LLM_KEY.",
    403: "Check MUSNAD_LLM_KEY and what it may be used for.",
    404: "Check MUSNAD_LLM_URL (most end in /v1) and MUSNAD_LLM_MODEL.",
}


class ModelBusy(EngineFailed):
    def __init__(self, address: str, status: int, reason: str) -> None:
        self.address, self.status, self.reason = address, status, reason
        said = f": {reason}" if reason else ""
        trouble = "has too many requests" if status == _TOO_MANY else "is in trouble"
        super().__init__(f"The language model at {address} {trouble} ({status}{said}). Try again later.")


_TOO_MANY = 429


class ModelSilent(EngineFailed):
    def __init__(self, address: str, seconds: float) -> None:
        self.address, self.seconds = address, seconds
        super().__init__(
            f"The language model at {address} gave no whole answer in {seconds:g} seconds. "
            "Try again, or raise MUSNAD_LLM_TIMEOUT."
        )


class ModelMalformed(EngineFailed):
    def __init__(self, address: str, reason: str) -> None:
        self.address, self.reason = address, reason
        super().__init__(f"The answer of the language model at {address} cannot be used: {reason}. Try another model.")


def _called(name: str, *, of: bool = False) -> str:
    printable = "".join(letter if letter.isprintable() else "?" for letter in name)
    return printable or ("the page" if of else "The page")
