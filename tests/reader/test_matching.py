"""Words compared without their dress."""

import pytest

from musnad.reader.matching import distinct, ends_sentence, key, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مُسنَد", "مسند"),
        ("أخبار", "اخبار:"),
        ("«الرئيسية»", "الرئيسيه"),
        ("١٢ آذار", "12 آذار"),
        ("Home ", "HOME"),
        ("…", ""),
    ],
)
def test_two_writings_of_the_same_words_are_equal(one, other):
    assert key(one) == key(other)


def test_words_lose_their_article():
    assert words("الجسر الخشبي، وال") == ["جسر", "خشبي", "وال"]


@pytest.mark.parametrize("text", ["انتهى.", "انتهى؟", "«انتهى.»", "انتهى…", "ما يلي:", 'He said "no."'])
def test_sentences_end_so(text):
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["عنوان", "عنوان (رويترز)", "", "3.5"])
def test_other_words_end_no_sentence(text):
    assert not ends_sentence(text)


def test_each_is_kept_once_however_it_is_written():
    assert distinct(["أخبار", "اخبار", "", "…", "جسور"]) == ("أخبار", "جسور")
