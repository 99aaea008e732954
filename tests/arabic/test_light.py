"""Light stems: which forms of a word are one, and which words are kept apart."""

import pytest

from musnad.arabic.light import ended, is_common, readings, spelled

ONE = [
    "وزارة الوزارة بوزارة ووزارتها للوزارة وزارتهم وزارات بالوزارة فالوزارة",
    "كتاب الكتاب والكتاب بكتاب كتابه كتابها كتابنا كتابك كتابهم كتاباً وبكتابه لكتاب للكتاب كِتَـــاب",
    "قال وقال فقال قالت قالوا",
    "لبنان اللبناني للبنان بلبنان ولبنان لبنانيون لبنانية",
    "مدينة المدينة مدينته لمدينة بالمدينة مدينتهم",
    "مسؤول المسؤولين مسئولون مسؤولة",
    "قانون القانون قانونًا قانوني",
    "سوريا السورية سوريين بسوريا",
    "ألمانيا الألمانية بألمانيا المانيا",
    "سد السد بسد للسد سدهم",
    "مستشفى المستشفي بمستشفى",
    "city cities", "deny denied denies denying", "claim claims claimed claiming", "run running runs",
]  # fmt: skip
APART = [
    "وزارة زار", "لبنان لبن", "بيروت بيرو", "بحر البحرين", "كتاب كاتب", "كتاب مكتبة", "مساكن مساهمة", "والد ولد",
    "كلب قلب", "باب أب", "وردة رد", "فريق ريق", "news new", "عشرين عشرة",
]  # fmt: skip


def meet(one, other):
    return bool(set(readings(spelled(one)[0])) & set(readings(spelled(other)[0])))


@pytest.mark.parametrize("forms", ONE, ids=lambda forms: forms.split()[0])
def test_forms_of_one_word_share_a_reading_with_it(forms):
    first, *rest = forms.split()

    assert [form for form in rest if not meet(first, form)] == []


@pytest.mark.parametrize("pair", APART)
def test_words_that_look_alike_are_kept_apart(pair):
    assert not meet(*pair.split())


def test_a_reading_is_never_empty_whatever_the_word():
    words = ["و", "ال", "لل", "ه", "ءءء", "ا" * 100, "x", "5", "ナ", "وال", "بال", "ككك", "نا", "ك"]

    assert all(all(readings(word)) and readings(word) for text in words for word in spelled(text))


def test_a_stem_is_its_own_stem():
    for word in spelled("وزارتهم كتابها المسؤولين لبنانيات تصويت اتجاهات قضاياهم ضحايا"):
        assert all(stem in ended(stem) for stem in ended(word))


def test_common_words_are_known_however_they_are_spelled():
    assert all(is_common(word) for word in spelled("في إلى الى أن مِن the"))
    assert not any(is_common(word) for word in spelled("علي النهر"))
