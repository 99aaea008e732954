"""A covered market."""

import math

from musnad.wire.demo.pictures.canvas import WHOLE, WIDTH, Canvas, mix, ramp, ramp_across
from musnad.wire.demo.pictures.people import figure
from musnad.wire.demo.pictures.shapes import Outline, Point, bar, disc, rounded, smooth, stroke
from musnad.wire.demo.pictures.view import View


def market(canvas: Canvas) -> None:
    """A vaulted market lane, spices and fruit on both sides, light falling through its roof."""
    view = View(x=800, horizon=440, lens=860)
    canvas.fill(WHOLE, ramp("#3a2416", "#6d4526", "#3d2617"))
    _vault(canvas, view)
    canvas.fill(view.floor(-2.9, 2.9, -1.6, 1.3, 40), ramp("#f4d9a0", "#b98a54", "#7d5632", "#4a301c"))
    _paving(canvas, view)
    for away in (22.0, 17.0, 13.0, 10.0, 7.6, 5.7, 4.2, 2.95):
        for side in (-1, 1):
            _stall(canvas, view, side, away)
        if away in {17.0, 10.0}:
            _passers(canvas, view, away)
    for away, right in ((16.0, 0.3), (9.0, -0.4), (5.2, 0.2)):
        hole = view.at(right, 3.0, away)
        floor = view.at(right + 0.25, -1.6, away)
        half = view.size(0.34, away)
        canvas.fill(
            [
                (hole[0] - half, hole[1]),
                (hole[0] + half, hole[1]),
                (floor[0] + half * 2, floor[1]),
                (floor[0] - half * 2, floor[1]),
            ],
            "#ffe7b0",
            0.3,
            soft=half * 0.25 + 3,
            mode="light",
        )
        canvas.fill(disc(floor[0], floor[1], half * 2, half * 0.5), "#ffefc4", 0.55, soft=half * 0.15 + 2, mode="light")
    _lanterns(canvas, view)
    canvas.glow(790, 420, 420, "#ffe9b8", 0.75)


def _arch(view: View, half: float, away: float) -> list[Point]:
    """Return the line of the vault at a distance, from its left foot over the top to its right foot."""
    curve = [(half * math.cos(a / 24 * math.pi), 1.1 + 2.2 * math.sin(a / 24 * math.pi)) for a in range(24, -1, -1)]
    return [view.at(-half, -1.6, away), *[view.at(x, up, away) for x, up in curve], view.at(half, -1.6, away)]


def _vault(canvas: Canvas, view: View) -> None:
    stops = [1.3 * 1.26**step for step in range(16)]
    for step in range(len(stops) - 1):
        part = step / len(stops)
        colour = mix("#4a2f1c", "#f0cf98", part**1.2)
        canvas.fill(_arch(view, 2.9, stops[step]), ramp(mix(colour, "#1c0f08", 0.28), colour))
        if step % 2:
            rib = [*_arch(view, 2.9, stops[step]), *reversed(_arch(view, 2.62, stops[step]))]
            canvas.fill(rib, ramp(mix(colour, "#ffdf9f", 0.3), mix(colour, "#2b180c", 0.25)))
    canvas.fill(_arch(view, 2.9, stops[-1]), ramp("#fff6dc", "#ffeec4"))
    canvas.mottle((0, 0, WIDTH, 620), "#20120a", 0.14, cells=(18, 12), cut=(0.45, 0.95))


def _paving(canvas: Canvas, view: View) -> None:
    joints: list[Outline] = []
    away = 1.6
    while away < 26:
        joints.append(view.floor(-2.9, 2.9, -1.595, away, away * 1.008 + 0.01))
        shift = canvas.rng.uniform(0, 0.7)
        joints += [
            view.floor(x, x + 0.025, -1.595, away, away * 1.16)
            for x in (-2.9 + shift + 0.72 * step for step in range(8))
        ]
        away *= 1.16
    canvas.fill_all(joints, "#3d2616", 0.4)
    canvas.mottle(
        (0, 480, WIDTH, 900),
        "#ffe2a6",
        0.3,
        cells=(14, 16),
        cut=(0.5, 0.95),
        fade=(1, 0.6, 0.2),
        within=[view.floor(-2.9, 2.9, -1.6, 1.3, 40)],
    )


