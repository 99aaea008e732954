"""Headlines: «الوزير: …», «"…".. مسؤول يحذر»."""

from __future__ import annotations

from musnad.reader.attribution import mentions, naming, phrases
from musnad.reader.attribution.hits import Hit
from musnad.reader.attribution.openings import Opening
from musnad.reader.attribution.sentences import Sentence
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.values import Act, SpeakerKind, Strength
from musnad.reader.attribution.vocabulary import FORMS_OF_FINITE, GAP_ENDS, KINDS, LABELS, TIME, names_event, words

_ABOUT = words("headlines.about")
_PREDICATES = words("headlines.predicates")
_ORDINALS = words("headlines.ordinals")

_LONGEST_SPEAKER = 14
_OWNERS = frozenset({SpeakerKind.BODY, SpeakerKind.AGENCY, SpeakerKind.OUTLET})
_LONGEST_HEADLINE = 40


def headline_hit(text: Text, sentence: Sentence) -> Hit | None:
    """Return what a headline puts into somebody's mouth by its form alone."""
    if (sentence.closed and sentence.paragraph > 0) or sentence.last - sentence.first > _LONGEST_HEADLINE:
        return None
    colon = next(
        (
            at
            for at in range(sentence.first, sentence.last)
            if text.words[at] == ":" and not _inside(text, at, sentence)
        ),
        None,
    )
    return _quotation(text, sentence) if colon is None else _colon(text, colon, sentence)


def _inside(text: Text, at: int, sentence: Sentence) -> bool:
    return any(opening < at < text.closes[opening] for opening in range(sentence.first, at) if opening in text.closes)


def _colon(text: Text, colon: int, sentence: Sentence) -> Hit | None:
    first = sentence.first
    words = range(first, colon)
    if not 0 < len(words) <= _LONGEST_SPEAKER or colon + 2 >= sentence.last:
        return None
    # «رابط الخبر بصحيفة …: لبنان: …» and «عاجل: الوزير: …»
    if text.words[first] in LABELS:
        rest = sentence._replace(first=colon + 1)
        return headline_hit(text, rest)
    if (
        names_event(text.words[first], text.letters(first))
        or text.words[first][0].isdigit()
        or text.words[first] in TIME
    ):
        return None
    if naming.match_place(text, first, colon) == colon or any(
        text.words[at] in FORMS_OF_FINITE and text.words[at] not in KINDS for at in words
    ):
        return None
    if text.words[first] in GAP_ENDS or phrases.is_preposition(text, first):
        return None
    end = mentions.mention_end(text, first, _addressed(text, first, colon), ends=_ABOUT)
    if end == first or (end < colon and not _circumstance(text, end, colon)):
        return None
    if text.words[first].endswith("ة") and not _speaks(text, first, end):
        return None
    if (
        text.words[first] not in KINDS
        and first + 1 < end
        and KINDS.get(text.words[first + 1]) in _OWNERS
        and not text.words[first].startswith("ال")
    ):
        # «قرصنة وكالة …»: a matter, with the noun that it belongs to.
        return None
    hit = Hit(None, first, Act.AFFIRM, Strength.NEUTRAL, "headline colon", 0.75)
    hit.speaker, hit.opening, hit.direct = (first, end), Opening(colon, colon + 1, "colon"), True
    return hit


def _addressed(text: Text, first: int, colon: int) -> int:
    """Return where «ولايتي لعبد السلام:» names who is spoken to; a country belongs to the title (مبعوث … لليمن)."""
    for at in range(first + 1, colon):
        word = text.words[at]
        if (
            (
                word[0] == "ل"
                and len(word) > 3
                and word not in KINDS
                and not word.startswith("لل")
                and word[1:] not in KINDS
            )
            and not naming.match_place(text, at, colon) > at
            and text.words[at - 1] not in _ORDINALS
        ):
            return at
    return colon


def _circumstance(text: Text, at: int, stop: int) -> bool:
    """«ماكرون في أول خطاب له», «مسؤول للميادين», «الوزير عن الأزمة»."""
    word = text.words[at]
    return (
        phrases.is_preposition(text, at)
        or word in GAP_ENDS
        or (word[0] == "ل" and stop - at <= 6)
        or phrases.is_time(text, at)
    )


def _speaks(text: Text, first: int, last: int) -> bool:
    return naming.head_kind(text, first, last) is not None and (
        text.words[first] in KINDS or text.words[first].startswith("ال") or last - first > 1
    )


def _quotation(text: Text, sentence: Sentence) -> Hit | None:
    """«"كلوا هذه الفئران"!.. تركي يحتج»: the words first, behind dots whose they are."""
    first = sentence.first
    if sentence.paragraph > 0 or first not in text.closes:
        return None
    closing = text.closes[first]
    at = closing + 1
    while at < len(text.words) and text.words[at] in {"!", "?", ",", ".", "..", "-"}:
        at += 1
    if at == closing + 1 or closing - first < 3 or at >= len(text.words) or not text.is_word(at):
        return None
    end = at
    while end < len(text.words) and text.is_word(end) and not _is_predicate(text.words[end]) and end - at < 8:
        end += 1
    if end == at or end >= len(text.words) or text.words[end][0] == "\n":
        return None
    hit = Hit(None, first, Act.AFFIRM, Strength.NEUTRAL, "headline quotation", 0.7)
    hit.speaker, hit.direct = (at, end), True
    hit.opening = Opening(first, first, "quote")
    hit.content = (first + 1, closing)
    return hit


def _is_predicate(word: str) -> bool:
    return (
        word in FORMS_OF_FINITE
        or (word[0] in "يت" and len(word) >= 4 and not word.endswith(("ة", "ي", "ا")) and word not in KINDS)
        or word in GAP_ENDS
        or word in _PREDICATES
    )
