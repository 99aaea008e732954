"""The fronts: whose site it is, which stories a list has, who an author is."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from musnad.newsstand import views
from musnad.newsstand.addresses import whole_address
from musnad.newsstand.readings.structured.shapes import Told, filled, image, person, publisher, script, website_id

MOST = 10
"""Stories of a list that machines are told of; an address in Arabic letters takes them half a kilobyte."""


def home_data(page: views.HomePage) -> Markup:
    """Return what an edition's front tells machines: the newsroom with its policies, the site, its newest stories."""
    chrome = page.chrome
    site = {
        "@type": "WebSite",
        "@id": website_id(chrome.edition),
        "url": chrome.canonical,
        "name": chrome.edition.name,
        "description": chrome.description,
        "inLanguage": chrome.edition.lang,
        "publisher": {"@id": publisher(chrome.edition)["@id"]},
    }
    shown = [page.lead, *page.seconds] if page.lead else []
    return script(publisher(chrome.edition), site, collection(chrome, "CollectionPage", listed(shown)))


def front_data(page: views.ListPage) -> Markup:
    """Return what the front of a section, topic, keyword or author tells machines."""
    if page.author:
        return script(collection(page.chrome, "ProfilePage", author(page.author, page.chrome.edition)))
    shown = [page.lead, *page.cards] if page.lead else []
    return script(collection(page.chrome, "CollectionPage", listed(shown)))


def collection(chrome: views.Chrome, kind: str, entity: Told) -> Told:
    return {
        "@type": kind,
        "@id": chrome.canonical,
        "url": chrome.canonical,
        "name": chrome.title,
        "description": chrome.description,
        "inLanguage": chrome.edition.lang,
        "isPartOf": {
            "@type": "WebSite",
            "@id": website_id(chrome.edition),
            "url": whole_address(chrome.edition.path),
            "name": chrome.edition.name,
        },
        "mainEntity": entity,
    }


def author(who: views.Author, edition: views.Edition) -> Told:
    told = person(who, edition)
    # On this page alone: a story's names its authors, and does not tell their lives.
    told |= {"description": who.bio, "image": image(who.picture) if who.picture else None}
    return filled({**told, "worksFor": publisher(edition)})


def listed(cards: Sequence[views.Card]) -> Told:
    """Return the list of stories, the first on the page first."""
    items = [
        {"@type": "ListItem", "position": at, "name": card.headline, "url": whole_address(card.path)}
        for at, card in enumerate(cards[:MOST], 1)
    ]
    return {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items} if items else {}
