"""Raised tags reach every listener, and a listener's failure is the edit's."""

import datetime

import pytest

from musnad import tags
from musnad.tags import raising


@pytest.fixture
def heard(monkeypatch):
    monkeypatch.setattr(raising, "_listeners", [])
    said = []
    tags.listen(said.append)
    return said


def test_a_listener_hears_all_tags_of_an_edit_at_once(heard):
    tags.raise_tags({tags.story(4), tags.card(4)})
    assert heard == [frozenset({"story:4", "card:4"})]


def test_nothing_raised_is_not_heard(heard):
    tags.raise_tags(set())
    assert heard == []


def test_a_listener_that_registers_twice_hears_once(heard):
    said = set()

    def listener(names):
        assert names not in said
        said.add(names)

    tags.listen(listener)
    tags.listen(listener)
    tags.raise_tags({tags.SITE})
    assert said == {frozenset({"site"})}


def test_a_listeners_error_reaches_the_edit(heard):
    def full(_names):
        raise OSError("no space left")

    tags.listen(full)
    with pytest.raises(OSError, match="no space left"):
        tags.raise_tags({tags.SITE})


def test_names_of_collections_and_their_pages_are_told_apart():
    collection = tags.day("ar", datetime.date(2026, 11, 23))
    assert collection == "day:ar:2026-11-23"
    assert tags.members(collection) == "members:day:ar:2026-11-23"
    assert tags.archive(collection, 2) == "archive:day:ar:2026-11-23:2"
    assert tags.number(tags.archive(collection, 2)) == 2


def test_what_is_raised_together_is_heard_once_at_the_end(heard):
    with tags.raised_together():
        tags.raise_tags({tags.story(4)})
        with tags.raised_together():
            tags.raise_tags({tags.story(4), tags.card(4)})
        assert heard == []
    assert heard == [frozenset({"story:4", "card:4"})]


def test_edits_that_fail_together_raise_nothing(heard):
    def fail():
        with tags.raised_together():
            tags.raise_tags({tags.story(4)})
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        fail()
    tags.raise_tags({tags.SITE})
    assert heard == [frozenset({"site"})]


def test_what_a_listener_raises_of_what_was_raised_together_is_heard_at_once(heard):
    tags.listen(lambda names: tags.raise_tags({tags.SITE}) if tags.SITE not in names else None)
    with tags.raised_together():
        tags.raise_tags({tags.story(4)})
    assert heard == [frozenset({"story:4"}), frozenset({"site"})]
