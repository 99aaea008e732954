"""A football ground at night."""

import math

from musnad.wire.demo.pictures.canvas import WIDTH, Canvas, ramp, ramp_across
from musnad.wire.demo.pictures.shapes import Outline, Point, arc, bar, disc, stroke
from musnad.wire.demo.pictures.skies import sky, streaks


def stadium(canvas: Canvas) -> None:
    """A full ground under floodlights, seen from high in the stand."""
    sky(canvas, "#0a1530", "#13284a", "#25466a", "#45698a", down_to=400)
    streaks(canvas, 0, 220, "#3a5a80", 0.5)
    _bowl(canvas)
    _pitch(canvas)
    for x, y in ((130, 120), (470, 74), (1130, 74), (1470, 120)):
        _floodlight(canvas, x, y)
    canvas.veil((0, 190, WIDTH, 560), "#bcd4e6", (0, 0.16, 0))
    for colour, level, size in (("#101a2c", 866, 22), ("#080d18", 922, 32)):
        _heads(canvas, colour, level, size)


def _heads(canvas: Canvas, colour: str, level: float, size: float) -> None:
    """Draw a row of spectators from behind, their outlines lit by the ground before them."""
    rng = canvas.rng
    heads: list[Outline] = []
    x = -20.0
    while x < WIDTH + 20:
        up = level + rng.uniform(-8, 10)
        heads += [
            disc(x, up - size * 0.72, size * 0.52, size * 0.62),
            disc(x, up + size * 1.3, size * 1.3, size * 1.45),
        ]
        heads.append(bar(x - size * 0.26, up - size * 0.6, x + size * 0.26, up + size))
        x += size * rng.uniform(2.2, 3)
    canvas.fill_all([[(px, py - 2) for px, py in head] for head in heads], "#6f8fb0", 0.7)
    canvas.fill_all(heads, colour)


def _in_stand(x: float, row: float) -> Point:
    """Return where a seat is: `row` 0 at the pitch, 1 under the roof; the stand bends towards us at its ends."""
    side = abs(x - 800) / 800
    front, top = 547 + 760 * max(0.0, side - 0.79), 222 + 74 * side**2
    return x, front + (top - front) * row


def _bowl(canvas: Canvas) -> None:
    """Draw the stands: two tiers full of people, aisles, and a roof with its row of lamps."""
    rng = canvas.rng
    across = range(-40, 1660, 20)

    def band(low: float, high: float) -> Outline:
        return [*[_in_stand(x, low) for x in across], *[_in_stand(x, high) for x in reversed(across)]]

    canvas.fill(bar(0, 200, WIDTH, 900), "#0c1626")
    canvas.fill(band(0, 1), ramp("#16263f", "#24406a", "#2f5079"))
    crowd: dict[str, list[Outline]] = {"#c3cdd8": [], "#7891ae": [], "#a85f49": [], "#cfae7c": [], "#3f5879": []}
    for row in range(30):
        height = 0.05 + row / 30 * 0.93
        if 0.5 < height < 0.57:
            continue
        size = 3.1 - 1.2 * height
        x = -20.0
        while x < WIDTH + 20:
            # Every 110 an aisle, a little askew, as the stand fans out.
            if (x - 800) * (1 + 0.1 * height) % 110 > 9 and rng.random() < 0.86:
                left, up = _in_stand(x + rng.uniform(-1, 1), height)
                crowd[rng.choice(tuple(crowd))].append(bar(left - size, up - size, left + size, up + size * 1.3))
            x += size * 2.6
    for colour, dots in crowd.items():
        canvas.fill_all(dots, colour, 0.7)
    canvas.fill(band(0.5, 0.555), "#0d1829")
    canvas.fill(band(0.545, 0.56), "#cfdce8", 0.75)
    canvas.fill(
        band(-0.005, 0.045), ramp_across("#8a4a3c", "#c9a25e", "#d9dfe2", "#5e83a8", "#d9dfe2", "#c9a25e", "#8a4a3c")
    )
    canvas.fill(band(0.8, 1.02), "#050a14", 0.55, soft=14)
    rim = [*arc(800, 352, 1280, 216, 180, 360), *reversed(arc(800, 352, 1230, 150, 180, 360))]
    canvas.fill(rim, ramp("#53708f", "#1a2c47"))
    ribs = [
        stroke([arc(800, 352, 1230, 150, a, a + 1)[0], arc(800, 352, 1280, 216, a, a + 1)[0]], 2.4)
        for a in range(200, 342, 4)
    ]
    canvas.fill_all([part for rib in ribs for part in rib], "#a9c0d4", 0.4)
    canvas.fill_all(stroke(arc(800, 354, 1230, 150, 180, 360), 3.4), "#eef5f9")
    canvas.fill_all(stroke(arc(800, 362, 1230, 150, 180, 360), 12), "#cfe2f2", 0.45, soft=8, mode="light")


