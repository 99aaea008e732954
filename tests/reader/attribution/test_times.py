"""When something was said, against the day of the text."""

from datetime import date

import pytest

from musnad.reader import read_text

TUESDAY = date(2021, 7, 6)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("قال الوزير، الأحد، إن المحادثات ستبدأ الثلاثاء.", date(2021, 7, 4)),
        ("وفي مؤتمر عقده مساء أمس، قال المتحدث إن الوضع مستقر.", date(2021, 7, 5)),
        ("أعلن الجيش قبل يومين مقتل جنديين.", date(2021, 7, 4)),
        ("وكان الرئيس قد أعلن في 4 يوليو 2020 أن القوات ستنسحب.", date(2020, 7, 4)),
        ("قال الوزير إن المعبر أغلق أمس.", None),
        ("سيقول الوزير غدا، قال المتحدث إن الوضع مستقر.", None),
    ],
)
def test_the_day_of_saying_is_read_in_its_clause(text, when):
    assert read_text(text, day=TUESDAY)[-1].when == when


def test_without_the_text_s_day_nothing_is_dated():
    assert read_text("قال الوزير، الأحد، إن السد آمن.")[0].when is None


def test_a_participle_takes_no_date_of_what_was_said_before_it():
    text = "خبر\n\nقال الوزير إن المعبر أغلق أمس، مضيفا أنه سيفتح غدا."
    assert [one.when for one in read_text(text, day=TUESDAY)] == [None, None]
