"""The copies of letters that were sent, and the lists of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from musnad import tags
from musnad.ledger import reading
from musnad.newsroom.letters import LETTERS_PAGE
from musnad.newsroom.models import PublicLetter, PublicState
from musnad.newsstand import views
from musnad.newsstand.letters_plan import last_page, letters_path
from musnad.newsstand.readings.cards import cards, rows_of
from musnad.newsstand.readings.carried import claim_link, standing_of
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.sent_views import SentEntry, SentItem, SentListPage, SentPage

NEWEST = 20
"""Letters on the front of the list."""


def letter_page(key: int, gathering: Gathering) -> SentPage:
    """Return the copy of a letter: what it carried, as that stands now."""
    tags.read(tags.letter(key))
    row = PublicLetter.objects.get(pk=key)
    edition = EditionReading(row.lang, gathering)
    front = views.Link(edition.word("sent_title"), letters_path(row.lang))
    return SentPage(
        chrome=edition.chrome(row.path, row.subject, current=front.path, breadcrumbs=(front,)),
        subject=row.subject,
        kind=edition.word(f"sent_{row.kind}"),
        sent=edition.moment(row.sent_at),
        intro=tuple(part for part in row.intro.split("\n") if part.strip()),
        items=items_of(row, edition),
        all=front,
    )


def items_of(row: PublicLetter, edition: EditionReading) -> tuple[SentItem, ...]:
    stories = list(dict.fromkeys(item["story"] for item in row.items if "story" in item))
    rows = rows_of(stories)
    live = [key for key in stories if key in rows]
    shown = dict(zip(live, cards(stories, edition, chips=True), strict=True))
    states = PublicState.objects.in_bulk(stories)
    return tuple(item_of(item, shown, states, edition) for item in row.items)


def item_of(
    item: Mapping[str, Any], shown: Mapping[int, views.Card], states: Mapping[int, PublicState], edition: EditionReading
) -> SentItem:
    """Return an item with the editor's own words where the letter had some."""
    if "claim" in item:
        claim = reading.claim_of(item["claim"])
        return SentItem(claim=claim_link(claim, edition), standing=standing_of(claim.pk, edition.lang))
    key, headline, words = item["story"], item["headline"], item["words"]
    if key not in shown:
        return SentItem(gone=headline or (states[key].headline if key in states else ""))
    card = shown[key]
    return SentItem(card=replace(card, headline=headline or card.headline, standfirst=words or card.standfirst))


def letters_page(lang: str, gathering: Gathering) -> SentListPage:
    """Return the newest letters of an edition, with the way to all."""
    tags.read(tags.letters(lang))
    edition = EditionReading(lang, gathering)
    rows = list(PublicLetter.objects.filter(lang=lang).order_by("-number")[: NEWEST + 1])
    more = len(rows) > NEWEST
    path = letters_path(lang)
    return SentListPage(
        chrome=edition.chrome(path, edition.word("sent_title"), description=edition.word("sent_what"), current=path),
        title=edition.word("sent_title"),
        intro=edition.word("sent_what"),
        letters=listed(rows[:NEWEST], edition),
        older=views.Link(edition.word("sent_all"), letters_path(lang, last_page(lang))) if more else None,
    )


def letters_of_page(lang: str, number: int, gathering: Gathering) -> SentListPage:
    """Return one page of all letters of an edition, counted from the first; the latest on it stands first."""
    tags.read(tags.letters_page(lang, number))
    edition = EditionReading(lang, gathering)
    front = views.Link(edition.word("sent_title"), letters_path(lang))
    first = (number - 1) * LETTERS_PAGE + 1
    rows = PublicLetter.objects.filter(lang=lang, number__gte=first, number__lt=first + LETTERS_PAGE)
    path, title = letters_path(lang, number), f"{front.text} – {edition.word('archive')}"
    return SentListPage(
        chrome=edition.chrome(path, title, current=front.path, breadcrumbs=(front,)),
        title=title,
        intro="",
        letters=listed(rows.order_by("-number"), edition),
        older=views.Link(edition.word("older"), letters_path(lang, number - 1)) if number > 1 else None,
        newer=views.Link(edition.word("newer"), letters_path(lang, number + 1)) if number < last_page(lang) else None,
        number=number,
    )


def listed(rows: Iterable[PublicLetter], edition: EditionReading) -> tuple[SentEntry, ...]:
    return tuple(
        SentEntry(views.Link(row.subject, row.path), edition.word(f"sent_{row.kind}"), edition.moment(row.sent_at))
        for row in rows
    )
