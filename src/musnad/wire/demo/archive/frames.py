"""Sentences with places to fill, and what they are filled with: each story names its own place, body, person …"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TypeVar

from musnad.arabic.digits import Digits, write_digits
from musnad.wire.demo.reading import FOLDER, Texts, read_toml

T = TypeVar("T")

PLACE = re.compile(r"\{(\w+)(?::([^}]*))?\}")

WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


@cache
def words() -> Texts:
    """Return what the archive is put together from."""
    return read_toml(FOLDER / "archive.toml")


@dataclass(frozen=True, slots=True)
class Named:
    """A name and its gender: feminine where `feminine`."""

    name: str
    feminine: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """Whom and what a story, or a part of one, is about, by the names that frames call them."""

    named: dict[str, Named]

    def fill(self, frame: str, chance: Random) -> str:
        """Return `frame` with its places filled; numbers and passers-by are drawn anew each time."""
        return PLACE.sub(lambda found: self._filled(found[1], found[2] or "", chance), frame)

    def _filled(self, kind: str, rest: str, chance: Random) -> str:
        if kind in NUMBERS:
            low, high = (int(end) for end in rest.split("-"))
            return digits(NUMBERS[kind](chance, low, high))
        if kind in PASSERS_BY:
            return person(chance, women=kind == "woman").name
        thing = self.named[kind]
        if not rest:
            return thing.name
        feminine, _, masculine = rest.partition("|")
        return feminine if thing.feminine else masculine


def digits(number: int) -> str:
    return write_digits(str(number), Digits.ARABIC_INDIC)


def counted(chance: Random, low: int, high: int) -> int:
    """Return a number that a noun in the singular follows: it ends in 11 to 99, or in 00."""
    number = chance.randint(low, high)
    return number if number % 100 == 0 or number % 100 > 10 else number - number % 100 + 11 + number % 10


NUMBERS: dict[str, Callable[[Random, int, int], int]] = {
    "n": counted,
    "few": lambda chance, low, high: chance.randint(low, high),
    "round": lambda chance, low, high: chance.randint(low // 100, high // 100) * 100,
}
PASSERS_BY = frozenset({"man", "woman"})


def person(chance: Random, *, women: bool) -> Named:
    names = words()["names"]
    first = one_of(names["women" if women else "men"], chance)
    return Named(f"{first} {one_of(names['families'], chance)}", women)


def one_of(things: Sequence[T], chance: Random) -> T:
    # Random.choice is several times slower, and its way from bits to a place has changed between versions of Python.
    return things[int(chance.random() * len(things))]


def some_of(things: Sequence[T], count: int, chance: Random) -> list[T]:
    """Return `count` of `things`, or all, each once, in an order drawn by lot."""
    return sorted(things, key=lambda _: chance.random())[:count]


def cast_of(section: str, chance: Random) -> Cast:
    """Draw whom a story of `section` is about."""
    told = words()
    bodies = some_of([each for each in told["bodies"] if section in each["sections"]], 2, chance)
    if len(bodies) < 2:
        bodies.append(one_of([each for each in told["bodies"] if each not in bodies], chance))
    body, other = (Named(each["name"], each["form"] == "f") for each in bodies)
    place, second = some_of(told["places"]["all"], 2, chance)
    speaker = person(chance, women=chance.random() < 0.45)
    role = one_of(told["roles"]["women" if speaker.feminine else "men"], chance).replace("{body}", body.name)
    return Cast(
        {
            "place": Named(place),
            "place2": Named(second),
            "body": body,
            "body2": other,
            "project": Named(*one_of(projects_of(section), chance)),
            "official": Named(f"{role} {speaker.name}", speaker.feminine),
            "speaker": speaker,
            "role": Named(role, speaker.feminine),
            "surname": Named(speaker.name.partition(" ")[2], speaker.feminine),
            "weekday": Named(one_of(WEEKDAYS, chance)),
        }
    )


@cache
def projects_of(section: str) -> tuple[tuple[str, bool], ...]:
    found = next(each for each in words()["projects"] if each["section"] == section)
    return tuple((name, form == "f") for name, form in found["names"])
