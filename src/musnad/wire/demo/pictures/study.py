"""Where people learn: a library and a schoolroom."""

from musnad.wire.demo.pictures.canvas import WHOLE, WIDTH, Canvas, mix, ramp, ramp_across
from musnad.wire.demo.pictures.shapes import Outline, bar, disc, doorway, rounded, stroke
from musnad.wire.demo.pictures.view import View

SPINES = ("#7a3b2e", "#31505a", "#8a6a3a", "#4a5a3c", "#5d3346", "#a88c5c", "#2f3f56", "#6d4a30", "#93543a", "#c2ad84")


def library(canvas: Canvas) -> None:
    """A long hall of books, its reading tables under small lamps, a tall window at the end."""
    view = View(x=800, horizon=430, lens=820)
    canvas.fill(WHOLE, ramp("#2b1d14", "#4a3320", "#2b1c12"))
    canvas.fill(view.floor(-6, 6, 5.4, 3, 34), ramp("#3a2a1b", "#6d5030", "#b0884f"))
    for away in (4.4, 6, 8, 10.5, 14, 18.5, 24, 30):
        canvas.fill(
            view.front(-6, 6, 5.0, 5.5, away),
            ramp(mix("#4a3320", "#c29a60", away / 34), mix("#2b1c12", "#9a774a", away / 34)),
        )
    canvas.fill(view.floor(-6, 6, -1.7, 2.6, 34), ramp("#e0b878", "#9c6f42", "#5f3f26", "#3a2618"))
    _end_window(canvas, view)
    for side in (-1, 1):
        _shelf_wall(canvas, view, side)
    for away in (26.0, 19.0, 13.6, 9.4, 6.2):
        for right in (-2.75, 2.75):
            _table(canvas, view, right, away)
    canvas.fill([*view.floor(-1.2, 1.2, -1.69, 2.6, 32)], "#7a2f2a", 0.55)
    canvas.fill(
        [view.at(-2.4, 4.6, 32), view.at(2.4, 4.6, 32), view.at(3.6, -1.7, 7), view.at(-3.6, -1.7, 7)],
        "#ffe9bc",
        0.22,
        soft=24,
        mode="light",
    )
    canvas.glow(800, 380, 520, "#ffe6b4", 0.55)
    canvas.veil((0, 0, 380, 900), "#140c08", (0.55, 0), across=True)
    canvas.veil((1220, 0, WIDTH, 900), "#140c08", (0, 0.55), across=True)


def _end_window(canvas: Canvas, view: View) -> None:
    left, top = view.at(-6, 5.4, 34)
    right, bottom = view.at(6, -1.7, 34)
    canvas.fill(bar(left, top, right, bottom), ramp("#7d5c3a", "#a57c4c"))
    canvas.fill(doorway(744, 304, 856, 452, rise=56), "#5f4226")
    canvas.fill(doorway(749, 310, 851, 452, rise=51), ramp("#fffbe8", "#fff0c6", "#f3d296"))
    canvas.fill_all(
        [
            bar(798.6, 310, 801.4, 452),
            bar(773, 322, 775, 452),
            bar(825, 322, 827, 452),
            *[bar(749, up, 851, up + 2) for up in (362, 392, 422)],
        ],
        "#7d5c3a",
    )


def _shelf_wall(canvas: Canvas, view: View, side: int) -> None:
    """Draw one wall of books on two floors; far ones are only bands of colour, as the eye sees them."""
    rng = canvas.rng
    wall = side * 6.0
    canvas.fill(view.wall(wall, -1.7, 5.4, 2.2, 34), "#33221a")
    levels = [-1.45 + step * 0.62 for step in range(5)] + [2.0 + step * 0.62 for step in range(5)]
    for low in levels:
        books: dict[str, list[Outline]] = {}
        away = 2.9
        while away < 33:
            thick = rng.uniform(0.055, 0.115) * (1 + away / 8)
            if rng.random() < 0.94:
                tall = rng.uniform(0.36, 0.53)
                colour = mix(rng.choice(SPINES), "#d8ac6c", 0.1 + 0.45 * away / 33)
                books.setdefault(colour if away < 16 else mix(rng.choice(SPINES[:6]), "#d8ac6c", 0.5), []).append(
                    view.wall(wall, low, low + tall, away, away + thick * 0.9)
                )
            away += thick
        for colour, spines in books.items():
            canvas.fill_all(spines, colour)
        canvas.fill(view.wall(wall, low + 0.4, low + 0.6, 2.2, 34), "#1c110b", 0.35, soft=1.5)
        canvas.fill(
            view.wall(wall, low - 0.07, low, 2.2, 34),
            ramp_across("#5f4028", "#c2935a") if side < 0 else ramp_across("#c2935a", "#5f4028"),
        )
    for away in (3.2, 5.2, 7.6, 10.4, 13.6, 17.4, 22, 27.6):
        wide = 0.22
        canvas.fill(
            view.wall(wall * 0.985, -1.7, 5.3, away, away + wide * (1 + away / 20)),
            mix("#4a3120", "#c69a62", away / 32),
        )
        canvas.fill(
            view.wall(wall * 0.98, -1.7, 5.3, away, away + 0.06 * (1 + away / 12)),
            mix("#8a6038", "#e8c48a", away / 32),
            0.8,
        )
    canvas.fill([*view.wall(wall * 0.86, 1.56, 1.74, 2.2, 34)], mix("#6d4a2c", "#a57c4c", 0.3))
    canvas.fill(view.floor(min(wall, wall * 0.86), max(wall, wall * 0.86), 1.56, 2.2, 34), "#2b1b11", 0.9)
    rails = [view.front(wall * 0.86 - 0.03, wall * 0.86 + 0.03, 1.74, 2.5, 2.6 * 1.09**step) for step in range(30)]
    canvas.fill_all(rails, "#3a2618")
    canvas.fill(view.wall(wall * 0.86, 2.46, 2.56, 2.2, 34), "#c2935a")


