"""Speakers that stand before their verb: «البنتاغون ينفي», «وكان المتحدث قد أعلن», «الوزير الذي أكد»."""

from __future__ import annotations

from musnad.reader.attribution import mentions, naming, phrases, shapes
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.values import SpeakerKind
from musnad.reader.attribution.vocabulary import (
    FORMS,
    FORMS_OF_FINITE,
    GAP_ENDS,
    KINDS,
    MEDIA,
    THAT,
    THAT_BOUND,
    names_event,
    words,
)

Range = tuple[int, int]
"""[first, last) in tokens."""

RELATIVES = words("subjects.relatives")
_LONGEST = 24
_AS_FOR = words("subjects.as_for")
_FROM = "عن"
_BOUNDARIES = words("subjects.boundaries") | {".", "..", ";", ":", "?", "!"}
_BEEN = words("subjects.been")
_PARTICLES = words("subjects.particles")


def subject_before(text: Text, verb: int, first: int) -> Range | None:
    """Return the speaker that stands before the verb in its clause, None where there is none.

    `first` is the sentence's first token. Of a relative clause it is the noun that the clause belongs to.
    """
    last = verb
    while last > first and text.words[last - 1] in _PARTICLES:
        last -= 1
    if last > first and text.words[last - 1] in RELATIVES:
        return _antecedent(text, last - 1, first)
    begin, been = _boundary(text, last, first)
    begin = _skip_opening(text, begin, last)
    if begin >= last or last - begin > _LONGEST:
        return None
    end = mentions.mention_end(text, begin, last)
    if end == begin or (not text.is_word(begin) and begin not in text.closes):
        return None
    rest = phrases.skip_asides(text, end, last)
    if rest < last and not been and not _aside(text, rest, last):
        return None
    if not _may_speak(text, begin, end):
        return None
    if text.words[begin][0] == "و" and text.words[begin] not in KINDS and text.words[begin][1:3] == "ال":
        text.prefixed.add(begin)
    return begin, end


def topic(text: Text, verb: int, first: int) -> Range | None:
    """«أما وزير الأشغال فأوضح أن»: return who stands between «أما» and the verb with its ف."""
    if text.words[verb][0] != "ف" or text.words[first] not in _AS_FOR or verb - first > _LONGEST:
        return None
    end = mentions.mention_end(text, first + 1, verb)
    return (first + 1, end) if first + 1 < end else None


def _boundary(text: Text, last: int, first: int) -> tuple[int, bool]:
    """Return where the clause that ends at `last` begins, and whether «كان» opens it."""
    at = last - 1
    while at >= first:
        word = text.words[at]
        if at in text.opens and text.opens[at] >= first:
            at = text.opens[at] - 1
            continue
        if word in _BEEN:
            return at + 1, True
        if word in _BOUNDARIES or word in THAT_BOUND or at in text.closes or word[0] == "\n":
            return at + 1, False
        if (word not in KINDS and word in FORMS_OF_FINITE and shapes.is_verb(text, at)) or (
            word[0] == "و" and len(word) > 3 and word[1:] in FORMS_OF_FINITE
        ):
            return last, False
        at -= 1
    return first, False


def _skip_opening(text: Text, begin: int, last: int) -> int:
    """Step over «وفي وقت سابق،», «من جهتها», «بعد ساعات من …،» to the clause's subject."""
    while begin < last:
        after = phrases.skip_asides(text, begin, last)
        word = text.words[after] if after < last else ""
        bare = word[1:] if word[:1] in ("و", "ف") and len(word) > 2 else word
        if after < last and (
            bare in GAP_ENDS or phrases.is_preposition(text, after) or bare in phrases.PREPOSITIONS or bare == "علي"
        ):
            comma = next((at for at in range(after, last) if text.words[at] == ","), None)
            if comma is None:
                return last
            begin = comma + 1
        else:
            return after
    return begin


def _aside(text: Text, first: int, last: int) -> bool:
    """Whether nothing but circumstances stands in [first, last): «في بيان», «قبل أيام»."""
    return phrases.is_preposition(text, first) or text.words[first] in GAP_ENDS or text.words[first] in {"(", "-"}


