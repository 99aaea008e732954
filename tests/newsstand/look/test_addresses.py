from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.newsstand.addresses import absolute, file_of, from_root, name_of, relative

SEGMENTS = st.lists(st.sampled_from(["ar", "دلوان", "خبر-أول", "2025", "a:b", "en"]), max_size=4)
PAGES = SEGMENTS.map(lambda parts: "/" + "".join(f"{part}/" for part in parts))
FILES = st.tuples(PAGES, st.sampled_from(["latest.html", "feed.xml", "site.css", "a:b.pdf"])).map("".join)


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "index.html"),
        ("/ar/", "ar/index.html"),
        ("/ar/دلوان/خبر/", "ar/دلوان/خبر/index.html"),
        ("/feed.xml", "feed.xml"),
        ("/404.html", "404.html"),
        ("/ar/latest.html", "ar/latest.html"),
    ],
)
def test_a_path_is_printed_to_one_file(path, file):
    assert file_of(path) == file


@pytest.mark.parametrize(
    ("page", "target", "link"),
    [
        ("/ar/دلوان/خبر/", "/ar/", "../../"),
        ("/ar/", "/ar/دلوان/", "دلوان/"),
        ("/ar/", "/ar/", "./"),
        ("/ar/دلوان/", "/ar/اقتصاد/", "../اقتصاد/"),
        ("/ar/", "assets/site.0a.css", "../assets/site.0a.css"),
        ("/", "/ar/", "ar/"),
        ("/ar/", "/ar/#content", "#content"),
        ("/ar/", "#content", "#content"),
        ("/ar/", "/en/about/#who", "../en/about/#who"),
        ("/ar/latest.html", "/ar/دلوان/", "دلوان/"),
        ("/ar/", "/ar/a:b/", "./a:b/"),
        ("/ar/", "https://echo.example/#x", "https://echo.example/#x"),
        ("/ar/", "mailto:?subject=x", "mailto:?subject=x"),
    ],
)
def test_a_link_is_written_from_the_page_it_stands_on(page, target, link):
    assert relative(page, target) == link


@pytest.mark.parametrize("target", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_an_address_that_would_run_something_leads_nowhere(target):
    assert relative("/ar/", target) == "#"
    assert from_root(target) == "#"


@given(page=st.one_of(PAGES, FILES), target=st.one_of(PAGES, FILES), mirror=st.sampled_from(["", "/mirrors/dalwan"]))
def test_a_link_leads_to_its_target_on_the_site_and_on_a_mirror_in_a_folder(page, target, mirror):
    site = "https://dalwan.example" + mirror

    assert urljoin(site + page, relative(page, target)) == site + target


def test_a_whole_address_is_made_from_the_page_s_own():
    assert absolute("https://h.example/m/ar/x/", "/ar/x/", "/n/7k") == "https://h.example/m/n/7k"
    encoded = "https://h.example/ar/%D8%AE%D8%A8%D8%B1/?q=a&b#c"
    assert absolute("https://h.example/en/x/", "/en/x/", "/ar/خبر/?q=a&b#c") == encoded
    assert absolute("https://h.example/en/x/", "/en/x/", "/ar/%D8%AE%D8%A8%D8%B1/?q=a&b#c") == encoded


def test_without_a_known_address_of_the_site_a_link_stays_relative():
    assert absolute("", "/ar/x/", "/n/7k") == "../../n/7k"


def test_links_of_a_page_served_at_any_depth_begin_at_the_root():
    assert from_root("assets/site.css") == "/assets/site.css"
    assert from_root("/ar/") == "/ar/"
    assert from_root("#content") == "#content"


def test_a_file_is_called_by_its_last_part():
    assert name_of("media/a/بيان.pdf") == "بيان.pdf"
