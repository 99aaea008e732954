"""What the reader finds in a text: who said what, through whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Span = tuple[int, int]
"""[start, end) in code points of the text as received."""


class Act(StrEnum):
    """What a source does with what is said."""

    AFFIRM = "affirm"
    DENY = "deny"
    DOUBT = "doubt"
    DECLINE = "decline"
    RETRACT = "retract"
    URGE = "urge"
    VOW = "vow"


class SpeakerKind(StrEnum):
    PERSON = "person"
    OFFICE = "office"
    BODY = "body"
    OUTLET = "outlet"
    AGENCY = "agency"
    MONITOR = "monitor"
    ACCOUNT = "account"
    WITNESS = "witness"
    UNNAMED = "unnamed"
    DOCUMENT = "document"


class Strength(StrEnum):
    """How the cue sounds: «قال», «أكد», «زعم»."""

    NEUTRAL = "neutral"
    STRONG = "strong"
    DISTANCING = "distancing"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words of a text that are put into somebody's mouth: a suggestion for an editor.

    `speaker` is the mention in the clause, `speaker_resolved` its fullest form elsewhere in the text (the same words
    where there is none fuller), `via` the relays, the nearest to the speaker first. `kind` is None where no speaker is
    known. `when` is the day that the sentence dates the saying to; it needs the day of the text. `confidence` is from
    0 to 1, `rule` names the construction that was recognised.
    """

    content: Span
    speaker: Span | None
    speaker_resolved: str | None
    via: tuple[Span, ...]
    medium: str | None
    cue: Span | None
    act: Act
    direct: bool
    kind: SpeakerKind | None
    strength: Strength
    when: date | None
    confidence: float
    rule: str
