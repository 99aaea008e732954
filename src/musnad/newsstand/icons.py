"""The icons of the site as an app: PNGs, made of the edition's logo or of the project's mark."""

from __future__ import annotations

import io
import logging
from functools import cache

from PIL import Image, ImageDraw

logger = logging.getLogger(__name__)

PAPER, ACCENT = "#fbf9f4", "#8a1c1c"
FINER = 4
"""The mark is drawn so many times larger, for smooth edges."""

# The three diamonds of static/icon.svg, in its 64 units: middle, and whether it is full.
DIAMONDS = (((32, 17), True), ((17, 45), False), ((47, 45), False))
REACH, STROKE = 12, 5

Place = tuple[int, bool]


@cache
def icon(size: int, *, maskable: bool, logo: bytes = b"") -> bytes:
    """Return a square icon of `size` pixels. maskable: nothing that matters stands outside its inner circle."""
    share = 0.62 if maskable else 0.9
    field = Image.new("RGB", (size, size), PAPER)
    shown = logo_in(logo, round(size * share)) or mark(round(size * share))
    field.paste(shown, ((size - shown.width) // 2, (size - shown.height) // 2), shown)
    held = io.BytesIO()
    field.quantize(64).save(held, "PNG", optimize=True)
    return held.getvalue()


def logo_in(logo: bytes, size: int) -> Image.Image | None:
    """Return the logo as large as fits into a square; nothing where there is none that can be read."""
    if not logo:
        return None
    try:
        image = Image.open(io.BytesIO(logo)).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        logger.warning("The logo cannot be read; the app's icon is the project's mark.")
        return None
    scale = size / max(image.size)
    return image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))))


def mark(size: int) -> Image.Image:
    fine = size * FINER
    unit = fine / 64
    image = Image.new("RGBA", (fine, fine), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for (x, y), full in DIAMONDS:
        points = [((x + dx * REACH) * unit, (y + dy * REACH) * unit) for dx, dy in ((0, -1), (1, 0), (0, 1), (-1, 0))]
        if full:
            draw.polygon(points, fill=ACCENT)
        else:
            draw.line([*points, points[0], points[1]], fill=ACCENT, width=round(STROKE * unit), joint="curve")
    return image.resize((size, size), Image.Resampling.LANCZOS)
