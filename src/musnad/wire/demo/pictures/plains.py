"""Wide land under a wide sky: a desert road, a wheat field, a solar farm."""

import math
from itertools import pairwise

from musnad.wire.demo.pictures.canvas import WIDTH, Canvas, mix, ramp
from musnad.wire.demo.pictures.shapes import Outline, bar, disc, ridge, rounded, smooth, stroke
from musnad.wire.demo.pictures.skies import bush, crown, depth, hills, rolling, sky, streaks, sun
from musnad.wire.demo.pictures.view import View


def desert_road(canvas: Canvas) -> None:
    """A straight road into bare mountains, a lorry raising dust."""
    sky(canvas, "#6f9fb5", "#a3bfc0", "#ddd0b2", "#f3d9ad", down_to=470)
    streaks(canvas, 30, 300, "#fff2da", 0.5)
    canvas.glow(1180, 400, 620, "#ffe0a0", 0.7)
    for level, high, colour in zip((392, 420, 446), (46, 34, 22), depth("#a9745a", "#d9b79a", 3), strict=True):
        line = [(x, level - canvas.rng.uniform(0, 1.6) * high) for x in range(-40, WIDTH + 160, 130)]
        range_ = hills(canvas, line, ramp(colour, mix(colour, "#f0cfa0", 0.55)), roughness=0.16, bottom=474)
        canvas.mottle((0, 300, WIDTH, 474), "#7a4a40", 0.3, cells=(60, 6), cut=(0.5, 0.8), within=[range_])
        canvas.veil((0, level - 40, WIDTH, 474), "#f2d5a8", (0, 0.4))
    canvas.fill(bar(0, 466, WIDTH, 910), ramp("#e6c391", "#d3a168", "#b87d4a"))
    canvas.mottle((0, 470, WIDTH, 900), "#9d6338", 0.45, cells=(5, 14), cut=(0.45, 0.9), fade=(0.2, 0.8, 1))
    canvas.mottle((0, 470, WIDTH, 900), "#f3d29c", 0.5, cells=(4, 16), cut=(0.5, 0.95), fade=(0.5, 1, 0.6))
    _dunes(canvas)
    view = View(x=700, horizon=468, lens=900)
    canvas.fill(view.floor(-5.6, 5.6, -1.7, 1.5, 900), ramp("#d8b486", "#b58a5c"))
    canvas.fill(view.floor(-4.1, 4.1, -1.7, 1.5, 900), ramp("#a89a8c", "#6d6460", "#4a4446"))
    for side in (-3.75, 3.6):
        canvas.fill(view.floor(side, side + 0.15, -1.7, 1.5, 500), "#efe3cc", 0.8)
    dashes = [view.floor(-0.09, 0.09, -1.7, away, away + 3.2) for away in (2.6 + 9.5 * step for step in range(26))]
    canvas.fill_all(dashes, "#f4ead4", 0.85)
    for wide in (0.5, 0.8, 1.1, 1.4):
        verges = [view.floor(-4.3, -4.3 + wide, -1.7, 1.5, 200), view.floor(4.3 - wide, 4.3, -1.7, 1.5, 200)]
        canvas.mottle((0, 470, WIDTH, 900), "#d9b27c", 0.26, cells=(9, 18), cut=(0.35, 0.85), within=verges)
    canvas.veil((0, 440, WIDTH, 540), "#f7ddb0", (0, 0.5, 0))
    _poles(canvas, view)
    _lorry(canvas, view)


def _dunes(canvas: Canvas) -> None:
    for line, deep, fill in (
        ([(-60, 528), (130, 494), (290, 512), (430, 522), (540, 516)], 30, "#f1d3a0"),
        ([(1660, 508), (1420, 488), (1240, 508), (1080, 520), (980, 512)], 30, "#f3d6a4"),
        ([(1700, 640), (1520, 580), (1380, 604), (1240, 640), (1160, 636)], 62, "#edc78f"),
        ([(-80, 610), (60, 580), (170, 596), (300, 606)], 46, "#eecb95"),
    ):
        crest = smooth(line)
        belly = [(x, y + deep * math.sin(math.pi * step / (len(crest) - 1))) for step, (x, y) in enumerate(crest)]
        canvas.fill([*crest, *reversed(belly)], fill, 0.75, soft=2.5)
        lee = [(x, y + (low - y) * 1.9) for (x, y), (_, low) in zip(crest, belly, strict=True)]
        canvas.fill([*belly, *reversed(lee)], "#9d683c", 0.4, soft=5)
    for _ in range(70):
        x, near = canvas.rng.uniform(0, WIDTH), canvas.rng.random() ** 1.5
        y, wide = 540 + near * 340, 3 + 16 * near
        if abs(x - 700) > (y - 468) * 4.2:
            canvas.fill(disc(x + wide * 0.8, y + wide * 0.1, wide * 1.5, wide * 0.3), "#7d5234", 0.5, soft=1.5)
            tufts = [
                stroke(
                    [(x, y), (x + canvas.rng.uniform(-1, 1) * wide, y - canvas.rng.uniform(0.4, 1) * wide)], 2.4, 0.6
                )
                for _ in range(9)
            ]
            canvas.fill_all([part for tuft in tufts for part in tuft], mix("#7b6a3d", "#5a4a2c", near))


