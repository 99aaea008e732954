"""Questions answered: the newest entries that match are found, put in order, and shown a page at a time.

What is found newest first is put in order by

    score = (mean weight of the words + 1 where all stand in the headline) × (½ + ½ × ½ ^ (age / 90 days))

where a word weighs 3 in the headline, 2 in the standfirst (or as the name of a keyword, topic or author) and 1
elsewhere; a source does not age. Only the newest `NEWEST` matches, and the newest `NEWEST` with all words in the
headline, are put in order: so a frequent word costs no more than a rare one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from musnad.ledger.vocabulary import State, VerdictKind
from musnad.search import contents
from musnad.search.asking import Question, Term
from musnad.search.contents import mark
from musnad.search.engines import Candidate, Wanted, engine, in_time
from musnad.search.entering import BEGIN, SPREAD, first_of
from musnad.search.marking import Marks, Piece, marked, snippet
from musnad.search.models import Entry, Kind, NameTerm
from musnad.search.shadow import in_title

NEWEST = 600
"""Matches that are put in order."""
PAGE = 10
HALF_LIFE = 90 * 86_400
"""Seconds in which a match loses half of what it can lose by its age."""
NAMES = 60
"""Keywords, topics and authors that one word may stand for."""
STANDINGS = (*State.values, *VerdictKind.values)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The filters. kind, standing: codes; since, until: days by the edition's clock, both included."""

    kind: str = ""
    section: int | None = None
    source: int | None = None
    standing: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def __bool__(self) -> bool:
        return any((self.kind, self.section, self.source, self.standing, self.since, self.until))

    def marks(self) -> list[list[str]]:
        found = []
        if self.kind:
            found.append([mark("e", self.kind)])
        if self.section:
            found.append([mark("n", self.section)])
        if self.source:
            found.append([mark("s", each) for each in sorted(contents.voices(self.source))])
        if self.standing:
            found.append([mark("d", self.standing)])
        return found


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry on a page of the answer, with what was asked for marked."""

    kind: Kind
    key: int
    at: datetime
    path: str
    title: str
    headline: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the answer. total: of all that is put in order; more: whether there are more than that.

    sections, sources: how many of these are of which, the most frequent first.
    """

    question: Question
    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False
    page: int = 1
    pages: int = 1
    sections: tuple[tuple[int, int], ...] = ()
    sources: tuple[tuple[int, int], ...] = ()


