"""What an HTML page says of itself beside its text: JSON-LD, OpenGraph, microdata, meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from musnad.reader.addresses import web_address
from musnad.reader.dating import Moment, date_in_address, read_machine_date
from musnad.reader.markup import Element, attribute, plain_text, text_of
from musnad.reader.matching import key
from musnad.reader.page import Image
from musnad.reader.vocabulary import EMPTY_KEYWORDS

_MOST_OF_ONE_KIND = 200
_MOST_OF_A_PROPERTY = 10
TITLE_PARTS = re.compile(r"\s+[|–—:«»•·-]+\s+|\s*\|\s*")


@dataclass(slots=True)
class Facts:
    """Named values in the order of their trust, the first the best; `said["published"]` for example."""

    said: dict[str, list[str]] = field(default_factory=dict)
    breadcrumbs: list[str] = field(default_factory=list)
    language: str = ""
    told: str = ""

    def add(self, name: str, value: str) -> None:
        values = self.said.setdefault(name, [])
        if (plain := plain_text(value)) and len(values) < _MOST_OF_ONE_KIND:
            values.append(plain)

    def first(self, *names: str) -> str:
        return next((self.said[name][0] for name in names if self.said.get(name)), "")

    def every(self, *names: str) -> list[str]:
        return [value for name in names for value in self.said.get(name, [])]

    @property
    def url(self) -> str | None:
        written = self.every("canonical", "og:url", "ld:url")
        return next((whole for one in written if (whole := web_address(one, self.first("base")))), None)

    @property
    def base(self) -> str | None:
        """The address that the page's relative links start from."""
        return next((whole for one in self.every("base") if (whole := web_address(one, self.url))), self.url)

    @property
    def section(self) -> str:
        return self.first("ld:section", "article:section")

    @property
    def description(self) -> str:
        return self.first("ld:description", "og:description", "description")

    @property
    def image(self) -> Image | None:
        for written in self.every("og:image", "ld:image", "twitter:image", "image_src"):
            if address := web_address(written, self.base):
                return Image(
                    url=address, alt=self.first("og:image:alt", "twitter:image:alt"), caption=self.first("ld:caption")
                )
        return None

    def published(self) -> Moment | None:
        """Return the day or moment of publishing; the page's own address is asked last."""
        names = ("ld:published", "article:published_time", "item:published", "meta:published", "time:published")
        read = (read_machine_date(written) for written in self.every(*names))
        return next((moment for moment in read if moment), None)

    def published_by_address(self) -> Moment | None:
        return next((day for one in self.every("canonical", "og:url", "ld:url") if (day := date_in_address(one))), None)

    def updated(self) -> Moment | None:
        names = ("ld:updated", "article:modified_time", "item:updated", "meta:updated", "time:updated")
        return next((moment for written in self.every(*names) if (moment := read_machine_date(written))), None)

    def byline(self) -> list[str]:
        """Return the writers; the outlet itself, which many pages name as their author, is none."""
        writers = self.every("ld:author") or self.every("item:author") or self.every("meta:author", "article:author")
        writers = writers or self.every("card:author")[:1]
        return [name for name in writers if not web_address(name) and not self.is_outlet(name)]

    def is_outlet(self, name: str) -> bool:
        # «القمة نت :: عنوان الخبر»: whatever is not the headline in a title is the outlet's name.
        titled = [part for title in self.every("title")[:1] for part in TITLE_PARTS.split(title)[:4]]
        outlets = [key(one) for one in (*self.every("og:site_name", "ld:publisher", "application-name"), *titled)]
        return _is_outlet(key(name), outlets)

    @property
    def names_author(self) -> bool:
        written = self.every("ld:author", "item:author", "meta:author", "article:author")
        return any(not web_address(name) for name in written)

    def keywords(self) -> list[str]:
        """Return the page's keywords; the meta element's, often the site's own, count if no others do."""
        own = self.every("article:tag", "ld:keywords", "rel:tag", "news_keywords")
        outlets = [key(name) for name in self.every("og:site_name", "ld:publisher")]
        given = own or self.every("keywords")
        return [word for word in given if key(word) not in EMPTY_KEYWORDS and not _is_outlet(key(word), outlets)]


def _is_outlet(name: str, outlets: list[str]) -> bool:
    return any(outlet and (name.startswith(outlet) or outlet.startswith(name)) for outlet in outlets)


