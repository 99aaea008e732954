"""The gold file of this folder: invented news texts, marked by hand, with the constructions the reader is to know."""

import json
from pathlib import Path

import pytest

from musnad.reader.attribution import Act

GOLD = Path(__file__).with_name("gold.jsonl")
TEXTS = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
SAID = [(row["text"], one) for row in TEXTS for one in row["attributions"]]


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["id"])
def test_every_span_is_whole_words_of_its_text(row):
    text = row["text"]
    for one in row["attributions"]:
        for start, end in filter(None, [one["content"], one["speaker"], one["cue"], *one["via"]]):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        for copied in filter(None, [one["speaker_resolved"], one["medium"]]):
            assert copied in text


def test_every_text_has_a_name_of_its_own():
    assert len({row["id"] for row in TEXTS}) == len(TEXTS)


def test_every_act_is_there():
    assert {one["act"] for _, one in SAID} == set(Act)


def test_texts_without_attribution_are_there():
    assert sum(not row["attributions"] for row in TEXTS) >= 2
