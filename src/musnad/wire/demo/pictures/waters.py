"""Calm and wild water: a bridge over a river, a storm at sea."""

import math
from itertools import pairwise

from musnad.wire.demo.pictures.canvas import WIDTH, Canvas, mix, ramp
from musnad.wire.demo.pictures.shapes import Outline, Point, arc, bar, disc, grounded, ridge, smooth, stroke
from musnad.wire.demo.pictures.skies import (
    birds,
    bush,
    crown,
    depth,
    glitter,
    hills,
    ripples,
    rolling,
    sky,
    streaks,
    sun,
)


def river_bridge(canvas: Canvas) -> None:
    """An old bridge of many arches in the morning mist."""
    sky(canvas, "#90a9a8", "#c3cbb6", "#efdcb4", "#f9e4b8", down_to=540)
    streaks(canvas, 20, 330, "#fff4da", 0.6)
    sun(canvas, 1150, 330, 27, "#fffbe8", "#ffdf9c")
    for level, high, colour in zip((420, 462, 498), (40, 28, 14), depth("#8a9c86", "#cbd0b8", 3), strict=True):
        hills(canvas, rolling(canvas, level, high, 240), ramp(colour, mix(colour, "#f4e3ba", 0.7)), bottom=566)
        canvas.veil((0, level, WIDTH, 560), "#f8e7c0", (0, 0.35))
    for _ in range(30):
        x = canvas.rng.uniform(-20, WIDTH)
        canvas.fill_all(
            bush(canvas, x, 556, canvas.rng.uniform(60, 150), canvas.rng.uniform(24, 62)),
            mix("#84957a", "#b5bb9c", canvas.rng.random()),
        )
    canvas.veil((0, 470, WIDTH, 562), "#fbecc6", (0, 0.6))
    _bridge(canvas)
    canvas.mirror(560, 900, squash=1.12, ripple=1.5, blur=1.6)
    canvas.veil((0, 560, WIDTH, 900), "#536f68", (0.1, 0.35, 0.66))
    canvas.veil((0, 530, WIDTH, 640), "#fdf0cf", (0, 0.42, 0))
    glitter(canvas, 1150, 572, 860, 90, "#fff0c0", 180)
    ripples(canvas, 590, 900, "#f6e6bf", 0.22, 70)
    ripples(canvas, 640, 900, "#33504c", 0.28, 60)
    _bank(canvas)
    birds(canvas, 560, 210, 7, 15, "#5f7068", spread=110)


def _bridge(canvas: Canvas) -> None:
    """Draw five arches that grow towards the middle, the road over them gently bowed."""

    def road(x: float) -> float:
        return 408 + ((x - 800) / 800) ** 2 * 62

    spans = [(-40.0, 190.0), (225.0, 480.0), (520.0, 830.0), (872.0, 1150.0), (1188.0, 1420.0), (1452.0, 1660.0)]
    deck = [(float(x), road(x)) for x in range(-20, 1640, 20)]
    holes: list[Point] = []
    for left, right in spans:
        half = (right - left) / 2
        holes += [
            (left, 575),
            *arc((left + right) / 2, 545, half, min(half * 0.92, 545 - road((left + right) / 2) - 26), 180, 360),
            (right, 575),
        ]
    canvas.fill([*deck, (1660, 575), *reversed(holes), (-40, 575)], ramp("#a58f6e", "#93836c", "#b3a686"))
    body = [[*deck, (1660, 575), *reversed(holes), (-40, 575)]]
    canvas.mottle((0, 380, WIDTH, 580), "#5d5140", 0.5, cells=(50, 14), cut=(0.45, 0.85), within=body)
    canvas.mottle((0, 380, WIDTH, 580), "#e9d3a0", 0.35, cells=(40, 12), cut=(0.55, 0.9), within=body)
    for left, right in spans:
        middle, half = (left + right) / 2, (right - left) / 2
        rise = min(half * 0.92, 545 - road(middle) - 26)
        canvas.fill_all(stroke(arc(middle, 545, half + 6, rise + 7, 180, 360), 12), "#c3ad84")
        inner = [
            (left, 575),
            *arc(middle, 545, half, rise, 180, 300),
            *reversed(arc(middle + 17, 548, half, rise, 180, 300)),
            (left + 17, 575),
        ]
        canvas.fill(inner, "#5f5546", 0.85, soft=0.8)
        stones = [
            arc(middle, 545, half + 12, rise + 13, turn, turn + 1)[:1]
            + arc(middle, 545, half, rise, turn, turn + 1)[:1]
            for turn in range(184, 358, 6)
        ]
        canvas.fill_all([part for stone in stones for part in stroke(stone, 1.2)], "#7c6c52", 0.7)
    for (_, left), (right, _) in pairwise(spans):
        canvas.fill(
            [(left - 4, 580), (left + 2, 500), ((left + right) / 2, 480), (right - 2, 500), (right + 4, 580)],
            ramp("#b9a580", "#8a7b62"),
        )
        canvas.fill(
            [((left + right) / 2, 480), (right - 2, 500), (right + 4, 580), ((left + right) / 2, 580)], "#5e5344", 0.45
        )
    canvas.fill_all(stroke([(x, y - 3) for x, y in deck], 9), "#d3bd92")
    canvas.fill_all(stroke([(x, y + 8) for x, y in deck], 4), "#6d604c", 0.7)
    lamps: list[Outline] = []
    for x in range(60, WIDTH, 148):
        lamps += [
            *stroke([(x, road(x) - 4), (x, road(x) - 50)], 3.4, 2.4),
            disc(x, road(x) - 54, 5, 6.5),
            bar(x - 6, road(x) - 62, x + 6, road(x) - 59),
        ]
    canvas.fill_all(lamps, "#5d5a4c")


