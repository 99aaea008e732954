"""Addresses: whole, safe, without trackers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.reader.addresses import bare_address, web_address


@pytest.mark.parametrize(
    ("written", "base", "expected"),
    [
        ("https://example.org/a?utm_source=x&id=7&fbclid=y", None, "https://example.org/a?id=7"),
        ("https://example.org/a?b=%D8%A3", None, "https://example.org/a?b=%D8%A3"),
        ("https://EXAMPLE.org/A", None, "https://example.org/A"),
        ("/news/1", "https://example.org/x/y", "https://example.org/news/1"),
        ("../1", "https://example.org/x/y/z", "https://example.org/x/1"),
        ("//example.org/a", "https://other.example/", "https://example.org/a"),
        ("/news/1", None, None),
        ("", "https://example.org/", None),
        ("#top", None, None),
        ("javascript:alert(1)", "https://example.org/", None),
        ("java\nscript:alert(1)", "https://example.org/", None),
        ("\u200fjavascript:alert(1)", "https://example.org/", None),
        ("data:text/html,x", "https://example.org/", None),
        ("vbscript:x", None, None),
        ("mailto:a@example.org", None, None),
        ("https://user:secret@example.org/", None, None),
        ("https://example.org:99999/", None, None),
        ("https://exam ple.org/<b>", None, "https://example.org/<b>"),
        ("https://" + "a" * 5000, None, None),
        ("https:///nowhere", None, None),
    ],
)
def test_an_address_is_made_whole_or_refused(written, base, expected):
    assert web_address(written, base) == expected


@given(st.text(max_size=80), st.sampled_from([None, "https://example.org/a/"]))
def test_whatever_comes_out_is_a_web_address(written, base):
    address = web_address(written, base)

    assert address is None or address.startswith(("http://", "https://"))


def test_a_line_that_is_an_address_is_told_from_one_that_holds_one():
    assert bare_address("www.example.org/a") == "https://www.example.org/a"
    assert bare_address("https://example.org/a") == "https://example.org/a"
    assert bare_address("انظر https://example.org/a") is None
