"""A hospital's corridor."""

import math

from musnad.wire.demo.pictures.canvas import WHOLE, WIDTH, Canvas, mix, ramp, ramp_across
from musnad.wire.demo.pictures.shapes import bar, disc, rounded, smooth, stroke
from musnad.wire.demo.pictures.view import View


def hospital(canvas: Canvas) -> None:
    """A quiet corridor at daybreak, a bed waiting along the wall."""
    view = View(x=760, horizon=400, lens=860)
    canvas.fill(WHOLE, "#dbe6e2")
    canvas.fill(view.floor(-2.2, 2.2, 1.25, 1.2, 26), ramp("#b9cac8", "#dfe9e4", "#f6f3e2"))
    canvas.fill(view.floor(-2.2, 2.2, -1.55, 1.2, 26), ramp("#f4ecd2", "#c3d6d0", "#8fb0ae", "#6c9296"))
    for side, near, far in ((-2.2, "#9fbab8", "#e6ece0"), (2.2, "#e6ece0", "#94b0b0")):
        canvas.fill(view.wall(side, -1.55, 1.25, 1.2, 26), ramp_across(near, far))
        canvas.fill(
            view.wall(side, -1.55, -0.7, 1.2, 26),
            ramp_across(*(("#5f9090", "#bdd3c8") if side < 0 else ("#bdd3c8", "#568688"))),
        )
        canvas.fill(view.wall(side * 0.995, -1.55, -1.42, 1.2, 26), "#4a7478", 0.8)
    _far_end(canvas, view)
    _lamps(canvas, view)
    for side in (-1, 1):
        canvas.fill(
            view.wall(side * 2.12, -0.78, -0.62, 1.2, 26),
            ramp_across(*("#a9773f", "#e8c690") if side < 0 else ("#e8c690", "#a9773f")),
        )
        canvas.fill(view.wall(side * 2.12, -0.82, -0.78, 1.2, 26), "#3f6468", 0.45)
        for away in (3.4, 6.8, 11.0, 16.5):
            _door(canvas, view, side, away)
    _bed(canvas, view)
    _drip(canvas, view)
    canvas.glow(760, 396, 560, "#fff3cc", 0.6)
    canvas.veil((0, 0, 300, 900), "#1d3a40", (0.35, 0), across=True)
    canvas.veil((1300, 0, WIDTH, 900), "#1d3a40", (0, 0.4), across=True)


def _far_end(canvas: Canvas, view: View) -> None:
    canvas.fill(view.front(-2.2, 2.2, -1.55, 1.25, 26), "#f1ecd6")
    canvas.fill(view.front(-1.5, 1.5, -1.5, 1.0, 25.9), "#fff9e4")
    canvas.fill_all([view.front(x, x + 0.09, -1.5, 1.0, 25.8) for x in (-1.5, -0.05, 1.41)], "#8fb0ae")
    canvas.fill(
        [view.at(-1.5, -1.55, 25), view.at(1.5, -1.55, 25), view.at(1.75, -1.55, 2.4), view.at(-1.75, -1.55, 2.4)],
        "#fff6d8",
        0.42,
        soft=16,
        mode="light",
    )


def _lamps(canvas: Canvas, view: View) -> None:
    for step in range(11):
        away = 1.9 * 1.28**step
        canvas.fill(view.floor(-0.62, 0.62, 1.24, away, away * 1.1), "#ffffff")
        canvas.fill(
            view.floor(-0.62, 0.62, 1.24, away, away * 1.1), "#ffffff", 0.5, soft=max(2.0, 30 / away), mode="light"
        )
        canvas.fill(
            view.floor(-0.5, 0.5, -1.54, away, away * 1.13), "#ffffff", 0.3, soft=max(2.0, 24 / away), mode="light"
        )
    seams = [view.floor(-2.2, 2.2, -1.545, away, away * 1.006) for away in (1.5 * 1.16**step for step in range(19))]
    canvas.fill_all(seams, "#4f7f84", 0.28)


def _door(canvas: Canvas, view: View, side: int, near: float) -> None:
    wide = 1.25
    tint = min(1.0, near / 20)
    canvas.fill(view.wall(side * 2.19, -1.55, 0.72, near - 0.12, near + wide + 0.12), mix("#5d8a8c", "#c9dad0", tint))
    canvas.fill(
        view.wall(side * 2.185, -1.55, 0.62, near, near + wide),
        ramp(mix("#e8dcbc", "#f4efdc", tint), mix("#c7b78f", "#e6dec4", tint)),
    )
    canvas.fill(
        view.wall(side * 2.18, -0.25, 0.4, near + wide * 0.6, near + wide * 0.85), mix("#7fb0b8", "#dcebe6", tint)
    )
    canvas.fill(
        view.wall(side * 2.17, -0.62, -0.56, near + wide * 0.08, near + wide * 0.28), mix("#4a6468", "#a7bdb8", tint)
    )
    canvas.fill(view.wall(side * 2.1, 0.86, 1.02, near + 0.2, near + wide - 0.2), mix("#fff3d0", "#ffffff", tint), 0.9)
    canvas.glow(*view.at(side * 2.1, 0.92, near + wide / 2), view.size(0.5, near), "#fff0c4", 0.5)
    canvas.fill(
        view.floor(side * 2.15 - 0.5 * (side > 0), side * 2.15 + 0.5 * (side < 0), -1.54, near, near + wide),
        "#fff3d2",
        0.16,
        soft=5,
    )


