"""Small phrases and what stands between: prepositions, dates, media, asides."""

from __future__ import annotations

from musnad.reader.attribution.text import Text
from musnad.reader.attribution.vocabulary import ADVERBS, MEDIA, OPENERS, TIME, TIME_ADJECTIVES, TIME_BESIDE, words

_DATING = words("phrases.dating") | {"/", "("}
_OCCASIONS = words("phrases.occasions")
Phrases = dict[str, tuple[tuple[str, ...], ...]]
PREPOSITIONS = words("phrases.prepositions")


def match_phrase(text: Text, place: int, stop: int, phrases: Phrases) -> int:
    """Return where a phrase of `phrases` at `place` ends, `place` where there is none; a و before it is skipped."""
    word = text.words[place]
    for first in (word, word[1:] if word[0] in "وف" and len(word) > 3 else ""):
        for phrase in phrases.get(first, ()):
            end = place + len(phrase)
            if end <= stop and tuple(text.words[place + 1 : end]) == phrase[1:]:
                return end
    return place


def on(text: Text, place: int) -> bool:
    """Whether the token is the preposition على, not the name علي, which papers without dots write alike."""
    return text.words[place] == "علي" and (text.letters(place)[-1] != "ي" or text.dotless)


def is_preposition(text: Text, place: int) -> bool:
    return text.words[place] in PREPOSITIONS or on(text, place)


def is_preposition_word(word: str) -> bool:
    return word in PREPOSITIONS or word == "علي"


def is_time(text: Text, place: int) -> bool:
    word = text.words[place]
    if word in TIME or (word[0] in "وبل" and word[1:] in TIME):
        return True
    if word in TIME_ADJECTIVES:
        return place > 0 and (text.words[place - 1] in TIME or text.words[place - 1] in TIME_BESIDE)
    return word in TIME_BESIDE and (_dates(text, place - 1) or _dates(text, place + 1))


def _dates(text: Text, place: int) -> bool:
    """Whether the token makes a date of a month's or year's name beside it."""
    if not 0 <= place < len(text.words):
        return False
    word = text.words[place]
    return word[0].isdigit() or word in TIME_ADJECTIVES or word in TIME or word in _DATING


def in_medium(text: Text, place: int, stop: int) -> bool:
    """Whether «في بيان», «على حسابه» or the like begins at `place`: a preposition and the noun of a medium."""
    word = text.words[place]
    joined = word[0] == "و" and (word[1:] in PREPOSITIONS or word[1:] in _OCCASIONS)
    if place + 1 >= stop or not (joined or is_preposition(text, place) or word in _OCCASIONS):
        return text.words[place][0] == "ب" and text.words[place][1:] in MEDIA
    return text.words[place + 1] in MEDIA


def skip_asides(text: Text, place: int, stop: int) -> int:
    """Return the first token from `place` on that is no adverb, opener, date, comma or dated bracket."""
    while place < stop:
        word = text.words[place]
        if word in {",", "/"} or is_time(text, place) or (word.isdigit() and place and is_time(text, place - 1)):
            place += 1
        elif word == "(" and (closing := bracket(text, place, stop)) and is_time(text, place + 1):
            place = closing + 1
        elif (end := match_phrase(text, place, stop, ADVERBS)) > place or (
            end := match_phrase(text, place, stop, OPENERS)
        ) > place:
            place = end
        else:
            break
    return place


def bracket(text: Text, place: int, stop: int) -> int:
    """Return the bracket that closes the one at `place`, 0 if none does soon."""
    for at in range(place + 1, min(stop, place + 10)):
        if text.words[at] in {")", "]"}:
            return at
    return 0
