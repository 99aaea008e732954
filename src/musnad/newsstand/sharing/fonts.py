"""The fonts that cards are drawn with: the system's, or those that SHARE_CARD_FONTS names."""

from __future__ import annotations

import hashlib
import logging
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import PIL
from django.conf import settings
from PIL import ImageFont, features

logger = logging.getLogger(__name__)

FOLDERS = (Path("/usr/share/fonts/truetype/noto"), Path("/usr/share/fonts/noto"), Path("/usr/local/share/fonts"))
"""Where Debian's fonts-noto-core, and others' packages of the same, put them."""

HEAD = ("NotoNaskhArabic-Bold.ttf", "NotoSerif-Bold.ttf")
PLAIN = ("NotoSansArabic-Bold.ttf", "NotoSans-Bold.ttf")


class NoFont(Exception):
    """Cards cannot be drawn; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font's file and the code points that it has letters for."""

    path: Path
    covered: frozenset[int]
    digest: str


@dataclass(frozen=True, slots=True)
class Fonts:
    """head: of headlines, plain: of the small words; in both the first that has a letter draws it."""

    head: tuple[Font, ...]
    plain: tuple[Font, ...]

    @property
    def fingerprint(self) -> str:
        """Return what differs whenever the same card would be drawn otherwise."""
        libraries = (PIL.__version__, *(str(features.version(name)) for name in ("raqm", "harfbuzz", "freetype2")))
        parts = (*libraries, *(font.digest for font in (*self.head, *self.plain)))
        return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def fonts() -> Fonts | None:
    """Return the fonts of this machine's cards; None where there can be none, which the log is told once."""
    return fonts_or_none(tuple(map(str, settings.SHARE_CARD_FONTS)))


@cache
def fonts_or_none(named: tuple[str, ...]) -> Fonts | None:
    try:
        return found_fonts(named)
    except NoFont as reason:
        logger.warning("Stories have no share cards, their own picture stands for it: %s (docs/cards.md).", reason)
        return None


def found_fonts(named: Sequence[str]) -> Fonts:
    """Return the fonts that `named` are the files of, or Debian's where none is named. Raises NoFont."""
    if not features.check("raqm"):
        raise NoFont("this Pillow shapes no Arabic (it has no raqm)")
    if named:
        chosen = tuple(read_font(Path(path)) for path in named)
        return Fonts(chosen, chosen)
    return Fonts(*(tuple(read_font(place_of(name)) for name in names) for names in (HEAD, PLAIN)))


def place_of(name: str) -> Path:
    for folder in FOLDERS:
        if (folder / name).is_file():
            return folder / name
    raise NoFont(f"{name} is not installed; Debian has it in fonts-noto-core")


@cache
def read_font(path: Path) -> Font:
    try:
        data = path.read_bytes()
        ImageFont.truetype(str(path), 20, layout_engine=ImageFont.Layout.RAQM)
        return Font(path, covered_by(data), hashlib.sha256(data).hexdigest())
    except (OSError, struct.error, ValueError) as error:
        raise NoFont(f"{path} is no font that can be read") from error


@lru_cache(maxsize=64)
def at_size(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.RAQM)


def covered_by(data: bytes) -> frozenset[int]:
    """Return the code points that a font's table of characters has, in its formats 4 and 12 (OpenType, `cmap`)."""
    (begin,) = struct.unpack_from(">I", data, 12) if data[:4] == b"ttcf" else (0,)
    (count,) = struct.unpack_from(">H", data, begin + 4)
    tables = (struct.unpack_from(">4sIII", data, begin + 12 + 16 * at) for at in range(count))
    cmap = next((offset for name, _, offset, _ in tables if name == b"cmap"), None)
    if cmap is None:
        raise ValueError("no table of characters")
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    found: set[int] = set()
    for at in range(count):
        _, _, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * at)
        found |= characters(data, cmap + offset)
    return frozenset(found)


def characters(data: bytes, at: int) -> set[int]:
    (form,) = struct.unpack_from(">H", data, at)
    found: set[int] = set()
    if form == 4:
        (double,) = struct.unpack_from(">H", data, at + 6)
        ends = struct.unpack_from(f">{double // 2}H", data, at + 14)
        starts = struct.unpack_from(f">{double // 2}H", data, at + 16 + double)
        for start, end in zip(starts, ends, strict=True):
            found.update(range(start, min(end, 0xFFFE) + 1))
    elif form == 12:
        (groups,) = struct.unpack_from(">I", data, at + 12)
        for number in range(groups):
            start, end, _ = struct.unpack_from(">III", data, at + 16 + 12 * number)
            found.update(range(start, min(end, 0x10FFFF) + 1))
    return found
