"""Stages: a theatre before the play, a press podium."""

import math

from musnad.wire.demo.pictures.canvas import WHOLE, WIDTH, Canvas, mix, ramp, ramp_across
from musnad.wire.demo.pictures.shapes import Outline, arc, bar, disc, rounded, smooth, stroke


def curtain(
    canvas: Canvas, left: float, right: float, top: float, bottom: float, colours: tuple[str, str], fold: float
) -> None:
    """Hang a heavy curtain in folds: each runs from dark over its lit back to dark."""
    dark, light = colours
    x = left
    while x < right:
        wide = min(fold * canvas.rng.uniform(0.7, 1.3), right - x)
        tone = canvas.rng.uniform(0.55, 1)
        canvas.fill(
            bar(x, top, x + wide + 0.6, bottom),
            ramp_across(dark, mix(dark, light, tone), mix(dark, light, tone * 0.5), dark),
        )
        x += wide
    canvas.veil((left, top, right, bottom), "#000000", (0.5, 0.08, 0.3))


def theatre(canvas: Canvas) -> None:
    """A stage before the play: red curtain, one chair in one light, the empty stalls."""
    canvas.fill(WHOLE, ramp("#1a0d10", "#120a0d"))
    canvas.fill(bar(250, 130, 1350, 660), ramp("#1b1420", "#2a1d28", "#3b2a30"))
    curtain(canvas, 250, 520, 120, 652, ("#3d0a12", "#a82a30"), 34)
    curtain(canvas, 1080, 1350, 120, 652, ("#3d0a12", "#a82a30"), 34)
    canvas.veil((520, 130, 700, 660), "#08050a", (0.8, 0), across=True)
    canvas.veil((900, 130, 1080, 660), "#08050a", (0, 0.8), across=True)
    floor: Outline = [(250, 640), (1350, 640), (1450, 726), (150, 726)]
    canvas.fill(floor, ramp("#5f3d2a", "#9a6a44", "#6d4529"))
    boards = [part for step in range(-15, 16) for part in stroke([(800 + step * 34, 640), (800 + step * 44, 726)], 1.6)]
    canvas.fill_all(boards, "#3d2518", 0.55)
    _spotlight(canvas)
    _chair(canvas, 800, 690)
    _pelmet(canvas)
    _proscenium(canvas)
    canvas.fill([(110, 726), (1490, 726), (1490, 752), (110, 752)], ramp("#b98a4e", "#4a2e1b"))
    for x in range(190, 1440, 76):
        canvas.fill(disc(x, 730, 15, 9), "#2a1a12")
        canvas.glow(x, 724, 46, "#ffcf86", 0.55)
    _stalls(canvas)


def _spotlight(canvas: Canvas) -> None:
    for wide, alpha in ((150, 0.2), (116, 0.22), (84, 0.2)):
        canvas.fill(
            [(770, 100), (830, 100), (800 + wide, 690), (800 - wide, 690)], "#ffeec4", alpha, soft=10, mode="light"
        )
    for across, alpha in ((176, 0.35), (140, 0.5)):
        canvas.fill(disc(800, 690, across, across * 0.2), "#ffe9b8", alpha, soft=7, mode="light")
    motes = [
        disc(800 + canvas.rng.gauss(0, 70), canvas.rng.uniform(160, 680), canvas.rng.uniform(0.6, 1.7))
        for _ in range(90)
    ]
    canvas.fill_all(motes, "#fff4d8", 0.5, soft=0.6)


def _chair(canvas: Canvas, x: float, foot: float) -> None:
    canvas.fill(disc(x + 6, foot + 6, 58, 10), "#2a1710", 0.6, soft=5)
    legs = [
        ((-34, -72), (-40, 4)),
        ((34, -72), (40, 4)),
        ((-26, -78), (-28, -10)),
        ((26, -78), (28, -10)),
        ((-27, -170), (-30, -74)),
        ((27, -170), (30, -74)),
    ]
    wood = [
        part
        for start, end in legs
        for part in stroke([(x + start[0], foot + start[1]), (x + end[0], foot + end[1])], 7, 5)
    ]
    wood += [
        part
        for up in (-166, -142)
        for part in stroke(smooth([(x - 27, foot + up), (x, foot + up - 7), (x + 27, foot + up)]), 9)
    ]
    canvas.fill_all(wood, ramp("#a8743f", "#5a371f"))
    canvas.fill(
        [(x - 38, foot - 70), (x + 38, foot - 70), (x + 30, foot - 84), (x - 30, foot - 84)], ramp("#e7b875", "#a8743f")
    )


