"""A laboratory's bench."""

import math

from musnad.wire.demo.pictures.canvas import WHOLE, WIDTH, Canvas, mix, ramp, ramp_across
from musnad.wire.demo.pictures.shapes import Outline, Point, arc, bar, disc, rounded, stroke


def laboratory(canvas: Canvas) -> None:
    """A bench at dusk: a microscope, coloured liquids, a window behind."""
    canvas.fill(WHOLE, ramp("#16303c", "#1f4450", "#17323c"))
    _lab_window(canvas)
    _shelves(canvas)
    canvas.fill(bar(0, 690, WIDTH, 900), ramp("#dfe6e0", "#9fb4b4", "#56747a", "#28454e"))
    canvas.fill(bar(0, 682, WIDTH, 694), ramp("#f4f6ee", "#b4c4c2"))
    _flask(canvas, 300, 684, 1.25, "#3fb5a8")
    _tubes(canvas, 520, 690)
    _flask(canvas, 790, 684, 0.85, "#e39a4a")
    _beaker(canvas, 945, 686, "#c9566a")
    _microscope(canvas, 1200, 690)
    _beaker(canvas, 1450, 686, "#5f9fd0")
    _dishes(canvas)
    canvas.glow(820, 210, 760, "#d8f0ea", 0.22)
    canvas.veil((0, 694, WIDTH, 900), "#0f2830", (0, 0.5))


def _lab_window(canvas: Canvas) -> None:
    canvas.fill(bar(470, 70, 1130, 600), "#0f2630")
    canvas.fill(bar(484, 84, 1116, 590), ramp("#4f8a96", "#9fc3bd", "#e8dcb8", "#f3c79a"))
    canvas.mottle((484, 84, 1116, 590), "#f7ead0", 0.5, cells=(3, 8), cut=(0.5, 0.9), fade=(0, 1, 0.6))
    for level, colour in ((520, "#7f9c9a"), (550, "#557a7c")):
        x = 484.0
        while x < 1116:
            wide = min(canvas.rng.uniform(20, 62), 1116 - x)
            canvas.fill(bar(x, level - canvas.rng.uniform(0, 62), x + wide, 590), colour)
            x += wide
    canvas.fill_all([bar(796, 84, 804, 590), bar(484, 300, 1116, 307)], "#12303a")
    canvas.fill(bar(455, 590, 1145, 608), ramp("#4a727a", "#1d3c46"))
    canvas.fill([(484, 608), (1116, 608), (1400, 690), (200, 690)], "#f3d2a6", 0.13, soft=16, mode="light")


def _shelves(canvas: Canvas) -> None:
    rng = canvas.rng
    for left, right in ((60, 420), (1180, 1540)):
        for level in (200, 350, 500):
            x = left + 16.0
            while x < right - 40:
                wide, high = rng.uniform(20, 44), rng.uniform(44, 98)
                colour = rng.choice(("#2f6f78", "#7d5a32", "#3f5f6d", "#5f7f5a", "#84503f", "#8fa5a0"))
                body = rounded(x, level - high, x + wide, level, 6)
                neck = bar(x + wide * 0.3, level - high - 13, x + wide * 0.7, level - high + 4)
                canvas.fill_all(
                    [body, neck],
                    ramp_across(
                        mix(colour, "#0e2029", 0.45), mix(colour, "#d8efe6", 0.22), mix(colour, "#0e2029", 0.55)
                    ),
                )
                canvas.fill(bar(x + 3, level - high * 0.6, x + wide - 3, level - high * 0.25), "#dfe3d2", 0.5)
                x += wide + rng.uniform(6, 22)
            canvas.fill(bar(left, level, right, level + 9), ramp("#6a8f92", "#24434d"))
            canvas.fill(bar(left, level + 9, right, level + 26), "#0a1b22", 0.5, soft=4)
    canvas.veil((0, 0, 470, 690), "#0f2730", (0.6, 0), across=True)
    canvas.veil((1130, 0, WIDTH, 690), "#0f2730", (0, 0.6), across=True)


