"""What a story tells machines: schema.org's NewsArticle, as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from musnad.newsstand import views
from musnad.newsstand.readings.editions import whole_address


def news_article(page: views.StoryPage) -> Markup:
    """Return the JSON of a script element; no "<" in it can end the element."""
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.headline,
        "description": page.standfirst,
        "inLanguage": page.chrome.edition.lang,
        "mainEntityOfPage": page.chrome.canonical,
        "url": page.chrome.canonical,
        "datePublished": page.published.iso if page.published else "",
        "dateModified": (page.updated or page.published or views.Moment("", "")).iso,
        "articleSection": page.section.text,
        "keywords": [link.text for link in page.keywords],
        "image": [whole_address(page.hero.picture.fallback)] if page.hero and page.hero.picture else [],
        "author": authors(page),
        "publisher": {"@type": "NewsMediaOrganization", "name": page.chrome.edition.name},
        "isBasedOn": page.provenance.url if page.provenance else "",
        "citation": [link.path for link in page.credits if link.path],
    }
    text = json.dumps({key: value for key, value in article.items() if value}, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704


def authors(page: views.StoryPage) -> list[dict[str, str]]:
    people = [{"@type": "Person", "name": each.name, "url": whole_address(each.path)} for each in page.authors]
    return people or ([{"@type": "Organization", "name": page.agency}] if page.agency else [])
