"""What the script of the printed search knows of letters and words: the tables of `musnad.arabic`, as JSON."""

from __future__ import annotations

import json
from functools import cache

from musnad.arabic import light
from musnad.arabic.digits import LATIN_BY_CODE
from musnad.arabic.letters import MARK_RANGES, WORDS


@cache
def tables() -> str:
    """Return the tables; the same text whenever they are the same."""
    letters = WORDS["shapes"] | WORDS["folds"] | WORDS["ta_marbuta"] | WORDS["numerals"]
    told = {
        "letters": letters | {chr(code): digit for code, digit in LATIN_BY_CODE.items()},
        "marks": MARK_RANGES,
        "articles": light.ARTICLES,
        "joining": light.JOINING,
        "prepositions": light.PREPOSITIONS,
        "pronouns": light.PRONOUNS,
        "endings": light.ENDINGS,
        **{name: sorted(getattr(light, name)()) for name in ("rooted", "whole", "short", "common")},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
