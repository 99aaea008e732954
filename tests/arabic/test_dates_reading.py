"""Dates as Arabic pages write them, and words that only look like one."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.dates import FoundDate, find_dates, read_date, read_moment

# A Thursday, 23 Rajab 1446.
NOW = datetime(2025, 1, 23, 15, 30, tzinfo=UTC)
TODAY = NOW.date()

FAMILIES = {
    "gregorian": "يناير، فبراير، مارس، أبريل، مايو، يونيو، يوليو، أغسطس، سبتمبر، أكتوبر، نوفمبر، ديسمبر",
    "levant": "كانون الثاني، شباط، آذار، نيسان، أيار، حزيران، تموز، آب، أيلول، تشرين الأول، تشرين الثاني، كانون الأول",
    "maghreb": "جانفي، فيفري، مارس، أفريل، ماي، جوان، جويلية، أوت، سبتمبر، أكتوبر، نوفمبر، ديسمبر",
    "morocco": "يناير، فبراير، مارس، أبريل، ماي، يونيو، يوليوز، غشت، شتنبر، أكتوبر، نونبر، دجنبر",
    "English": "January، February، March، April، May، June، July، August، September، October، November، December",
    "abbreviated": "Jan، Feb، Mar، Apr، May، Jun، Jul، Aug، Sept، Oct، Nov، Dec",
}
NAMED = [(name, month) for names in FAMILIES.values() for month, name in enumerate(names.split("، "), 1)]


@pytest.mark.parametrize(("name", "month"), NAMED)
def test_each_family_of_month_names_is_read(name, month):
    assert read_date(f"23 {name} 2025") == date(2025, month, 23)
    assert read_date(f"٢٣ / {name} / ٢٠٢٥") == date(2025, month, 23)


@pytest.mark.parametrize(
    ("name", "month"),
    [
        *[("كانون ثاني", 1), ("فبرائر", 2), ("مارت", 3), ("إبريل", 4), ("ابريل", 4), ("مايس", 5), ("يونيه", 6)],
        *[("يوليه", 7), ("اغسطس", 8), ("شتمبر", 9), ("تشرين أول", 10), ("تشرين ثاني", 11), ("كانون أول", 12)],
    ],
)
def test_further_spellings_of_months_are_read(name, month):
    assert read_date(f"1 {name} 2024") == date(2024, month, 1)


HIJRI = [
    *["محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال"],
    *["ذو القعدة", "ذو الحجة"],
]
# The first day of each month of 1446 AH by the Umm al-Qura calendar.
STARTS = [
    *[date(2024, 7, 7), date(2024, 8, 5), date(2024, 9, 4), date(2024, 10, 4), date(2024, 11, 3), date(2024, 12, 2)],
    *[date(2025, 1, 1), date(2025, 1, 31), date(2025, 3, 1), date(2025, 3, 30), date(2025, 4, 29), date(2025, 5, 28)],
]


@pytest.mark.parametrize(("name", "start"), list(zip(HIJRI, STARTS, strict=True)))
def test_each_hijri_month_is_read(name, start):
    assert read_date(f"1 {name} 1446 هـ") == start
    assert read_date(f"٢ من شهر {name} ١٤٤٦") == start + timedelta(days=1)


WRITTEN = {
    "the head of a page": ("الخميس ٢٣ / يناير / ٢٠٢٥", date(2025, 1, 23)),
    "with bidi marks around": ("\u200fالخميس ٢٣ يناير ٢٠٢٥\u200f", date(2025, 1, 23)),
    "Persian digits": ("۲۳ يناير ۲۰۲۵", date(2025, 1, 23)),
    "tashkeel and tatweel": ("٢٣ كانُونُ الـثّـانـي ٢٠٢٥", date(2025, 1, 23)),
    "glued": ("23يناير2025", date(2025, 1, 23)),
    "weekday with a comma": ("الأحد، 4 تموز 2021", date(2021, 7, 4)),
    "weekday with يوم and الموافق": ("يوم الأحد الموافق لـ4 تموز 2021", date(2021, 7, 4)),
    "weekday in brackets": ("الأحد (4 تموز 2021)", date(2021, 7, 4)),
    "both names": ("4 تموز/يوليو 2021", date(2021, 7, 4)),
    "both names in brackets": ("4 تموز (يوليو) 2021", date(2021, 7, 4)),
    "from the month": ("4 من شهر تموز من عام 2021", date(2021, 7, 4)),
    "comma before the year": ("4 تموز، 2021", date(2021, 7, 4)),
    "comma and عام": ("4 تموز، عام 2021", date(2021, 7, 4)),
    "of our era": ("4 تموز 2021 م", date(2021, 7, 4)),
    "no-break spaces": ("4\u00a0تموز\u00a02021", date(2021, 7, 4)),
    "month first": ("تموز 4, 2021", date(2021, 7, 4)),
    "English, month first": ("July 4th, 2021", date(2021, 7, 4)),
    "English, abbreviated": ("Sun. 4 Jul. 2021", date(2021, 7, 4)),
    "English, in full": ("Sunday, the 4th of July 2021", date(2021, 7, 4)),
    "ordinal": ("الأول من آب 2013", date(2013, 8, 1)),
    "ordinal of the teens": ("الرابع عشر من تموز 2021", date(2021, 7, 14)),
    "ordinal, composed": ("الحادي والثلاثين من كانون الأول عام 2021", date(2021, 12, 31)),
    "ordinal, composed, nominative": ("الثالث والعشرون من يناير 2025", date(2025, 1, 23)),
    "ordinal without من, with the year": ("الأول مارس 2020", date(2020, 3, 1)),
    "numbers": ("23/1/2025", date(2025, 1, 23)),
    "numbers with hyphens": ("23-01-2025", date(2025, 1, 23)),
    "numbers with points": ("23.1.2025م", date(2025, 1, 23)),
    "numbers, spaced": ("٢٣ / ١ / ٢٠٢٥", date(2025, 1, 23)),
    "weekday and numbers": ("الخميس 23/1/2025", date(2025, 1, 23)),
    "ISO": ("2025-01-23", date(2025, 1, 23)),
    "year first": ("2025/1/23", date(2025, 1, 23)),
    "Hijri": ("الخميس 23 رجب 1446 هـ", date(2025, 1, 23)),
    "Hijri, in full": ("الثالث والعشرين من رجب لعام 1446 هجرية", date(2025, 1, 23)),
    "Hijri, older name": ("23 جمادى الثاني 1446", date(2024, 12, 24)),
    "Hijri in English": ("23 Rajab 1446 AH", date(2025, 1, 23)),
    "Hijri in numbers": ("23/7/1446 هـ", date(2025, 1, 23)),
    "Hijri in numbers by its year": ("1446/7/23", date(2025, 1, 23)),
    "in figures of our era, long ago": ("12/10/1492م", date(1492, 10, 12)),
    "in words, long ago": ("12 أكتوبر 1492", date(1492, 10, 12)),
    "both calendars": ("الخميس 23 رجب 1446 هـ - 23 يناير 2025 م", date(2025, 1, 23)),
    "both calendars, الموافق": ("23 رجب 1446 الموافق 23 كانون الثاني/يناير 2025", date(2025, 1, 23)),
    "both calendars, الموافق لـ": ("23 رجب 1446 الموافق لـ 23 يناير 2025", date(2025, 1, 23)),
    "with its time": ("الأحد 4 تموز 2021 - 14:05", date(2021, 7, 4)),
}


@pytest.mark.parametrize(("text", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_a_line_that_is_a_date_is_read(text, expected):
    assert read_date(text) == expected


IMPOSSIBLE = [
    *["31 أبريل 2024", "30 شباط 2024", "29 شباط 2023", "0 آب 2024", "32 آب 2024", "الحادي والثلاثين من نيسان 2024"],
    *["1/13/2024", "2024-13-01", "2024-00-10", "1 آب 0000", "31 رجب 1446", "1 محرم 1600", "1 محرم 1200", "31/7/1446"],
    *["April 31, 2024", "1/7/2024 هـ"],
]


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_day_that_no_calendar_has_is_no_date(text):
    assert read_date(text) is None
    assert find_dates(f"قال الأحد {text} للصحفيين", NOW) == []


@pytest.mark.parametrize(
    "text",
    [
        *["", "خبر", "2021", "يناير 2025", "تموز", "قال في 4 تموز 2021", "4 تموز 2021 قال", "4 تموز و5 تموز 2021"],
        *["4 تموز 2021 - 5 تموز 2021", "أمس", "4 تموز", "الأحد", "قبل ثلاثة أيام"],
    ],
)
def test_what_is_no_one_date_is_not_read_as_one(text):
    assert read_date(text) is None
    assert read_moment(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أمس", date(2025, 1, 22)),
        ("أَمْسِ الأوّل", date(2025, 1, 21)),
        ("قبل أمس", date(2025, 1, 21)),
        ("أول من أمس", date(2025, 1, 21)),
        ("البارحة", date(2025, 1, 22)),
        ("اليوم", TODAY),
        ("اليوم الخميس", TODAY),
        ("اليوم الخميس 23 يناير 2025", TODAY),
        ("غداً", date(2025, 1, 24)),
        ("بعد غد", date(2025, 1, 25)),
        ("yesterday", date(2025, 1, 22)),
        ("the day before yesterday", date(2025, 1, 21)),
        ("Tomorrow", date(2025, 1, 24)),
        ("قبل ثلاثة أيام", date(2025, 1, 20)),
        ("قبل ٣ أيام", date(2025, 1, 20)),
        ("قبل نحو ثلاثة أيام", date(2025, 1, 20)),
        ("منذ يومين", date(2025, 1, 21)),
        ("منذ يوم واحد", date(2025, 1, 22)),
        ("قبل أسبوع", date(2025, 1, 16)),
        ("بعد أسبوعين", date(2025, 2, 6)),
        ("قبل شهر", date(2024, 12, 23)),
        ("قبل 11 شهرا", date(2024, 2, 23)),
        ("بعد شهرين", date(2025, 3, 23)),
        ("قبل عام", date(2024, 1, 23)),
        ("قبل سنتين", date(2023, 1, 23)),
        ("بعد خمس سنوات", date(2030, 1, 23)),
        ("بعد ثلاثة أيام من الآن", date(2025, 1, 26)),
        ("قبل ساعة", TODAY),
        ("منذ 16 ساعة", date(2025, 1, 22)),
        ("3 days ago", date(2025, 1, 20)),
        ("a week ago", date(2025, 1, 16)),
        ("two months from now", date(2025, 3, 23)),
        ("الخميس", TODAY),
        ("الأحد", date(2025, 1, 19)),
        ("يوم الأحد", date(2025, 1, 19)),
        ("مساء الجمعة", date(2025, 1, 17)),
        ("الأحد الماضي", date(2025, 1, 19)),
        ("الخميس الماضي", date(2025, 1, 16)),
        ("الأحد المقبل", date(2025, 1, 26)),
        ("الخميس القادم", date(2025, 1, 30)),
        ("الثلثاء", date(2025, 1, 21)),
        ("Sunday", date(2025, 1, 19)),
        ("on Wednesday", date(2025, 1, 22)),
        ("last Thursday", date(2025, 1, 16)),
        ("next Friday", date(2025, 1, 24)),
        ("25 يناير", date(2025, 1, 25)),
        ("31 كانون الأول", date(2024, 12, 31)),
        ("1 آب", date(2024, 8, 1)),
        ("الأول من آذار", date(2025, 3, 1)),
        ("January 25", date(2025, 1, 25)),
        ("25 MAY", date(2025, 5, 25)),
        ("29 شباط", date(2024, 2, 29)),
    ],
)
def test_words_of_speech_are_read_against_the_day_given(text, expected):
    assert read_date(text, TODAY) == expected


def test_the_last_day_of_a_month_is_counted_back_to_the_last_of_a_shorter_one():
    assert read_date("قبل شهر", date(2025, 3, 31)) == date(2025, 2, 28)
    assert read_date("قبل عام", date(2024, 2, 29)) == date(2023, 2, 28)


def test_a_day_without_its_year_is_the_nearest_over_the_turn_of_the_year():
    assert read_date("2 كانون الثاني", date(2024, 12, 30)) == date(2025, 1, 2)
    assert read_date("29 February", date(1902, 1, 1)) == date(1904, 2, 29)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7 أكتوبر الماضي", date(2024, 10, 7)),
        ("7 أيار الماضي", date(2024, 5, 7)),
        ("7 أكتوبر المقبل", date(2025, 10, 7)),
        ("23 كانون الثاني المقبل", date(2026, 1, 23)),
        ("15 كانون الثاني الجاري", date(2025, 1, 15)),
        ("السابع من أيار من العام الماضي", date(2024, 5, 7)),
        ("7 أكتوبر العام الحالي", date(2025, 10, 7)),
        ("7 أكتوبر من السنة المقبلة", date(2026, 10, 7)),
        ("29 شباط من العام الماضي", date(2024, 2, 29)),
        ("29 شباط من العام الحالي", None),
        ("غداً الجمعة", date(2025, 1, 24)),
        ("يوم غد", date(2025, 1, 24)),
        ("أمس (الأربعاء)", date(2025, 1, 22)),
    ],
)
def test_the_words_beside_a_day_say_which_one(text, expected):
    assert read_date(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("منذ ساعتين", NOW - timedelta(hours=2)),
        ("قبل 45 دقيقة", NOW - timedelta(minutes=45)),
        ("بعد ساعة", NOW + timedelta(hours=1)),
        ("20 minutes ago", NOW - timedelta(minutes=20)),
        ("an hour ago", NOW - timedelta(hours=1)),
        ("أمس 14:05", datetime(2025, 1, 22, 14, 5)),  # noqa: DTZ001 - the text names no zone
        ("قبل ثلاثة أيام", None),
    ],
)
def test_hours_and_minutes_are_counted_from_the_moment_given(text, expected):
    assert read_moment(text, NOW) == expected


JULY = datetime(2021, 7, 4, 14, 5)  # noqa: DTZ001 - where a text names no zone, none is made up
MECCA = timezone(timedelta(hours=3))

TIMES = {
    "behind": ("الأحد 4 تموز 2021 14:05", JULY),
    "behind a comma": ("4 تموز 2021، ١٤:٠٥", JULY),
    "behind a bar": ("4 تموز 2021 | 14:05", JULY),
    "with الساعة": ("4 تموز 2021 الساعة 14:05", JULY),
    "in words": ("4 تموز 2021 في تمام الساعة 2:05 مساءً", JULY),
    "before": ("14:05 - الأحد 4 تموز 2021", JULY),
    "before, with its half": ("02:05 م 4/7/2021", JULY),
    "English": ("July 4, 2021 at 2:05 PM", JULY),
    "seconds": ("2021-07-04 14:05:00", JULY),
    "morning": ("4 تموز 2021 2:05 ص", JULY.replace(hour=2)),
    "midnight": ("4 تموز 2021 12:05 ص", JULY.replace(hour=0)),
    "noon": ("4 تموز 2021 12:05 ظهرا", JULY.replace(hour=12)),
    "shortly before noon": ("4 تموز 2021 11:05 ظهرا", JULY.replace(hour=11)),
    "an hour past noon": ("4 تموز 2021 1:05 ظهرا", JULY.replace(hour=13)),
    "before midnight": ("4 تموز 2021 11:05 ليلا", JULY.replace(hour=23)),
    "past midnight": ("4 تموز 2021 1:05 ليلا", JULY.replace(hour=1)),
    "dawn": ("4 تموز 2021 4:05 فجرا", JULY.replace(hour=4)),
    "24 hours and a half": ("4 تموز 2021 14:05 مساء", JULY),
    "ISO": ("2021-07-04T14:05:00Z", JULY.replace(tzinfo=UTC)),
    "ISO with parts of a second": ("2021-07-04T14:05:00.250+03:00", JULY.replace(tzinfo=MECCA)),
    "ISO, west": ("2021-07-04T14:05:00-0330", JULY.replace(tzinfo=timezone(-timedelta(hours=3, minutes=30)))),
    "Greenwich": ("4 تموز 2021 14:05 بتوقيت غرينتش", JULY.replace(tzinfo=UTC)),
    "Mecca": ("4 تموز 2021، 14:05 (بتوقيت مكة المكرمة)", JULY.replace(tzinfo=MECCA)),
    "GMT": ("4 July 2021 14:05 GMT", JULY.replace(tzinfo=UTC)),
    "east of GMT": ("4 July 2021 14:05 (GMT+3)", JULY.replace(tzinfo=MECCA)),
    "west of UTC": ("4 July 2021 14:05 UTC -5", JULY.replace(tzinfo=timezone(-timedelta(hours=5)))),
    "in the second of two calendars": ("23 رجب 1446 / 23 يناير 2025 14:05", datetime(2025, 1, 23, 14, 5)),  # noqa: DTZ001 - the text names no zone
}


@pytest.mark.parametrize(("text", "expected"), TIMES.values(), ids=TIMES)
def test_the_time_of_day_beside_a_date_is_read(text, expected):
    found = read_moment(text)
    assert found == expected
    assert found.tzinfo == expected.tzinfo


@pytest.mark.parametrize("time", ["25:05", "14:65", "14:5", "114:05", "14:055", "14:05+99"])
def test_a_time_that_no_clock_shows_is_left_out(time):
    text = f"4 تموز 2021 {time}"
    assert read_moment(text) is None
    assert [(text[each.start : each.end], each.moment) for each in find_dates(text)] == [("4 تموز 2021", None)]
    assert [each.moment for each in find_dates(f"{time} - 4 تموز 2021")] == [None]


SENTENCES = {
    "in the midst": ("نفى في 4 تموز 2021 وقوع هجوم.", ["4 تموز 2021"]),
    "at the end of a sentence": ("نفى ذلك في 4 تموز. وأضاف", ["4 تموز"]),
    "a number behind a comma": ("في 4 تموز، 3000 شخص خرجوا", ["4 تموز"]),
    "marks at the edges": ("يوم «الأحَدِ ٤ تَمّوزَ ٢٠٢١»!", ["الأحَدِ ٤ تَمّوزَ ٢٠٢١"]),
    "prefixes": (
        "بين 20 مارس 2020 و23 مارس 2020 ولـ4 تموز 2021 وأمس",
        ["20 مارس 2020", "23 مارس 2020", "4 تموز 2021", "أمس"],
    ),
    "two with times": ("4 تموز 2021 14:05 - 5 تموز 2021 16:00", ["4 تموز 2021 14:05", "5 تموز 2021 16:00"]),
    "two with times before": ("14:05 - 4 تموز 2021، 5 تموز 2021", ["14:05 - 4 تموز 2021", "5 تموز 2021"]),
    "one time, two dates": ("4 تموز 2021 14:05 5 تموز 2021", ["4 تموز 2021 14:05", "5 تموز 2021"]),
    "hours from to": ("4 تموز 2021 08:00-09:30", ["4 تموز 2021 08:00"]),
    "the time begins with its hour": ("نشر الساعة 14:05 الأحد 4 تموز 2021", ["14:05 الأحد 4 تموز 2021"]),
    "brackets": ("اليوم الخميس (23 تموز/يوليو 2015) إن", ["اليوم الخميس (23 تموز/يوليو 2015)"]),
    "the article before a number": ("منذ الـ7 من تشرين الأول/أكتوبر 2023", ["7 من تشرين الأول/أكتوبر 2023"]),
    "two names without a stroke": ("يوم 26 مارس آذار 2015", ["26 مارس آذار 2015"]),
    "sides": ("في 7 أكتوبر الماضي، و3 أيار/مايو الجاري", ["7 أكتوبر الماضي", "3 أيار/مايو الجاري"]),
    "days and their names": ("أمس الأحد، واليوم (الاثنين)، وغداً", ["أمس الأحد", "اليوم (الاثنين)", "غداً"]),
    "nights": ("ليلة 3/4 تموز 2021", ["4 تموز 2021"]),
    "ISO in a name": ("التقرير-2021-07-04.pdf", ["2021-07-04"]),
    "relative ones": ("قال أمس إن القصف وقع قبل ثلاثة أيام، الأحد المقبل.", ["أمس", "قبل ثلاثة أيام", "الأحد المقبل"]),
    "from now": ("تعود بعد شهر من الآن، أو بعد يومين من الآن", ["بعد شهر من الآن", "بعد يومين من الآن"]),
    "one unit before a place": ("قتل قبل ساعة في الحي، ومنذ يوم.", ["قبل ساعة", "منذ يوم"]),
    "ligatures and tatweel around": ("\ufeffﷺ الـــيوم، ﻻ غداً", ["الـــيوم", "غداً"]),
    "English": (
        "He said on Sunday, 2 hours ago, on January 5 and 6 May.",
        ["on Sunday", "2 hours ago", "January 5", "6 May"],
    ),
    "Hijri at the end": ("في 23 رجب 1446 هجوم", ["23 رجب 1446"]),
    "today and its name": ("أعلنت اليوم الخميس عن", ["اليوم الخميس"]),
    "the nearer of two prefixes": ("وفي الأحد، والأحد", ["الأحد", "الأحد"]),
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_dates_in_a_sentence_are_cut_out_exactly(text, expected):
    assert [text[found.start : found.end] for found in find_dates(text, NOW)] == expected


def test_what_is_found_says_where_when_and_how_it_is_known():
    text = "نفى الأحد 4 تموز 2021 14:05، ثم في 23 رجب 1446، ثم في 25 يناير وأمس"
    found = find_dates(text, NOW)
    assert [(each.kind, each.day) for each in found] == [
        ("calendar", date(2021, 7, 4)),
        ("hijri", date(2025, 1, 23)),
        ("yearless", date(2025, 1, 25)),
        ("relative", date(2025, 1, 22)),
    ]
    assert found[0] == FoundDate(4, 27, date(2021, 7, 4), JULY, "calendar")
    assert find_dates(text) == found[:2]


NO_DATES = {
    "a name that is a month in Morocco": "قالت تيريزا ماي إن ماي 10 مرات",
    "practised": "اللاعب الأول مارس الرياضة، ومارس 20 لاعبا السباحة",
    "zero in a result": "فاز الفريق 3-صفر عام 2022 وخسر 2 - صفر",
    "zero in figures": "درجة الحرارة 5 تحت صفر",
    "the month of zero without its year": "في 10 صفر",
    "the following day": "وفي اليوم التالي عاد",
    "an ordinal day": "في اليوم الثالث عشر للحرب، واليوم الأول",
    "that very day": "في اليوم نفسه وذلك اليوم، وفي نفس اليوم",
    "a world's day": "اليوم العالمي للصحافة",
    "a newspaper": "قالت صحيفة الغد وموقع المصري اليوم وروسيا اليوم",
    "since a year": "منذ عام 2011 وبعد سنة 2000 وقبل شهر رمضان",
    "since a day": "منذ يوم الهجوم، وقبل ساعة الصفر",
    "an unknown number": "قبل أيام، ومنذ سنوات، وبعد ساعات",
    "the tail of a month's name": "منذ تشرين الأول/أكتوبر 2023، وكانون الأول / ديسمبر 2019، وربيع الأول رجب 1446",
    "day by day": "يوماً بعد يوم، وسنة بعد سنة",
    "a numbered day": "في اليوم الـ292 للعدوان",
    "counted from another day": "بعد يومين من الهجوم، وقبل ثلاثة أيام على الانتخابات، وقبل ساعة واحدة من المباراة",
    "Friday's prayer": "بعد صلاة الجمعة، وأيام الأحد",
    "until Sunday": "حتى الأحد",
    "a movement": "قوى 14 آذار وثورة 25 يناير",
    "may": "At least 20 may have died, and 5 may be held; may 3 of them",
    "march": "the 100 march on, 20 march home",
    "sat in the sun": "He sat in the sun, they wed and mar 3 walls",
    "a paper": "USA Today said on every Sunday that Black Friday",
    "parts of hours": "half an hour ago, quarter of an hour ago, 2.5 hours ago, 1,000 days ago, twenty-two days ago",
    "telephone": "0096-11-12-2021 و11-12-2021-33",
    "version": "الإصدار 0.1.2.2020",
    "fraction": "2.4 تموز",
    "a page's number": "ص 12/4 و1234/56/78",
    "words with the letters of others": "المايو والآباء وسبتمبري وأمسية وغدامس واليومية والأحداث",
    "a number grown into a word": "23 ينايرية",
    "a long number": "1234 يناير 20255",
}


@pytest.mark.parametrize("text", NO_DATES.values(), ids=NO_DATES)
def test_words_that_only_look_like_dates_are_left(text):
    assert [text[found.start : found.end] for found in find_dates(text, NOW)] == []


@pytest.mark.parametrize("now", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_days_beyond_the_calendar_are_left_out(now):
    text = "أمس، غدا، قبل 900 سنة، بعد 900 سنة، قبل 900 يوم، بعد 900 يوم، الأحد، الأحد المقبل، 29 شباط"
    for found in find_dates(text, now):
        assert date.min <= found.day <= date.max
    assert len(find_dates(text, now)) < 9


WORDS = [
    *[
        "الأحد",
        "يوم",
        "مساء",
        "4",
        "٢٣",
        "23rd",
        "تموز",
        "كانون الثاني",
        "مارس",
        "May",
        "رجب",
        "صفر",
        "2021",
        "1446",
        "هـ",
    ],
    *[
        "م",
        "/",
        "-",
        ".",
        "،",
        ":",
        "14:05",
        "2:05",
        "الساعة",
        "GMT",
        "+3",
        "(",
        ")",
        "قبل",
        "منذ",
        "بعد",
        "ثلاثة",
        "أيام",
    ],
    *["ساعتين", "عام", "من", "أمس", "اليوم", "غد", "المقبل", "الأول", "الحادي والعشرين", "ago", "2", "days", "Sunday"],
    *["next", "T", "Z", "2021-07-04", "4/7/2021", "\u200f", "\u064e", "ـ", "ﷲ", "و", "لـ", "999"],
]
LIKE_DATES = st.lists(st.sampled_from(WORDS), max_size=12).flatmap(
    lambda words: st.sampled_from([" ", ""]).map(lambda between: between.join(words))
)
MOMENTS = st.none() | st.datetimes() | st.datetimes(timezones=st.just(UTC))


@given(LIKE_DATES | st.text(), MOMENTS)
def test_no_text_is_too_odd_and_what_is_found_lies_in_it_in_order_without_overlap(text, now):
    done = 0
    for found in find_dates(text, now):
        assert done <= found.start < found.end <= len(text)
        assert found.moment is None or found.moment.date() == found.day
        done = found.end


@given(LIKE_DATES, MOMENTS)
def test_a_date_cut_out_of_its_text_is_still_that_day(text, now):
    alone = [found for found in find_dates(text, now) if found.kind in ("calendar", "hijri")]
    for found in alone:
        assert read_date(text[found.start : found.end]) == found.day


@given(LIKE_DATES)
def test_without_a_moment_only_days_that_say_their_year_are_found(text):
    assert {found.kind for found in find_dates(text)} <= {"calendar", "hijri"}
