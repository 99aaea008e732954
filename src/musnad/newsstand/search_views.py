"""What the template of the search page is given: plain values, as in `views`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from musnad.newsstand.claim_views import Chip
from musnad.newsstand.views import Chrome, Link, Moment


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text; `hit`: it is what was asked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Result:
    """kind: story, claim or source. headline, snippet: in the letters of the text."""

    kind: str
    label: str
    path: str
    headline: tuple[Run, ...]
    snippet: tuple[Run, ...]
    published: Moment | None
    section: Link | None = None
    chip: Chip | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a filter."""

    value: str
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    kinds: tuple[Choice, ...]
    sections: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    standings: tuple[Choice, ...]
    since: str = ""
    until: str = ""

    @property
    def used(self) -> bool:
        """Whether any filter is on."""
        chosen = (each.chosen and each.value for group in self.groups for each in group)
        return bool(self.since or self.until or any(chosen))

    @property
    def groups(self) -> tuple[tuple[Choice, ...], ...]:
        return self.kinds, self.sections, self.sources, self.standings


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The form with its answer. printed: the page of the folder, on which a script answers from the printed index.

    counted: how many were found, in words; notes: what the reader is told besides. live: where the site itself answers,
    a whole address, or "" where none is set. index: the folder of the printed index. completes: who completes words.
    script: the words that it needs.
    """

    chrome: Chrome
    typed: str
    action: str
    filters: Filters
    results: tuple[Result, ...] = ()
    counted: str = ""
    notes: tuple[str, ...] = ()
    suggestions: tuple[Link, ...] = ()
    earlier: Link | None = None
    later: Link | None = None
    position: str = ""
    printed: bool = False
    live: str = ""
    index: str = ""
    completes: str = ""
    script: Mapping[str, object] = field(default_factory=dict)
