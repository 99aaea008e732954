"""What the templates of letters are given."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.newsstand.claim_views import Standing
from musnad.newsstand.views import Card, Chrome, Link, Moment


@dataclass(frozen=True, slots=True)
class SentItem:
    """What a letter carried: a story (`card`), one that is no longer published (`gone`), or a claim."""

    card: Card | None = None
    gone: str = ""
    claim: Link | None = None
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class SentPage:
    """The copy of a letter that was sent. intro: its paragraphs. items: as things stand now."""

    chrome: Chrome
    subject: str
    kind: str
    sent: Moment
    intro: tuple[str, ...]
    items: tuple[SentItem, ...]
    all: Link


@dataclass(frozen=True, slots=True)
class SentEntry:
    link: Link
    kind: str
    sent: Moment


@dataclass(frozen=True, slots=True)
class SentListPage:
    """An edition's letters: the newest, or one page of all; the latest stands first."""

    chrome: Chrome
    title: str
    intro: str
    letters: tuple[SentEntry, ...]
    older: Link | None = None
    newer: Link | None = None
    number: int = 0
