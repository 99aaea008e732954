"""The fronts: an edition's home, and those of sections, topics, keywords and authors, with their archives."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Literal, cast

from django.db.models import Max

from musnad import tags
from musnad.newsroom.collections import ARCHIVE_PAGE, page_of
from musnad.newsroom.models import Listing, PublicState, Section
from musnad.newsstand import plan, views
from musnad.newsstand.letter_views import Choice
from musnad.newsstand.readings import pictures
from musnad.newsstand.readings.cards import cards, foresee_cards, headlines, newest
from musnad.newsstand.readings.editions import EditionReading, alternates, topics_to_choose
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.readings.structured.fronts import front_data, home_data

SECONDS = 6
"""Stories below the lead."""

SHELF = 4
"""Stories of each section on the home page."""

FRONT = 25
"""Stories on the front of a section or snippet: the lead and two dozen."""

Kind = Literal["section", "topic", "keyword", "author"]


def foresee(routes: Collection[plan.Route]) -> None:
    """Read the stories that several lists are about to show at once."""
    if len(routes) > 1:
        foresee_cards([key for route in routes for key in listed(route)])


def listed(route: plan.Route) -> list[int]:
    """Return the numbers of the stories on the page of a list."""
    if route.kind in {"archive", "day"}:
        return on_page(*route.key)
    return newest(f"{route.kind}:{route.key[0]}", FRONT)


def home_page(lang: str, gathering: Gathering) -> views.HomePage:
    """Return an edition's front page: what its editors chose, then the newest."""
    edition = EditionReading(lang, gathering)
    row = edition.row
    chosen = [row.lead_id] if row.lead_id else []
    chosen += row.front_stories.order_by("sort_order").values_list("story_id", flat=True)
    recent = newest(tags.stories(lang), SECONDS + 1 + len(chosen))
    tags.read(*(tags.story(key) for key in chosen))
    live = set(PublicState.objects.filter(pk__in=chosen, live=True).values_list("pk", flat=True))
    top = list(dict.fromkeys([key for key in chosen if key in live] + recent))[: SECONDS + 1]
    shelves = [(section, newest(tags.section(section.pk), SHELF + len(top))) for section in edition.sections]
    kept = [(section, [key for key in keys if key not in top][:SHELF]) for section, keys in shelves]
    foresee_cards([*top, *(key for _, keys in kept for key in keys)])
    shown = {card.path: card for card in cards(top, edition, chips=True)}
    first = list(shown.values())
    page = views.HomePage(
        chrome=edition.chrome(
            edition.path,
            row.title,
            description=row.search_description or row.tagline,
            current=edition.path,
            alternates=alternates({each: f"/{each}/" for each in plan.editions()}, edition.path),
            latest=headlines(edition),
        ),
        lead=first[0] if first else None,
        seconds=tuple(first[1:]),
        shelves=tuple(shelf(section, keys, edition) for section, keys in kept if keys),
        archive=views.Link(edition.word("archive"), f"{edition.path}archive/"),
    )
    return replace(page, structured=home_data(page))


def shelf(section: Section, keys: Sequence[int], edition: EditionReading) -> views.Shelf:
    return views.Shelf(
        section.title,
        cards(keys, edition, chips=True),
        views.Link(edition.word("see_all").format(title=section.title), section.url_path),
    )


def front_page(kind: Kind, key: int, gathering: Gathering) -> views.ListPage:
    """Return the front of a section, topic, keyword or author: its newest stories."""
    collection = f"{kind}:{key}"
    tags.read(collection)
    row = row_of(kind, key)
    edition = EditionReading(row.locale.language_code, gathering)
    found = cards(newest(collection, FRONT), edition, chips=True)
    page = views.ListPage(
        # Without the bar's headlines, which its script fetches: else each publish would print every front there is.
        chrome=frame(row, kind, edition, row.url_path, topics=letters_about(row, kind)),
        of=kind,
        title=title_of(row),
        intro=intro_of(row, kind),
        lead=found[0] if found else None,
        cards=found[1:],
        archive=archive_link(collection, edition),
        author=author_of(row, edition) if kind == "author" else None,
        picture=picture_of(row, kind, edition),
    )
    return replace(page, structured=front_data(page))


