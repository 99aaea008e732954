"""Which of a page's blocks are its story.

trafilatura's extraction (or the article's text in JSON-LD) is the witness: it knows the words of the story,
but not their order among images and posts, nor their links. The element that holds those words holds the story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import accumulate, islice, repeat

import trafilatura
from lxml import etree

from musnad.reader.blocks import Block, Span, Walk
from musnad.reader.lines import is_prose
from musnad.reader.markup import Element
from musnad.reader.matching import squeezed

# Beyond these, trafilatura's time is not proportional to the page's size.
_MOST_ELEMENTS = 10_000
_DEEPEST = 200
_LONGEST = 3_000_000
_LONGEST_TOLD = 200_000
_COMPARED = 40
_PROSE = 80
_MOST_BESIDE = 6
_MOST_BODIES = 20
_ASIDE = frozenset({"furniture", "comments", "hidden", "related", "tags", "breadcrumbs"})


def find_story(root: Element, walk: Walk, told: str) -> tuple[Span, list[bool]]:
    """Return the span of the story, and for each block of the page whether a witness knows it.

    `told` is the story's text as the page itself gives it to machines, or empty.
    """
    known = next(filter(any, _witnesses(root, walk, squeezed(told))), None) or [False] * len(walk.blocks)
    weights = [len(block.text) if is_known else 0 for block, is_known in zip(walk.blocks, known, strict=True)]
    return _tightest(walk, weights, known), known


def void_marks(walk: Walk, known: Sequence[bool]) -> set[int]:
    """Return the numbers of the marks that hold most of the story: a wrapper may be called anything."""
    sums = _sums([len(block.text) if is_known else 0 for block, is_known in zip(walk.blocks, known, strict=True)])
    return {span.mark.number for span in walk.spans if span.mark and 2 * (sums[span.end] - sums[span.start]) > sums[-1]}


def _tightest(walk: Walk, weights: list[int], known: Sequence[bool]) -> Span:
    sums = _sums(weights)

    def share(span: Span) -> float:
        return (sums[span.end] - sums[span.start]) / (sums[-1] or 1)

    whole = Span(0, len(walk.blocks), is_body=False, mark=None, outside=0)
    bodies = [span for span in walk.spans if span.is_body and share(span) >= 0.5]
    holders = [span for span in walk.spans if share(span) >= 0.85]
    tightest = min(bodies or holders or [whole], key=_size)
    return tightest if bodies else _widened(tightest, walk, known)


def _size(span: Span) -> int:
    return span.end - span.start


def _widened(tightest: Span, walk: Walk, known: Sequence[bool]) -> Span:
    """Return the largest element around the story that adds what the witness knows, or a few pieces and no prose.

    Most of a story may stand in one paragraph, its first sentence, its picture and its table beside it.
    """
    found = tightest
    unknown = _sums([not one for one in known])
    told = _sums(
        [not one and not block.item and is_prose(block.text) for block, one in zip(walk.blocks, known, strict=True)]
    )

    def beside(sums: list[int], span: Span) -> int:
        return sums[span.end] - sums[span.start] - sums[tightest.end] + sums[tightest.start]

    for span in sorted(walk.spans, key=_size):
        around = span.start <= tightest.start and tightest.end <= span.end
        if around and beside(unknown, span) <= _MOST_BESIDE and not beside(told, span):
            found = span
    return found


def _sums(weights: list[int]) -> list[int]:
    return [0, *accumulate(weights)]


def _witnesses(root: Element, walk: Walk, told: str) -> Iterator[list[bool]]:
    """Yield what each witness knows, the best first: the next is asked where the one before knew nothing."""
    yield _known_by_page(walk, told)
    yield _known_by_markup(walk)
    yield _known_by_extraction(root, walk)
    yield [_looks_told(block) for block in walk.blocks]


def _known_by_markup(walk: Walk) -> list[bool]:
    """Return for each block whether it is prose of the element that the page itself marks as the article's body."""
    best: list[bool] = []
    most = 4 * _PROSE
    for span in islice((span for span in walk.spans if span.is_body), _MOST_BODIES):
        looks = [_looks_told(block, span.outside) for block in walk.blocks[span.start : span.end]]
        told = sum(
            len(block.text) for block, look in zip(walk.blocks[span.start : span.end], looks, strict=True) if look
        )
        if told > most:
            best = [*repeat(False, span.start), *looks, *repeat(False, len(walk.blocks) - span.end)]
            most = told
    return best


def _known_by_page(walk: Walk, told: str) -> list[bool]:
    """Return for each block whether it stands in `told`, whose paragraphs mostly run into one another; or nothing."""
    if not 4 * _PROSE < len(told) < _LONGEST_TOLD or walk.elements > _MOST_ELEMENTS:
        return []
    return [len(block.text) >= _COMPARED and squeezed(block.text)[:_COMPARED] in told for block in walk.blocks]


def _known_by_extraction(root: Element, walk: Walk) -> list[bool]:
    witness = _extracted(root, walk)
    return [squeezed(block.text)[:_COMPARED] in witness for block in walk.blocks]


def _extracted(root: Element, walk: Walk) -> set[str]:
    if (
        walk.elements > _MOST_ELEMENTS
        or walk.deepest > _DEEPEST
        or sum(len(block.text) for block in walk.blocks) > _LONGEST
    ):
        return set()
    try:
        text = trafilatura.extract(deepcopy(root), fast=True, include_comments=False, include_tables=False)
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        # It fails on some broken trees. The blocks' own form decides then.
        return set()
    return _squeezed_lines(text or "")


def _squeezed_lines(text: str) -> set[str]:
    return {line[:_COMPARED] for one in text.splitlines() if (line := squeezed(one).lstrip("- "))}


def _looks_told(block: Block, outside: int = 0) -> bool:
    """Whether a block is prose and no link; of its marks those count that are within the first `outside`."""
    named = any(mark.roles & _ASIDE for mark in block.marks[outside:])
    return not named and not block.item and len(block.text) >= _PROSE and block.linked < 0.5
