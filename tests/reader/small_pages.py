"""A page as small as a rule needs it: a headline, two paragraphs, and what is between them."""

import json
from datetime import date
from pathlib import Path

from musnad.reader import read_page

PAGES = Path(__file__).parent / "pages"
TODAY = date(2025, 1, 23)
FIRST = "أعلنت بلدية السندس أنها أنجزت إصلاح الجسر الخشبي الذي تضرر في سيول الشتاء، بعد عمل دام شهرين كاملين."
SECOND = "وقالت البلدية إن الجسر يفتح صباح السبت، وإن الشاحنات تمنع من عبوره حتى نهاية العام على الأقل."
HEADLINE = "بلدية السندس تنجز إصلاح الجسر الخشبي"


def read(body="", head="", *, around="article"):
    shown = f"<h1>{HEADLINE}</h1><p>{FIRST}</p>{body}<p>{SECOND}</p>"
    base = '<base href="https://example.org/news/">'
    return read_page(
        f"<!doctype html><html><head>{base}{head}</head><body><{around}>{shown}</{around}></body></html>", today=TODAY
    )


def inside(page):
    """Return the body's items between the two paragraphs that every page of `read` has."""
    assert [page.body[0].text, page.body[-1].text] == [FIRST, SECOND]
    return list(page.body[1:-1])


def texts(page):
    return [item.text for item in page.body if item.kind == "paragraph"]


def linked(**said):
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | said)}</script>'
