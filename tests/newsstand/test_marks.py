"""Marks at the words of claims: the text stays as it was, and the markup stays markup."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from musnad.newsstand.readings.marks import Mark, joined, marked, text_in


class Reading(HTMLParser):
    """What a browser would make of markup: its text, and whether its elements are well nested."""

    def __init__(self, html):
        super().__init__()
        self.text, self.open, self.faults, self.links = "", [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.text += "\n"
            return
        if tag == "a":
            self.links.append(dict(attrs))
        if tag == "a" and "a" in self.open:
            self.faults.append("a link in a link")
        self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes another")

    def handle_data(self, data):
        self.text += data


words = st.text(st.sampled_from("ابتثهوي َُّ.،«»&<>\"' \u200f"), min_size=0, max_size=12).map(
    lambda text: str(escape(text))
)


def wrapped(inner):
    opened = [("<b>", "</b>"), ("<em>", "</em>"), ('<span lang="en" dir="ltr">', "</span>"), ("<bdi>", "</bdi>")]
    return st.tuples(st.sampled_from(opened), inner).map(lambda made: made[0][0] + made[1] + made[0][1])


def runs(inner):
    return st.lists(st.one_of(words, st.just("<br>"), wrapped(inner)), max_size=4).map("".join)


inline = st.recursive(words, runs, max_leaves=8)
linked = inline.map(lambda html: f'<a href="/ar/x&gt;/?a=b">{html}</a>')
markup = st.lists(st.one_of(inline, linked, words), max_size=6).map(lambda parts: Markup("".join(parts)))  # noqa: S704  (written here)
places = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), min_size=1, max_size=6)


@given(markup, places)
def test_no_letter_of_the_text_changes_and_the_elements_stay_nested(html, spans):
    text = text_in(html)
    marks = [
        Mark(start, min(start + length, len(text)), f'<a class="claim-mark" href="#claim-{number}"></a>')
        for number, (start, length) in enumerate(spans)
        if start < len(text)
    ]

    found = Reading(str(marked(html, marks)))

    assert found.text == Reading(str(html)).text == text
    assert found.faults == []
    assert found.open == []


@given(markup, places)
def test_every_sign_stands_there_once(html, spans):
    text = text_in(html)
    marks = [
        Mark(start, min(start + length, len(text)), f'<a class="claim-mark" href="#claim-{number}"></a>')
        for number, (start, length) in enumerate(spans)
        if start < len(text)
    ]

    found = Reading(str(marked(html, marks)))

    signs = [link["href"] for link in found.links if link.get("class") == "claim-mark"]
    assert sorted(signs) == sorted(f"#claim-{number}" for number, (start, _) in enumerate(spans) if start < len(text))


def sign(name):
    return f'<a href="#{name}"></a>'


@pytest.mark.parametrize(
    ("html", "marks", "expected"),
    [
        ("قال كذا", [Mark(4, 7, sign("a"))], f'قال <span class="claimed">كذا</span>{sign("a")}'),
        (
            "قال <b>كذا</b> هنا",
            [Mark(0, 11, sign("a"))],
            f'<span class="claimed">قال </span><b><span class="claimed">كذا</span></b><span class="claimed"> هنا</span>'
            f"{sign('a')}",
        ),
        (
            '<a href="/x">قال كذا</a> هنا',
            [Mark(0, 3, sign("a"))],
            f'<a href="/x"><span class="claimed">قال</span> كذا</a>{sign("a")} هنا',
        ),
        (
            "أب جد",
            [Mark(0, 2, sign("a")), Mark(1, 5, sign("b"))],
            f'<span class="claimed">أب</span>{sign("a")}<span class="claimed"> جد</span>{sign("b")}',
        ),
        ("أ &amp; ب", [Mark(2, 3)], 'أ <span class="claimed">&amp;</span> ب'),
    ],
    ids=["plain", "across elements", "in a link", "overlapping", "an escaped letter"],
)
def test_words_are_wrapped_where_they_stand(html, marks, expected):
    assert str(marked(Markup(html), marks)) == expected  # noqa: S704  (written here)


def test_without_marks_the_markup_is_the_same():
    html = Markup("قال <b>كذا</b> &amp; غيره")

    assert marked(html, []) is html


def test_places_that_touch_are_one():
    assert joined([(4, 6), (0, 2), (2, 3), (5, 9), (7, 7)]) == [(0, 3), (4, 9)]
