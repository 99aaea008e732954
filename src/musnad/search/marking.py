"""Where a text has the words that were asked for, in its original letters, and the part of it that shows them best."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from musnad.arabic import light
from musnad.arabic.letters import ATTACHED
from musnad.search.asking import Question, beginnings
from musnad.search.shadow import lexemes

LENGTH = 220
"""Characters of a text that are shown, about."""
LOOKED_THROUGH = 20_000

# A word with its tashkeel and tatweel.
_TOKEN = re.compile(rf"[^\W_]+(?:{ATTACHED.pattern}[^\W_]*)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `hit`: it is what was asked for."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in a text: words by their stems, phrases by their words."""

    stems: frozenset[str]
    phrases: tuple[tuple[frozenset[str], tuple[str, ...]], ...]

    @classmethod
    def of(cls, question: Question) -> Marks:
        stems = frozenset(stem for term in question.terms for stem in term.stems)
        phrases = ((frozenset(beginnings(each.words[0])), each.words[1:]) for each in question.phrases)
        return cls(stems, tuple(phrases))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where in `text` the hits are, [start, end) in code points, marks and tatweel with their letters."""
        tokens = [(found.start(), found.end(), spelled(found[0])) for found in _TOKEN.finditer(text[:LOOKED_THROUGH])]
        hits = [(start, end) for start, end, words in tokens if self.stems.intersection(stems_of(words))]
        for first, rest in self.phrases:
            hits += self._runs(tokens, first, rest)
        return sorted(set(hits))

    def _runs(
        self, tokens: Sequence[tuple[int, int, tuple[str, ...]]], first: frozenset[str], rest: tuple[str, ...]
    ) -> Iterator[tuple[int, int]]:
        words = [(start, end, word) for start, end, spelt in tokens for word in spelt]
        for at, (start, _, word) in enumerate(words):
            run = words[at + 1 : at + 1 + len(rest)]
            if word in first and tuple(each[2] for each in run) == rest:
                yield start, run[-1][1] if run else words[at][1]


@lru_cache(maxsize=65_536)
def spelled(token: str) -> tuple[str, ...]:
    return tuple(light.spelled(token))


@lru_cache(maxsize=65_536)
def stems_of(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem for word in words if not light.is_common(word) for stem in lexemes(word))


def marked(text: str, marks: Marks) -> tuple[Piece, ...]:
    """Return the whole of `text` in pieces."""
    return tuple(pieces(text, marks.spans(text), 0, len(text)))


def snippet(text: str, marks: Marks) -> tuple[Piece, ...]:
    """Return the part of `text` that has most hits, cut between words; its beginning where it has none."""
    spans = marks.spans(text)
    start = best_start(spans)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = len(text) if len(text) <= start + LENGTH else text.rfind(" ", start + LENGTH // 2, start + LENGTH)
    end = start + LENGTH if end < 0 else end
    found = [Piece("… ")] if start else []
    found += pieces(text, spans, start, end)
    return (*found, Piece(" …")) if end < len(text) else tuple(found)


def best_start(spans: Sequence[tuple[int, int]]) -> int:
    """Return where the part with most hits begins, with some words before the first of them."""
    if not spans:
        return 0
    reach = LENGTH * 3 // 4
    counts = [sum(1 for start, _ in spans if first <= start < first + reach) for first, _ in spans[:50]]
    first = spans[counts.index(max(counts))][0]
    return max(first - LENGTH // 4, 0) if first > LENGTH // 2 else 0


def pieces(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[Piece]:
    done = start
    for first, last in spans:
        if first < done or last > end:
            continue
        if done < first:
            yield Piece(text[done:first])
        yield Piece(text[first:last], hit=True)
        done = last
    if done < end:
        yield Piece(text[done:end])
