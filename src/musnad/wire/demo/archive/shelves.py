"""What the archive's stories hang on: sections, people who sign, keywords, topics, pictures. Made where missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from musnad.newsroom.models import Author, Edition, Keyword, NewsImage, Section, Topic
from musnad.wire.demo.archive.composing import AUTHORS, SECTIONS, Written
from musnad.wire.demo.archive.frames import Cast, Named, person, projects_of, words
from musnad.wire.demo.loading import kept_picture
from musnad.wire.demo.reading import FOLDER, DemoContent, Texts, read_toml

Row = TypeVar("Row", Author, Keyword, Topic)

LANG = "ar"

NAMES_SEED = 7
"""Those who sign are the same in archives of every seed."""


def scenes() -> list[str]:
    """Return the pictures that the archive's stories share, each once."""
    return sorted({name for each in words()["scenes"] for name in each["names"]})


@dataclass(frozen=True, slots=True)
class Shelves:
    """edition: the Arabic one. The others by the names that stories call them by; authors by their places."""

    edition: Edition
    sections: dict[str, Section]
    authors: list[Author]
    keywords: dict[str, Keyword]
    topics: dict[tuple[str, str], Topic]
    pictures: dict[str, NewsImage]

    @classmethod
    def find_or_make(cls, step: Callable[[], object]) -> Shelves:
        """Return them, made where they are missing; `step` is called after each picture."""
        edition = Edition.objects.select_related("locale").get(slug=LANG)
        return cls(
            edition=edition,
            sections={each["key"]: section(each, edition) for each in read_toml(FOLDER / "newsroom.toml")["sections"]},
            authors=[author(who, edition) for who in people()],
            keywords={name: keyword(name, edition) for name in subjects()},
            topics={},
            pictures=pictures(step),
        )

    def topic(self, written: Written) -> Topic | None:
        """Return the topic of a story, made on its first use."""
        if written.topic is None:
            return None
        if written.topic not in self.topics:
            self.topics[written.topic] = topic(*written.topic, self.edition)
        return self.topics[written.topic]


def subjects() -> list[str]:
    """Return all names that stories are about, each once."""
    told = words()
    projects = [name for section in SECTIONS for name, _ in projects_of(section)]
    return list(dict.fromkeys([*told["places"]["all"], *projects, *(each["name"] for each in told["bodies"])]))


def section(told: Texts, edition: Edition) -> Section:
    found: Section | None = Section.objects.child_of(edition).filter(slug=told["slug"][LANG]).first()
    if found:
        return found
    made = Section(
        title=told["title"][LANG],
        slug=told["slug"][LANG],
        description=told["description"][LANG],
        locale_id=edition.locale_id,
        live=False,
    )
    edition.refresh_from_db()
    edition.add_child(instance=made)
    made.save_revision().publish()
    page: Section = Section.objects.get(pk=made.pk)
    return page


def people() -> list[Named]:
    """Return those who sign, no two of one name, women and men by turns."""
    chance = Random(f"{NAMES_SEED}/authors")  # noqa: S311  (a demo's names)
    found: dict[str, Named] = {}
    while len(found) < AUTHORS:
        who = person(chance, women=len(found) % 2 == 0)
        found.setdefault(who.name, who)
    return list(found.values())


def author(who: Named, edition: Edition) -> Author:
    role = "مراسلة" if who.feminine else "مراسل"
    bio = "شخصية متخيَّلة من شخصيات غرفة الأخبار التجريبية."
    return row(Author, edition, name=who.name, defaults={"role": role, "bio": bio})


def keyword(name: str, edition: Edition) -> Keyword:
    return row(Keyword, edition, name=name, defaults={})


def topic(project: str, place: str, edition: Edition) -> Topic:
    chance = Random(f"{project}/{place}")  # noqa: S311  (a demo's names)
    cast = Cast({"project": Named(project), "place": Named(place), "place2": Named("بيلسان")})
    told = words()["topics"]
    title = cast.fill(told["names"][0], chance)
    return row(Topic, edition, title=title, defaults={"summary": cast.fill(told["summary"], chance)})


def row(model: type[Row], edition: Edition, *, defaults: Texts, **named: str) -> Row:
    rows = model._default_manager
    found = rows.filter(locale_id=edition.locale_id, **named).order_by("pk").first()
    return found or rows.create(locale_id=edition.locale_id, **named, **defaults)


def pictures(step: Callable[[], object]) -> dict[str, NewsImage]:
    """Return the pictures by their scenes: the demo's own where it is loaded, and else drawn as the demo draws them."""
    shown = DemoContent.read().scenes
    found = {}
    for scene in scenes():
        title = f"demo: {scene}"
        found[scene] = NewsImage.objects.filter(title=title).first() or kept_picture(title, scene, shown[scene])
        step()
    return found
