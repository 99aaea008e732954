"""The printed index: what a copy of the site without Python searches in. Its files are scripts (see static/find.js)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from musnad import tags
from musnad.newsstand.ledger_plan import named_path
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.search_plan import SHARDS, last_place
from musnad.search.models import Entry, Kind

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
LEAD = 180
"""Characters of a text that are shown with what is found."""

Words = dict[str, list[list[int]]]
"""Lexeme → the numbers of the entries that have it in the headline, in the standfirst, elsewhere."""


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A file of the index, whole."""

    text: str


def file(name: str, content: object) -> IndexFile:
    told = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return IndexFile(f"musnadFind({json.dumps(name)},{told})\n")


def count_file(lang: str) -> IndexFile:
    """Return how far the index reaches: the places of each kind, and what a part and a shelf has of them."""
    tags.read(tags.findings(lang), tags.edition(lang))
    lasts = {kind: last_place(lang, kind) for kind in Kind.values}
    return file("count", {**lasts, "part": tags.FINDING_BLOCK, "shelf": tags.SHELF, "shards": SHARDS})


def part_file(lang: str, kind: str, part: int, gathering: Gathering) -> IndexFile:
    """Return what is shown of a part's entries: each [offset, path, title, beginning, day, section, standings]."""
    tags.read(tags.finding(lang, kind, part * tags.FINDING_BLOCK + 1))
    rows = entries(lang, kind, part * tags.FINDING_BLOCK, tags.FINDING_BLOCK)
    fields = ("place", "key", "path", "title", "lead", "text", "at", "marks")
    edition = EditionReading(lang, gathering)
    return file(f"{kind}/{part}", [shown(row, part, edition) for row in rows.only(*fields)])


def shown(row: Entry, part: int, edition: EditionReading) -> list[object]:
    marks = row.marks.split()
    section = next((int(each[2:]) for each in marks if each.startswith("#n")), 0)
    codes = [each[2:] for each in marks if each.startswith("#d") and each != "#dnone"]
    path = row.path or named_path(row.lang, row.kind, row.title, row.key)
    text = " ".join((row.lead or row.text).split())
    begin = text if len(text) <= LEAD else text[:LEAD].rpartition(" ")[0] + " …"
    day = edition.local(row.at).date().isoformat()
    return [row.place - 1 - part * tags.FINDING_BLOCK, path, row.title, begin, day, section, codes]


def entries(lang: str, kind: str, after: int, most: int) -> QuerySet[Entry]:
    rows = Entry.objects.filter(lang=lang, kind=kind, place__gt=after, place__lte=after + most)
    return rows.order_by("place")


def words_file(lang: str, kind: str, part: int) -> IndexFile:
    """Return the words of a part's entries."""
    first = part * tags.FINDING_BLOCK
    tags.read(tags.finding(lang, kind, first + 1))
    return file(f"{kind}/{part}.words", written(words_of(lang, kind, first, tags.FINDING_BLOCK)))


def shelf_file(lang: str, kind: str, shelf: int, shard: int) -> IndexFile:
    """Return those words of a shelf's entries that fall to a shard; the shelf is read once for all of a lot."""
    first = shelf * tags.SHELF
    tags.read(tags.shelf(lang, kind, first + 1))
    kept = tags.kept("shelves")
    if (lang, kind, shelf) not in kept:
        shards: list[Words] = [{} for _ in range(SHARDS)]
        for lexeme, fields in words_of(lang, kind, first, tags.SHELF).items():
            shards[shard_of(lexeme)][lexeme] = fields
        kept[lang, kind, shelf] = shards
    return file(f"{kind}/shelf-{shelf}/{shard}", written(kept[lang, kind, shelf][shard]))


def words_of(lang: str, kind: str, after: int, most: int) -> Words:
    """Return the lexemes of the entries in these places; numbers count from 0."""
    found: Words = defaultdict(lambda: [[], [], []])
    rows = entries(lang, kind, after, most)
    fields = ("place", "title_terms", "lead_terms", "body_terms", "marks")
    for place, title, lead, body, marks in rows.values_list(*fields):
        number = place - 1 - after
        in_title, in_lead = title.split(), set(lead.split())
        for lexeme in in_title:
            found[lexeme][0].append(number)
        for lexeme in in_lead.difference(in_title):
            found[lexeme][1].append(number)
        for lexeme in (*body.split(), *(each for each in marks.split() if each[1] in "nd")):
            found[lexeme][2].append(number)
    return found


def written(words: Words) -> dict[str, str]:
    return {lexeme: ".".join(map(gaps, fields)).rstrip(".") for lexeme, fields in words.items()}


def gaps(numbers: Iterable[int]) -> str:
    """Return rising numbers by what lies between them: a digit of 64 for each gap below 63, else "_" and two."""
    told, last = [], -1
    for number in numbers:
        gap = number - last - 1
        told.append(DIGITS[gap] if gap < 63 else f"_{DIGITS[gap >> 6]}{DIGITS[gap & 63]}")
        last = number
    return "".join(told)


def shard_of(lexeme: str) -> int:
    """Return the shard of a lexeme: FNV-1a of its UTF-8, 32 bits."""
    number = 0x811C9DC5
    for byte in lexeme.encode():
        number = (number ^ byte) * 0x01000193 & 0xFFFFFFFF
    return number % SHARDS
