"""Anchors: how a statement's words are found again in a text that was edited since.

A selector is a W3C TextQuoteSelector on the text's normal form, so that tashkeel, bidi marks or another form of a
letter lose nothing. https://www.w3.org/TR/annotation-model/#text-quote-selector
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.arabic.normal import Normal, normalise
from musnad.ledger.errors import EmptyQuote, QuoteNotFound

AROUND = 32
"""Characters of the normal form that are kept before and after the words."""


@dataclass(frozen=True, slots=True)
class Selector:
    """exact: the words; prefix, suffix: up to 32 characters before and after; all in normal form."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def select(text: str, start: int, end: int) -> Selector:
    """Return the selector of [start, end) of `text`, in code points.

    Raises EmptyQuote where no letter or digit is in it, BadSpan where it is no part of the text.
    """
    normal = normalise(text)
    first, last = normal.target(start, end)
    exact = normal.text[first:last]
    first += len(exact) - len(exact.lstrip())
    exact = exact.strip()
    if not any(char.isalnum() for char in exact):
        raise EmptyQuote(start, end)
    last = first + len(exact)
    return Selector(exact, normal.text[max(0, first - AROUND) : first], normal.text[last : last + AROUND])


def locate(text: str, selector: Selector) -> tuple[int, int]:
    """Return where the words stand in `text` as received: [start, end) in code points.

    Where they stand more than once, the place whose surroundings are most like those kept; the first of equals.
    Raises QuoteNotFound: altered words must never pass as found.
    """
    return locate_in(normalise(text), selector)


def locate_in(normal: Normal, selector: Selector) -> tuple[int, int]:
    """As `locate`, in the original of `normal`: for many selectors of one text."""
    places = list(occurrences(normal.text, selector))
    if not places:
        raise QuoteNotFound(selector.exact)
    best = max(places, key=lambda place: (likeness(normal.text, selector, place), -place))
    return normal.source(best, best + len(selector.exact))


def occurrences(text: str, selector: Selector) -> Iterator[int]:
    """Yield where the words stand: as whole words, unless they were cut out of one when they were selected."""
    exact = selector.exact
    place = text.find(exact) if exact else -1
    while place >= 0:
        after = place + len(exact)
        if not _cut(text[place - 1 : place], exact[0], selector.prefix[-1:]) and not _cut(
            text[after : after + 1], exact[-1], selector.suffix[:1]
        ):
            yield place
        place = text.find(exact, place + 1)


def _cut(outside: str, inside: str, selected: str) -> bool:
    """Whether a word goes on across the words' edge that did not when they were selected."""
    return outside.isalnum() and inside.isalnum() and not selected.isalnum()


def likeness(text: str, selector: Selector, place: int) -> int:
    """Return how many characters before and after `place` are those kept, counted from the words outwards."""
    after = place + len(selector.exact)
    before = text[max(0, place - AROUND) : place]
    return _shared(before[::-1], selector.prefix[::-1]) + _shared(text[after : after + AROUND], selector.suffix)


def _shared(one: str, other: str) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
