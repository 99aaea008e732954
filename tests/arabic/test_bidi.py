"""The order of a line's pieces, by Unicode's rules: each case as a browser shows it."""

import pytest

from musnad.arabic.bidi import levels, visual, without_marks


def shown(text, base=1):
    """The pieces from left to right, each as it is written."""
    return [text[start:end] for start, end, _ in visual(levels(text, base), 0, len(text))]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("خبر عاجل", ["خبر عاجل"]),
        ("عام 2026 م", [" م", "2026", "عام "]),
        ("شركة Boeing تسلّم", [" تسلّم", "Boeing", "شركة "]),
        ("شركة Boeing Max تسلّم", [" تسلّم", "Boeing Max", "شركة "]),
        ("تسلّم 737 MAX", ["MAX", " ", "737", "تسلّم "]),
        ("تسلّم MAX 737", ["MAX 737", "تسلّم "]),
        ("بقيمة 1,250.50 دولار", [" دولار", "1,250.50", "بقيمة "]),
        ("في 2026-11-20", ["20", "-", "11", "-", "2026", "في "]),
        ("بزيادة 12% عن", ["% عن", "12", "بزيادة "]),
        ("(النسخة الثانية)", ["(النسخة الثانية)"]),
        ("قال (Reuters) إن", [") إن", "Reuters", "قال ("]),
        ("«مُحَمَّد»", ["«مُحَمَّد»"]),
        ("نسبة ٤٫٥ ٪", [" ٪", "٤٫٥", "نسبة "]),
        ("", []),
    ],
)
def test_a_line_that_runs_from_right_to_left(text, pieces):
    assert shown(text) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Attack denied", ["Attack denied"]),
        ("Monitor «مرصد السهل» said", ["Monitor «", "مرصد السهل", "» said"]),
        ("A مرصد 12 B", ["A ", "12", "مرصد ", " B"]),
        ("Call (مرصد السهل) now", ["Call (", "مرصد السهل", ") now"]),
        ("$12 and 5%", ["$12 and 5%"]),
    ],
)
def test_a_line_that_runs_from_left_to_right(text, pieces):
    assert shown(text, 0) == pieces


def test_every_character_stands_once_whatever_the_text():
    text = "شركة (Boeing [737] MAX) «تسلّم» 1,250.5% – 2026-11-20: مُحَمَّد {x} )( \t$5 ٣٤"
    for base in (0, 1):
        found = sorted(
            place for start, end, _ in visual(levels(text, base), 0, len(text)) for place in range(start, end)
        )
        assert found == list(range(len(text)))


def test_marks_that_turn_the_text_are_taken_out_and_nothing_else():
    assert without_marks("\u202eخبر\u202c \u200fعاجل\u200e\u2067!\u2069") == "خبر عاجل!"
    assert without_marks("می\u200cروم") == "می\u200cروم"
