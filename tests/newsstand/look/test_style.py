"""Rules of the styles that no eye would notice broken."""

import re

import pytest

from musnad.newsstand.assets import STATIC, content_of

CSS = re.sub(r"/\*.*?\*/", "", (STATIC / "site.css").read_text(encoding="utf-8"), flags=re.DOTALL)
PHYSICAL = [
    r"(margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right|top|bottom)\s*:",
    r"[{;\s](left|right|top|bottom)\s*:",
    r"text-align\s*:\s*(left|right)",
    r"(float|clear)\s*:\s*(left|right)",
    r"to (left|right)\b",
]


@pytest.mark.parametrize("rule", PHYSICAL)
def test_styles_know_no_left_and_no_right(rule):
    assert re.findall(rule, CSS) == []


def test_letters_are_never_spaced_out_and_lines_never_justified():
    assert "letter-spacing" not in CSS
    assert "justify;" not in CSS.replace(" ", "")
    assert "text-justify" not in CSS


def test_nothing_is_loaded_by_styles():
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert "@font-face" not in CSS


def test_every_rule_stands_in_a_layer_that_is_declared_first():
    declared = re.match(r"\s*@layer ([\w, ]+);", CSS)
    opened = re.findall(r"@layer (\w+) \{", CSS)

    assert declared is not None
    assert opened == declared[1].split(", ")
    assert outside(CSS[declared.end() :]).split() == [f"@layer{name}" for name in opened]


def outside(css):
    """Return what stands in no braces, without spaces inside its parts."""
    depth, kept = 0, []
    for letter in css:
        if letter == "}":
            depth -= 1
            kept.append("\n" if depth == 0 else "")
        elif letter == "{":
            depth += 1
        elif depth == 0 and not letter.isspace():
            kept.append(letter)
    return "".join(kept)


def test_both_ways_to_the_dark_theme_give_the_same_colours():
    by_system = re.search(r':root:not\(\[data-theme="light"\]\) \{(.*?)\}', CSS, re.DOTALL)
    by_choice = re.search(r':root\[data-theme="dark"\] \{(.*?)\}', CSS, re.DOTALL)

    assert by_system is not None
    assert by_choice is not None
    assert by_system[1].split() == by_choice[1].split()


def test_published_styles_keep_every_rule():
    assert content_of("site.css").count(b"{") == CSS.count("{")
