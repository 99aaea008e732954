"""The rules: a text → its attributions. Steps: tokens, quotations, sentences, cues, contents, speakers."""

from __future__ import annotations

from datetime import date

from musnad.reader.attribution import naming
from musnad.reader.attribution.finding import find_hits
from musnad.reader.attribution.hits import Hit
from musnad.reader.attribution.quotes import pair_quotes
from musnad.reader.attribution.resolving import resolve
from musnad.reader.attribution.sentences import sentences
from musnad.reader.attribution.sourcing import credit_last
from musnad.reader.attribution.text import Text, tokenise
from musnad.reader.attribution.times import day_of_saying
from musnad.reader.attribution.values import Attribution, Span


def read_by_rules(source: str, *, day: date | None = None) -> list[Attribution]:
    """Return what `source` attributes, in the order of the cues. `day` is the day of the text, for «الأحد»."""
    text = tokenise(source)
    pair_quotes(text)
    hits: list[Hit] = []
    for sentence in sentences(text):
        found = find_hits(text, sentence)
        if not found and hits:
            credit_last(text, sentence, hits[-1])
        hits += found
    resolve(text, hits)
    return [_attribution(text, hit, day) for hit in hits]


def _attribution(text: Text, hit: Hit, day: date | None) -> Attribution:
    assert hit.content is not None  # noqa: S101  (find_hits keeps no other)
    start, end = text.span(*hit.content)
    cue: Span | None = None
    if hit.cue is not None:
        cue = _without_particle(text, text.span(*hit.cue)) if hit.trim_cue else text.span(*hit.cue)
    return Attribution(
        content=(start + hit.shift, end),
        speaker=text.mention(*hit.speaker) if hit.speaker else None,
        speaker_resolved=hit.resolved,
        via=tuple(text.mention(*one) for one in hit.via),
        medium=_written(text, hit.medium),
        cue=cue,
        act=hit.act,
        direct=hit.direct,
        kind=naming.head_kind(text, *hit.speaker) if hit.speaker else None,
        strength=hit.strength,
        when=day_of_saying(text, hit, day) if day else None,
        confidence=hit.confidence,
        rule=hit.rule,
    )


def _without_particle(text: Text, cue: Span) -> Span:
    """Return the cue without the و or ف written on it, and without that letter's marks."""
    start, end = cue
    start += 1
    while start < end and not text.source[start].isalpha():
        start += 1
    return start, end


def _written(text: Text, one: tuple[int, int] | None) -> str | None:
    if one is None:
        return None
    start, end = text.span(*one)
    return text.source[start:end]