def _poles(canvas: Canvas, view: View) -> None:
    tips = []
    for step in range(9):
        away = 6.5 * 1.55**step
        colour = mix("#4a3a32", "#c9a98a", min(1.0, step / 8))
        foot, top = view.at(8.2, -1.7, away), view.at(8.2, 6.2, away)
        arm = (view.at(7.1, 5.8, away), view.at(9.3, 5.8, away))
        lower = (view.at(7.4, 4.8, away), view.at(9.0, 4.8, away))
        canvas.fill_all(stroke([foot, top], view.size(0.24, away), view.size(0.17, away)), colour)
        canvas.fill_all([*stroke(arm, view.size(0.14, away)), *stroke(lower, view.size(0.14, away))], colour)
        pins = [
            view.front(x, x + 0.1, up, up + 0.26, away) for up, xs in ((5.8, (7.1, 9.2)), (4.8, (7.4, 8.9))) for x in xs
        ]
        canvas.fill_all(pins, colour)
        tips.append(((*arm, *lower), colour))
    for (here, colour), (there, _) in pairwise(tips):
        for near, far in zip(here, there, strict=True):
            sag = ((near[0] * 0.4 + far[0] * 0.6), (near[1] * 0.4 + far[1] * 0.6) + (near[0] - far[0]) * 0.05)
            canvas.fill_all(stroke(smooth([near, sag, far]), 1.8, 0.8), colour, 0.8)


def _lorry(canvas: Canvas, view: View) -> None:
    away = 34.0
    dust = [
        disc(
            *view.at(-1.9 + canvas.rng.gauss(0, 1.1), -0.9 + canvas.rng.random() * 1.4, away + 2 + 4 * step), 26 - step
        )
        for step in range(9)
    ]
    canvas.fill_all(dust, "#f3dcb4", 0.6, soft=12)
    canvas.fill(view.floor(-3.4, 1.4, -1.7, away - 1.5, away + 4), "#3a3030", 0.5, soft=3)
    for left, right, low, high, colour in (
        (-3.1, -0.7, -1.1, 2.3, "#d9cbb4"),
        (-3.0, -0.8, -1.3, 0.9, "#9b4a37"),
        (-2.8, -1.0, -0.1, 0.7, "#39434a"),
        (-3.0, -0.8, -1.45, -1.1, "#2d2728"),
    ):
        canvas.fill(view.front(left, right, low, high, away), colour)
    canvas.fill_all([view.front(side, side + 0.4, -1.7, -1.1, away) for side in (-3.0, -1.2)], "#1f1b1d")
    canvas.fill_all([disc(*view.at(side, -0.75, away), 3.2) for side in (-2.75, -1.05)], "#fff3cf")
    for side in (-2.75, -1.05):
        canvas.glow(*view.at(side, -0.75, away), 26, "#ffe9b0", 0.9)


def wheat_field(canvas: Canvas) -> None:
    """Ripe wheat in low light, a lone tree, ears close to us."""
    sky(canvas, "#5f8fb0", "#9fbfc8", "#e7dcc0", "#f8dfae", down_to=480)
    canvas.mottle((0, 40, WIDTH, 440), "#ffffff", 0.85, cells=(4, 4), cut=(0.5, 0.8), fade=(0, 1, 1, 0))
    canvas.mottle((0, 90, WIDTH, 450), "#b79f94", 0.4, cells=(4, 5), cut=(0.58, 0.85), fade=(0, 1, 1, 0))
    sun(canvas, 1240, 372, 26, "#fff4d0", "#ffd07a")
    hills(canvas, rolling(canvas, 452, 22, 220), ramp("#a9b39a", "#cfc298"), bottom=500)
    hills(canvas, rolling(canvas, 474, 10, 160), ramp("#7f8c62", "#b7a865"), bottom=510)
    for _ in range(22):
        x = canvas.rng.uniform(0, WIDTH)
        canvas.fill_all(
            bush(canvas, x, 486, canvas.rng.uniform(30, 80), canvas.rng.uniform(16, 36)),
            mix("#6a7a50", "#9a9a6c", canvas.rng.random()),
        )
    canvas.veil((0, 420, WIDTH, 500), "#fbe2a8", (0, 0.5))
    canvas.fill(bar(0, 486, WIDTH, 910), ramp("#efd08a", "#dba94e", "#b87a2a", "#7d4c1c"))
    _furrows(canvas)
    _lone_tree(canvas, 420, 508)
    canvas.glow(1240, 480, 700, "#ffd98a", 0.55, flat=0.35)
    for level, size, colour, count in (
        (690, 0.42, "#cf9a45", 220),
        (770, 0.62, "#bd8233", 130),
        (850, 0.95, "#a06a24", 80),
        (950, 1.5, "#7d4f1b", 34),
    ):
        _stand(canvas, level, size, colour, count)


