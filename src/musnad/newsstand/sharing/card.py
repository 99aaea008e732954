"""A card: headline, section, standing and name of the site, beside the story's picture or on a plain field."""

from __future__ import annotations

import hashlib
import io
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageColor, ImageDraw

from musnad.newsstand.sharing.fonts import Font, Fonts
from musnad.newsstand.sharing.lines import Box, Hand, fitted

logger = logging.getLogger(__name__)

SIZE = (1200, 630)
QUALITIES = (66, 48)
HEAVIEST = 44 * 1024
"""Bytes. A picture full of detail is given in a lower quality for it; a plain card is a third of that."""

# The site's own, light (static/site.css).
PAPER, INK, SOFT, ACCENT, ON_ACCENT = "#fbf9f4", "#1c1a17", "#5a554c", "#8a1c1c", "#ffffff"

PICTURE = 460
"""Pixels of the card's width that its picture takes."""

EDGE = 56
HEAD_ROOM, FOOT_ROOM = 132, 116
FOOT = SIZE[1] - 56
SIZES = tuple(range(88, 38, -4))
MOST_LINES = 4
LEADING = {True: 1.56, False: 1.22}
"""Of lines from right to left, whose letters reach further up and down, and of others."""

ASCENT = {True: 1.06, False: 0.92}


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card. picture: the public name of its file, or ""; position: a CSS object-position.

    warning: where a claim of the story stands, if it does not stand as the story has it. logo: as picture.
    """

    lang: str
    rtl: bool
    headline: str
    label: str
    site: str
    warning: str = ""
    picture: str = ""
    position: str = "50% 50%"
    logo: str = ""

    def name(self, fonts: Fonts) -> str:
        """Return the public name of the card's file: another wherever anything on it, or how it is drawn, differs."""
        told = [getattr(self, field) for field in self.__slots__]
        parts = json.dumps([told, fonts.fingerprint, drawing()], ensure_ascii=False)
        kind = "jpg" if self.picture or self.logo else "png"
        return f"media/{hashlib.sha256(parts.encode()).hexdigest()[:20]}.{kind}"


@cache
def drawing() -> str:
    """Return what differs whenever this code does: the same name is always the same bytes."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def draw_card(card: Card, fonts: Fonts, picture: bytes = b"", logo: bytes = b"") -> bytes:
    """Return the card: a PNG of few colours on a plain field, a JPEG beside a picture.

    picture, logo: the bytes of the files that the card names. The same bytes come back whenever it is asked the same.
    """
    sheet = Sheet()
    shown, mark = decoded(picture), decoded(logo)
    left, right = EDGE, SIZE[0] - EDGE
    if shown:
        left, right = (PICTURE + EDGE, right) if card.rtl else (left, SIZE[0] - PICTURE - EDGE)
    else:
        bar = (SIZE[0] - 16, 0, SIZE[0], SIZE[1]) if card.rtl else (0, 0, 15, SIZE[1])
        sheet.on(Paint.ACCENT).rectangle(bar, fill=255)
    head_line(sheet, card, fonts, left, right)
    headline(sheet, card, fonts, left, right)
    foot_line(sheet, card, fonts, left, right, named=mark is None)
    if not (card.picture or card.logo):
        return sheet.as_png()
    field = sheet.flat().convert("RGB")
    if shown:
        field.paste(cover(shown, (PICTURE, SIZE[1]), card.position), (0 if card.rtl else SIZE[0] - PICTURE, 0))
    if mark:
        put_logo(field, mark, right if card.rtl else left, rtl=card.rtl)
    return as_jpeg(field)


def as_jpeg(field: Image.Image) -> bytes:
    """Return the picture as a JPEG of at most HEAVIEST bytes, or in the least of QUALITIES."""
    for quality in QUALITIES:
        held = io.BytesIO()
        field.save(held, "JPEG", quality=quality, optimize=True)
        if held.tell() <= HEAVIEST:
            break
    return held.getvalue()


class Paint(IntEnum):
    """What a stroke is drawn in, and on what."""

    INK = 0
    ACCENT = 1
    SOFT = 2
    NOTICE = 3


GROUNDS = {
    Paint.INK: (PAPER, INK),
    Paint.ACCENT: (PAPER, ACCENT),
    Paint.SOFT: (PAPER, SOFT),
    Paint.NOTICE: (ACCENT, ON_ACCENT),
}
STEPS = 16
"""Shades between the ground and the stroke: what the edges of letters need."""


class Sheet:
    """A card of four paints. Each is drawn in shades of grey by itself, which takes a third of the time of colours."""

    def __init__(self) -> None:
        self._layers: dict[Paint, Image.Image] = {}

    def on(self, paint: Paint) -> ImageDraw.ImageDraw:
        """Return what draws in `paint`, 255 being its full strength."""
        if paint not in self._layers:
            self._layers[paint] = Image.new("L", SIZE, 0)
        return ImageDraw.Draw(self._layers[paint])

    def flat(self) -> Image.Image:
        """Return the sheet with a palette."""
        field = Image.new("L", SIZE, 0)
        for paint, layer in self._layers.items():
            shades = [0] + [paint * STEPS + (value * (STEPS - 1) + 127) // 255 for value in range(1, 256)]
            field = ImageChops.lighter(field, layer.point(shades))
        field.putpalette([part for paint in Paint for step in range(STEPS) for part in shade(*GROUNDS[paint], step)])
        return field

    def as_png(self) -> bytes:
        held = io.BytesIO()
        self.flat().save(held, "PNG", compress_level=6)
        return held.getvalue()


def shade(ground: str, stroke: str, step: int) -> list[int]:
    """Return the colour that is `step` of STEPS - 1 on the way from the ground to the stroke."""
    ends = zip(ImageColor.getrgb(ground), ImageColor.getrgb(stroke), strict=True)
    return [round(start + (end - start) * step / (STEPS - 1)) for start, end in ends]


def decoded(data: bytes) -> Image.Image | None:
    """Return the picture; nothing where there is none, or none that can be read: the card is whole without it."""
    if not data:
        return None
    try:
        image = Image.open(io.BytesIO(data))
        # A JPEG is decoded at half its size where that is enough.
        image.draft("RGB", (PICTURE, SIZE[1]))
        image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        logger.warning("A picture cannot be read; its story's card has a plain field.")
        return None
    return image


def cover(image: Image.Image, size: tuple[int, int], position: str) -> Image.Image:
    """Return `image` cropped to `size` round its focal point, as CSS's object-fit does."""
    across, down = (float(part.rstrip("%")) / 100 for part in position.split())
    scale = max(size[0] / image.width, size[1] / image.height)
    width, height = size[0] / scale, size[1] / scale
    left, top = (image.width - width) * across, (image.height - height) * down
    return image.convert("RGB").resize(size, Image.Resampling.BILINEAR, (left, top, left + width, top + height), 2.0)