def _may_speak(text: Text, begin: int, end: int) -> bool:
    word = text.words[begin]
    if word[0].isdigit() or word in GAP_ENDS or word in THAT or word in THAT_BOUND:
        return False
    bare = word[1:] if word[0] in "وف" else word
    named = (
        bare in KINDS or bare.startswith("ال") or begin in text.closes or naming.match_place(text, begin, end) > begin
    )
    if not named and (
        (bare is not word and word not in KINDS)
        or shapes.is_verb(text, begin)
        or names_event(word, text.letters(begin))
    ):
        return False
    return not any(shapes.is_verb(text, at) and text.words[at] not in KINDS for at in range(begin + 1, end))


def sentence_subject(text: Text, first: int, last: int) -> Range | None:
    """Return whoever the sentence is about: the noun behind its first verb or «كان», or the noun it begins with."""
    at = phrases.skip_asides(text, first, last)
    been = at < last and text.words[at] in _BEEN
    at = at + 1 if been else _skip_opening(text, first, last)
    if at >= last:
        return None
    word = text.words[at]
    bare = word[1:] if word[0] in "وف" and word not in KINDS else word
    if not (bare in KINDS or bare.startswith("ال") or naming.match_place(text, at, last) > at):
        at = phrases.skip_asides(text, at + 1, last)
        # «صدر عن الجبهة بيان»
        at += at < last and text.words[at] == _FROM
        if at >= last:
            return None
        word = text.words[at]
        if not (word in KINDS or word.startswith("ال") or naming.match_place(text, at, last) > at or at in text.closes):
            return None
    end = mentions.mention_end(text, at, last, events=True)
    if (
        word.startswith("ال")
        and word.endswith("ة")
        and at + 1 < end
        and text.words[at + 1].startswith("ال")
        and not text.words[at + 1].endswith("ة")
    ):
        # The next noun does not agree: it is no adjective but the verb's object.
        end = at + 1
    return (at, end) if end > at else None


def noun_before(text: Text, cue: int, first: int) -> Range | None:
    """«جدد وزير الخارجية اتهامه»: return the definite noun that stands right before the cue."""
    start = cue
    while start > first and _is_definite(text, start - 1, cue):
        start -= 1
    return (start, cue) if start < cue else None


def _is_definite(text: Text, at: int, stop: int) -> bool:
    word = text.words[at]
    return word in KINDS or word.startswith("ال") or naming.match_place(text, at, stop) > at


def _antecedent(text: Text, relative: int, first: int) -> Range | None:
    """Return the noun phrase before «الذي»: back to the noun that says what somebody is."""
    last = relative
    while last > first and text.words[last - 1] in {",", "("}:
        last -= 1
    floor = max(first, last - 16)
    start = None
    for at in range(last - 1, floor - 1, -1):
        word = text.words[at]
        bare = word[1:] if word[0] in "ولبف" and word not in KINDS else word
        if word[:2] == "لل" and f"ال{word[2:]}" in KINDS:
            bare = f"ال{word[2:]}"
        if bare in KINDS and (at - 1 < first or text.words[at - 1] not in KINDS):
            start = at
            break
        if word in {".", ":", ";"} or phrases.is_preposition(text, at) or bare in MEDIA or word in THAT:
            start = at + 1
            break
    if start is None or start >= last:
        start = last - 1
    return (start, last) if text.is_word(start) or start in text.closes else None


_WRAPPED_VERBS = 3


def wrapped_party(text: Text, first: int, last: int) -> Range | None:
    """Return whose words a denial answers: «ما يتداوله [الإعلام] عن», «مزاعم [الوزير] أن»."""
    at = first
    for _ in range(_WRAPPED_VERBS):
        if at < last and (text.words[at] in RELATIVES or _is_said(text, at)):
            at += 1
    if at >= last or not (text.is_word(at) or at in text.closes):
        return None
    end = mentions.mention_end(text, at, last)
    speaks = text.words[at] in KINDS or naming.head_kind(text, at, end) not in {None, SpeakerKind.PERSON}
    return (at, end) if end > at and speaks else None


def _is_said(text: Text, at: int) -> bool:
    word = text.words[at]
    forms = FORMS.get(word, ())
    return any(form.kind in {"past", "present"} for form in forms) or word in {
        "وجهتها",
        "وجهها",
        "اطلقتها",
        "اطلقها",
        "ساقتها",
        "ساقها",
        "قالته",
        "قاله",
    }
