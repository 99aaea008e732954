"""The story of a text page: its lines in order → items of the body, and what stands below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from musnad.reader.addresses import bare_address
from musnad.reader.deck import split_names
from musnad.reader.embeds import post_item
from musnad.reader.gathering import Gathered, split_keywords
from musnad.reader.lines import Line, Look
from musnad.reader.markup import clean_inline
from musnad.reader.matching import ends_sentence, key
from musnad.reader.page import Item
from musnad.reader.posts import find_post
from musnad.reader.vocabulary import AGENCIES, Label

_LONGEST_HEADING = 15
_LONGEST_QUESTION = 10
_TELLING_WORDS = 6
_CREDITED = re.compile(r"\s*(?:[،,|/&+؛;]|\s?[-–—]\s|\s[-–—]\s?)\s*")
_BRACKETS = "()[]«» .،-–—"
_VIDEO_HOSTS = ("vimeo.com", "dailymotion.com", "dai.ly", "rumble.com", "streamable.com")


@dataclass(slots=True)
class _Telling:
    """Where the reading stands: the open list, the open label, whether the story is over."""

    gathered: Gathered
    last_prose: int
    place: int = 0
    bullets: list[Line] = field(default_factory=list)
    bullets_from: int = 0
    open_label: str = ""
    over: bool = False


def read_story(lines: list[Line], gathered: Gathered) -> None:
    """Fill `gathered` from the lines that follow the deck: the body, and below it credits, keywords, related links."""
    end = next((place for place, line in enumerate(lines) if line.look is Look.ENDING), len(lines))
    proses = [place for place, line in enumerate(lines[:end]) if line.look is Look.PROSE]
    telling = _Telling(gathered, last_prose=proses[-1] if proses else -1)
    for telling.place, line in enumerate(lines):
        if telling.bullets and line.look is not Look.BULLET:
            _close_list(telling)
        _read_line(line, telling)
    _close_list(telling)


def _read_line(line: Line, telling: _Telling) -> None:
    if line.look is Look.ENDING:
        telling.over, telling.open_label = True, ""
    if line.item:
        _read_item(line, line.item, telling)
    elif line.label:
        _read_label(line, line.label, telling)
    elif telling.over or line.look in {Look.FURNITURE, Look.BOX, Look.DATE, Look.TRAIL, Look.ENDING}:
        _read_aside(line, telling)
    elif line.look is Look.ADDRESS:
        _read_address(line, telling)
    elif line.look is Look.BULLET:
        _read_bullet(line, telling)
    elif line.look is Look.TITLE:
        _read_title(line, telling)
    else:
        telling.open_label = ""
        telling.gathered.body.append(_paragraph(line))


def _paragraph(line: Line) -> Item:
    return Item("paragraph", line.text, html=None if line.html is None else clean_inline(line.html))


def _read_item(line: Line, item: Item, telling: _Telling) -> None:
    """A piece that came whole out of an HTML page."""
    if telling.over and item.kind not in {"post", "related"}:
        telling.gathered.furniture.append(line.raw)
    elif item.kind == "heading" and telling.place > telling.last_prose:
        # A heading below the last paragraph is that of a box.
        telling.gathered.furniture.append(line.raw)
    else:
        telling.open_label = ""
        telling.gathered.body.append(item)


def _read_aside(line: Line, telling: _Telling) -> None:
    if telling.over and line.is_short and telling.open_label in {"related", "keywords"}:
        _read_open(line, telling)
        return
    telling.open_label = "box" if line.look is Look.BOX else telling.open_label if line.is_short else ""
    if line.look is Look.DATE and telling.over:
        telling.gathered.furniture.append(line.raw)
    else:
        telling.gathered.add_aside(line)


def _read_label(line: Line, label: Label, telling: _Telling) -> None:
    gathered, telling.open_label = telling.gathered, ""
    if not label.rest:
        # The label stands above its lines.
        telling.open_label = label.role
        gathered.furniture.append(line.raw)
    elif label.role == "related":
        gathered.body.append(Item("related", label.rest, _first_address(line)))
    elif label.role == "credits":
        _add_credits(label.rest, telling)
    elif label.role == "byline" and telling.place > telling.last_prose and not telling.over:
        gathered.byline += split_names(label.rest)
    elif label.role == "keywords":
        gathered.keywords += split_keywords(label.rest)
    elif label.role == "photo":
        gathered.body.append(Item("image", caption=label.rest))
    elif not telling.over:
        # A writer's name above the last paragraph is a sentence that begins with such a word.
        gathered.body.append(_paragraph(line))
    else:
        gathered.furniture.append(line.raw)


def _first_address(line: Line) -> str | None:
    return next((address for _, address in line.links if address), None)


def _read_address(line: Line, telling: _Telling) -> None:
    address = bare_address(line.text) or ""
    post = find_post(address)
    if post:
        telling.open_label = ""
        telling.gathered.body.append(post_item(post))
    elif any(host in address.split("/")[2] for host in _VIDEO_HOSTS):
        telling.gathered.body.append(Item("video", url=address))
    else:
        telling.gathered.furniture.append(line.raw)


def _read_bullet(line: Line, telling: _Telling) -> None:
    if telling.open_label:
        _read_open(line, telling)
    else:
        telling.bullets_from = telling.bullets_from if telling.bullets else telling.place
        telling.bullets.append(line)


def _close_list(telling: _Telling) -> None:
    lines, telling.bullets = telling.bullets, []
    if not lines:
        return
    body = telling.gathered.body
    introduced = bool(body) and body[-1].kind in {"paragraph", "heading"} and body[-1].text.rstrip().endswith(":")
    # Bullets below the last paragraph are a menu, unless it announces them or they say more than a menu does.
    if telling.bullets_from > telling.last_prose and not introduced and not any(_tells(line.text) for line in lines):
        telling.gathered.furniture += [line.raw for line in lines]
    else:
        ordered = all(line.numbered for line in lines)
        items = tuple(line.text for line in lines)
        body.append(Item("list", "\n".join(items), items=items, ordered=ordered))


def _tells(text: str) -> bool:
    return ends_sentence(text) or len(text.split()) >= _TELLING_WORDS


def _read_title(line: Line, telling: _Telling) -> None:
    gathered = telling.gathered
    if telling.open_label:
        _read_open(line, telling)
    elif not re.search(r"[^\W\d_]", line.text):
        # The figures of a counter.
        gathered.furniture.append(line.raw)
    elif _is_tag_line(line.text):
        gathered.keywords += split_keywords(line.text)
    elif line.is_link:
        gathered.furniture.append(line.raw)
    elif telling.place < telling.last_prose:
        # In HTML a heading is an element.
        heading = line.html is None and _is_heading(line.text)
        gathered.body.append(Item("heading", line.text, level=2) if heading else _paragraph(line))
    elif credited := _credited(line.text, telling):
        _add_credits(line.text, telling, credited)
    elif ends_sentence(line.text):
        gathered.body.append(_paragraph(line))
    else:
        gathered.furniture.append(line.raw)


def _is_heading(text: str) -> bool:
    count = len(text.split())
    # An interview's questions are its headings.
    return (
        count <= _LONGEST_QUESTION
        if text.endswith(("؟", "?"))
        else count <= _LONGEST_HEADING and not ends_sentence(text)
    )


def _read_open(line: Line, telling: _Telling) -> None:
    """A short line below a label that stood alone, or within a box."""
    gathered = telling.gathered
    if telling.open_label == "related":
        gathered.body.append(Item("related", line.text, _first_address(line)))
    elif telling.open_label == "keywords" and len(line.text.split()) <= 5:
        gathered.keywords += split_keywords(line.text)
    elif telling.open_label == "credits":
        _add_credits(line.text, telling)
        telling.open_label = ""
    else:
        gathered.furniture.append(line.raw)


def _is_tag_line(text: str) -> bool:
    pieces = text.split()
    return bool(pieces) and pieces[0].startswith("#") and text.count("#") * 5 >= len(pieces)


# --- credits ---


def _credited(text: str, telling: _Telling) -> list[str]:
    """Return the outlets that a short last line names: two or more parted by a dash, or one that is known."""
    if telling.gathered.credits or len(text) > 80 or ends_sentence(text.strip(_BRACKETS)):
        return []
    names = [name.strip(_BRACKETS) for name in _CREDITED.split(text.strip(_BRACKETS))]
    if not all(names) or len(names) > 4 or any(len(name.split()) > 3 for name in names):
        return []
    return names if len(names) > 1 or key(names[0]) in AGENCIES else []


def _add_credits(text: str, telling: _Telling, names: list[str] | None = None) -> None:
    found = names or [name for part in _CREDITED.split(text) if (name := part.strip(_BRACKETS))]
    telling.gathered.credits += found
    telling.gathered.body.append(Item("credit", text))
