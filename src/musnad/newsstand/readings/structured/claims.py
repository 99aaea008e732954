"""Claims and sources, as machines are told of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup

from musnad.ledger.models import Statement
from musnad.ledger.vocabulary import Act, Precision, SourceKind
from musnad.newsroom.models import Story
from musnad.newsstand.addresses import whole_address
from musnad.newsstand.claim_views import ClaimPage, SourcePage, Verdict
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.structured.shapes import Told, filled, publisher, script

RATINGS = {"true": 5, "misleading": 2, "false": 1}
"""Of 5, for those who want a number. What is unproven has none."""

MOST = 50
"""Appearances that are told of."""


def claim_data(
    page: ClaimPage, stories: Sequence[Story], statements: Sequence[Statement], edition: EditionReading
) -> Markup:
    """Return what a claim's page tells machines; a ClaimReview only where an editor gave a verdict.

    stories: those that carry it, the newest first. statements: in the order said.
    """
    appearances = appearances_of(stories, statements, edition)
    claim: Told = {
        "@type": "Claim",
        "@id": page.chrome.canonical,
        "url": page.chrome.canonical,
        "text": page.sentence,
        "inLanguage": page.lang,
        "firstAppearance": appearances[0] if appearances else None,
        "appearance": appearances,
    }
    if page.standing.verdict is None:
        return script(claim)
    return script(claim, review(page, page.standing.verdict))


def appearances_of(
    stories: Sequence[Story], statements: Sequence[Statement], edition: EditionReading
) -> list[dict[str, str]]:
    """Return where the claim is said, the earliest first: the addresses of those who affirm it, and our stories."""
    found: list[tuple[datetime | None, dict[str, str]]] = []
    for statement in statements:
        links = [link.address for link in statement.chain.all() if link.address.startswith(("https://", "http://"))]
        if statement.act == Act.AFFIRM and links:
            found.append(
                (statement.said_at or statement.told_at, work("CreativeWork", links[0], when(statement, edition)))
            )
    for story in stories:
        published = edition.moment(story.published_at).iso if story.published_at else ""
        found.append((story.published_at, work("NewsArticle", whole_address(story.url_path), published, story.title)))
    # Those of which nobody knows when stand last: none of them is called the first.
    ordered = sorted(found, key=lambda each: (each[0] is None, each[0].timestamp() if each[0] else 0.0))
    return list({each["url"]: each for _, each in reversed(ordered)}.values())[::-1][:MOST]


def when(statement: Statement, edition: EditionReading) -> str:
    """Return when it was said in ISO 8601, no more exactly than it is known: a day has no hour."""
    if statement.said_at:
        return edition.span(statement.said_at, statement.said_precision).iso
    return edition.span(statement.told_at, Precision.DAY).iso if statement.told_at else ""


def work(kind: str, url: str, published: str, headline: str = "") -> dict[str, str]:
    return filled({"@type": kind, "url": url, "headline": headline, "datePublished": published})


def review(page: ClaimPage, verdict: Verdict) -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": verdict.text}
    if verdict.code in RATINGS:
        rating |= {"ratingValue": RATINGS[verdict.code], "bestRating": 5, "worstRating": 1}
    return {
        "@type": "ClaimReview",
        "@id": f"{page.chrome.canonical}#review",
        "url": page.chrome.canonical,
        "claimReviewed": page.sentence,
        "itemReviewed": {"@type": "Claim", "@id": page.chrome.canonical},
        "author": {"@type": "Person", "name": verdict.by},
        "publisher": publisher(page.chrome.edition),
        "datePublished": verdict.at.iso,
        "inLanguage": page.chrome.edition.lang,
        "reviewBody": verdict.reason,
        "reviewRating": rating,
    }


def source_data(page: SourcePage, kind: SourceKind) -> Markup:
    """Return what a source's page tells machines: who it is, and where it speaks."""
    person = kind in {SourceKind.PERSON, SourceKind.WITNESS}
    body = {"@type": "Organization", "name": page.belongs_to.text} if page.belongs_to else None
    return script(
        {
            "@type": "Person" if person else "Organization",
            "@id": f"{page.chrome.canonical}#source",
            "name": page.name.text,
            "alternateName": [name.text for name in page.names],
            "url": page.chrome.canonical,
            "sameAs": list(page.addresses),
            "affiliation" if person else "parentOrganization": body,
        }
    )
