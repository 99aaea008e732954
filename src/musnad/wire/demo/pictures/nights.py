"""Lights in the dark: a city by a river, a stadium, a satellite over the earth."""

import math

from musnad.wire.demo.pictures.canvas import WHOLE, WIDTH, Canvas, mix, ramp, ramp_across
from musnad.wire.demo.pictures.shapes import Outline, Point, arc, bar, disc, smooth, stroke
from musnad.wire.demo.pictures.skies import glitter, ripples, sky, stars, streaks, sun


def city_night(canvas: Canvas) -> None:
    """Lit windows and their reflection under a half-clouded moon."""
    sky(canvas, "#0b1226", "#142143", "#2b3a63", "#5d5876", "#a9806f", down_to=600)
    stars(canvas, 170, 380)
    sun(canvas, 1210, 150, 26, "#f3ecd4", "#9fb2d6")
    streaks(canvas, 90, 420, "#3a4673", 0.6)
    for level, colour, wide, tall, lit in (
        (590, "#4c4d70", 34, 150, 0.0), (592, "#333a60", 46, 220, 0.12), (594, "#1f2848", 62, 280, 0.3), (596, "#111730", 84, 200, 0.42)
    ):  # fmt: skip
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
        canvas.fill(disc(x + broad / 2, top, broad * 0.36, broad * 0.24), colour)


def stadium(canvas: Canvas) -> None:
    """A full ground under floodlights, seen from high in the stand."""
    sky(canvas, "#0a1530", "#13284a", "#25466a", "#45698a", down_to=400)
    streaks(canvas, 0, 220, "#3a5a80", 0.5)
    _bowl(canvas)
    _pitch(canvas)
    for x, y in ((130, 120), (470, 74), (1130, 74), (1470, 120)):
        _floodlight(canvas, x, y)
    canvas.veil((0, 190, WIDTH, 560), "#bcd4e6", (0, 0.16, 0))
    rng = canvas.rng
    for colour, level, size in (("#101a2c", 850, 26), ("#080d18", 916, 36)):
        heads: list[Outline] = []
        x = -20.0
        while x < WIDTH + 20:
            up = level + rng.uniform(-10, 12)
            heads += [disc(x, up - size * 1.1, size * 0.5, size * 0.62), disc(x, up + size * 1.1, size * 1.15, size * 1.5)]
            if rng.random() < 0.16:
                side = rng.choice((-1, 1))
                heads += stroke(smooth([(x + side * size, up + size * 0.6), (x + side * size * 1.3, up - size), (x + side * size * 0.8, up - size * 2.6)]), size * 0.5, size * 0.34)
            x += size * rng.uniform(2.2, 3)
        canvas.fill_all([[(px, py - 2) for px, py in head] for head in heads], "#6f8fb0", 0.7)
        canvas.fill_all(heads, colour)


def _bowl(canvas: Canvas) -> None:
    """Draw the stands: a roof like a ring, two tiers, and a crowd of dots that grow towards us."""
    canvas.fill(disc(800, 420, 1120, 250), "#0e1a2e")
    tiers = ((1080, 232, "#1d3150", "#31507a"), (960, 176, "#18283f", "#2a4468"))
    for across, down, dark, light in tiers:
        canvas.fill(disc(800, 440, across, down), ramp(light, dark))
    rng = canvas.rng
    crowd: dict[str, list[Outline]] = {"#c9d3dd": [], "#7f98b5": [], "#b8684f": [], "#d9b884": [], "#4a6488": []}
    for _ in range(5200):
        turn, far = rng.uniform(math.pi * 0.97, math.pi * 2.03), rng.uniform(0.735, 0.985)
        if 0.872 < far < 0.894:
            continue
        x, y = 800 + 1075 * far * math.cos(turn), 440 + 60 * (1 - far) + 228 * far * math.sin(turn)
        crowd[rng.choice(tuple(crowd))].append(disc(x, y, 2.0 + (y - 200) * 0.004, 2.4))
    for colour, dots in crowd.items():
        canvas.fill_all(dots, colour, 0.75)
    canvas.fill_all(stroke(arc(800, 447, 938, 200, 178, 362), 5), "#dfe8ef", 0.8)
    rim = [*arc(800, 380, 1180, 268, 180, 360), *reversed(arc(800, 372, 1110, 206, 180, 360))]
    canvas.fill(rim, ramp("#4d6788", "#182841"))
    ribs = [part for turn in range(186, 356, 6) for part in stroke([arc(800, 372, 1110, 206, turn, turn + 1)[0], arc(800, 380, 1180, 268, turn, turn + 1)[0]], 2)]
    canvas.fill_all(ribs, "#9db5cb", 0.35)
    canvas.fill_all(stroke(arc(800, 374, 1112, 208, 180, 360), 3.2), "#e6f0f6", 0.9)
    canvas.fill_all(stroke(arc(800, 380, 1112, 210, 180, 360), 10), "#cfe2f2", 0.35, soft=7, mode="light")


