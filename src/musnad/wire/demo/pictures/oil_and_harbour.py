"""Work on land and water: an oilfield at dusk, a harbour in the morning."""

import math

from musnad.wire.demo.pictures.canvas import WIDTH, Canvas, mix, ramp
from musnad.wire.demo.pictures.shapes import Outline, arc, bar, disc, rounded, smooth, stroke
from musnad.wire.demo.pictures.skies import birds, glitter, hills, ripples, rolling, sky, streaks, sun


def oilfield_dusk(canvas: Canvas) -> None:
    """Pump jacks against the last light, a flare far away."""
    sky(canvas, "#1d2440", "#3b3a5c", "#7a4f63", "#c9705a", "#f0a868", "#fbd79a", down_to=640)
    streaks(canvas, 60, 470, "#f4a97a", 0.55)
    streaks(canvas, 20, 380, "#2a2545", 0.6, cells=(2, 7))
    sun(canvas, 610, 612, 34, "#fff0c8", "#ff9a52")
    _refinery(canvas, 110, 632, "#8a5560")
    _flare(canvas, 330, 636)
    canvas.veil((0, 540, WIDTH, 660), "#f6b37a", (0, 0.3, 0.5))
    canvas.fill(disc(610, 606, 36), "#fff1cc", soft=1.5)
    canvas.glow(610, 606, 130, "#ffd590", 0.8)
    hills(canvas, rolling(canvas, 640, 10, 190), ramp("#7b4a50", "#5a3742"))
    for x, foot, size, beat in ((845, 668, 0.32, -0.5), (985, 662, 0.26, 0.8), (480, 664, 0.22, 0.2)):
        canvas.fill_all(_pump(x, foot, size, beat), "#57343f")
    canvas.veil((0, 600, WIDTH, 700), "#f09a66", (0, 0.28, 0))
    hills(canvas, rolling(canvas, 700, 14, 260), ramp("#4d2f3c", "#2b1d2b"))
    canvas.fill_all(_pump(330, 745, 0.55, 0.65), "#33212f")
    hills(canvas, rolling(canvas, 772, 12, 300), ramp("#2f2030", "#15111d"))
    jack = _pump(1180, 812, 1.28, -0.35)
    canvas.fill_all([[(x - 2.2, y - 1.2) for x, y in part] for part in jack], "#e08a5a")
    canvas.fill_all(jack, "#1b1420")
    hills(canvas, rolling(canvas, 804, 6, 320), ramp("#1f1622", "#0e0b14"))
    for level in (856, 872):
        canvas.fill(bar(0, level, WIDTH, level + 7), ramp("#a9624f", "#2a1a26", "#120d17"))
    canvas.fill_all([bar(x, 850, x + 9, 892) for x in range(60, WIDTH, 230)], "#0c0910")


def _pump(x: float, foot: float, size: float, beat: float) -> list[Outline]:
    """Return a pump jack whose beam stands at `beat` (-1 to 1), its well to the left."""

    def at(right: float, up: float) -> tuple[float, float]:
        return x + right * size, foot - up * size

    tilt = 0.2 * beat
    pivot = (0.0, 282.0)

    def on_beam(along: float, aside: float) -> tuple[float, float]:
        right = pivot[0] + along * math.cos(tilt) - aside * math.sin(tilt)
        return at(right, pivot[1] + along * math.sin(tilt) + aside * math.cos(tilt))

    parts = [
        [on_beam(-190, -9), on_beam(-190, 9), on_beam(0, 17), on_beam(176, 10), on_beam(176, -10), on_beam(0, -17)]
    ]
    head = [on_beam(-178 - 44 * math.cos(a / 10), -8 + 78 * math.sin(a / 10)) for a in range(-12, 11)]
    parts.append([*head, on_beam(-176, 52), on_beam(-168, 14), on_beam(-176, -40)])
    for start, end, wide in (((-66, 0), (-4, 276), 12), ((62, 0), (4, 276), 12), ((-42, 108), (40, 108), 7)):
        parts += stroke([at(*start), at(*end)], wide * size)
    crank = (172.0, 96.0)
    turn = math.pi * (0.5 + 0.8 * beat)
    pin = (crank[0] + 50 * math.cos(turn), crank[1] + 50 * math.sin(turn))
    parts += stroke([at(*pin), on_beam(166, 0)], 9 * size)
    parts += stroke([at(*crank), at(*pin)], 26 * size)
    weight = (crank[0] - 34 * math.cos(turn), crank[1] - 34 * math.sin(turn))
    parts += [disc(*at(*weight), 42 * size), disc(*at(*crank), 24 * size), disc(*on_beam(0, 0), 15 * size)]
    parts += [
        bar(*at(120, 82), *at(262, 0)),
        rounded(*at(214, 132), *at(290, 70), 8 * size),
        bar(*at(-110, 18), *at(312, 0)),
    ]
    hook = on_beam(-222, -20)
    parts += stroke([hook, (hook[0], foot - 40 * size)], 4 * size)
    return [*parts, bar(hook[0] - 13 * size, foot - 52 * size, hook[0] + 13 * size, foot + 8 * size)]