def _bed(canvas: Canvas, view: View) -> None:
    left, right, near, far = 0.72, 1.75, 3.1, 5.1
    canvas.fill(view.floor(left - 0.1, right + 0.15, -1.54, near - 0.15, far + 0.1), "#27484e", 0.5, soft=9)
    for away in (far - 0.2, near + 0.15):
        for x in (left + 0.08, right - 0.08):
            hub = view.at(x, -1.46, away)
            canvas.fill_all(
                [*stroke([view.at(x, -1.0, away), hub], view.size(0.05, away)), disc(*hub, view.size(0.07, away))],
                "#44606a",
            )
    _bed_end(canvas, view, (left, right), far, -0.2)
    canvas.fill(view.front(left, right, -1.12, -0.98, near), "#6d8a92")
    canvas.fill(view.wall(left, -1.12, -0.98, near, far), "#547680")
    canvas.fill(view.wall(left, -0.98, -0.74, near, far), ramp_across("#dfe8e6", "#a9c0c2"))
    canvas.fill(view.front(left, right, -0.98, -0.74, near), ramp("#f6f7f0", "#c9d6d4"))
    canvas.fill(view.floor(left, right, -0.74, near, far), ramp("#ffffff", "#e3ebe6"))
    blanket = [
        view.at(left - 0.03, -0.7, near - 0.02),
        view.at(right + 0.02, -0.7, near - 0.02),
        view.at(right + 0.02, -0.7, far - 0.75),
        view.at(left - 0.03, -0.7, far - 0.75),
    ]
    canvas.fill(blanket, ramp("#7fb3ae", "#5c9894"))
    canvas.fill(view.wall(left - 0.03, -1.02, -0.7, near, far - 0.75), ramp_across("#3f7878", "#5c9894"))
    canvas.fill(view.front(left - 0.03, right + 0.02, -1.0, -0.7, near - 0.02), ramp("#5c9894", "#3f7878"))
    fold = view.floor(left - 0.03, right + 0.02, -0.69, far - 0.98, far - 0.75)
    canvas.fill(fold, "#f4f4ea")
    pillow = [
        view.at(left + 0.12, -0.7, far - 0.6),
        view.at(right - 0.12, -0.7, far - 0.6),
        view.at(right - 0.18, -0.48, far - 0.1),
        view.at(left + 0.18, -0.48, far - 0.1),
    ]
    canvas.fill(smooth([*pillow, pillow[0]], 6), ramp("#ffffff", "#d3dfdc"))
    _bed_end(canvas, view, (left, right), near - 0.04, -0.5)


def _bed_end(canvas: Canvas, view: View, sides: tuple[float, float], away: float, high: float) -> None:
    left, right = sides
    frame = [
        view.at(left, -1.0, away),
        view.at(left, high, away),
        view.at(right, high, away),
        view.at(right, -1.0, away),
    ]
    canvas.fill_all(stroke(frame, view.size(0.05, away)), "#8aa4aa")
    for step in range(1, 5):
        x = left + (right - left) * step / 5
        canvas.fill_all(stroke([view.at(x, -0.98, away), view.at(x, high, away)], view.size(0.022, away)), "#9db5b9")


def _drip(canvas: Canvas, view: View) -> None:
    away, x = 3.9, 0.42
    foot, top = view.at(x, -1.5, away), view.at(x, 0.5, away)
    parts = stroke([foot, top], 5, 4)
    for angle in (0.2, 1.2, 2.2, 2.9):
        parts += stroke([(foot[0], foot[1] - 10), (foot[0] + 52 * math.cos(angle), foot[1] + 14 * math.sin(angle))], 5)
    parts += stroke(
        [(top[0] - 34, top[1] + 10), (top[0] - 26, top[1]), (top[0] + 26, top[1]), (top[0] + 34, top[1] + 10)], 4
    )
    canvas.fill_all(parts, "#6d868c")
    bag = rounded(top[0] - 50, top[1] + 12, top[0] - 14, top[1] + 78, 9)
    canvas.fill(bag, ramp("#f2f8f6", "#cfe2e0", "#a5cbd0"), 0.92)
    canvas.fill(bar(top[0] - 46, top[1] + 40, top[0] - 18, top[1] + 72), "#8fc3cf", 0.6)
    tube = smooth(
        [
            (top[0] - 32, top[1] + 78),
            (top[0] - 38, top[1] + 190),
            (top[0] + 10, top[1] + 300),
            (top[0] + 96, top[1] + 262),
        ]
    )
    canvas.fill_all(stroke(tube, 2.2), "#e6f0ee", 0.9)
