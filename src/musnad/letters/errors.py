"""What can go wrong with letters.

LettersError
├── BadAddress       what was typed is no address that we can write to
└── MailUnreachable  no mail server or provider answers
"""

from __future__ import annotations

from enum import StrEnum


class LettersError(Exception):
    """Whatever this room raises."""


class Flaw(StrEnum):
    """What is wrong with an address; `words` has a sentence for each, `letters_bad_<flaw>`."""

    EMPTY = "empty"
    LONG = "long"
    SPACE = "space"
    NO_AT = "no_at"
    LOCAL = "local"
    LETTERS = "letters"
    DOMAIN = "domain"


class BadAddress(LettersError):
    """What was typed is no address that we can write to. It may hold anything: show it escaped, log it never."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(f"This is no address that can be written to ({flaw}).")
        self.flaw = flaw


class MailUnreachable(LettersError):
    """No mail server or provider answers as EMAIL_URL names it; what waits goes on waiting."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            f"Mail cannot be sent ({type(error).__name__}: {error}). Look at EMAIL_URL; it is tried again."
        )
