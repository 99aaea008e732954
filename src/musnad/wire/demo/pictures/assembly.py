"""A parliament's chamber."""

import math

from musnad.wire.demo.pictures.canvas import WHOLE, WIDTH, Canvas, mix, ramp, ramp_across
from musnad.wire.demo.pictures.shapes import Point, bar, disc, doorway, rounded, stroke


def parliament(canvas: Canvas) -> None:
    """A half-round chamber from its last row, the rostrum in the light."""
    canvas.fill(WHOLE, ramp("#3a2c22", "#6f5639", "#4a3726"))
    _chamber_wall(canvas)
    canvas.fill(bar(0, 420, WIDTH, 900), ramp("#8d3d35", "#6f2b29", "#431a1b"))
    canvas.mottle((0, 420, WIDTH, 900), "#2a0f10", 0.14, cells=(20, 20), cut=(0.4, 0.9))
    _rostrum(canvas)
    for row in range(8):
        _benches(canvas, row)
    for x in (520, 800, 1080):
        canvas.fill(
            [(x - 60, 0), (x + 60, 0), (x + (800 - x) * 0.4 + 170, 640), (x + (800 - x) * 0.4 - 170, 640)],
            "#fff0cc",
            0.08,
            soft=20,
            mode="light",
        )
    canvas.glow(800, 400, 540, "#ffe2ac", 0.26)


def _chamber_wall(canvas: Canvas) -> None:
    canvas.fill(bar(0, 0, WIDTH, 430), ramp_across("#3f2e20", "#8a6a44", "#c9a46c", "#8a6a44", "#3f2e20"))
    x = -10.0
    while x < WIDTH:
        wide = 64 - 22 * abs(x - 780) / 800
        canvas.fill(bar(x, 150, x + 3, 430), "#3a2817", 0.55)
        canvas.fill(bar(x + 3, 150, x + 8, 430), "#f2d8a2", 0.3)
        x += wide
    for middle, half in ((250, 74), (470, 84), (1130, 84), (1350, 74)):
        canvas.fill(doorway(middle - half, 120, middle + half, 424, rise=half), ramp("#2b1f16", "#4a3624"))
        canvas.fill(
            doorway(middle - half + 12, 134, middle + half - 12, 424, rise=half - 12),
            ramp("#f6e6c0", "#d6b98a", "#a98657"),
        )
        canvas.fill_all(
            [bar(middle + dx - 2.4, 142, middle + dx + 2.4, 424) for dx in (-half * 0.36, half * 0.36)], "#4a3624"
        )
        canvas.fill_all([bar(middle - half + 10, up, middle + half - 10, up + 4) for up in (230, 330)], "#4a3624")
        canvas.glow(middle, 280, 210, "#fff0cc", 0.35)
    canvas.fill(doorway(610, 60, 990, 430, rise=120), ramp("#a17c4c", "#d9b579", "#8f6b40"))
    canvas.fill(doorway(636, 86, 964, 430, rise=108), ramp("#6d4f30", "#a8824f", "#c9a268"))
    for step in range(12):
        canvas.fill(bar(650 + step * 26, 200, 653 + step * 26, 430), "#5a3f26", 0.5)
    canvas.fill(bar(0, 100, WIDTH, 118), ramp("#e6c88f", "#6d5030"))
    canvas.fill(bar(0, 0, WIDTH, 100), ramp("#2a1d14", "#5f4730"))
    for step in range(13):
        canvas.fill(rounded(50 + step * 122, 30, 130 + step * 122, 56, 12), "#fff2d0", 0.9)
        canvas.glow(90 + step * 122, 44, 120, "#ffe4ac", 0.45)


def _rostrum(canvas: Canvas) -> None:
    for left, right, top, bottom, light, dark in (
        (560, 1040, 380, 440, "#a8743f", "#5f3d22"),
        (640, 960, 336, 400, "#c08a50", "#6d4728"),
        (600, 1000, 424, 470, "#8f5f35", "#452a17"),
    ):
        canvas.fill(bar(left, top, right, bottom), ramp(light, dark))
        canvas.fill(bar(left - 6, top - 6, right + 6, top + 4), ramp("#e6bb7c", "#9a6b3c"))
        canvas.fill_all(
            [bar(x, top + 12, x + 2.5, bottom - 6) for x in range(left + 20, right - 10, 40)], "#4a2f1a", 0.6
        )
    for x in (700, 800, 900):
        high = 70 if x == 800 else 48
        canvas.fill(rounded(x - 21, 332 - high, x + 21, 336, 12), ramp("#7d2f2c", "#4a1a1b"))
    canvas.fill([(766, 396), (834, 396), (826, 474), (774, 474)], ramp_across("#6d4728", "#cf9c60", "#6d4728"))
    canvas.fill([(758, 386), (842, 386), (836, 398), (764, 398)], "#e9c083")
    canvas.fill_all(
        [
            *stroke([(790, 388), (794, 362)], 2),
            *stroke([(812, 388), (806, 364)], 2),
            disc(794, 360, 3.4),
            disc(806, 362, 3.4),
        ],
        "#17110d",
    )


def _on_arc(row: float, turn: float) -> Point:
    """Return a point on the half-round of benches: `row` 0 is nearest the rostrum, `turn` in degrees, 90 towards us."""
    across, down = 330 + 172 * row + 12 * row * row, 64 + 40 * row + 3.4 * row * row
    angle = math.radians(turn)
    return 800 + across * math.cos(angle), 446 + 8 * row + down * math.sin(angle)


def _benches(canvas: Canvas, row: int) -> None:
    """Draw one curved desk and the backs of its chairs, with the aisles left free."""
    far = 1 - row / 8
    aisles = (38, 76, 104, 142)
    high = 15 + 6.5 * row
    for start, end in ((-4, 35), (41, 74), (78, 102), (106, 139), (145, 184)):
        turns = [start + (end - start) * step / 24 for step in range(25)]
        top = [_on_arc(row, turn) for turn in turns]
        front = [(x, y + high * 0.95) for x, y in reversed(top)]
        canvas.fill([*top, *front], ramp(mix("#8a5c36", "#c99a62", far), mix("#2c1a10", "#6d4728", far)))
        canvas.fill_all(stroke(top, 3 + row * 0.9), mix("#c08c55", "#f0cc92", far))
    count = 26 + 3 * row
    for step in range(count + 1):
        turn = -2 + 184 * step / count
        if min(abs(turn - aisle) for aisle in aisles) < 3.4:
            continue
        x, y = _on_arc(row + 0.34, turn)
        wide = 9.4 + 4.3 * row
        back = rounded(x - wide, y - high * 0.55, x + wide, y + high * 0.9, wide * 0.5)
        canvas.fill([(px, py - 1.6) for px, py in back], "#e08a70", 0.55)
        canvas.fill(back, ramp(mix("#7d2a28", "#b5524a", far), mix("#3a1113", "#6d2526", far)))
