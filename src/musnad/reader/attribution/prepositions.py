"""«بحسب المرصد», «وفق ما أعلنت الوزارة», «كما ذكرت الصحيفة»: a clause with whoever it comes from beside it."""

from __future__ import annotations

from musnad.reader.attribution import mentions, naming, phrases
from musnad.reader.attribution.hits import Hit
from musnad.reader.attribution.openings import find_opening
from musnad.reader.attribution.sentences import Sentence
from musnad.reader.attribution.subjects import Range
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.values import Act, Strength
from musnad.reader.attribution.vocabulary import (
    CLOSINGS,
    DOCUMENT_OPENERS,
    FORMS,
    GAP_ENDS,
    KINDS,
    MEDIA,
    NAMES,
    PREPOSITIONS,
    THAT,
    THAT_BOUND,
    WHOLE,
    WRAPPER_ENDS,
    CueForm,
    Preposition,
    names_event,
    words,
)

_BEFORE_CLOSED = words("prepositions.before_closed")
_ON_WHAT = words("prepositions.on_what")
_TO_THEM = words("prepositions.to_them")
_BEEN = words("prepositions.been")
_ANYBODY = words("prepositions.anybody")

_BY_FIRST: dict[str, list[Preposition]] = {}
for _one in sorted(PREPOSITIONS, key=lambda one: (-len(one.words), not one.clause)):
    _BY_FIRST.setdefault(_one.words[0], []).append(_one)
_IMPERSONAL = words("prepositions.impersonal")
_ON = "علي"
_STARTERS = words("prepositions.starters")
# In keeping with them is no report of what they say.
_NO_SPEAKERS = words("prepositions.no_speakers")


def may_begin(word: str) -> bool:
    """Whether a prepositional cue may begin with the word."""
    firsts = (_BY_FIRST, CLOSINGS, _BEFORE_CLOSED)
    return word == _ON or any(word in some or (word[0] in "وف" and word[1:] in some) for some in firsts)


class Sourced:
    """A prepositional cue: its tokens, who it names, and where the clause goes on."""

    __slots__ = ("bound", "clause", "cue", "end", "speaker", "trim_cue", "via")

    def __init__(
        self, cue: Range, speaker: Range | None, end: int, *, bound: bool, clause: CueForm | None, trim_cue: int
    ) -> None:
        self.cue, self.speaker, self.end, self.bound, self.clause, self.trim_cue = (
            cue,
            speaker,
            end,
            bound,
            clause,
            trim_cue,
        )
        self.via: Range | None = None


def sourced_at(text: Text, at: int, sentence: Sentence) -> Sourced | None:
    """Return the prepositional cue that begins at `at`, None where none does or it names nobody who speaks."""
    word = text.words[at]
    if word in WHOLE:
        return None
    closing = phrases.match_phrase(text, at, sentence.last, CLOSINGS)
    if closing > at or _closing_bound(text, at, sentence.last):
        end = closing if closing > at else _closing_bound(text, at, sentence.last)
        last = mentions.mention_end(text, end, sentence.last) if closing > at else end
        return Sourced((at, end), (end, last) if last > end else None, last, bound=last == end, clause=None, trim_cue=0)
    for trim, first in ((0, word), (1, word[1:] if word[0] in "وف" else "")):
        for one in _BY_FIRST.get(first, ()):
            if found := _matched(text, at, one, sentence, trim):
                return found
    return None


_CLOSED = words("prepositions.closed")


def _closing_bound(text: Text, at: int, stop: int) -> int:
    """Return where «على حد تعبيره», «وفق قوله» ends, 0 where it is none."""
    if text.words[at] in _BEFORE_CLOSED and at + 1 < stop and text.words[at + 1] in _CLOSED:
        return at + 2
    if text.words[at] == _ON and at + 2 < stop and text.words[at + 1] in _ON_WHAT and text.words[at + 2] in _CLOSED:
        return at + 3
    return 0


def _matched(text: Text, at: int, one: Preposition, sentence: Sentence, trim: int) -> Sourced | None:
    place = at + len(one.words)
    if one.glued:
        return _glued(text, at, one, sentence, trim)
    if place > sentence.last or tuple(text.words[at + 1 : place]) != one.words[1:]:
        return None
    if place >= sentence.last:
        return None
    if one.clause:
        return _clause(text, at, place, one, sentence, trim)
    return _named(text, at, place, place, sentence, trim)


def _glued(text: Text, at: int, one: Preposition, sentence: Sentence, trim: int) -> Sourced | None:
    """«وفقا للوزارة», «وفقا لما»: the last word of the entry hangs on the next."""
    place = at + len(one.words) - 1
    if place >= sentence.last or tuple(text.words[at + 1 : place]) != one.words[1:-1]:
        return None
    word = text.words[place]
    if word[0] != "ل":
        return None
    if word in _TO_THEM or (word[1:] in MEDIA and word.endswith(("ه", "ها", "هم"))):
        return Sourced((at, place), None, place + 1, bound=True, clause=None, trim_cue=trim)
    if word == "لما":
        return _clause(text, at, place + 1, one, sentence, trim)
    return _named(text, at, place, place, sentence, trim)


