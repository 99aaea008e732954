"""Styles, scripts and drawings of the public site, named by what is in them, so that they may be kept for ever."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from musnad.newsstand.find_tables import tables

HERE = Path(__file__).parent
STATIC = HERE / "static"
TEMPLATES = HERE / "templates"
WORDS = HERE / "words"
# What a page looks like depends on these modules as well.
_MODULES = ("addresses.py", "assets.py", "rendering.py", "words.py")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r"(\"[^\"\n]*\"|'[^'\n]*')")
_SPACE = re.compile(r"\s+")
# Not round "+", "-", "*", "/" nor before "(" and ":": calc(), selectors and media queries need those spaces.
_TIGHT = re.compile(r"\s*([{};,>])\s*")
_AFTER_COLON = re.compile(r":\s+")


def asset(name: str) -> str:
    """Return the public name of the asset called `name` here: "site.css" → "assets/site.0a1b2c3d4e.css"."""
    return _names()[name]


def content_of(name: str) -> bytes:
    """Return what is published as the asset `name`."""
    return _contents()[name]


def all_assets() -> dict[str, bytes]:
    """Return every asset by its public name."""
    return {public: _contents()[name] for name, public in _names().items()}


@cache
def fingerprint() -> str:
    """Return what differs whenever an asset, a template or an interface word does."""
    digest = hashlib.sha256()
    for path in (*_files(STATIC), *_files(TEMPLATES), *_files(WORDS), *(HERE / name for name in _MODULES)):
        digest.update(path.relative_to(HERE).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update(tables().encode())
    return digest.hexdigest()


def minified(css: str) -> str:
    """Return the same rules without comments and needless white space; strings are left as they are."""
    pieces = _STRING.split(_COMMENT.sub(" ", css))
    for at in range(0, len(pieces), 2):
        tight = _TIGHT.sub(r"\1", _SPACE.sub(" ", pieces[at]))
        pieces[at] = _AFTER_COLON.sub(":", tight).replace(";}", "}")
    return "".join(pieces).strip()


@cache
def _contents() -> dict[str, bytes]:
    return {path.name: _content(path) for path in _files(STATIC)}


def _content(path: Path) -> bytes:
    if path.suffix == ".css":
        return minified(path.read_text(encoding="utf-8")).encode()
    if path.name == "find.js":
        return path.read_text(encoding="utf-8").replace("$TABLES", tables(), 1).encode()
    return path.read_bytes()


@cache
def _names() -> dict[str, str]:
    return {name: _public_name(name, content) for name, content in _contents().items()}


def _public_name(name: str, content: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{suffix}"


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
