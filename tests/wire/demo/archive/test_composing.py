"""What the generated archive says: the same for a seed, whole sentences, lengths as in a paper."""

import re
import statistics

import pytest

from musnad.wire.demo.archive.affairs import Role, affair_of, words_of
from musnad.wire.demo.archive.composing import compose
from musnad.wire.demo.archive.frames import PLACE, words

STORIES = [compose(1, number) for number in range(400)]


def texts(story):
    yield story.headline
    yield story.standfirst
    for block in story.body:
        yield from re.findall(r"[^{}':,<>/]+", re.sub(r"<[^>]+>", "", str(block.value)))


def test_a_story_is_the_same_whenever_it_is_asked_for():
    assert [compose(1, number) for number in (399, 7, 0)] == [STORIES[399], STORIES[7], STORIES[0]]


def test_another_seed_is_another_archive():
    others = [compose(2, number) for number in range(50)]

    assert not {each.key for each in others} & {each.key for each in STORIES}
    assert sum(one.headline == other.headline for one, other in zip(others, STORIES, strict=False)) < 5


def test_every_story_is_later_than_the_one_before():
    moments = [each.at for each in STORIES]

    assert moments == sorted(set(moments))
    assert compose(1, 999_999).at.year < 2025


def test_no_place_of_a_frame_is_left_open():
    left = [
        text
        for story in STORIES
        for block in story.body
        for text in [str(block.value), story.headline]
        if PLACE.search(text)
    ]

    assert left == []


def test_lengths_vary_as_in_a_paper():
    lengths = [sum(block.kind == "paragraph" for block in story.body) for story in STORIES]

    assert 7 <= statistics.median(lengths) <= 14
    assert max(lengths) >= 3 * statistics.median(lengths)
    assert min(lengths) <= 4


def test_headlines_are_seldom_alike():
    assert len({each.headline for each in STORIES}) > 0.95 * len(STORIES)


def test_a_share_of_the_stories_tells_of_an_affair_in_the_words_that_the_ledger_looks_for():
    telling = [each for each in STORIES if each.role]

    assert 0.05 < len(telling) / len(STORIES) < 0.2
    assert {each.role for each in telling} == set(Role)
    for story in telling:
        assert any(words_of(story.affair, story.role) in str(block.value) for block in story.body)


def test_an_affair_begins_with_its_report():
    for number in range(0, 400, 25):
        roles = list(affair_of(1, number).stories.items())
        assert roles[0][1] == Role.REPORT
        assert [place for place, _ in roles] == sorted(place for place, _ in roles)


@pytest.mark.parametrize("group", ["headlines", "standfirsts", "openings", "sentences", "captions", "quotes", "posts"])
def test_sentences_are_told_apart_and_end_as_sentences_do(group):
    frames = [frame for frames in words()[group].values() for frame in frames]

    assert len(frames) == len(set(frames))
    if group in {"standfirsts", "openings", "sentences"}:
        assert [frame for frame in frames if frame[-1] not in ".؟»"] == []
