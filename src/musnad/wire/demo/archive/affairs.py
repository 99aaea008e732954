"""What the archive's ledger tells: every few dozen stories something is reported, told on, denied, or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from random import Random

from musnad.wire.demo.archive.frames import Cast, cast_of, one_of, words
from musnad.wire.demo.reading import Texts

SPAN = 25
"""Stories among which one affair runs its course."""

DENIED, WITHDRAWN, JUDGED = 0.6, 0.2, 0.15
"""The share of affairs that somebody denies; of those that are denied, or not, that their outlet takes back; and on
which an editor gives a verdict."""


class Role(StrEnum):
    REPORT = "report"
    RETOLD = "retold"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Affair:
    """claim, denial: the words, as the stories have them. who told it, through whom; who denies it: keys of sources.

    stories: which story has what part in it, by the story's number.
    """

    number: int
    section: str
    cast: Cast
    told: Texts
    claim: str
    denial: str
    who: str
    through: str
    stories: dict[int, Role]
    verdict: str


@lru_cache(maxsize=64)
def affair_of(seed: int, story: int) -> Affair:
    """Return the affair that runs when the story of that number, counted from 0, is written."""
    number = story // SPAN
    chance = Random(f"{seed}/affair/{number}")  # noqa: S311  (a demo's texts)
    told = one_of(words()["affairs"], chance)
    cast = cast_of(told["section"], chance)
    who = one_of(("unnamed", "witness", "monitor-plain", "monitor-coast"), chance)
    through = one_of(("agency-coast", "agency-dalwan", "outlet-marj", "outlet-diffatayn", "outlet-qanat"), chance)
    roles = [Role.REPORT, *[Role.RETOLD] * int(chance.random() * 4)]
    roles += [Role.DENIED] * (chance.random() < DENIED) + [Role.WITHDRAWN] * (chance.random() < WITHDRAWN)
    places = sorted(sorted(range(SPAN), key=lambda _: chance.random())[: len(roles)])
    verdict = one_of(("false", "unproven", "misleading", "true"), chance) if chance.random() < JUDGED else ""
    return Affair(
        number=number,
        section=told["section"],
        cast=cast,
        told=told,
        claim=cast.fill(told["claim"], chance),
        denial=cast.fill(told["denial"], chance),
        who=who,
        through=through,
        stories={number * SPAN + place: role for place, role in zip(places, roles, strict=True)},
        verdict=verdict,
    )


def sentence_in(affair: Affair, role: Role, chance: Random) -> str:
    """Return the sentence in which a story tells its part of the affair."""
    frame = one_of(words()["telling"][role.value], chance)
    names = {each["key"]: each["name"] for each in words()["sources"]}
    filled = {"who": names[affair.who], "through": names[affair.through]}
    return str(frame.format(claim=affair.claim, denial=affair.denial, **filled))


def headline_in(affair: Affair, role: Role, chance: Random) -> str:
    """Return the headline of a story that an affair is all about; nothing for one that mentions it."""
    if role == Role.RETOLD:
        return ""
    if role == Role.WITHDRAWN:
        names = {each["key"]: each["name"] for each in words()["sources"]}
        frame = words()["telling"]["withdrawal_headline"].replace("{through}", names[affair.through])
        return affair.cast.fill(frame, chance)
    return affair.cast.fill(affair.told["headline" if role == Role.REPORT else "answer"], chance)


def words_of(affair: Affair, role: Role) -> str:
    """Return the words that the ledger's anchor looks for in a story of that part."""
    if role == Role.WITHDRAWN:
        return str(words()["telling"]["retraction"])
    return affair.denial if role == Role.DENIED else affair.claim
