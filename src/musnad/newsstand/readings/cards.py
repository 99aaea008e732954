"""Stories as lists show them, many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from musnad import tags
from musnad.newsroom.models import Listing, Section, Story
from musnad.newsstand import views
from musnad.newsstand.claim_views import Chip
from musnad.newsstand.readings import pictures
from musnad.newsstand.readings.carried import chips_of
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.gathering import Gathering


def newest(collection: str, most: int) -> list[int]:
    """Return the numbers of the newest stories of `collection`."""
    tags.read(tags.members(collection))
    rows = Listing.objects.filter(collection=collection, present=True).order_by("-dated", "-story")
    return list(rows.values_list("story_id", flat=True)[:most])


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


def shared_card(story: Story, sections: dict[str, Section], edition: EditionReading) -> views.Card:
    """Return a story's card, made once for all the pages of one moment that show it."""
    known: dict[Any, tuple[views.Card, Gathering, frozenset[str]]] = tags.kept("card views")
    key = (story.pk, edition.lang, edition.gathering.preview)
    if key not in known:
        own = Gathering(preview=edition.gathering.preview)
        with tags.recording() as noted:
            made = card(story, sections, EditionReading(edition.lang, own))
        known[key] = made, own, frozenset(noted)
    shown, files, read = known[key]
    tags.read(*read)
    edition.gathering.take(files)
    return shown


def rows_of(keys: Sequence[int]) -> dict[int, Story]:
    """Return the live ones of these stories, with what a card shows of them at hand.

    Stories of one affair lead to one another: printed at one moment, each is read once.
    """
    known: dict[int, Story | None] = tags.kept("cards")
    wanted = [key for key in keys if key not in known]
    rows = (
        Story.objects.live().filter(pk__in=wanted).select_related("hero").defer("body")
        if wanted
        else Story.objects.none()
    )
    found = {row.pk: row for row in rows.prefetch_related("signed_by__author")}
    pictures.prefetch({row.hero.pk: row.hero for row in found.values() if row.hero}.values(), pictures.CARD)
    known.update({key: found.get(key) for key in wanted})
    return {key: row for key in keys if (row := known[key]) is not None}


def sections_of(stories: Iterable[Story]) -> dict[str, Section]:
    """Return the sections that `stories` stand in, by their path in Wagtail's tree."""
    found = (section_at(path) for path in sorted({row.path[: -row.steplen] for row in stories}))
    return {row.path: row for row in found if row}


@tags.shared
def section_at(path: str) -> Section | None:
    """Return the section at that place in Wagtail's tree."""
    found: Section | None = Section.objects.filter(path=path).first()
    return found


def card(story: Story, sections: dict[str, Section], edition: EditionReading) -> views.Card:
    section = sections.get(story.path[: -story.steplen])
    return views.Card(
        path=story.url_path,
        headline=story.title,
        published=edition.moment(story.published_at) if story.published_at else None,
        kicker=kicker(story, edition),
        standfirst=story.standfirst,
        section=views.Link(section.title, section.url_path) if section else None,
        picture=pictures.picture(story.hero, pictures.CARD, edition.gathering, story.hero_alt),
        byline=byline(story, edition),
    )


def kicker(story: Story, edition: EditionReading) -> views.Kicker | None:
    return views.Kicker(story.kicker, edition.word(f"kicker_{story.kicker}")) if story.kicker else None


def byline(story: Story, edition: EditionReading) -> str:
    signed = [row.author for row in story.signed_by.all()]
    tags.read(*(tags.author(author.pk) for author in signed))
    return edition.word("list_comma").join(author.name for author in signed) or story.agency


def headlines(edition: EditionReading, most: int = 8) -> tuple[views.Link, ...]:
    """Return the newest headlines, for the bar."""
    keys = newest(tags.stories(edition.lang), most)
    tags.read(*(tags.card(key) for key in keys))
    rows = {row.pk: row for row in Story.objects.live().filter(pk__in=keys)}
    return tuple(views.Link(rows[key].title, rows[key].url_path) for key in keys if key in rows)
