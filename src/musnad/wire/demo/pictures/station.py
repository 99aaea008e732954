"""A railway station."""

import math
from itertools import pairwise

from musnad.wire.demo.pictures.canvas import WHOLE, Canvas, mix, ramp, ramp_across
from musnad.wire.demo.pictures.people import figure
from musnad.wire.demo.pictures.shapes import Point, arc, disc, rounded, stroke
from musnad.wire.demo.pictures.view import View


def train_station(canvas: Canvas) -> None:
    """A great iron hall in the morning, two trains, a few travellers."""
    view = View(x=800, horizon=500, lens=860)
    canvas.fill(WHOLE, ramp("#31434f", "#6f8287", "#d9c7a0"))
    _hall(canvas, view)
    canvas.fill(view.floor(-30, 30, -3.0, 2, 120), ramp("#c9b58c", "#6a6558", "#2b2f33"))
    for side in (-1, 1):
        _tracks(canvas, view, side)
        _side_platform(canvas, view, side)
    _trains(canvas, view)
    canvas.fill(view.floor(-2.2, 2.2, -1.7, 1.4, 110), ramp("#f3dcae", "#b9a583", "#7d746a", "#575459"))
    joints = [view.floor(-2.2, 2.2, -1.695, away, away * 1.012) for away in (1.7 * 1.2**step for step in range(20))]
    canvas.fill_all(joints, "#4a4546", 0.35)
    for side in (-1, 1):
        canvas.fill(view.floor(side * 1.85 - 0.06, side * 1.85 + 0.06, -1.69, 1.4, 110), "#e9c766", 0.85)
        canvas.fill(view.floor(side * 2.2 - 0.06, side * 2.2 + 0.06, -1.69, 1.4, 110), "#f6ead0", 0.7)
    _platform_things(canvas, view)
    for x in (-9.0, -3.0, 3.0, 9.0):
        top, foot = view.at(x, 11.0, 24), view.at(x * 0.5 + 2.2, -1.7, 14)
        canvas.fill(
            [(top[0] - 46, top[1]), (top[0] + 46, top[1]), (foot[0] + 130, foot[1]), (foot[0] - 130, foot[1])],
            "#ffe9bc",
            0.15,
            soft=18,
            mode="light",
        )
    canvas.glow(800, 470, 520, "#ffeec8", 0.75)


def _rib(view: View, half: float, high: float, away: float) -> list[Point]:
    return [
        view.at(half * math.cos(a / 36 * math.pi), 1.5 + high * math.sin(a / 36 * math.pi), away)
        for a in range(36, -1, -1)
    ]


def _hall(canvas: Canvas, view: View) -> None:
    """Draw the roof from its bright end towards us: glass between the ribs, trusses that darken as they near."""
    stops = [100.0, 72, 53, 40, 31, 24.5, 19.5, 15.6, 12.4, 9.8]
    end = [*_rib(view, 15, 12, 110), view.at(15, -3, 110), view.at(-15, -3, 110)]
    canvas.fill(WHOLE, ramp("#1d2a33", "#2f3f47"))
    for away, nearer in pairwise(stops):
        far = (away - 9) / 91
        glass = [*_rib(view, 15, 12, nearer), *reversed(_rib(view, 15, 12, away))]
        canvas.fill(glass, ramp(mix("#8fb4bf", "#fff3d2", far), mix("#3f5560", "#e9d9b2", far)))
        bars = [
            stroke([_rib(view, 15, 12, nearer)[step], _rib(view, 15, 12, away)[step]], max(0.8, 26 / nearer))
            for step in range(0, 37, 2)
        ]
        canvas.fill_all([part for line in bars for part in line], mix("#22323b", "#d0bf98", far), 0.8)
    canvas.fill(end, ramp("#fffaec", "#fff1cd", "#f5dca8"))
    for away in stops:
        far = (away - 9) / 91
        colour = mix("#18242c", "#cdb98f", far**0.7)
        outer, inner = _rib(view, 15, 12, away), _rib(view, 14.2, 11.2, away)
        wide = max(1.0, 40 / away)
        lattice = [
            part
            for step in range(0, 36, 1)
            for part in stroke(
                [outer[step], inner[step + 1]] if step % 2 else [inner[step], outer[step + 1]], wide * 0.6
            )
        ]
        canvas.fill_all([*stroke(outer, wide * 1.5), *stroke(inner, wide), *lattice], colour)
        for side in (-1, 1):
            canvas.fill(view.front(side * 14.6 - 0.28, side * 14.6 + 0.28, -3, 1.8, away), colour)


