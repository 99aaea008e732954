"""Every outlet, agency, body and monitor is known by its name, every head noun tells its kind."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from musnad.reader.attribution import Attribution, SpeakerKind, read_text
from musnad.reader.attribution.naming import head_kind
from musnad.reader.attribution.text import tokenise

GAZETTEER = tomllib.loads(files("musnad.reader.attribution").joinpath("names.toml").read_text("utf-8"))
SENTENCES = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
HEADLINE = "أخبار دلوان\n\n"
MARKS = "«»"


def _kinds(word: str) -> set[SpeakerKind]:
    """Return the kinds under whose names or head nouns `word` stands."""
    return {
        SpeakerKind(kind)
        for lists in (GAZETTEER["names"], GAZETTEER["heads"])
        for kind, words in lists.items()
        if word in words and kind != "places"
    }


def _read(pattern: str, word: str) -> tuple[str, Attribution]:
    text = HEADLINE + SENTENCES["patterns"][pattern].format(word)
    found = read_text(text)
    assert len(found) == 1
    return text, found[0]


NAMES = [
    (pattern, name)
    for kind, usual in SENTENCES["names"].items()
    for name in GAZETTEER["names"][kind]
    for pattern in SENTENCES["elsewhere"].get(name, usual)
]
HEADS = [
    (pattern, head)
    for heads in GAZETTEER["heads"].values()
    for head in heads
    for pattern in SENTENCES["elsewhere"].get(head, SENTENCES["heads"]["all"])
]


@pytest.mark.parametrize(("pattern", "name"), [one for one in NAMES if one[0] != "relay"])
def test_a_name_speaks(pattern, name):
    text, one = _read(pattern, name)
    assert text[slice(*one.speaker)].removeprefix("قناة ").strip(MARKS) == name
    assert one.kind in _kinds(name)


@pytest.mark.parametrize("name", [name for pattern, name in NAMES if pattern == "relay"])
def test_a_name_relays_what_another_said(name):
    text, one = _read("relay", name)
    assert [text[slice(*relay)] for relay in one.via] == [name]
    assert text[slice(*one.speaker)] == "مدير السد"
    alone = tokenise(name)
    assert head_kind(alone, 0, len(alone.words)) in _kinds(name)


@pytest.mark.parametrize(("pattern", "head"), HEADS)
def test_a_head_noun_tells_its_kind(pattern, head):
    text, one = _read(pattern, head)
    assert text[slice(*one.speaker)] == head
    assert one.kind in _kinds(head)


def test_every_list_of_names_has_its_sentences():
    assert set(SENTENCES["names"]) == set(GAZETTEER["names"]) - {"places"}


def test_no_other_name_is_excused():
    known = {name for lists in (GAZETTEER["names"], GAZETTEER["heads"]) for names in lists.values() for name in names}
    assert set(SENTENCES["elsewhere"]) <= known
