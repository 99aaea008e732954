"""Perspective: where a point of a room or plain falls on the picture."""

from dataclasses import dataclass

from musnad.wire.demo.pictures.shapes import Outline, Point


@dataclass(frozen=True)
class View:
    """An eye that looks level into the distance. Measures in metres: right, up (from the eye's height) and away."""

    x: float = 800.0
    horizon: float = 420.0
    lens: float = 900.0

    def at(self, right: float, up: float, away: float) -> Point:
        """Return where a point `away` metres in front of the eye falls."""
        return self.x + right / away * self.lens, self.horizon - up / away * self.lens

    def size(self, metres: float, away: float) -> float:
        """Return how long something of `metres` looks from `away` metres."""
        return metres / away * self.lens

    def floor(self, left: float, right: float, up: float, near: float, far: float) -> Outline:
        """Return a level rectangle: floor, ceiling, table top."""
        return [self.at(left, up, near), self.at(right, up, near), self.at(right, up, far), self.at(left, up, far)]

    def wall(self, right: float, low: float, high: float, near: float, far: float) -> Outline:
        """Return an upright rectangle that runs away from us, at `right` metres from the middle."""
        return [
            self.at(right, low, near),
            self.at(right, high, near),
            self.at(right, high, far),
            self.at(right, low, far),
        ]

    def front(self, left: float, right: float, low: float, high: float, away: float) -> Outline:
        """Return an upright rectangle that faces us."""
        return [
            self.at(left, low, away),
            self.at(right, low, away),
            self.at(right, high, away),
            self.at(left, high, away),
        ]
