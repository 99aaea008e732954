"""Attributed statements of a news text: who said what, through whom, by which cue."""

from musnad.reader.attribution.comparing import Comparison, Pair, compare, differences
from musnad.reader.attribution.engines import RULES, Engine, engine_names, read_text
from musnad.reader.attribution.pages import (
    Carried,
    PageReading,
    PageText,
    Piece,
    day_of,
    page_text,
    read_attributions,
)
from musnad.reader.attribution.plain import attribution_to_json, comparison_to_json, reading_to_json
from musnad.reader.attribution.values import Act, Attribution, Span, SpeakerKind, Strength

__all__ = [
    "RULES",
    "Act",
    "Attribution",
    "Carried",
    "Comparison",
    "Engine",
    "PageReading",
    "PageText",
    "Pair",
    "Piece",
    "Span",
    "SpeakerKind",
    "Strength",
    "attribution_to_json",
    "compare",
    "comparison_to_json",
    "day_of",
    "differences",
    "engine_names",
    "page_text",
    "read_attributions",
    "read_text",
    "reading_to_json",
]
