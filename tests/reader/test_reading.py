"""The reader as a whole: what it takes, what it refuses, what it promises of any input."""

import io
import json
import re
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.reader import (
    LARGEST_PAGE,
    BrokenEncoding,
    EmptyPage,
    Page,
    PageTooLarge,
    ReadError,
    UnreadableSource,
    read_file,
    read_page,
    to_json,
)

PAGES = Path(__file__).parent / "pages"
TODAY = date(2025, 1, 23)
ISSUE_FIELDS = [
    *("headline", "breadcrumbs", "language", "captured_on", "published", "not_before", "image", "byline", "body"),
    *("keywords", "related", "credits", "furniture"),
]


def read_or_refuse(data, name=""):
    """Return the page or None; anything else than a page or a one-line ReadError fails the test."""
    try:
        page = read_page(data, name=name, today=TODAY)
    except ReadError as error:
        reason = str(error)
        page = None
    if page is None:
        assert "\n" not in reason
        return None
    assert isinstance(page, Page)
    assert page.headline
    assert page.body
    json.dumps(to_json(page))
    return page


# --- any input ---


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2_000), st.sampled_from(["", "a.html", "a.txt"]))
def test_arbitrary_bytes_are_a_page_or_a_clear_error(data, name):
    read_or_refuse(data, name)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=2_000), st.sampled_from(["", "a.html", "a.txt"]))
def test_arbitrary_text_is_a_page_or_a_clear_error(text, name):
    read_or_refuse(text, name)


SENTENCE = "أعلنت بلدية السندس أنها أنجزت إصلاح الجسر الخشبي الذي تضرر في سيول الشتاء."
PIECES = [
    *(
        "الرئيسية",
        "الرئيسية › محليات",
        "بلدية السندس تنجز إصلاح الجسر",
        "4 تموز 2021",
        "نشر: 4 تموز 2021 15:20",
        "• بند",
        "1. بند",
    ),
    *(
        "اقرأ أيضاً:",
        "اقرأ المزيد: جسر ثان",
        "الوسوم: جسور",
        "الوسوم",
        "المصدر: رويترز",
        "ليفانت- الحرة",
        "الأكثر قراءة",
        "صورة: الجسر",
    ),
    *(
        "https://x.com/a/status/1411789037992648707",
        "https://example.org",
        "بقلم سلمى الراوي",
        "رويترز",
        "",
        "\u200f",
        "#جسر #سيل",
    ),
    *(
        "أعلنت بلدية السندس أنها أنجزت إصلاح الجسر الخشبي الذي تضرر في سيول الشتاء.",
        "هل يفتح الجسر؟",
        "النشرة الإخبارية",
    ),
    *("أعلنت بلدية السندس أنها أنجزت إصلاح الجسر الخشبي الذي تضرر في سيول الشتاء. سيول", "© 2021", "وقالت ما يلي:"),
]
TAGS = [
    "p",
    "div",
    "h1",
    "h2",
    "ul",
    "li",
    "a href='/x'",
    "b",
    "table",
    "tr",
    "td",
    "figure",
    "figcaption",
    "blockquote",
    "form",
    "nav",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
def test_pages_put_together_from_known_lines_lose_no_line(lines):
    page = read_or_refuse("\n".join(lines))

    if page:
        kept = json.dumps(to_json(page), ensure_ascii=False)
        # An address comes out rewritten, a label goes, a hash goes; whatever else was said is there.
        said = [
            line for line in lines if line and not line.startswith(("https://x.com", "#", "\u200f", "الوسوم", "المصدر"))
        ]
        told = [re.sub(r"^(?:• |1\. |بقلم |.*?: )|\s*سيول$", "", line) for line in said]
        assert not [words for words in told if words not in kept]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(PIECES), st.sampled_from(TAGS).map(lambda tag: f"<{tag}>")), min_size=1, max_size=40
    )
)
def test_any_nesting_of_elements_is_a_page_or_a_clear_error(pieces):
    page = read_or_refuse("<html><body>" + " ".join(pieces))

    if page:
        assert not any(
            mark in (item.html or "") for item in page.body for mark in ("<p", "<div", "<td", "<script", "onclick")
        )


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>=\"'/ abhonclikscrptjv:&;#x0۱ا\n", max_size=300))
def test_markup_of_a_paragraph_is_links_and_emphasis_and_nothing_else(inner):
    page = read_or_refuse(f"<html><h1>بلدية السندس تنجز الجسر</h1><p>{inner}</p><p>{SENTENCE}</p>")

    for item in page.body if page else ():
        markup = (item.html or "").replace("<strong>", "").replace("<em>", "").replace("</a>", "")
        assert "<" not in markup.replace("</strong>", "").replace("</em>", "").replace('<a href="http', "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_sample_reads_the_same_in_every_unicode_encoding(sample, encoding):
    text = sample.read_text("utf-8")

    assert read_page(text.encode(encoding), today=TODAY) == read_page(text, today=TODAY)


def test_the_sample_reads_the_same_in_windows_1256(sample):
    text = "".join(letter for letter in sample.read_text("utf-8") if letter.encode("windows-1256", "ignore"))

    assert read_page(text.encode("windows-1256"), today=TODAY) == read_page(text, today=TODAY)


# --- what the object looks like ---


def test_json_has_the_promised_fields_first_and_in_order():
    found = to_json(read_file(PAGES / "ferry.html", today=TODAY))

    assert list(found)[: len(ISSUE_FIELDS)] == ISSUE_FIELDS
    assert all({"kind", "text", "url"} <= set(item) for item in found["body"])
    assert datetime.fromisoformat(found["published"]).tzinfo


def test_what_is_not_known_is_null_or_empty():
    found = to_json(read_page(f"بلدية السندس تنجز الجسر\n{SENTENCE}"))

    assert [name for name, value in found.items() if value is None] == [
        *("captured_on", "published", "not_before", "image", "updated", "url"),
    ]
    assert found["keywords"] == found["related"] == found["byline"] == []


# --- HTML or text ---


def test_html_is_told_by_its_content():
    assert read_page(f"<html><h1>جسر السندس</h1><p>{SENTENCE}").headline == "جسر السندس"


def test_text_that_speaks_of_markup_is_text():
    page = read_page(
        "ما معنى العلامة في لغة الصفحات\nالعلامة <b> تعني الخط الغليظ، والعلامة <p> تعني الفقرة، وهذه كل القصة."
    )

    assert page.body[0].text.startswith("العلامة <b> تعني")


def test_a_name_ending_in_html_is_a_hint():
    text = f"{' ' * 3_000}بلا علامة في البداية <h1>جسر السندس</h1><p>{SENTENCE}</p>"

    assert read_page(text, name="page.html").headline == "جسر السندس"


# --- sources ---


def test_what_comes_through_the_pipe_is_read(monkeypatch):
    data = (PAGES / "council.txt").read_bytes()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))

    assert read_file("-", today=TODAY).headline == "Council of Tall Reeds votes for a night ferry"


