import re
from string import Formatter

import pytest

from musnad.newsstand.assets import TEMPLATES
from musnad.newsstand.words import languages, words_of

ASKED = re.compile(r"\bwords\.(\w+)")


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_language_has_the_same_words():
    assert {"ar", "en"} <= set(languages())
    for lang in languages():
        assert words_of(lang).keys() == words_of("en").keys()


@pytest.mark.parametrize("lang", languages())
def test_a_word_has_the_same_places_to_fill_in_every_language(lang):
    for key, text in words_of(lang).items():
        assert places(text) == places(words_of("en")[key]), key


@pytest.mark.parametrize("lang", languages())
def test_no_word_is_empty(lang):
    assert all(text.strip() for text in words_of(lang).values())


def test_every_word_that_a_template_asks_for_exists():
    asked = {key for path in TEMPLATES.rglob("*.html") for key in ASKED.findall(path.read_text(encoding="utf-8"))}

    assert asked - words_of("ar").keys() == set()
    assert asked


def test_a_language_without_words_of_its_own_speaks_english():
    assert words_of("fr") == words_of("en")


def test_arabic_words_are_written_in_arabic_letters():
    latin = {key for key, text in words_of("ar").items() if re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", text))}

    assert latin == set()