def archive_page(collection: str, number: int, gathering: Gathering) -> views.ListPage:
    """Return page `number` of an archive, counted from the oldest; the newest on it stand first."""
    tags.read(collection, tags.archive(collection, number))
    kind_name, _, key = collection.partition(":")
    kind = cast(Kind, kind_name)
    row = row_of(kind, int(key))
    edition = EditionReading(row.locale.language_code, gathering)
    path = plan.archive_path(collection, number)
    title = f"{title_of(row)} – {edition.word('archive')}"
    link = views.Link(title_of(row), row.url_path)
    return views.ListPage(
        chrome=edition.chrome(path, title, current=row.url_path, breadcrumbs=(link,), indexed=number > 0),
        of=kind,
        title=title,
        intro="",
        lead=None,
        cards=cards(on_page(collection, number), edition, chips=True),
        pager=pager(collection, number, edition),
    )


@tags.shared
def on_page(collection: str, number: int) -> list[int]:
    """Return the stories on an archive page, the newest first."""
    first = (number - 1) * ARCHIVE_PAGE + 1
    rows = Listing.objects.filter(
        collection=collection, present=True, position__gte=first, position__lt=first + ARCHIVE_PAGE
    )
    return list(rows.order_by("-position").values_list("story_id", flat=True))


def last_page(collection: str) -> int:
    last = Listing.objects.filter(collection=collection).aggregate(last=Max("position"))["last"]
    return page_of(last) if last else 0


def pager(collection: str, number: int, edition: EditionReading) -> views.Pager:
    """Return the links to the pages beside. How many there are is not said: it would stale every one of them."""
    older, newer = plan.archive_path(collection, number - 1), plan.archive_path(collection, number + 1)
    return views.Pager(
        number=number,
        last=0,
        older=views.Link(edition.word("older"), older) if number > 1 else None,
        newer=views.Link(edition.word("newer"), newer) if number < last_page(collection) else None,
    )


def archive_link(collection: str, edition: EditionReading) -> views.Link | None:
    """Return the link from a front to the newest page of its archive; `newest` has read what it depends on."""
    last = last_page(collection)
    return views.Link(edition.word("archive"), plan.archive_path(collection, last)) if last else None


def row_of(kind: Kind, key: int) -> Any:
    if kind == "section":
        return Section.objects.select_related("locale").get(pk=key)
    return plan.SNIPPETS[kind].objects.select_related("locale").get(pk=key)


def title_of(row: Any) -> str:
    return str(row.title if isinstance(row, Section) else row.title_text)


def intro_of(row: Any, kind: Kind) -> str:
    fields = {"section": "description", "topic": "summary", "author": "bio"}
    return str(getattr(row, fields[kind])) if kind in fields else ""


def author_of(row: Any, edition: EditionReading) -> views.Author:
    face = pictures.picture(row.picture, pictures.FACE, edition.gathering, row.name)
    return views.Author(row.name, row.url_path, row.role, row.bio, face)


def picture_of(row: Any, kind: Kind, edition: EditionReading) -> views.Picture | None:
    return pictures.picture(row.picture, pictures.WIDE, edition.gathering) if kind == "topic" else None


def letters_about(row: Any, kind: Kind) -> tuple[Choice, ...]:
    return topics_to_choose([row], chosen=True) if kind == "topic" else ()


def frame(row: Any, kind: Kind, edition: EditionReading, path: str, **more: Any) -> views.Chrome:
    return edition.chrome(
        path,
        title_of(row),
        description=intro_of(row, kind),
        current=path,
        alternates=alternates(translations(row), path),
        feeds=True,
        **more,
    )


def translations(row: Any) -> dict[str, str]:
    """Return language → address of this and of what it is in other editions."""
    others = type(row).objects.filter(translation_key=row.translation_key).select_related("locale")
    if isinstance(row, Section):
        others = others.filter(live=True)
    return {other.locale.language_code: other.url_path for other in others}
