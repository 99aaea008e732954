"""What templates are given of the ledger: plain values, as in `views`."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from musnad.newsstand.views import Chrome, Link, Moment


@dataclass(frozen=True, slots=True)
class Chip:
    """The word on a story in a list, of a claim in it that does not stand as the story has it."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a claim stands as it does. key: the words' `reason_<key>`, with {who} and perhaps {count}, {part}.

    more: how many stand behind those named. when: it was said; told: where that is unknown, when it was told on.
    medium, address: where it was said. statement: the path of the statement.
    """

    key: str
    who: tuple[Link, ...]
    more: int = 0
    count: str = ""
    part: str = ""
    when: Moment | None = None
    told: Moment | None = None
    medium: str = ""
    address: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an editor found, with reason and name."""

    code: str
    text: str
    reason: str
    by: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Standing:
    code: str
    text: str
    reasons: tuple[Reason, ...]
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A link of a chain: who said or relayed it, in what medium, at what address."""

    who: Link
    medium: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a story has somebody say of a claim: the act, and through whom it came, the one who said it first."""

    act: str
    code: str
    chain: tuple[Step, ...]
    part: str = ""


@dataclass(frozen=True, slots=True)
class CarriedClaim:
    """A claim in a story's list. anchor: its id on the page; words: that of the mark at its words, or "".

    gone: the story no longer has the words.
    """

    anchor: str
    claim: Link
    standing: Standing | None
    told: tuple[Told, ...]
    words: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A claim of a story that stands otherwise than when the story was published.

    before: in a word, or "". since: when it came to stand where it stands, in ISO 8601.
    """

    claim: Link
    before: str
    standing: Standing
    since: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement on the claim's page, or on its source's.

    when: it was said; told: where that is unknown, when it was told on. part: what alone it is about.
    where: the story that has it. kept: when copies were kept.
    """

    anchor: str
    act: str
    code: str
    who: Link | None
    words: str
    lang: str
    when: Moment | None
    recorded: Moment
    chain: tuple[Step, ...] = ()
    part: str = ""
    first_hand: bool = False
    where: Link | None = None
    kept: tuple[Moment, ...] = ()
    claim: Link | None = None
    standing: Chip | None = None
    address: str = ""
    told: Moment | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One source in the picture of the chains, and in the list that says the same.

    who, details: its name and detail in lines that a narrow phone has room for. code, act: what it said, for who said
    it first. x, y: where its dot is, in pixels from the corner where reading begins; parent_y: where the dot is that
    it hangs on.
    """

    name: Link
    detail: str
    who: tuple[str, ...]
    details: tuple[str, ...]
    x: int
    y: int
    parent_y: int | None
    code: str = ""
    act: str = ""
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class ChainPicture:
    """The chains as a picture. nodes: all, from the top; roots: the same, each with those that had it from it."""

    nodes: tuple[Node, ...]
    roots: tuple[Node, ...]
    height: int
    more: str = ""


@dataclass(frozen=True, slots=True)
class Turned:
    """A line of the log of standings. before: the word for where it stood, or ""."""

    at: Moment
    before: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class ClaimPage:
    chrome: Chrome
    sentence: str
    lang: str
    happened: Moment | None
    place: str
    standing: Standing
    counted: str  # «14 جهة، مصدر واحد»; "" where nobody affirms it
    picture: ChainPicture | None
    statements: tuple[Said, ...]
    number: int
    older: Link | None
    newer: Link | None
    stories: tuple[tuple[Link, Moment | None], ...]
    more_stories: str
    log: tuple[Turned, ...]
    short: str
    structured: Markup


@dataclass(frozen=True, slots=True)
class SourcePage:
    """figures: how it fared, each in words; members: the accounts and offices that belong to it."""

    chrome: Chrome
    name: Link
    kind: str
    names: tuple[Link, ...]
    belongs_to: Link | None
    independent: bool
    members: tuple[Link, ...]
    addresses: tuple[str, ...]
    figures: tuple[str, ...]
    statements: tuple[Said, ...]
    more: str
    structured: Markup


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the public log: a note on a story (`note`), or a claim that stands otherwise (`turned`)."""

    anchor: str
    at: Moment
    subject: Link
    note: str = ""
    turned: Turned | None = None


@dataclass(frozen=True, slots=True)
class LogPage:
    """The public log: its newest entries with the months that there are, or a page of one month."""

    chrome: Chrome
    title: str
    intro: str
    entries: tuple[Entry, ...]
    months: tuple[Link, ...] = ()
    older: Link | None = None
    newer: Link | None = None
    number: int = 0
    feed: str = ""
    mirrors: Link | None = None  # on the log's front, once there is a key