def _refinery(canvas: Canvas, x: float, foot: float, colour: str) -> None:
    rng = canvas.rng
    parts = []
    for step in range(16):
        at = x + step * 19 + rng.uniform(-6, 6)
        high = rng.choice((14, 22, 34, 52, 74)) * rng.uniform(0.8, 1.1)
        wide = rng.choice((3, 5, 9)) if high > 30 else 15
        parts += [bar(at - wide / 2, foot - high, at + wide / 2, foot + 6)]
        parts += [
            bar(at - wide, foot - high * part, at + wide, foot - high * part + 1.6)
            for part in (0.5, 0.72, 0.92)
            if high > 30
        ]
    parts += [rounded(x + 320 + step * 48, foot - 24, x + 360 + step * 48, foot + 6, 4) for step in range(3)]
    canvas.fill_all(parts, colour)
    canvas.fill_all([disc(x + rng.uniform(0, 300), foot - rng.uniform(6, 50), 1.3) for _ in range(26)], "#ffe2a8")


def _flare(canvas: Canvas, x: float, foot: float) -> None:
    canvas.fill_all(stroke([(x, foot), (x, foot - 118)], 5, 3), "#7d4d5a")
    smoke = [
        (x + 4, foot - 140),
        (x + 60, foot - 180),
        (x + 190, foot - 214),
        (x + 420, foot - 230),
        (x + 640, foot - 262),
    ]
    # Each layer a little longer and weaker, so that the plume thins out instead of ending.
    drift = smooth(smoke)
    for part in range(12, len(drift), 6):
        canvas.fill_all(stroke(drift[:part], 6, 10 + part * 1.3), "#3a2c44", 0.11, soft=6 + part * 0.3)
    canvas.glow(x + 5, foot - 132, 120, "#ff8a3c", 0.9)
    canvas.fill_all(
        [disc(x + 7, foot - 134, 8, 19, turn=0.45), disc(x + 17, foot - 152, 4, 13, turn=0.7)], "#ff9a4a", 0.9, soft=2.4
    )
    canvas.fill(disc(x + 5, foot - 130, 5, 13, turn=0.4), "#fff0c0", soft=1.6)


def harbour_morning(canvas: Canvas) -> None:
    """Cranes and a freighter in the mist, fishing boats before them."""
    sky(canvas, "#8fb0c0", "#b6c8c9", "#e6d8c3", "#f7d9b4", "#fbe3c0", down_to=560)
    streaks(canvas, 40, 420, "#fff3df", 0.6)
    sun(canvas, 520, 400, 30, "#fff8e2", "#ffcf8c")
    hills(canvas, rolling(canvas, 530, 22, 180), "#c3c3ba", bottom=562)
    for x, size in ((930, 0.5), (1035, 0.5), (1140, 0.52)):
        canvas.fill_all(_crane(x, 560, size), "#b0b7b3")
    canvas.veil((0, 440, WIDTH, 560), "#f8dfba", (0, 0.55))
    _freighter(canvas, 690, 560)
    for x, size in ((1260, 0.95), (1450, 1.0)):
        canvas.fill_all(_crane(x, 562, size), ramp("#6f858b", "#8a9896"))
    canvas.fill(bar(1120, 548, WIDTH, 562), "#7d8a88")
    _stacks(canvas, 1150, 549)
    canvas.veil((0, 500, WIDTH, 562), "#fbe3c0", (0, 0.35))
    canvas.mirror(561, 900, squash=1.45, ripple=1.6, blur=1.5)
    canvas.veil((0, 561, WIDTH, 900), "#5d8390", (0.12, 0.5, 0.78))
    ripples(canvas, 570, 900, "#f3dcbb", 0.28)
    ripples(canvas, 600, 900, "#2f5566", 0.3)
    glitter(canvas, 520, 566, 880, 110, "#ffdca4")
    _boat(canvas, 300, 745, 1.25, "#23404d", "#b4593f")
    _boat(canvas, 640, 668, 0.7, "#39535c", "#cfa35c")
    _boat(canvas, 80, 640, 0.45, "#5a7077", "#8c9a92")
    birds(canvas, 400, 250, 9, 17, "#566f78")