def _pelmet(canvas: Canvas) -> None:
    for index in range(8):
        left = 250 + index * 137.5
        swag = [
            (left, 110),
            (left + 137.5, 110),
            *reversed(smooth([(left, 150), (left + 69, 214), (left + 137.5, 150)])),
        ]
        canvas.fill(swag, ramp("#5a1018", "#8f2028", "#b03036", "#6d141c"))
        folds = [
            part
            for drop in (150, 170, 190)
            for part in stroke(smooth([(left + 8, 128), (left + 69, drop), (left + 130, 128)]), 3)
        ]
        canvas.fill_all(folds, "#420a12", 0.5, soft=1.5)
        canvas.fill_all(stroke(smooth([(left, 150), (left + 69, 214), (left + 137.5, 150)]), 6), "#d8a858")


def _proscenium(canvas: Canvas) -> None:
    gold = ramp_across("#3a2414", "#8f6434", "#e3b870", "#a5763e", "#4a2f1a")
    for left in (150, 1350):
        canvas.fill(bar(left, 60, left + 100, 726), gold)
        canvas.fill_all(
            [bar(left + 18 + step * 17, 130, left + 24 + step * 17, 660) for step in range(4)], "#3a2414", 0.6, soft=1
        )
        canvas.fill_all(
            [bar(left - 12, 96, left + 112, 122), bar(left - 12, 676, left + 112, 726)], ramp("#e3b870", "#7d5429")
        )
    canvas.fill(bar(110, 40, 1490, 112), ramp("#5f4023", "#c2934f", "#e6bf7a", "#7d5429"))
    canvas.fill_all([arc(170 + step * 60, 92, 24, 34, 180, 360) for step in range(22)], "#5f4023", 0.7)
    canvas.fill_all([disc(170 + step * 60, 82, 7) for step in range(22)], "#f0cd8c")
    canvas.veil((0, 0, 400, 760), "#0c0609", (0.75, 0), across=True)
    canvas.veil((1200, 0, WIDTH, 760), "#0c0609", (0, 0.75), across=True)
    canvas.glow(800, 420, 640, "#ffcf8a", 0.2)


def _stalls(canvas: Canvas) -> None:
    for row, (level, wide, colour) in enumerate(((790, 66, "#4a161c"), (836, 84, "#360f15"), (896, 108, "#20090e"))):
        offset = (row % 2) * wide / 2
        for step in range(-1, int(WIDTH / wide) + 2):
            x = step * wide - offset + 20
            dip = ((x - 800) / 800) ** 2 * 14
            seat = rounded(x + 3, level - wide * 0.62 - dip, x + wide - 3, level + 90, wide * 0.3)
            canvas.fill([(px, py - 2.5) for px, py in seat], "#c88a58", 0.5)
            canvas.fill(seat, ramp(mix(colour, "#8a2c30", 0.5), colour, mix(colour, "#000000", 0.4)))


def press_podium(canvas: Canvas) -> None:
    """A lectern full of microphones, the cameras' backs before it."""
    canvas.fill(WHOLE, ramp("#0d1828", "#16283f", "#0f1b2c"))
    curtain(canvas, 0, WIDTH, 0, 690, ("#10233c", "#2f5680"), 58)
    for x, lean in ((420, 210), (1240, -230), (820, 0)):
        canvas.fill(
            [(x - 16, -20), (x + 16, -20), (x + lean + 210, 760), (x + lean - 210, 760)],
            "#cfe2f5",
            0.16,
            soft=16,
            mode="light",
        )
    canvas.glow(800, 430, 560, "#bcd8f0", 0.5)
    canvas.fill([(0, 690), (WIDTH, 690), (WIDTH, 900), (0, 900)], ramp("#2a3b50", "#131d2b"))
    canvas.fill(disc(800, 752, 520, 56), "#9fbbd6", 0.3, soft=16, mode="light")
    canvas.fill([(420, 730), (1180, 730), (1230, 776), (370, 776)], ramp("#48607c", "#31465e"))
    canvas.fill(bar(370, 776, 1230, 800), ramp("#26384e", "#141f2e"))
    _lectern(canvas)
    _microphones(canvas)
    _reporters(canvas)


