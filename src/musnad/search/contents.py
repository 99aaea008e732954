"""What the index has of a story, a claim and a source, read from the newsroom and the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from musnad.ledger.models import Claim, Source, SourceName, Statement
from musnad.newsroom.documents import key_of, story_in
from musnad.newsroom.models import Edition, Listing, PublicAddress, PublicState, Story, in_tree_order
from musnad.newsroom.texts import BETWEEN, text_of
from musnad.search.models import Kind

WORDINGS = 40
"""Statements whose words a claim is found by, the first ones."""


@dataclass(frozen=True, slots=True)
class Content:
    """An entry before it is put into the index's words. marks: without the one of its kind, which all get.

    path: a story's address; the ledger's pages are named by their titles.
    """

    kind: Kind
    key: int
    lang: str
    at: datetime
    place: int
    title: str
    lead: str
    text: str
    marks: tuple[str, ...]
    path: str = ""


def mark(letter: str, what: object) -> str:
    """Return the mark for a number or a code: "#n12", "#ddenied"."""
    return f"#{letter}{what}"


# --- stories ---


def stories(keys: Collection[int]) -> Iterator[Content]:
    """Yield those of the stories that the public sees now."""
    rows = Story.objects.filter(pk__in=keys, live=True).select_related("locale")
    found = list(rows.prefetch_related("story_keywords", "story_topics", "signed_by"))
    places = places_of([story.pk for story in found])
    carried = marks_of_statements([story.pk for story in found])
    paths = addresses_of([story.pk for story in found])
    for story in found:
        section, place = places.get(story.pk, (0, 0))
        at = story.told_at
        if not place or at is None:
            continue
        names = [mark("k", row.keyword_id) for row in story.story_keywords.all()]
        names += [mark("t", row.topic_id) for row in story.story_topics.all()]
        names += [mark("a", row.author_id) for row in story.signed_by.all()]
        title, lead, text = told(story)
        marks = (mark("n", section), *names, *carried.get(story.pk, ()))
        lang, path = story.locale.language_code, paths.get(story.pk, f"/n/{story.pk}/")
        yield Content(Kind.STORY, story.pk, lang, at, place, title, lead, text, marks, path)


def addresses_of(keys: Collection[int]) -> dict[int, str]:
    """Return the addresses that lead to the stories now; another may have taken a story's own since."""
    states = dict(PublicState.objects.filter(pk__in=keys).values_list("pk", "address"))
    held = PublicAddress.objects.filter(story__in=keys, path__in=states.values())
    return {story: path for story, path in held.values_list("story", "path") if states[story] == path}


def told(story: Story) -> tuple[str, str, str]:
    """Return headline, standfirst and body of a story as plain words."""
    whole = text_of(story)
    parts = [whole.text[piece.start : piece.end] for piece in whole.pieces if piece.field == "body"]
    return story.title, story.standfirst.strip(), BETWEEN.join(part for part in parts if part)


def places_of(keys: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return of each listed story its section, and its place among all of its edition in the order of publication."""
    section: dict[int, int] = {}
    place: dict[int, int] = {}
    rows = Listing.objects.filter(story__in=keys, present=True)
    for story, collection, position in rows.values_list("story", "collection", "position"):
        kind, _, key = collection.partition(":")
        if kind == "section":
            section[story] = int(key)
        elif kind == "stories":
            place[story] = position
    return {key: (section.get(key, 0), at) for key, at in place.items()}


def marks_of_statements(keys: Collection[int]) -> dict[int, list[str]]:
    """Return of each story the marks of whose words it carries, and of where the claims in it stand."""
    documents = [key_of(key) for key in keys]
    rows = Statement.objects.filter(document__in=documents, withdrawn_at=None).select_related("claim__merged_into")
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for row in rows.prefetch_related("chain").order_by("pk"):
        story = story_in(row.document)
        if story is not None:
            found[story] |= dict.fromkeys([*standing_marks(head(row.claim)), *source_marks([row])])
    return {key: list(marks) for key, marks in found.items()}


def standing_marks(claim: Claim) -> list[str]:
    return [mark("d", code) for code in (claim.state, claim.verdict) if code]


def source_marks(rows: Iterable[Statement]) -> list[str]:
    """Return who speaks in `rows` and who relays, as recorded: a merging is followed when it is asked for."""
    return [mark("s", key) for row in rows for key in (row.source_id, *(link.source_id for link in row.chain.all()))]


def head(claim: Claim) -> Claim:
    while claim.merged_into is not None:
        claim = claim.merged_into
    return claim


def carrying(claims: Collection[int]) -> set[int]:
    """Return the stories that carry one of `claims`, or what was merged into them."""
    every = set(claims)
    while more := set(Claim.objects.filter(merged_into__in=every).values_list("pk", flat=True)) - every:
        every |= more
    documents = Statement.objects.filter(claim__in=every).values_list("document", flat=True).distinct()
    return {key for key in map(story_in, documents) if key is not None}


# --- the ledger: each edition has a page of each ---


def claims(keys: Collection[int], langs: Collection[str]) -> Iterator[Content]:
    rows = Claim.objects.filter(pk__in=keys, merged_into=None)
    for claim in rows:
        said = Statement.objects.filter(claim__in=parts_of(claim.pk), withdrawn_at=None).order_by("pk")
        rows_said = list(said.prefetch_related("chain")[:WORDINGS])
        text = BETWEEN.join(dict.fromkeys(row.words for row in rows_said if row.words))
        marks = tuple(dict.fromkeys([*standing_marks(claim), *source_marks(rows_said)]))
        at = claim.happened_at or claim.recorded_at
        for lang in langs:
            yield Content(Kind.CLAIM, claim.pk, lang, at, claim.pk, claim.sentence, claim.place, text, marks)


def parts_of(claim: int) -> set[int]:
    """Return a claim and all that was merged into it."""
    every, new = {claim}, {claim}
    while new:
        new = set(Claim.objects.filter(merged_into__in=new).values_list("pk", flat=True)) - every
        every |= new
    return every


def sources(keys: Collection[int], langs: Collection[str]) -> Iterator[Content]:
    for source in Source.objects.filter(pk__in=keys, merged_into=None):
        others = [name for name in names_of(source.pk) if name != source.name]
        marks = (mark("s", source.pk),)
        for lang in langs:
            at = source.recorded_at
            yield Content(Kind.SOURCE, source.pk, lang, at, source.pk, source.name, " · ".join(others), "", marks)


def names_of(source: int) -> list[str]:
    """Return the names of a source and of what was merged into it."""
    rows = SourceName.objects.filter(source__in=voices(source), dropped_at=None).order_by("pk")
    return list(dict.fromkeys(rows.values_list("name", flat=True)))


def voices(source: int) -> set[int]:
    """Return a source and all that turned out to be the same."""
    every, new = {source}, {source}
    while new:
        new = set(Source.objects.filter(merged_into__in=new).values_list("pk", flat=True)) - every
        every |= new
    return every


def languages() -> list[str]:
    """Return the languages of the live editions."""
    return [row.slug for row in in_tree_order(Edition.objects.live().only("path", "slug"))]
