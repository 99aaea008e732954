"""Words compared as a reader would compare them: without their dress."""

from __future__ import annotations

import re
from collections.abc import Iterable

from musnad.arabic.normal import normal

_ENDS = " .,:;!?…·•*|>›»«<‹/\\-–—_=+~\"'“”‘’()[]{}،؛؟"
_SENTENCE_END = re.compile(r"[.!?؟…۔][\"'”’»)\]]*$|:$")
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Return `text` in the form that two writings of the same words share, punctuation included."""
    return normal(text, fold_ta_marbuta=True)


def key(text: str) -> str:
    """Return `text` as `fold` does, without punctuation at its ends; empty for punctuation alone."""
    return fold(text).strip(_ENDS)


def keys(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(map(key, texts))


def words(text: str) -> list[str]:
    """Return the words of `text` in compared form, without the Arabic article."""
    return [word.removeprefix("ال") if len(word) > 4 else word for word in _WORD.findall(fold(text))]


def ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text[-12:].rstrip()))


def squeezed(text: str) -> str:
    """Return `text` with each run of white space as one space, none at the ends."""
    return " ".join(text.split())


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Return `texts` in order, each once however it is written, without the empty ones."""
    found: dict[str, str] = {}
    for text in texts:
        if compared := key(text):
            found.setdefault(compared, text)
    return tuple(found.values())
