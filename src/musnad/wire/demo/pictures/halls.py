"""Where many people pass: a covered market and a railway station."""

import math

from musnad.wire.demo.pictures.canvas import WHOLE, WIDTH, Canvas, mix, ramp, ramp_across
from musnad.wire.demo.pictures.shapes import Outline, Point, arc, bar, disc, rounded, smooth, stroke
from musnad.wire.demo.pictures.view import View


def market(canvas: Canvas) -> None:
    """A vaulted market lane, spices and fruit on both sides, light falling through its roof."""
    view = View(x=790, horizon=440, lens=860)
    canvas.fill(WHOLE, ramp("#3a2416", "#6d4526", "#3d2617"))
    _vault(canvas, view)
    canvas.fill(view.floor(-2.9, 2.9, -1.6, 1.3, 40), ramp("#f4d9a0", "#b98a54", "#7d5632", "#4a301c"))
    _paving(canvas, view)
    for away in (22.0, 17.0, 13.0, 10.0, 7.6, 5.7, 4.2):
        for side in (-1, 1):
            _stall(canvas, view, side, away)
        if away in {17.0, 10.0}:
            _passers(canvas, view, away)
    for away, right in ((16.0, 0.3), (9.0, -0.4), (5.2, 0.2)):
        hole = view.at(right, 3.0, away)
        floor = view.at(right + 0.9, -1.6, away)
        half = view.size(0.34, away)
        canvas.fill([(hole[0] - half, hole[1]), (hole[0] + half, hole[1]), (floor[0] + half * 2, floor[1]), (floor[0] - half * 2, floor[1])], "#ffe7b0", 0.3, soft=half * 0.25 + 3, mode="light")
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
    canvas.mottle((0, 0, WIDTH, 620), "#20120a", 0.28, cells=(18, 12), cut=(0.45, 0.95))


def _paving(canvas: Canvas, view: View) -> None:
    joints: list[Outline] = []
    away = 1.6
    while away < 26:
        joints.append(view.floor(-2.9, 2.9, -1.595, away, away * 1.008 + 0.01))
        shift = canvas.rng.uniform(0, 0.7)
        joints += [view.floor(x, x + 0.025, -1.595, away, away * 1.16) for x in (-2.9 + shift + 0.72 * step for step in range(8))]
        away *= 1.16
    canvas.fill_all(joints, "#3d2616", 0.4)
    canvas.mottle((0, 480, WIDTH, 900), "#ffe2a6", 0.3, cells=(14, 16), cut=(0.5, 0.95), fade=(1, 0.6, 0.2))


def _stall(canvas: Canvas, view: View, side: int, away: float) -> None:
    """Draw one stall: its counter, heaps of what it sells, its awning and its post."""
    rng = canvas.rng
    far = min(1.0, away / 24)
    air = "#f0cf98"
    inner, outer, deep = side * 1.35, side * 2.75, away * 0.24
    canvas.fill(view.wall(outer, -1.6, 1.0, away, away + deep), mix("#3a2214", air, far * 0.8))
    goods = [(side * (1.9 + 0.35 * shelf), up) for shelf, up in ((1, 0.3), (2, 0.75))]
    for right, up in goods:
        jars = [disc(*view.at(right, up + 0.1, away + deep * part), view.size(0.11, away), view.size(0.15, away)) for part in (0.1, 0.3, 0.5, 0.7, 0.9)]
        canvas.fill_all(jars, mix(rng.choice(("#a05a2c", "#7d6a3a", "#5f6f5a", "#93453a")), air, far * 0.7))
    canvas.fill(view.wall(inner, -1.6, -0.75, away, away + deep), ramp(mix("#7d4f2a", air, far * 0.8), mix("#3a2212", air, far * 0.6)))
    left, right = sorted((inner, outer))
    canvas.fill(view.front(left, right, -1.6, -0.75, away), ramp(mix("#8a5a30", air, far * 0.8), mix("#3a2414", air, far * 0.6)))
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
    colour = mix(rng.choice(("#d9962c", "#b8402a", "#c9b03a", "#7d9a3f", "#8f3a2c", "#d9772f", "#a87a3a")), "#f0cf98", far * 0.6)
    canvas.fill([(x - unit, y - unit * 0.2), (x + unit, y - unit * 0.2), (x + unit * 0.82, y + unit * 0.36), (x - unit * 0.82, y + unit * 0.36)], mix("#6d4524", "#f0cf98", far * 0.6))
    if not fruit:
        cone = smooth([(x - unit * 0.96, y - unit * 0.16), (x - unit * 0.4, y - unit * 0.78), (x, y - unit * 1.12), (x + unit * 0.4, y - unit * 0.78), (x + unit * 0.96, y - unit * 0.16)], 5)
        canvas.fill(cone, ramp(mix(colour, "#fff0c0", 0.35), mix(colour, "#3a1c0c", 0.25)))
        return
    for row in range(4):
        for step in range(5 - row):
            at = (x + (step - (4 - row) / 2) * unit * 0.42, y - unit * (0.22 + row * 0.27))
            canvas.fill(disc(*at, unit * 0.25), mix(colour, "#3a1c0c", 0.3))
            canvas.fill(disc(at[0] - unit * 0.04, at[1] - unit * 0.05, unit * 0.19), mix(colour, "#ffe6a8", 0.18))


