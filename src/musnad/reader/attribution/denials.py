"""What is wrapped round a denied proposition, and whose saying a denial answers."""

from __future__ import annotations

from musnad.reader.attribution import contents, phrases
from musnad.reader.attribution.hits import Hit
from musnad.reader.attribution.subjects import Range, wrapped_party
from musnad.reader.attribution.text import Text
from musnad.reader.attribution.values import Act, Strength
from musnad.reader.attribution.vocabulary import DENIALS, WRAPPERS


def unwrapped(text: Text, hit: Hit) -> list[Hit]:
    """Return the hit with a denial's wrapper taken off, and what a party named in the wrapper affirms."""
    assert hit.content is not None  # noqa: S101  (find_hits keeps no other)
    if hit.rule == "denial" and hit.cue and hit.opening:
        named = wrapped_party(text, _past_wrapper(text, hit.cue[1], hit.opening.start), hit.opening.start - 1)
        return [hit, _affirmed(hit, named)] if named else [hit]
    if hit.act is not Act.DENY or hit.direct:
        return [hit]
    start, end = hit.content
    inner, party = contents.unwrap(text, start, end)
    if inner == start:
        return [hit]
    hit.wrapper = start, inner
    hit.content, hit.shift = (inner, contents.trim(text, inner, end)), 0
    first, last, marked = contents.strip_quotes(text, *hit.content)
    hit.content, hit.direct = (first, last), marked
    named = wrapped_party(text, *party) if party else None
    return [hit, _affirmed(hit, named)] if named else [hit]


def _past_wrapper(text: Text, at: int, stop: int) -> int:
    while at < stop and (text.words[at] in WRAPPERS or text.words[at][1:] in WRAPPERS or text.words[at] == "علي"):
        at += 1
    return at


def _affirmed(hit: Hit, party: Range) -> Hit:
    """Return the saying that a denial answers, where the denial names whose it is."""
    said = Hit(None, hit.begins, Act.AFFIRM, Strength.NEUTRAL, "wrapped", 0.7)
    said.content, said.direct, said.speaker, said.nested, said.answers = hit.content, hit.direct, party, True, True
    return said


def in_wrapper(text: Text, hit: Hit, hits: list[Hit]) -> bool:
    """«لا صحة في التقارير التي تفيد بأن»: what is denied has nobody who said it."""
    if hit.cue and any(one.wrapper and one.wrapper[0] <= hit.cue[0] < one.wrapper[1] for one in hits):
        return True
    denied = any(one.act is Act.DENY and one.content == hit.content for one in hits)
    return denied and (hit.speaker is None or text.words[hit.speaker[0]] in WRAPPERS)


def wraps_denial(text: Text, hit: Hit) -> bool:
    """«أكد أن لا صحة لما تردد»: the denial says it all."""
    first = hit.content[0] if hit.content else 0
    return hit.content is not None and phrases.match_phrase(text, first, hit.content[1], DENIALS) > first
