"""Lights in the dark: a city by a river, a satellite over the earth."""

import math

from musnad.wire.demo.pictures.canvas import WHOLE, WIDTH, Canvas, mix, ramp, ramp_across
from musnad.wire.demo.pictures.shapes import Outline, Point, bar, disc, stroke
from musnad.wire.demo.pictures.skies import glitter, ripples, sky, stars, streaks, sun


def city_night(canvas: Canvas) -> None:
    """Lit windows and their reflection under a half-clouded moon."""
    sky(canvas, "#0b1226", "#142143", "#2b3a63", "#5d5876", "#a9806f", down_to=600)
    stars(canvas, 170, 380)
    sun(canvas, 1210, 150, 26, "#f3ecd4", "#9fb2d6")
    streaks(canvas, 90, 420, "#3a4673", 0.6)
    rows = (
        (590, "#4c4d70", 34, 150, 0.0),
        (592, "#333a60", 46, 220, 0.12),
        (594, "#1f2848", 62, 280, 0.4),
        (596, "#111730", 84, 200, 0.55),
    )
    for level, colour, wide, tall, lit in rows:
        _blocks(canvas, level, colour, wide, tall, lit)
        canvas.veil((0, 470, WIDTH, 600), "#c08a68", (0, 0.3 if lit < 0.3 else 0.1))
    lamps = [(float(x), 590.0) for x in range(20, WIDTH, 56)]
    canvas.fill(bar(0, 590, WIDTH, 600), "#0b0f1f")
    for x, y in lamps:
        canvas.glow(x, y - 8, 30, "#ffc678", 0.9)
    canvas.fill_all([disc(x, y - 8, 2.4) for x, y in lamps], "#fff0cc")
    canvas.mirror(600, 900, squash=1.15, ripple=2.2, blur=2.2)
    canvas.veil((0, 600, WIDTH, 900), "#0a1022", (0.05, 0.35, 0.75))
    for x, _ in lamps:
        glitter(canvas, x, 604, 790, 10, "#ffbf74", 24)
    glitter(canvas, 1210, 640, 880, 70, "#cfd8ee", 100)
    ripples(canvas, 620, 900, "#0a0f20", 0.35, 80)


def _blocks(canvas: Canvas, level: float, colour: str, wide: float, tall: float, lit: float) -> None:
    """Draw one row of towers; in the share `lit` of their windows there is light."""
    rng = canvas.rng
    x = -wide * rng.random()
    windows: dict[str, list[Outline]] = {"#ffd99a": [], "#ffb867": [], "#dfe7f2": []}
    while x < WIDTH:
        broad = wide * rng.uniform(0.6, 1.35)
        high = tall * (0.3 + 0.7 * rng.random() ** 1.3) * (0.75 + 0.4 * math.sin(x / 260 + tall))
        top = level - high
        canvas.fill(bar(x, top, x + broad, level), ramp(mix(colour, "#6d7099", 0.18), colour))
        canvas.fill(bar(x, top, x + broad * 0.16, level), mix(colour, "#8f92b4", 0.25), 0.5)
        _roof(canvas, x, top, broad, colour)
        step = 7.5 + wide / 24
        for row in range(int((high - 12) / step)):
            for column in range(int((broad - 8) / step)):
                if rng.random() < lit * (0.7 if row % 5 else 0.25):
                    left, up = x + 6 + column * step, top + 9 + row * step
                    windows[rng.choice(tuple(windows))].append(bar(left, up, left + step * 0.5, up + step * 0.56))
        x += broad + (rng.uniform(4, 22) if rng.random() < 0.3 else 0)
    for tone, outlines in windows.items():
        canvas.fill_all(outlines, tone, 0.4, soft=3.2, mode="light")
        canvas.fill_all(outlines, tone, 0.86)


def _roof(canvas: Canvas, x: float, top: float, broad: float, colour: str) -> None:
    kind = canvas.rng.randrange(6)
    if kind == 0:
        canvas.fill_all(stroke([(x + broad / 2, top), (x + broad / 2, top - broad * 0.7)], 2.4, 0.8), colour)
        canvas.glow(x + broad / 2, top - broad * 0.7, 12, "#ff6a5a", 0.9)
    elif kind == 1:
        canvas.fill(bar(x + broad * 0.2, top - 13, x + broad * 0.7, top), colour)
    elif kind == 2:
        canvas.fill([(x, top), (x + broad, top), (x + broad, top - broad * 0.34)], colour)
    elif kind == 3:
        canvas.fill(
            [
                (x + broad / 2 + a * broad * 0.42, top - broad * 0.3 * (1 - a * a))
                for a in (-1, -0.8, -0.5, -0.2, 0.2, 0.5, 0.8, 1)
            ],
            colour,
        )