def test_a_page_beyond_the_limit_is_refused_without_reading_all_of_it(monkeypatch):
    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size=-1):
            assert 0 < size <= LARGEST_PAGE + 1
            self.asked += size
            return b"x" * size

    pipe = Endless()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=pipe))

    with pytest.raises(PageTooLarge, match="20,000,000 bytes"):
        read_file("-")
    assert pipe.asked == LARGEST_PAGE + 1


def test_bytes_beyond_the_limit_are_refused():
    with pytest.raises(PageTooLarge):
        read_page(b"x" * (LARGEST_PAGE + 1))


@pytest.mark.parametrize("name", ["no-such-file.txt", ".", "a\0b"])
def test_a_source_that_cannot_be_opened_is_named(tmp_path, name):
    with pytest.raises(UnreadableSource, match="cannot be opened"):
        read_file(f"{tmp_path}/{name}")


def test_an_empty_file_is_named(tmp_path):
    path = tmp_path / "empty.txt"
    path.touch()

    with pytest.raises(EmptyPage, match=r"empty\.txt is empty"):
        read_file(path)


def test_an_empty_text_is_refused():
    with pytest.raises(EmptyPage):
        read_page(" \n ")


def test_a_story_with_broken_letters_is_refused():
    text = (PAGES / "harbour.txt").read_text("utf-8")
    data = text.replace("وقالت هيئة الميناء", "وقالت هيئة \udcff الميناء").encode("utf-8", "surrogateescape")

    with pytest.raises(BrokenEncoding, match="broken letters at “وقالت هيئة"):
        read_page(data)


def test_broken_letters_in_the_furniture_do_no_harm():
    text = (PAGES / "harbour.txt").read_text("utf-8")
    data = text.replace("بطولة المدارس", "بطولة \udcff المدارس").encode("utf-8", "surrogateescape")

    assert read_page(data).headline == "ميناء اللؤلؤة يستأنف العمل بعد توقف دام ثلاثة أيام"
