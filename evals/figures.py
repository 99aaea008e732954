"""What an evaluation prints, and where it fell below what it has to reach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Figure(NamedTuple):
    """what: was measured; told: its figures as printed; missed: the floors that they are below, in words."""

    what: str
    told: str
    missed: tuple[str, ...] = ()


def missed(figures: Mapping[str, float], floors: Mapping[str, float]) -> tuple[str, ...]:
    """Return in words which of `figures` are below their floor."""
    return tuple(
        f"{name} {figures[name]:.4f} is below {floor:.4f}" for name, floor in floors.items() if figures[name] < floor
    )