def _table(canvas: Canvas, view: View, right: float, away: float) -> None:
    far = min(1.0, away / 30)
    wood, dark = mix("#8a5a34", "#dcb074", far), mix("#3a2416", "#8f6a42", far)
    left, end, deep = right - 1.25, right + 1.25, 1.5
    canvas.fill(view.floor(left - 0.2, end + 0.2, -1.69, away - 0.2, away + deep), "#1c110b", 0.45, soft=3)
    legs = [view.front(x, x + 0.12, -1.7, -0.95, at) for x in (left + 0.1, end - 0.22) for at in (away + deep, away)]
    canvas.fill_all(legs, dark)
    for seat in (left + 0.35, right + 0.35):
        canvas.fill_all([view.front(seat, seat + 0.5, -1.25, -0.62, away + deep + 0.4)], dark)
    canvas.fill(view.front(left, end, -1.05, -0.92, away), dark)
    canvas.fill(view.floor(left, end, -0.92, away, away + deep), ramp(mix(wood, "#ffe2ac", 0.4), wood))
    lamp = view.at(right, -0.92, away + deep / 2)
    unit = view.size(1.0, away + deep / 2)
    canvas.fill(
        disc(lamp[0], lamp[1] - unit * 0.02, unit * 0.72, unit * 0.1),
        "#ffe6a4",
        0.6,
        soft=unit * 0.03 + 1,
        mode="light",
    )
    canvas.fill_all(
        [
            bar(lamp[0] - unit * 0.02, lamp[1] - unit * 0.42, lamp[0] + unit * 0.02, lamp[1]),
            disc(lamp[0], lamp[1], unit * 0.13, unit * 0.03),
        ],
        mix("#b8893e", "#f0d498", far),
    )
    shade = [
        (lamp[0] - unit * 0.16, lamp[1] - unit * 0.5),
        (lamp[0] + unit * 0.16, lamp[1] - unit * 0.5),
        (lamp[0] + unit * 0.27, lamp[1] - unit * 0.36),
        (lamp[0] - unit * 0.27, lamp[1] - unit * 0.36),
    ]
    canvas.fill(shade, ramp(mix("#2f7a5c", "#cfe0b4", far * 0.6), mix("#1b5240", "#a7c091", far * 0.6)))
    canvas.glow(lamp[0], lamp[1] - unit * 0.3, unit * 0.95, "#ffe09a", 0.7, flat=0.6)
    if away < 20:
        page = view.floor(right - 0.75, right - 0.42, -0.91, away + 0.35, away + 0.85)
        canvas.fill_all([page, view.floor(right - 0.4, right - 0.07, -0.91, away + 0.35, away + 0.85)], "#f7ecd2")


