"""Dates written by an edition's policy, and read back from what was written."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.dates import (
    DatePolicy,
    Months,
    find_dates,
    hijri_month_names,
    hijri_pattern,
    line_pattern,
    local,
    month_names,
    read_date,
    read_moment,
    weekday_names,
    write_date,
    write_day,
    write_hijri,
    write_line,
    write_moment,
    write_month,
)
from musnad.arabic.digits import Digits, write_digits
from musnad.arabic.errors import ArabicError, BadPolicy, NaiveMoment

DAY = date(2025, 1, 23)
GULF = DatePolicy()
LEVANT = DatePolicy(months=Months.LEVANT, digits=Digits.LATIN, zone="Asia/Damascus")
TUNIS = DatePolicy(months=Months.MAGHREB, digits=Digits.LATIN, zone="Africa/Tunis")
RABAT = DatePolicy(months=Months.MOROCCO, digits=Digits.LATIN, zone="Africa/Casablanca")
BOTH = DatePolicy(months=Months.BOTH)
TEHRAN = DatePolicy(digits=Digits.EXTENDED, zone="Asia/Tehran")
ENGLISH = DatePolicy(language="en", digits=Digits.LATIN, zone="Europe/London")


@pytest.mark.parametrize(
    ("policy", "day", "line", "month"),
    [
        (GULF, "٢٣ يناير ٢٠٢٥", "الخميس ٢٣ / يناير / ٢٠٢٥", "يناير ٢٠٢٥"),
        (LEVANT, "23 كانون الثاني 2025", "الخميس 23 / كانون الثاني / 2025", "كانون الثاني 2025"),
        (TUNIS, "23 جانفي 2025", "الخميس 23 / جانفي / 2025", "جانفي 2025"),
        (RABAT, "23 يناير 2025", "الخميس 23 / يناير / 2025", "يناير 2025"),
        (BOTH, "٢٣ كانون الثاني/يناير ٢٠٢٥", "الخميس ٢٣ / كانون الثاني/يناير / ٢٠٢٥", "كانون الثاني/يناير ٢٠٢٥"),
        (TEHRAN, "۲۳ يناير ۲۰۲۵", "الخميس ۲۳ / يناير / ۲۰۲۵", "يناير ۲۰۲۵"),
        (ENGLISH, "23 January 2025", "Thursday, 23 January 2025", "January 2025"),
    ],
)
def test_one_day_is_written_as_each_edition_writes(policy, day, line, month):
    assert write_day(DAY, policy) == day
    assert write_line(DAY, policy) == line
    assert write_month(DAY, policy) == month


@pytest.mark.parametrize(
    ("policy", "august"),
    [(GULF, "أغسطس"), (LEVANT, "آب"), (TUNIS, "أوت"), (RABAT, "غشت"), (BOTH, "آب/أغسطس"), (ENGLISH, "August")],
)
def test_each_family_has_its_own_august(policy, august):
    assert month_names(policy)[7] == august
    assert len(set(month_names(policy))) == 12


def test_weekdays_begin_with_sunday():
    assert weekday_names(GULF) == ("الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت")
    assert weekday_names(ENGLISH)[0] == "Sunday"
    week = [DAY + timedelta(days=3 + more) for more in range(7)]
    assert tuple(write_line(day, GULF).partition(" ")[0] for day in week) == weekday_names(GULF)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [(GULF, "٢٣ رجب ١٤٤٦ هـ"), (LEVANT, "23 رجب 1446 هـ"), (TEHRAN, "۲۳ رجب ۱۴۴۶ هـ"), (ENGLISH, "23 Rajab 1446 AH")],
)
def test_the_hijri_day_is_written_by_umm_al_qura(policy, expected):
    assert write_hijri(DAY, policy) == expected


def test_hijri_is_left_out_beyond_the_years_of_its_table():
    assert write_hijri(date(1924, 8, 1), LEVANT) == "1 محرم 1343 هـ"
    assert write_hijri(date(1924, 7, 31), LEVANT) == ""
    assert write_hijri(date(2077, 11, 16), LEVANT) == "30 ذو الحجة 1500 هـ"
    assert write_hijri(date(2077, 11, 17), LEVANT) == ""


def test_the_script_that_fills_in_today_is_given_the_same_pieces():
    for policy in (GULF, LEVANT, BOTH, ENGLISH):
        line = line_pattern(policy).format(
            weekday=weekday_names(policy)[4], day=DAY.day, month=month_names(policy)[0], year=DAY.year
        )
        assert write_digits(line, policy.digits) == write_line(DAY, policy)
        hijri = hijri_pattern(policy).format(day=23, month=hijri_month_names(policy)[6], year=1446)
        assert write_digits(hijri, policy.digits) == write_hijri(DAY, policy)
        assert len(set(hijri_month_names(policy))) == 12


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (GULF, "٢٣ يناير ٢٠٢٥، ٢٢:٣٠"),
        (LEVANT, "24 كانون الثاني 2025، 01:30"),
        (TEHRAN, "۲۴ يناير ۲۰۲۵، ۰۲:۰۰"),
        (ENGLISH, "23 January 2025, 22:30"),
    ],
)
def test_a_moment_is_written_in_the_zone_of_the_edition(policy, expected):
    moment = datetime(2025, 1, 23, 22, 30, tzinfo=UTC)
    assert write_moment(moment, policy) == expected
    assert expected.startswith(write_date(moment, policy))
    assert local(moment, policy) == moment
    assert str(local(moment, policy).tzinfo) == policy.zone


def test_summer_time_is_the_zones_own():
    assert write_moment(datetime(2025, 7, 1, 12, 0, tzinfo=UTC), ENGLISH) == "1 July 2025, 13:00"


@pytest.mark.parametrize("write", [local, write_date, write_moment])
def test_a_moment_without_its_zone_is_refused(write):
    naive = datetime(2025, 1, 23, 22, 30)  # noqa: DTZ001 - that is the fault
    with pytest.raises(NaiveMoment, match="2025-01-23 22:30:00 names no time zone") as caught:
        write(naive, GULF)
    assert caught.value.moment == naive


@pytest.mark.parametrize(
    ("field", "given", "hint"),
    [
        ("language", "fr", "one of ar, en"),
        ("digits", "roman", "one of latin, arabic-indic, extended"),
        ("months", "syriac", "one of gregorian, levant, maghreb, morocco, both"),
        ("zone", "Mars/Olympus", "such as Asia/Amman"),
        ("zone", "", "such as Asia/Amman"),
    ],
)
def test_a_policy_with_an_unknown_value_is_refused_with_what_to_give(field, given, hint):
    with pytest.raises(BadPolicy, match=f"^{field}: {given!r} is not known; give .*{hint}$") as caught:
        DatePolicy(**{field: given})
    assert (caught.value.field, caught.value.given) == (field, given)
    assert isinstance(caught.value, ArabicError)


def test_a_policy_may_be_given_as_settings_name_it():
    named = DatePolicy(digits="latin", months="both")
    assert write_day(DAY, named) == "23 كانون الثاني/يناير 2025"


# Years of four digits: what a paper writes.
DAYS = st.dates(date(1000, 1, 1))
IN_THE_TABLE = st.dates(date(1924, 8, 1), date(2077, 11, 16))
POLICIES = st.builds(
    DatePolicy,
    language=st.sampled_from(["ar", "en"]),
    digits=st.sampled_from(Digits),
    months=st.sampled_from(Months),
    zone=st.sampled_from(["UTC", "Asia/Damascus", "Africa/Casablanca", "America/New_York"]),
)


@given(DAYS, POLICIES)
def test_a_day_written_by_any_policy_is_read_back(day, policy):
    assert read_date(write_day(day, policy)) == day
    assert read_date(write_line(day, policy)) == day


@given(IN_THE_TABLE, POLICIES)
def test_a_hijri_day_written_by_any_policy_is_read_back(day, policy):
    assert read_date(write_hijri(day, policy)) == day
    assert read_date(f"{write_line(day, policy)} - {write_hijri(day, policy)}") == day


@given(st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), POLICIES)  # noqa: DTZ001 - the strategy wants its bounds so
def test_a_moment_written_by_any_policy_is_read_back_to_the_minute(moment, policy):
    here = local(moment, policy).replace(second=0, microsecond=0, tzinfo=None)
    assert read_moment(write_moment(moment, policy)) == here
    assert read_date(write_date(moment, policy)) == here.date()


@given(DAYS, POLICIES)
def test_a_written_day_is_found_whole_in_a_sentence(day, policy):
    written = write_line(day, policy)
    text = f"وقال يوم {written}، إنه"
    found = find_dates(text)
    assert [(each.day, each.kind) for each in found] == [(day, "calendar")]
    assert text[found[0].start : found[0].end].endswith(written)
