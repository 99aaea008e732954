"""«سجل التصويبات»: correction notes on stories, and claims that stand otherwise than they did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from operator import itemgetter

from musnad import tags
from musnad.ledger import reading
from musnad.ledger.findings import as_json
from musnad.ledger.merging import head_of_claim
from musnad.ledger.models import Claim
from musnad.newsroom.models import CorrectionNote, MirrorKey
from musnad.newsstand import ledger_plan, views
from musnad.newsstand.addresses import whole_address
from musnad.newsstand.claim_views import Entry, LogPage, Turned
from musnad.newsstand.feed_views import Feed, FeedEntry, Format
from musnad.newsstand.ledger_plan import LOG_PAGE, log_path
from musnad.newsstand.plan import mirrors_path
from musnad.newsstand.readings.carried import claim_link
from musnad.newsstand.readings.claims import turned
from musnad.newsstand.readings.editions import EditionReading, alternates
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.readings.standings import Teller
from musnad.newsstand.routing import editions

NEWEST = 30
"""Entries on the log's front and in its feed."""

Held = tuple[datetime, Entry]


def log_page(lang: str, gathering: Gathering) -> LogPage:
    """Return the front of the log: its newest entries, and the months that there are."""
    edition = EditionReading(lang, gathering)
    path = log_path(lang)
    return LogPage(
        chrome=edition.chrome(
            path,
            edition.word("log"),
            description=edition.word("log_what"),
            current=path,
            alternates=alternates({each: log_path(each) for each in editions()}, path),
            feeds=True,
        ),
        title=edition.word("log"),
        intro=edition.word("log_what"),
        entries=tuple(entry for _, entry in newest(edition)),
        months=tuple(month_link(month, edition) for month in ledger_plan.months(lang)),
        feed=f"{path}feed.xml",
        mirrors=mirrors_link(edition),
    )


def mirrors_link(edition: EditionReading) -> views.Link | None:
    tags.read(tags.MIRRORS)
    there = MirrorKey.objects.exists()
    return views.Link(edition.word("mirrors"), mirrors_path(edition.lang)) if there else None


def newest(edition: EditionReading) -> list[Held]:
    tags.read(tags.CORRECTIONS)
    notes = ledger_plan.notes(edition.lang).select_related("story").order_by("-at", "-pk")[:NEWEST]
    found = turned_entries(reading.corrections(NEWEST), edition) + noted(notes, edition)
    return latest_first(found)[:NEWEST]


def latest_first(entries: Iterable[Held]) -> list[Held]:
    return sorted(entries, key=itemgetter(0), reverse=True)


def month_page(lang: str, written: str, number: int, gathering: Gathering) -> LogPage:
    """Return one page of a month, counted from its first entry; the latest on it stand first."""
    month = ledger_plan.first_of(written)
    tags.read(tags.corrections(month))
    edition = EditionReading(lang, gathering)
    log = views.Link(edition.word("log"), log_path(lang))
    path = log_path(lang, month, number)
    title = f"{log.text} – {month_link(month, edition).text}"
    places = places_in(month, lang)
    shown = places[(number - 1) * LOG_PAGE : number * LOG_PAGE]
    return LogPage(
        chrome=edition.chrome(path, title, current=log.path, breadcrumbs=(log,)),
        title=title,
        intro="",
        entries=tuple(entry for _, entry in latest_first(entries_at(shown, edition))),
        older=views.Link(edition.word("older"), log_path(lang, month, number - 1)) if number > 1 else None,
        newer=views.Link(edition.word("newer"), log_path(lang, month, number + 1))
        if len(places) > number * LOG_PAGE
        else None,
        number=number,
    )


def month_link(month: date, edition: EditionReading) -> views.Link:
    return views.Link(edition.month(month), log_path(edition.lang, month))


def places_in(month: date, lang: str) -> list[tuple[datetime, str, int]]:
    """Return what has a place among the entries of `month`, in order: (when, "claim" or "note", its number).

    A change that was our error keeps its place and is not shown: so none of the others moves.
    """
    rows = ledger_plan.turning_in(month).values_list("at", "claim")
    notes = ledger_plan.notes_in(lang, month).values_list("at", "pk")
    return sorted([*((at, "claim", key) for at, key in rows), *((at, "note", key) for at, key in notes)])


def entries_at(places: Sequence[tuple[datetime, str, int]], edition: EditionReading) -> list[Held]:
    wanted = {(at, key) for at, kind, key in places if kind == "claim"}
    turns = [
        turn
        for claim in sorted({key for _, key in wanted})
        if head_of_claim(claim) == claim
        for turn in reading.turns_of(claim)[1:]
        if (turn.at, claim) in wanted
    ]
    notes = CorrectionNote.objects.filter(pk__in=[key for _, kind, key in places if kind == "note"])
    notes = notes.select_related("story")
    return turned_entries(turns, edition) + noted(notes, edition)


def turned_entries(turns: Sequence[reading.Turn], edition: EditionReading) -> list[Held]:
    teller = Teller(edition, [as_json(turn.finding) for turn in turns])
    claims = Claim.objects.in_bulk({turn.claim for turn in turns})
    return [(turn.at, turn_entry(turn, claims[turn.claim], teller, edition)) for turn in turns]


def turn_entry(turn: reading.Turn, claim: Claim, teller: Teller, edition: EditionReading) -> Entry:
    told: Turned = turned(turn, teller, edition)
    return Entry(f"change-{turn.entry.pk}-{claim.pk}", told.at, claim_link(claim, edition), turned=told)


def noted(notes: Iterable[CorrectionNote], edition: EditionReading) -> list[Held]:
    found = []
    for note in notes:
        tags.read(tags.card(note.story_id))
        story = views.Link(note.story.title, note.story.url_path)
        found.append((note.at, Entry(f"note-{note.pk}", edition.moment(note.at), story, note=note.text)))
    return found


def log_feed(lang: str, form: Format, path: str, gathering: Gathering) -> Feed:
    """Return the newest entries as a feed. Its entries' names never change: a reader's program shows each once."""
    edition = EditionReading(lang, gathering)
    entries = newest(edition)
    return Feed(
        format=form,
        lang=lang,
        path=path,
        page=log_path(lang),
        title=f"{edition.word('log')} – {edition.row.title}",
        description=edition.word("log_what"),
        name=edition.row.title,
        updated=edition.local(entries[0][0] if entries else edition.row.first_published_at),
        entries=tuple(feed_entry(at, entry, edition) for at, entry in entries),
    )


def feed_entry(at: datetime, entry: Entry, edition: EditionReading) -> FeedEntry:
    word = edition.word("log_note") if entry.turned is None else state_word(entry.turned)
    return FeedEntry(
        key=f"{whole_address(log_path(edition.lang))}#{entry.anchor}",
        title=f"{word}: {entry.subject.text}",
        path=entry.subject.path,
        published=edition.local(at),
        updated=edition.local(at),
        note=entry.note,
        turned=entry.turned,
    )


def state_word(turned: Turned) -> str:
    return (turned.standing.verdict or turned.standing).text
