"""What RFC 4287, RSS 2.0.11, JSON Feed 1.1 and the W3C's feed validator ask of a feed, in our own words.

`faults_of(path, body)` returns a line for each error and each warning; [] for a feed that is valid without any.
"""

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.parsers import expat

ATOM, DC, CONTENT, TERMS = (
    "http://www.w3.org/2005/Atom",
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/rss/1.0/modules/content/",
    "http://purl.org/dc/terms/",
)
PREFIXES = {"atom": ATOM, "dc": DC, "content": CONTENT, "dcterms": TERMS}
"""The prefixes that programs know these by; another would be read by fewer."""

# HTML 4 without scripts, frames, forms and styles.
HTML = """
a abbr acronym address b big blockquote br caption center cite code col colgroup dd del dfn div dl dt em font h1 h2 h3
h4 h5 h6 hr i img ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt
u ul var
"""
HARMLESS = """
abbr align alt axis border cellpadding cellspacing char charoff cite class clear cols colspan color compact datetime dir
headers height href hreflang hspace id label lang longdesc name noshade nowrap rel rev rows rowspan rules scope size
span src srcset start summary target title type valign value vspace width
"""
ELEMENTS, ATTRIBUTES = frozenset(HTML.split()), frozenset(HARMLESS.split())
EMPTY = {"br", "hr", "img", "col"}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
RFC822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d:\d\d (GMT|[+-]\d{4})"
)
# Signs that a text has by accident alone: controls, and what stands for a letter that was lost.
ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff\ud800-\udfff]")
LIKE_HTML = re.compile(r"</?[A-Za-z][^>]*>|&#?\w+;")
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#$%&'()*+,./0-9:;=?@A-Z_a-z~\[\]-]+")


class Element:
    def __init__(self, name, attributes, parent):
        self.name, self.attributes, self.parent = name, attributes, parent
        self.children, self.text = [], ""

    def all(self, name):
        return [each for each in self.children if each.name == name]

    def one(self, name):
        found = self.all(name)
        return found[0] if found else None


def faults_of(path, body):
    faults = []
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"not UTF-8: {error}"]
    faults += [f"odd sign {sign!a}" for sign in set(ODD.findall(text))]
    if path.endswith(".json"):
        return faults + json_faults(text)
    try:
        root = parse(body)
    except expat.ExpatError as error:
        return [*faults, f"not well-formed: {error}"]
    if not text.startswith('<?xml version="1.0" encoding="utf-8"?>'):
        faults.append("no declaration of XML in UTF-8")
    found = re.findall(r'xmlns:(\w+)="([^"]+)"', text)
    faults += [f"prefix {prefix} for {space}" for prefix, space in found if PREFIXES.get(prefix) != space]
    return faults + (atom_faults(root) if root.name == f"{ATOM} feed" else rss_faults(root))


def parse(body):
    parser = expat.ParserCreate(namespace_separator=" ")
    at = [Element("", {}, None)]

    def begin(name, attributes):
        new = Element(name, attributes, at[-1])
        at[-1].children.append(new)
        at.append(new)

    def said(text):
        at[-1].text += text

    parser.StartElementHandler, parser.CharacterDataHandler = begin, said
    parser.EndElementHandler = lambda _: at.pop()
    parser.Parse(body, True)
    return at[0].children[0]


# --- values ---


def blank(what, text):
    return [] if text and text.strip() else [f"{what} is blank"]


def plain_text(what, text):
    return blank(what, text) + ([f"{what} looks like HTML"] if LIKE_HTML.search(text) else [])


def address(what, text):
    good = ADDRESS.fullmatch(text or "") and urlsplit(text).scheme in {"http", "https"} and urlsplit(text).netloc
    faults = [] if good else [f"{what} is no whole address: {text}"]
    if re.search(r"%[0-9a-f]?[a-f]|%(?![0-9A-Fa-f]{2})", text or ""):
        faults.append(f"{what} is not written as addresses are: {text}")
    return faults


def moment(what, text):
    if not RFC3339.fullmatch(text or ""):
        return [f"{what} is no date of RFC 3339: {text}"]
    return plausible(what, datetime.fromisoformat(text))


def mail_moment(what, text):
    if not RFC822.fullmatch(text or ""):
        return [f"{what} is no date of RFC 822: {text}"]
    when = parsedate_to_datetime(text)
    return plausible(what, when) + ([] if f"{when:%a}" == text[:3] else [f"{what} is on another weekday"])


