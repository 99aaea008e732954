"""People, as far-off outlines."""

from musnad.wire.demo.pictures.canvas import Canvas
from musnad.wire.demo.pictures.shapes import Point, disc, smooth, stroke


def figure(canvas: Canvas, foot: Point, tall: float, colour: str, *, robe: bool) -> None:
    """Draw somebody far off and from behind: a standing or walking outline, no face."""
    x, y = foot
    unit = tall / 8
    canvas.fill(disc(x + unit * 0.6, y, unit * 2.1, unit * 0.4), "#1c0f08", 0.4, soft=max(1.0, unit * 0.2))
    head = disc(x, y - tall + unit * 0.55, unit * 0.46, unit * 0.58)
    if robe:
        body = smooth(
            [
                (x - unit * 0.95, y),
                (x - unit * 0.86, y - unit * 3),
                (x - unit * 1.05, y - unit * 5.8),
                (x - unit * 0.35, y - unit * 6.7),
                (x + unit * 0.35, y - unit * 6.7),
                (x + unit * 1.05, y - unit * 5.8),
                (x + unit * 0.86, y - unit * 3),
                (x + unit * 1.0, y),
            ],
            5,
        )
        canvas.fill_all([body, head, disc(x, y - tall + unit * 0.8, unit * 0.56, unit * 0.75)], colour)
        return
    torso = smooth(
        [
            (x - unit * 0.7, y - unit * 3.4),
            (x - unit * 1.08, y - unit * 6),
            (x - unit * 0.3, y - unit * 6.8),
            (x + unit * 0.3, y - unit * 6.8),
            (x + unit * 1.08, y - unit * 6),
            (x + unit * 0.7, y - unit * 3.4),
        ],
        5,
    )
    legs = [
        *stroke([(x - unit * 0.3, y - unit * 3.6), (x - unit * 0.62, y)], unit * 0.8, unit * 0.55),
        *stroke([(x + unit * 0.3, y - unit * 3.6), (x + unit * 0.5, y - unit * 0.2)], unit * 0.8, unit * 0.55),
    ]
    arms = [
        *stroke([(x - unit * 0.95, y - unit * 6), (x - unit * 1.25, y - unit * 3.3)], unit * 0.5, unit * 0.4),
        *stroke([(x + unit * 0.95, y - unit * 6), (x + unit * 1.2, y - unit * 3.3)], unit * 0.5, unit * 0.4),
    ]
    canvas.fill_all([torso, head, *legs, *arms], colour)
