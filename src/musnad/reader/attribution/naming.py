"""Names: outlets, agencies, bodies, places; who is spoken to; what kind of speaker a mention is."""

from __future__ import annotations

from musnad.reader.attribution.phrases import match_phrase
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.values import SpeakerKind
from musnad.reader.attribution.vocabulary import KINDS, NAMES, PLACES, TOLD, words

_NAMING = frozenset({SpeakerKind.OUTLET, SpeakerKind.AGENCY, SpeakerKind.BODY, SpeakerKind.ACCOUNT})
# Nouns that carry a name in quotation marks: صحيفة "…", حركة "…".
_NAMED = words("phrases.named")


PRESS = frozenset({SpeakerKind.OUTLET, SpeakerKind.AGENCY})


def match_name(text: Text, place: int, stop: int, kind: SpeakerKind, *, word: str | None = None) -> int:
    """Return where a name of `kind` that begins at `place` ends, 0 where none does."""
    first = text.words[place] if word is None else word
    for phrase in NAMES.get(kind, {}).get(first, ()):
        end = place + len(phrase)
        if end <= stop and tuple(text.words[place + 1 : end]) == phrase[1:]:
            return end
    return 0


def match_place(text: Text, place: int, stop: int) -> int:
    """Return where the name of a country or town at `place` ends, `place` where none begins."""
    return match_phrase(text, place, stop, PLACES)


def told(text: Text, at: int, limit: int) -> bool:
    """Whether «للصحفيين», «لوكالة …», «لـ«…»» begins at `at`: whoever was spoken to."""
    word = text.words[at]
    if word == "ل":
        return True
    if word[0] != "ل" or len(word) < 4:
        return False
    bare = told_name(word)
    if bare in TOLD or KINDS.get(bare) in {SpeakerKind.OUTLET, SpeakerKind.AGENCY}:
        return True
    return any(match_name(text, at, limit, kind, word=bare) for kind in (SpeakerKind.OUTLET, SpeakerKind.AGENCY))


def told_name(word: str) -> str:
    """Return the noun behind a glued ل: للوكالة → الوكالة, لوكالة → وكالة."""
    return f"ال{word[2:]}" if word.startswith("لل") else word[1:]


def names_in_quotes(text: Text, place: int) -> bool:
    """Whether the quotation that opens at `place` is a name or a term: «صحيفة "…"», «تنظيم "…"»."""
    closing = text.closes.get(place)
    if closing and any(match_name(text, place + 1, closing, kind) == closing for kind in NAMES):
        return True
    if place == 0:
        return False
    before = text.words[place - 1]
    before = before[1:] if before not in KINDS and before[0] in "وبلف" else before
    return before in _NAMED or KINDS.get(before) in _NAMING or before in {"ال", "ل", "ك"}


def head_kind(text: Text, first: int, last: int) -> SpeakerKind | None:
    """Return the kind of speaker that the mention [first, last) is; a name without a known noun is a person."""
    if first >= last:
        return None
    for at in range(first, min(last, first + 3)):
        word = text.words[at]
        for kind in NAMES:
            if match_name(text, at, last, kind):
                return kind
        for form in (word, word[1:] if word[0] in "وبلف" else "", told_name(word) if word[0] == "ل" else ""):
            if form in KINDS:
                named = KINDS[form] is SpeakerKind.UNNAMED and "," in text.words[first:last]
                return SpeakerKind.OFFICE if named else KINDS[form]
        if match_place(text, at, last) > at:
            return SpeakerKind.BODY
    return SpeakerKind.PERSON
