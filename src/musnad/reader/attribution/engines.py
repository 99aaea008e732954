"""Engines: whatever turns a text into attributions. The rules are built in, others come as plug-ins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol

from musnad.reader.attribution.engine import read_by_rules
from musnad.reader.attribution.values import Attribution
from musnad.reader.errors import UnknownEngine

RULES = "rules"
GROUP = "musnad.readers"
"""The entry point group: a name and a callable that takes (text, *, day) and returns Attributions."""


class Engine(Protocol):
    def __call__(self, text: str, *, day: date | None = None) -> list[Attribution]: ...


def read_text(text: str, *, engine: str | Engine = RULES, day: date | None = None) -> list[Attribution]:
    """Return what `text` attributes to whom, in the order of the cues.

    `text` is plain: the headline, a blank line, paragraphs with a blank line between two. Offsets are [start, end) in
    its code points. `day` is the day of the text, against which «الأحد» is dated. `engine` is the built-in "rules", the
    name of a plug-in in the entry point group `musnad.readers`, or a callable. Deterministic with the rules. Raises
    UnknownEngine, and what a plug-in raises.
    """
    read = _engine(engine) if isinstance(engine, str) else engine
    return read(text, day=day)


def engine_names() -> list[str]:
    """Return the names of the engines that are installed, the built-in one first."""
    return [RULES, *sorted({point.name for point in entry_points(group=GROUP)} - {RULES})]


@cache
def _engine(name: str) -> Callable[..., list[Attribution]]:
    if name == RULES:
        return read_by_rules
    for point in entry_points(group=GROUP, name=name):
        loaded: Callable[..., list[Attribution]] = point.load()
        return loaded
    raise UnknownEngine(name, engine_names())
