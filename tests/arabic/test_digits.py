"""The three sets of digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.digits import LATIN_BY_CODE, Digits, to_latin, write_digits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("٢٣ يناير ٢٠٢٥", "23 يناير 2025"),
        ("۱۴۰۳/۱۱/۰۴", "1403/11/04"),
        ("2025", "2025"),
        ("١٬٢٣٤٬٥٦٧٫٨٩", "1,234,567.89"),
        ("نقص ٫ هنا و٥٫", "نقص ٫ هنا و5٫"),
        ("٬٣", "٬3"),
        ("", ""),
    ],
)
def test_any_digits_become_latin_with_the_signs_inside_of_numbers(text, expected):
    assert to_latin(text) == expected


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        (Digits.LATIN, "0123456789 0123456789 0123456789"),
        (Digits.ARABIC_INDIC, "٠١٢٣٤٥٦٧٨٩ ٠١٢٣٤٥٦٧٨٩ ٠١٢٣٤٥٦٧٨٩"),
        (Digits.EXTENDED, "۰۱۲۳۴۵۶۷۸۹ ۰۱۲۳۴۵۶۷۸۹ ۰۱۲۳۴۵۶۷۸۹"),
    ],
)
def test_each_set_is_written_from_all_three(digits, expected):
    assert write_digits("0123456789 ٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹", digits) == expected


def test_points_and_commas_stay_because_they_may_divide_anything():
    assert (
        write_digits("الساعة 14.05، الإصدار 1.2.3، 10,000", Digits.ARABIC_INDIC)
        == "الساعة ١٤.٠٥، الإصدار ١.٢.٣، ١٠,٠٠٠"
    )


def test_settings_name_the_sets():
    assert [Digits(name) for name in ("latin", "arabic-indic", "extended")] == list(Digits)


def test_the_table_for_other_rooms_holds_the_two_sets_that_are_not_latin():
    assert len(LATIN_BY_CODE) == 20
    assert "٩۹".translate(LATIN_BY_CODE) == "99"


@given(st.text(st.sampled_from("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹.,٫٬ /مx") | st.characters()), st.sampled_from(Digits))
def test_digits_written_in_one_set_come_back_from_it(text, digits):
    latin = write_digits(text, Digits.LATIN)
    written = write_digits(latin, digits)
    assert write_digits(written, Digits.LATIN) == latin
    assert write_digits(written, digits) == written
    assert len(written) == len(text)


@given(st.integers(0, 10**12), st.sampled_from(Digits))
def test_a_number_is_the_same_number_in_every_set(number, digits):
    assert int(write_digits(str(number), digits)) == number
    assert to_latin(write_digits(f"{number:,}.5", digits)) == f"{number:,}.5"
