"""Where what is said ends: at the sentence's end, the next cue, the closing mark; what is wrapped round a denial."""

from __future__ import annotations

from musnad.reader.attribution import phrases
from musnad.reader.attribution.openings import Opening
from musnad.reader.attribution.subjects import Range
from musnad.reader.attribution.text import CLOSING, OPENING, STRAIGHT, Text
from musnad.reader.attribution.vocabulary import GLOSSES, THAT, THAT_BOUND, WRAPPER_ENDS, WRAPPERS, words

_MORE = words("contents.more")

_TRAILING = words("contents.trailing") | {",", ".", "..", ";", ":", "!", "?", "-"}
_LONGEST_WRAPPING = 26
# Behind quoted words they tell when or where it was said.
_AFTER_QUOTE = words("contents.after_quote")
_SHORTEST_QUOTED = 4
_LONGEST_NAME = 5


def content_end(text: Text, opening: Opening, stop: int) -> tuple[int, bool]:
    """Return the token at which what is said ends, and whether all of it is quoted.

    `stop` is the end of the sentence or the first token of the next cue's clause.
    """
    start = opening.start
    mark = _mark_at(text, start)
    if mark is not None:
        closing = text.closes[mark]
        if (
            closing >= stop
            or _nothing_more(text, closing + 1, stop)
            or (opening.how in {"quote", "colon"} and text.words[closing + 1] in _AFTER_QUOTE)
        ):
            return min(closing + 1, stop), True
    end = _before_gloss(text, start, stop)
    return trim(text, start, end), opening.how == "colon" and mark is None


def _mark_at(text: Text, start: int) -> int | None:
    """Return the quotation mark that what is said begins with, behind a lone «أنه» too."""
    if start in text.closes:
        return start
    if text.words[start] in THAT_BOUND and start + 1 in text.closes:
        return start + 1
    return None


def _nothing_more(text: Text, place: int, stop: int) -> bool:
    """Whether the sentence has nothing more to say behind a closing mark."""
    if place >= stop:
        return True
    word = text.words[place]
    if word in {".", "..", "!", "?", ";"}:
        return True
    if word == ",":
        return not (place + 1 < stop and _goes_on(text, place + 1, stop))
    return False


def _goes_on(text: Text, place: int, stop: int) -> bool:
    """Whether a clause behind «"…"،» is still of what was said: another quotation, «وأن»."""
    word = text.words[place]
    return place in text.closes or word in _MORE or (word == "و" and place + 1 in text.closes)


def _before_gloss(text: Text, start: int, stop: int) -> int:
    at = start + 1
    while at < stop:
        if at in text.closes and text.closes[at] < stop:
            at = text.closes[at] + 1
            continue
        if text.words[at - 1] == "," and (
            phrases.match_phrase(text, at, stop, GLOSSES) > at or (at + 2 < stop and phrases.in_medium(text, at, stop))
        ):
            return at
        at += 1
    return stop


def trim(text: Text, start: int, end: int) -> int:
    """Return `end` without signs and dangling words before it; a closing mark stays with its opening one."""
    while end > start + 1:
        last = end - 1
        word = text.words[last]
        lonely = (word in CLOSING or word == STRAIGHT) and text.opens.get(last, -1) < start
        if word in _TRAILING or lonely or word in OPENING:
            end -= 1
        else:
            break
    return end


def strip_quotes(text: Text, start: int, end: int) -> tuple[int, int, bool]:
    """Return [start, end) without the pair of marks round it, and whether there was one."""
    if start in text.closes and text.closes[start] == end - 1 and end - start > 2:
        inner = start + 1 + (text.words[start + 1] in THAT and end - start > _SHORTEST_QUOTED)
        return inner, end - 1, True
    # A mark without its pair: «إن” قوات …”».
    lonely = text.words[start] in {STRAIGHT, *OPENING, *CLOSING} and start not in text.closes
    if lonely and end - start > 2:
        return start + 1, end, True
    return start, end, False


def unwrap(text: Text, start: int, end: int) -> tuple[int, Range | None]:
    """Return where the denied proposition of [start, end) begins, and the wrapper's own party if it names one.

    «صحة الأنباء التي تحدثت عن انسحاب القوات» → انسحاب; «ما يتداوله الإعلام عن إخلاء المنطقة» → إخلاء. Where nothing but
    the wrapper stands there it is what is denied.
    """
    at = start
    if text.words[at] in THAT:
        return min(at + 1, end - 1), None
    if _bare(text.words[at]) not in WRAPPERS:
        return start, None
    while at < end and _bare(text.words[at]) in WRAPPERS:
        at += 1
    for place in range(at, min(end - 1, at + _LONGEST_WRAPPING)):
        if place in text.closes and text.closes[place] - place > _LONGEST_NAME:
            break
        word = text.words[place]
        if word in WRAPPER_ENDS:
            inner = place if word in THAT_BOUND else place + 1
            return (inner, (at, place)) if inner < end else (start, None)
        if word[0] == "ب" and word[1:].startswith("ا") and place > at + 1 and text.words[at] in {"التي", "الذي"}:
            return place, (at, place)
    return start, None


def _bare(word: str) -> str:
    return word[1:] if word[0] == "ل" and word not in WRAPPERS else word
