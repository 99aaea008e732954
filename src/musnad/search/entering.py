"""The only writer of the index: entries and names are put in, changed and taken out here."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from django.db import transaction

from musnad import tags
from musnad.arabic import light
from musnad.ledger.models import Claim, Source
from musnad.newsroom.models import Author, Keyword, Listing, Topic
from musnad.search import contents, outbox
from musnad.search.contents import Content, mark
from musnad.search.models import Entry, Kind, Name, NameTerm
from musnad.search.shadow import lexemes, plain, shadow

VERSION = 1
"""Of what the index has of a text: raise it when stems or marks change, and every entry is made anew by a reindex."""

BEGIN = datetime(1900, 1, 1, tzinfo=UTC)
SPREAD = 1 << 20
"""Numbers for each second: entries of the same moment stand beside one another."""

LOT = 200
FIELDS = [field.name for field in Entry._meta.concrete_fields]


# --- entries ---


@transaction.atomic
def enter(kind: Kind, keys: Collection[int], found: Iterable[Content]) -> None:
    """Bring the entries of `keys` in line with `found`: those of whom nothing is found any more go."""
    old = {(row.key, row.lang): row for row in Entry.objects.filter(kind=kind, key__in=keys).defer(*LONG)}
    rows = {(each.key, each.lang): made(each) for each in found}
    changed = [row for name, row in rows.items() if name not in old or old[name].digest != row.digest]
    gone = [row for name, row in old.items() if name not in rows]
    if not changed and not gone:
        return
    out = [*gone, *(old[name] for name in ((row.key, row.lang) for row in changed) if name in old)]
    Entry.objects.filter(pk__in=[row.pk for row in out]).delete()
    grown = growth(changed)
    number(changed)
    Entry.objects.bulk_create(changed, batch_size=LOT)
    outbox.note([*changed, *out])
    tags.raise_tags(printed_parts([*changed, *out]) | grown)


def made(content: Content) -> Entry:
    """Return the entry that shows `content`; it has no number yet."""
    own = (*dict.fromkeys((mark("e", content.kind), *content.marks)),)
    told = shadow(content.title, content.lead, content.text)
    row = Entry(
        kind=content.kind,
        key=content.key,
        lang=content.lang,
        at=content.at,
        place=content.place,
        path=content.path,
        title=content.title,
        lead=content.lead,
        text=content.text,
        marks=" ".join(own),
        title_terms=told.title_terms,
        lead_terms=told.lead_terms,
        body_terms=told.body_terms,
        words=told.words,
        pairs=told.pairs,
    )
    seen = f"{VERSION}\n{replace(content, marks=own)!r}"
    row.digest = hashlib.sha256(seen.encode(errors="surrogatepass")).hexdigest()[:32]
    return row


def number(rows: Collection[Entry]) -> None:
    """Give each row its number: that of its moment, and the next free one where two fall together."""
    wanted = [number_of(row) for row in rows]
    taken = set(Entry.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    for row, first in zip(rows, wanted, strict=True):
        row.pk = first
        while row.pk in taken or (row.pk != first and Entry.objects.filter(pk=row.pk).exists()):
            row.pk += 1
        taken.add(row.pk)


def number_of(row: Entry) -> int:
    return first_of(row.at) + zlib.crc32(f"{row.kind}:{row.key}:{row.lang}".encode()) % SPREAD


def first_of(moment: datetime) -> int:
    """Return the least number that an entry of `moment` can have."""
    return max(int((moment - BEGIN).total_seconds()), 0) * SPREAD


def printed_parts(rows: Iterable[Entry]) -> set[str]:
    """Return the tags of the printed index's parts that `rows` stand in."""
    return {named(row.lang, row.kind, row.place) for row in rows for named in (tags.finding, tags.shelf)}