def read_facts(root: Element) -> Facts:
    """Return what the tree at `root` says of itself; to be read before the scripts are taken out."""
    facts = Facts(language=attribute(root, "lang") or attribute(root, "{http://www.w3.org/XML/1998/namespace}lang"))
    for element in root.iter("meta", "link", "script", "title", "base", "time", "abbr", "a"):
        _READERS[element.tag](element, facts)
    for element in root.iter():
        if "itemprop" in element.attrib:
            _read_microdata(element, facts)
        if "vcard" in attribute(element, "class"):
            _read_card(element, facts)
    return facts


# --- elements ---

_META = {
    **{name: name for name in ("og:title", "og:url", "og:image", "og:image:alt", "og:site_name", "og:description")},
    **{name: name for name in ("article:published_time", "article:modified_time", "article:section", "article:author")},
    **{
        name: name
        for name in ("twitter:title", "twitter:image", "twitter:image:alt", "description", "application-name")
    },
    "twitter:image:src": "twitter:image",
    "og:image:url": "og:image",
    "og:image:secure_url": "og:image",
    **dict.fromkeys(
        ("pubdate", "publishdate", "publish-date", "date", "dc.date.issued", "dcterms.created"), "meta:published"
    ),
    **dict.fromkeys(("parsely-pub-date", "sailthru.date", "publication_date", "datepublished"), "meta:published"),
    **dict.fromkeys(("lastmod", "last-modified", "dcterms.modified", "og:updated_time"), "meta:updated"),
    **dict.fromkeys(("author", "dc.creator", "parsely-author", "sailthru.author"), "meta:author"),
}
_META_LISTS = {
    "article:tag": "article:tag",
    "news_keywords": "news_keywords",
    "keywords": "keywords",
    "parsely-tags": "rel:tag",
}


def _read_meta(element: Element, facts: Facts) -> None:
    name = (attribute(element, "property") or attribute(element, "name")).lower()
    content = attribute(element, "content")
    if name in _META:
        facts.add(_META[name], content)
    elif name in _META_LISTS:
        _add_words(facts, _META_LISTS[name], content)
    elif attribute(element, "http-equiv").lower() == "content-language":
        facts.language = facts.language or content


def _add_words(facts: Facts, name: str, written: str) -> None:
    for word in re.split(r"[,،;؛|]", written):
        facts.add(name, word)


def _read_link(element: Element, facts: Facts) -> None:
    rel = attribute(element, "rel").lower()
    if rel in {"canonical", "image_src"}:
        facts.add(rel, attribute(element, "href"))


def _read_script(element: Element, facts: Facts) -> None:
    if "ld+json" in attribute(element, "type").lower() and element.text:
        read_linked_data(element.text, facts)


def _read_title(element: Element, facts: Facts) -> None:
    facts.add("title", text_of(element))


def _read_base(element: Element, facts: Facts) -> None:
    facts.add("base", attribute(element, "href"))


def _read_time(element: Element, facts: Facts) -> None:
    names = f"{attribute(element, 'class')} {attribute(element, 'itemprop')}".lower()
    if "pubdate" in element.attrib or "publish" in names:
        facts.add("time:published", attribute(element, "datetime"))
    elif "updated" in names or "modified" in names:
        facts.add("time:updated", attribute(element, "datetime"))


def _read_abbreviation(element: Element, facts: Facts) -> None:
    if "published" in attribute(element, "class").split():
        facts.add("time:published", attribute(element, "title"))


def _read_card(element: Element, facts: Facts) -> None:
    """A microformat's writer; those who comment have cards as well."""
    names = attribute(element, "class").lower()
    if "author" in names and "comment" not in names and len(facts.every("card:author")) < _MOST_OF_A_PROPERTY:
        named = next((one for one in islice(element.iter(), 20) if "fn" in attribute(one, "class").split()), None)
        facts.add("card:author", text_of(named)[:100] if named is not None else "")


def _read_anchor(element: Element, facts: Facts) -> None:
    if "tag" in attribute(element, "rel").lower().split():
        facts.add("rel:tag", text_of(element).lstrip("#"))


_READERS = {
    "meta": _read_meta,
    "link": _read_link,
    "script": _read_script,
    "title": _read_title,
    "base": _read_base,
    "time": _read_time,
    "abbr": _read_abbreviation,
    "a": _read_anchor,
}