def satellite(canvas: Canvas) -> None:
    """A satellite on its round, the rim of the earth below it."""
    canvas.fill(WHOLE, ramp("#04060d", "#070c1a", "#0b1530"))
    canvas.mottle((0, 0, WIDTH, 700), "#1d2a54", 0.5, cells=(3, 3), cut=(0.5, 1))
    stars(canvas, 420, 900)
    centre = (560.0, 2120.0)
    for radius, alpha in ((1660, 0.22), (1610, 0.35), (1580, 0.55)):
        canvas.fill(disc(*centre, radius), "#4f9be0", alpha, soft=26, mode="light")
    earth = [
        (centre[0] + 1560 * math.cos(a / 900 * math.pi), centre[1] - 1560 * math.sin(a / 900 * math.pi))
        for a in range(901)
    ]
    canvas.fill(earth, ramp("#5fa0cf", "#2c6da8", "#174a82", "#0b2d58"))
    ground = (0, 556, WIDTH, 900)
    canvas.mottle(ground, "#8f8658", 0.75, cells=(5, 4), cut=(0.52, 0.66), fade=(0.4, 1), within=[earth])
    canvas.mottle(ground, "#41614a", 0.7, cells=(8, 6), cut=(0.56, 0.72), fade=(0.4, 1), within=[earth])
    canvas.fill(earth, "#1f5c9c", 0.34)
    shadow = [[(x + 10, y + 9) for x, y in earth]]
    # The same clouds twice: their shadow on the sea, then they themselves.
    state = canvas.rng.getstate()
    for colour, alpha, body in (("#06203f", 0.6, shadow), ("#f6fafc", 0.96, [earth])):
        canvas.rng.setstate(state)
        top = 556 + (9 if body is shadow else 0)
        for cells, share in (((9, 10), 1.0), ((24, 30), 0.6)):
            canvas.mottle(
                (0, top, WIDTH, top + 344),
                colour,
                alpha * share,
                cells=cells,
                cut=(0.5, 0.92),
                fade=(0.7, 1),
                within=body,
            )
    canvas.fill(earth, ramp("#9fd0f2", "#2c6da8", "#0b2d58"), 0.22)
    canvas.fill_all(
        stroke([point for point in earth if -60 < point[0] < WIDTH + 60], 7), "#d7efff", 0.8, soft=4, mode="light"
    )
    canvas.fill([(760, 500), (WIDTH + 60, 500), (WIDTH + 60, 960), (1240, 960)], "#03060f", 0.72, soft=90)
    canvas.glow(70, 590, 760, "#7fb0ec", 0.75)
    canvas.glow(70, 590, 380, "#ffeccb", 0.8)
    canvas.glow(70, 590, 200, "#ffffff", 1.0)
    _satellite(canvas)


def _satellite(canvas: Canvas) -> None:
    turn = -0.36

    def at(right: float, up: float) -> Point:
        # Seen at a slant: what lies to the right is nearer.
        near = 1 + right / 2600
        right, up = right * near, up * near
        return 940 + right * math.cos(turn) - up * math.sin(turn), 318 + right * math.sin(turn) - up * math.cos(turn)

    for side in (-1, 1):
        canvas.fill_all(stroke([at(side * 60, 0), at(side * 130, 0)], 9), "#aeb6bd")
        for panel in range(3):
            inner, outer = side * (130 + panel * 122), side * (246 + panel * 122)
            wing = [at(inner, 66), at(outer, 66), at(outer, -66), at(inner, -66)]
            canvas.fill(
                wing,
                ramp_across("#5b86c4", "#28477f", "#16294f")
                if side < 0
                else ramp_across("#1b3260", "#3d66a6", "#223c70"),
            )
            grid = [
                part
                for step in range(1, 6)
                for part in stroke(
                    [at(inner + (outer - inner) * step / 6, 66), at(inner + (outer - inner) * step / 6, -66)], 1.2
                )
            ]
            grid += [part for up in (-33, 0, 33) for part in stroke([at(inner, up), at(outer, up)], 1.2)]
            canvas.fill_all(grid, "#b9cdea", 0.4)
            canvas.fill_all(stroke([*wing, wing[0]], 3), "#cfd6dc")
    body = [at(-62, 78), at(62, 78), at(62, -84), at(-62, -84)]
    canvas.fill(body, ramp_across("#f3dca6", "#c79a4c", "#6f4e22"))
    canvas.relief([body], "#fff2cc", "#5a3c17", 0.7, cells=(4, 5))
    canvas.fill([at(62, 78), at(88, 62), at(88, -98), at(62, -84)], ramp("#5b4222", "#2f2112"))
    canvas.fill([at(-62, 78), at(62, 78), at(88, 62), at(-34, 62)], "#d9cfb8")
    for up in (30, -34):
        canvas.fill(
            [at(-44, up + 18), at(30, up + 18), at(30, up - 18), at(-44, up - 18)], ramp("#e9ecee", "#a4abb2"), 0.92
        )
    canvas.fill_all(
        [*stroke([at(0, -84), at(-12, -126)], 7), *stroke([at(10, 70), at(26, 150)], 3), disc(*at(26, 152), 5)],
        "#c5ccd2",
    )
    dish = disc(*at(-16, -150), 74, 30, turn=-turn * -1.0)
    canvas.fill(dish, ramp_across("#f5f3ee", "#b8bec5", "#6a727c"))
    canvas.fill(disc(*at(-16, -154), 60, 21, turn=turn), ramp_across("#8d959f", "#dfe3e6"))
    canvas.fill_all(
        [
            *stroke([at(-60, -152), at(-20, -206)], 2),
            *stroke([at(30, -152), at(-20, -206)], 2),
            disc(*at(-20, -206), 7),
        ],
        "#e6e9ec",
    )
