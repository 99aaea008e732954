"""«بحسب …» beside what was said: a relay of it, or a saying of its own."""

from __future__ import annotations

from musnad.reader.attribution import contents, naming, prepositions
from musnad.reader.attribution.bounds import inside_content
from musnad.reader.attribution.documents import issuer
from musnad.reader.attribution.hits import Hit
from musnad.reader.attribution.sentences import Sentence
from musnad.reader.attribution.subjects import Range, sentence_subject
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.values import SpeakerKind
from musnad.reader.attribution.vocabulary import words

_BEFORE_CUE = words("sourcing.before_cue") | {",", "-"}
# In tokens: between the end of what was said and «بحسب …» there is a comma, perhaps a closing mark.
_BESIDE = 3
_SHORTEST = 2


class SourcedHit(Hit):
    """A prepositional cue, until the sentence is settled."""

    __slots__ = ("sourced",)
    sourced: prepositions.Sourced


def sourced_hit(text: Text, at: int, sourced: prepositions.Sourced, sentence: Sentence) -> Hit:
    begins = at
    while begins > sentence.first and text.words[begins - 1] in _BEFORE_CUE:
        begins -= 1
    medium = None
    if sourced.speaker:
        sourced.speaker, medium = issuer(text, sourced.speaker, sentence.last)
        sourced.end = max(sourced.end, sourced.speaker[1])
    base = prepositions.hit_of(sourced, begins)
    hit = SourcedHit(base.cue, begins, base.act, base.strength, base.rule, base.confidence)
    hit.speaker, hit.inherits, hit.trim_cue, hit.via, hit.sourced = (
        base.speaker,
        base.inherits,
        base.trim_cue,
        base.via,
        sourced,
    )
    hit.medium = medium
    return hit


def with_sources(text: Text, sentence: Sentence, hits: list[Hit]) -> list[Hit]:
    """Settle «بحسب …»: a relay of what stands beside it, or a saying of its own."""
    kept = [hit for hit in hits if not isinstance(hit, SourcedHit)]
    for hit in hits:
        if isinstance(hit, SourcedHit) and (settled := _settled_source(text, sentence, hit, kept)):
            kept.append(settled)
    return sorted(kept, key=lambda hit: hit.cue[0] if hit.cue else sentence.first)


def _settled_source(text: Text, sentence: Sentence, hit: SourcedHit, kept: list[Hit]) -> Hit | None:
    """Return the hit if it is a saying of its own, None if it says more of another, which is then told."""
    assert hit.cue is not None  # noqa: S101  (a sourced hit has its cue)
    at = hit.cue[0]
    around = next((one for one in kept if one.cue and one.opening and one.cue[0] < at < one.opening.gap_end), None)
    if around is not None:
        # «وكشف مصدر، حسب ما نقله الموقع، أن»: it stands between the speaker and the words.
        around.via = around.via or _relay(text, hit)
        return None
    if prepositions.is_initial(text, at, sentence):
        return _initial(text, sentence, hit, kept)
    beside = [one for one in kept if one.content and one.content[0] < at and one.begins < at and not one.nested]
    if beside and _credited(text, hit, beside):
        return None
    return _own_saying(text, sentence, hit, beside)


def _relay(text: Text, hit: SourcedHit) -> list[Range]:
    """Return the outlet or agency that «بحسب …» names, with whom it relays left to the sentence."""
    press = hit.speaker is not None and naming.head_kind(text, *hit.speaker) in naming.PRESS
    return hit.via or ([hit.speaker] if press and hit.speaker else [])


def _credited(text: Text, hit: SourcedHit, beside: list[Hit]) -> bool:
    """Tell the sayings before «بحسب …» who relayed them or who said them; whether nothing else is left to it."""
    assert hit.cue is not None  # noqa: S101  (a sourced hit has its cue)
    last, relay = beside[-1], _relay(text, hit)
    for one in beside:
        if one.speaker == last.speaker:
            one.via = one.via or relay
    if last.speaker is None and hit.speaker and not relay:
        last.speaker, last.inherits = hit.speaker, False
    return last.content is not None and hit.cue[0] - last.content[1] <= _BESIDE


def _own_saying(text: Text, sentence: Sentence, hit: SourcedHit, beside: list[Hit]) -> Hit | None:
    assert hit.cue is not None  # noqa: S101  (a sourced hit has its cue)
    if hit.speaker is None and not beside:
        hit.speaker = sentence_subject(text, sentence.first, hit.begins)
    if hit.speaker is None:
        return None
    floor = max((one.content[1] for one in beside if one.content), default=sentence.first)
    start = prepositions.preceding_clause(text, hit.cue[0], sentence, floor)
    end = contents.trim(text, start, hit.begins) if start < hit.begins else start
    if end - start < _SHORTEST:
        return None
    first, last, hit.direct = contents.strip_quotes(text, start, end)
    hit.content = (first, last)
    return hit


def _initial(text: Text, sentence: Sentence, hit: SourcedHit, kept: list[Hit]) -> Hit | None:
    """«بحسب الصحيفة، فإن …»: what follows is said, or another's saying follows that this one relays."""
    start = prepositions.following_clause(text, hit.sourced, sentence.last)
    if start >= sentence.last:
        return None
    following = next((one for one in kept if one.cue and one.opening and one.cue[0] >= start - 1), None)
    if following is not None and following.begins <= start + 1:
        _pass_on(text, hit, following)
        return None
    later = [one for one in kept if one.cue and one.cue[0] > start]
    end = contents.trim(text, start, _first_sibling(text, sentence, start, later))
    if end - start < _SHORTEST:
        return None
    first, last, hit.direct = contents.strip_quotes(text, start, end)
    hit.content = (first, last)
    for one in later:
        if one.inherits and one.speaker is None:
            one.speaker = hit.speaker
    return hit


def _pass_on(text: Text, hit: SourcedHit, following: Hit) -> None:
    """Whoever is named first relays the saying that follows, or says it where that has no speaker."""
    if following.inherits and following.speaker is None:
        following.speaker, following.inherits = hit.speaker, False
    elif hit.speaker and not following.inherits:
        if hit.medium or naming.head_kind(text, *hit.speaker) is SpeakerKind.DOCUMENT:
            following.medium = following.medium or hit.medium
        else:
            following.via = [*following.via, hit.speaker]


def _first_sibling(text: Text, sentence: Sentence, start: int, later: list[Hit]) -> int:
    for one in later:
        if one.opening is not None and one.begins > start and not inside_content(text, start, one):
            return one.begins
    return sentence.last


def credit_last(text: Text, sentence: Sentence, last: Hit) -> None:
    """«… الموقع. بحسب وكالة …»: a relay that a full stop parted from what it passes on."""
    sourced = prepositions.sourced_at(text, sentence.first, sentence)
    if sourced is None or sourced.speaker is None or last.via or last.nested:
        return
    if sentence.last - sourced.end <= 1 and naming.head_kind(text, *sourced.speaker) in naming.PRESS:
        last.via = [sourced.speaker]
