"""What many scenes share out of doors: skies, suns, stars, far ranges, trees, birds and water."""

import math
from collections.abc import Sequence

from musnad.wire.demo.pictures.canvas import HEIGHT, WHOLE, WIDTH, Canvas, Fill, mix, ramp
from musnad.wire.demo.pictures.shapes import Outline, bar, disc, grounded, ridge, smooth, stroke


def sky(canvas: Canvas, *stops: str, down_to: float = HEIGHT) -> None:
    """Fill the picture with a sky that flows through `stops` until `down_to`."""
    canvas.fill(WHOLE, stops[-1])
    canvas.fill(bar(0, 0, WIDTH, down_to), ramp(*stops))


def sun(canvas: Canvas, x: float, y: float, radius: float, colour: str, halo: str) -> None:
    """Set a sun or moon with a wide, soft halo."""
    canvas.glow(x, y, radius * 18, halo, 0.55)
    canvas.glow(x, y, radius * 6, halo, 0.6)
    canvas.fill(disc(x, y, radius), colour, soft=1.2)
    canvas.glow(x, y, radius * 2.4, colour, 0.5)


def stars(canvas: Canvas, count: int, down_to: float) -> None:
    """Scatter stars, fewer and weaker towards the horizon."""
    rng = canvas.rng
    for _ in range(count):
        x, y = rng.uniform(0, WIDTH), down_to * rng.random() ** 1.4
        size = 0.5 + 0.9 * rng.random() ** 3
        canvas.fill(disc(x, y, size), "#ffffff", rng.uniform(0.25, 0.95) * (1 - 0.7 * y / down_to))


def streaks(
    canvas: Canvas, top: float, bottom: float, colour: str, alpha: float, *, cells: tuple[int, int] = (3, 9)
) -> None:
    """Draw long thin clouds between `top` and `bottom`."""
    canvas.mottle((0, top, WIDTH, bottom), colour, alpha, cells=cells, cut=(0.52, 0.95), fade=(0, 1, 1, 0))


def hills(
    canvas: Canvas, line: Sequence[tuple[float, float]], fill: Fill, *, roughness: float = 0.0, bottom: float = 910.0
) -> Outline:
    """Draw a range whose crest runs through `line`, soft or, with `roughness`, broken; return its outline."""
    crest = ridge(canvas.rng, line, roughness) if roughness else smooth(line)
    outline = grounded(crest, bottom)
    canvas.fill(outline, fill)
    return outline


def rolling(canvas: Canvas, level: float, height: float, step: float) -> list[tuple[float, float]]:
    """Return the crest of gentle hills around `level`, from edge to edge, a rise or dip about every `step`."""
    x, line = -step, []
    while x < WIDTH + step * 2:
        line.append((x, level + canvas.rng.uniform(-height, height)))
        x += step * canvas.rng.uniform(0.7, 1.3)
    return line


