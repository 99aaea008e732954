"""A story, as machines are told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from musnad.newsstand import views
from musnad.newsstand.addresses import whole_address
from musnad.newsstand.readings.structured.shapes import (
    Told,
    address,
    filled,
    image,
    organization_id,
    person,
    publisher,
    script,
    sized,
)

TYPES = {"opinion": "OpinionNewsArticle", "analysis": "AnalysisNewsArticle"}
"""The kickers that schema.org has a kind of news for; it is said beside NewsArticle, which all programs know."""


@dataclass(frozen=True, slots=True)
class LiveUpdate:
    """One entry of running coverage. anchor: its id on the page."""

    anchor: str
    at: views.Moment
    headline: str
    text: str


@dataclass(frozen=True, slots=True)
class LiveCoverage:
    """A story that is told as it happens. ended: None while it runs. updates: in the order of the page."""

    begun: views.Moment
    ended: views.Moment | None
    updates: tuple[LiveUpdate, ...]


def news_article(page: views.StoryPage) -> Markup:
    """Return what a story's page tells machines."""
    kind = TYPES.get(page.kicker.code) if page.kicker else None
    return script({"@type": ["NewsArticle", kind] if kind else "NewsArticle", **article(page)})


def live_blog(page: views.StoryPage, coverage: LiveCoverage) -> Markup:
    """Return what the page of running coverage tells machines: the story, and each entry with its time."""
    told = {
        **article(page),
        "@type": ["NewsArticle", "LiveBlogPosting"],
        "coverageStartTime": coverage.begun.iso,
        "coverageEndTime": coverage.ended.iso if coverage.ended else "",
        "liveBlogUpdate": [update(each, page) for each in coverage.updates],
    }
    if coverage.updates:
        told["dateModified"] = max(told["dateModified"], *(each.at.iso for each in coverage.updates))
    return script(told)


def update(each: LiveUpdate, page: views.StoryPage) -> Told:
    return filled(
        {
            "@type": "BlogPosting",
            "@id": f"{page.chrome.canonical}#{each.anchor}",
            "url": f"{page.chrome.canonical}#{each.anchor}",
            "headline": each.headline or page.headline,
            "articleBody": each.text,
            "datePublished": each.at.iso,
            "inLanguage": page.chrome.edition.lang,
            "author": authors(page) or [{"@id": organization_id(page.chrome.edition)}],
        }
    )


def article(page: views.StoryPage) -> Told:
    """Return all that is told of a story but its type."""
    chrome = page.chrome
    return {
        "@id": f"{chrome.canonical}#article",
        "headline": page.headline,
        "description": page.standfirst or chrome.description,
        "inLanguage": chrome.edition.lang,
        "mainEntityOfPage": chrome.canonical,
        "url": chrome.canonical,
        "isPartOf": {"@type": "CollectionPage", "@id": address(page.section), "name": page.section.text},
        "datePublished": page.published.iso if page.published else "",
        "dateModified": (page.updated or page.published or views.Moment("", "")).iso,
        "dateline": page.dateline,
        "articleSection": page.section.text,
        "keywords": [link.text for link in page.keywords],
        "about": [{"@type": "Thing", "name": link.text, "url": address(link)} for link in page.topics],
        "image": images(page),
        "author": authors(page),
        "publisher": publisher(chrome.edition),
        "isAccessibleForFree": True,
        "isBasedOn": page.provenance.url if page.provenance else "",
        "translationOfWork": translation(page.original) if page.original else None,
        "workTranslation": [translation(each) for each in page.translations],
        "citation": citations(page),
        "correction": corrections(page),
    }


def translation(link: views.Link) -> Told:
    url = address(link)
    return {"@type": "NewsArticle", "@id": f"{url}#article", "url": url, "inLanguage": link.lang}


def images(page: views.StoryPage) -> list[Told]:
    """Return the main picture in each of its sizes, the largest first with what it shows and whose it is."""
    if page.hero is None or page.hero.picture is None:
        return []
    picture, shown = page.hero.picture, page.hero
    smaller = [each for each in reversed(picture.sizes) if each[0] != picture.fallback]
    return [image(picture, shown.caption, shown.credit), *(sized(*each) for each in smaller)]


def authors(page: views.StoryPage) -> list[Told]:
    people = [person(each, page.chrome.edition) for each in page.authors]
    return people or ([{"@type": "Organization", "name": page.agency}] if page.agency else [])


def citations(page: views.StoryPage) -> list[Any]:
    """Return whom the story owes something to, and the claims that it carries."""
    claims = [
        {"@type": "Claim", "@id": address(each.claim), "url": address(each.claim), "text": each.claim.text}
        for each in page.claims
    ]
    return [*(link.path for link in page.credits if link.path), *claims]


def corrections(page: views.StoryPage) -> list[Told]:
    """Return the correction notes, and what became of the story's claims since."""
    notes = [
        {"@type": "CorrectionComment", "text": note.text, "datePublished": note.at.iso} for note in page.corrections
    ]
    changed = [
        {
            "@type": "CorrectionComment",
            "text": f"{each.claim.text} – {(each.standing.verdict or each.standing).text}",
            "url": whole_address(each.claim.path),
            "datePublished": each.since,
        }
        for each in page.changes
    ]
    return notes + changed