def _crane(x: float, foot: float, size: float) -> list[Outline]:
    """Return a quay crane, its boom out over the water to the left."""

    def at(right: float, up: float) -> tuple[float, float]:
        return x + right * size, foot - up * size

    lines = (
        ((-42, 0), (-34, 236), 9),
        ((44, 0), (36, 236), 9),
        ((-40, 74), (42, 74), 8),
        ((-36, 150), (38, 150), 6),
        ((-40, 76), (38, 148), 4),
        ((-260, 190), (130, 190), 9),
        ((-260, 200), (130, 200), 3),
        ((-30, 236), (6, 330), 7),
        ((34, 236), (6, 330), 7),
        ((6, 326), (-250, 200), 3.4),
        ((6, 326), (-130, 200), 3.4),
        ((6, 326), (126, 200), 3.4),
        ((-176, 190), (-176, 120), 1.6),
        ((-156, 190), (-156, 120), 1.6),
    )
    parts = [part for start, end, wide in lines for part in stroke([at(*start), at(*end)], max(1.0, wide * size))]
    for step in range(-250, 120, 18):
        parts += stroke([at(step, 191), at(step + 9, 200), at(step + 18, 191)], max(0.7, 1.6 * size))
    return [
        *parts,
        bar(*at(-190, 128), *at(-142, 112)),
        bar(*at(64, 216), *at(122, 192)),
        bar(*at(-186, 190), *at(-146, 176)),
    ]


def _freighter(canvas: Canvas, x: float, water: float) -> None:
    hull = [
        (x - 250, water - 40),
        (x + 225, water - 40),
        (x + 236, water - 58),
        (x + 268, water - 58),
        (x + 240, water + 4),
        (x - 236, water + 4),
    ]
    canvas.fill(hull, ramp("#6d6f6c", "#5d6a70"))
    canvas.fill(bar(x - 240, water - 7, x + 244, water + 4), "#9c6a58", 0.8)
    palette = ("#a97863", "#8a9a94", "#c2ab83", "#71878e", "#b58f72")
    for column in range(15):
        for row in range(canvas.rng.randint(2, 4)):
            left, top = x - 168 + column * 26, water - 41 - (row + 1) * 15
            canvas.fill(bar(left, top, left + 25, top + 14), mix(canvas.rng.choice(palette), "#e9d6b8", 0.3))
    canvas.fill(bar(x - 236, water - 126, x - 182, water - 40), "#d9d2c2")
    canvas.fill(bar(x - 244, water - 132, x - 174, water - 122), "#c3bfb2")
    canvas.fill(bar(x - 222, water - 158, x - 202, water - 132), "#8d7a6d")
    canvas.fill_all(
        [
            bar(x - 230 + c * 9, water - 117 + r * 14, x - 225 + c * 9, water - 112 + r * 14)
            for c in range(5)
            for r in range(4)
        ],
        "#7d8585",
    )


def _stacks(canvas: Canvas, x: float, foot: float) -> None:
    for column in range(13):
        for row in range(canvas.rng.randint(1, 3)):
            left, top = x + column * 36, foot - (row + 1) * 18
            colour = canvas.rng.choice(("#9d6f5c", "#6f8688", "#b09a74", "#7f8f86"))
            canvas.fill(bar(left, top, left + 34, top + 17), ramp(mix(colour, "#ffffff", 0.12), colour))


def _boat(canvas: Canvas, x: float, water: float, size: float, hull: str, band: str) -> None:
    """Draw a fishing boat with its own reflection."""

    def at(right: float, up: float) -> tuple[float, float]:
        return x + right * size, water - up * size

    canvas.fill([at(-118, -2), at(112, -2), at(84, -60), at(-90, -52)], mix(hull, "#16303c", 0.4), 0.6, soft=4)
    canvas.fill([at(-20, -4), at(34, -4), at(30, -120), at(-14, -120)], hull, 0.28, soft=4)
    canvas.fill_all(
        [*stroke([at(-6, 40), at(-6, 178)], 4 * size), *stroke([at(-6, 160), at(96, 66)], 2.6 * size)], hull
    )
    canvas.fill_all([*stroke([at(-6, 176), at(124, 40)], 1.1), *stroke([at(-6, 176), at(-120, 46)], 1.1)], hull)
    canvas.fill([at(14, 40), at(14, 88), at(66, 88), at(72, 40)], ramp("#efe4cf", "#b9b3a3"))
    canvas.fill_all([bar(*at(22, 78), *at(36, 62)), bar(*at(43, 78), *at(58, 62))], mix(hull, "#000000", 0.2))
    canvas.fill(bar(*at(8, 94), *at(74, 87)), band)
    sheer = smooth([at(-132, 50), at(-80, 36), at(0, 30), at(70, 36), at(128, 60)])
    canvas.fill([*sheer, at(104, 0), at(88, -6), at(-104, -6), at(-120, 8)], ramp(mix(hull, "#ffffff", 0.16), hull))
    canvas.fill_all(stroke(sheer, 5 * size), band)
    canvas.fill_all([*stroke(arc(x - 60 * size, water - 6 * size, 7 * size, 9 * size, 0, 360), 2.4 * size)], "#1b2a30")
