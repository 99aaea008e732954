"""Names in addresses."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from musnad.arabic.errors import NoSlug
from musnad.arabic.slugs import LIMIT, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وزارة المياه تعلن خطة جديدة", "وزارة-المياه-تعلن-خطة-جديدة"),
        ("مُؤتَمَرٌ في الـــمدينة", "مؤتمر-في-المدينة"),
        ("أزمة الماء: إلى أين؟", "أزمة-الماء-إلى-أين"),
        ("مستشفى القرية ينتظر طبيباً", "مستشفى-القرية-ينتظر-طبيبا"),
        ("ﻻفتة ﷲ \ufee3\ufebb\ufeae", "لافتة-الله-مصر"),
        ("١٢ قتيلا و۳ جرحى بنسبة ٥٠٪", "12-قتيلا-و3-جرحى-بنسبة-50"),
        ("\u200fخبر\u200f (\u202bعاجل\u202c)", "خبر-عاجل"),
        ("  — «نعم» —  ", "نعم"),
        ("سوريا_لبنان/الأردن", "سوريا-لبنان-الأردن"),
        ('وزير الـ"ماء" يرد بـ«لا» على لـ“نعم”', "وزير-الماء-يرد-بلا-على-لنعم"),
        ('"النصر"تفوز', "النصر-تفوز"),
        ("الـ15 من آب", "ال15-من-آب"),
        ("كردی و گروپ پارس", "كردي-و-گروپ-پارس"),
        ("The Minister's Égalité – Part 2", "the-ministers-egalite-part-2"),
        ("O’Neil", "oneil"),
        ("عنوان\nفي سطرين\tوأكثر", "عنوان-في-سطرين-وأكثر"),
        ("خبر 🔥🔥 1️⃣", "خبر-1"),
    ],
)
def test_a_headline_becomes_words_with_hyphens_in_its_own_letters(text, expected):
    assert slug(text) == expected


def test_a_long_headline_is_cut_between_words():
    cut = slug("مجلس المدينة " * 20)
    assert cut == "-".join(["مجلس-المدينة"] * 6)
    assert len(cut) == 77


def test_a_headline_of_the_very_length_stays_whole():
    whole = "كلمة-" * 15 + "نهاية"
    assert len(whole) == LIMIT
    assert slug(whole + " أخرى") == whole
    assert slug(whole + "ات") == whole.rpartition("-")[0]


def test_one_word_longer_than_the_limit_is_cut_inside():
    assert slug("ا" * 90) == "ا" * LIMIT
    assert slug("abc", limit=1) == "a"


@pytest.mark.parametrize("text", ["", "؟!", "🔥", "\u200f", "ـــ", "- _ -", "\u064e\u0651"])
def test_what_has_no_letter_is_still_named(text):
    assert slug(text) == "خبر"
    assert slug(text, fallback="Story") == "story"


def test_a_fallback_without_letters_is_refused_only_where_it_is_needed():
    assert slug("خبر", fallback="؟") == "خبر"
    with pytest.raises(NoSlug, match="neither a letter nor a digit") as caught:
        slug("!", fallback="؟")
    assert caught.value.fallback == "؟"


LETTERS = st.text(st.sampled_from("ابتىةءآأإؤئکیﻻﷲ٣5aÉß' ’\"«-_ـَّ\u0654\u200f \n"), max_size=200)


@given(LETTERS | st.text(max_size=200), st.integers(1, LIMIT))
def test_a_slug_is_its_own_and_has_only_letters_digits_and_hyphens_within_the_limit(text, limit):
    made = slug(text, limit=limit)
    assert slug(made, limit=limit) == made
    assert 1 <= len(made) <= limit
    assert all(char == "-" or char.isalnum() for char in made)
    assert "--" not in made
    assert made.strip("-") == made


@given(st.lists(st.text(st.sampled_from("ابتثةى5"), min_size=1, max_size=20), min_size=1, max_size=30))
def test_no_word_is_cut_where_one_fits(words):
    assume(len(words[0]) <= LIMIT)
    made = slug(" ".join(words)).split("-")
    assert made == words[: len(made)]


@given(st.text(st.sampled_from("ابتىةءأئﻻ٣5a -"), max_size=100))
def test_tashkeel_and_tatweel_change_no_slug(text):
    assert slug(text.replace("ب", "بــ\u064e\u0651").replace("ت", "ت\u0652")) == slug(text)
