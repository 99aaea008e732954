"""What a reader on a slow line waits for before the first word stays little (docs/performance.md)."""

import re

import pytest
from tests.newsstand.look import samples

from musnad.newsstand.assets import content_of
from musnad.newsstand.rendering import render
from musnad.press.twins import twins_of


@pytest.fixture(params=["ar", "en"])
def head(request):
    return render(samples.story(request.param)).partition("</head>")[0]


def test_the_style_is_the_one_thing_that_a_page_waits_for(head):
    styles = re.findall(r"<link[^>]+rel=\"stylesheet\"[^>]*>", head)
    scripts = re.findall(r"<script[^>]+src=[^>]*>", head)

    assert len(styles) == 1
    assert all(script.startswith("<script defer ") for script in scripts)


def test_no_font_is_waited_for():
    assert b"@font-face" not in content_of("site.css")
    assert b"@import" not in content_of("site.css")


def test_style_and_script_stay_light():
    assert len(twins_of("site.css", content_of("site.css"))[".br"]) < 8_000
    assert len(twins_of("site.js", content_of("site.js"))[".br"]) < 4_000


def test_the_main_picture_is_fetched_first_and_later_ones_when_they_come_near():
    page = render(samples.story("ar"))
    pictures = re.findall(r"<img[^>]+>", page.partition("<main")[2])

    assert 'fetchpriority="high"' in pictures[0]
    assert all('loading="lazy"' in picture for picture in pictures[1:])