def _awning(canvas: Canvas, view: View, edges: tuple[float, float], away: float, deep: float, cloth: tuple[str, str]) -> None:
    inner, outer = edges
    reach = inner * 0.84
    for stripe in range(8):
        near, there = away + deep * stripe / 8, away + deep * (stripe + 1) / 8
        canvas.fill([view.at(outer, 1.45, near), view.at(reach, 0.92, near), view.at(reach, 0.92, there), view.at(outer, 1.45, there)], cloth[stripe % 2])
    for stripe in range(6):
        a, b = (outer + (reach - outer) * part / 6 for part in (stripe, stripe + 1))
        tops = [1.45 - 0.53 * part / 6 for part in (stripe, stripe + 1)]
        flap = [view.at(a, tops[0], away), view.at(b, tops[1], away), view.at(b, tops[1] - 0.2, away), view.at((a + b) / 2, sum(tops) / 2 - 0.29, away), view.at(a, tops[0] - 0.2, away)]
        canvas.fill(flap, ramp(cloth[stripe % 2], mix(cloth[stripe % 2], "#2b180c", 0.3)))


def figure(canvas: Canvas, foot: Point, tall: float, colour: str, *, robe: bool) -> None:
    """Draw somebody far off and from behind: a standing or walking outline, no face."""
    x, y = foot
    unit = tall / 8
    canvas.fill(disc(x + unit * 0.6, y, unit * 2.1, unit * 0.4), "#1c0f08", 0.4, soft=max(1.0, unit * 0.2))
    head = disc(x, y - tall + unit * 0.55, unit * 0.46, unit * 0.58)
    if robe:
        body = smooth([(x - unit * 0.95, y), (x - unit * 0.86, y - unit * 3), (x - unit * 1.05, y - unit * 5.8), (x - unit * 0.35, y - unit * 6.7), (x + unit * 0.35, y - unit * 6.7), (x + unit * 1.05, y - unit * 5.8), (x + unit * 0.86, y - unit * 3), (x + unit * 1.0, y)], 5)
        canvas.fill_all([body, head, disc(x, y - tall + unit * 0.8, unit * 0.56, unit * 0.75)], colour)
        return
    torso = smooth([(x - unit * 0.7, y - unit * 3.4), (x - unit * 1.08, y - unit * 6), (x - unit * 0.3, y - unit * 6.8), (x + unit * 0.3, y - unit * 6.8), (x + unit * 1.08, y - unit * 6), (x + unit * 0.7, y - unit * 3.4)], 5)
    legs = [*stroke([(x - unit * 0.3, y - unit * 3.6), (x - unit * 0.62, y)], unit * 0.8, unit * 0.55), *stroke([(x + unit * 0.3, y - unit * 3.6), (x + unit * 0.5, y - unit * 0.2)], unit * 0.8, unit * 0.55)]
    arms = [*stroke([(x - unit * 0.95, y - unit * 6), (x - unit * 1.25, y - unit * 3.3)], unit * 0.5, unit * 0.4), *stroke([(x + unit * 0.95, y - unit * 6), (x + unit * 1.2, y - unit * 3.3)], unit * 0.5, unit * 0.4)]
    canvas.fill_all([torso, head, *legs, *arms], colour)


def _passers(canvas: Canvas, view: View, away: float) -> None:
    colour = mix("#2b1a12", "#dcb47c", away / 30)
    for right, robe in ((-0.75, True), (-0.25, False), (0.62, True)) if away > 12 else ((0.55, False), (0.95, True)):
        figure(canvas, view.at(right, -1.6, away), view.size(canvas.rng.uniform(1.55, 1.75), away), colour, robe=robe)


