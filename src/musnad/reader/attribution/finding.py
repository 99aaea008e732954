"""One sentence: its cues in order, whose words each carries, and where those end."""

from __future__ import annotations

from functools import lru_cache

from musnad.reader.attribution import contents, headlines, nouns, phrases, prepositions, relays, verbs
from musnad.reader.attribution.bounds import last_of, quoted_from
from musnad.reader.attribution.denials import in_wrapper, unwrapped, wraps_denial
from musnad.reader.attribution.hits import Hit
from musnad.reader.attribution.openings import is_joined
from musnad.reader.attribution.sentences import Sentence
from musnad.reader.attribution.sourcing import SourcedHit, sourced_hit, with_sources
from musnad.reader.attribution.subjects import Range, noun_before, sentence_subject
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.values import Act
from musnad.reader.attribution.vocabulary import DENIALS, DOCUMENT_OPENERS, FORMS, KINDS, MEDIA, CueForm, words

_CIRCUMSTANCES = words("finding.circumstances")
_SHORTEST_QUOTED = 3


def find_hits(text: Text, sentence: Sentence) -> list[Hit]:
    """Return what the sentence attributes, in the order of the cues, with contents settled."""
    hits = _cues(text, sentence)
    headline = headlines.headline_hit(text, sentence)
    if headline and not any(
        hit.opening and hit.opening.gap_end == headline.opening.gap_end for hit in hits if headline.opening
    ):
        hits.insert(0, headline)
    _inherit(text, sentence, hits)
    _settle(text, sentence, hits)
    hits = with_sources(text, sentence, hits)
    hits = [more for hit in hits if _says_something(text, hit) for more in unwrapped(text, hit)]
    _relays(text, sentence, hits)
    return _distinct(text, hits)


def _says_something(text: Text, hit: Hit) -> bool:
    return hit.content is not None and any(text.is_word(place) for place in range(*hit.content))


def _cues(text: Text, sentence: Sentence) -> list[Hit]:
    hits: list[Hit] = []
    at = sentence.first
    while at < sentence.last:
        word = text.words[at]
        hit = _cue_at(text, at, word, sentence) if _may_begin(word) else None
        if hit is not None and hits and _says_the_same(hits[-1], hit):
            hit = None
        if hit is not None:
            hits.append(hit)
            at = _past(hit, at)
        else:
            at += 1
    return hits


def _says_the_same(before: Hit, hit: Hit) -> bool:
    """«أعرب عن استنكاره للهجوم»: the noun that the verb brings is part of what is said, and no cue beside it."""
    return (
        before.opening is not None
        and hit.cue is not None
        and hit.cue[0] == before.opening.start
        and (hit.rule.startswith("noun"))
    )


@lru_cache(maxsize=1 << 16)
def _may_begin(word: str) -> bool:
    """Whether any cue begins with the word, with or without a و or ف on it. Of a hundred words nine do."""
    if not word[0].isalpha():
        return False
    bare = word[1:]
    cues = (FORMS, DOCUMENT_OPENERS, DENIALS)
    return prepositions.may_begin(word) or any(word in some or bare in some for some in cues)


def _past(hit: Hit, at: int) -> int:
    """Where to look for the next cue: behind a relay's own nouns (نقلت … قوله إن), else right behind this one."""
    if hit.opening and hit.rule.startswith("relay"):
        return max(at + 1, hit.opening.gap_end)
    return hit.cue[1] if hit.cue else at + 1


def _cue_at(text: Text, at: int, word: str, sentence: Sentence) -> Hit | None:
    if sourced := not quoted_from(text, sentence.first, at) and prepositions.sourced_at(text, at, sentence):
        return sourced_hit(text, at, sourced, sentence)
    for form in FORMS.get(word, ()):
        if hit := _by_form(text, at, form, sentence, joined=False):
            return hit
    for form in FORMS.get(word[1:], ()) if is_joined(text, at) else ():
        if hit := _by_form(text, at, form, sentence, joined=True):
            hit.trim_cue = 1
            return hit
    if word in DOCUMENT_OPENERS or word[1:] in DOCUMENT_OPENERS:
        return nouns.document_hit(text, at, sentence)
    if word in DENIALS or word[1:] in DENIALS:
        return nouns.denial_hit(text, at, sentence)
    return None


def _by_form(text: Text, at: int, form: CueForm, sentence: Sentence, *, joined: bool) -> Hit | None:
    if form.kind in {"past", "present"}:
        if text.words[at] in KINDS and not joined:
            return None
        hit = verbs.verb_hit(text, at, form, sentence, joined=joined)
        if hit:
            relays.quoted_source(text, hit)
        return hit
    if form.kind == "participle":
        return nouns.participle_hit(text, at, form, sentence)
    return nouns.masdar_hit(text, at, form, sentence)


