"""An HTML page → Page.

Its facts (JSON-LD, OpenGraph, microdata) give what is said beside the text; the walk over its blocks gives the body.
The story's blocks become the same lines as those of a text page, so that one set of rules reads both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from musnad.reader.amp import as_html
from musnad.reader.blocks import Block, Walk
from musnad.reader.content import find_story, void_marks
from musnad.reader.dating import read_dated_line
from musnad.reader.deck import signed_names, split_names
from musnad.reader.errors import EmptyPage, NoBody, NoHeadline, PageTooLarge
from musnad.reader.facts import Facts, read_facts
from musnad.reader.gathering import Gathered, page_of, split_keywords
from musnad.reader.headlines import find_headline
from musnad.reader.html_deck import (
    begins_story,
    crumbs_of,
    dates_of,
    day_of,
    hero,
    is_labelled_tags,
    is_linked_trail,
    listed_names,
    looks_like_caption,
    signed_beside,
    stands_for,
    take_hero,
)
from musnad.reader.lines import Line, Look, is_prose, look_at
from musnad.reader.markup import Element, mute, parse, plain_text, text_of
from musnad.reader.matching import key
from musnad.reader.page import Item, Page
from musnad.reader.story import read_story
from musnad.reader.vocabulary import AGENCIES, find_label

MOST_ELEMENTS = 100_000
_LONGEST_STANDFIRST = 600
_SHORTEST_STANDFIRST = 5
_LONGEST_NAME_LINE = 120
_LONGEST_NAME = 6
_LONGEST_TAG_LINE = 40
_MOST_FURNITURE = 200
_MOST_CRUMBS = 8
_MOSTLY_LINKS = 0.9
# So many blocks from the story, the page still speaks of it.
_NEAR = 40
_CLOSE = 3
_NOT_TOLD = frozenset({"hidden", "furniture", "comments", "related", "tags", "breadcrumbs"})
_NOT_LEAD = _NOT_TOLD | {"caption", "byline", "dated", "standfirst"}
_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEGAL = re.compile(
    r"/(?:privacy|terms|legal|cookies?|community[_-]guidelines|conditions|policy|policies)(?:[/_.\-]|$)", re.IGNORECASE
)


def read_html_page(text: str, *, name: str, today: date) -> Page:
    """Return the page whose HTML is `text`. Raises EmptyPage, PageTooLarge, NoHeadline, NoBody."""
    root = parse(text)
    if root is None:
        raise EmptyPage(name)
    if next(islice(root.iter(), MOST_ELEMENTS, None), None) is not None:
        raise PageTooLarge(name, MOST_ELEMENTS, "elements")
    facts = read_facts(root)
    as_html(root)
    mute(root)
    shown = [words for element in root.iter("h1") if (words := text_of(element))]
    headline = find_headline(facts, shown or [words for element in root.iter("h2") if (words := text_of(element))][:1])
    if not headline:
        raise NoHeadline(name)
    gathered = _gather(facts, headline)
    _Reading(root, facts, gathered).read()
    if not gathered.has_story():
        raise NoBody(name, headline)
    return page_of(gathered, today=today)


def _gather(facts: Facts, headline: str) -> Gathered:
    gathered = Gathered(headline=headline, url=facts.url, site_name=facts.first("og:site_name", "ld:publisher"))
    gathered.section = facts.section or facts.first("item:section")
    gathered.breadcrumbs = list(facts.breadcrumbs)
    gathered.declared_language = facts.language or facts.first("ld:language")
    gathered.byline += facts.byline()
    gathered.keywords += facts.keywords()
    gathered.image = facts.image
    for role, moment in (("published", facts.published()), ("updated", facts.updated())):
        if moment:
            gathered.set_date(role, moment)
    return gathered


class _Reading:
    """The way from the tree to what is gathered."""

    def __init__(self, root: Element, facts: Facts, gathered: Gathered) -> None:
        self.facts, self.gathered = facts, gathered
        self.walk = Walk(facts.base).over(root)
        self.span, self.known = find_story(root, self.walk, plain_text(facts.told))
        self.void = void_marks(self.walk, self.known)
        self.headline_at = self._find_headline()

    def read(self) -> None:
        blocks = self.walk.blocks
        deck = self.span.start if self.headline_at is None else self.headline_at + 1
        first = self._first_told(max(deck, self.span.start))
        self._read_breadcrumbs()
        for place in range(deck, first):
            self._read_deck(place)
        if self.headline_at is not None:
            self._read_above(self.headline_at)
        lines: list[Line] = []
        for block in blocks[first : self.span.end]:
            if not ("caption" in self._roles(block) and _caption_last(lines, block.text)):
                lines += self._lines_of(block)
        read_story(lines, self.gathered)
        take_hero(self.gathered)
        self._read_below(blocks[self.span.end : self.span.end + _NEAR])
        # Asked last: an address holds the day of a first draft as often as that of publishing.
        if day := self.facts.published_by_address():
            self.gathered.set_date("published", day)
        del self.gathered.furniture[_MOST_FURNITURE:]

    def _roles(self, block: Block) -> set[str]:
        return {role for mark in block.marks if mark.number not in self.void for role in mark.roles}

    # --- places ---

    def _find_headline(self) -> int | None:
        """Return the place of the headline: the last one above the first sentence of the story, and not far above."""
        wanted = key(self.gathered.headline)
        blocks = self.walk.blocks
        told = (place for place in range(self.span.start, self.span.end) if self._is_sentence(blocks[place]))
        end = next(told, self.span.start)
        start = max(0, self.span.start - _NEAR)
        above = range(end - 1, start - 1, -1)
        named = next((place for place in above if key(blocks[place].text) == wanted), None)
        return named if named is not None else next((place for place in above if blocks[place].tag == "h1"), None)

    def _is_sentence(self, block: Block) -> bool:
        told = not block.item and is_prose(block.text) and not self._roles(block) & _NOT_LEAD
        return told and block.tag not in _HEADING_TAGS and not self._is_deck_text(block)

    def _first_told(self, start: int) -> int:
        """Return the place of the first block, from `start` on, that belongs to the story itself."""
        for place in range(start, self.span.end):
            block = self.walk.blocks[place]
            told = not block.item and (self.known[place] or is_prose(block.text))
            told = told and not self._roles(block) & _NOT_LEAD and not self._is_caption(place)
            if told and block.tag not in _HEADING_TAGS and not self._is_deck_text(block):
                return place
            if block.item and begins_story(block.item) and not self._roles(block) & _NOT_TOLD:
                return place
        return self.span.end

    def _is_deck_text(self, block: Block) -> bool:
        return bool(key(block.text) == key(self.gathered.headline) or dates_of(block))

    def _is_caption(self, place: int) -> bool:
        """Whether a few words without a full stop stand right below a picture that has no caption of its own."""
        above, block = self.walk.blocks[max(0, place - 1)].item, self.walk.blocks[place]
        below_picture = above is not None and above.kind == "image" and not above.caption
        return below_picture and block.tag not in _HEADING_TAGS and looks_like_caption(block.text)

    # --- parts beside the story ---

    def _read_breadcrumbs(self) -> None:
        if self.gathered.breadcrumbs:
            return
        for block in self.walk.blocks:
            if "breadcrumbs" in self._roles(block):
                self.gathered.breadcrumbs += [crumb for crumb in crumbs_of(block) if key(crumb)]
        if not self.gathered.breadcrumbs and self.headline_at:
            near = self.walk.blocks[max(0, self.headline_at - _CLOSE) : self.headline_at + 1 + _CLOSE]
            self.gathered.breadcrumbs += next((crumbs_of(block) for block in near if is_linked_trail(block)), [])
        del self.gathered.breadcrumbs[_MOST_CRUMBS:]

    def _read_below(self, blocks: Sequence[Block]) -> None:
        """Below the element that holds the story may stand its sources and its keywords."""
        end = next((place for place, block in enumerate(blocks) if "comments" in self._roles(block)), len(blocks))
        if not self.gathered.credits:
            lines = [look_at(block.text) for block in blocks[:end] if not block.item]
            credited = next(
                (one for one in lines if one.label and one.label.role == "credits" and one.label.rest), None
            )
            read_story([credited] if credited else [], self.gathered)
        if not self.gathered.keywords:
            self._read_tags(blocks[:end])

    def _read_tags(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if "tags" in self._roles(block) or is_labelled_tags(block):
                self.gathered.keywords += _tag_words(block)

    def _read_above(self, headline: int) -> None:
        """Above the headline may stand its picture, and the day of reading."""
        for place in range(max(0, headline - _NEAR), headline):
            block, named = self.walk.blocks[place], self.gathered.image
            within = place >= self.span.start
            if block.item and block.item.kind == "image" and not self._roles(block) & _NOT_TOLD:
                if stands_for(block.item, named, within=within):
                    self.gathered.image = hero(block.item, named)
            elif within and not block.item and not self._roles(block) & {"hidden", "breadcrumbs"}:
                self.gathered.furniture.append(block.text)
        self._read_captured(headline)

    def _read_captured(self, headline: int) -> None:
        published = self.gathered.dates.get("published")
        for block in self.walk.blocks[:headline]:
            for role, moment in dates_of(block) if published else ():
                if role == "date" and day_of(moment) >= day_of(published):
                    self.gathered.set_date("captured", day_of(moment))

    def _read_deck(self, place: int) -> None:
        block = self.walk.blocks[place]
        gathered, roles = self.gathered, self._roles(block)
        if block.item:
            self._read_deck_item(block.item, roles)
        elif roles & {"hidden", "breadcrumbs"} or key(block.text) == key(gathered.headline):
            return
        elif dates := dates_of(block, told_so="dated" in roles or "byline" in roles):
            for role, moment in dates:
                gathered.set_date("published" if role == "date" else role, moment)
            self._add_names(signed_beside(block.text))
        elif ("caption" in roles or self._is_caption(place)) and gathered.image and not gathered.image.caption:
            gathered.image = replace(gathered.image, caption=block.text)
        elif names := _names_in(block, roles):
            self._add_names(names)
        elif self._is_standfirst(block, roles):
            gathered.add_standfirst(block.text)
        else:
            gathered.furniture.append(block.text)

    def _read_deck_item(self, item: Item, roles: set[str]) -> None:
        if item.kind == "image" and not roles & _NOT_TOLD:
            self.gathered.image = hero(item, self.gathered.image)
        elif item.kind == "list" and "hidden" not in roles:
            for role, moment in (dated for entry in item.items for dated in read_dated_line(entry)):
                self.gathered.set_date("published" if role == "date" else role, moment)
            self._add_names([name for entry in item.items for name in listed_names(entry)])
            self.gathered.furniture += item.items

    def _add_names(self, names: list[str]) -> None:
        # Where the page names its author to machines, what is shown beside is a section or the outlet again,
        # unless that author is named among others.
        known = {key(name) for name in self.gathered.byline}
        if self.facts.names_author and not known & {key(name) for name in names}:
            return
        named = [name for name in names if key(name) != key(self.gathered.section) and not self.facts.is_outlet(name)]
        # «السندس - رويترز»: a place is no writer.
        agencies = [name for name in named if key(name) in AGENCIES]
        self.gathered.byline += agencies or named

    def _is_standfirst(self, block: Block, roles: set[str]) -> bool:
        if roles & _NOT_TOLD or len(block.text) > _LONGEST_STANDFIRST or len(block.text.split()) < _SHORTEST_STANDFIRST:
            return False
        described = key(block.text) == key(self.facts.description)
        return described or "standfirst" in roles or (block.tag in {"h2", "h3"} and is_prose(block.text))

    # --- the story ---

    def _lines_of(self, block: Block) -> list[Line]:
        """Return the lines that a block of the story's element stands for, as the rules for text know them."""
        roles = self._roles(block)
        if "hidden" in roles or (not block.item and key(block.text) == key(self.gathered.headline)):
            return []
        if "related" in roles:
            return _related_lines(block)
        if "tags" in roles or is_labelled_tags(block):
            self.gathered.keywords += _tag_words(block)
            return []
        if roles & {"furniture", "comments", "breadcrumbs"} or _is_legal(block):
            return [] if block.item and block.item.kind != "list" else [Line(block.text, Look.FURNITURE, block.text)]
        if block.item:
            return self._item_lines(block, block.item)
        if names := _names_in(block, roles):
            self._add_names(names)
            return []
        return [_told_line(block)]

    def _item_lines(self, block: Block, item: Item) -> list[Line]:
        if item.kind == "list" and block.linked > _MOSTLY_LINKS:
            # Links below links are the site's; a list of the story's has words between them.
            return [
                replace(look_at(words), look=Look.TITLE, links=((words, address),), is_link=True)
                for words, address in block.links
            ]
        return [Line(item.text, Look.ITEM, item.text, item=item)]


