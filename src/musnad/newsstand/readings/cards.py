"""Stories as lists show them, many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from musnad import tags
from musnad.newsroom.models import Listing, NewsImage, Section, Story, StoryAuthor
from musnad.newsstand import views
from musnad.newsstand.claim_views import Chip
from musnad.newsstand.readings import pictures
from musnad.newsstand.readings.carried import chips_of, foresee_chips
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.gathering import Gathering


@tags.shared
def newest(collection: str, most: int) -> list[int]:
    """Return the numbers of the newest stories of `collection`."""
    tags.read(tags.members(collection))
    rows = Listing.objects.filter(collection=collection, present=True).order_by("-dated", "-story")
    return list(rows.values_list("story_id", flat=True)[:most])


def foresee_cards(keys: Collection[int]) -> None:
    """Read the stories that several lists show at once, and what these say of them."""
    wanted = sorted(set(keys))
    rows_of(wanted)
    foresee_chips(wanted)


def cards(keys: Sequence[int], edition: EditionReading, *, chips: bool = False) -> tuple[views.Card, ...]:
    """Return the stories with these numbers, in this order; those that are not live are left out.

    chips: say of each whether a claim in it is denied, disputed or taken back. Not beside other stories: a denial would
    print every story that leads to one which carries the claim.
    """
    tags.read(*(tags.card(key) for key in keys))
    found = rows_of(keys)
    sections = sections_of(found.values())
    held = chips_of(list(found), edition) if chips else {}
    shown = {key: shared_card(row, sections, edition) for key, row in found.items()}
    return tuple(with_chip(shown[key], held.get(key)) for key in keys if key in shown)


def with_chip(shown: views.Card, chip: Chip | None) -> views.Card:
    return replace(shown, chip=chip) if chip else shown


def shared_card(row: Row, sections: dict[str, Section], edition: EditionReading) -> views.Card:
    """Return a story's card, made once for all the pages of one moment that show it."""
    known: dict[Any, tuple[views.Card, Gathering, frozenset[str]]] = tags.kept("card views")
    key = (row.pk, edition.lang, edition.gathering.preview)
    if key not in known:
        own = Gathering(preview=edition.gathering.preview)
        with tags.recording() as noted:
            made = card(row, sections, EditionReading(edition.lang, own))
        known[key] = made, own, frozenset(noted)
    shown, files, read = known[key]
    tags.read(*read)
    edition.gathering.take(files)
    return shown


@dataclass(frozen=True, slots=True)
class Row:
    """What a card shows of a live story. section: its section's path in Wagtail's tree; authors: number and name."""

    pk: int
    section: str
    url_path: str
    title: str
    kicker: str
    standfirst: str
    agency: str
    published_at: datetime | None
    hero: NewsImage | None
    hero_alt: str
    authors: tuple[tuple[int, str], ...]


FIELDS = ("pk", "path", "url_path", "title", "kicker", "standfirst", "agency", "published_at", "hero", "hero_alt")


def rows_of(keys: Sequence[int]) -> dict[int, Row]:
    """Return the live ones of these stories.

    Stories of one affair lead to one another: printed at one moment, each is read once. No story is made of a row: it
    takes five times as long, and cards are most of what is read for a print.
    """
    known: dict[int, Row | None] = tags.kept("cards")
    if wanted := [key for key in keys if key not in known]:
        known.update(dict.fromkeys(wanted))
        known.update(read_rows(wanted))
    return {key: row for key in keys if (row := known[key]) is not None}


def read_rows(keys: Collection[int]) -> dict[int, Row]:
    rows = list(Story.objects.live().filter(pk__in=keys).values_list(*FIELDS))
    authors: dict[int, list[tuple[int, str]]] = defaultdict(list)
    signed = StoryAuthor.objects.filter(story__in=keys).order_by("sort_order")
    for story, author, name in signed.values_list("story", "author", "author__name"):
        authors[story].append((author, name))
    heroes = images_of({row[FIELDS.index("hero")] for row in rows} - {None})
    pictures.prefetch(heroes.values(), pictures.CARD)
    found = {}
    for pk, path, url_path, title, kicker_, standfirst, agency, published, hero, alt in rows:
        section, signers = path[: -Story.steplen], tuple(authors[pk])
        texts = (url_path, title, kicker_, standfirst, agency)
        found[pk] = Row(pk, section, *texts, published, heroes.get(hero), alt, signers)
    return found


def images_of(keys: Collection[int]) -> dict[int, NewsImage]:
    """Return the pictures with these numbers, each read once a moment."""
    known: dict[int, NewsImage] = tags.kept("images")
    if wanted := [key for key in keys if key not in known]:
        known.update(NewsImage.objects.in_bulk(wanted))
    return {key: known[key] for key in keys if key in known}


def sections_of(rows: Iterable[Row]) -> dict[str, Section]:
    """Return the sections that these stories stand in, by their path in Wagtail's tree."""
    found = (section_at(path) for path in sorted({row.section for row in rows}))
    return {row.path: row for row in found if row}


def section_at(path: str) -> Section | None:
    """Return the section at that place in Wagtail's tree."""
    return every_section().get(path)


@tags.shared
def every_section() -> dict[str, Section]:
    """Return all sections by their places: a newsroom has few, and a lot of stories stands in most of them."""
    return {section.path: section for section in Section.objects.order_by()}


def card(row: Row, sections: dict[str, Section], edition: EditionReading) -> views.Card:
    section = sections.get(row.section)
    tags.read(*(tags.author(author) for author, _ in row.authors))
    return views.Card(
        path=row.url_path,
        headline=row.title,
        published=edition.moment(row.published_at) if row.published_at else None,
        kicker=kicker(row.kicker, edition),
        standfirst=row.standfirst,
        section=views.Link(section.title, section.url_path) if section else None,
        picture=pictures.picture(row.hero, pictures.CARD, edition.gathering, row.hero_alt),
        byline=edition.word("list_comma").join(name for _, name in row.authors) or row.agency,
    )


def kicker(code: str, edition: EditionReading) -> views.Kicker | None:
    return views.Kicker(code, edition.word(f"kicker_{code}")) if code else None


def headlines(edition: EditionReading, most: int = 8) -> tuple[views.Link, ...]:
    """Return the newest headlines, for the bar."""
    keys = newest(tags.stories(edition.lang), most)
    tags.read(*(tags.card(key) for key in keys))
    rows = {row.pk: row for row in Story.objects.live().filter(pk__in=keys)}
    return tuple(views.Link(rows[key].title, rows[key].url_path) for key in keys if key in rows)