def _bank(canvas: Canvas) -> None:
    rng = canvas.rng
    shore = smooth([(-20, 742), (120, 760), (260, 806), (420, 850), (560, 872), (700, 905)])
    canvas.fill(grounded(shore), ramp("#4b5a44", "#26332c"))
    canvas.fill_all(stroke([(96, 800), (108, 640), (92, 520)], 24, 12), "#2f3a30")
    canvas.fill_all(stroke([(104, 640), (170, 560), (206, 500)], 11, 6), "#2f3a30")
    crown(canvas, 112, 420, 400, 330, ("#2d3c31", "#4a5a3e", "#8d8f58"), lit=0.9)
    for colour, count, high in (("#556247", 80, 90), ("#3a4a3a", 90, 120), ("#202c27", 70, 140)):
        reeds: list[Outline] = []
        for _ in range(count):
            x = rng.uniform(-20, 640) * rng.uniform(0.5, 1)
            foot = 775 + x * 0.2 + rng.uniform(-10, 60)
            lean, tall = rng.gauss(12, 20), high * rng.uniform(0.5, 1.2)
            reeds += stroke(
                smooth([(x, foot), (x + lean * 0.3, foot - tall * 0.6), (x + lean, foot - tall)], 5), 3.6, 0.8
            )
            if rng.random() < 0.16:
                reeds.append(disc(x + lean, foot - tall - 4, 4, 15, turn=lean * 0.012))
        canvas.fill_all(reeds, colour)


def sea_storm(canvas: Canvas) -> None:
    """High seas under low cloud; a lighthouse sweeps over them."""
    sky(canvas, "#151d29", "#26333f", "#41525a", "#6f7f7c", "#8f9a8e", down_to=530)
    canvas.mottle((0, 0, WIDTH, 520), "#0c121b", 0.92, cells=(4, 4), cut=(0.3, 0.75), fade=(1, 0.9, 0.5, 0))
    canvas.mottle((0, 0, WIDTH, 500), "#98a6a2", 0.42, cells=(5, 6), cut=(0.55, 0.9), fade=(0, 0.6, 1, 0))
    canvas.glow(1020, 500, 620, "#c3c4a4", 0.5, flat=0.4)
    _rain(canvas)
    for level, high, colour in (
        (500, 3, "#5d7073"),
        (510, 6, "#50656a"),
        (522, 9, "#465b62"),
        (538, 13, "#3d525a"),
        (558, 18, "#354a53"),
    ):
        _swell(canvas, level, high, colour)
    _lighthouse(canvas, 330, 566)
    _swell(canvas, 586, 24, "#30454e")
    _ship(canvas, 1090, 592)
    for level, high, colour in (
        (622, 32, "#2b4049"),
        (672, 42, "#253a44"),
        (734, 52, "#1f333d"),
        (806, 64, "#192b35"),
        (896, 74, "#11202a"),
    ):
        _swell(canvas, level, high, colour)
    _spray(canvas)