def _lectern(canvas: Canvas) -> None:
    canvas.fill(disc(800, 762, 190, 20), "#070d16", 0.7, soft=8)
    canvas.fill(
        [(690, 452), (910, 452), (890, 756), (710, 756)], ramp_across("#4a2f1f", "#a8744a", "#8d5d3a", "#3d2619")
    )
    canvas.fill(
        [(716, 486), (884, 486), (870, 720), (730, 720)], ramp_across("#3d2619", "#8a5a38", "#6d4529", "#332014"), 0.9
    )
    canvas.fill_all(stroke([(716, 486), (884, 486), (870, 720), (730, 720), (716, 486)], 2.4), "#c9935e", 0.7)
    canvas.fill([(652, 430), (948, 430), (926, 462), (674, 462)], ramp("#dba86c", "#7d5232"))
    canvas.fill([(676, 404), (924, 404), (948, 430), (652, 430)], ramp("#8d5d3a", "#c48e58"))
    canvas.fill([(690, 742), (910, 742), (926, 764), (674, 764)], ramp("#6d4529", "#2c1a10"))
    canvas.fill([(752, 400), (846, 398), (856, 420), (746, 422)], "#f4f0e4", 0.95)


def _microphones(canvas: Canvas) -> None:
    rng = canvas.rng
    colours = ("#20262e", "#7d2f2c", "#2c4a6d", "#c9c3b4", "#2a2f37", "#33584c")
    for index in range(11):
        foot = (690 + index * 22, 420 + rng.uniform(-3, 6))
        tip = (800 + (index - 5) * 21 + rng.uniform(-9, 9), 322 + abs(index - 5) * 9 + rng.uniform(-16, 16))
        bend = ((foot[0] + tip[0]) / 2 + (index - 5) * 5, (foot[1] + tip[1]) / 2 + 6)
        canvas.fill_all(stroke(smooth([foot, bend, tip]), 4.4, 3.4), "#11161d")
        lean = math.atan2(tip[1] - bend[1], tip[0] - bend[0])
        colour = colours[index % len(colours)]
        along = (math.cos(lean), math.sin(lean))
        if index % 3 == 1:
            cube = [
                (tip[0] - 11, tip[1] - 2),
                (tip[0] + 11, tip[1] - 2),
                (tip[0] + 9, tip[1] + 18),
                (tip[0] - 9, tip[1] + 18),
            ]
            canvas.fill(cube, ramp(mix(colour, "#ffffff", 0.3), colour))
        head = (tip[0] + along[0] * 14, tip[1] + along[1] * 14)
        canvas.fill(disc(*head, 20, 12.5, turn=lean), mix(colour, "#000000", 0.25))
        canvas.fill(disc(head[0] - 3, head[1] - 4, 13, 7, turn=lean), mix(colour, "#ffffff", 0.4), 0.55, soft=2.5)


def _reporters(canvas: Canvas) -> None:
    """Draw what stands between us and the podium, out of focus: heads, cameras, a raised recorder."""
    dark: list[Outline] = []
    for x, up, size in (
        (70, 760, 92),
        (300, 816, 76),
        (510, 842, 66),
        (1060, 838, 70),
        (1300, 808, 80),
        (1540, 756, 94),
    ):
        dark += [
            disc(x, up - size * 0.86, size * 0.52, size * 0.64),
            bar(x - size * 0.26, up - size * 0.7, x + size * 0.26, up),
        ]
        dark.append(disc(x, up + size * 1.25, size * 1.36, size * 1.42))
    canvas.fill_all(
        [[(px + (3 if px < 800 else -3), py - 3) for px, py in part] for part in dark], "#9fc4e6", 0.4, soft=3
    )
    canvas.fill_all(dark, "#060b13", soft=2.4)
    for x, up, face in ((205, 596, 1), (1420, 588, -1)):
        camera = [
            rounded(x - 74, up - 46, x + 60, up + 40, 10),
            rounded(x - 44, up - 76, x + 20, up - 58, 6),
            bar(x - 38, up - 62, x - 30, up - 40),
            bar(x + 6, up - 62, x + 14, up - 40),
        ]
        camera += [
            [(x + face * 56, up - 28), (x + face * 122, up - 36), (x + face * 122, up + 30), (x + face * 56, up + 22)],
            *stroke([(x - 6, up + 36), (x - 6, 910)], 16),
        ]
        camera += [*stroke([(x - 6, up + 60), (x - 70, 910)], 9), *stroke([(x - 6, up + 60), (x + 58, 910)], 9)]
        canvas.fill_all([[(px + face * 2, py - 2.4) for px, py in part] for part in camera], "#8fb4d8", 0.4, soft=2)
        canvas.fill_all(camera, "#080d15", soft=1.4)
        canvas.glow(x - face * 62, up - 30, 26, "#ff5a4a", 0.95)
        canvas.fill(disc(x - face * 62, up - 30, 3.4), "#ffb0a0")
