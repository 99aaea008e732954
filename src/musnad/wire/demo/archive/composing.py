"""One story of the archive: everything that it says, from the archive's seed and the story's number alone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from musnad.wire.demo.archive.affairs import Affair, Role, affair_of, headline_in, sentence_in
from musnad.wire.demo.archive.frames import Cast, cast_of, one_of, some_of, words
from musnad.wire.demo.reading import Texts

SECTIONS = ("politics", "economy", "society", "science", "sport")
SHARES = (0.34, 0.56, 0.74, 0.88, 1.0)
"""Up to where of [0, 1) a story falls to each section."""

BEGINNING = datetime(2010, 1, 2, 5, 0, tzinfo=UTC)
DAYS = 5475
"""The archive ends before 2025, however many stories it has: none lies ahead of a machine's clock."""

HALF = 30_000
"""After so many stories half of the days are over: a newsroom that grows, some four stories a day at first."""

MEDIAN, SPREAD, FEWEST, MOST = 10.0, 0.55, 3, 45
"""Paragraphs of a story: log-normal, with these bounds."""

KICKERS = ("breaking", "exclusive", "analysis", "investigation", "interview", "pictures")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a body: its kind and its value as Wagtail keeps it, with the scene of a picture for its number."""

    kind: str
    value: Any


@dataclass(frozen=True, slots=True)
class Written:
    """A story as it was written. number: from 0. at: when it was published.

    names: what it is about, by which keywords are found; authors: places in a list of them. hero: the scene of its
    main picture and the caption, or none. affair, role: what it tells of the ledger's affair, if anything.
    """

    number: int
    key: UUID
    section: str
    at: datetime
    kicker: str
    headline: str
    standfirst: str
    dateline: str
    agency: str
    hero: tuple[str, str] | None
    body: list[Block]
    names: tuple[str, ...]
    topic: tuple[str, str] | None
    authors: tuple[int, ...]
    credits: list[tuple[str, str]]
    correction: str
    updated: timedelta | None
    affair: Affair
    role: Role | None


def published(seed: int, number: int) -> datetime:
    """Return when the story of that number was published: later than all before it, in every archive of that seed."""
    place = number + Random(f"{seed}/{number}/at").random() * 0.9  # noqa: S311  (a demo's)
    return BEGINNING + timedelta(seconds=int(DAYS * 86_400 * place / (place + HALF)), microseconds=number % 1_000_000)


def compose(seed: int, number: int) -> Written:
    """Return the story of that number, the same one whenever and beside whichever others it is asked for."""
    chance = Random(f"{seed}/{number}")  # noqa: S311  (a demo's texts)
    affair = affair_of(seed, number)
    role = affair.stories.get(number)
    about = affair if role and role != Role.RETOLD else None
    draw = chance.random()
    section = about.section if about else next(s for s, most in zip(SECTIONS, SHARES, strict=True) if draw < most)
    cast = about.cast if about else cast_of(section, chance)
    told = words()
    headline = (headline_in(about, role, chance) if about and role else "") or cast.fill(
        one_of(told["headlines"]["all"], chance), chance
    )
    named = cast.named
    signed = chance.random() < 0.7
    return Written(
        number=number,
        key=UUID(int=chance.getrandbits(128), version=4),
        section=section,
        at=published(seed, number),
        kicker=one_of(KICKERS, chance) if chance.random() < 0.15 else "",
        headline=headline,
        standfirst=cast.fill(one_of(told["standfirsts"]["all"], chance), chance) if chance.random() < 0.9 else "",
        dateline=named["place"].name if chance.random() < 0.8 else "",
        agency="" if signed else one_of(told["outlets"]["agencies"], chance),
        hero=(scene(section, chance), caption(cast, chance)) if chance.random() < 0.85 else None,
        body=list(body(section, cast, affair, role, chance)),
        names=(named["place"].name, named["project"].name, named["body"].name)[: 1 + int(chance.random() * 3)],
        topic=topic_of(cast, chance),
        authors=tuple(some_of(range(AUTHORS), 1 + (chance.random() < 0.12), chance)) if signed else (),
        credits=[tuple(one_of(told["outlets"]["credits"], chance))] if chance.random() < 0.2 else [],
        correction=cast.fill(one_of(told["corrections"]["all"], chance), chance) if chance.random() < 0.02 else "",
        updated=timedelta(minutes=20 + int(chance.random() * 2000)) if chance.random() < 0.15 else None,
        affair=affair,
        role=role,
    )


AUTHORS = 40
"""People who sign."""

FOLLOWED = 8
"""Places whose affairs are followed: what is planned there has a topic of its own."""


def topic_of(cast: Cast, chance: Random) -> tuple[str, str] | None:
    """Return the affair that the story belongs to: what it is about, and where."""
    project, place = cast.named["project"].name, cast.named["place"].name
    return (project, place) if chance.random() < 0.8 and place in words()["places"]["all"][:FOLLOWED] else None


def scene(section: str, chance: Random) -> str:
    found = next(each["names"] for each in words()["scenes"] if each["section"] == section)
    return str(one_of(found, chance))


def caption(cast: Cast, chance: Random) -> str:
    return cast.fill(one_of(words()["captions"]["all"], chance), chance)


# --- the body ---


def body(section: str, cast: Cast, affair: Affair, role: Role | None, chance: Random) -> Iterator[Block]:
    """Yield the blocks: an opening, paragraphs in parts with headings where it is long, and what stands between."""
    wanted = round(MEDIAN * math.exp(SPREAD * normal(chance)))
    wanted = min(max(wanted, FEWEST), MOST)
    yield paragraph(cast.fill(one_of(words()["openings"]["all"], chance), chance))
    if role:
        yield paragraph(sentence_in(affair, role, chance))
    for part in range(0, wanted - 1, 9):
        if part:
            # A long story goes elsewhere in its second part: other people, another place.
            cast = Cast({**cast_of(section, chance).named, "project": cast.named["project"]})
            heading = cast.fill(one_of(words()["headings"]["all"], chance), chance)
            yield Block("heading", {"text": heading, "level": "2"})
        yield from paragraphs(section, cast, min(9, wanted - 1 - part), chance)
    yield from endings(cast, chance)


def normal(chance: Random) -> float:
    """Return a number of the standard normal distribution (Box and Muller)."""
    return math.sqrt(-2 * math.log(1 - chance.random())) * math.cos(2 * math.pi * chance.random())


def paragraphs(section: str, cast: Cast, count: int, chance: Random) -> Iterator[Block]:
    told = words()["sentences"]
    frames = some_of(told["all"] + told[section], 3 * count, chance)
    known = False
    for _ in range(count):
        taken = [frames.pop() for _ in range(min(len(frames), 1 + int(chance.random() * 3)))]
        if not known:
            # Nobody is called by the family name alone before the text has said who that is.
            taken = [frame.replace("{surname}", "{official}") for frame in taken]
            known = any("{official}" in frame for frame in taken)
        yield paragraph(" ".join(cast.fill(frame, chance) for frame in taken))
        if chance.random() < 0.14:
            yield INSERTED[int(chance.random() * len(INSERTED))](section, cast, chance)


def paragraph(text: str) -> Block:
    return Block("paragraph", f"<p>{text}</p>")


def quote(_: str, cast: Cast, chance: Random) -> Block:
    speaker, role = cast.named["speaker"].name, cast.named["role"].name
    return Block("quote", {"text": one_of(words()["quotes"]["all"], chance), "speaker": speaker, "role": role})


def post(_: str, cast: Cast, chance: Random) -> Block:
    who = one_of(words()["accounts"], chance)
    number = 10**17 + int(chance.random() * 10**17)
    host = {"x": "x.com", "telegram": "t.me", "facebook": "facebook.com", "instagram": "instagram.com"}[who["platform"]]
    return Block(
        "post",
        {
            "platform": who["platform"],
            "url": f"https://{host}/{who['account']}/{ADDRESSES[who['platform']]}{number}",
            "account": who["account"],
            "name": who["name"],
            "text": cast.fill(one_of(words()["posts"]["all"], chance), chance),
            "posted": None,
        },
    )


ADDRESSES = {"x": "status/", "telegram": "", "facebook": "posts/", "instagram": "p/"}


def image(section: str, cast: Cast, chance: Random) -> Block:
    shown = {"image": scene(section, chance), "caption": caption(cast, chance)}
    return Block("image", {**shown, "credit": "رسم: مُسنَد", "alt": ""})


def facts(_: str, cast: Cast, chance: Random) -> Block:
    told: Texts = words()["facts"]
    items = [cast.fill(each, chance) for each in some_of(told["items"], 3, chance)]
    text = "".join(f"<li>{each}</li>" for each in items)
    return Block("facts", {"title": one_of(told["titles"], chance), "text": f"<ul>{text}</ul>"})


INSERTED = (quote, quote, post, image, image, facts)


def endings(cast: Cast, chance: Random) -> Iterator[Block]:
    """Yield what a story may end with: what other places say of it."""
    if chance.random() < 0.08:
        link = {"text": cast.fill("وثيقة {project} كاملةً", chance), "url": "https://documents.example/dalwan"}
        yield Block("related", {"stories": [], "links": [link]})
