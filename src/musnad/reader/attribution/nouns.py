"""Cues that are no finite verbs: «مشيراً إلى أن», «قوله إن», «جاء في البيان», «لا صحة»."""

from __future__ import annotations

from musnad.reader.attribution import mentions, phrases
from musnad.reader.attribution.documents import issuer
from musnad.reader.attribution.hits import Hit
from musnad.reader.attribution.openings import Opening, find_opening
from musnad.reader.attribution.sentences import Sentence
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.values import Act, Strength
from musnad.reader.attribution.vocabulary import (
    DENIALS,
    DOCUMENT_OPENERS,
    FORMS,
    GAP_ENDS,
    KINDS,
    THAT,
    THAT_BOUND,
    WRAPPER_ENDS,
    WRAPPERS,
    CueForm,
    words,
)

_TO_THEM = words("prepositions.to_them")
_BEFORE_NOUN = words("nouns.before_noun")

_PARTICIPLE_GAP = 14
_MASDAR_GAP = 4
_SAID = FORMS["قال"][0].cue
_BARE_MASDARS = words("nouns.bare_masdars")
_DEFINED_MASDARS = words("nouns.defined_masdars")


def participle_hit(text: Text, at: int, form: CueForm, sentence: Sentence) -> Hit | None:
    """Return what «مؤكداً», «مشيرة إلى», «مضيفين» carries on; the speaker is the sentence's."""
    word, written = text.words[at], text.letters(at)
    before = text.words[at - 1] if at > sentence.first else ","
    if word in KINDS or word.startswith("ال"):
        return None
    circumstance = written.endswith("ا") or word.endswith(("ة", "ين", "ات", "ون"))
    noun = any(other.kind == "masdar" for other in FORMS.get(word) or FORMS[word[1:]])
    if (noun or not circumstance) and before != ",":
        return None
    if before in phrases.PREPOSITIONS or before in _BEFORE_NOUN:
        return None
    takes = form.cue.takes | ({"الي!"} if "الي" in form.cue.takes else set())
    opening = find_opening(
        text, at + 1, min(sentence.last, at + _PARTICIPLE_GAP), form.cue, takes=takes, whole=sentence.last
    )
    if opening is None:
        opening = _participle_object(text, at + 1, sentence, takes)
    if opening is None or not _near(text, at, opening, addressed=form.cue.addressee):
        return None
    hit = Hit(
        (at, at + 1),
        _before_comma(text, at, sentence.first),
        form.cue.act,
        form.cue.strength,
        f"participle {opening.how}",
        0.85,
    )
    hit.opening, hit.inherits, hit.shift = opening, True, opening.shift
    return hit


def _near(text: Text, at: int, opening: Opening, *, addressed: bool) -> bool:
    """Whether nothing but circumstances stands between a participle and its words."""
    between = phrases.skip_asides(text, at + 1, opening.gap_end)
    if between >= opening.gap_end or addressed:
        return True
    return (
        phrases.is_preposition(text, between)
        or text.words[between] in GAP_ENDS
        or text.words[between][0] == "ل"
        or opening.gap_end - between <= 2
    )


def _before_comma(text: Text, at: int, first: int) -> int:
    while at > first and text.words[at - 1] in {",", "و", ".."}:
        at -= 1
    return at


def _participle_object(text: Text, place: int, sentence: Sentence, takes: frozenset[str]) -> Opening | None:
    start = mentions.skip_circumstances(text, place, sentence.last)
    if start >= sentence.last or not (text.is_word(start) or start in text.closes):
        return None
    if "شبه" in takes or "مفعول" in takes or takes & {"مفعول ب", "مفعول مسءولية"}:
        return Opening(start, start, "object")
    return None


def masdar_hit(text: Text, at: int, form: CueForm, sentence: Sentence) -> Hit | None:
    """Return what «قوله إن», «تأكيدها ضرورة», «إعلان الجيش عن» carries."""
    if form.bound:
        return _bound_masdar(text, at, form, sentence)
    if form.cue.lemma == "قال" and text.words[at] == "بالقول":
        return _bound_masdar(text, at, form, sentence)
    word = text.words[at]
    bare = word[1:] if word[0] in "ولبف" and word not in _BARE_MASDARS else word
    if bare in _BARE_MASDARS or bare in _DEFINED_MASDARS:
        return _bare_masdar(text, at, form, sentence)
    return None