def _inherit(text: Text, sentence: Sentence, hits: list[Hit]) -> None:
    """Give participles and second verbs the speaker who stands as a noun with an earlier verb of the sentence."""
    subject: Range | None = None
    for hit in hits:
        if hit.inherits:
            if not isinstance(hit, SourcedHit):
                if subject is None and hit.begins > sentence.first and hit is hits[0]:
                    subject = _owner(text, sentence, hit)
                hit.speaker = subject
        elif hit.speaker is not None and not isinstance(hit, SourcedHit):
            subject = hit.speaker


def _owner(text: Text, sentence: Sentence, hit: Hit) -> Range | None:
    """Return whose a first cue without a noun of its own is: the noun that it hangs on, or the sentence's subject."""
    if hit.rule.startswith("noun") and not hit.nested and hit.cue:
        return noun_before(text, hit.cue[0], sentence.first)
    return sentence_subject(text, sentence.first, hit.begins) if _of_sentence(text, hit) else None


def _of_sentence(text: Text, hit: Hit) -> bool:
    """Whether a cue without a noun of its own belongs to the sentence's subject: «نشرت الشركة بياناً نفت فيه»."""
    if hit.rule.startswith(("participle", "document")):
        return True
    before = text.words[hit.cue[0] - 1] if hit.cue else ""
    return before in _CIRCUMSTANCES or before.removesuffix("ا") in MEDIA


def _settle(text: Text, sentence: Sentence, hits: list[Hit]) -> None:
    for number, hit in enumerate(hits):
        if hit.opening is None and hit.content is None:
            hit.content = _quoted_before(text, sentence, hit)
            hit.direct = hit.content is not None
        if hit.opening is None or hit.content is not None:
            continue
        stop = last_of(text, sentence, hit, hits[number + 1 :])
        if hit.rule == "noun noun" or (hit.nested and hit.rule == "verb that" and hit.inherits):
            stop = next((at for at in range(hit.opening.start + 1, stop) if text.words[at] == ","), stop)
        start = hit.opening.start
        if stop <= start:
            continue
        end, quoted = contents.content_end(text, hit.opening, stop)
        hit.direct = quoted
        if end > start:
            first, last, marked = contents.strip_quotes(text, start, end)
            hit.content, hit.direct = (first, last), quoted or marked


def _quoted_before(text: Text, sentence: Sentence, hit: Hit) -> Range | None:
    """«"…"، قال الوزير.»: the words stand before the cue."""
    closing = hit.begins - 1
    while closing > sentence.first and text.words[closing] == ",":
        closing -= 1
    opening = text.opens.get(closing)
    if (
        isinstance(hit, SourcedHit)
        or opening is None
        or opening < sentence.first
        or closing - opening < _SHORTEST_QUOTED
    ):
        return None
    return opening + 1, closing


def _relays(text: Text, sentence: Sentence, hits: list[Hit]) -> None:
    """A relay or medium named beside one cue holds for the cues of its sentence that go on with the same speaker."""
    held: list[Range] = []
    medium: Range | None = None
    for hit in hits:
        if hit.nested or hit.cue is None or hit.opening is None:
            continue
        if not hit.inherits:
            held, medium = [], None
        behind = hit.speaker[1] if hit.speaker else -1
        found = relays.press_in(text, hit.cue[1], hit.opening.gap_end, behind=behind)
        first = hit.begins
        if hit is hits[0] and phrases.in_medium(text, _behind_particle(text, sentence), hit.cue[0]):
            # «وفي مقابلة مع صحيفة …، قال»
            first = sentence.first
            found = found or relays.press_in(text, first, hit.cue[0])
        own = [one for one in found if hit.speaker is None or not _overlap(one, hit.speaker)]
        hit.via = hit.via or own or list(held)
        hit.medium = hit.medium or relays.medium_in(text, first, hit.opening.gap_end) or medium
        held, medium = hit.via, hit.medium


def _behind_particle(text: Text, sentence: Sentence) -> int:
    """Return the sentence's first token, behind a و that is a token of its own."""
    return sentence.first + (text.words[sentence.first] == "و" and sentence.first + 1 < sentence.last)


def _overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _distinct(text: Text, hits: list[Hit]) -> list[Hit]:
    """Drop a second cue of one speaker round the same words."""
    kept: list[Hit] = []
    denials = {hit.content for hit in hits if hit.rule == "denial"}
    for hit in hits:
        if hit.rule != "denial" and denials and wraps_denial(text, hit):
            continue
        if hit.act is not Act.DENY and not hit.answers and in_wrapper(text, hit, hits):
            continue
        if not any(one.content == hit.content and one.act is hit.act and one.answers == hit.answers for one in kept):
            kept.append(hit)
    return kept