def head_line(sheet: Sheet, card: Card, fonts: Fonts, left: int, right: int) -> None:
    """Write the section; and before it, on a field of its own, that a claim of the story does not stand."""
    hand = hand_of(fonts.plain, card)
    start, way = (right, -1) if card.rtl else (left, 1)
    if card.warning:
        words = hand.clean(card.warning)
        width = hand.width(words, 34)
        edge = start + way * (width + 40)
        # The ground of a notice is the strength that no letter has: 1 of 255 is shade 0 of that paint.
        notice = sheet.on(Paint.NOTICE)
        notice.rectangle((min(start, edge), 48, max(start, edge), 112), fill=1)
        hand.write(notice, start + way * 20, 92, words, 34)
        start = int(edge) + way * 24
    room = abs((left if card.rtl else right) - start)
    label = fitted(hand.clean(card.label), hand, Box(room, 60, 1.5, 1), sizes=(30, 26))
    if label.lines:
        paint = sheet.on(Paint.SOFT if card.warning else Paint.ACCENT)
        hand.write(paint, start, 91, label.lines[0], label.size)


def headline(sheet: Sheet, card: Card, fonts: Fonts, left: int, right: int) -> None:
    hand = hand_of(fonts.head, card)
    height, leading = SIZE[1] - HEAD_ROOM - FOOT_ROOM, LEADING[card.rtl]
    set_ = fitted(hand.clean(card.headline), hand, Box(right - left, height, leading, MOST_LINES), sizes=SIZES)
    top = HEAD_ROOM + (height - len(set_.lines) * set_.size * leading) / 2
    for number, line in enumerate(set_.lines):
        baseline = top + number * set_.size * leading + set_.size * ASCENT[card.rtl]
        hand.write(sheet.on(Paint.INK), right if card.rtl else left, baseline, line, set_.size)


def foot_line(sheet: Sheet, card: Card, fonts: Fonts, left: int, right: int, *, named: bool) -> None:
    """Draw the line at the foot and, where the site has no logo to stand there, its mark and name."""
    sheet.on(Paint.SOFT).rectangle((left, SIZE[1] - 108, right, SIZE[1] - 107), fill=60)
    if not named:
        return
    hand = hand_of(fonts.head, card)
    way, start = (-1, right) if card.rtl else (1, left)
    for number in range(3):
        diamond(sheet.on(Paint.ACCENT), start + way * (14 + 25 * number), FOOT, 12, filled=number == 0)
    name = fitted(hand.clean(card.site), hand, Box(right - left - 110, 60, 1.5, 1), sizes=(36, 30, 26))
    if name.lines:
        hand.write(sheet.on(Paint.INK), start + way * 96, FOOT + 12, name.lines[0], name.size)


def put_logo(field: Image.Image, logo: Image.Image, start: int, *, rtl: bool) -> None:
    image = logo.convert("RGBA")
    scale = min(56 / image.height, 300 / image.width)
    image = image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))))
    field.paste(image, (start - image.width if rtl else start, FOOT - image.height // 2), image)


def diamond(draw: ImageDraw.ImageDraw, x: float, y: float, reach: float, *, filled: bool) -> None:
    points = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
    if filled:
        draw.polygon(points, fill=255)
    else:
        draw.polygon(points, outline=255, width=4)


def hand_of(fonts: Sequence[Font], card: Card) -> Hand:
    """Return who writes the card's lines: digits and signs are those of its language's own font."""
    return Hand(tuple(fonts) if card.rtl else tuple(reversed(fonts)), card.rtl, card.lang)