def _furrows(canvas: Canvas) -> None:
    view = View(x=980, horizon=470, lens=900)
    furrows = [view.floor(step * 1.7, step * 1.7 + 0.7, -1.9, 3, 120) for step in range(-60, 60)]
    canvas.fill_all(furrows, "#9a6524", 0.22, soft=1.2)
    for side in (-6.2, -4.4):
        canvas.fill(view.floor(side, side + 0.5, -1.9, 3, 150), "#7d4f20", 0.5, soft=1.5)
    canvas.mottle((0, 500, WIDTH, 900), "#fbe3a0", 0.6, cells=(16, 20), cut=(0.5, 0.9), fade=(0.6, 1, 0.4))
    canvas.mottle((0, 500, WIDTH, 900), "#7d4c18", 0.4, cells=(30, 26), cut=(0.55, 0.9), fade=(0.1, 0.7, 1))


def _lone_tree(canvas: Canvas, x: float, foot: float) -> None:
    canvas.fill(disc(x - 60, foot + 6, 150, 9), "#7a5522", 0.5, soft=5)
    canvas.fill_all(
        [
            *stroke([(x, foot + 6), (x + 3, foot - 50), (x - 2, foot - 90)], 17, 8),
            *stroke([(x, foot - 46), (x + 34, foot - 96)], 8, 4),
        ],
        "#4a3a26",
    )
    crown(canvas, x + 2, foot - 118, 210, 150, ("#3d4a2a", "#5f6c36", "#a09a4c"))


def _stand(canvas: Canvas, level: float, size: float, colour: str, count: int) -> None:
    """Draw one row of standing wheat: bent stalks, ears of paired grains, long awns."""
    rng = canvas.rng
    stalks: list[Outline] = []
    grains: list[Outline] = []
    shine: list[Outline] = []
    awns: list[Outline] = []
    for _ in range(count):
        x, lean = rng.uniform(-40, WIDTH + 40), rng.gauss(0.25, 0.18)
        top = level - 120 * size * rng.uniform(0.75, 1.25)
        tip = (x + lean * 60 * size, top)
        stalks += stroke(
            smooth([(x, level + 120), (x + lean * 8 * size, (level + top) / 2), tip], 4), 3.4 * size, 1.8 * size
        )
        for grain in range(8):
            up = grain * 9.5 * size
            at = (tip[0] + lean * up * 0.9, tip[1] - up * (1 - abs(lean) * 0.25))
            side = 1 if grain % 2 else -1
            turn = -math.pi / 2 + lean + side * 0.38
            grains.append(disc(at[0] + side * 4.2 * size, at[1], 10.5 * size, 4 * size, turn=turn))
            if size > 0.5:
                shine.append(
                    disc(at[0] + side * 4.2 * size + 1.4 * size, at[1] - size, 7 * size, 1.7 * size, turn=turn)
                )
                awns += stroke([at, (at[0] + (side * 0.24 + lean) * 60 * size, at[1] - 58 * size)], 1.2 * size, 0.5)
    canvas.fill_all(stalks, mix(colour, "#5a3a14", 0.25))
    canvas.fill_all(awns, mix(colour, "#ffe2a0", 0.35), 0.7)
    canvas.fill_all(grains, ramp(mix(colour, "#ffdc8c", 0.4), mix(colour, "#4a2c0e", 0.15)))
    canvas.fill_all(shine, mix(colour, "#ffe6a4", 0.65), 0.7)