def _stall(canvas: Canvas, view: View, side: int, away: float) -> None:
    """Draw one stall: its counter, heaps of what it sells, its awning and its post."""
    rng = canvas.rng
    far = min(1.0, away / 24)
    air = "#f0cf98"
    inner, outer, deep = side * 1.35, side * 2.75, away * 0.24
    canvas.fill(view.wall(outer, -1.6, 1.0, away, away + deep), mix("#3a2214", air, far * 0.8))
    for up in (0.2, 0.62):
        canvas.fill(view.wall(outer * 0.93, up - 0.05, up, away, away + deep), mix("#8a5a30", air, far * 0.7))
        for part in (0.9, 0.5, 0.1):
            x, y = view.at(outer * 0.92, up, away + deep * part)
            unit = view.size(0.1, away)
            colour = mix(rng.choice(("#b0652f", "#8f7a42", "#6b7d66", "#a04c3c")), air, far * 0.7)
            canvas.fill(
                rounded(x - unit * 0.8, y - unit * 2.4, x + unit * 0.8, y, unit * 0.4),
                ramp_across(mix(colour, "#2b180c", 0.35), colour, mix(colour, "#2b180c", 0.45)),
            )
            canvas.fill(
                bar(x - unit * 0.85, y - unit * 2.7, x + unit * 0.85, y - unit * 2.2), mix("#3a2212", air, far * 0.7)
            )
    canvas.fill(
        view.wall(inner, -1.6, -0.75, away, away + deep),
        ramp(mix("#7d4f2a", air, far * 0.8), mix("#3a2212", air, far * 0.6)),
    )
    left, right = sorted((inner, outer))
    canvas.fill(
        view.front(left, right, -1.6, -0.75, away), ramp(mix("#8a5a30", air, far * 0.8), mix("#3a2414", air, far * 0.6))
    )
    slats = [view.front(left + 0.28 * step, left + 0.28 * step + 0.03, -1.6, -0.75, away) for step in range(1, 5)]
    canvas.fill_all(slats, mix("#2b180c", air, far * 0.7), 0.6)
    canvas.fill(view.floor(left, right, -0.74, away, away + deep), mix("#5f3a1e", air, far * 0.7))
    for part in (0.7, 0.1):
        for heap in range(3):
            _heap(canvas, view, left + 0.26 + heap * 0.44, away + deep * part, far, fruit=rng.random() < 0.5)
    cloth = rng.choice((("#a8402f", "#e9d2a2"), ("#2f6a6d", "#e6d6ac"), ("#c98a35", "#f0dfb4"), ("#6d3a4f", "#e3c79a")))
    _awning(canvas, view, (inner, outer), away, deep, (mix(cloth[0], air, far * 0.75), mix(cloth[1], air, far * 0.6)))
    canvas.fill(view.front(inner - 0.03, inner + 0.03, -0.75, 1.1, away), mix("#3a2212", air, far * 0.8))


