"""Words as one types them, and other words where nothing was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from musnad.arabic import light
from musnad.search.asking import Question
from musnad.search.engines import Wanted, engine, in_time
from musnad.search.models import Entry, Kind, Name, NameTerm
from musnad.search.shadow import in_title, lexemes, plain

MOST = 8
SHORTEST = 2
"""Letters of a word from which on it is completed; of a headline's word one more."""
LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class Completion:
    """What may be meant: a keyword, topic, author or source by its name, or a story's headline."""

    text: str
    kind: str


KINDS = {"k": "keyword", "t": "topic", "a": "author", "s": "source"}


def complete(typed: str, lang: str) -> list[Completion]:
    """Return what begins as `typed` ends: names first, then the newest headlines. Raises engines.TooSlow."""
    words = light.spelled(typed[:100])[-6:]
    if not words or len(words[-1]) < SHORTEST:
        return []
    with in_time():
        found = [*names(words, lang), *headlines(words, lang)]
    return list({each.text: each for each in found}.values())[:MOST]


def names(words: list[str], lang: str) -> Iterator[Completion]:
    *whole, begun = words
    rows = Name.objects.filter(lang__in=(lang, ""), terms__lexeme__startswith=f"{NameTerm.SPELLED}{plain(bare(begun))}")
    for word in whole:
        if not light.is_common(word):
            rows = rows.filter(pk__in=NameTerm.objects.filter(lexeme__in=lexemes(word)).values("name"))
    for mark, title in rows.distinct().order_by("title", "pk").values_list("mark", "title")[:MOST]:
        yield Completion(title, KINDS[mark[1]])


def bare(word: str) -> str:
    """Return the word without the article, as names are known by: "الزل" as "زل"."""
    return word.removeprefix("ال") if len(word) >= 4 else word


def headlines(words: list[str], lang: str) -> Iterator[Completion]:
    *whole, begun = words
    begun = bare(begun)
    if len(begun) <= SHORTEST:
        return
    every = [[in_title(stem) for stem in lexemes(word)] for word in whole if not light.is_common(word)]
    stems = {in_title(plain(begun)), *(in_title(stem) for stem in lexemes(begun) if len(stem) > SHORTEST)}
    found = engine().find(Wanted(lang, [*every, sorted(stems)], limit=MOST, begins=True))
    titles = Entry.objects.filter(pk__in=[each.number for each in found], kind=Kind.STORY).order_by("-pk")
    for title in titles.values_list("title", flat=True):
        yield Completion(title, "story")


def instead(question: Question, lang: str) -> list[str]:
    """Return up to three other questions where `question` finds nothing: near spellings of names, and fewer words."""
    found: dict[str, None] = {}
    for term in question.terms:
        near = near_names(term.spelled, lang)
        found |= dict.fromkeys(question.text.replace(term.spelled, each) if each else each for each in near[:1])
    if len(question.terms) > 1:
        with in_time():
            every = [each for each in question.terms if engine().find(Wanted(lang, [each.stems], limit=1))]
        found |= dict.fromkeys(each.spelled for each in every)
    return [text for text in found if text and text != question.text][:3]


def near_names(word: str, lang: str) -> list[str]:
    """Return names' words that differ from `word` by a letter or two, the nearest first."""
    begins = f"{NameTerm.SPELLED}{plain(word)[:1]}"
    rows = NameTerm.objects.filter(lexeme__startswith=begins, name__lang__in=(lang, ""))
    known = [each[1:] for each in rows.order_by("lexeme").values_list("lexeme", flat=True).distinct()[:LOOKED_AT]]
    return [each for each in get_close_matches(word, known, n=3, cutoff=0.7) if each != word]
