"""What bringing something into the newsroom can fail with.

WireError
├── NoEdition      the page's language has no edition
├── NoSuchSection  the section named is not in the edition
└── BrokenDemo     a demo story that cannot be loaded
"""

from __future__ import annotations

from collections.abc import Iterable


class WireError(Exception):
    """Its text is one line and says what to do next."""


class NoEdition(WireError):
    def __init__(self, language: str, editions: Iterable[str]) -> None:
        self.language = language
        super().__init__(f"The page is in {language!r}, and there is no such edition; there are {', '.join(editions)}.")


class NoSuchSection(WireError):
    def __init__(self, slug: str, sections: Iterable[str]) -> None:
        self.slug = slug
        known = ", ".join(sections) or "none yet"
        super().__init__(f"There is no section {slug!r} in this edition; its sections are: {known}.")


class BrokenDemo(WireError):
    def __init__(self, key: str, why: str) -> None:
        self.key = key
        super().__init__(f"The demo story {key} cannot be loaded: {why}.")