def _rain(canvas: Canvas) -> None:
    for left, wide in ((620, 240), (1250, 330), (80, 200)):
        canvas.fill(
            [(left, 150), (left + wide, 150), (left + wide - 90, 540), (left - 130, 540)], "#2b3842", 0.4, soft=36
        )
    drops = []
    for _ in range(420):
        x, y = canvas.rng.uniform(0, WIDTH + 100), canvas.rng.uniform(0, 880)
        long = canvas.rng.uniform(14, 36)
        drops += stroke([(x, y), (x - long * 0.3, y + long)], 1.1, 0.5)
    canvas.fill_all(drops, "#c5d2d2", 0.22)


def _swell(canvas: Canvas, level: float, high: float, colour: str) -> None:
    """Draw one row of waves: sharp crests and wide hollows, dark in front, light through the crests, foam on them."""
    rng = canvas.rng
    x = -high * 8 * rng.random()
    crest: list[Point] = []
    fronts: list[Outline] = []
    lips: list[Outline] = []
    backs: list[Outline] = []
    while x < WIDTH + 40:
        wave, lift = _wave(canvas, x, level, high)
        crest += wave
        peak = wave[16]
        fronts.append(
            [*wave[15:27], (peak[0] + lift * 1.1, level + lift * 0.5), (peak[0] + lift * 0.1, level + lift * 0.35)]
        )
        thick = [
            (px - lift * 0.05, py + lift * 0.13 * math.sin(math.pi * step / 11) * rng.uniform(0.5, 1.5))
            for step, (px, py) in enumerate(wave[9:21])
        ]
        lips.append([*wave[9:21], *reversed(thick)])
        for start in range(8, 17):
            px, py = wave[start]
            run = smooth(
                [
                    (px, py + 1),
                    (px - lift * 0.3, py + lift * 0.3),
                    (px - lift * rng.uniform(0.7, 1.3), py + lift * rng.uniform(0.45, 0.8)),
                ],
                4,
            )
            backs += stroke(run, lift * rng.uniform(0.03, 0.1), 0.4)
        x += wave[-1][0] - wave[0][0]
    body = grounded(crest)
    canvas.fill(
        body, ramp(mix(colour, "#8fb0a8", 0.55), mix(colour, "#4d6a6c", 0.2), colour, mix(colour, "#060c12", 0.55))
    )
    canvas.fill_all(fronts, mix(colour, "#050b11", 0.6), 0.5, soft=high * 0.16 + 0.6)
    box = (0, level - high * 1.6, WIDTH, level + high * 2.4)
    fine = (max(6, int(500 / high)), 8)
    canvas.mottle(box, "#c5d5d0", 0.26, cells=fine, cut=(0.5, 0.95), fade=(1, 0.8, 0), within=[body])
    canvas.fill_all(backs, "#dce7e2", 0.4, soft=max(0.5, high * 0.025))
    canvas.fill_all(lips, "#eef4f0", 0.9, soft=max(0.5, high * 0.012))


def _wave(canvas: Canvas, x: float, level: float, high: float) -> tuple[list[Point], float]:
    """Return one wave from hollow to hollow and its height."""
    rng = canvas.rng
    lift, long = high * rng.uniform(0.5, 1.5), high * rng.uniform(4.2, 8)
    wave = []
    for step in range(33):
        turn = 2 * math.pi * step / 32
        # A trochoid, as real swell is; the lean to the right makes it about to break.
        height = lift * (0.5 - 0.5 * math.cos(turn)) ** 1.35
        right = x + long * (step / 32 + 0.12 * math.sin(turn)) + height * 0.5
        wave.append((right, level - height + rng.gauss(0, high * 0.012)))
    return wave, lift


