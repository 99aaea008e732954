"""How good the reader is, and that it never gets worse: floors that only go up."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from musnad.reader import read_text

OWN = Path(__file__).with_name("gold.jsonl")
# What the scorer prints, to three places. Lowering one needs a reason in the commit's message.
FLOORS_OF_OWN = {"detect": 0.94, "content": 0.92, "speaker": 0.94, "via": 0.98, "act": 0.99, "full": 0.88}
FLOORS_OF_DEV = {"detect": 0.95, "content": 0.94, "speaker": 0.95, "via": 0.98, "act": 0.99, "full": 0.90}


def _answers(gold: Path, answers: Path) -> None:
    with answers.open("w", encoding="utf-8") as out:
        for row in map(json.loads, gold.read_text("utf-8").splitlines()):
            said = [
                {
                    "content": one.content,
                    "speaker": one.speaker,
                    "speaker_resolved": one.speaker_resolved,
                    "via": one.via,
                    "medium": one.medium,
                    "cue": one.cue,
                    "act": one.act,
                    "direct": one.direct,
                }
                for one in read_text(row["text"])
            ]
            out.write(json.dumps({"id": row["id"], "attributions": said}, ensure_ascii=False) + "\n")


def _figures(scorer: Path, gold: Path, folder: Path) -> dict[str, float]:
    answers = folder / "answers.jsonl"
    _answers(gold, answers)
    scored = subprocess.run(
        [sys.executable, scorer, gold, answers], capture_output=True, text=True, check=True, timeout=120
    )
    return {name: float(value) for name, value in re.findall(r"(\w+) ([\d.]+)", scored.stdout)}


@pytest.mark.parametrize(
    ("gold", "floors"), [("dev", FLOORS_OF_DEV), ("own", FLOORS_OF_OWN)], ids=["real articles", "own texts"]
)
def test_the_reader_scores_no_worse_than_it_did(shared, tmp_path, gold, floors):
    texts = shared / "gold" / "dev.jsonl" if gold == "dev" else OWN
    figures = _figures(shared / "gold" / "score.py", texts, tmp_path)
    assert {name: figures[name] for name in floors if figures[name] < floors[name]} == {}


def test_most_of_the_own_texts_are_read_to_the_letter():
    """The gate of a checkout that stands alone: contents that are found exactly, without the scorer's tolerance."""
    wanted = found = exact = 0
    for row in map(json.loads, OWN.read_text("utf-8").splitlines()):
        gold = {(tuple(one["content"]), one["act"]) for one in row["attributions"]}
        ours = {(one.content, one.act.value) for one in read_text(row["text"])}
        wanted, found, exact = wanted + len(gold), found + len(ours), exact + len(gold & ours)
    assert 2 * exact / (wanted + found) >= FLOOR_TO_THE_LETTER


FLOOR_TO_THE_LETTER = 0.86
