"""What matching sees of a text, and the words it knows."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.normal import normal
from musnad.ledger.matching.index import hashed
from musnad.ledger.matching.lexicon import lexicon
from musnad.ledger.matching.likeness import nearness, rank, rarity
from musnad.ledger.matching.reading import LONGEST, read, words_by_stem


def test_spellings_of_one_text_are_read_alike():
    assert read("أُغلِقَ الطَّريقُ إلى ٣ قُرى").terms == read("اغلق الطريق الي 3 قرى").terms


def test_joining_words_addresses_and_accounts_are_not_read():
    assert read("في من على https://news.example/x @desk_ar").terms == frozenset()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("الرئيس الإيراني في طهران", {"iran"}),
        ("وصل إلى الولايات المتحدة", {"america"}),
        ("البيت الأبيض يرحب", {"america"}),
        ("في أبو ظبي والدوحة", {"emirates", "qatar"}),
        ("البيت القديم", set()),
    ],
)
def test_places_are_known_by_their_people_and_capitals(text, places):
    assert read(text).places == places


def test_names_stand_after_titles_or_in_latin_capitals():
    assert read("قال الوزير سالم إن NASA أطلقت").names == {"سالم", "nasa"}
    assert read("رئيس الوزراء").names == {"الوزراء"}


def test_numbers_are_one_in_all_digits():
    assert read("٣ قتلى و12 جريحاً").numbers >= {"3"}


def test_a_long_text_is_read_up_to_its_sixtieth_word():
    words = [f"كلمة{letter}{other}" for letter in "ابتثجحخد" for other in "ابتثجحخد"]

    assert read(" ".join(words)).stems == read(" ".join(words[:LONGEST])).stems


def test_words_are_given_back_as_written():
    assert set(words_by_stem("قُتِلَ ثلاثةُ جنود").values()) == {"قُتِلَ", "ثلاثةُ", "جنود"}


def test_a_root_of_both_poles_of_a_concept_tells_neither():
    assert all(side in {1, -1} for sides in lexicon().poles.values() for side in sides.values())


def test_every_word_that_is_known_is_arabic_and_stands_once_in_its_list():
    known = tomllib.loads((files("musnad.ledger.matching") / "words.toml").read_text(encoding="utf-8"))
    lists = [
        *known["places"].values(),
        *known["alike"].values(),
        *(pole for pair in known["concepts"].values() for pole in pair),
    ]
    for words in lists:
        assert len(words.split()) == len(set(words.split())) or "|" in words
        assert all("\u0600" <= letter <= "\u06ff" or letter in " |" for letter in words)


@given(st.text(max_size=120))
def test_any_text_is_read_and_its_normal_form_alike(text):
    assert read(text).stems == read(normal(text)).stems or "@" in text or "://" in text or "www" in text.lower()
    assert all(-(2**31) <= hashed(term) < 2**31 and hashed(term) for term in read(text).terms)


@given(st.text(max_size=60), st.text(max_size=60))
def test_nearness_is_one_for_the_same_and_within_bounds(one, other):
    weights = dict.fromkeys(read(one).stems, 1.0)
    found = rank(read(one), [read(other), read(one)], weights=weights)

    assert all(0 <= each.nearness <= 1 + 1e-9 for each in found)
    if read(one).stems:
        assert nearness(read(one), read(one), weights) == pytest.approx(1)


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_rarer_terms_weigh_more(one, other):
    few, many = sorted((one, other))

    assert rarity(few, 1e6) >= rarity(many, 1e6) > 0
