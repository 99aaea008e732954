"""Attributed statements of a news text: who said what, through whom, by which cue."""

from musnad.reader.attribution.engines import RULES, Engine, engine_names, read_text
from musnad.reader.attribution.values import Act, Attribution, Span, SpeakerKind, Strength

__all__ = ["RULES", "Act", "Attribution", "Engine", "Span", "SpeakerKind", "Strength", "engine_names", "read_text"]