def glitter(canvas: Canvas, x: float, top: float, bottom: float, width: float, colour: str, count: int = 260) -> None:
    """Let a light at `x` glitter on water between `top` and `bottom`: flecks that grow and spread towards us."""
    rng = canvas.rng
    for strength in (0.35, 0.6, 0.9):
        flecks = []
        for _ in range(count // 3):
            near = rng.random() ** 1.3
            y = top + near * (bottom - top)
            spread = width * (0.35 + 0.65 * near)
            long = rng.uniform(4, 16) * (0.4 + 2.2 * near)
            flecks.append(disc(x + rng.gauss(0, 0.42) * spread, y, long, 0.5 + 1.3 * near))
        canvas.fill_all(flecks, colour, strength, soft=0.6, mode="light")


def ripples(canvas: Canvas, top: float, bottom: float, colour: str, alpha: float, count: int = 90) -> None:
    """Draw the long flat lines of calm water, closer together far away."""
    rng = canvas.rng
    lines = []
    for _ in range(count):
        near = rng.random() ** 1.6
        y = top + near * (bottom - top)
        long = rng.uniform(30, 130) * (0.3 + 1.6 * near)
        lines.append(disc(rng.uniform(0, WIDTH), y, long, 0.4 + 1.6 * near))
    canvas.fill_all(lines, colour, alpha, soft=0.8)


def birds(canvas: Canvas, x: float, y: float, count: int, size: float, colour: str, spread: float = 150) -> None:
    """Draw a loose flock around (x, y)."""
    rng = canvas.rng
    for _ in range(count):
        at, up = x + rng.gauss(0, spread), y + rng.gauss(0, spread * 0.3)
        wing, lift = size * rng.uniform(0.6, 1.2), rng.uniform(0.15, 0.5)
        tilt = rng.uniform(-0.2, 0.2)
        for side in (-1, 1):
            tip = (at + side * wing, up - wing * (lift * 0.5 + side * tilt))
            bend = (at + side * wing * 0.5, up - wing * (lift + side * tilt * 0.5))
            canvas.fill_all(stroke(smooth([(at, up), bend, tip], 5), size * 0.16, 0.6), colour)


def fir(canvas: Canvas, x: float, foot: float, height: float) -> list[Outline]:
    """Return the outlines of a fir: tiers of ragged, hanging boughs on a trunk."""
    rng = canvas.rng
    tiers = max(7, int(height / 13))
    outlines = [bar(x - height * 0.012, foot - height * 0.2, x + height * 0.012, foot)]
    for tier in range(tiers):
        part = tier / tiers
        top = foot - height * (1 - part * 0.9)
        deep = height * 1.9 / tiers
        for side in (-1, 1):
            wide = height * 0.2 * (part**0.85 + 0.06) * rng.uniform(0.75, 1.15)
            outlines.append(
                [
                    (x - side, top - deep * 0.3),
                    (x + side * wide * 0.55, top + deep * 0.45),
                    (x + side * wide, top + deep * rng.uniform(0.62, 0.85)),
                    (x + side * wide * 0.5, top + deep * 0.72),
                    (x - side * 2, top + deep * 0.78),
                ]
            )
    return outlines


def bush(canvas: Canvas, x: float, foot: float, wide: float, high: float) -> list[Outline]:
    """Return the outlines of a far crown that stands on `foot`: a rough half round."""
    return [
        disc(x, foot - high * 0.42, wide * 0.4, high * 0.42),
        *leaves(canvas, x, foot - high * 0.45, wide, high, 34),
    ]


def leaves(canvas: Canvas, x: float, y: float, wide: float, high: float, count: int) -> list[Outline]:
    """Return `count` tufts of leaves, close together, in an ellipse around (x, y)."""
    rng = canvas.rng
    outlines = []
    for _ in range(count):
        angle, far = rng.uniform(0, 2 * math.pi), rng.random() ** 0.5
        at, up = x + math.cos(angle) * wide * 0.45 * far, y + math.sin(angle) * high * 0.45 * far
        size = (wide + high) / 2 * rng.uniform(0.6, 1.3) / count**0.5 * 0.55
        outlines.append(disc(at, up, size, size * 0.75, turn=rng.uniform(0, 3)))
    return outlines


def crown(
    canvas: Canvas, x: float, y: float, wide: float, high: float, tones: tuple[str, str, str], lit: float = 0.5
) -> None:
    """Draw the crown of a near tree in three tones, dark to light; light falls from above and from `lit` (-1 to 1)."""
    places = ((-0.3, 0.12), (0.3, 0.14), (-0.18, -0.16), (0.19, -0.12), (0.0, -0.3), (0.0, 0.0), (0.04, 0.22))
    lobes = [
        ((right + canvas.rng.gauss(0, 0.04)) * wide, (down + canvas.rng.gauss(0, 0.04)) * high)
        for right, down in places
    ]
    grown = max(1.0, wide / 200)
    for tone, (colour, share) in enumerate(zip(tones, (1.0, 0.74, 0.42), strict=True)):
        shift = (tone * lit * wide * 0.05, -tone * high * 0.055)
        tufts: list[Outline] = []
        for right, down in lobes:
            at = (x + right + shift[0], y + down + shift[1])
            tufts += leaves(canvas, *at, wide * 0.52 * share, high * 0.5 * share, round((110 - tone * 32) * grown))
            if tone == 0:
                tufts.append(disc(*at, wide * 0.17, high * 0.16))
        canvas.fill_all(tufts, colour, 1.0 if tone == 0 else 0.8)


def depth(near: str, far: str, steps: int) -> list[str]:
    """Return `steps` colours from `far` to `near`, as air tints what is farther away."""
    return [mix(far, near, step / max(1, steps - 1)) for step in range(steps)]
