"""Engines by name, as plug-ins, as callables."""

import importlib
from datetime import date

import pytest

from musnad.reader import Act, Attribution, ReadError, Strength, UnknownEngine, engine_names, read_text

SENTENCE = "قال الوزير إن النهر هادئ."


def test_the_rules_are_built_in_and_named_first():
    assert engine_names()[0] == "rules"
    assert read_text(SENTENCE) == read_text(SENTENCE, engine="rules") != []


def test_the_language_model_is_a_plug_in():
    assert "llm" in engine_names()


def test_a_name_that_nobody_has_is_told_with_those_that_are_there():
    with pytest.raises(UnknownEngine, match=r"“oracle”.*rules, llm") as caught:
        read_text(SENTENCE, engine="oracle")
    assert isinstance(caught.value, ReadError)


def test_a_callable_is_an_engine_and_gets_text_and_day():
    one = Attribution((14, 24), None, None, (), None, None, Act.AFFIRM, False, None, Strength.NEUTRAL, None, 1.0, "own")
    asked = []

    def own(text, *, day=None):
        asked.append((text, day))
        return [one]

    assert read_text(SENTENCE, engine=own, day=date(2026, 7, 4)) == [one]
    assert asked == [(SENTENCE, date(2026, 7, 4))]


def test_a_package_that_is_installed_with_the_entry_point_is_an_engine(tmp_path, monkeypatch):
    (tmp_path / "echoing.py").write_text("def read(text, *, day=None): return [text, day]\n")
    information = tmp_path / "echoing-1.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: echoing\nVersion: 1\n")
    (information / "entry_points.txt").write_text("[musnad.readers]\necho = echoing:read\n")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()

    assert "echo" in engine_names()
    assert read_text(SENTENCE, engine="echo") == [SENTENCE, None]