def plausible(what, when):
    return [] if 1970 <= when.year < 2100 else [f"{what} is implausible: {when}"]


def once(parent, *names, needed=()):
    faults = [f"{name} {len(parent.all(name))} times" for name in names if len(parent.all(name)) > 1]
    return faults + [f"{parent.name} without {name}" for name in needed if not parent.all(name)]


def only(parent, *names):
    return [f"{each.name} in {parent.name}" for each in parent.children if each.name not in names]


def apart(what, values):
    return [f"two of {what} {each}" for each in set(values) if values.count(each) > 1]


class Markup(HTMLParser):
    def __init__(self, what):
        super().__init__()
        self.what, self.faults, self.open = what, [], []

    def handle_starttag(self, tag, attributes):
        if tag not in ELEMENTS:
            self.faults.append(f"{self.what} has <{tag}>")
        for name, value in attributes:
            if name not in ATTRIBUTES:
                self.faults.append(f"{self.what} has {name} on <{tag}>")
            if name in {"href", "src", "cite"} and not re.match(r"(https?://|mailto:|tel:)", value or ""):
                self.faults.append(f"{self.what} leads to {value!r}, which is no whole address")
        if tag == "img" and "src" not in dict(attributes):
            self.faults.append(f"{self.what} has a picture without one")
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{self.what} closes <{tag}> that is not open")


def html(what, text):
    markup = Markup(what)
    markup.feed(text)
    markup.close()
    return blank(what, text) + markup.faults + [f"{what} leaves <{tag}> open" for tag in markup.open]


# --- Atom ---


def a(name):
    return f"{ATOM} {name}"


def atom_faults(feed):
    own = [a(name) for name in ("id", "title", "subtitle", "updated", "author", "link", "entry")]
    faults = only(feed, *own) + once(feed, a("subtitle"), needed=()) + language_faults(feed)
    faults += once(feed, a("id"), a("title"), a("updated"), needed=(a("id"), a("title"), a("updated"), a("author")))
    faults += address("the feed's id", feed.one(a("id")).text) + plain_text("its title", feed.one(a("title")).text)
    faults += moment("its time", feed.one(a("updated")).text) + link_faults(feed, "self")
    for subtitle in feed.all(a("subtitle")):
        faults += plain_text("its subtitle", subtitle.text)
    places = [feed.children.index(each) for each in feed.all(a("entry"))]
    if places and places != list(range(places[0], len(feed.children))):
        faults.append("something stands after an entry")
    faults += author_faults(feed)
    for entry in feed.all(a("entry")):
        faults += entry_faults(entry)
    for name in ("id", "updated"):
        faults += apart(name, [entry.one(a(name)).text for entry in feed.all(a("entry")) if entry.one(a(name))])
    return faults


def language_faults(feed):
    lang = feed.attributes.get("http://www.w3.org/XML/1998/namespace lang", "")
    return [] if LANGUAGE.fullmatch(lang) else [f"no language: {lang!r}"]


def link_faults(parent, *needed):
    faults, seen = [], []
    for link in parent.all(a("link")):
        rel = link.attributes.get("rel", "alternate")
        faults += address(f"link {rel}", link.attributes.get("href", ""))
        seen.append((rel, link.attributes.get("type"), link.attributes.get("hreflang")))
        if link.children or link.text.strip():
            faults.append("a link with content")
        if rel not in {"self", "alternate", "hub"}:
            faults.append(f"link {rel} is not registered")
        if rel != "hub" and "/" not in link.attributes.get("type", ""):
            faults.append(f"link {rel} without a type")
    faults += apart("links", [each for each in seen if each[0] == "alternate"])
    return faults + [f"no link {rel}" for rel in needed if rel not in {each[0] for each in seen}]


def author_faults(parent):
    return [
        fault for author in parent.all(a("author")) for fault in plain_text("an author", author.one(a("name")).text)
    ]


def entry_faults(entry):
    names = ("id", "title", "published", "updated", "author", "link", "category", "summary", "content")
    faults = only(entry, *map(a, names))
    faults += once(entry, *(a(name) for name in ("id", "title", "updated", "published", "summary", "content")))
    faults += once(entry, needed=[a(name) for name in ("id", "title", "updated", "content")])
    faults += address("an entry's id", entry.one(a("id")).text) + plain_text("its title", entry.one(a("title")).text)
    faults += moment("its time", entry.one(a("updated")).text) + link_faults(entry, "alternate") + author_faults(entry)
    for published in entry.all(a("published")):
        faults += moment("its publication", published.text)
    for summary in entry.all(a("summary")):
        faults += plain_text("its summary", summary.text)
    for category in entry.all(a("category")):
        faults += blank("a category", category.attributes.get("term", ""))
    content = entry.one(a("content"))
    if content.attributes.get("type") != "html":
        faults.append("content that is no HTML")
    return faults + html("its content", content.text)