def _lanterns(canvas: Canvas, view: View) -> None:
    for away, right, up in ((12.0, -0.8, 2.0), (12.0, 0.9, 2.1), (7.0, -1.0, 1.75), (7.0, 1.05, 1.9), (4.3, -0.9, 1.55)):
        x, y = view.at(right, up, away)
        unit = view.size(0.16, away)
        canvas.fill_all(stroke([(x, y - unit), view.at(right, 3.1, away)], max(1.2, unit * 0.05)), "#2b180c")
        canvas.glow(x, y, unit * 6, "#ffcf7a", 0.8)
        body = smooth([(x, y - unit), (x + unit * 0.8, y), (x + unit * 0.3, y + unit * 1.2), (x - unit * 0.3, y + unit * 1.2), (x - unit * 0.8, y), (x, y - unit)], 5)
        canvas.fill(body, ramp("#c98a3a", "#ffe9b0", "#d99a46"))
        canvas.fill_all([part for dx in (-0.4, 0, 0.4) for part in stroke([(x, y - unit), (x + dx * unit * 1.2, y), (x + dx * unit * 0.5, y + unit * 1.2)], unit * 0.08)], "#6d4520", 0.8)


def train_station(canvas: Canvas) -> None:
    """A great iron hall in the morning, two trains, a few travellers."""
    view = View(x=800, horizon=500, lens=860)
    canvas.fill(WHOLE, ramp("#31434f", "#6f8287", "#d9c7a0"))
    _hall(canvas, view)
    canvas.fill(view.floor(-30, 30, -3.0, 2, 120), ramp("#c9b58c", "#6a6558", "#2b2f33"))
    for side in (-1, 1):
        _tracks(canvas, view, side)
    _trains(canvas, view)
    canvas.fill(view.floor(-2.6, 2.6, -1.7, 1.4, 110), ramp("#f3dcae", "#b9a583", "#7d746a", "#575459"))
    joints = [view.floor(-2.6, 2.6, -1.695, away, away * 1.012) for away in (1.7 * 1.2**step for step in range(20))]
    canvas.fill_all(joints, "#4a4546", 0.35)
    for side in (-1, 1):
        canvas.fill(view.floor(side * 2.2 - 0.09, side * 2.2 + 0.09, -1.69, 1.4, 110), "#e9c766", 0.85)
        canvas.fill(view.wall(side * 2.6, -2.9, -1.7, 1.4, 110), ramp_across("#2b2b30", "#8f8168") if side < 0 else ramp_across("#8f8168", "#2b2b30"))
    _platform_things(canvas, view)
    for x in (-9.0, -3.0, 3.0, 9.0):
        top, foot = view.at(x, 11.0, 24), view.at(x * 0.5 + 2.2, -1.7, 14)
        canvas.fill([(top[0] - 46, top[1]), (top[0] + 46, top[1]), (foot[0] + 130, foot[1]), (foot[0] - 130, foot[1])], "#ffe9bc", 0.15, soft=18, mode="light")
    canvas.glow(800, 470, 520, "#ffeec8", 0.75)


def _rib(view: View, half: float, high: float, away: float) -> list[Point]:
    return [view.at(half * math.cos(a / 36 * math.pi), 1.5 + high * math.sin(a / 36 * math.pi), away) for a in range(36, -1, -1)]


def _hall(canvas: Canvas, view: View) -> None:
    """Draw the roof from its bright end towards us: glass between the ribs, trusses that darken as they near."""
    stops = [100.0, 72, 53, 40, 31, 24.5, 19.5, 15.6, 12.4, 9.8]
    end = [*_rib(view, 15, 12, 110), view.at(15, -3, 110), view.at(-15, -3, 110)]
    canvas.fill(WHOLE, ramp("#1d2a33", "#2f3f47"))
    for away, nearer in zip(stops, stops[1:], strict=False):
        far = (away - 9) / 91
        glass = [*_rib(view, 15, 12, nearer), *reversed(_rib(view, 15, 12, away))]
        canvas.fill(glass, ramp(mix("#8fb4bf", "#fff3d2", far), mix("#3f5560", "#e9d9b2", far)))
        bars = [stroke([_rib(view, 15, 12, nearer)[step], _rib(view, 15, 12, away)[step]], max(0.8, 26 / nearer)) for step in range(0, 37, 2)]
        canvas.fill_all([part for line in bars for part in line], mix("#22323b", "#d0bf98", far), 0.8)
    canvas.fill(end, ramp("#fffaec", "#fff1cd", "#f5dca8"))
    for away in stops:
        far = (away - 9) / 91
        colour = mix("#18242c", "#cdb98f", far**0.7)
        outer, inner = _rib(view, 15, 12, away), _rib(view, 14.2, 11.2, away)
        wide = max(1.0, 40 / away)
        lattice = [part for step in range(0, 36, 1) for part in stroke([outer[step], inner[step + 1]] if step % 2 else [inner[step], outer[step + 1]], wide * 0.6)]
        canvas.fill_all([*stroke(outer, wide * 1.5), *stroke(inner, wide), *lattice], colour)
        for side in (-1, 1):
            canvas.fill(view.front(side * 14.6 - 0.28, side * 14.6 + 0.28, -3, 1.8, away), colour)


