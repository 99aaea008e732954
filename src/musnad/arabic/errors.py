"""What the room raises.

ArabicError
├── BadSpan      offsets that do not lie in the text
├── BadPolicy    a language, family of names, digits or zone that is not known
├── NaiveMoment  a time without its zone cannot be written in another
└── NoSlug       neither the text nor its fallback has a letter
"""


class ArabicError(ValueError):
    """The root of the room's errors: a value that cannot be worked with."""


class BadSpan(ArabicError):
    def __init__(self, start: int, end: int, length: int) -> None:
        super().__init__(f"[{start}, {end}) is no part of a text of {length} characters")
        self.start, self.end, self.length = start, end, length


class BadPolicy(ArabicError):
    def __init__(self, field: str, given: object, expected: str) -> None:
        super().__init__(f"{field}: {given!r} is not known; give {expected}")
        self.field, self.given = field, given


class NaiveMoment(ArabicError):
    def __init__(self, moment: object) -> None:
        super().__init__(f"{moment} names no time zone, so it cannot be written in another; make it aware first")
        self.moment = moment


class NoSlug(ArabicError):
    def __init__(self, fallback: str) -> None:
        super().__init__(
            f"the fallback {fallback!r} has neither a letter nor a digit, so it cannot stand in an address"
        )
        self.fallback = fallback
