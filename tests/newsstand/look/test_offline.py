import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from tests.newsstand.look import ledger_samples, samples

from musnad.newsstand.offline import file_target, for_files
from musnad.newsstand.rendering import render

FRAMED = samples.FRAMED | ledger_samples.FRAMED


@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("../../سياسة/خبر/", "../../سياسة/خبر/index.html"),
        ("./", "./index.html"),
        ("../", "../index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("../x/#claim-7", "../x/index.html#claim-7"),
        ("../x/?page=2#y", "../x/index.html?page=2#y"),
        ("/ar/", "/ar/index.html"),
        ("x/index.html", "x/index.html"),
        ("../assets/site.0a1b.css", "../assets/site.0a1b.css"),
        ("feed.xml", "feed.xml"),
        ("#content", "#content"),
        ("?x", "?x"),
        ("", ""),
        ("./a:b/", "./a:b/index.html"),
        ("https://news.example/", "https://news.example/"),
        ("//news.example/", "//news.example/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("data:image/svg+xml,/", "data:image/svg+xml,/"),
    ],
)
def test_a_folders_address_becomes_that_of_the_page_in_it(target, file):
    assert file_target(target) == file
    assert file_target(file) == file


@given(st.text(st.sampled_from("ab/.?#:سخ"), max_size=12))
def test_twice_is_the_same_as_once(target):
    assert file_target(file_target(target)) == file_target(target)


@pytest.mark.parametrize("kind", FRAMED)
def test_every_link_within_the_site_leads_to_a_file_and_nothing_else_is_touched(kind, lang):
    html = render(FRAMED[kind](lang))
    changed = for_files(html)
    before, after = (BeautifulSoup(each, "lxml").find_all(True) for each in (html, changed))
    assert [tag.name for tag in before] == [tag.name for tag in after]
    for old, new in zip(before, after, strict=True):
        for name, value in old.attrs.items():
            wanted = (
                # A form is answered by the site itself, wherever its copy is read.
                old["data-site"]
                if name == "action" and "data-site" in old.attrs
                else file_target(value)
                if name in ("href", "action") and old.name in ("a", "area", "link", "form")
                else value
            )
            assert new[name] == wanted
    links = [tag["href"] for tag in BeautifulSoup(changed, "lxml").find_all("a", href=True)]
    assert [
        link for link in links if not re.match("https?:|mailto:|tel:", link) and link.split("#")[0].endswith("/")
    ] == []
    assert [tag.string for tag in before if tag.name == "script"] == [
        tag.string for tag in after if tag.name == "script"
    ]


def test_a_redirection_leads_to_a_file():
    html = '<meta http-equiv="refresh" content="0; url=../../ar/خبر/"><a href="../../ar/خبر/">خبر</a>'
    assert for_files(html).count("../../ar/خبر/index.html") == 2


def test_what_looks_like_a_link_in_a_text_stays():
    html = '<p>&lt;a href="x/"&gt; href="y/"</p><script type="application/ld+json">{"a":"<a href=\\"z/\\">"}</script>'
    assert for_files(html) == html