def _side_platform(canvas: Canvas, view: View, side: int) -> None:
    """Draw the platform beyond a track and the hall's brick wall with its windows."""
    edge, wall = side * 7.0, side * 14.6
    canvas.fill(
        view.wall(wall, -1.7, 1.5, 3, 110),
        ramp_across(*(("#3d3430", "#cbb28a") if side < 0 else ("#cbb28a", "#3d3430"))),
    )
    away = 9.0
    while away < 90:
        pane = view.wall(wall * 0.998, -0.7, 1.0, away, away * 1.12)
        canvas.fill(pane, mix("#7fa0a8", "#fff0cb", min(1.0, away / 70)))
        canvas.fill_all(stroke([*pane, pane[0]], max(1.0, 26 / away)), mix("#26211f", "#b39c75", min(1.0, away / 80)))
        away *= 1.24
    left, right = sorted((edge, wall))
    canvas.fill(view.floor(left, right, -1.7, 3, 110), ramp("#e6d0a2", "#8d8270", "#55514f"))
    canvas.fill(
        view.wall(edge, -3.0, -1.7, 3, 110),
        ramp_across(*(("#26262b", "#8a7c63") if side < 0 else ("#8a7c63", "#26262b"))),
    )
    stripe = sorted((edge + side * 0.3, edge + side * 0.5))
    canvas.fill(view.floor(stripe[0], stripe[1], -1.69, 3, 110), "#e9c766", 0.7)


def _tracks(canvas: Canvas, view: View, side: int) -> None:
    sleepers = [
        view.floor(side * 4.9 - 1.5, side * 4.9 + 1.5, -2.98, away, away * 1.02)
        for away in (2.2 * 1.07**step for step in range(56))
    ]
    canvas.fill_all(sleepers, "#3a3633", 0.7)
    for rail in (-0.75, 0.75):
        x = side * 4.9 + rail
        canvas.fill(view.floor(x - 0.06, x + 0.06, -2.9, 2, 110), ramp("#fff0cc", "#b9b2a3", "#8a8a8c"))


