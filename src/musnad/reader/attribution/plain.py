"""Attributions as the plain values of JSON."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.reader.attribution.comparing import compare
from musnad.reader.attribution.pages import Carried, PageReading
from musnad.reader.attribution.values import Attribution


def attribution_to_json(one: Attribution) -> dict[str, object]:
    """Return `one` as an object: spans are [start, end) in code points of the text, a day is in ISO 8601."""
    return {
        "content": list(one.content),
        "speaker": list(one.speaker) if one.speaker else None,
        "speaker_resolved": one.speaker_resolved,
        "via": [list(relay) for relay in one.via],
        "medium": one.medium,
        "cue": list(one.cue) if one.cue else None,
        "act": str(one.act),
        "direct": one.direct,
        "kind": str(one.kind) if one.kind else None,
        "strength": str(one.strength),
        "when": one.when.isoformat() if one.when else None,
        "confidence": one.confidence,
        "rule": one.rule,
    }


def reading_to_json(reading: PageReading) -> dict[str, object]:
    """Return the "text" of a page and its "attributions".

    Each has besides its own fields the `item` of the page's body in which it stands (null: the headline) and its
    `post`: the place in the body as `item`, `platform`, `account`, `id`, `url`; null where no post carries it.
    """
    return {
        "text": reading.text.text,
        "attributions": [_carried_to_json(reading, carried) for carried in reading.attributions],
    }


def _carried_to_json(reading: PageReading, carried: Carried) -> dict[str, object]:
    post = reading.post(carried)
    known = {name: getattr(post, name) for name in ("platform", "account", "id", "url")} if post else {}
    return {
        **attribution_to_json(carried.attribution),
        "item": carried.piece.item,
        "post": {"item": carried.post, **known} if post else None,
    }


def comparison_to_json(ours: Sequence[Attribution], theirs: Sequence[Attribution]) -> dict[str, object]:
    """Return what another engine found and how that compares: places in the two lists, and the fields that differ."""
    comparison = compare(ours, theirs)
    return {
        "attributions": [attribution_to_json(one) for one in theirs],
        "pairs": [
            {"ours": pair.ours, "theirs": pair.theirs, "differs": list(pair.differs)} for pair in comparison.pairs
        ],
        "ours_alone": list(comparison.ours_alone),
        "theirs_alone": list(comparison.theirs_alone),
    }
