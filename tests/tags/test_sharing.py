"""What pages of one moment read alike is read once, and each of them depends on it."""

import pytest

from musnad import tags

asked = []


@tags.shared
def answer(number, *, twice=False):
    asked.append(number)
    tags.read(f"story:{number}")
    if number < 0:
        raise ValueError(number)
    return [number] * (2 if twice else 1)


@pytest.fixture(autouse=True)
def _nobody_asked():
    asked.clear()


def test_who_asks_again_gets_the_same_and_has_read_the_same_tags():
    with tags.one_moment():
        first = answer(1)
        with tags.recording() as noted:
            assert answer(1) is first

    assert asked == [1]
    assert noted == {"story:1"}


def test_other_arguments_are_another_question():
    with tags.one_moment():
        assert (answer(1), answer(2), answer(1, twice=True)) == ([1], [2], [1, 1])


def test_the_next_moment_asks_anew_and_outside_of_one_everybody_does():
    for _ in range(2):
        with tags.one_moment():
            answer(1)
    answer(1)
    answer(1)

    assert asked == [1, 1, 1, 1]


def test_an_error_is_no_answer():
    with tags.one_moment():
        for _ in range(2):
            with pytest.raises(ValueError, match="-1"):
                answer(-1)

    assert asked == [-1, -1]


def test_one_shared_question_in_another_notes_the_tags_of_both():
    @tags.shared
    def outer():
        tags.read("site")
        return answer(3)

    with tags.one_moment(), tags.recording() as noted:
        outer()
        noted.clear()
        outer()

    assert noted == {"site", "story:3"}


def test_what_is_kept_lasts_for_the_moment_alone():
    with tags.one_moment():
        tags.kept("cards")[1] = "بطاقة"
        assert tags.kept("cards") == {1: "بطاقة"}
        assert tags.kept("others") == {}
    with tags.one_moment():
        assert tags.kept("cards") == {}
    tags.kept("cards")[1] = "بطاقة"
    assert tags.kept("cards") == {}