def _tracks(canvas: Canvas, view: View, side: int) -> None:
    sleepers = [view.floor(side * 4.9 - 1.5, side * 4.9 + 1.5, -2.98, away, away * 1.02) for away in (2.2 * 1.07**step for step in range(56))]
    canvas.fill_all(sleepers, "#3a3633", 0.7)
    for rail in (-0.75, 0.75):
        x = side * 4.9 + rail
        canvas.fill(view.floor(x - 0.06, x + 0.06, -2.9, 2, 110), ramp("#fff0cc", "#b9b2a3", "#8a8a8c"))


def _trains(canvas: Canvas, view: View) -> None:
    for side, near, colours in ((-1, 12.0, ("#2f5f6d", "#d9cfae")), (1, 22.0, ("#8f3f35", "#e3d3ab"))):
        inner, outer = side * 3.3, side * 6.5
        body, band = colours
        haze = near / 60
        canvas.fill(view.wall(inner, -2.7, 1.3, near, 96), ramp_across(*((mix(body, "#10181d", 0.2), mix(body, "#f3deb0", 0.75)) if side < 0 else (mix(body, "#f3deb0", 0.75), mix(body, "#10181d", 0.1)))))
        away = near + 1.2
        while away < 90:
            canvas.fill(view.wall(inner * 0.997, -0.35, 0.75, away, away + 1.7), mix("#182831", "#f3e3bb", min(0.85, away / 80)))
            canvas.fill(view.wall(inner * 0.995, 0.3, 0.72, away + 0.15, away + 1.5), "#ffe9ac", 0.6)
            away += 2.5
        canvas.fill(view.wall(inner * 0.998, -0.95, -0.62, near, 96), mix(band, "#f3deb0", 0.2), 0.85)
        left, right = sorted((inner, outer))
        corners = [view.at(left, -2.6, near), view.at(left, 0.5, near), view.at(left + 0.5, 1.4, near), view.at(right - 0.5, 1.4, near), view.at(right, 0.5, near), view.at(right, -2.6, near)]
        canvas.fill(corners, ramp(mix(body, "#ffffff", 0.16), body, mix(body, "#0b1216", 0.45)))
        (x0, low), _, (x1, high), _ = view.front(left + 0.4, right - 0.4, -0.35, 0.85, near)
        canvas.fill(rounded(x0, high, x1, low, 14), ramp("#2b414b", mix("#101a20", "#8a8a78", haze)))
        canvas.fill([(x0 + 8, low - 6), (x0 + (x1 - x0) * 0.4, high + 5), (x0 + (x1 - x0) * 0.56, high + 5), (x0 + (x1 - x0) * 0.26, low - 6)], "#d9ecec", 0.22)
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
        arms = stroke([view.at(-0.9, 1.75, away), view.at(0, 2.0, away), view.at(0.9, 1.75, away)], max(1.2, view.size(0.06, away)))
        canvas.fill_all(arms, colour)
        for side in (-0.9, 0.9):
            lamp = view.at(side, 1.62, away)
            canvas.fill(disc(*lamp, view.size(0.13, away)), "#fff4d2")
            canvas.glow(*lamp, view.size(0.9, away), "#ffe9b4", 0.7)
    seats = ((24.0, -1.0), (11.0, 0.5))
    for away, right in seats:
        colour = mix("#3d2b1f", "#cdb98f", away / 44)
        canvas.fill_all([view.floor(right, right + 1.3, -1.28, away, away + 0.5), view.front(right, right + 1.3, -1.1, -0.8, away + 0.5), view.front(right + 0.1, right + 0.17, -1.7, -1.28, away), view.front(right + 1.1, right + 1.17, -1.7, -1.28, away)], colour)
    people = ((31.0, 1.3), (29.0, -1.5), (21.0, 1.2), (16.5, -1.25), (15.5, -0.8), (9.6, -1.3), (6.4, 1.25))
    for away, right in people:
        tall = view.size(canvas.rng.uniform(1.6, 1.78), away)
        foot = view.at(right, -1.7, away)
        colour = mix("#171d24", "#c2ad86", min(0.9, away / 40))
        figure(canvas, foot, tall, colour, robe=away in {16.5, 21.0})
        if away in {9.6, 6.4, 29.0}:
            case = rounded(foot[0] + tall * 0.16, foot[1] - tall * 0.3, foot[0] + tall * 0.32, foot[1], 5)
            canvas.fill_all([case, *stroke(arc(foot[0] + tall * 0.24, foot[1] - tall * 0.3, tall * 0.04, tall * 0.06, 180, 360), 3)], mix("#6d3a2a", "#c2ad86", min(0.9, away / 40)))
