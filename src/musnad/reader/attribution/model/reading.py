"""The engine: a text → pieces → the model's answers → attributions whose words stand in the text."""

from __future__ import annotations

import json
import logging
from collections import Counter
from dataclasses import dataclass
from datetime import date

from musnad.reader.attribution.model.answers import ANSWER_FORM, PROMPT, BrokenAnswer, Keeper, parse
from musnad.reader.attribution.model.asking import Conversation, Message, conversation
from musnad.reader.attribution.model.pieces import pieces
from musnad.reader.attribution.model.placing import Passage
from musnad.reader.attribution.model.setting import Model, model_of
from musnad.reader.attribution.values import Attribution
from musnad.reader.errors import ModelMalformed

log = logging.getLogger("musnad.reader")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was kept of a model's answers, in the order of the text, and what was dropped, counted by what was wrong.

    The whole answer goes for "content", "cue", "speaker" or "via" (words that do not stand in the text), "form" (not
    the fields that were asked for) and "twice"; "speaker_resolved", "medium" and "when" go alone.
    """

    attributions: list[Attribution]
    dropped: Counter[str]


def read_by_model(text: str, *, day: date | None = None) -> list[Attribution]:
    """Return what the model of the environment finds in `text`; what is dropped of its answers is logged.

    Raises ReadError: EngineUnusable where no text can be read, EngineFailed where this one could not.
    """
    answer = ask(text, model_of(), day=day)
    if answer.dropped:
        counts = ", ".join(f"{field} {count}" for field, count in sorted(answer.dropped.items()))
        log.warning("Of the language model's answers these do not stand in the text and were dropped: %s.", counts)
    return answer.attributions


def ask(text: str, model: Model, *, day: date | None = None) -> Answer:
    """Return what `model` finds in `text`, piece by piece. Raises as `read_by_model`."""
    if not text.strip():
        return Answer([], Counter())
    whole = Passage(text, 0, len(text))
    found: list[Attribution] = []
    dropped: Counter[str] = Counter()
    with conversation(model, ANSWER_FORM) as talk:
        for start, end in pieces(text):
            if not text[start:end].strip():
                continue
            keeper = Keeper(Passage(text, start, end), whole, rule=f"llm {model.name}", day=day)
            found += keeper.keep(_answers(talk, text[start:end]))
            dropped += keeper.dropped
    found.sort(key=lambda one: min(one.content[0], (one.cue or one.content)[0]))
    return Answer(found, dropped)


def _answers(talk: Conversation, piece: str) -> list[object]:
    """Return the model's answers about `piece`, asked for once more where they are no JSON. Raises ModelMalformed."""
    # The text is a string within JSON: nothing in it can end it and begin to speak for us.
    messages: list[Message] = [
        {"role": "system", "content": PROMPT["task"]},
        {"role": "user", "content": json.dumps({"text": piece}, ensure_ascii=False)},
    ]
    written = talk.complete(messages)
    try:
        return parse(written)
    except BrokenAnswer as broken:
        again = [{"role": "assistant", "content": written}, {"role": "user", "content": PROMPT["again"]}]
        log.info("The language model's answer was asked for once more: %s.", broken)
    try:
        return parse(talk.complete(messages + again))
    except BrokenAnswer as broken:
        raise ModelMalformed(talk.model.url, f"{broken}, twice") from broken
