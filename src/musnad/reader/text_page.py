"""The text of a page, as a browser shows or saves it → Page.

Nothing but the words is left there, so each line is known by its words, its form and its place: the site's lines
above the headline, the deck between headline and story, the story, what stands below it. Every line that is not blank
ends up in some part of the page.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import takewhile

from musnad.reader.deck import read_deck
from musnad.reader.errors import NoBody, NoHeadline
from musnad.reader.gathering import Gathered, page_of
from musnad.reader.lines import Line, Look, read_lines, split_trail
from musnad.reader.matching import key, words
from musnad.reader.page import Page
from musnad.reader.story import read_story
from musnad.reader.vocabulary import HOMES

# A front of so many lines has no headline that could be told from its menus.
_LONGEST_FRONT = 400
_STORY_WORDS = 3_000
_LONGEST_TRAIL = 5
_MOST_TOLD_ABOVE = 6


def read_text_page(text: str, *, name: str, today: date) -> Page:
    """Return the page whose text is `text`. Raises EmptyPage, PageTooLarge, NoHeadline, NoBody."""
    lines = read_lines(text, name)
    if len(lines) == 1:
        raise NoHeadline(name, "all of its text is on one line")
    place = _find_headline(lines)
    if place is None:
        raise NoHeadline(name)
    gathered = Gathered(headline=lines[place].text)
    _read_front(lines[:place], gathered)
    story = read_deck(lines[place + 1 :], gathered)
    read_story(story, gathered)
    if not gathered.has_story():
        raise NoBody(name, gathered.headline)
    return page_of(gathered, today=today)


# --- the headline ---


def _find_headline(lines: list[Line]) -> int | None:
    """Return the place of the headline: the first title above the story that says what the story says.

    A headline's words come again in its story, and often in the breadcrumbs; a menu's and a news bar's do not.
    """
    starts: list[int | None] = [place for place, line in enumerate(lines[:_LONGEST_FRONT]) if line.look is Look.PROSE]
    # A news bar's sentence may stand above the headline; the story's follow it.
    places = (_headline_above(lines, start) for start in starts[:_MOST_TOLD_ABOVE] or [None])
    return next((place for place in places if place is not None), None)


def _headline_above(lines: list[Line], start: int | None) -> int | None:
    front = lines[: start if start is not None else _LONGEST_FRONT][:_LONGEST_FRONT]
    candidates = [place for place, line in enumerate(front) if line.look is Look.TITLE]
    if start is None:
        # No sentence anywhere: what stands first is the title of whatever follows.
        return candidates[0] if candidates else None
    told = _words_told(lines[start:])
    echoes = Counter(key(line.text) for line in front if line.look is Look.TITLE or line.bulleted)
    echoes.update(key(crumb) for line in front if line.look is Look.TRAIL for crumb in split_trail(line.text))
    scores = {place: _score(lines[place].text, told, echoes) for place in candidates}
    best = max(scores.values(), default=0.0)
    return next((place for place, score in scores.items() if score > 0 and score >= best / 2), None)


def _words_told(story: list[Line]) -> frozenset[str]:
    told: list[str] = []
    for line in story:
        if line.look is Look.PROSE:
            told += words(line.text[:5_000])
        if len(told) > _STORY_WORDS:
            break
    return frozenset(told)


def _score(title: str, told: frozenset[str], echoes: Counter[str]) -> float:
    said = [word for word in words(title) if len(word) > 2]
    # A section's name comes again in many a story; two words are no headline.
    if len(title.split()) < 3 or not said:
        return 0.0
    share = sum(word in told or word[1:] in told for word in said) / len(said)
    return share + (1.0 if echoes[key(title)] > 1 else 0.0) + 0.1


# --- above the headline ---


def _read_front(front: list[Line], gathered: Gathered) -> None:
    for line in front:
        gathered.furniture.append(line.raw)
        for role, moment in line.dates:
            # A date alone in a site's header is the day of reading; the site prints it anew every day.
            gathered.set_date("captured" if role == "date" else role, moment)
        if line.look is Look.TRAIL:
            gathered.breadcrumbs = split_trail(line.text)
    if not gathered.breadcrumbs:
        gathered.breadcrumbs = _bulleted_trail(front, gathered.headline) or _stepped_trail(front)


def _stepped_trail(front: list[Line]) -> list[str]:
    """Return the crumbs that stand each on its line, with an arrow or a stroke on a line of its own between them."""
    for place, line in enumerate(front[:-1]):
        if key(line.text) in HOMES and _is_step(front[place + 1]):
            steps = list(takewhile(_is_step, front[place + 1 :: 2]))
            crumbs = front[place : place + 2 * len(steps) + 1 : 2]
            return [crumb.text for crumb in crumbs][:_LONGEST_TRAIL]
    return []


def _is_step(line: Line) -> bool:
    return line.text in {"/", "\\", "›", "»", ">", "«", "‹", "<", "→", "←", "|"}


def _bulleted_trail(front: list[Line], headline: str) -> list[str]:
    """Return the bullets above the headline that lead to it; a menu's bullets lead elsewhere."""
    trail: list[str] = []
    for line in front:
        if not line.bulleted:
            trail = []
        elif key(line.text) in HOMES:
            trail = [line.text]
        else:
            trail.append(line.text)
        if trail and key(trail[-1]) == key(headline):
            return trail[-_LONGEST_TRAIL:]
    return []
