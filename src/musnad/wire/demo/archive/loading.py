"""The archive into the newsroom, lot by lot. It can be broken off at any point and goes on there."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction

from musnad import tags
from musnad.newsroom.filing import file_stories
from musnad.newsroom.lengths import count_tables
from musnad.newsroom.models import (
    CorrectionNote,
    Edition,
    Story,
    StoryAuthor,
    StoryCredit,
    StoryKeyword,
    StoryTopic,
)
from musnad.wire.demo.archive.composing import Block, Written, compose
from musnad.wire.demo.archive.ledger import Bookkeeper, find_or_record_sources
from musnad.wire.demo.archive.shelves import LANG, Shelves, scenes
from musnad.wire.demo.loading import name_edition
from musnad.wire.demo.reading import FOLDER, read_toml
from musnad.wire.models import GeneratedArchive

LOT = 250
"""Stories in one transaction: an editor's save beside a loading never waits longer than such a lot takes."""

SELDOM = 100_000
"""Objects that are made between two looks for garbage."""

Step = Callable[[int], object]
"""Told how much of `steps` was done."""


def steps(count: int) -> int:
    """Return what the steps of a whole loading add up to."""
    return count + len(scenes())


def load(count: int, seed: int, step: Step = lambda _: None) -> int:
    """Load what is missing of the first `count` stories of the archive of that seed; return how many that was.

    More of the same seed goes on where the last loading ended, fewer than there are changes nothing.
    """
    begin(seed)
    shelves = Shelves.find_or_make(lambda: step(1))
    books = Bookkeeper(seed, find_or_record_sources())
    first = done = GeneratedArchive.objects.get(seed=seed).stories
    step(min(done, count))
    with seldom_collected():
        while done < count:
            numbers = range(done, min(done + LOT, count))
            load_lot(seed, numbers, shelves, books)
            done = numbers.stop
            step(len(numbers))
    count_tables()
    return max(done - first, 0)


@transaction.atomic
def begin(seed: int) -> None:
    """Note that the archive is being loaded; a newsroom without a story takes the demo's name."""
    if not Story.objects.exists():
        name_edition(Edition.objects.get(slug=LANG), read_toml(FOLDER / "newsroom.toml")["editions"][LANG])
    GeneratedArchive.objects.get_or_create(seed=seed)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage seldom: a lot's objects live until its end, and looking through them again and again takes a
    seventh of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@transaction.atomic
def load_lot(seed: int, numbers: range, shelves: Shelves, books: Bookkeeper) -> None:
    written = [compose(seed, number) for number in numbers]
    with tags.raised_together():
        # Topics too are made here, and each raises tags.
        filed = [(each, story_of(each, shelves)) for each in written]
        file_stories([(shelves.sections[each.section], story) for each, story in filed])
        books.record(filed)
    GeneratedArchive.objects.filter(seed=seed).update(stories=numbers.stop)


def story_of(written: Written, shelves: Shelves) -> Story:
    """Return the story, unsaved."""
    story = Story(
        title=written.headline,
        translation_key=written.key,
        locale=shelves.edition.locale,
        kicker=written.kicker,
        standfirst=written.standfirst,
        dateline=written.dateline,
        agency=written.agency,
        published_at=written.at,
        updated_at=written.at + written.updated if written.updated else None,
        body=body_of(written.body, shelves, written),
    )
    if written.hero:
        scene, story.hero_caption = written.hero
        story.hero, story.hero_credit = shelves.pictures[scene], "رسم: مُسنَد"
    fill_lists(story, written, shelves)
    return story


def body_of(blocks: Sequence[Block], shelves: Shelves, written: Written) -> list[dict[str, object]]:
    """Return the body as Wagtail keeps it, each block and each item of a list with an id of its own."""
    return [
        {"type": block.kind, "value": value_of(block, shelves), "id": id_of(written, place)}
        for place, block in enumerate(blocks)
    ]


def id_of(written: Written, place: int) -> str:
    """Return a block's id: the story's own key with the block's place in its last letters."""
    return f"{str(written.key)[:-4]}{place:04x}"


def value_of(block: Block, shelves: Shelves) -> object:
    if block.kind != "image":
        return block.value
    return {**block.value, "image": shelves.pictures[block.value["image"]].pk}


def fill_lists(story: Story, written: Written, shelves: Shelves) -> None:
    topic = shelves.topic(written)
    keywords = list(dict.fromkeys(written.names))
    story.signed_by = [
        StoryAuthor(author=shelves.authors[place], sort_order=at) for at, place in enumerate(written.authors)
    ]
    story.story_keywords = [
        StoryKeyword(keyword=shelves.keywords[name], sort_order=at) for at, name in enumerate(keywords)
    ]
    story.story_topics = [StoryTopic(topic=topic, sort_order=0)] if topic else []
    story.credits = [StoryCredit(name=name, url=url, sort_order=at) for at, (name, url) in enumerate(written.credits)]
    if written.correction:
        at = written.at + (written.updated or timedelta(hours=3))
        story.corrections = [CorrectionNote(at=at, text=written.correction, sort_order=0)]