def school(canvas: Canvas) -> None:
    """An empty classroom in the morning, light from tall windows across the desks."""
    view = View(x=860, horizon=400, lens=880)
    canvas.fill(WHOLE, "#d9cbaa")
    canvas.fill(view.floor(-5, 5, 2.0, 1.5, 10.5), ramp("#b9ab8c", "#e4dabd"))
    canvas.fill(view.floor(-5, 5, -1.5, 1.2, 10.5), ramp("#b98d5c", "#96683e", "#6d4729"))
    planks = [view.floor(-5 + step * 0.4, -4.98 + step * 0.4, -1.5, 1.2, 10.5) for step in range(26)]
    canvas.fill_all(planks, "#5a3a22", 0.4)
    canvas.fill(view.front(-5, 5, -1.5, 2.0, 10.5), ramp("#d6caa8", "#c2b28c"))
    canvas.fill(view.front(-5, 5, -1.5, -0.75, 10.5), ramp("#6f8a80", "#5a746c"))
    canvas.fill(view.wall(5, -1.5, 2.0, 1.2, 10.5), ramp_across("#c9b993", "#a3926f"))
    canvas.fill(view.wall(5, -1.5, -0.75, 1.2, 10.5), ramp_across("#5f7a70", "#46605a"))
    canvas.fill(view.wall(-5, -1.5, 2.0, 1.2, 10.5), ramp_across("#a8987a", "#c9ba96"))
    canvas.fill(view.wall(-5, -1.5, -0.75, 1.2, 10.5), ramp_across("#4a635c", "#5f7a70"))
    _blackboard(canvas, view)
    _windows(canvas, view)
    _map_and_door(canvas, view)
    for away in (8.1, 6.2, 4.5, 3.0):
        for right in (-3.2, -1.1, 1.0, 3.1):
            _desk(canvas, view, right, away)
    _sunbeams(canvas, view)


def _blackboard(canvas: Canvas, view: View) -> None:
    canvas.fill(view.front(-2.9, 2.9, -0.62, 1.28, 10.45), ramp("#8f6238", "#6d4728"))
    board = view.front(-2.78, 2.78, -0.5, 1.16, 10.44)
    canvas.fill(board, ramp("#35544a", "#2a463e"))
    (left, low), (right, _), (_, high), _ = board
    canvas.mottle((left, high, right, low), "#b9cbbf", 0.32, cells=(5, 7), cut=(0.45, 0.95), within=[board])
    chalk = [
        part
        for a, b in (((-2.2, 0.2), (-1.3, 0.2)), ((-1.3, 0.2), (-1.3, 0.85)), ((-1.3, 0.85), (-2.2, 0.2)))
        for part in stroke([view.at(*a, 10.4), view.at(*b, 10.4)], 2)
    ]
    wave = [
        view.at(0.3 + step * 0.09, 0.3 + 0.34 * ((step % 10) / 5 - 1) * (1 - abs((step % 10) / 5 - 1)) * 2, 10.4)
        for step in range(21)
    ]
    chalk += [
        *stroke(wave, 2),
        *stroke([view.at(0.2, 0.3, 10.4), view.at(2.3, 0.3, 10.4)], 1.4),
        *stroke([view.at(0.3, -0.2, 10.4), view.at(0.3, 0.85, 10.4)], 1.4),
    ]
    canvas.fill_all(chalk, "#eef0e2", 0.75, soft=0.5)
    canvas.fill(view.front(-2.9, 2.9, -0.68, -0.6, 10.3), "#b98a52")
    clock = view.at(0, 1.64, 10.44)
    canvas.fill(disc(*clock, 22), "#5a3d24")
    canvas.fill(disc(*clock, 18.5), "#f7f1de")
    canvas.fill_all(
        [*stroke([clock, (clock[0] - 6, clock[1] - 7)], 2.6), *stroke([clock, (clock[0] + 4, clock[1] - 13)], 1.8)],
        "#3a2c20",
    )
    desk = view.front(-4.2, -2.3, -1.5, -0.72, 9.2)
    canvas.fill(desk, ramp("#9a6b3e", "#6a4526"))
    canvas.fill(view.floor(-4.3, -2.2, -0.72, 9.1, 9.9), "#c89358")
    pile = [view.front(-3.9, -3.4, -0.72 + step * 0.07, -0.66 + step * 0.07, 9.4) for step in range(3)]
    for outline, colour in zip(pile, ("#8a3f32", "#3d5f6d", "#b8964f"), strict=True):
        canvas.fill(outline, colour)
    apple = view.at(-2.75, -0.64, 9.3)
    canvas.fill(disc(*apple, 7.5), "#b03a2c")


