"""How single characters are read: tables from a code point to what it stands for, and nothing about words."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

WORDS: dict[str, Any] = tomllib.loads((files(__package__) / "letters.toml").read_text(encoding="utf-8"))

TATWEEL = "\u0640"
MADDAH, HAMZA_ABOVE, HAMZA_BELOW = "\u0653", "\u0654", "\u0655"

# Ranges in which a combining mark is an addition to its letter. Elsewhere (Devanagari, Thai, Japanese) a mark may be
# half of the letter, so those stay.
MARK_RANGES = (
    (0x0300, 0x036F),  # Latin, Greek, Cyrillic accents
    (0x0591, 0x05C7),  # Hebrew points
    (0x0610, 0x061A),  # Arabic honorifics and small Quranic letters
    (0x064B, 0x065F),  # tashkeel
    (0x0670, 0x0670),  # superscript alef
    (0x06D6, 0x06ED),  # Quranic annotation, with its small letters and signs of place
    (0x0898, 0x089F),
    (0x08CA, 0x08FF),
    (0x20D0, 0x20F0),  # marks for symbols: a keycap's frame
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFE20, 0xFE2F),
)
# Inside the ranges but no mark by category: the end of an ayah, the small waw and yeh, the signs of rub and sajdah.
_QURANIC_SIGNS = frozenset("\u06dd\u06de\u06e5\u06e6\u06e9")
# Letters of Kazakh's old spelling: a hamza that stands high and makes no difference.
_HIGH_HAMZA = "\u0674"


def is_mark(char: str) -> bool:
    """Whether `char` is an addition to the letter before it, which readers leave out at will."""
    code = ord(char)
    inside = any(first <= code <= last for first, last in MARK_RANGES)
    return inside and (unicodedata.category(char) in ("Mn", "Me") or char in _QURANIC_SIGNS)


#: Marks and fillers that belong to the letter before them.
ATTACHED = re.compile(
    "["
    + "".join(chr(code) for first, last in MARK_RANGES for code in range(first, last + 1) if is_mark(chr(code)))
    + TATWEEL
    + "\u200c\u200d]+"
)


class LetterTable(dict[int, str]):
    """Code point → what it stands for, for `str.translate`; worked out when a character is first met.

    Nothing stands for marks, tatweel and invisible characters, " " for any space or line end, the base letter for a
    letter with an accent, and the letters of a ligature for the ligature. What comes out stands for itself.
    `letters` are further replacements; `held` are marks that stay, because they make letters with what is before them.
    """

    def __init__(self, letters: Mapping[str, str], held: str) -> None:
        super().__init__()
        self._letters = letters
        self._held = held

    def __missing__(self, code: int) -> str:
        char = chr(code)
        # Entered before it is worked out: a letter that is met inside its own reading stands for itself.
        self[code] = char
        self[code] = self._reading(char)
        return self[code]

    def _reading(self, char: str) -> str:
        if char in self._held:
            return char
        if char in (TATWEEL, _HIGH_HAMZA) or is_mark(char) or unicodedata.category(char) == "Cf":
            return ""
        if char.isspace():
            return " "
        if char in self._letters:
            return self._whole(self._letters[char])
        return self._decomposed(char)

    def _decomposed(self, char: str) -> str:
        parts = unicodedata.normalize("NFKD", char)
        if parts[0] == " ":
            # A mark drawn alone. Arabic ones are set over the letter before them; "´" and its like stay themselves.
            return "" if ord(char) >= 0xFB50 and "\u064b" <= parts[1] <= "\u0652" else char
        folded = parts.casefold()
        return char if folded == char else self._whole(folded)

    def _whole(self, text: str) -> str:
        return "".join(self[ord(char)] for char in text)