def _on_pitch(along: float, away: float) -> Point:
    """Return a point of the pitch: `along` -1 to 1 from goal to goal, `away` 0 (near) to 1 (far)."""
    near = 1 / (1 + 0.72 * away)
    return 800 + along * 1010 * near, 250 + 620 * near * near**0.25


def _pitch(canvas: Canvas) -> None:
    def field(left: float, right: float, near: float = 0.0, far: float = 1.0) -> Outline:
        return [_on_pitch(left, near), _on_pitch(right, near), _on_pitch(right, far), _on_pitch(left, far)]

    canvas.fill([_on_pitch(-1.14, -0.1), _on_pitch(1.14, -0.1), _on_pitch(1.12, 1.08), _on_pitch(-1.12, 1.08)], ramp("#2f6a4d", "#255a3d"))
    canvas.fill(field(-1, 1), ramp("#5ba368", "#3c8a54", "#2c7445"))
    canvas.fill_all([field(-1 + step / 6, -1 + (step + 1) / 6) for step in range(0, 12, 2)], "#8cc878", 0.24)
    lines: list[list[Point]] = [
        [*field(-1, 1), _on_pitch(-1, 0)],
        [_on_pitch(0, 0), _on_pitch(0, 1)],
        [_on_pitch(0.175 * math.cos(a / 12 * math.pi), 0.5 + 0.27 * math.sin(a / 12 * math.pi)) for a in range(25)],
    ]
    for side in (-1, 1):
        for deep, wide in ((0.31, 0.3), (0.105, 0.14)):
            lines.append([_on_pitch(side * a, b) for a, b in ((1, 0.5 - wide), (1 - deep, 0.5 - wide), (1 - deep, 0.5 + wide), (1, 0.5 + wide))])
        lines.append([_on_pitch(side * (0.79 - 0.16 * math.cos(a / 12 * 1.7 - 0.85)), 0.5 + 0.24 * math.sin(a / 12 * 1.7 - 0.85)) for a in range(13)][1:-1])
    canvas.fill_all([part for line in lines for part in stroke(line, 3.2)], "#f0f6ee", 0.85)
    for glow in ((420, 560), (1180, 560), (800, 640)):
        canvas.glow(*glow, 520, "#d8f2d0", 0.3, flat=0.45)
    _players(canvas)


def _players(canvas: Canvas) -> None:
    rng = canvas.rng
    for number in range(21):
        x, y = _on_pitch(rng.uniform(-0.8, 0.8), rng.uniform(0.08, 0.95))
        size = 7 + (y - 430) * 0.026
        shirt = "#f1efe6" if number % 2 else "#b5452f"
        for side in (-1, 1):
            canvas.fill([(x, y), (x + side * size * 3.4, y + size * 0.9), (x + side * size * 3.2, y + size * 1.3), (x, y + size * 0.3)], "#123a26", 0.4, soft=1)
        stride = rng.uniform(0.2, 0.8) * size
        canvas.fill_all([*stroke([(x, y - size * 1.6), (x - stride, y)], size * 0.5), *stroke([(x, y - size * 1.6), (x + stride, y - 1)], size * 0.5)], "#2b2b33")
        canvas.fill([(x - size * 0.62, y - size * 3), (x + size * 0.62, y - size * 3), (x + size * 0.45, y - size * 1.3), (x - size * 0.45, y - size * 1.3)], shirt)
        canvas.fill(disc(x, y - size * 3.5, size * 0.42, size * 0.5), "#5a4033")


def _floodlight(canvas: Canvas, x: float, y: float) -> None:
    canvas.fill_all(stroke([(x, y + 30), (x + (800 - x) * -0.02, 330)], 9, 13), "#0d1728")
    canvas.fill(bar(x - 62, y - 34, x + 62, y + 34), "#1a2a42")
    bulbs = [disc(x - 48 + column * 24, y - 21 + row * 21, 8.5) for column in range(5) for row in range(3)]
    canvas.fill([(x - 50, y + 10), (x + 50, y + 10), (800 + (x - 800) * 0.3 + 330, 720), (800 + (x - 800) * 0.3 - 330, 720)], "#dcecff", 0.13, soft=18, mode="light")
    canvas.glow(x, y, 330, "#bcdcff", 0.7)
    canvas.fill_all(bulbs, "#ffffff", soft=1)
    canvas.glow(x, y, 130, "#ffffff", 0.8)