def _windows(canvas: Canvas, view: View) -> None:
    for near in (2.0, 4.3, 6.6, 8.9):
        far = near + 1.6
        canvas.fill(view.wall(-4.98, -0.62, 1.75, near - 0.12, far + 0.12), "#8a7250")
        canvas.fill(view.wall(-4.97, -0.5, 1.65, near, far), ramp("#dcecf0", "#f6f2d8", "#e3e6bb"))
        leaves = view.wall(-4.97, -0.5, 0.35, near, far)
        canvas.mottle((0, 300, 520, 900), "#8fa772", 0.75, cells=(7, 12), cut=(0.4, 0.7), within=[leaves])
        middle = (near + far) / 2
        canvas.fill_all(
            [view.wall(-4.96, -0.5, 1.65, middle - 0.03, middle + 0.03), view.wall(-4.96, 0.85, 0.92, near, far)],
            "#7a6344",
        )
        canvas.fill(
            [
                view.at(-5, -0.62, near - 0.15),
                view.at(-4.7, -0.66, near - 0.15),
                view.at(-4.7, -0.66, far + 0.15),
                view.at(-5, -0.62, far + 0.15),
            ],
            "#e6d6b0",
        )


def _map_and_door(canvas: Canvas, view: View) -> None:
    canvas.fill(view.wall(4.98, -1.5, 0.85, 8.4, 9.8), "#7d5632")
    canvas.fill(view.wall(4.97, -1.4, 0.76, 8.5, 9.7), ramp_across("#a5763f", "#8d6236"))
    canvas.fill(view.wall(4.96, 0.1, 0.6, 8.7, 9.5), "#dfe4d2")
    frames = ((3.2, "#c9744f"), (4.3, "#5f8a92"), (5.4, "#d9b25c"), (6.5, "#7f9a66"))
    for near, colour in frames:
        canvas.fill(view.wall(4.97, -0.1, 1.1, near, near + 0.85), "#f4ecd6")
        canvas.fill(view.wall(4.96, 0.0, 1.0, near + 0.06, near + 0.79), mix(colour, "#f4ecd6", 0.45))
        canvas.fill(view.wall(4.955, 0.0, 0.4, near + 0.06, near + 0.79), colour)
        canvas.fill(disc(*view.at(4.95, 0.68, near + 0.4), view.size(0.13, near), view.size(0.14, near)), "#fbe9b4")


def _desk(canvas: Canvas, view: View, right: float, away: float) -> None:
    left, end = right - 0.62, right + 0.62
    canvas.fill(view.floor(left, end + 0.5, -1.49, away - 0.25, away + 0.75), "#3a2414", 0.4, soft=4)
    metal = [view.front(x, x + 0.05, -1.5, -0.86, at) for at in (away + 0.6, away) for x in (left + 0.05, end - 0.1)]
    canvas.fill_all(metal, "#3d4a4c")
    canvas.fill(view.front(left + 0.05, end - 0.05, -1.0, -0.82, away + 0.02), ramp("#8a5c34", "#5f3d22"))
    top = view.floor(left, end, -0.78, away, away + 0.66)
    canvas.fill(top, ramp("#ecc88c", "#cf9c5c"))
    canvas.fill(view.front(left, end, -0.83, -0.78, away), "#a06f3c")
    canvas.fill(
        view.floor(left + 0.2, left + 0.62, -0.775, away + 0.16, away + 0.46),
        canvas.rng.choice(("#f6f0de", "#8fa9ac", "#c27b5c")),
    )
    seat = away - 0.5
    if seat < 2.2:
        return
    canvas.fill(view.floor(right - 0.3, right + 0.3, -1.06, seat, seat + 0.36), "#8a5f36")
    canvas.fill_all([view.front(x, x + 0.05, -1.5, -0.62, seat) for x in (right - 0.3, right + 0.25)], "#2f3a3c")
    (x0, low), _, (x1, high), _ = view.front(right - 0.32, right + 0.32, -0.86, -0.52, seat)
    canvas.fill(rounded(x0, high, x1, low, view.size(0.08, seat)), ramp("#c08a50", "#7d5530"))


def _sunbeams(canvas: Canvas, view: View) -> None:
    for near in (2.0, 4.3, 6.6, 8.9):
        beam = [
            view.at(-4.9, 1.6, near),
            view.at(-4.9, 1.6, near + 1.5),
            view.at(1.2, -1.5, near + 1.3),
            view.at(0.2, -1.5, max(1.6, near - 0.3)),
        ]
        canvas.fill(beam, "#fff0bf", 0.13, soft=9, mode="light")
        patch = view.floor(-2.6, 0.8, -1.49, max(1.6, near - 0.1), near + 1.3)
        canvas.fill([(x + 20, y) for x, y in patch], "#ffdf98", 0.3, soft=5, mode="light")
    motes = [
        disc(canvas.rng.uniform(120, 900), canvas.rng.uniform(200, 760), canvas.rng.uniform(0.8, 2)) for _ in range(80)
    ]
    canvas.fill_all(motes, "#fff7dc", 0.45, soft=0.7)
    canvas.glow(60, 380, 620, "#fff1c4", 0.5)
