"""High ground: mountains in snow."""

from collections.abc import Sequence

from musnad.wire.demo.pictures.canvas import WIDTH, Canvas, mix, ramp
from musnad.wire.demo.pictures.shapes import Outline, Point, grounded, ridge
from musnad.wire.demo.pictures.skies import fir, hills, rolling, sky, streaks


def mountain_snow(canvas: Canvas) -> None:
    """Peaks in the first sun, firs in the mist below."""
    sky(canvas, "#3f6590", "#7fa2bf", "#c9cdd0", "#f2d5c2", down_to=560)
    streaks(canvas, 40, 330, "#fff0e6", 0.55)
    far = [
        (-60, 470),
        (130, 330),
        (300, 420),
        (470, 300),
        (640, 430),
        (900, 350),
        (1100, 430),
        (1340, 280),
        (1680, 450),
    ]
    _peaks(canvas, far, "#9fb0c6", "#f3ddd2", 0.45)
    canvas.veil((0, 300, WIDTH, 640), "#f0d9cf", (0, 0.8))
    near = [(-120, 590), (170, 420), (400, 560), (800, 150), (1070, 470), (1270, 300), (1760, 600)]
    _peaks(canvas, near, "#5d769b", "#fff0e2", 1.0)
    canvas.veil((0, 400, WIDTH, 680), "#dfe0e4", (0, 0.35, 0.85))
    for level, size, colour, count in ((610, 60, "#9fb0c0", 90), (660, 90, "#7289a0", 70), (724, 130, "#456079", 54)):
        hills(canvas, rolling(canvas, level, 16, 180), ramp(mix(colour, "#eef1f4", 0.35), colour))
        for _ in range(count):
            canvas.fill_all(
                fir(
                    canvas,
                    canvas.rng.uniform(-20, WIDTH + 20),
                    level + canvas.rng.uniform(4, 34),
                    size * canvas.rng.uniform(0.6, 1.2),
                ),
                colour,
            )
        canvas.veil((0, level - 40, WIDTH, level + 110), "#e6e8ec", (0, 0.55, 0.3))
    slope = hills(
        canvas, [(-40, 800), (260, 770), (640, 826), (1020, 806), (1640, 748)], ramp("#f2f3f5", "#b9c6d6", "#8598b2")
    )
    canvas.mottle((0, 740, WIDTH, 900), "#7288a6", 0.4, cells=(6, 8), cut=(0.5, 0.95), within=[slope])
    for x, foot, size in (
        (90, 850, 300),
        (220, 872, 210),
        (-10, 870, 240),
        (1500, 830, 330),
        (1380, 850, 220),
        (1590, 862, 250),
    ):
        canvas.fill(
            [(x, foot - 4), (x + size * 0.9, foot + 30), (x + size * 0.7, foot + 44), (x - 10, foot + 6)],
            "#5d7596",
            0.35,
            soft=5,
        )
        tree = fir(canvas, x, foot, size)
        canvas.fill_all(tree, ramp("#2c4358", "#182735"))
        snow = [[(px - 3, py - size * 0.012) for px, py in part] for part in tree[1::2]]
        canvas.mottle(
            (x - size * 0.3, foot - size, x + size * 0.3, foot),
            "#dfe8f0",
            0.6,
            cells=(8, 22),
            cut=(0.5, 0.8),
            within=snow,
        )


def _peaks(canvas: Canvas, tops: Sequence[Point], shade: str, lit: str, strength: float) -> None:
    """Draw a range in snow through valleys and summits in turn: sunlit left of each summit, in shade right of it."""
    rng = canvas.rng
    crest = ridge(rng, tops, 0.13)
    parts = (len(crest) - 1) // (len(tops) - 1)
    body = grounded(crest, 900)
    canvas.fill(body, ramp(mix(shade, "#3c5276", 0.25), shade, mix(shade, "#d5dae2", 0.6)))
    flanks: list[Outline] = []
    for summit in range(1, len(tops), 2):
        x, y = tops[summit]
        spine = [(x, y)]
        while y < 780:
            x, y = x + rng.uniform(-26, 36), y + rng.uniform(12, 30)
            spine.append((x, y))
        valley = crest[(summit - 1) * parts]
        flanks.append([*crest[(summit - 1) * parts : summit * parts + 1], *spine, (valley[0] - 90, 780)])
    canvas.fill_all(flanks, ramp(lit, mix(lit, shade, 0.2), mix(lit, shade, 0.55)), 0.3 + 0.7 * strength, soft=0.8)
    for cells, alpha in (((9, 5), 0.5), ((26, 13), 0.6)):
        canvas.relief(
            [body], mix(lit, shade, 0.1), mix(shade, "#24304c", 0.35), alpha * strength, cells=cells, lit=(3, 2)
        )
    steep = [[(x, y + 4) for x, y in flank] for flank in flanks]
    canvas.mottle(
        (0, 130, WIDTH, 640),
        "#4f5468",
        0.6 * strength,
        cells=(90, 18),
        cut=(0.62, 0.78),
        fade=(1, 0.8, 0),
        within=steep,
    )
