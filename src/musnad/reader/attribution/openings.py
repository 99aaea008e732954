"""Where what is said begins: the token behind a cue, its speaker and whatever stands between."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.reader.attribution import naming, phrases, shapes
from musnad.reader.attribution.text import CLOSING, OPENING, STRAIGHT, Text
from musnad.reader.attribution.vocabulary import (
    COMMENTS,
    DOCUMENT_OPENERS,
    FORMS,
    FORMS_OF_FINITE,
    KINDS,
    MEDIA,
    NOT_THAT_AFTER,
    SAYINGS,
    THAT,
    THAT_BOUND,
    WHOLE,
    WRAPPERS,
    Cue,
    CueForm,
    names_event,
    words,
)

_QUESTIONS = words("openings.questions")
_REPEATED = words("openings.repeated")
_WHAT = words("openings.what")
_RELATIVES = words("openings.relatives")

_LONGEST_GAP = 60
# «بالنقل عن»: it opens a relay, and is no event behind a ب.
RELAYING = words("openings.relaying")
_POSSESSED = ("ه", "ها", "هم")
_QUOTED_SPEECH = 3
_PREPOSED = {"الي": "الي", "علي": "علي", "عن": "عن", "من": "من", "في": "في"}
_VERB_FOLLOWS = words("openings.verb_follows") | {","}
_TURNS = words("openings.turns")
# Words with ب or ل that are no preposition with a noun.
WHOLE_WORDS = words("openings.whole_words")


@dataclass(frozen=True, slots=True)
class Opening:
    """Where what is said begins.

    `gap_end` is the first token that no longer belongs to the speaker or what surrounds it; `start` the first token of
    what is said, `shift` the letters of it that stand outside (a glued preposition). `how` is "that", "quote",
    "colon", "noun" or "object".
    """

    gap_end: int
    start: int
    how: str
    shift: int = 0


def find_opening(
    text: Text, place: int, stop: int, cue: Cue, *, takes: frozenset[str] | None = None, whole: int | None = None
) -> Opening | None:
    """Return where what is said begins behind a cue whose next token is `place`, None where nothing is said.

    It is looked for before `stop`; `whole` is the sentence's end, where `stop` is nearer.
    """
    takes = cue.takes if takes is None else takes
    at = place
    limit = min(stop, place + _LONGEST_GAP)
    while at < limit:
        opening = _opening_at(text, at, place, max(stop, limit) if whole is None else whole, takes)
        if opening:
            return opening
        if _blocks(text, at, place):
            return None
        at = text.closes[at] + 1 if at in text.closes and text.closes[at] < stop else at + 1
    return None


def _opening_at(text: Text, at: int, place: int, stop: int, takes: frozenset[str]) -> Opening | None:
    word = text.words[at]
    if word == ":":
        return _after_colon(text, at, stop)
    if at in text.closes or word == "ب" or word == STRAIGHT or word in OPENING:
        return _quoted(text, at, place, stop, takes)
    if word in THAT or word in THAT_BOUND:
        return _that(text, at, place, stop, takes)
    return _noun(text, at, place, stop, takes)


def _blocks(text: Text, at: int, place: int) -> bool:
    """Whether the gap ends here: another verb of saying, a turn."""
    word = text.words[at]
    if word in _TURNS or word in {";", "?"} or phrases.match_phrase(text, at, len(text.words), DOCUMENT_OPENERS) > at:
        return True
    if word in KINDS or word in WHOLE or (at == place and word[0] in "وف"):
        return False
    forms = FORMS.get(word) or (FORMS.get(word[1:]) if is_joined(text, at) else None)
    if not forms:
        return False
    form = forms[0]
    if shapes.publishes(text, at, form) or shapes.hides_name(text, at, form) or text.words[at - 1] in _WHAT:
        return False
    if form.kind == "participle":
        return text.words[at - 1] == "," or text.letters(at).endswith("ا")
    return at > place and _is_new_cue(text, at, form)


def _is_new_cue(text: Text, at: int, form: CueForm) -> bool:
    """Whether a verb or a verbal noun between a cue and its words has words of its own: «قال الوزير الذي أكد أن»."""
    joined = text.words[at] not in FORMS
    if form.kind == "masdar" or form.bound:
        return form.kind == "masdar" and form.bound and joined
    follows = text.words[at - 1] in _VERB_FOLLOWS and not (form.cue.nominal and text.words[at - 1] == ",")
    return joined or follows or not (form.base or form.cue.nominal)


def is_joined(text: Text, at: int) -> bool:
    """Whether و or ف may be written on the word; ف on two letters only where a shadda tells (فردّ, not فرد)."""
    word = text.words[at]
    if len(word) < 3 or (word in WHOLE and "\u0651" not in text.written(at)):
        return False
    return word[0] == "و" or (word[0] == "ف" and (len(word) > 3 or "\u0651" in text.written(at)))


def _after_colon(text: Text, at: int, stop: int) -> Opening | None:
    start = at + 1
    if start >= stop:
        return None
    # «قال: إن …», «قال: "إن …"»
    if text.words[start] in THAT and start + 1 < stop:
        start += 1
    return Opening(at, start, "colon")


def _quoted(text: Text, at: int, place: int, stop: int, takes: frozenset[str]) -> Opening | None:
    mark = at + 1 if text.words[at] == "ب" else at
    if at == place and text.words[at] in {STRAIGHT, *OPENING} and at not in text.closes and "كلام" in takes:
        # It opens and never closes: to the sentence's end.
        return Opening(at, at, "quote") if at + _QUOTED_SPEECH < stop else None
    if mark not in text.closes or text.closes[mark] > stop:
        return None
    if mark != at:
        return Opening(at, mark, "quote") if takes & {"ب كلام", "ب!", "ب"} else None
    length = text.closes[at] - at - 1
    before = text.words[at - 1] if at else ""
    if ("الي كلام" in takes and before == "الي") or ("علي كلام" in takes and before == "علي"):
        return Opening(at - 1, at, "quote")
    if "كلام" not in takes or before in phrases.PREPOSITIONS:
        return None
    if naming.names_in_quotes(text, at):
        return None
    if length < _QUOTED_SPEECH and any(
        opens_clause(text, after) for after in range(text.closes[at] + 1, min(stop, text.closes[at] + 9))
    ):
        return None
    near = at in (place, place + 1) and before not in KINDS
    return Opening(at, at, "quote") if near or length >= _QUOTED_SPEECH else None


def opens_clause(text: Text, at: int) -> bool:
    """Whether أن or إن at `at` can open what is said: not «قبل أن», «يجب أن»."""
    before = text.words[at - 1] if at else ""
    if text.words[at] not in THAT and text.words[at] not in THAT_BOUND:
        return False
    return before not in NOT_THAT_AFTER and not (before[:1] in ("و", "ف") and before[1:] in NOT_THAT_AFTER)


def _that(text: Text, at: int, place: int, stop: int, takes: frozenset[str]) -> Opening | None:
    word, before = text.words[at], text.words[at - 1] if at > 0 else ""
    if word == "بان" and at + 1 < stop and text.words[at + 1] == "كي":
        # A man's name: بان كي مون.
        return None
    if at > place and (before in NOT_THAT_AFTER or (before[0] in "وف" and before[1:] in NOT_THAT_AFTER)):
        return None
    preposition = before if at > place and (before in _PREPOSED) else ""
    if preposition == "علي" and not phrases.on(text, at - 1):
        preposition = ""
    if word.startswith("لان") or at + 1 >= stop:
        return None
    wanted = f"{preposition} ان".strip()
    if word.startswith("ب"):
        wanted = "بان"
    if wanted not in takes and not (wanted == "بان" and "ان" in takes) and not (preposition == "عن" and "عن!" in takes):
        return None
    gap_end = at - 1 if preposition else at
    return Opening(gap_end, at if word in THAT_BOUND else at + 1, "that")


def _noun(text: Text, at: int, place: int, stop: int, takes: frozenset[str]) -> Opening | None:
    word = text.words[at]
    if at + 1 < stop and (found := _behind_preposition(text, at, takes)):
        return found
    if word in RELAYING:
        return None
    if (
        word[0] in "بل"
        and len(word) > 3
        and word not in WHOLE_WORDS
        and (found := _behind_glued(text, at, place, takes))
    ):
        return found
    if "تعليق" in takes and word in COMMENTS:
        return Opening(at, at, "object")
    if "قول" in takes and word in SAYINGS:
        return Opening(at, at, "object")
    if word in _QUESTIONS and word in takes:
        return Opening(at, at if word != "اذا" else at + 1, "that")
    if word in _REPEATED and {"القول", "تاكيد"} & takes:
        return find_after_masdar(text, at, stop)
    if "اسم" in takes and (_bare_event(text, at, place) or _defined_event(text, at, place)):
        return Opening(at, at, "noun")
    return None


def find_after_masdar(text: Text, at: int, stop: int) -> Opening | None:
    """«جدد التأكيد على أن», «كرر القول إن»."""
    for following in range(at + 1, min(stop, at + 3)):
        if text.words[following] in THAT or text.words[following] in THAT_BOUND:
            return Opening(at, following if text.words[following] in THAT_BOUND else following + 1, "that")
    return None


def _behind_preposition(text: Text, at: int, takes: frozenset[str]) -> Opening | None:
    word, following = text.words[at], text.words[at + 1]
    if word not in _PREPOSED or (word == "علي" and not phrases.on(text, at)):
        return None
    if f"{word} تعليق" in takes and following in COMMENTS:
        return Opening(at, at + 1, "object")
    if f"{word} قول" in takes and following in SAYINGS:
        return Opening(at, at + 1, "object")
    if not text.is_word(at + 1) and at + 1 not in text.closes and not following.isdigit():
        return None
    if (
        f"{word}!" in takes
        and following not in THAT
        and following not in THAT_BOUND
        and not phrases.in_medium(text, at, at + 2)
    ):
        if word == "الي" and naming.match_place(text, at + 1, len(text.words)) > at + 1 and text.words[at - 1] in KINDS:
            return None
        return Opening(at, at + 1, "noun")
    if word in takes and text.is_word(at + 1) and _is_event(text, at + 1):
        return Opening(at, at + 1, "noun")
    return None


def _is_event(text: Text, at: int) -> bool:
    word = text.words[at]
    return names_event(word, text.letters(at)) or (
        word.startswith("ال") and len(word) > 4 and names_event(word[2:], text.letters(at).removeprefix("ال"))
    )


def _behind_glued(text: Text, at: int, place: int, takes: frozenset[str]) -> Opening | None:
    word = text.words[at]
    letter, rest = word[0], word[1:]
    if letter not in takes and f"{letter}!" not in takes:
        return None
    bare = rest[2:] if rest.startswith("ال") else rest[1:] if word.startswith("لل") else rest
    written = text.letters(at)[1:].removeprefix("ال")
    if names_event(bare, written) or names_event(rest, written):
        return Opening(at, at, "noun", shift=0 if word.startswith("لل") else 1)
    if f"{letter}!" in takes and at > place and rest not in MEDIA and rest not in KINDS:
        return Opening(at, at, "noun", shift=1)
    return None


def _defined_event(text: Text, at: int, place: int) -> bool:
    """«ويؤكد التنسيق مع»: a verbal noun with the article, its preposition behind it, is no speaker."""
    if (
        (at != place and not shapes.completes(text, at - 1))
        or not text.words[at].startswith("ال")
        or at + 1 >= len(text.words)
        or text.words[at] in KINDS
    ):
        return False
    following = text.words[at + 1]
    return _is_event(text, at) and (
        phrases.is_preposition(text, at + 1) or (following[0] == "ب" and following[1:2] == "م")
    )


def _bare_event(text: Text, at: int, place: int) -> bool:
    """A verbal noun straight behind the cue or behind a complete speaker."""
    word, before = text.words[at], text.words[at - 1]
    if not text.is_word(at) or not names_event(word, text.letters(at)):
        return False
    if before in _WHAT or (before in KINDS and any(form.bound for form in FORMS.get(word, ()))):
        return False
    if at == place:
        return word not in KINDS
    if before in {",", ")"} or before in CLOSING:
        return True
    if before in phrases.PREPOSITIONS or before in OPENING or (before == STRAIGHT and (at - 1) not in text.opens):
        return False
    return shapes.completes(text, at - 1) or word.endswith(_POSSESSED)


def opens_object(text: Text, at: int, stop: int) -> bool:
    """Whether the object of a denial or condemnation begins at `at`."""
    if at >= stop:
        return False
    word = text.words[at]
    if word in THAT or word in THAT_BOUND or word in WRAPPERS:
        return True
    return text.is_word(at) and (
        word.startswith("ال") or word.endswith(_POSSESSED) or _is_event(text, at) or text.words[at - 1] == ","
    )


def is_finite(word: str) -> bool:
    return word in FORMS_OF_FINITE
