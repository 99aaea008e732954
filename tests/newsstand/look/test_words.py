import re
from string import Formatter

import pytest

from musnad.arabic.digits import Digits, write_digits
from musnad.newsstand.assets import TEMPLATES
from musnad.newsstand.rendering import counted
from musnad.newsstand.words import languages, words_of

DIGITS = write_digits("0123456789", Digits.ARABIC_INDIC)
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


@pytest.mark.parametrize(
    ("parties", "roots", "told"),
    [
        (1, 1, "جهة واحدة، مصدر واحد"),
        (2, 2, "جهتان، مصدران"),
        (3, 3, "٣ جهات، ٣ مصادر"),
        (10, 10, "١٠ جهات، ١٠ مصادر"),
        (14, 1, "١٤ جهة، مصدر واحد"),
        (99, 11, "٩٩ جهة، ١١ مصدرًا"),
        (100, 100, "١٠٠ جهة، ١٠٠ مصدر"),
        (102, 101, "١٠٢ جهة، ١٠١ مصدر"),
        (103, 105, "١٠٣ جهات، ١٠٥ مصادر"),
        (111, 112, "١١١ جهة، ١١٢ مصدرًا"),
        (1000, 200, "١٠٠٠ جهة، ٢٠٠ مصدر"),
    ],
)
def test_parties_and_roots_are_counted_as_arabic_counts(parties, roots, told):
    words = [counted("ar", DIGITS, key, number) for key, number in (("parties", parties), ("roots", roots))]

    assert "، ".join(words) == told


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (2, "نُقل عن مصدرين مستقلّين: "),
        (4, "نُقل عن ٤ مصادر مستقلّة: "),
        (12, "نُقل عن ١٢ مصدرًا مستقلًّا: "),
        (100, "نُقل عن ١٠٠ مصدر مستقلّ: "),
    ],
)
def test_the_reason_of_several_roots_counts_them_behind_its_preposition(number, told):
    reason = words_of("ar")["reason_roots"]

    assert reason.format(count=counted("ar", DIGITS, "independent", number), who="") == told
