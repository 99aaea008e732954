"""What pages tell machines: schema.org's NewsArticle, Claim and ClaimReview, as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from musnad.ledger.models import Statement
from musnad.ledger.vocabulary import Act, SourceKind
from musnad.newsroom.models import Story
from musnad.newsstand import views
from musnad.newsstand.claim_views import ClaimPage, SourcePage, Verdict
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
        "citation": citations(page),
        "correction": corrections(page),
    }
    return script(article)


def script(data: dict[str, Any]) -> Markup:
    """Return `data`, without what is empty, as the JSON of a script element; no "<" in it can end the element."""
    text = json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704


def citations(page: views.StoryPage) -> list[Any]:
    """Return whom the story owes something to, and the claims that it carries."""
    claims = [
        {"@type": "Claim", "@id": address(each.claim), "url": address(each.claim), "text": each.claim.text}
        for each in page.claims
    ]
    return [*(link.path for link in page.credits if link.path), *claims]


def corrections(page: views.StoryPage) -> list[dict[str, str]]:
    """Return the correction notes, and what became of the story's claims since."""
    notes = [
        {"@type": "CorrectionComment", "text": note.text, "datePublished": note.at.iso} for note in page.corrections
    ]
    changed = [
        {
            "@type": "CorrectionComment",
            "text": f"{each.claim.text} – {(each.standing.verdict or each.standing).text}",
            "url": address(each.claim),
            "datePublished": each.since,
        }
        for each in page.changes
    ]
    return notes + changed


def address(link: views.Link) -> str:
    return whole_address(link.path)


# --- claims ---

RATINGS = {"true": 5, "misleading": 2, "false": 1}
"""Of 5, for those who want a number. What is unproven has none."""

MOST = 50
"""Appearances that are told of."""


def claim_data(page: ClaimPage, stories: Sequence[Story], statements: Sequence[Statement]) -> Markup:
    """Return what a claim's page tells machines; a ClaimReview only where an editor gave a verdict.

    stories: those that carry it, the newest first. statements: in the order said.
    """
    appearances = appearances_of(stories, statements)
    claim: dict[str, Any] = {
        "@type": "Claim",
        "@id": page.chrome.canonical,
        "url": page.chrome.canonical,
        "text": page.sentence,
        "inLanguage": page.lang,
        "firstAppearance": appearances[0] if appearances else None,
        "appearance": appearances,
    }
    claim = {key: value for key, value in claim.items() if value}
    if page.standing.verdict is None:
        return script({"@context": "https://schema.org", **claim})
    return script({"@context": "https://schema.org", "@graph": [claim, review(page, page.standing.verdict)]})


def appearances_of(stories: Sequence[Story], statements: Sequence[Statement]) -> list[dict[str, str]]:
    """Return where the claim is said, the earliest first: the addresses of those who affirm it, and our stories."""
    found: list[tuple[str, dict[str, str]]] = []
    for statement in statements:
        links = [link.address for link in statement.chain.all() if link.address.startswith(("https://", "http://"))]
        if statement.act == Act.AFFIRM and links:
            known = statement.said_at or statement.told_at
            when = known.isoformat() if known else ""
            found.append((when, work("CreativeWork", links[0], when)))
    for story in stories:
        when = story.published_at.isoformat() if story.published_at else ""
        found.append((when, work("NewsArticle", whole_address(story.url_path), when, story.title)))
    # Those of which nobody knows when stand last: none of them is called the first.
    ordered = sorted(found, key=lambda each: (not each[0], each[0]))
    return list({each["url"]: each for _, each in reversed(ordered)}.values())[::-1][:MOST]


def work(kind: str, url: str, published: str, headline: str = "") -> dict[str, str]:
    told = {"@type": kind, "url": url, "headline": headline, "datePublished": published}
    return {key: value for key, value in told.items() if value}


def review(page: ClaimPage, verdict: Verdict) -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": verdict.text}
    if verdict.code in RATINGS:
        rating |= {"ratingValue": RATINGS[verdict.code], "bestRating": 5, "worstRating": 1}
    return {
        "@type": "ClaimReview",
        "url": page.chrome.canonical,
        "claimReviewed": page.sentence,
        "itemReviewed": {"@id": page.chrome.canonical},
        "author": {"@type": "Person", "name": verdict.by},
        "publisher": {"@type": "NewsMediaOrganization", "name": page.chrome.edition.name},
        "datePublished": verdict.at.iso,
        "reviewBody": verdict.reason,
        "reviewRating": rating,
    }


def source_data(page: SourcePage, kind: SourceKind) -> Markup:
    """Return what a source's page tells machines: who it is, and where it speaks."""
    person = kind in {SourceKind.PERSON, SourceKind.WITNESS}
    body = {"@type": "Organization", "name": page.belongs_to.text} if page.belongs_to else None
    return script(
        {
            "@context": "https://schema.org",
            "@type": "Person" if person else "Organization",
            "name": page.name.text,
            "alternateName": [name.text for name in page.names],
            "url": page.chrome.canonical,
            "sameAs": list(page.addresses),
            "affiliation" if person else "parentOrganization": body,
        }
    )


def authors(page: views.StoryPage) -> list[dict[str, str]]:
    people = [{"@type": "Person", "name": each.name, "url": whole_address(each.path)} for each in page.authors]
    return people or ([{"@type": "Organization", "name": page.agency}] if page.agency else [])