def _lighthouse(canvas: Canvas, x: float, foot: float) -> None:
    lamp = foot - 262
    for end, wide, alpha in (((WIDTH + 60, lamp - 190), 120, 0.32), ((-200, lamp + 110), 70, 0.26)):
        canvas.fill(
            [(x, lamp - 4), (end[0], end[1] - wide), (end[0], end[1] + wide), (x, lamp + 4)],
            "#fff2c0",
            alpha,
            soft=6,
            mode="light",
        )
    rock = ridge(
        canvas.rng,
        [
            (x - 210, foot + 30),
            (x - 120, foot - 26),
            (x - 40, foot - 54),
            (x + 50, foot - 50),
            (x + 140, foot - 8),
            (x + 230, foot + 34),
        ],
        0.16,
    )
    canvas.fill(grounded(rock, foot + 90), ramp("#35424a", "#141c22"))
    canvas.fill([(x - 26, foot - 48), (x - 16, lamp + 22), (x + 16, lamp + 22), (x + 26, foot - 48)], "#c9cbc0")
    for step in (0, 2):
        low, high = (
            foot - 48 - (foot - 70 - lamp) * (0.12 + step * 0.24),
            foot - 48 - (foot - 70 - lamp) * (0.34 + step * 0.24),
        )
        half = [26 - 10 * (foot - 48 - level) / (foot - 70 - lamp) for level in (low, high)]
        canvas.fill([(x - half[0], low), (x + half[0], low), (x + half[1], high), (x - half[1], high)], "#a0463c")
    canvas.fill(
        [(x + 2, lamp + 22), (x + 16, lamp + 22), (x + 26, foot - 48), (x + 4, foot - 48)], "#101a22", 0.45, soft=3
    )
    canvas.fill_all(
        [bar(x - 24, lamp + 16, x + 24, lamp + 22), [(x - 16, lamp - 13), (x, lamp - 32), (x + 16, lamp - 13)]],
        "#1c252c",
    )
    canvas.fill(bar(x - 12, lamp - 13, x + 12, lamp + 16), "#fff3c8")
    canvas.fill_all([bar(x + dx - 1, lamp - 13, x + dx + 1, lamp + 16) for dx in (-12, -4, 4, 12)], "#1c252c")
    canvas.glow(x, lamp, 210, "#ffeab0", 0.95)


def _ship(canvas: Canvas, x: float, water: float) -> None:
    def at(right: float, up: float) -> Point:
        turn = -0.09
        return x + right * math.cos(turn) - up * math.sin(turn), water + right * math.sin(turn) - up * math.cos(turn)

    canvas.fill([at(-104, -30), at(-112, 26), at(60, 22), at(118, 44), at(92, -30)], ramp("#2a3740", "#1a242c"))
    canvas.fill([at(-100, 26), at(-98, 72), at(-46, 72), at(-40, 24)], ramp("#8f9993", "#626e70"))
    canvas.fill([at(-90, 72), at(-88, 96), at(-58, 96), at(-54, 72)], "#7c8886")
    canvas.fill_all([[at(a, 78), at(a, 88), at(a + 6, 88), at(a + 6, 78)] for a in (-86, -76, -66)], "#ffe9ae")
    canvas.fill_all(
        [
            *stroke([at(-72, 96), at(-72, 140)], 2.4),
            *stroke([at(30, 24), at(30, 108)], 3.4),
            *stroke([at(30, 100), at(-36, 60)], 2),
        ],
        "#232e36",
    )
    canvas.glow(*at(-74, 84), 60, "#ffe0a0", 0.8)
    canvas.glow(*at(-72, 140), 34, "#ffd9a0", 0.9)


def _spray(canvas: Canvas) -> None:
    rng = canvas.rng
    for x, y, wide, high in ((170, 560, 110, 110), (470, 590, 80, 70), (1180, 620, 60, 46)):
        drops = [
            disc(x + rng.gauss(0, 0.42) * wide, y - abs(rng.gauss(0, 0.45)) * high, rng.uniform(0.8, 3.4))
            for _ in range(150)
        ]
        canvas.fill_all([disc(x, y - high * 0.25, wide * 0.6, high * 0.4)], "#e3ebe6", 0.4, soft=20)
        canvas.fill_all(drops, "#f2f6f1", 0.6, soft=0.6)
