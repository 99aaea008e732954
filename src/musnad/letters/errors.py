"""What can go wrong with letters.

LettersError
├── BadAddress       what was typed is no address that we can write to
├── MailUnreachable  no mail server or provider answers
├── Empty            there is nothing that a letter could carry
└── NotNow           a letter's state does not allow what was asked
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


class Empty(LettersError):
    """There is nothing that a letter to this list could carry; an empty one is not sent."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is nothing for a letter to {key}.")
        self.key = key


class NotNow(LettersError):
    """The letter's state does not allow it: somebody else was first, or it is on its way already."""

    def __init__(self, letter: object) -> None:
        super().__init__(f"This cannot be done with the letter as it stands: {letter}.")
        self.letter = letter