def solar_farm(canvas: Canvas) -> None:
    """Rows of panels towards low hills, the sun in their glass."""
    sky(canvas, "#4f86b8", "#86b4cf", "#cfdcd2", "#f6e3bb", down_to=400)
    canvas.mottle((0, 0, WIDTH, 330), "#ffffff", 0.75, cells=(4, 6), cut=(0.52, 0.9), fade=(0, 1, 0.8, 0))
    sun(canvas, 1130, 236, 30, "#fffbe6", "#ffe3a0")
    for level, colour in ((352, "#b4c3c4"), (376, "#93a79f")):
        hills(
            canvas, rolling(canvas, level, 26, 210), ramp(colour, mix(colour, "#efe2bd", 0.6)), roughness=0, bottom=420
        )
    _turbines(canvas)
    canvas.fill(bar(0, 396, WIDTH, 910), ramp("#d9cf9e", "#b7a86c", "#7d7444"))
    canvas.mottle((0, 400, WIDTH, 900), "#6b6a3a", 0.5, cells=(24, 30), cut=(0.45, 0.9), fade=(0.2, 1, 1))
    canvas.veil((0, 350, WIDTH, 450), "#f6e6bd", (0, 0.6, 0))
    view = View(x=930, horizon=392, lens=900)
    rows = 15
    for row in reversed(range(rows)):
        _panels(canvas, view, 4.2 + 3.2 * row + 0.22 * row * row, row / (rows - 1))
    canvas.glow(1130, 420, 820, "#fff0c4", 0.32, flat=0.7)


def _panels(canvas: Canvas, view: View, away: float, far: float) -> None:
    low, high, deep = -2.55, -1.0, 1.5
    haze = 0.75 * far
    edge, dark = mix("#dfe6e8", "#f1e6c8", haze), mix("#2c3f5e", "#a7b2b4", haze)
    canvas.fill(view.floor(-90, 90, -3.0, away - 0.4, away + deep + 0.8), mix("#4a4527", "#c5b987", haze), 0.6, soft=2)
    legs = [view.front(x, x + 0.09, -3.0, -1.6, away + deep * 0.5) for x in (step * 2.3 - 60.3 for step in range(54))]
    canvas.fill_all(legs, mix("#5d6468", "#c9c3a5", haze))
    glass = [
        view.at(-90, low, away),
        view.at(90, low, away),
        view.at(90, high, away + deep),
        view.at(-90, high, away + deep),
    ]
    canvas.fill(
        glass, ramp(mix("#86abc9", "#dfe0cb", haze), mix("#3d5f8c", "#bcc6c2", haze), mix("#1d2f52", "#8d9ca6", haze))
    )
    lines = [
        stroke([view.at(x, low, away), view.at(x, high, away + deep)], view.size(0.09, away))
        for x in (step * 2.3 - 62.1 for step in range(55))
    ]
    cells = [
        stroke([view.at(x, low, away), view.at(x, high, away + deep)], max(0.6, view.size(0.015, away)))
        for x in (step * 0.46 - 30 for step in range(131))
    ]
    canvas.fill_all([part for line in cells for part in line], edge, 0.22 * (1 - far))
    for share in (0.25, 0.5, 0.75):
        up, there = low + (high - low) * share, away + deep * share
        canvas.fill_all(
            stroke([view.at(-90, up, there), view.at(90, up, there)], max(0.6, view.size(0.016, away))),
            edge,
            0.3 * (1 - far),
        )
    canvas.fill_all([part for line in lines for part in line], mix(dark, edge, 0.55))
    canvas.fill_all(
        stroke([view.at(-90, high, away + deep), view.at(90, high, away + deep)], max(0.9, view.size(0.022, away))),
        edge,
    )
    canvas.fill_all(stroke([view.at(-90, low, away), view.at(90, low, away)], max(0.8, view.size(0.05, away))), dark)
    shine = view.at(2.0, (low + high) / 2, away)
    canvas.glow(1130, shine[1], max(40.0, view.size(2.2, away)), "#fff3cf", 0.75, flat=0.42)


def _turbines(canvas: Canvas) -> None:
    for x, foot, size, turn in ((250, 372, 1.0, 0.4), (388, 380, 0.8, 1.1), (505, 384, 0.62, 0.1)):
        hub = (x, foot - 150 * size)
        parts = stroke([(x, foot + 10), hub], 6 * size, 3.4 * size)
        for blade in range(3):
            angle = turn + blade * 2 * math.pi / 3
            parts += stroke(
                [hub, (hub[0] + math.cos(angle) * 78 * size, hub[1] + math.sin(angle) * 78 * size)], 5 * size, 1
            )
        canvas.fill_all(
            [*parts, disc(*hub, 4.5 * size), rounded(x - 3, hub[1] - 3, x + 9 * size, hub[1] + 3, 2)], "#f3efe2"
        )
        canvas.fill_all(
            stroke(ridge(canvas.rng, [(x - 9, foot + 11), (x + 9, foot + 11)], 0.02, rounds=1), 3), "#93a79f"
        )
