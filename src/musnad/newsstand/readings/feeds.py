"""Feeds: the newest stories of a collection with where their claims stand now, and what became of one claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from musnad import tags
from musnad.ledger import reading
from musnad.ledger.findings import as_json
from musnad.newsroom.models import Story
from musnad.newsstand import ledger_plan, plan, views
from musnad.newsstand.addresses import whole_address
from musnad.newsstand.feed_views import Feed, FeedEntry, Format
from musnad.newsstand.readings.blocks import body
from musnad.newsstand.readings.cards import newest
from musnad.newsstand.readings.carried import chips_of
from musnad.newsstand.readings.claims import TURNS, turned
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.fronts import Kind, intro_of, row_of, title_of
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.readings.log import state_word
from musnad.newsstand.readings.mentions import Mentions
from musnad.newsstand.readings.standings import Teller
from musnad.newsstand.readings.stories import LISTS, foresee, foreseen, hero_figure, story_view

NEWEST = 20
"""Stories in a feed."""

SUMMARY = 300
"""Letters of a story's first paragraph that stand for a summary where it has none."""


def stories_feed(collection: str, form: Format, path: str, gathering: Gathering) -> Feed:
    """Return the newest stories of `collection` ("stories:ar", "section:3" …) as a feed."""
    kind, _, key = collection.partition(":")
    lang, title, description = of_edition(key, gathering) if kind == "stories" else of_front(kind, int(key), gathering)
    edition = EditionReading(lang, gathering)
    numbers = newest(collection, NEWEST)
    fed = tags.kept("fed")
    # Twenty stories with their lists and claims would ask the database hundreds of times, at each publish.
    foresee([number for number in numbers if number not in fed])
    fed.update(dict.fromkeys(numbers))
    found = [entry for number in numbers if (entry := taken(number, lang, gathering))]
    beginning = edition.row.first_published_at
    return Feed(
        format=form,
        lang=lang,
        path=path,
        page=path.removesuffix(form.value),
        title=title,
        description=description,
        name=edition.row.title,
        updated=max((entry.updated for entry in found), default=edition.local(beginning)),
        entries=tuple(found),
    )


def of_edition(lang: str, gathering: Gathering) -> tuple[str, str, str]:
    row = EditionReading(lang, gathering).row
    return lang, row.title, row.search_description or row.tagline


def of_front(kind: str, key: int, gathering: Gathering) -> tuple[str, str, str]:
    tags.read(f"{kind}:{key}")
    row = row_of(cast(Kind, kind), key)
    lang = str(row.locale.language_code)
    return lang, f"{title_of(row)} – {EditionReading(lang, gathering).row.title}", intro_of(row, cast(Kind, kind))


@dataclass(frozen=True, slots=True)
class Taken:
    """An entry, with the files that it takes: it is made once for all feeds that are printed at one moment."""

    entry: FeedEntry | None
    gathering: Gathering


def taken(key: int, lang: str, gathering: Gathering) -> FeedEntry | None:
    """Return a story's entry and note the files that it takes; None where it is not live."""
    found = story_entry(key, lang)
    gathering.files.update(found.gathering.files)
    gathering.missing.extend(found.gathering.missing)
    return found.entry


@tags.shared
def story_entry(key: int, lang: str) -> Taken:
    tags.read(tags.story(key))
    gathering = Gathering()
    story = (
        foreseen(key) or Story.objects.select_related("hero", "locale").prefetch_related(*LISTS).filter(pk=key).first()
    )
    if story is None or not story.live:
        return Taken(None, gathering)
    edition = EditionReading(lang, gathering)
    page = story_view(story, edition)
    hero = hero_figure(story, edition)
    chip = chips_of([key], edition).get(key)
    entry = FeedEntry(
        key=whole_address(plan.short_path(key)),
        title=story.title,
        path=story.url_path,
        published=edition.local(story.listed_at) if story.listed_at else None,
        updated=edition.local(changed_at(story, page)),
        summary=story.standfirst or first_words(page),
        chip=edition.word("chip").format(state=chip.text) if chip else "",
        changes=page.changes,
        hero=hero if edition.row.whole_feeds else None,
        body=body(story.body, edition, Mentions([])) if edition.row.whole_feeds else (),
        authors=tuple(each.name for each in page.authors) or tuple(filter(None, [story.agency])),
        topics=tuple(each.text for each in (page.section, *page.keywords)),
        image=hero.picture.fallback if hero and hero.picture else "",
    )
    return Taken(entry, gathering)


def changed_at(story: Story, page: views.StoryPage) -> datetime:
    """Return when what a reader is told last changed: the story, a note of correction, or where its claims stand."""
    told: list[datetime | None] = [story.listed_at, story.updated_at, *(note.at for note in story.corrections.all())]
    return max([*filter(None, told), *(datetime.fromisoformat(change.since) for change in page.changes)])


def first_words(page: views.StoryPage) -> str:
    """Return the beginning of the first paragraph, up to a whole word."""
    for block in page.body:
        if isinstance(block, views.Paragraph):
            words = " ".join(block.html.striptags().split())
            if len(words) <= SUMMARY:
                return words
            return f"{words[:SUMMARY].rpartition(' ')[0]}…"
    return ""


def claim_feed(lang: str, key: int, form: Format, path: str, gathering: Gathering) -> Feed:
    """Return how a claim came to stand where it stands, the latest first."""
    edition = EditionReading(lang, gathering)
    claim = reading.claim_of(key)
    turns = reading.turns_of(key)[-TURNS:]
    teller = Teller(edition, [as_json(turn.finding) for turn in turns])
    page = ledger_plan.claim_path(lang, claim)
    entries = []
    for turn in reversed(turns):
        told = turned(turn, teller, edition)
        entries.append(
            FeedEntry(
                key=f"{whole_address(ledger_plan.claim_short(key))}#change-{turn.entry.pk}",
                title=f"{state_word(told)}: {claim.sentence}",
                path=page,
                published=edition.local(turn.at),
                updated=edition.local(turn.at),
                turned=told,
            )
        )
    return Feed(
        format=form,
        lang=lang,
        path=path,
        page=page,
        title=edition.word("claim_title").format(sentence=claim.sentence),
        description=claim.sentence,
        name=edition.row.title,
        updated=entries[0].updated if entries else edition.local(claim.recorded_at),
        entries=tuple(entries),
    )