def satellite(canvas: Canvas) -> None:
    """A satellite on its round, the rim of the earth below it."""
    canvas.fill(WHOLE, ramp("#04060d", "#070c1a", "#0b1530"))
    canvas.mottle((0, 0, WIDTH, 700), "#1d2a54", 0.5, cells=(3, 3), cut=(0.5, 1))
    stars(canvas, 420, 900)
    centre = (560.0, 2120.0)
    for radius, alpha in ((1660, 0.22), (1610, 0.35), (1580, 0.55)):
        canvas.fill(disc(*centre, radius), "#4f9be0", alpha, soft=26, mode="light")
    earth = disc(*centre, 1560)
    earth = [(centre[0] + 1560 * math.cos(a / 900 * math.pi), centre[1] - 1560 * math.sin(a / 900 * math.pi)) for a in range(901)]
    canvas.fill(earth, ramp("#5fa0cf", "#2c6da8", "#174a82", "#0b2d58"))
    canvas.mottle((0, 540, WIDTH, 900), "#8a8459", 0.8, cells=(5, 3), cut=(0.5, 0.62), within=[earth])
    canvas.mottle((0, 540, WIDTH, 900), "#4f6b4a", 0.7, cells=(7, 4), cut=(0.56, 0.7), within=[earth])
    canvas.veil((0, 540, WIDTH, 900), "#1c5490", (0.5, 0.2, 0.1))
    canvas.mottle((0, 540, WIDTH, 900), "#0b2d58", 0.5, cells=(9, 12), cut=(0.5, 0.8), within=[[(x + 8, y + 8) for x, y in earth]])
    canvas.mottle((0, 540, WIDTH, 900), "#f4f8fb", 0.95, cells=(6, 9), cut=(0.5, 0.78), within=[earth])
    canvas.mottle((0, 540, WIDTH, 900), "#ffffff", 0.7, cells=(22, 20), cut=(0.6, 0.85), within=[earth])
    canvas.fill_all(stroke([point for point in earth if -60 < point[0] < WIDTH + 60], 7), "#d7efff", 0.8, soft=4, mode="light")
    canvas.fill([(760, 500), (WIDTH + 60, 500), (WIDTH + 60, 960), (1240, 960)], "#03060f", 0.72, soft=90)
    canvas.glow(70, 590, 640, "#fff2d2", 0.9)
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
            canvas.fill(wing, ramp_across("#5b86c4", "#28477f", "#16294f") if side < 0 else ramp_across("#1b3260", "#3d66a6", "#223c70"))
            grid = [part for step in range(1, 6) for part in stroke([at(inner + (outer - inner) * step / 6, 66), at(inner + (outer - inner) * step / 6, -66)], 1.2)]
            grid += [part for up in (-33, 0, 33) for part in stroke([at(inner, up), at(outer, up)], 1.2)]
            canvas.fill_all(grid, "#b9cdea", 0.4)
            canvas.fill_all(stroke([*wing, wing[0]], 3), "#cfd6dc")
    body = [at(-62, 78), at(62, 78), at(62, -84), at(-62, -84)]
    canvas.fill(body, ramp_across("#f3dca6", "#c79a4c", "#6f4e22"))
    canvas.relief([body], "#fff2cc", "#5a3c17", 0.7, cells=(4, 5))
    canvas.fill([at(62, 78), at(88, 62), at(88, -98), at(62, -84)], ramp("#5b4222", "#2f2112"))
    canvas.fill([at(-62, 78), at(62, 78), at(88, 62), at(-34, 62)], "#d9cfb8")
    for up in (30, -34):
        canvas.fill([at(-44, up + 18), at(30, up + 18), at(30, up - 18), at(-44, up - 18)], ramp("#e9ecee", "#a4abb2"), 0.92)
    canvas.fill_all([*stroke([at(0, -84), at(-12, -126)], 7), *stroke([at(10, 70), at(26, 150)], 3), disc(*at(26, 152), 5)], "#c5ccd2")
    dish = disc(*at(-16, -150), 74, 30, turn=-turn * -1.0)
    canvas.fill(dish, ramp_across("#f5f3ee", "#b8bec5", "#6a727c"))
    canvas.fill(disc(*at(-16, -154), 60, 21, turn=turn), ramp_across("#8d959f", "#dfe3e6"))
    canvas.fill_all([*stroke([at(-60, -152), at(-20, -206)], 2), *stroke([at(30, -152), at(-20, -206)], 2), disc(*at(-20, -206), 7)], "#e6e9ec")
    canvas.glow(*at(-40, 60), 90, "#fff4d8", 0.55)
