"""Who said what, through whom, as a terminal shows it.

A chain goes downwards, a link a line: a terminal that orders a line by the bidi algorithm turns «A → B» of two Arabic
names around. Where Arabic stands in an English line, the isolates of Unicode (FSI, PDI) set it apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from musnad.cli.reading.page import ASIDE
from musnad.reader import Act, Attribution, Comparison, Item, Page, PageReading, Pair, compare

FSI, PDI = "\u2068", "\u2069"

ACTS = {
    Act.AFFIRM: "says",
    Act.DENY: "denies",
    Act.DOUBT: "doubts",
    Act.DECLINE: "does not comment on",
    Act.RETRACT: "takes back",
    Act.URGE: "calls for",
    Act.VOW: "vows",
}
_STYLES = {Act.DENY: "bold red", Act.RETRACT: "bold red", Act.DOUBT: "bold yellow", Act.DECLINE: "bold yellow"}
_NOBODY = "nobody named"


@dataclass(frozen=True, slots=True)
class Other:
    """What another engine found on the same page."""

    name: str
    attributions: tuple[Attribution, ...]

    def compared(self, reading: PageReading) -> Comparison:
        return compare([one.attribution for one in reading.attributions], self.attributions)


def shown_attributions(reading: PageReading, others: Sequence[Other] = ()) -> RenderableType:
    """Return the page's attributions in order; with other engines, what these found otherwise, more, or not at all."""
    compared = [(other, other.compared(reading)) for other in others]
    parts: list[RenderableType] = [_title(len(reading.attributions)), Text("")]
    for place, carried in enumerate(reading.attributions):
        parts.append(_shown(place + 1, carried.attribution, reading, reading.post(carried)))
        for other, comparison in compared:
            parts += _marks(reading, place, other, comparison)
        parts.append(Text(""))
    for other, comparison in compared:
        parts += _alone(reading, other, comparison)
    return Group(*parts)


def _title(count: int) -> Text:
    return Text("Who said what:" if count else "Nobody is said to have said anything.", style="bold")


def _shown(number: int | str, one: Attribution, reading: PageReading, post: Item | None) -> RenderableType:
    text = reading.text.text
    first = Text.assemble(
        f"{number}. ", (ACTS[one.act], _STYLES.get(one.act, "bold green")), "  ", *_speaker(one, text)
    )
    lines = [Text(f"«{_run(text[slice(*one.content)])}»")]
    if one.speaker and one.speaker_resolved and one.speaker_resolved != text[slice(*one.speaker)]:
        lines.insert(0, Text(f"that is {_apart(one.speaker_resolved)}"))
    lines += [Text(f"→ {link}") for link in _links(one, reading, post)]
    lines.append(Text(" · ".join(_aside(one, text)), style=ASIDE))
    return Group(first, *map(_indented, lines))


def _indented(line: RenderableType) -> RenderableType:
    return Padding(line, (0, 0, 0, 3), expand=False)


def _speaker(one: Attribution, text: str) -> Iterator[tuple[str, str]]:
    mention = text[slice(*one.speaker)] if one.speaker else one.speaker_resolved
    yield (_apart(mention), "bold") if mention else (_NOBODY, ASIDE)
    if one.kind:
        yield (f" ({one.kind})", ASIDE)
    elif mention and not one.speaker:
        yield (" (named elsewhere)", ASIDE)


def _links(one: Attribution, reading: PageReading, post: Item | None) -> Iterator[str]:
    """Yield what the words came through, from the speaker to the page; each has a line of its own."""
    if post:
        yield (
            f"post on {post.platform}"
            + (f" of {_apart('@' + post.account)}" if post.account else "")
            + (f", {post.url}" if post.url else "")
        )
    elif one.medium:
        yield _apart(one.medium)
    yield from (_apart(reading.text.text[slice(*relay)]) for relay in one.via)
    yield _apart(site) if (site := _site(reading.page)) else "this page"


def _site(page: Page) -> str:
    return page.site_name or (urlsplit(page.url).hostname if page.url else None) or ""


def _aside(one: Attribution, text: str) -> Iterator[str]:
    if one.when:
        yield f"said on {one.when.isoformat()}"
    if one.direct:
        yield "quoted"
    if one.strength != "neutral":
        yield f"{one.strength} cue"
    if one.cue:
        yield f"cue {_apart(text[slice(*one.cue)])}"
    yield f"rule “{one.rule}”"
    yield f"confidence {one.confidence:.2f}"


# --- other engines ---


def _marks(reading: PageReading, place: int, other: Other, comparison: Comparison) -> Iterator[RenderableType]:
    if place in comparison.ours_alone:
        yield _mark(f"{other.name} has not found this")
    for pair in comparison.pairs:
        if pair.ours == place and pair.differs:
            yield _mark(f"{other.name} differs in: {', '.join(pair.differs)}")
            yield from (_mark(f"  {line}") for line in _values(reading, pair, other))


def _mark(words: str) -> RenderableType:
    return _indented(Text(words, style="magenta"))


def _values(reading: PageReading, pair: Pair, other: Other) -> Iterator[str]:
    theirs, text = other.attributions[pair.theirs], reading.text.text
    told = {
        "content": f"«{_apart(text[slice(*theirs.content)])}»",
        "speaker": _apart(theirs.speaker_resolved) if theirs.speaker_resolved else _NOBODY,
        "via": " → ".join(_apart(text[slice(*relay)]) for relay in theirs.via) or "none",
        "medium": _apart(theirs.medium) if theirs.medium else "none",
        "act": ACTS[theirs.act],
        "direct": "quoted" if theirs.direct else "not quoted",
        "when": theirs.when.isoformat() if theirs.when else "none",
    }
    return (f"{name}: {told[name]}" for name in pair.differs)


def _alone(reading: PageReading, other: Other, comparison: Comparison) -> Iterator[RenderableType]:
    if comparison.theirs_alone:
        yield Text(f"Found by {other.name} alone:", style="magenta")
        yield Text("")
    for place in comparison.theirs_alone:
        yield _shown("+", other.attributions[place], reading, None)
        yield Text("")


def _run(words: str) -> str:
    return " ".join(words.split())


def _apart(words: str) -> str:
    return f"{FSI}{_run(words)}{PDI}"
