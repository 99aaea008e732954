"""The model's answers: what is asked for, as a schema; what came, as values; what is kept of it, as attributions."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from musnad.arabic.dates import find_dates
from musnad.reader.attribution.model.placing import Passage
from musnad.reader.attribution.values import Act, Attribution, Span, SpeakerKind, Strength

PROMPT = tomllib.loads(Path(__file__).with_name("prompt.toml").read_text("utf-8"))

WRITTEN, FOLDED = 0.75, 0.65
"""The confidence in words that stand in the text letter for letter, and in those that do in the normal form."""

_TEXT: dict[str, object] = {"type": "string"}
_MAYBE: dict[str, object] = {"type": ["string", "null"]}
_FIELDS: dict[str, dict[str, object]] = {
    "content": _TEXT,
    "cue": _MAYBE,
    "speaker": _MAYBE,
    "speaker_resolved": _MAYBE,
    "via": {"type": "array", "items": _TEXT},
    "medium": _MAYBE,
    "act": {"type": "string", "enum": [str(act) for act in Act]},
    "direct": {"type": "boolean"},
    "kind": {"type": ["string", "null"], "enum": [*map(str, SpeakerKind), None]},
    "strength": {"type": "string", "enum": [str(strength) for strength in Strength]},
    "when": _MAYBE,
}
_ITEM = {"type": "object", "properties": _FIELDS, "required": list(_FIELDS), "additionalProperties": False}
_SCHEMA = {
    "type": "object",
    "properties": {"attributions": {"type": "array", "items": _ITEM}},
    "required": ["attributions"],
    "additionalProperties": False,
}
ANSWER_FORM: dict[str, object] = {
    "type": "json_schema",
    "json_schema": {"name": "attributions", "strict": True, "schema": _SCHEMA},
}

_FENCE = re.compile(r"\A\s*```\w*\n(.*)\n```\s*\Z", re.DOTALL)
_THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)


class BrokenAnswer(ValueError):
    """What the model wrote is not the JSON that was asked for."""


def parse(written: str) -> list[object]:
    """Return the answers in what a model wrote, unchecked. Raises BrokenAnswer."""
    bare = _THOUGHTS.sub("", written)
    fenced = _FENCE.match(bare)
    try:
        said = json.loads(fenced[1] if fenced else bare)
    except (ValueError, RecursionError) as error:
        raise BrokenAnswer("it is no JSON") from error
    answers = said.get("attributions") if isinstance(said, dict) else said
    if not isinstance(answers, list):
        raise BrokenAnswer("it is JSON, but has no list of attributions")
    return answers


class Dropped(Exception):
    """An answer that is not kept; `reason` is the field in which it is wrong, "form" or "twice"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Keeper:
    """Keeps of the answers about one passage those whose words stand in it, and counts what it drops, by field."""

    def __init__(self, passage: Passage, whole: Passage, *, rule: str, day: date | None) -> None:
        self._passage, self._whole = passage, whole
        self._rule = rule
        self._now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else None
        self._taken: set[Span] = set()
        self.dropped: Counter[str] = Counter()

    def keep(self, answers: list[object]) -> list[Attribution]:
        kept = []
        for answer in answers:
            try:
                kept.append(self._attribution(_checked(answer)))
            except Dropped as dropped:
                self.dropped[dropped.reason] += 1
        return kept

    def _attribution(self, answer: dict[str, Any]) -> Attribution:
        content, cue = self._content(answer)
        anchor = cue or content
        speaker = self._mention(answer["speaker"], "speaker", anchor, content)
        relays = [self._mention(one, "via", anchor, content) for one in answer["via"]]
        # The fullest mention of a speaker may stand in another part of the text.
        fullest = self._words(self._whole, answer["speaker_resolved"], "speaker_resolved")
        resolved = fullest or (self._passage.written(speaker) if speaker else None)
        self._taken.add(content)
        return Attribution(
            content=content,
            speaker=speaker,
            speaker_resolved=resolved,
            via=tuple(relay for relay in relays if relay),
            medium=self._words(self._passage, answer["medium"], "medium"),
            cue=cue,
            act=Act(answer["act"]),
            direct=answer["direct"],
            kind=_member(SpeakerKind, answer.get("kind")) if resolved else None,
            strength=_member(Strength, answer.get("strength")) or Strength.NEUTRAL,
            when=self._when(answer.get("when")),
            confidence=WRITTEN if self._passage.is_exact(answer["content"]) else FOLDED,
            rule=self._rule,
        )

    def _content(self, answer: dict[str, Any]) -> tuple[Span, Span | None]:
        contents = self._passage.occurrences(answer["content"])
        if not contents:
            raise Dropped("content")
        cues = self._passage.occurrences(answer["cue"]) if answer["cue"] else []
        if answer["cue"] and not cues:
            raise Dropped("cue")
        if self._taken.issuperset(contents):
            raise Dropped("twice")
        placed = self._passage.together([one for one in contents if one not in self._taken], cues)
        if placed is None:
            raise Dropped("cue")
        return placed

    def _mention(self, words: str | None, field: str, anchor: Span, content: Span) -> Span | None:
        """Return where a speaker or relay stands. A wrong link is worse than no chain: it drops the answer."""
        if not words:
            return None
        found = self._passage.nearest(self._passage.occurrences(words), anchor, outside=content)
        if found is None:
            raise Dropped(field)
        return found

    def _words(self, where: Passage, words: object, field: str) -> str | None:
        """Return `words` as the text writes them; those that do not stand in it are counted, and the rest is kept."""
        if not isinstance(words, str) or not words:
            return None
        found = where.occurrences(words)
        if not found:
            self.dropped[field] += 1
            return None
        return where.written(found[0])

    def _when(self, words: object) -> date | None:
        # The model copies the words that date the saying; what day they mean is worked out here.
        written = self._words(self._passage, words, "when")
        found = find_dates(written, self._now) if written else []
        return found[0].day if found else None


def _checked(answer: object) -> dict[str, Any]:
    """Return `answer` where its fields have the types that were asked for. Raises Dropped."""
    if not isinstance(answer, dict):
        raise Dropped("form")
    whole = {"cue": None, "speaker": None, "speaker_resolved": None, "medium": None, "via": [], **answer}
    whole["via"] = whole["via"] or []
    texts = (whole[name] for name in ("cue", "speaker"))
    right = (
        isinstance(whole.get("content"), str)
        and all(text is None or isinstance(text, str) for text in texts)
        and isinstance(whole["via"], list)
        and all(isinstance(relay, str) for relay in whole["via"])
        and isinstance(whole.get("direct"), bool)
        and _member(Act, whole.get("act")) is not None
    )
    if not right:
        raise Dropped("form")
    return whole


Choice = TypeVar("Choice", Act, SpeakerKind, Strength)


def _member(choices: type[Choice], value: object) -> Choice | None:
    return next((choice for choice in choices if choice.value == value), None)