def _named(text: Text, at: int, place: int, start: int, sentence: Sentence, trim: int) -> Sourced | None:
    first = text.words[place]
    named = any(naming.match_name(text, place, sentence.last, kind) for kind in NAMES)
    bare = naming.told_name(first) if not named and first[0] == "ل" and first not in KINDS and len(first) > 2 else first
    if bare in _NO_SPEAKERS or (not text.is_word(place) and place not in text.closes) or bare in _ANYBODY:
        return None
    if phrases.is_time(text, place) or first.isdigit() or not _may_be_named(text, place, bare, sentence.last):
        return None
    end = mentions.mention_end(text, place, sentence.last, events=True)
    if end == place and place + 1 < sentence.last:
        end = mentions.mention_end(text, place + 1, sentence.last, events=True)
    end = max(_before_clause(text, place, end), place + 1)
    if bare is not first and not first.startswith("لل"):
        text.prefixed.add(place)
    return Sourced((at, place), (place, end), end, bound=False, clause=None, trim_cue=trim)


def _before_clause(text: Text, first: int, end: int) -> int:
    """Return where the mention [first, end) ends if a comma in it opens the clause: «بحسب الوزارة، ارتفع عدد …»."""
    comma = next((at for at in range(first + 1, end) if text.words[at] == ","), end)
    return comma if comma < end and text.words[comma + 1] not in KINDS else end


def _may_be_named(text: Text, place: int, bare: str, stop: int) -> bool:
    """Whether somebody who speaks is named: «بحسب الترتيبات المتفق عليها» is keeping with them."""
    if bare in KINDS or place in text.closes or naming.match_place(text, place, stop) > place:
        return True
    if any(naming.match_name(text, place, stop, kind, word=bare) for kind in NAMES):
        return True
    if bare.startswith("ال"):
        alone = place + 1 >= stop or not text.is_word(place + 1) or text.words[place + 1] in GAP_ENDS
        return alone and not bare.endswith(("ات", "ة"))
    return not names_event(bare, text.letters(place))


def _clause(text: Text, at: int, place: int, one: Preposition, sentence: Sentence, trim: int) -> Sourced | None:
    """«بحسب ما ذكرت الوكالة», «كما أعلن الوزير»: the verb's subject speaks. With words of its own it is a verb."""
    place += place < sentence.last and text.words[place] in _BEEN
    if place >= sentence.last:
        return None
    forms = FORMS.get(text.words[place], ())
    form = next((form for form in forms if form.kind in {"past", "present"}), None)
    if form is None:
        named = phrases.match_phrase(text, place, sentence.last, DOCUMENT_OPENERS)
        return _named(text, at, named, named, sentence, trim) if place < named < sentence.last else None
    if one.words in {("كما",), ("علي", "ما"), ("مثلما",)} and (
        is_initial(text, at, sentence)
        or find_opening(text, place + 1, sentence.last, form.cue)
        or form.cue.act is not Act.AFFIRM
    ):
        return None
    start = phrases.skip_asides(text, place + 1, sentence.last)
    end = mentions.mention_end(text, start, sentence.last) if start < sentence.last else start
    end = _before_clause(text, start, end) if end > start else end
    if text.words[place + 1 : place + 2] == ["عن"] or end == start:
        return Sourced((at, place + 1), None, max(start, place + 1), bound=True, clause=form, trim_cue=trim)
    found = Sourced((at, place + 1), (start, end), end, bound=False, clause=form, trim_cue=trim)
    if form.cue.relay and end + 1 < sentence.last and text.words[end] == "عن":
        last = mentions.mention_end(text, end + 1, sentence.last)
        if last > end + 1:
            found.via, found.speaker, found.end = (start, end), (end + 1, last), last
    return found


def is_initial(text: Text, at: int, sentence: Sentence) -> bool:
    """Whether nothing stands before the cue in its sentence but what opens it."""
    return phrases.skip_asides(text, sentence.first, at) >= at or all(
        not text.is_word(place) or text.words[place] in {"و", "ف"} for place in range(sentence.first, at)
    )


def following_clause(text: Text, sourced: Sourced, stop: int) -> int:
    """Return where the clause behind «بحسب الصحيفة، فإن» begins."""
    place = sourced.end
    while place < stop and text.words[place] in {",", ":", "-"}:
        place += 1
    place = mentions.skip_circumstances(text, place, stop)
    if place < stop and text.words[place] in _STARTERS:
        place += 1 if text.words[place] not in THAT_BOUND else 0
    elif place < stop and text.words[place] in THAT:
        place += 1
    return place


def preceding_clause(text: Text, at: int, sentence: Sentence, floor: int) -> int:
    """Return where the clause before the cue begins, `floor` at the earliest."""
    place = phrases.skip_asides(text, max(sentence.first, floor), at)
    if place + 2 < at and _IMPERSONAL & {text.words[place], text.words[place][1:]}:
        # «يشار إلى أن …، بحسب الصحيفة»
        place = next((one + 1 for one in range(place + 1, min(at, place + 4)) if text.words[one] in THAT), place)
    if place < at and text.words[place] in {"و", "ف"}:
        place += 1
    return place


def hit_of(sourced: Sourced, begins: int) -> Hit:
    form = sourced.clause
    strength = form.cue.strength if form else Strength.NEUTRAL
    hit = Hit(sourced.cue, begins, Act.AFFIRM, strength, "preposition", 0.75)
    hit.speaker, hit.inherits, hit.trim_cue = sourced.speaker, sourced.speaker is None, sourced.trim_cue
    hit.via = [sourced.via] if sourced.via else []
    return hit


def wrapper_ends(word: str) -> bool:
    return word in WRAPPER_ENDS
