"""Which story a page is, if it was imported before."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

from django.db.models import Q

from musnad.arabic.normal import normal
from musnad.reader import Page, to_json
from musnad.wire.models import ImportedPage

SAME = 0.5
"""A page that shares this much of its words with an earlier one of the same headline, or file, is that page changed."""

NEARLY_ALL = 0.9
"""So much it must share where only the first paragraph is the same: reports of the weather are alike every day."""

# The site's furniture and the day of reading change by themselves; the story does not change with them.
_NOT_OF_THE_STORY = ("furniture", "captured_on")


def content_of(page: Page) -> dict[str, Any]:
    """Return what the page says, without what belongs to the site and the day it was read on."""
    return {key: value for key, value in to_json(page).items() if key not in _NOT_OF_THE_STORY}


def digest_of(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def headline_key(page: Page) -> str:
    return normal(page.headline)[:500]


def opening_key(page: Page) -> str:
    """Return what stands for the first paragraph, or "" for a page without any."""
    first = next((item.text for item in page.body if item.kind == "paragraph"), "")
    return hashlib.sha256(normal(first).encode()).hexdigest() if first else ""


def find_import(page: Page, source: str) -> ImportedPage | None:
    """Return the earlier import of this page.

    An address decides where both have one. Else it is what says the very same; then, of those with its headline, its
    first paragraph or from its file, the one that shares most of its words, if those are many: a file's name may be
    used again for another page, and one headline every day.
    """
    rows = ImportedPage.objects.select_related("story__locale").filter(story__locale__language_code=page.language)
    if page.url:
        by_address = rows.filter(key=address_key(page.url)).first()
        if by_address:
            return by_address
    same = rows.filter(digest=digest_of(content_of(page))).first()
    if same:
        return same
    alike = Q(headline=headline_key(page))
    if source:
        alike |= Q(source=source)
    if opening_key(page):
        alike |= Q(opening=opening_key(page))
    likely = rows.filter(alike)
    free = [row for row in likely if not (page.url and row.content.get("url"))]
    return max((row for row in free if _is_same(row, page, source)), key=lambda row: shared(row, page), default=None)


def _is_same(row: ImportedPage, page: Page, source: str) -> bool:
    same_file, same_headline = bool(source) and row.source == source, row.headline == headline_key(page)
    if same_file and same_headline:
        return True
    return shared(row, page) >= (SAME if same_file or same_headline else NEARLY_ALL)


def address_key(url: str) -> str:
    return url if len(url) <= 600 else hashlib.sha256(url.encode()).hexdigest()


def shared(row: ImportedPage, page: Page) -> float:
    """Return which part of the words of both bodies they have in common, 0 to 1."""
    before = words_of(item.get("text") or "" for item in row.content.get("body", ()))
    now = words_of(item.text for item in page.body)
    total = (before | now).total()
    return (before & now).total() / total if total else 1.0


def words_of(texts: Any) -> Counter[str]:
    return Counter(word for text in texts for word in normal(text).split())
