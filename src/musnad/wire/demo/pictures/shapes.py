"""Outlines, as lists of points in the picture's own units (1600 × 900), for a canvas to fill."""

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random

Point = tuple[float, float]
Outline = list[Point]


def bar(left: float, top: float, right: float, bottom: float) -> Outline:
    """Return an upright rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def disc(x: float, y: float, across: float, down: float | None = None, *, turn: float = 0.0) -> Outline:
    """Return an ellipse around (x, y) with the radii `across` and `down`, turned by `turn` radians."""
    down = across if down is None else down
    steps = max(8, min(96, int(6 + max(across, down))))
    cos, sin = math.cos(turn), math.sin(turn)
    outline = []
    for step in range(steps):
        angle = 2 * math.pi * step / steps
        along, aside = across * math.cos(angle), down * math.sin(angle)
        outline.append((x + along * cos - aside * sin, y + along * sin + aside * cos))
    return outline


def arc(x: float, y: float, across: float, down: float, start: float, end: float) -> Outline:
    """Return the open line along an ellipse from `start` to `end`, in degrees clockwise from the right."""
    steps = max(8, int(abs(end - start) / 3))
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(x + across * math.cos(angle), y + down * math.sin(angle)) for angle in angles]


def doorway(left: float, top: float, right: float, bottom: float, *, rise: float) -> Outline:
    """Return a rectangle under a round arch: `rise` is how high the arch stands over the walls."""
    middle, half = (left + right) / 2, (right - left) / 2
    return [(left, bottom), *arc(middle, top + rise, half, rise, 180, 360), (right, bottom)]


def rounded(left: float, top: float, right: float, bottom: float, radius: float) -> Outline:
    """Return a rectangle with round corners."""
    radius = min(radius, (right - left) / 2, (bottom - top) / 2)
    outline: Outline = []
    for x, y, start in (
        (right - radius, top + radius, 270),
        (right - radius, bottom - radius, 0),
        (left + radius, bottom - radius, 90),
        (left + radius, top + radius, 180),
    ):
        outline += arc(x, y, radius, radius, start, start + 90)
    return outline


def stroke(points: Sequence[Point], width: float, end_width: float | None = None) -> list[Outline]:
    """Return the outlines that together draw a line through `points`, narrowing to `end_width`."""
    end_width = width if end_width is None else end_width
    last = max(1, len(points) - 1)
    halves = [(width + (end_width - width) * index / last) / 2 for index in range(len(points))]
    outlines = []
    for index in range(len(points) - 1):
        (x0, y0), (x1, y1) = points[index], points[index + 1]
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        aside, up = (y0 - y1) / length, (x1 - x0) / length
        here, there = halves[index], halves[index + 1]
        outlines.append(
            [
                (x0 + aside * here, y0 + up * here),
                (x1 + aside * there, y1 + up * there),
                (x1 - aside * there, y1 - up * there),
                (x0 - aside * here, y0 - up * here),
            ]
        )
        if index and here > 0.8:
            outlines.append(disc(x0, y0, here))
    return outlines


def smooth(points: Sequence[Point], steps: int = 12) -> Outline:
    """Return a soft curve through all `points` (Catmull and Rom's)."""
    padded = [points[0], *points, points[-1]]
    curve: Outline = []
    for index in range(len(points) - 1):
        before, here, there, after = padded[index : index + 4]
        curve += [_between(before, here, there, after, step / steps) for step in range(steps)]
    return [*curve, points[-1]]


def _between(before: Point, here: Point, there: Point, after: Point, part: float) -> Point:
    x, y = (
        0.5
        * (
            2 * here[axis]
            + (there[axis] - before[axis]) * part
            + (2 * before[axis] - 5 * here[axis] + 4 * there[axis] - after[axis]) * part**2
            + (3 * here[axis] - before[axis] - 3 * there[axis] + after[axis]) * part**3
        )
        for axis in (0, 1)
    )
    return x, y


def ridge(rng: Random, points: Sequence[Point], roughness: float, *, rounds: int = 6) -> Outline:
    """Return a broken line through `points`: each part is bent by up to `roughness` of its length, again and again."""
    line = list(points)
    for _ in range(rounds):
        bent = [line[0]]
        for (x0, y0), (x1, y1) in pairwise(line):
            length = math.hypot(x1 - x0, y1 - y0)
            bent += [((x0 + x1) / 2, (y0 + y1) / 2 + rng.uniform(-1, 1) * roughness * length), (x1, y1)]
        line = bent
    return line


def grounded(line: Sequence[Point], bottom: float = 910.0) -> Outline:
    """Return the outline of everything below `line`, down to `bottom`."""
    return [*line, (line[-1][0], bottom), (line[0][0], bottom)]
