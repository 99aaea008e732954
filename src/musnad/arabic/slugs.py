"""A page's name in its address, in Arabic letters."""

import re

from musnad.arabic.errors import NoSlug
from musnad.arabic.letters import TATWEEL, WORDS
from musnad.arabic.normal import plain

LIMIT = 80
"""Characters, not bytes: a browser shows the letters."""

_BETWEEN = re.compile(r"[\W_]+")
# Inside a word these are no letters but join what stands on either side: don't, O’Neil.
_DROPPED = re.compile(r"(?<=\w)['’ʼ](?=\w)")
# A prefix is tied to a quoted word by tatweel: الـ"بيان", بـ«النصر». Without it, quotation marks divide.
_QUOTED = re.compile(rf"(?<=\w){TATWEEL}+[\"«“„”'‘](?=\w)")


def slug(text: str, *, limit: int = LIMIT, fallback: str = WORDS["slug"]["fallback"]) -> str:
    """Return `text` as the part of an address: words in small letters with "-" between, no longer than `limit`.

    Letters keep their orthography (hamzas, ta marbuta); tashkeel, tatweel and presentation forms go, digits are Latin.
    Cut between words where one ends within the limit, which is 1 or more. Never empty: `fallback` stands in for a text
    without letters or digits. A slug is its own slug. Raises NoSlug if the fallback has none either.
    """
    words = _words(text) or _words(fallback)
    if not words:
        raise NoSlug(fallback)
    return _cut(words, limit)


def _words(text: str) -> str:
    return _BETWEEN.sub("-", _DROPPED.sub("", plain(_QUOTED.sub("", text)))).strip("-")


def _cut(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    whole, _, _ = words[: limit + 1].rpartition("-")
    return whole or words[:limit]
