"""Which way a text is written."""

import pytest

from musnad.arabic.direction import direction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("التحالف الدولي", "rtl"),
        ("The coalition", "ltr"),
        ("2021: «نعم» said he", "rtl"),
        ("٢٠٢١ – «Yes» قال", "ltr"),
        ("@OIRSpox قال", "ltr"),
        ("\u200fX قال", "rtl"),
        ("\u200eقال", "ltr"),
        ("\u0640 BBC", "rtl"),
        ("שלום world", "rtl"),
        ("\u2068Reuters\u2069: قال", "rtl"),
        ("\u2067قال\u2069 said", "ltr"),
        ("\u2066a \u2067ب\u2069 c\u2069 قال", "rtl"),
        ("\u2069said", "ltr"),
        ("\u2067never closed قال", "ltr"),
    ],
)
def test_the_first_letter_outside_of_isolates_decides(text, expected):
    assert direction(text, default="ltr") == expected


@pytest.mark.parametrize("text", ["", "2021", "٢٠٢١", "— «»", "\u2068قال\u2069"])
def test_text_without_such_a_letter_takes_the_default(text):
    assert direction(text) == "rtl"
    assert direction(text, default="ltr") == "ltr"
