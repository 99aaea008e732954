"""Objects of verbs: who is accused, what is denied, what is announced; and where the speaker before them ends."""

from __future__ import annotations

from musnad.reader.attribution import mentions, naming, phrases
from musnad.reader.attribution.hits import Hit
from musnad.reader.attribution.openings import WHOLE_WORDS, Opening, find_opening, opens_object
from musnad.reader.attribution.sentences import Sentence
from musnad.reader.attribution.subjects import Range
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.values import Act
from musnad.reader.attribution.vocabulary import FORMS, KINDS, THAT, WRAPPERS, names_event, words

_POINTERS = words("verbs.pointers")
_BLAME = words("verbs.blame")
_AS = words("verbs.as")
_NAME_PARTS = words("verbs.name_parts")
_ADJECTIVES = words("verbs.adjectives")
_SPOKEN_ACTS = frozenset({Act.DENY, Act.DOUBT, Act.VOW, Act.URGE})


def through_masdar(text: Text, opening: Opening, sentence: Sentence, hit: Hit) -> Opening:
    """«أعلن نفيه لصحة التقارير»: what is announced is itself an act, and what it is about is said."""
    masdar = next((form for form in FORMS.get(text.words[opening.start], ()) if form.kind == "masdar"), None)
    if masdar is None or masdar.cue.act not in _SPOKEN_ACTS or opening.start + 1 >= sentence.last:
        return opening
    inner = find_opening(
        text, opening.start + 1, min(sentence.last, opening.start + 4), masdar.cue, whole=sentence.last
    )
    start = phrases.skip_asides(text, opening.start + 1, sentence.last)
    if inner is None and "شبه" in masdar.cue.takes and start < sentence.last:
        inner = Opening(opening.gap_end, start, "object")
    if inner is None:
        return opening
    hit.act, hit.strength = masdar.cue.act, masdar.cue.strength
    return Opening(opening.gap_end, inner.start, "object", inner.shift)


def fills(text: Text, place: int, opening: Opening) -> bool:
    """Whether nothing but one mention stands between the cue and أن: «نفى قصر الإليزيه أن»."""
    end = mentions.mention_end(text, place, opening.gap_end, ends=WRAPPERS)
    return (
        opening.how in {"that", "colon"} and mentions.skip_circumstances(text, end, opening.gap_end) >= opening.gap_end
    )


def find_object(
    text: Text, place: int, sentence: Sentence, takes: frozenset[str], before: Range | None
) -> Opening | None:
    """Return where the object begins: what is denied, or who is called or accused of what."""
    first = start = mentions.skip_circumstances(text, place, sentence.last)
    if start >= sentence.last or not (text.is_word(start) or start in text.closes):
        return None
    if before is None and not _is_object_alone(text, start):
        subject = _short_subject(text, start, sentence.last)
        start = mentions.skip_circumstances(text, subject, sentence.last)
    if "شبه" in takes:
        behind_subject = before is not None and text.is_word(start) and not phrases.is_preposition(text, start)
        if behind_subject or opens_object(text, start, sentence.last):
            return Opening(start, start, "object")
        # No second noun: the first is what is denied, and the speaker is not named («كما أدان النظام»).
        return Opening(first, first, "object") if opens_object(text, first, sentence.last) and start > first else None
    if start >= sentence.last or not (text.is_word(start) or start in text.closes) or text.words[start] in THAT:
        return None
    if "مفعول" in takes:
        defined = text.words[start].startswith("ال") and start > first
        return Opening(start, start, "object") if defined or _is_object_alone(text, start) else None
    return Opening(start, start, "object") if _has_predicate(text, start + 1, sentence.last, takes) else None


def _is_object_alone(text: Text, at: int) -> bool:
    word = text.words[at]
    return word in WRAPPERS or word in _POINTERS or names_event(word, text.letters(at))


def _has_predicate(text: Text, start: int, stop: int, takes: frozenset[str]) -> bool:
    """Whether what somebody is called or accused of stands behind: «بأنه», «بدعم», «مسؤولية»."""
    for at in range(start, min(stop, start + 16)):
        word = text.words[at]
        if "مفعول مسءولية" in takes:
            if word in _BLAME:
                return True
        elif word in _AS or (word[0] == "ب" and len(word) >= 4 and word not in WHOLE_WORDS):
            return True
    return False


def _short_subject(text: Text, start: int, stop: int) -> int:
    """Return where the subject before an object ends: two phrases follow each other with nothing between."""
    end = mentions.mention_end(text, start, stop, events=True, ends=WRAPPERS)
    titled = text.words[start] in KINDS
    at = start + 1
    if naming.match_place(text, start, stop) > start:
        return naming.match_place(text, start, stop)
    while at < end:
        word, before = text.words[at], text.words[at - 1]
        if not text.is_word(at) and word != "-":
            return end if titled else at
        if not titled and word.startswith("ال") and before not in _NAME_PARTS and not before.startswith("ال"):
            return at
        if before.startswith("ال") and (naming.match_place(text, at, stop) > at or word in KINDS):
            return at
        at += 1
    return before_next(text, start, end)


def before_next(text: Text, start: int, end: int) -> int:
    """Return where the mention [start, end) ends if another follows: «دعا رئيس البلدية | السكان إلى»."""
    for at in range(start + 1, end):
        another = KINDS.get(text.words[at]) in naming.PRESS and KINDS.get(text.words[at - 1]) not in naming.PRESS
        if another or (text.words[at - 1].startswith("ال") and _begins_anew(text, at)):
            return at
    return end


def _begins_anew(text: Text, at: int) -> bool:
    """Whether the word behind a definite noun is another noun and no adjective of it."""
    word, before = text.words[at], text.words[at - 1]
    if word in KINDS or (word.endswith(("ه", "ها", "هم")) and text.letters(at)[-1] != "ة"):
        return True
    agrees = word.endswith("ة") and before.endswith(("ة", "ات"))
    return word.startswith("ال") and not (agrees or word.endswith(("ي", "ية")) or word in _ADJECTIVES)