def _caption_last(lines: list[Line], caption: str) -> bool:
    """Whether `caption`, which is no figcaption, stands behind an image without one, which then gets it."""
    item = lines[-1].item if lines else None
    if item is None or item.kind != "image" or item.caption:
        return False
    lines[-1] = replace(lines[-1], text=caption, raw=caption, item=replace(item, text=caption, caption=caption))
    return True


def _told_line(block: Block) -> Line:
    line = replace(look_at(block.text), html=block.html, links=block.links)
    if block.level and line.look in {Look.TITLE, Look.PROSE, Look.BULLET}:
        return replace(line, look=Look.ITEM, item=Item("heading", block.text, level=block.level))
    if line.look in {Look.BULLET, Look.TRAIL}:
        # Its dash or number is the writer's own: a list would be an element.
        return replace(line, look=Look.PROSE if is_prose(block.text) else Look.TITLE, text=block.text, label=None)
    return line


def _related_lines(block: Block) -> list[Line]:
    named = [(words, address) for words, address in block.links if address]
    if not named:
        return [Line(block.text, Look.FURNITURE, block.text)] if block.text else []
    return [
        Line(words, Look.ITEM, words, item=Item("related", _without_label(words), address)) for words, address in named
    ]


def _without_label(words: str) -> str:
    label = find_label(words)
    return label.rest if label and label.role == "related" and label.rest else words


def _tag_words(block: Block) -> list[str]:
    if block.links:
        return [word for words, _ in block.links for word in split_keywords(words)]
    label = find_label(block.text)
    text = label.rest if label and label.role == "keywords" else block.text
    return split_keywords(text) if len(text.split()) <= _LONGEST_TAG_LINE else []


def _names_in(block: Block, roles: set[str]) -> list[str]:
    """Return the writers whom a short block names: it is marked as a byline, or begins «بقلم:»."""
    label = find_label(block.text)
    if len(block.text) > _LONGEST_NAME_LINE or block.item:
        return []
    if label and label.role == "byline" and label.rest:
        return split_names(label.rest)
    marked = "byline" in roles and not roles & _NOT_TOLD and len(block.text.split()) <= _LONGEST_NAME
    return signed_names(block.text) or (split_names(block.text) if marked else [])


def _is_legal(block: Block) -> bool:
    """Whether a block's links lead to the site's own rules: two such links are no story's."""
    return sum(bool(address and _LEGAL.search(address)) for _, address in block.links) > 1
