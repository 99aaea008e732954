"""The three sets of digits that Arabic pages are written with."""

import re
from enum import StrEnum


class Digits(StrEnum):
    """A set of digits; the value is its name in settings."""

    LATIN = "latin"
    ARABIC_INDIC = "arabic-indic"
    EXTENDED = "extended"


_ZERO = {Digits.LATIN: 0x30, Digits.ARABIC_INDIC: 0x660, Digits.EXTENDED: 0x6F0}

#: Code point → Latin digit, for the two other sets.
LATIN_BY_CODE = {
    _ZERO[digits] + value: str(value) for digits in (Digits.ARABIC_INDIC, Digits.EXTENDED) for value in range(10)
}

_TABLES = {
    digits: {other + value: chr(zero + value) for other in _ZERO.values() if other != zero for value in range(10)}
    for digits, zero in _ZERO.items()
}
# A sign between two digits is part of the number; elsewhere it may be anything.
_DECIMAL = re.compile(r"(?<=[0-9])\u066b(?=[0-9])")
_THOUSANDS = re.compile(r"(?<=[0-9])\u066c(?=[0-9])")


def to_latin(text: str) -> str:
    """Return `text` with Latin digits, and a number's Arabic decimal and thousands signs as "." and ","."""
    text = text.translate(_TABLES[Digits.LATIN])
    return _THOUSANDS.sub(",", _DECIMAL.sub(".", text))


def write_digits(text: str, digits: Digits) -> str:
    """Return `text` with every digit of the three sets written in `digits`; all else stays.

    A "." or "," stays too: in "14.05" or "1.2.3" nothing says that it divides a fraction.
    """
    return text.translate(_TABLES[digits])
