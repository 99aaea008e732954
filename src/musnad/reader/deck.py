"""The deck: the lines between a headline and its story."""

from __future__ import annotations

import re

from musnad.reader.gathering import Gathered
from musnad.reader.lines import Line, Look, look_at
from musnad.reader.matching import ends_sentence, key
from musnad.reader.page import Image
from musnad.reader.vocabulary import AGENCIES, NOT_IN_NAMES, PHOTOGRAPHS, SIGNS, Label

_LONGEST_DECK = 15
_LONGEST_SIGNATURE = 8
_MOST_PARTS = 3
_LONGEST_NAME = 4
_NAMES_APART = re.compile(r"\s*(?:[،,؛;|/&+]|\s[-–—]\s|\s(?:and|و)\s(?=\w))\s*")
_CREDIT_BEHIND = re.compile(r"\s*[(\[]([^()\[\]]{2,40})[)\]]\s*$")


def read_deck(lines: list[Line], gathered: Gathered) -> list[Line]:
    """Fill `gathered` from the lines below the headline, and return the lines of the story.

    The deck ends above the first paragraph; a paragraph above the line with the date or the writer is the standfirst.
    """
    lines = [part for line in lines[:_LONGEST_DECK] for part in _parted(line)] + lines[_LONGEST_DECK:]
    end = _end_of_deck(lines)
    deck, captions = lines[:end], []
    for place, line in enumerate(deck):
        if line.label:
            _read_label(line, line.label, gathered)
        elif line.look is Look.PROSE:
            gathered.add_standfirst(line.text)
        elif line.look is Look.TITLE:
            if names := signed_names(line.text):
                gathered.byline += names
            elif key(line.text) == key(gathered.headline) or _is_dateline(line.text):
                gathered.furniture.append(line.raw)
            elif _is_agency(line.text):
                # «السندس – رويترز»: a place is no writer.
                gathered.byline += [name for name in split_names(line.text) if key(name) in AGENCIES]
                gathered.furniture.append(line.raw)
            elif _is_name(deck, place):
                gathered.byline.append(line.text)
            else:
                captions.append(line)
        else:
            gathered.add_aside(line)
    _place_captions(captions, gathered)
    return lines[end:]


def _parted(line: Line) -> list[Line]:
    """Return a line «ليلى قاسم | 4 تموز 2021» as two: who wrote, and when."""
    parts = re.split(r"\s+[|•·]\s+|\s+[-–—]\s+", line.text) if line.look is Look.TITLE and not line.item else []
    if not 1 < len(parts) <= _MOST_PARTS:
        return [line]
    seen = [look_at(part) for part in parts]
    dated = [one.look is Look.DATE for one in seen]
    named = [len(one.text.split()) <= _LONGEST_NAME for one in seen if one.look is not Look.DATE]
    return seen if any(dated) and all(named) else [line]


def _end_of_deck(lines: list[Line]) -> int:
    begins = {Look.PROSE, Look.ADDRESS}
    first = next((place for place, line in enumerate(lines) if line.look in begins), len(lines))
    marks = [place for place, line in enumerate(lines[:_LONGEST_DECK]) if _marks_deck(line)]
    # Only one paragraph can be a standfirst, and only with a story below: other dates and names are the story's.
    below = [place for place in marks if place < first or _parts_standfirst(lines, place)]
    end = max(first, below[-1] + 1) if below else first
    while end < len(lines) and lines[end].look in {Look.FURNITURE, Look.TITLE} and _prose_follows(lines, end, within=3):
        end += 1
    return end


def _parts_standfirst(lines: list[Line], place: int) -> bool:
    above = [line.look for line in lines[:place]]
    told = above.count(Look.PROSE) == 1 and Look.ENDING not in above and Look.ADDRESS not in above
    return told and _prose_follows(lines, place, within=_LONGEST_DECK)


def _prose_follows(lines: list[Line], place: int, *, within: int) -> bool:
    return any(line.look is Look.PROSE for line in lines[place + 1 : place + 1 + within])


def _marks_deck(line: Line) -> bool:
    named = line.look is Look.TITLE and bool(signed_names(line.text))
    return named or line.look is Look.DATE or (line.label is not None and line.label.role == "byline")


def _read_label(line: Line, label: Label, gathered: Gathered) -> None:
    if label.role == "byline" and label.rest:
        gathered.byline += split_names(label.rest)
    elif label.role == "photo" and not gathered.image:
        gathered.image = Image(caption=label.rest)
    else:
        gathered.add_labelled(line, label)


def signed_names(text: str) -> list[str]:
    """Return the names of a short line «بقلم …», which has no colon."""
    sign = next((sign for sign in SIGNS if key(text).startswith(sign + " ")), None)
    names = " ".join(text.split()[len(sign.split()) :]) if sign else ""
    return split_names(names) if 0 < len(names.split()) <= _LONGEST_SIGNATURE and not ends_sentence(names) else []


def _is_agency(text: str) -> bool:
    return len(text) <= 60 and any(key(name) in AGENCIES for name in split_names(text))


def _is_name(deck: list[Line], place: int) -> bool:
    """Whether the line is a writer's name: two to four words beside the line with the date."""
    beside = [*deck[max(0, place - 1) : place], *deck[place + 1 : place + 2]]
    text = deck[place].text
    plain = re.fullmatch(r"[^\W\d]+(?:[\s\-.]+[^\W\d]+){1,3}", text)
    told = any(key(word) in NOT_IN_NAMES for word in text.split())
    return bool(plain) and not told and any(line.look is Look.DATE for line in beside)


def _is_dateline(text: str) -> bool:
    """Whether a line is a place and an outlet, «السندس - «المرفأ»»: too little for a caption."""
    parts = re.split(r"\s[-–—]\s", text)
    few = len(parts) == 2 and all(0 < len(part.split()) <= 2 for part in parts)
    return few and not _is_agency(text) and text.endswith(("»", '"', "”"))


def split_names(text: str) -> list[str]:
    names = (part.strip(" .-–—") for part in _NAMES_APART.split(text))
    return [name for name in names if name and key(name.split()[0]) not in PHOTOGRAPHS]


def _place_captions(captions: list[Line], gathered: Gathered) -> None:
    """A line that tells without a full stop stands below a picture; one that ends a sentence introduces the story."""
    for line in captions:
        if not gathered.image and len(line.text.split()) >= 3 and not ends_sentence(line.text):
            credit = _CREDIT_BEHIND.search(line.text)
            agency = credit[1] if credit and _is_agency(credit[1]) else ""
            gathered.image = Image(caption=line.text, credit=agency)
        elif ends_sentence(line.text) and len(line.text.split()) >= 3:
            gathered.add_standfirst(line.text)
        else:
            gathered.furniture.append(line.raw)