def search(
    question: Question, lang: str, narrowed: Narrowed | None = None, *, page: int = 1, now: datetime | None = None
) -> Found:
    """Return one page of what `question` finds in an edition. Raises engines.TooSlow.

    A page that is too high is the last one, one below 1 the first.
    """
    narrowed = narrowed or Narrowed()
    if not question.looks_for_something:
        return Found(question)
    with in_time():
        found, more = candidates(question, lang, narrowed)
        ordered = in_order(found, question, named(question.weighed, lang), now or timezone.now())
        pages = max((len(ordered) + PAGE - 1) // PAGE, 1)
        page = min(max(page, 1), pages)
        hits = shown(ordered[(page - 1) * PAGE : page * PAGE], Marks.of(question))
    sections, sources = counted(found, "#n"), counted(found, "#s")
    return Found(question, hits, len(ordered), more, page, pages, sections, sources)


def candidates(question: Question, lang: str, narrowed: Narrowed) -> tuple[list[Candidate], bool]:
    """Return the matches that are put in order, and whether there are more."""
    wanted = wanted_of(question, lang, narrowed)
    found = engine().find(wanted)
    if len(found) < NEWEST:
        return found, False
    titled = engine().find(wanted_of(question, lang, narrowed, titled=True))
    return list({each.number: each for each in (*found, *titled)}.values()), True


def wanted_of(question: Question, lang: str, narrowed: Narrowed, *, titled: bool = False) -> Wanted:
    """Return what the engine is asked. titled: with all words in the headline."""
    names = {} if titled else named(question.terms, lang)
    words = [[*term.stems, *names.get(term, ())] for term in question.terms]
    if titled:
        words = [[in_title(stem) for stem in term.stems] for term in question.weighed]
    pairs = [group for phrase in question.phrases for group in phrase.pairs]
    return Wanted(
        lang=lang,
        every=[*words, *pairs, *narrowed.marks()],
        none=[
            *([term.stems] for term in question.without),
            *(phrase.pairs for phrase in question.without_phrases if len(phrase.words) > 1),
        ],
        runs=[phrase.patterns for phrase in question.phrases],
        no_runs=[phrase.patterns for phrase in question.without_phrases if len(phrase.words) == 1],
        since=first_of(narrowed.since) if narrowed.since else None,
        before=first_of(narrowed.until) if narrowed.until else None,
        limit=NEWEST,
    )


def named(terms: Sequence[Term], lang: str) -> dict[Term, list[str]]:
    """Return the marks of the keywords, topics and authors whose names have a word."""
    stems = {stem for term in terms for stem in term.stems}
    rows = NameTerm.objects.filter(lexeme__in=stems, name__lang=lang).order_by("pk").values_list("lexeme", "name_id")
    marks: dict[str, list[str]] = defaultdict(list)
    for lexeme, name in rows[: NAMES * max(len(terms), 1)]:
        marks[lexeme].append(name)
    found = {term: [each for stem in term.stems for each in marks.get(stem, ())][:NAMES] for term in terms}
    return {term: list(dict.fromkeys(each)) for term, each in found.items()}


# --- the order ---


def in_order(
    found: Collection[Candidate], question: Question, names: dict[Term, list[str]], now: datetime
) -> list[Candidate]:
    terms = [(tuple(f" {stem} " for stem in term.stems), frozenset(names.get(term, ()))) for term in question.weighed]
    second = int((now - BEGIN).total_seconds())
    scores = {each.number: score(each, terms, second) for each in found}
    return sorted(found, key=lambda each: (-scores[each.number], -each.number))


def score(entry: Candidate, terms: Sequence[tuple[Sequence[str], frozenset[str]]], second: int) -> float:
    weights = [weight(entry, stems, names) for stems, names in terms]
    match: float = sum(weights) / len(weights) if weights else 1
    match += bool(weights) and min(weights) == TITLE
    if entry.marks[0] == OF_SOURCES:
        return match
    age = max(second - entry.number // SPREAD, 0)
    return match * (0.5 + float(0.5 ** (1 + age / HALF_LIFE)))


TITLE, LEAD, BODY = 3, 2, 1
OF_SOURCES = mark("e", Kind.SOURCE)


def weight(entry: Candidate, stems: Sequence[str], names: frozenset[str]) -> int:
    """Return what a word weighs in an entry. stems: each between two spaces."""
    if any(stem in entry.title for stem in stems):
        return TITLE
    named = not names.isdisjoint(entry.marks)
    return LEAD if named or any(stem in entry.lead for stem in stems) else BODY


def counted(found: Collection[Candidate], prefix: str) -> tuple[tuple[int, int], ...]:
    counts = Counter(int(each[2:]) for entry in found for each in entry.marks if each.startswith(prefix))
    return tuple(counts.most_common(30))


# --- what is shown ---


def shown(found: Sequence[Candidate], marks: Marks) -> tuple[Hit, ...]:
    rows = Entry.objects.in_bulk([each.number for each in found])
    return tuple(hit(rows[each.number], marks) for each in found if each.number in rows)


def hit(row: Entry, marks: Marks) -> Hit:
    body = "\n".join(part for part in (row.lead, row.text) if part) if row.kind != Kind.SOURCE else row.lead
    return Hit(
        kind=Kind(row.kind),
        key=row.key,
        at=row.at,
        path=row.path,
        title=row.title,
        headline=marked(row.title, marks),
        snippet=snippet(" ".join(body.split()), marks),
        marks=tuple(row.marks.split()),
    )
