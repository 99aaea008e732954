"""What was typed into the search box, taken apart: words, phrases, what is excluded, and what had to be left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from musnad.arabic import light
from musnad.search.shadow import lexemes, pair

LONGEST = 300
"""Characters of a question that are read."""
MOST_WORDS = 12
"""Words and phrases of a question that are looked for."""

# «…», “…”, „…“, "…", ‹…›; a mark that is not closed is none.
_PHRASE = re.compile('«([^«»]*)»|[“„]([^“”„]*)[”“]|"([^"]*)"|‹([^‹›]*)›')
# Excluded: a dash right before a word or phrase, and nothing before the dash.
_EXCLUDED = re.compile(r"(?:^|(?<=[\s(]))[-\u2212\u2013](?=[\w«“„\"‹])")
_PARTICLES = ("و", "ف", "ب", "ك", "ل", "وب", "ول", "وك", "فب", "فل")
_ARTICLES = ("وال", "فال", "بال", "كال", "لل", "وبال", "ولل", "فلل", "وكال")


class Note(StrEnum):
    """What an answer says of its question; the newsstand has the words."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    ALL_COMMON = "all_common"
    ONLY_EXCLUDED = "only_excluded"


@dataclass(frozen=True, slots=True)
class Term:
    """A word: what it is found by is any of `stems`. spelled: as it is in the normal form."""

    spelled: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow one another, as they are spelled; the first may have a particle before it."""

    words: tuple[str, ...]

    @property
    def pairs(self) -> list[tuple[str, ...]]:
        """Return what an entry with the phrase has: one of each of these. For a phrase of one word its stems."""
        first, *rest = self.words
        if not rest:
            return [lexemes(first)]
        heads = tuple(pair(head, rest[0]) for head in beginnings(first))
        return [heads, *((pair(one, other),) for one, other in pairwise(rest))]

    @property
    def patterns(self) -> list[str]:
        """Return the words of an entry that has it: any of these runs of words."""
        return [f" {' '.join((head, *self.words[1:]))} " for head in beginnings(self.words[0])]


def beginnings(word: str) -> tuple[str, ...]:
    """Return the word, and what it is with a particle that is written with it."""
    if word.startswith("ال") and len(word) > 4:
        return (word, *(article + word[2:] for article in _ARTICLES))
    return (word, *(particle + word for particle in _PARTICLES)) if word[0] >= "\u0621" else (word,)


@dataclass(slots=True)
class Question:
    """A question taken apart. terms: of the words alone; a phrase's words are looked for in its own order."""

    text: str
    terms: list[Term] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    without: list[Term] = field(default_factory=list)
    without_phrases: list[Phrase] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def looks_for_something(self) -> bool:
        return bool(self.terms or self.phrases)

    @property
    def weighed(self) -> list[Term]:
        """Return all words that count for the order of what is found: a phrase's too."""
        words = [word for phrase in self.phrases for word in phrase.words if not light.is_common(word)]
        return [*self.terms, *(Term(word, lexemes(word)) for word in words)]


def ask(typed: str) -> Question:
    """Return the question that `typed` is. Whatever is typed is one: what cannot be looked for is told in its notes."""
    text = " ".join(typed.replace("\0", " ").split())
    question = Question(text[:LONGEST])
    if len(text) > LONGEST:
        question.notes.append(Note.TOO_LONG)
    rest = _take_phrases(question, question.text)
    common = _take_words(question, rest)
    _limit(question)
    if not question.looks_for_something:
        excluded = question.without or question.without_phrases
        question.notes.append(Note.ONLY_EXCLUDED if excluded else Note.ALL_COMMON if common else Note.EMPTY)
    return question


def _take_phrases(question: Question, text: str) -> str:
    """Take the phrases out of `text`; return what is left."""
    rest, done = [], 0
    for found in _PHRASE.finditer(text):
        before = text[done : found.start()]
        excluded = _EXCLUDED.search(before + "«") if before.rstrip() == before else None
        excludes = excluded is not None and excluded.end() == len(before)
        rest.append(before[:-1] if excludes else before)
        words = tuple(light.spelled(next(part for part in found.groups() if part is not None)))
        if words:
            (question.without_phrases if excludes else question.phrases).append(Phrase(words))
        done = found.end()
    return " ".join([*rest, text[done:]])


def _take_words(question: Question, text: str) -> bool:
    """Take the words that stand alone; return whether some were too common to be looked for."""
    common, done = False, 0
    parts: list[tuple[str, bool]] = []
    for found in _EXCLUDED.finditer(text):
        end = re.compile(r"\s|$").search(text, found.end())
        stop = end.start() if end else len(text)
        parts += [(text[done : found.start()], False), (text[found.end() : stop], True)]
        done = stop
    parts.append((text[done:], False))
    for part, excludes in parts:
        for word in light.spelled(part):
            if light.is_common(word):
                common = common or not excludes
            else:
                (question.without if excludes else question.terms).append(Term(word, lexemes(word)))
    question.terms = list(dict.fromkeys(question.terms))
    return common


def _limit(question: Question) -> None:
    found: Sequence[list[Term] | list[Phrase]] = (question.terms, question.phrases)
    if sum(map(len, (*found, question.without, question.without_phrases))) <= MOST_WORDS:
        return
    question.notes.append(Note.TOO_MANY)
    question.phrases = question.phrases[:MOST_WORDS]
    question.terms = question.terms[: MOST_WORDS - len(question.phrases)]
    question.without, question.without_phrases = question.without[:MOST_WORDS], question.without_phrases[:MOST_WORDS]
