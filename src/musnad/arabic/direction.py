"""Which way a text is written."""

import unicodedata

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def direction(text: str, *, default: str = "rtl") -> str:
    """Return "rtl" or "ltr" by the first letter that has a direction (rule P2 of Unicode's bidi algorithm)."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _RIGHT_TO_LEFT:
            return "rtl"
        if kind == "L":
            return "ltr"
    return default