def _bound_masdar(text: Text, at: int, form: CueForm, sentence: Sentence) -> Hit | None:
    limit = min(sentence.last, at + 1 + _MASDAR_GAP)
    opening = find_opening(text, at + 1, limit, form.cue, whole=sentence.last)
    if opening is None and form.cue.takes & {"مفعول ب", "شبه"}:
        opening = _participle_object(text, at + 1, sentence, form.cue.takes)
    if opening is None or opening.gap_end > at + 3:
        return None
    hit = Hit(
        (at, at + 1),
        _before_comma(text, at, sentence.first),
        form.cue.act,
        form.cue.strength,
        f"noun {opening.how}",
        0.8,
    )
    hit.opening, hit.inherits, hit.shift = opening, True, opening.shift
    return hit


def _bare_masdar(text: Text, at: int, form: CueForm, sentence: Sentence) -> Hit | None:
    """«إعلان الجيش عن إطلاق …», «تأكيد الوزير أن …»: the noun's owner speaks."""
    takes = form.cue.masdar_takes | {"ان", "بان"}
    if not text.words[at].startswith("ال"):
        takes |= {f"{preposition}!" for preposition in form.cue.masdar_takes}
    opening = find_opening(text, at + 1, min(sentence.last, at + 14), form.cue, takes=takes, whole=sentence.last)
    if opening is None:
        return None
    hit = Hit((at, at + 1), at, form.cue.act, form.cue.strength, f"noun {opening.how}", 0.6)
    end = mentions.mention_end(text, at + 1, opening.gap_end)
    if at + 1 < end and text.words[at + 1] not in GAP_ENDS and not phrases.is_preposition(text, at + 1):
        hit.speaker = (at + 1, end)
    hit.opening, hit.nested, hit.shift = opening, True, opening.shift
    if tuple(text.words[max(sentence.first, at - 3) : at]) == (",", "بالاضافة", "الي"):
        hit.begins, hit.nested = at - 3, False
    if not hit.speaker and opening.how == "that" and not text.words[at].startswith("ال"):
        return None
    return hit


def document_hit(text: Text, at: int, sentence: Sentence) -> Hit | None:
    """Return what «جاء في البيان أن», «ورد في تغريدة …:» carries."""
    end = phrases.match_phrase(text, at, sentence.last, DOCUMENT_OPENERS)
    if end == at:
        return None
    opening = find_opening(text, end, sentence.last, _SAID)
    if opening is None:
        return None
    hit = Hit(
        (at, end),
        _before_comma(text, at, sentence.first),
        Act.AFFIRM,
        Strength.NEUTRAL,
        f"document {opening.how}",
        0.85,
    )
    start = phrases.skip_asides(text, end, opening.gap_end)
    last = mentions.mention_end(text, start, opening.gap_end)
    hit.opening, hit.inherits = opening, last == start
    if last > start:
        hit.speaker, hit.medium = issuer(text, (start, last), opening.gap_end)
    hit.trim_cue = int(text.words[at].startswith("و") and text.words[at][1:] in DOCUMENT_OPENERS)
    return hit


def _denies(text: Text, end: int) -> bool:
    """Whether what is denied follows «لا صحة»: «لا صحة لما», «لا صحة في التقارير»; not «لا أساس لها»."""
    word = text.words[end]
    if word in phrases.PREPOSITIONS or phrases.on(text, end):
        return end + 1 < len(text.words) and text.words[end + 1] in WRAPPERS
    return word[0] == "ل" and word not in _TO_THEM


def denial_hit(text: Text, at: int, sentence: Sentence) -> Hit | None:
    """Return what «لا صحة لما تردد عن …» denies."""
    end = phrases.match_phrase(text, at, sentence.last, DENIALS)
    if end == at or text.words[at] != "لا" or end >= sentence.last or not _denies(text, end):
        return None
    start = end
    while start < sentence.last and (
        text.words[start] in WRAPPERS or text.words[start] in {"علي", "في"} or text.words[start][1:] in WRAPPERS
    ):
        start += 1
    for place in range(start, min(sentence.last - 1, start + 20)):
        if text.words[place] in WRAPPER_ENDS or text.words[place] in THAT:
            inner = place if text.words[place] in THAT_BOUND else place + 1
            break
    else:
        if text.words[end][0] != "ل":
            return None
        inner = end
    hit = Hit((at, end), _before_comma(text, at, sentence.first), Act.DENY, Strength.NEUTRAL, "denial", 0.8)
    hit.opening, hit.inherits = Opening(at, inner, "object"), True
    if inner == end and text.words[end].startswith("ل") and not text.words[end].startswith("لل"):
        hit.shift = 1
    return hit