def _on_pitch(along: float, away: float) -> Point:
    """Return a point of the pitch: `along` -1 to 1 from goal to goal, `away` 0 (near) to 1 (far)."""
    near = 1 / (1 + 0.72 * away)
    return 800 + along * 1010 * near, 250 + 620 * near * near**0.25


def _pitch(canvas: Canvas) -> None:
    def field(left: float, right: float, near: float = 0.0, far: float = 1.0) -> Outline:
        return [_on_pitch(left, near), _on_pitch(right, near), _on_pitch(right, far), _on_pitch(left, far)]

    canvas.fill(
        [_on_pitch(-1.14, -0.1), _on_pitch(1.14, -0.1), _on_pitch(1.12, 1.08), _on_pitch(-1.12, 1.08)],
        ramp("#2f6a4d", "#255a3d"),
    )
    canvas.fill(field(-1, 1), ramp("#5ba368", "#3c8a54", "#2c7445"))
    canvas.fill_all([field(-1 + step / 6, -1 + (step + 1) / 6) for step in range(0, 12, 2)], "#8cc878", 0.24)
    lines: list[list[Point]] = [
        [*field(-1, 1), _on_pitch(-1, 0)],
        [_on_pitch(0, 0), _on_pitch(0, 1)],
        [_on_pitch(0.175 * math.cos(a / 12 * math.pi), 0.5 + 0.27 * math.sin(a / 12 * math.pi)) for a in range(25)],
    ]
    for side in (-1, 1):
        for deep, wide in ((0.31, 0.3), (0.105, 0.14)):
            lines.append(
                [
                    _on_pitch(side * a, b)
                    for a, b in ((1, 0.5 - wide), (1 - deep, 0.5 - wide), (1 - deep, 0.5 + wide), (1, 0.5 + wide))
                ]
            )
        lines.append(
            [
                _on_pitch(
                    side * (0.79 - 0.16 * math.cos(a / 12 * 1.7 - 0.85)), 0.5 + 0.24 * math.sin(a / 12 * 1.7 - 0.85)
                )
                for a in range(13)
            ][1:-1]
        )
    canvas.fill_all([part for line in lines for part in stroke(line, 3.2)], "#f0f6ee", 0.85)
    for glow in ((420, 560), (1180, 560), (800, 640)):
        canvas.glow(*glow, 520, "#d8f2d0", 0.3, flat=0.45)
    _players(canvas)


def _players(canvas: Canvas) -> None:
    rng = canvas.rng
    for number in range(21):
        x, y = _on_pitch(rng.uniform(-0.8, 0.8), rng.uniform(0.08, 0.95))
        size = 4.6 + (y - 480) * 0.013
        shirt = "#f1efe6" if number % 2 else "#b5452f"
        for side in (-1, 1):
            canvas.fill(
                [
                    (x, y),
                    (x + side * size * 3.4, y + size * 0.9),
                    (x + side * size * 3.2, y + size * 1.3),
                    (x, y + size * 0.3),
                ],
                "#123a26",
                0.4,
                soft=1,
            )
        stride = rng.uniform(0.2, 0.8) * size
        canvas.fill_all(
            [
                *stroke([(x, y - size * 1.6), (x - stride, y)], size * 0.5),
                *stroke([(x, y - size * 1.6), (x + stride, y - 1)], size * 0.5),
            ],
            "#2b2b33",
        )
        canvas.fill(
            [
                (x - size * 0.62, y - size * 3),
                (x + size * 0.62, y - size * 3),
                (x + size * 0.45, y - size * 1.3),
                (x - size * 0.45, y - size * 1.3),
            ],
            shirt,
        )
        canvas.fill(disc(x, y - size * 3.5, size * 0.42, size * 0.5), "#5a4033")


def _floodlight(canvas: Canvas, x: float, y: float) -> None:
    canvas.fill_all(stroke([(x, y + 30), (x + (800 - x) * -0.02, 262)], 9, 13), "#0d1728")
    canvas.fill(bar(x - 62, y - 34, x + 62, y + 34), "#1a2a42")
    bulbs = [disc(x - 48 + column * 24, y - 21 + row * 21, 8.5) for column in range(5) for row in range(3)]
    canvas.fill(
        [(x - 50, y + 10), (x + 50, y + 10), (800 + (x - 800) * 0.3 + 330, 720), (800 + (x - 800) * 0.3 - 330, 720)],
        "#dcecff",
        0.13,
        soft=18,
        mode="light",
    )
    canvas.glow(x, y, 330, "#bcdcff", 0.7)
    canvas.fill_all(bulbs, "#ffffff", soft=1)
    canvas.glow(x, y, 130, "#ffffff", 0.8)
