"""A finding as the log of standings keeps it, and whether one differs from another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from musnad.ledger.standing import By, Finding
from musnad.ledger.vocabulary import State

MOST = 50
"""How many names a row of the log keeps of each kind: nobody reads more."""


def as_json(finding: Finding) -> dict[str, Any]:
    """Return what a finding's words are made of. Each "…_by" is a list of {source, statement, voice}, at most 50."""
    ruling = finding.ruling
    return {
        "state": finding.state.value,
        "root_count": len(finding.roots),
        "roots": [named(By(root.source, root.statements[0], root.voice)) for root in finding.roots[:MOST]],
        "confirmed_by": names(finding.confirmed_by),
        "denied_by": names(finding.denied_by),
        "retracted_by": names(finding.retracted_by),
        "parts": [{"part": each.part, "act": each.act.value, **named(each.by)} for each in finding.parts[:MOST]],
        "verdict": {
            "verdict": ruling.key,
            "kind": ruling.kind.value,
            "reason": ruling.reason,
            "by": ruling.by,
            "at": ruling.at.isoformat(),
        }
        if ruling
        else None,
    }


def names(doers: Sequence[By]) -> list[dict[str, int]]:
    return [named(by) for by in doers[:MOST]]


def named(by: By) -> dict[str, int]:
    return {"source": by.source, "statement": by.statement, "voice": by.voice}


def changed(before: dict[str, Any] | None, now: dict[str, Any]) -> bool:
    """Whether a finding (as JSON) stands otherwise than the one before it.

    Another outlet that relays the same root, or a party that says the same again, is no change; nor is it one that
    sources were merged and the same statements have other names.
    """
    if before is None:
        return bool(now["state"] != State.NONE or now["parts"] or now["verdict"])
    if any(before[name] != now[name] for name in ("state", "root_count", "verdict")):
        return True
    lists = ("confirmed_by", "denied_by", "retracted_by", "parts")
    return any(not same(before[name], now[name]) for name in lists)


def same(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> bool:
    """Whether two lists name the same: the same voices, or, under other names, the same statements."""
    return any(
        {(each[key], each.get("part"), each.get("act")) for each in one}
        == {(each[key], each.get("part"), each.get("act")) for each in other}
        for key in ("voice", "statement")
    )
