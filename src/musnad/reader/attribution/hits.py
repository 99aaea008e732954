"""What one cue of a sentence gives, before the sentence as a whole is settled."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.reader.attribution.openings import Opening
from musnad.reader.attribution.subjects import Range
from musnad.reader.attribution.values import Act, Strength


@dataclass(slots=True)
class Hit:
    """A cue with its speaker and the place where its words begin; all places are tokens.

    `begins` is the first token of the cue's own clause: what another cue said ends there at the latest. A `nested` hit
    stands inside what another said. `wrapper` is what
    stood round a denied proposition. `inherits` is set where the clause has no speaker of its own. `content` is known
    at once for a preposition, and for the others when the sentence is settled.
    """

    cue: Range | None
    begins: int
    act: Act
    strength: Strength
    rule: str
    confidence: float
    opening: Opening | None = None
    speaker: Range | None = None
    inherits: bool = False
    answers: bool = False
    wrapper: Range | None = None
    nested: bool = False
    feminine: bool | None = None
    content: Range | None = None
    shift: int = 0
    direct: bool = False
    trim_cue: int = 0
    via: list[Range] = field(default_factory=list)
    medium: Range | None = None
    document: Range | None = None
    resolved: str | None = None