def _liquid(canvas: Canvas, glass: Outline, liquid: Outline, colour: str) -> None:
    """Draw a glass vessel: faint body, liquid that glows from within, bright rim and highlight."""
    middle = sum(x for x, _ in liquid) / len(liquid), sum(y for _, y in liquid) / len(liquid)
    canvas.fill(glass, "#d8f0f0", 0.16)
    canvas.fill(liquid, ramp(mix(colour, "#ffffff", 0.25), colour, mix(colour, "#0a1a22", 0.35)), 0.92)
    wide = max(x for x, _ in liquid) - min(x for x, _ in liquid)
    canvas.glow(*middle, wide * 0.9, mix(colour, "#ffffff", 0.25), 0.5)
    canvas.fill_all(stroke([*glass, glass[0]], 2.2), "#e6f6f4", 0.62)
    foot = max(y for _, y in glass)
    canvas.fill(
        disc(middle[0] + wide * 0.3, foot + 16, wide * 0.9, 13), mix(colour, "#ffffff", 0.3), 0.42, soft=8, mode="over"
    )


def _flask(canvas: Canvas, x: float, foot: float, size: float, colour: str) -> None:
    def side(up: float) -> float:
        return 26 if up > 190 else 26 + (190 - up) * 0.5

    def outline(top: float) -> Outline:
        ups = (top, min(top, 190), 30, 12, 0)
        widths = [side(up) - (8 if up == 12 else 20 if up == 0 else 0) for up in ups]
        right = [(x + w * size, foot - up * size) for w, up in zip(widths, ups, strict=True)]
        return [*right, *[(2 * x - px, py) for px, py in reversed(right)]]

    _liquid(canvas, outline(280), outline(92), colour)
    canvas.fill(disc(x, foot - 92 * size, side(92) * size, 7 * size), mix(colour, "#ffffff", 0.55), 0.9)
    canvas.fill_all(
        stroke([(x - 34 * size, foot - 284 * size), (x + 34 * size, foot - 284 * size)], 8 * size), "#e6f6f4", 0.8
    )
    canvas.fill_all(
        stroke(
            [(x - 62 * size, foot - 54 * size), (x - 18 * size, foot - 176 * size), (x - 16 * size, foot - 262 * size)],
            6 * size,
            3,
        ),
        "#ffffff",
        0.5,
        soft=1.5,
    )
    bubbles = [
        disc(
            x + canvas.rng.uniform(-50, 50) * size,
            foot - canvas.rng.uniform(14, 84) * size,
            canvas.rng.uniform(1.5, 4.5),
        )
        for _ in range(14)
    ]
    canvas.fill_all(bubbles, "#ffffff", 0.45)


def _beaker(canvas: Canvas, x: float, foot: float, colour: str) -> None:
    _liquid(
        canvas, rounded(x - 52, foot - 132, x + 52, foot, 12), rounded(x - 49, foot - 74, x + 49, foot - 3, 10), colour
    )
    canvas.fill(disc(x, foot - 74, 49, 7), mix(colour, "#ffffff", 0.5), 0.9)
    canvas.fill_all(
        [
            bar(x + 22, foot - 116 + step * 17, x + (46 if step % 2 else 38), foot - 114 + step * 17)
            for step in range(6)
        ],
        "#f0faf8",
        0.6,
    )
    canvas.fill_all(stroke([(x - 40, foot - 118), (x - 40, foot - 20)], 6, 3), "#ffffff", 0.4, soft=1.5)


def _tubes(canvas: Canvas, x: float, foot: float) -> None:
    colours = ("#d9a441", "#c9566a", "#7f6fc0", "#3fa58f", "#4f8fd0")
    for index, colour in enumerate(colours):
        left = x - 92 + index * 42
        fill = foot - canvas.rng.uniform(62, 112)
        canvas.fill(rounded(left, foot - 178, left + 26, foot - 22, 13), "#dff2f0", 0.25)
        canvas.fill(
            rounded(left + 2, fill, left + 24, foot - 24, 11),
            ramp_across(mix(colour, "#0a1a22", 0.25), mix(colour, "#ffffff", 0.3), mix(colour, "#0a1a22", 0.3)),
            0.95,
        )
        canvas.glow(left + 13, (fill + foot) / 2, 46, colour, 0.45)
        canvas.fill_all(
            [bar(left - 3, foot - 182, left + 29, foot - 175), bar(left + 5, foot - 168, left + 8, foot - 40)],
            "#f4fbfa",
            0.6,
        )
    for up in (126, 46, 4):
        canvas.fill(bar(x - 112, foot - up - 7, x + 126, foot - up + 7), ramp("#d9a566", "#8a5c30"))
    canvas.fill_all(
        [bar(left, foot - 134, left + 13, foot + 4) for left in (x - 116, x + 118)], ramp_across("#c28f52", "#7a4f28")
    )


