"""The interface's own words, in each language that an edition can have."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "words"
FALLBACK = "en"


def words_of(lang: str) -> Mapping[str, str]:
    """Return the interface's words in `lang`, in English where it is none of `languages`."""
    return _read(lang if lang in languages() else FALLBACK)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that there are words in."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def _read(lang: str) -> Mapping[str, str]:
    return MappingProxyType(tomllib.loads((FOLDER / f"{lang}.toml").read_text(encoding="utf-8")))