# --- RSS ---


def rss_faults(root):
    if (
        root.name != "rss"
        or root.attributes.get("version") != "2.0"
        or [each.name for each in root.children] != ["channel"]
    ):
        return ["no RSS 2.0"]
    channel = root.children[0]
    own = ("title", "link", "description", "language", "lastBuildDate")
    faults = only(channel, *own, a("link"), "item") + once(channel, *own, needed=own)
    faults += plain_text("the channel's title", channel.one("title").text)
    faults += plain_text("its description", channel.one("description").text)
    faults += address("its link", channel.one("link").text) + mail_moment("its time", channel.one("lastBuildDate").text)
    if not LANGUAGE.fullmatch(channel.one("language").text):
        faults.append("no language")
    faults += link_faults(channel, "self")
    for item in channel.all("item"):
        faults += item_faults(item)
    return faults + apart("guid", [item.one("guid").text for item in channel.all("item") if item.one("guid")])


def item_faults(item):
    encoded, creator, modified = f"{CONTENT} encoded", f"{DC} creator", f"{TERMS} modified"
    single = ("title", "link", "guid", "pubDate", "description", encoded, modified)
    faults = only(item, *single, creator, "category")
    faults += once(item, *single, needed=("title", "link", "guid", "pubDate", "description"))
    faults += plain_text("an item's title", item.one("title").text) + address("its link", item.one("link").text)
    faults += mail_moment("its date", item.one("pubDate").text) + guid_faults(item.one("guid"))
    for name in (creator, "category"):
        faults += [fault for each in item.all(name) for fault in blank(name, each.text)]
    faults += [fault for each in item.all(modified) for fault in moment(modified, each.text)]
    description, whole = item.one("description"), item.one(encoded)
    if whole is None:
        return faults + html("its description", description.text)
    if item.children.index(description) > item.children.index(whole):
        faults.append("the description comes after the content")
    return faults + plain_text("its description", description.text) + html("its content", whole.text)


def guid_faults(guid):
    permanent = guid.attributes.get("isPermaLink", "true")
    if permanent not in {"true", "false"}:
        return [f"isPermaLink={permanent}"]
    return address("a guid", guid.text) if permanent == "true" else blank("a guid", guid.text)


# --- JSON Feed ---


def json_faults(text):
    try:
        feed = json.loads(text)
    except ValueError as error:
        return [f"no JSON: {error}"]
    faults = [f"odd sign in a value: {each!a}" for each in strings(feed) if ODD.search(each)]
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        faults.append("no JSON Feed 1.1")
    known = {"version", "title", "home_page_url", "feed_url", "description", "language", "authors", "hubs", "items"}
    faults += [f"unknown {name}" for name in feed.keys() - known if not name.startswith("_")]
    faults += plain_text("the title", feed.get("title", ""))
    faults += [f for name in ("home_page_url", "feed_url") for f in address(name, feed.get(name, ""))]
    if not LANGUAGE.fullmatch(feed.get("language", "")):
        faults.append("no language")
    for hub in feed.get("hubs", []):
        faults += address("a hub", hub.get("url", "")) + blank("its type", hub.get("type", ""))
    if not isinstance(feed.get("items"), list):
        return [*faults, "no items"]
    faults += [fault for item in feed["items"] for fault in json_item_faults(item)]
    return faults + apart("id", [item.get("id") for item in feed["items"]])


def json_item_faults(item):
    known = {"id", "url", "title", "content_html", "summary", "image", "date_published", "date_modified", "authors"}
    faults = [f"unknown {name}" for name in item.keys() - known - {"tags", "language"} if not name.startswith("_")]
    faults += blank("an id", item.get("id", "")) + plain_text("a title", item.get("title", ""))
    faults += [f for name in ("url", "image") if name in item for f in address(name, item[name])]
    faults += [f for name in ("date_published", "date_modified") if name in item for f in moment(name, item[name])]
    faults += [f for author in item.get("authors", []) for f in blank("an author", author.get("name", ""))]
    faults += [f for tag in item.get("tags", []) for f in blank("a tag", tag)]
    return faults + html("content_html", item.get("content_html", ""))


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
