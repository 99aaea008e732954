"""The things that several kinds of page speak of, each said the same way everywhere: so machines see that it is one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from musnad.newsstand import views
from musnad.newsstand.addresses import whole_address

CONTEXT = "https://schema.org"

Told = dict[str, Any]


def script(*things: Told) -> Markup:
    """Return the things as the JSON of a script element, several as a graph; no "<" in it can end the element."""
    told = filled(things[0]) if len(things) == 1 else {"@graph": [filled(each) for each in things]}
    text = json.dumps({"@context": CONTEXT, **told}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704  (nothing in it ends a script element)


def filled(told: Told) -> Told:
    """Return what is told without what is empty; `False` and 0 are said."""
    return {key: value for key, value in told.items() if value not in ("", None, [], {}, ())}


def address(link: views.Link) -> str:
    return whole_address(link.path)


def organization_id(edition: views.Edition) -> str:
    return f"{whole_address(edition.path)}#organization"


def website_id(edition: views.Edition) -> str:
    return f"{whole_address(edition.path)}#website"


def publisher(edition: views.Edition) -> Told:
    """Return the newsroom, with the addresses of the policies that it is held to."""
    return filled(
        {
            "@type": "NewsMediaOrganization",
            "@id": organization_id(edition),
            "name": edition.name,
            "url": whole_address(edition.path),
            "slogan": edition.tagline,
            "logo": image(edition.logo) if edition.logo else None,
            "knowsLanguage": edition.lang,
            **{name: whole_address(path) for name, path in edition.policies},
        }
    )


def person(author: views.Author, edition: views.Edition) -> Told:
    """Return who signs stories; the same on the story and on the author's own page."""
    url = whole_address(author.path)
    return filled(
        {
            "@type": "Person",
            "@id": f"{url}#person",
            "name": author.name,
            "url": url,
            "jobTitle": author.role,
            "worksFor": {"@id": organization_id(edition)},
        }
    )


def image(picture: views.Picture, caption: str = "", credit: str = "") -> Told:
    return sized(picture.fallback, picture.width, picture.height, caption or picture.alt, credit)


def sized(path: str, width: int, height: int, caption: str = "", credit: str = "") -> Told:
    """Return a picture's file. schema.org wants a Distance: a number and its unit."""
    url = whole_address(path)
    told = {"@type": "ImageObject", "url": url, "contentUrl": url, "width": f"{width} px", "height": f"{height} px"}
    return filled({**told, "caption": caption, "creditText": credit})


def breadcrumbs(way: Sequence[views.Link], title: str, canonical: str) -> Markup:
    """Return the way to the page called `title`, from the edition's front to the page itself."""
    steps = [*((link.text, whole_address(link.path)) for link in way), (title, canonical)]
    items = [
        {"@type": "ListItem", "position": at, "name": name, "item": {"@type": "WebPage", "@id": url}}
        for at, (name, url) in enumerate(steps, 1)
    ]
    return script({"@type": "BreadcrumbList", "itemListElement": items})