def _microscope(canvas: Canvas, x: float, foot: float) -> None:
    def turned(along: float, aside: float) -> Point:
        lean = 0.34
        return x - 34 + along * math.sin(lean) * -1 + aside * math.cos(lean), foot - 214 - along * math.cos(
            lean
        ) - aside * math.sin(lean)

    dark, light = "#16222a", "#e8efec"
    canvas.fill(disc(x, foot + 8, 150, 14), "#0c1c22", 0.5, soft=6)
    canvas.fill(rounded(x - 118, foot - 26, x + 112, foot + 4, 13), ramp("#f4f7f2", "#a3b5b5"))
    arm = [*arc(x - 20, foot - 160, 116, 150, 80, -72), *reversed(arc(x - 24, foot - 160, 76, 112, 80, -72))]
    canvas.fill(arm, ramp_across("#c3d2d0", "#f6f9f4", "#8fa6a8"))
    canvas.fill(
        [turned(-40, -34), turned(-40, 34), turned(70, 30), turned(70, -30)], ramp_across("#9fb3b3", light, "#7d9496")
    )
    for low, high, wide, colour in (
        (70, 168, 21, dark),
        (168, 186, 27, "#3d4f58"),
        (-76, -40, 20, "#3d4f58"),
        (-110, -76, 12, "#c8a24e"),
    ):
        canvas.fill(
            [turned(low, -wide), turned(low, wide), turned(high, wide), turned(high, -wide)],
            ramp_across(mix(colour, "#ffffff", 0.3), colour, mix(colour, "#000000", 0.3)),
        )
    canvas.fill(rounded(x - 100, foot - 104, x + 66, foot - 90, 5), ramp("#46585f", dark))
    canvas.fill(bar(x - 44, foot - 109, x + 20, foot - 104), "#bfe6e6", 0.9)
    canvas.fill_all([disc(x + 82, foot - 118, 25), disc(x + 82, foot - 200, 15)], ramp("#5d7078", dark))
    canvas.fill_all([disc(x + 82, foot - 118, 13), disc(x + 82, foot - 200, 7)], "#8ba0a6", 0.7)
    canvas.fill(rounded(x - 40, foot - 56, x + 16, foot - 26, 7), ramp("#5d7078", dark))
    canvas.glow(x - 12, foot - 74, 96, "#fff2c0", 0.9)
    canvas.fill(
        [(x - 26, foot - 56), (x + 2, foot - 56), (x - 4, foot - 104), (x - 20, foot - 104)], "#fff6d6", 0.75, soft=2
    )


def _dishes(canvas: Canvas) -> None:
    for x, y, wide, colour in ((640, 800, 92, "#e3b55a"), (850, 838, 104, "#6fb59c"), (420, 846, 100, "#cf7f86")):
        canvas.fill(disc(x + 12, y + 17, wide * 1.05, wide * 0.25), "#12303a", 0.45, soft=6)
        canvas.fill(disc(x, y + 9, wide, wide * 0.24), "#7f9ca0")
        canvas.fill(disc(x, y, wide, wide * 0.24), "#e9f4f1")
        canvas.fill(
            disc(x, y + 1, wide * 0.9, wide * 0.2), ramp(mix(colour, "#ffffff", 0.45), mix(colour, "#ffffff", 0.2))
        )
        spots = [
            disc(
                x + canvas.rng.gauss(0, 0.3) * wide,
                y + canvas.rng.gauss(0, 0.06) * wide,
                canvas.rng.uniform(2, 6),
                canvas.rng.uniform(1, 2.4),
            )
            for _ in range(16)
        ]
        canvas.fill_all(spots, mix(colour, "#3a2a1a", 0.35), 0.8)
        canvas.fill_all(stroke(arc(x, y, wide, wide * 0.24, 180, 330), 2.4), "#ffffff", 0.9)
