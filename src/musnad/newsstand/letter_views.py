"""What templates are given of letters: the box on each page, and the pages below /letters/ that answer it."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.newsstand.views import Chrome, Link

KINDS = ("digest", "breaking", "corrections")
"""The letters of an edition; topics have theirs beside them. A list's key is "digest:ar" or "topic:12"."""

FIRST = "digest"
"""The one that is chosen where the reader chose nothing yet."""


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class LettersForm:
    """Asking for letters. problem: what was wrong with what was sent, said beside the field of that name."""

    path: str
    choices: tuple[Choice, ...]
    topics: tuple[Choice, ...] = ()
    address: str = ""
    problem: str = ""
    problem_in: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """One thing that a page asks: pressed, it posts `name`=`value` to `path`."""

    path: str
    text: str
    name: str = ""
    value: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a subscriber may change."""

    path: str
    choices: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    export: Link
    erase: Link


@dataclass(frozen=True, slots=True)
class LettersPage:
    """A page of its own about letters: what is said, and what can be done."""

    chrome: Chrome
    title: str
    said: tuple[str, ...]
    names: tuple[str, ...] = ()  # of the letters that it is about
    form: LettersForm | None = None
    buttons: tuple[Button, ...] = ()
    preferences: Preferences | None = None
    links: tuple[Link, ...] = ()
    done: bool = False