def _trains(canvas: Canvas, view: View) -> None:
    for side, near, colours in ((-1, 12.0, ("#2f5f6d", "#d9cfae")), (1, 22.0, ("#8f3f35", "#e3d3ab"))):
        inner, outer = side * 3.3, side * 6.5
        body, band = colours
        haze = near / 60
        canvas.fill(
            view.wall(inner, -2.7, 1.3, near, 96),
            ramp_across(
                *(
                    (mix(body, "#10181d", 0.2), mix(body, "#f3deb0", 0.75))
                    if side < 0
                    else (mix(body, "#f3deb0", 0.75), mix(body, "#10181d", 0.1))
                )
            ),
        )
        away = near + 1.2
        while away < 90:
            canvas.fill(
                view.wall(inner * 0.997, -0.35, 0.75, away, away + 1.7), mix("#182831", "#f3e3bb", min(0.85, away / 80))
            )
            canvas.fill(view.wall(inner * 0.995, 0.3, 0.72, away + 0.15, away + 1.5), "#ffe9ac", 0.6)
            away += 2.5
        canvas.fill(view.wall(inner * 0.998, -0.95, -0.62, near, 96), mix(band, "#f3deb0", 0.2), 0.85)
        left, right = sorted((inner, outer))
        corners = [
            view.at(left, -2.6, near),
            view.at(left, 0.5, near),
            view.at(left + 0.5, 1.4, near),
            view.at(right - 0.5, 1.4, near),
            view.at(right, 0.5, near),
            view.at(right, -2.6, near),
        ]
        canvas.fill(corners, ramp(mix(body, "#ffffff", 0.16), body, mix(body, "#0b1216", 0.45)))
        (x0, low), _, (x1, high), _ = view.front(left + 0.4, right - 0.4, -0.35, 0.85, near)
        canvas.fill(rounded(x0, high, x1, low, 14), ramp("#2b414b", mix("#101a20", "#8a8a78", haze)))
        canvas.fill(
            [
                (x0 + 8, low - 6),
                (x0 + (x1 - x0) * 0.4, high + 5),
                (x0 + (x1 - x0) * 0.56, high + 5),
                (x0 + (x1 - x0) * 0.26, low - 6),
            ],
            "#d9ecec",
            0.22,
        )
        canvas.fill(view.front(left + 0.02, right - 0.02, -1.0, -0.62, near), band)
        canvas.fill(view.front(left + 0.2, right - 0.2, -3.0, -2.5, near), "#12181c")
        for x in (left + 0.55, right - 0.55):
            lamp = view.at(x, -1.5, near)
            canvas.fill(disc(*lamp, view.size(0.16, near)), "#fff6d8")
            canvas.glow(*lamp, view.size(1.5, near), "#fff0c0", 0.9)


def _platform_things(canvas: Canvas, view: View) -> None:
    for away in (38.0, 27.0, 19.0, 13.0, 8.8):
        far = min(1.0, away / 42)
        colour = mix("#1d262c", "#cdb98f", far)
        canvas.fill(view.front(-0.07, 0.07, -1.7, 1.9, away), colour)
        arms = stroke(
            [view.at(-0.9, 1.75, away), view.at(0, 2.0, away), view.at(0.9, 1.75, away)],
            max(1.2, view.size(0.06, away)),
        )
        canvas.fill_all(arms, colour)
        for side in (-0.9, 0.9):
            lamp = view.at(side, 1.62, away)
            canvas.fill(disc(*lamp, view.size(0.13, away)), "#fff4d2")
            canvas.glow(*lamp, view.size(0.9, away), "#ffe9b4", 0.7)
    seats = ((24.0, -1.0), (11.0, 0.5))
    for away, right in seats:
        colour = mix("#3d2b1f", "#cdb98f", away / 44)
        canvas.fill_all(
            [
                view.floor(right, right + 1.3, -1.28, away, away + 0.5),
                view.front(right, right + 1.3, -1.1, -0.8, away + 0.5),
                view.front(right + 0.1, right + 0.17, -1.7, -1.28, away),
                view.front(right + 1.1, right + 1.17, -1.7, -1.28, away),
            ],
            colour,
        )
    people = ((31.0, 1.3), (29.0, -1.5), (21.0, 1.2), (16.5, -1.25), (15.5, -0.8), (9.6, -1.3), (6.4, 1.25))
    for away, right in people:
        tall = view.size(canvas.rng.uniform(1.6, 1.78), away)
        foot = view.at(right, -1.7, away)
        colour = mix("#171d24", "#c2ad86", min(0.9, away / 40))
        figure(canvas, foot, tall, colour, robe=away in {16.5, 21.0})
        if away in {9.6, 6.4, 29.0}:
            case = rounded(foot[0] + tall * 0.16, foot[1] - tall * 0.3, foot[0] + tall * 0.32, foot[1], 5)
            canvas.fill_all(
                [
                    case,
                    *stroke(arc(foot[0] + tall * 0.24, foot[1] - tall * 0.3, tall * 0.04, tall * 0.06, 180, 360), 3),
                ],
                mix("#6d3a2a", "#c2ad86", min(0.9, away / 40)),
            )
