"""Dates wherever a page writes them."""

from datetime import UTC, date, datetime

import pytest

from musnad.reader.dating import date_in_address, read_dated_line, read_machine_date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-05-17", date(2024, 5, 17)),
        (" 2024-05-17T08:30:00Z ", datetime(2024, 5, 17, 8, 30, tzinfo=UTC)),
        ("2024-05-17T08:30:00+03:00", datetime.fromisoformat("2024-05-17T08:30:00+03:00")),
        ("2024-05-17 08:30", datetime.fromisoformat("2024-05-17T08:30")),
        ("4 تموز 2021", date(2021, 7, 4)),
        ("2024-99-99", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_for_machines_are_read(written, expected):
    assert read_machine_date(written) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("4 تموز 2021", {"date": date(2021, 7, 4)}),
        ("الأحد، 4 تموز 2021", {"date": date(2021, 7, 4)}),
        ("نُشر في: 4 تموز 2021", {"published": date(2021, 7, 4)}),
        (
            "تاريخ النشر: 4 تموز 2021 - آخر تحديث: 5 تموز 2021",
            {"published": date(2021, 7, 4), "updated": date(2021, 7, 5)},
        ),
        ("Published: 4 July 2021", {"published": date(2021, 7, 4)}),
        ("آخر تحديث 4 تموز 2021 بتوقيت السندس القديم", {}),
        ("نشر الجيش في 4 تموز 2021 قوات على الجسر", {}),
        ("قبل الحرب في 4 تموز 2021", {}),
        ("نشر", {}),
        ("1", {}),
        ("4 تموز 2021 " * 40, {}),
    ],
)
def test_a_line_of_dates_is_told_from_a_sentence_with_one(line, expected):
    assert dict(read_dated_line(line)) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/2013/8/3/words", date(2013, 8, 3)),
        ("https://example.org/2013/middle_east/8/3/words", date(2013, 8, 3)),
        ("https://example.org/news/2021-07-04-words", date(2021, 7, 4)),
        ("https://example.org/2021/07/04", date(2021, 7, 4)),
        ("https://example.org/2013/13/41/words", None),
        ("https://example.org/2013/8/words", None),
        ("https://example.org/news/20130803", None),
        ("https://example.org/1234/5/6/", None),
    ],
)
def test_the_day_is_read_off_an_address(address, expected):
    assert date_in_address(address) == expected
