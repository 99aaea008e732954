"""The plain values that templates are given: no database behind them, nothing left to look up.

`readings` makes them from the newsroom; `templates` shows them. Every `path` is either a site path
("/ar/politics/", written relative to the printed page by the template's `href`) or a whole address of
another site. Every `html` is markup that has passed the sanitiser.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

if TYPE_CHECKING:
    from musnad.newsstand.claim_views import CarriedClaim, Change, Chip
    from musnad.newsstand.letter_views import Choice, LettersForm

Direction = Literal["rtl", "ltr"]


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    path: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time: `iso` for machines (with offset), `text` by the edition's policy for people."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceSet:
    """One format of a picture: `candidates` are (public file path, width in pixels), narrowest first."""

    mime: str
    candidates: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in several formats and widths; `sources` best compression first, `fallback` a JPEG or PNG.

    width and height are of the fallback, in pixels. position is a CSS object-position at the focal point.
    sizes: all files of the fallback's format, narrowest first, with width and height.
    """

    sources: tuple[SourceSet, ...]
    fallback: str
    width: int
    height: int
    alt: str
    position: str = "50% 50%"
    sizes: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    picture: Picture | None
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Kicker:
    """The word above a headline; code is breaking, exclusive, opinion, analysis, investigation, interview…"""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """A story as lists show it."""

    path: str
    headline: str
    published: Moment | None
    kicker: Kicker | None = None
    standfirst: str = ""
    section: Link | None = None
    picture: Picture | None = None
    byline: str = ""
    chip: Chip | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A titled row of cards on a front; `more` leads to the whole list."""

    title: str
    cards: tuple[Card, ...]
    more: Link | None = None


# --- the body's blocks -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    html: Markup
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int
    anchor: str
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class ItemList:
    items: tuple[Markup, ...]
    ordered: bool
    kind: str = "list"


@dataclass(frozen=True, slots=True)
class Quotation:
    text: str
    speaker: str = ""
    role: str = ""
    kind: str = "quote"


@dataclass(frozen=True, slots=True)
class Image:
    figure: Figure
    kind: str = "image"


@dataclass(frozen=True, slots=True)
class Gallery:
    title: str
    figures: tuple[Figure, ...]
    kind: str = "gallery"


class Platform(StrEnum):
    X = "x"
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    TELEGRAM = "telegram"
    TIKTOK = "tiktok"
    YOUTUBE = "youtube"


@dataclass(frozen=True, slots=True)
class Post:
    """An embedded post as a local card; `text` is empty where none is held."""

    platform: str
    platform_name: str
    url: str
    account: str = ""
    name: str = ""
    text: str = ""
    lang: str = ""
    posted: Moment | None = None
    kind: str = "post"


@dataclass(frozen=True, slots=True)
class Media:
    """A video or a sound kept here (`file`), or one elsewhere (`url`), which the page links and never loads."""

    medium: Literal["video", "audio"]
    title: str
    file: str = ""
    mime: str = ""
    url: str = ""
    poster: Picture | None = None
    captions: str = ""
    caption: str = ""
    credit: str = ""
    transcript: Markup = field(default_factory=Markup)
    kind: str = "media"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row and the first column are headings where said."""

    caption: str
    rows: tuple[tuple[str, ...], ...]
    first_row_heads: bool
    first_column_heads: bool
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class FactBox:
    title: str
    html: Markup
    kind: str = "facts"


@dataclass(frozen=True, slots=True)
class Related:
    """The editor's «اقرأ المزيد» in the body: stories of this site as cards, other addresses as links."""

    cards: tuple[Card, ...]
    links: tuple[Link, ...]
    kind: str = "related"


@dataclass(frozen=True, slots=True)
class File:
    title: str
    path: str
    format: str
    size: str
    kind: str = "file"


Block = Paragraph | Heading | ItemList | Quotation | Image | Gallery | Post | Media | Table | FactBox | Related | File


