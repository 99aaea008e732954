"""Which way a text is written."""

import unicodedata

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})


def direction(text: str, *, default: str = "rtl") -> str:
    """Return "rtl" or "ltr" by the first letter that has a direction and stands in no isolate.

    As browsers do for dir="auto" (rule P2 of Unicode's bidi algorithm). `default` where there is no such letter.
    """
    depth = 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(depth - 1, 0)
        elif depth == 0 and kind in _RIGHT_TO_LEFT:
            return "rtl"
        elif depth == 0 and kind == "L":
            return "ltr"
    return default
