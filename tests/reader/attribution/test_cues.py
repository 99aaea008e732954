"""Every cue that the reader knows attributes the words of a sentence of its own, in every frame that it takes."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from musnad.arabic.normal import normal
from musnad.reader.attribution import Act, Attribution, read_text
from musnad.reader.attribution.vocabulary import FORMS

CUES = tomllib.loads(files("musnad.reader.attribution").joinpath("cues.toml").read_text("utf-8"))
SENTENCES = tomllib.loads(Path(__file__).with_name("cues.toml").read_text("utf-8"))
PHRASES = [(table, one) for table in ("document", "preposition", "closing") for one in SENTENCES[table]]

# The first line of a text is read as its headline, where a cue may do without a speaker.
HEADLINE = "أخبار دلوان\n\n"


def _read(sentence: dict) -> tuple[Attribution, str, list[Attribution]]:
    """Return the attribution with the sentence's content, the text it was read from, and all that were found."""
    text = HEADLINE + sentence["text"]
    found = read_text(text)
    said = [text[slice(*one.content)] for one in found]
    assert sentence["content"] in said, f"found {said}"
    return found[said.index(sentence["content"])], text, found


def _check(sentence: dict) -> tuple[Attribution, str]:
    one, text, found = _read(sentence)
    assert (text[slice(*one.speaker)] if one.speaker else "") == sentence["speaker"]
    assert one.act == Act(sentence["act"])
    assert [text[slice(*relay)] for relay in one.via] == sentence.get("via", [])
    assert len(found) == sentence.get("found", 1)
    return one, text


@pytest.mark.parametrize("sentence", SENTENCES["verb"], ids=lambda one: f"{one['lemma']}-{one['frame']}")
def test_a_verb_attributes_in_each_frame(sentence):
    one, text = _check(sentence)
    cue = normal(text[slice(*one.cue)]).split()
    assert any(form.cue.lemma == sentence["lemma"] for word in cue for form in FORMS.get(word, ()))


@pytest.mark.parametrize(("table", "sentence"), PHRASES, ids=lambda one: one["words"] if isinstance(one, dict) else one)
def test_a_phrase_attributes(table, sentence):
    _check(sentence)


def _frames(entry: dict) -> set[str]:
    return {*entry["takes"], *(f"مصدر {one}" for one in entry.get("nouns_after_masdar", ()))}


@pytest.mark.parametrize("entry", CUES["verb"], ids=lambda entry: entry["lemma"])
def test_every_frame_of_every_verb_has_a_sentence(entry):
    told = {one["frame"] for one in SENTENCES["verb"] if one["lemma"] == entry["lemma"]}
    assert told == _frames(entry)


@pytest.mark.parametrize("table", ["document", "preposition", "closing"])
def test_every_phrase_has_a_sentence(table):
    assert {one["words"] for one in SENTENCES[table]} == {words for entry in CUES[table] for words in entry["words"]}


def test_every_lemma_stands_once():
    lemmas = [entry["lemma"] for entry in CUES["verb"]]
    assert len(set(lemmas)) == len(lemmas)