# --- what stands round every page --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DateLine:
    """What the script needs to write today's date by the edition's policy.

    pattern has {weekday}, {day}, {month} and {year}.
    digits: the ten digits as one string. zone: IANA name. hijri: 12 month names and a pattern, or nothing.
    """

    weekdays: tuple[str, ...]  # Sunday first, as JavaScript counts
    months: tuple[str, ...]
    digits: str
    pattern: str
    zone: str
    hijri_months: tuple[str, ...] = ()
    hijri_pattern: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    lang: str
    direction: Direction
    name: str
    tagline: str
    path: str
    logo: Picture | None
    menu: tuple[Link, ...]
    standing: tuple[Link, ...]
    date_line: DateLine
    footer: str = ""
    log: Link | None = None
    app: bool = False  # it can be installed, and keeps what was read last
    policies: tuple[tuple[str, str], ...] = ()  # schema.org's name of each, and its page
    letters: tuple[Choice, ...] = ()  # those that the box on its pages offers; no box where there are none


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another edition."""

    lang: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class ShareImage:
    """What messengers and networks show of a page: a site path, its size in pixels, what stands on it."""

    path: str
    width: int
    height: int
    mime: str
    alt: str


@dataclass(frozen=True, slots=True)
class Chrome:
    """All that a page's head, masthead and foot say.

    latest: headlines of the bar, printed on the fronts; None on pages that fetch `latest_path` by script instead,
    so that a new story does not stale every page. canonical is a whole address, or "" where the site has none set.
    """

    edition: Edition
    title: str
    description: str
    path: str
    canonical: str
    current: str  # path of the menu entry that this page belongs to
    breadcrumbs: tuple[Link, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    latest: tuple[Link, ...] | None = None
    latest_path: str = ""
    share_image: ShareImage | None = None
    indexed: bool = True
    breadcrumb_data: Markup = Markup("")  # noqa: RUF009  (the same in JSON-LD)
    feed: Link | None = None  # the page whose feeds a reader's program is offered here
    letters: LettersForm | None = None
    oembed: str = ""  # the whole address that tells how other sites show the page
    default: str = ""  # path for readers of none of the languages that it has, where it has several


# --- pages -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    path: str
    role: str = ""
    bio: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    at: Moment
    text: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an imported story came from, and what is known of its date; not_before is the earliest it can be."""

    name: str
    url: str
    not_before: Moment | None
    captured: Moment | None


@dataclass(frozen=True, slots=True)
class ShareLink:
    name: str
    url: str
    code: str


@dataclass(frozen=True, slots=True)
class StoryPage:
    chrome: Chrome
    headline: str
    kicker: Kicker | None
    standfirst: str
    section: Link
    authors: tuple[Author, ...]
    agency: str
    dateline: str
    published: Moment | None
    updated: Moment | None
    hero: Figure | None
    body: tuple[Block, ...]
    keywords: tuple[Link, ...]
    topics: tuple[Link, ...]
    credits: tuple[Link, ...]  # path is "" where the outlet has no address
    corrections: tuple[Correction, ...]
    provenance: Provenance | None
    more: tuple[Card, ...]
    short: str
    share: tuple[ShareLink, ...]
    structured: Markup  # schema.org JSON-LD, ready to stand in a script element
    claims: tuple[CarriedClaim, ...] = ()
    changes: tuple[Change, ...] = ()  # claims that stand otherwise than when the story was published
    original: Link | None = None  # the story that this one is a translation of
    translations: tuple[Link, ...] = ()  # of this one, where it is the original
    marked_headline: Markup = Markup("")  # noqa: RUF009  (with marks at claims; empty where there are none)
    marked_standfirst: Markup = Markup("")  # noqa: RUF009  (as the headline)


@dataclass(frozen=True, slots=True)
class HomePage:
    chrome: Chrome
    lead: Card | None
    seconds: tuple[Card, ...]
    shelves: tuple[Shelf, ...]
    archive: Link
    structured: Markup = Markup("")  # noqa: RUF009  (nothing yet)


@dataclass(frozen=True, slots=True)
class Pager:
    """An archive is paged from the oldest: page 1 never changes once it is full."""

    number: int
    last: int
    older: Link | None
    newer: Link | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """A front or an archive page of a section, topic, keyword or author; `of` says which."""

    chrome: Chrome
    of: Literal["section", "topic", "keyword", "author"]
    title: str
    intro: str
    lead: Card | None
    cards: tuple[Card, ...]
    archive: Link | None = None  # from a front to its newest archive page
    pager: Pager | None = None  # on archive pages alone
    author: Author | None = None
    picture: Picture | None = None
    structured: Markup = Markup("")  # noqa: RUF009  (none on archive pages)


@dataclass(frozen=True, slots=True)
class DayPage:
    chrome: Chrome
    day: Moment
    cards: tuple[Card, ...]
    earlier: Link | None
    later: Link | None
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """The index of the day archive: years, their months, their days that have stories."""

    chrome: Chrome
    title: str
    months: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class StandingPage:
    chrome: Chrome
    title: str
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class GonePage:
    chrome: Chrome
    headline: str
    since: Moment


@dataclass(frozen=True, slots=True)
class Notice:
    """A few words in another edition's language, and the way there."""

    lang: str
    title: str
    text: str
    way: Link


@dataclass(frozen=True, slots=True)
class MissingPage:
    """The page for an address that never was (404); it is served at any depth, so its links are absolute.

    It stands for all editions: `others` say the same in their languages.
    """

    chrome: Chrome
    others: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class RedirectPage:
    lang: str
    direction: Direction
    target: str
    canonical: str
    title: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class KeyPage:
    """The public key that mirrors are signed with, as PEM and nothing else."""

    pem: str


@dataclass(frozen=True, slots=True)
class LatestPage:
    """The fragment that the headline bar fetches."""

    lang: str
    path: str
    latest: tuple[Link, ...]