def _heap(canvas: Canvas, view: View, right: float, away: float, far: float, *, fruit: bool) -> None:
    rng = canvas.rng
    x, y = view.at(right, -0.72, away)
    unit = view.size(0.2, away)
    colour = mix(
        rng.choice(("#d9962c", "#b8402a", "#c9b03a", "#7d9a3f", "#8f3a2c", "#d9772f", "#a87a3a")), "#f0cf98", far * 0.6
    )
    canvas.fill(
        [
            (x - unit, y - unit * 0.2),
            (x + unit, y - unit * 0.2),
            (x + unit * 0.82, y + unit * 0.36),
            (x - unit * 0.82, y + unit * 0.36),
        ],
        mix("#6d4524", "#f0cf98", far * 0.6),
    )
    if not fruit:
        cone = smooth(
            [
                (x - unit * 0.96, y - unit * 0.16),
                (x - unit * 0.4, y - unit * 0.78),
                (x, y - unit * 1.12),
                (x + unit * 0.4, y - unit * 0.78),
                (x + unit * 0.96, y - unit * 0.16),
            ],
            5,
        )
        canvas.fill(cone, ramp(mix(colour, "#fff0c0", 0.35), mix(colour, "#3a1c0c", 0.25)))
        return
    for row in range(4):
        for step in range(5 - row):
            at = (x + (step - (4 - row) / 2) * unit * 0.42, y - unit * (0.22 + row * 0.27))
            canvas.fill(disc(*at, unit * 0.25), mix(colour, "#3a1c0c", 0.3))
            canvas.fill(disc(at[0] - unit * 0.04, at[1] - unit * 0.05, unit * 0.19), mix(colour, "#ffe6a8", 0.18))


def _awning(
    canvas: Canvas, view: View, edges: tuple[float, float], away: float, deep: float, cloth: tuple[str, str]
) -> None:
    inner, outer = edges
    reach = inner * 0.84
    for stripe in range(8):
        near, there = away + deep * stripe / 8, away + deep * (stripe + 1) / 8
        canvas.fill(
            [
                view.at(outer, 1.45, near),
                view.at(reach, 0.92, near),
                view.at(reach, 0.92, there),
                view.at(outer, 1.45, there),
            ],
            cloth[stripe % 2],
        )
    for stripe in range(6):
        a, b = (outer + (reach - outer) * part / 6 for part in (stripe, stripe + 1))
        tops = [1.45 - 0.53 * part / 6 for part in (stripe, stripe + 1)]
        flap = [
            view.at(a, tops[0], away),
            view.at(b, tops[1], away),
            view.at(b, tops[1] - 0.2, away),
            view.at((a + b) / 2, sum(tops) / 2 - 0.29, away),
            view.at(a, tops[0] - 0.2, away),
        ]
        canvas.fill(flap, ramp(cloth[stripe % 2], mix(cloth[stripe % 2], "#2b180c", 0.3)))


def _passers(canvas: Canvas, view: View, away: float) -> None:
    colour = mix("#2b1a12", "#dcb47c", away / 30)
    for right, robe in ((-0.75, True), (-0.25, False), (0.62, True)) if away > 12 else ((0.55, False), (0.95, True)):
        figure(canvas, view.at(right, -1.6, away), view.size(canvas.rng.uniform(1.55, 1.75), away), colour, robe=robe)


def _lanterns(canvas: Canvas, view: View) -> None:
    for away, right, up in (
        (12.0, -0.8, 2.0),
        (12.0, 0.9, 2.1),
        (7.0, -1.0, 1.75),
        (7.0, 1.05, 1.9),
        (4.3, -0.9, 1.55),
    ):
        x, y = view.at(right, up, away)
        unit = view.size(0.16, away)
        canvas.fill_all(stroke([(x, y - unit), view.at(right, 3.1, away)], max(1.2, unit * 0.05)), "#2b180c")
        canvas.glow(x, y, unit * 6, "#ffcf7a", 0.8)
        body = smooth(
            [
                (x, y - unit),
                (x + unit * 0.8, y),
                (x + unit * 0.3, y + unit * 1.2),
                (x - unit * 0.3, y + unit * 1.2),
                (x - unit * 0.8, y),
                (x, y - unit),
            ],
            5,
        )
        canvas.fill(body, ramp("#c98a3a", "#ffe9b0", "#d99a46"))
        canvas.fill_all(
            [
                part
                for dx in (-0.4, 0, 0.4)
                for part in stroke(
                    [(x, y - unit), (x + dx * unit * 1.2, y), (x + dx * unit * 0.5, y + unit * 1.2)], unit * 0.08
                )
            ],
            "#6d4520",
            0.8,
        )