def growth(rows: Iterable[Entry]) -> set[str]:
    """Return what it raises that the printed index reaches further with `rows`, which are about to be put in.

    Where a shelf gets full its words are printed otherwise: all its parts change.
    """
    raised: set[str] = set()
    lasts: dict[tuple[str, str], int] = {}
    for row in rows:
        lasts[row.lang, row.kind] = max(row.place, lasts.get((row.lang, row.kind), 0))
    for (lang, kind), last in lasts.items():
        rest = Entry.objects.filter(lang=lang, kind=kind).order_by("-place").values_list("place", flat=True)
        before = rest.first() or 0
        if last > before:
            raised.add(tags.findings(lang))
        for place in range(
            before // tags.SHELF * tags.SHELF + 1, last // tags.SHELF * tags.SHELF + 1, tags.FINDING_BLOCK
        ):
            raised |= {tags.finding(lang, kind, place), tags.shelf(lang, kind, place)}
    return raised


LONG = ("title_terms", "lead_terms", "marks", "title", "lead", "text", "body_terms", "words", "pairs")


# --- names ---


@transaction.atomic
def name(found: dict[str, tuple[str, list[str]]], marks: Collection[str]) -> None:
    """Bring the names that `marks` stand for in line with `found`: mark → language, and the names it is known by."""
    Name.objects.filter(pk__in=marks).delete()
    for each, (lang, titles) in found.items():
        Name.objects.create(mark=each, lang=lang, title=titles[0][:200])
        NameTerm.objects.bulk_create(NameTerm(name_id=each, lexeme=lexeme) for lexeme in terms_of(titles))


def terms_of(titles: Iterable[str]) -> list[str]:
    """Return the stems of names, and their words as they may be typed, with the article and without."""
    found: dict[str, None] = {}
    for word in (word for title in titles for word in light.spelled(title)):
        bare = word.removeprefix("ال") if len(word) > 4 else word
        if not light.is_common(word):
            found |= dict.fromkeys(each[:48] for each in lexemes(word))
        found |= dict.fromkeys(f"{NameTerm.SPELLED}{plain(each)}"[:48] for each in (word, bare))
    return list(found)


NAMED = {"k": Keyword, "t": Topic, "a": Author}


def names(letter: str, keys: Collection[int]) -> None:
    """Enter the names of keywords, topics or authors, by the letter of their marks."""
    rows = NAMED[letter]._default_manager.filter(pk__in=keys).select_related("locale")
    found = {mark(letter, row.pk): (row.locale.language_code, [row.title_text]) for row in rows}
    name(found, [mark(letter, key) for key in keys])


# --- one kind at a time ---


def stories(keys: Collection[int]) -> None:
    enter(Kind.STORY, keys, contents.stories(keys))


def claims(keys: Collection[int]) -> None:
    enter(Kind.CLAIM, keys, contents.claims(keys, contents.languages()))


def sources(keys: Collection[int]) -> None:
    enter(Kind.SOURCE, keys, contents.sources(keys, contents.languages()))
    heads = Source.objects.filter(pk__in=keys, merged_into=None)
    found = {mark("s", row.pk): ("", [row.name, *contents.names_of(row.pk)]) for row in heads}
    name(found, [mark("s", key) for key in keys])


def reindex() -> Iterator[int]:
    """Make the whole index anew from what the newsroom and the ledger have; yield how many were entered after each lot.

    Each lot is a transaction of its own: search and edits go on meanwhile, and one that was stopped can be run again.
    """
    for kind, write, keys in every():
        known = set(Entry.objects.filter(kind=kind).values_list("key", flat=True))
        for lot in in_lots(sorted({*keys, *known})):
            write(lot)
            yield len(lot)
    for letter, model in NAMED.items():
        gone = {
            int(row[2:]) for row in Name.objects.filter(mark__startswith=mark(letter, "")).values_list("pk", flat=True)
        }
        for lot in in_lots(sorted({*model._default_manager.values_list("pk", flat=True), *gone})):
            names(letter, lot)


def every() -> Iterator[tuple[Kind, Callable[[Collection[int]], None], Iterable[int]]]:
    """Yield each kind, what enters it, and the numbers of all there are."""
    live = Listing.objects.filter(collection__startswith="stories:", present=True)
    yield Kind.STORY, stories, live.values_list("story", flat=True)
    yield Kind.CLAIM, claims, Claim.objects.values_list("pk", flat=True)
    yield Kind.SOURCE, sources, Source.objects.values_list("pk", flat=True)


def in_lots(keys: list[int]) -> Iterator[list[int]]:
    return (keys[at : at + LOT] for at in range(0, len(keys), LOT))
