"""What stands around the headline of an HTML page: the trail, the dates, the writers, the picture."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import parse_qs, unquote, urlsplit

from musnad.arabic.dates import find_dates
from musnad.reader.blocks import Block
from musnad.reader.dating import Moment, dates_within, read_dated_line, read_machine_date, role_of_date
from musnad.reader.deck import signed_names, split_names
from musnad.reader.gathering import Gathered
from musnad.reader.lines import is_prose, split_trail
from musnad.reader.matching import ends_sentence, key
from musnad.reader.page import Image, Item
from musnad.reader.vocabulary import HOMES, find_label

_LONGEST_DATED = 160
_LONGEST_CAPTION = 40
_SHORTEST_CAPTION = 3
_MOST_LINKS_OF_TRAIL = 4
_MOSTLY_LINKS = 0.85
_FIRST_ITEMS = 3
_TELLING_WORDS = 6
_SIZE_IN_NAME = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w{2,5}$)")
_INTO_DATE = re.compile(r"[\s،,|•·–—-]*(?:في|بتاريخ|يوم|on|at)?[\s،,|•·–—:-]*$", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?P<label>[^،,:]{2,20})\s*[،,:]\s*(?P<name>.{2,80})$")


def begins_story(item: Item) -> bool:
    """Whether a piece that is no text may be the first of a story; a few short words in a list are of its deck."""
    if item.kind == "list":
        return any(ends_sentence(entry) or len(entry.split()) >= _TELLING_WORDS for entry in item.items)
    return item.kind not in {"image", "video"}


# --- dates ---


def dates_of(block: Block, *, told_so: bool = False) -> tuple[tuple[str, Moment], ...]:
    """Return the dates of a block that is there to tell them, each with its role; a machine's are the surest.

    `told_so`: the page marks the block as one, so that a name or a section may stand beside the date.
    """
    if block.item or len(block.text) > _LONGEST_DATED or is_prose(block.text):
        return ()
    said = read_dated_line(block.text)
    machine = [moment for written in block.times if (moment := read_machine_date(written))]
    if machine and len(said) == len(machine):
        return tuple((role, moment) for (role, _), moment in zip(said, machine, strict=True))
    if machine:
        return ((role_of_date(block.text), machine[0]),)
    return said or (dates_within(block.text) if told_so else ())


def day_of(moment: Moment | None) -> date:
    if moment is None:
        return date.min
    return moment.date() if isinstance(moment, datetime) else moment


# --- the trail ---


def crumbs_of(block: Block) -> list[str]:
    """Return the crumbs of a trail: its links, and the words behind the last of them."""
    if block.item:
        return list(block.item.items)
    if not block.links:
        return split_trail(block.text) or [block.text]
    crumbs = [words for words, _ in block.links]
    behind = block.text.rpartition(crumbs[-1])[2].strip(" /\\|›»>→←-–—•·")
    return [*crumbs, behind] if behind else crumbs


def is_linked_trail(block: Block) -> bool:
    """Whether a block is a few links with arrows between, and the first leads to the front page; of two, also alone."""
    few = 1 < len(block.links) <= _MOST_LINKS_OF_TRAIL and block.linked > _MOSTLY_LINKS and not block.item
    return few and key(block.links[0][0]) in HOMES and (len(block.links) == 2 or bool(split_trail(block.text)))


def is_labelled_tags(block: Block) -> bool:
    """Whether a block is «الكلمات المفتاحية» and links, with nothing but commas between."""
    if not block.links or block.item:
        return False
    label = find_label(block.text.partition(block.links[0][0])[0].strip(" :"))
    behind = block.linked * len(block.text) + len(label.rest if label else "")
    return label is not None and label.role == "keywords" and behind > 0.3 * len(block.text)


# --- people ---


def signed_beside(text: str) -> list[str]:
    """Return the writers whom a line with a date names before it: «نشر بواسطة سلمى في 4 تموز 2021»."""
    found = find_dates(text)
    return signed_names(_INTO_DATE.sub("", text[: found[0].start])) if found else []


def listed_names(entry: str) -> list[str]:
    """Return the writers of an entry «Author, …» in a list about the page."""
    found = _LISTED.match(entry)
    label = find_label(f"{found['label']}: {found['name']}") if found else None
    return split_names(found["name"]) if found and label and label.role == "byline" else []


# --- the picture ---


def looks_like_caption(text: str) -> bool:
    return _SHORTEST_CAPTION <= len(text.split()) <= _LONGEST_CAPTION and not is_prose(text) and not ends_sentence(text)


def hero(item: Item, named: Image | None) -> Image:
    """Return the image above the story, in the place of what the page's facts name."""
    if named and named.caption and not item.caption:
        return replace(named, url=item.url, alt=item.alt or named.alt)
    if named and named.url and item.url and not same_file(named.url, item.url) and not item.caption:
        return named
    return Image(item.caption, item.url, item.alt or (named.alt if named else ""), item.credit)


def take_hero(gathered: Gathered) -> None:
    """The picture that the page names as its own, and shows below its first words, stands in the story only once."""
    named = gathered.image
    if not named or not named.url or named.caption:
        return
    for place, item in enumerate(gathered.body[:_FIRST_ITEMS]):
        if item.kind == "image" and item.url and same_file(item.url, named.url):
            gathered.image = hero(item, named)
            del gathered.body[place]
            return


def stands_for(item: Item, named: Image | None, *, within: bool) -> bool:
    """Whether a picture above the headline is the story's: the one that the page names, or the only one there is.

    `within`: it stands in the element that holds the story.
    """
    if named and named.caption:
        return False
    if named and named.url:
        return bool(item.url) and same_file(item.url, named.url)
    return within or bool(item.caption)


def same_file(one: str | None, other: str | None) -> bool:
    return _file(one or "") == _file(other or "")


def _file(address: str) -> str:
    """Return the name of a picture's file, whatever size it is asked for in."""
    parts = urlsplit(address)
    inner = parse_qs(parts.query).get("url", [""])[0]
    path = urlsplit(inner).path if "/" in inner else parts.path
    return _SIZE_IN_NAME.sub("", unquote(path).rstrip("/").rsplit("/", 1)[-1])