_MICRODATA = {
    "headline": "item:headline",
    "datePublished": "item:published",
    "dateModified": "item:updated",
    "author": "item:author",
    "articleSection": "item:section",
}


def _read_microdata(element: Element, facts: Facts) -> None:
    for prop in attribute(element, "itemprop").split():
        name = _MICRODATA.get(prop)
        # Elements of this name may stand within one another, thousands deep.
        if name and len(facts.every(name)) < _MOST_OF_A_PROPERTY:
            value = attribute(element, "content") or attribute(element, "datetime")
            named = element.find(".//*[@itemprop='name']") if prop == "author" and not value else None
            facts.add(name, value or text_of(named if named is not None else element)[:300])


# --- JSON-LD ---

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Review)$")
_SALVAGED = {"headline": "ld:headline", "datePublished": "ld:published", "dateModified": "ld:updated"}


def read_linked_data(written: str, facts: Facts) -> None:
    """Add what a JSON-LD script says of the article. Of one that is broken, what can be read by itself is taken."""
    trimmed = re.sub(
        r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\s*\]\]>|/\*\]\]>\*/)\s*$", "", written
    ).strip(" \t\r\n;")
    for attempt in (trimmed, re.sub(r",(\s*[}\]])", r"\1", trimmed)):
        try:
            read = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(read):
            _read_node(node, facts)
        return
    for name, fact in _SALVAGED.items():
        if found := re.search(rf'"{name}"\s*:\s*"((?:[^"\\]|\\.){{1,500}})"', written):
            facts.add(fact, re.sub(r"\\(.)", r"\1", found[1]))


def _nodes(read: Any) -> Iterator[dict[str, Any]]:
    """Yield every object at the top, in lists and in @graph; what they hold further down is their own affair."""
    waiting = [read]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting[:0] = one[:_MOST_OF_ONE_KIND]
        elif isinstance(one, dict):
            yield one
            waiting[:0] = [one[name] for name in ("@graph", "mainEntity") if name in one]


def _read_node(node: dict[str, Any], facts: Facts) -> None:
    types = [str(one).rsplit("/", 1)[-1] for one in _listed(node.get("@type"))]
    if "BreadcrumbList" in types:
        _read_breadcrumbs(node, facts)
    if not any(_ARTICLE.search(one) for one in types):
        return
    for name, fact in (("headline", "ld:headline"), ("datePublished", "ld:published"), ("dateModified", "ld:updated")):
        _add_first(facts, fact, node.get(name))
    for name, fact in (
        ("articleSection", "ld:section"),
        ("description", "ld:description"),
        ("inLanguage", "ld:language"),
    ):
        _add_first(facts, fact, node.get(name))
    for name, fact in (("mainEntityOfPage", "ld:url"), ("url", "ld:url"), ("publisher", "ld:publisher")):
        _add_first(facts, fact, node.get(name))
    for image in _listed(node.get("image")):
        facts.add("ld:image", _named(image, "url", "contentUrl", "@id"))
        facts.add("ld:caption", _named(image, "caption") if isinstance(image, dict) else "")
    for author in _listed(node.get("author")):
        if not isinstance(author, dict) or "Organization" not in str(author.get("@type")):
            facts.add("ld:author", _named(author, "name"))
    for word in _listed(node.get("keywords")):
        _add_words(facts, "ld:keywords", _named(word, "name"))
    facts.told = facts.told or str(node.get("articleBody") or "")


def _read_breadcrumbs(node: dict[str, Any], facts: Facts) -> None:
    crumbs = [one for one in _listed(node.get("itemListElement")) if isinstance(one, dict)]
    names = [_named(one, "name") or _named(one.get("item"), "name") for one in crumbs]
    facts.breadcrumbs = facts.breadcrumbs or [plain for name in names if (plain := plain_text(name))]


def _add_first(facts: Facts, fact: str, value: Any) -> None:
    for one in _listed(value)[:1]:
        facts.add(fact, _named(one, "name", "@id", "url"))


def _listed(value: Any) -> list[Any]:
    return value[:_MOST_OF_ONE_KIND] if isinstance(value, list) else [] if value is None else [value]


def _named(value: Any, *names: str) -> str:
    """Return a string as it is, and of an object the first of its values that is one."""
    if isinstance(value, dict):
        return next((str(value[name]) for name in names if isinstance(value.get(name), str)), "")
    return value if isinstance(value, str) else ""
