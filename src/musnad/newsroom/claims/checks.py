"""What an editor is warned of before a story is printed. Warnings: nothing here keeps a story from being published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import islice

from musnad.ledger.matching import Polarity, polarity
from musnad.ledger.matching.finding import SAME, Match, find_claims
from musnad.ledger.matching.likeness import nearness
from musnad.ledger.matching.reading import read
from musnad.ledger.merging import claims_in, head_of_claim
from musnad.ledger.models import Claim, Statement
from musnad.ledger.vocabulary import Act, SourceKind, State, VerdictKind
from musnad.newsroom.claims.finding import Found, found_in_text
from musnad.newsroom.claims.suggesting import Suggesting, Suggestion
from musnad.newsroom.documents import stories_in
from musnad.newsroom.models import Story
from musnad.newsroom.texts import Piece, StoryText, text_of
from musnad.reader import Strength

FALLEN = frozenset({State.DENIED, State.DISPUTED, State.RETRACTED})
FOUND_WRONG = frozenset({VerdictKind.FALSE, VerdictKind.MISLEADING})

LOUDNESS = {Strength.DISTANCING: 0, Strength.NEUTRAL: 1, Strength.STRONG: 2}
"""«زعم» is below «قال», and that below «أكد»: a copy may be quieter than what it copies, never louder."""

COMPARED = 5
"""Other stories and kept copies with the same source on the same claim that a cue is compared with."""


class Check(StrEnum):
    UNNAMED = "unnamed"
    HEADLINE = "headline"
    LOUDER = "louder"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Caution:
    """words: of the story, what it is about; key: of the suggestion, if it is one. other: the words it is held against.

    claim: the ledger's, where it is about one. cue, other_cue: of a cue that became louder.
    """

    check: Check
    words: str
    key: str = ""
    other: str = ""
    claim: Claim | None = None
    cue: str = ""
    other_cue: str = ""
    found: Found | None = field(default=None, compare=False)


def warnings_of(suggesting: Suggesting) -> list[Caution]:
    """Return what to warn of in the story as it is now, in the order of the checks; a suggestion once for each."""
    suggestions = [each for each in suggesting.all if each.dismissed is None]
    return [
        *unnamed(suggestions),
        *headline_denied_below(suggesting.text, suggestions),
        *louder(suggesting, suggestions),
        *denied_in_the_ledger(suggesting, suggestions),
    ]


def unnamed(suggestions: Iterable[Suggestion]) -> Iterator[Caution]:
    """«قالت مصادر»: nobody who could be asked, and nobody who vouches for them."""
    for each in suggestions:
        found = each.found
        if _nobody_vouches(each):
            yield Caution(Check.UNNAMED, found.words, found.key, other=found.speaker, found=found)


def _nobody_vouches(suggestion: Suggestion) -> bool:
    if suggestion.statement is not None:
        chain = [link.source.kind for link in suggestion.statement.chain.all()]
    else:
        chain = [step.party.kind for step in suggestion.chain]
    return chain == [SourceKind.UNNAMED]


def headline_denied_below(text: StoryText, suggestions: Iterable[Suggestion]) -> Iterator[Caution]:
    """The headline says it happened, and that somebody denies it is said in the body alone."""
    title = next((piece for piece in text.pieces if piece.field == "title"), None)
    if title is None:
        return
    headline = text.text[title.start : title.end]
    suggestions = list(suggestions)
    if any(each.act == Act.DENY for each in suggestions if each.found.field == "title"):
        return
    said = [each.found.words for each in suggestions if each.found.field == "title"] or [headline]
    for each in suggestions:
        found = each.found
        if found.field != "title" and any(_denies(each, words) and same(found.words, words) for words in said):
            yield Caution(Check.HEADLINE, headline, found.key, other=found.words, found=found)
            return


def _denies(suggestion: Suggestion, words: str) -> bool:
    """Whether it denies what `words` say: by its verb, or by what is affirmed in it («أكدت أن السعر لم يُرفع»)."""
    return suggestion.act == Act.DENY or polarity(words, suggestion.found.words) == Polarity.DENIES


def same(one: str, other: str) -> bool:
    """Whether two wordings are of one matter; the ledger's measure, each way since a headline is short."""
    first, second = read(" ".join(one.split())), read(" ".join(other.split()))
    shared = first.stems & second.stems
    shorter = min(len(first.stems), len(second.stems))
    return nearness(first, second, {}) >= SAME or (shorter >= 3 and len(shared) >= NEARLY_ALL * shorter)


NEARLY_ALL = 0.6
"""The share of the shorter wording's stems that the longer one has to have."""


def louder(suggesting: Suggesting, suggestions: Iterable[Suggestion]) -> Iterator[Caution]:
    """«زعم» in what was copied, «أكد» in the copy."""
    earlier = list(_earlier(suggesting.story, suggesting.day))
    for each in suggestions:
        if LOUDNESS[each.found.strength] == 0:
            continue
        quieter = _quieter(each.found, earlier) or _quieter(each.found, _elsewhere(each, suggesting))
        if quieter is not None:
            found = each.found
            yield Caution(
                Check.LOUDER,
                found.words,
                found.key,
                other=quieter.words,
                cue=found.cue,
                other_cue=quieter.cue,
                found=found,
            )


def _quieter(found: Found, others: Iterable[Found]) -> Found | None:
    """Return what says the same with a quieter cue; None where one of `others` is as loud."""
    like = [each for each in others if each.act == found.act and _same_voice(each, found)]
    if any(LOUDNESS[each.strength] >= LOUDNESS[found.strength] for each in like):
        return None
    return like[0] if like else None


def _same_voice(one: Found, other: Found) -> bool:
    names = read(one.name).stems & read(other.name).stems
    return bool(names) and same(one.words, other.words)


def _earlier(story: Story, day: date) -> Iterator[Found]:
    """Yield what the story said as it came in: of an imported one, the page that it was taken from."""
    first = story.revisions.order_by("created_at", "pk").first() if story.pk else None
    if first is not None and first.pk != story.latest_revision_id:
        yield from found_in_text(text_of(first.as_object()), day)
    live = story.live_revision
    if live is not None and live.pk not in {story.latest_revision_id, first.pk if first else None}:
        yield from found_in_text(text_of(live.as_object()), day)


def _elsewhere(suggestion: Suggestion, suggesting: Suggesting) -> Iterator[Found]:
    """Yield what other stories and kept copies have the same source say on the same claim."""
    claim, source = _claim_of(suggestion), suggestion.chain[0].party.source if suggestion.chain else None
    if claim is None or source is None:
        return
    on_it = Statement.objects.filter(claim__in=claims_in(claim), source=source, withdrawn_at=None)
    others = on_it.exclude(document=suggesting.document).order_by("-pk")[:COMPARED]
    for story in Story.objects.filter(pk__in=stories_in(each.document for each in others), live=True):
        yield from found_in_text(text_of(story), suggesting.day)
    copies = {kept.text for each in on_it.prefetch_related("evidence")[:COMPARED] for kept in each.evidence.all()}
    for copy in sorted(copies):
        yield from found_in_text(StoryText(copy, (Piece(0, len(copy), "body"),)), suggesting.day)


def _claim_of(suggestion: Suggestion) -> int | None:
    if suggestion.statement is not None:
        return head_of_claim(suggestion.statement.claim_id)
    return suggestion.same.claim.pk if suggestion.same else None


def denied_in_the_ledger(suggesting: Suggesting, suggestions: Iterable[Suggestion]) -> Iterator[Caution]:
    """A claim that others denied, or that was taken back, is told on as if nothing had happened."""
    suggestions = list(suggestions)
    mentioned = {claim for each in suggestions if each.act == Act.DENY and (claim := _claim_of(each))}
    mentioned |= {head_of_claim(each.claim_id) for each in suggesting.statements if each.act == Act.DENY}
    own = list(_own_voice(suggesting))
    mentioned |= {match.claim for _, match in own if match.polarity == Polarity.DENIES}
    warned: set[int] = set()
    used = [(each.found.words, each.found, _claim_of(each)) for each in suggestions if each.act == Act.AFFIRM]
    for words, found, claim in [*((words, None, match.claim) for words, match in own), *used]:
        if claim is None or claim in mentioned or claim in warned:
            continue
        row = Claim.objects.get(pk=claim)
        if row.state in FALLEN or row.verdict in FOUND_WRONG:
            warned.add(claim)
            yield Caution(Check.DENIED, words, found.key if found else "", claim=row, found=found)


def _own_voice(suggesting: Suggesting) -> Iterator[tuple[str, Match]]:
    """Yield the sentences in which nobody is quoted, and the claim that each tells: there we say that it happened."""
    for words in islice(_unquoted(suggesting), MOST_SENTENCES):
        for match in find_claims(words, said_at=suggesting.story.told_at, limit=1):
            if match.tier == match.tier.SAME:
                yield words, match


def _unquoted(suggesting: Suggesting) -> Iterator[str]:
    text = suggesting.text
    quoted = [(found.start, found.end) for found in suggesting.found]
    for piece in text.pieces:
        # A headline has no full stop; where somebody is quoted in a part of it, all of it is theirs.
        sentences = _HEADLINE if piece.field == "title" else _SENTENCE
        for found in () if piece.kind in SPOKEN else sentences.finditer(text.text, piece.start, piece.end):
            words = found.group().strip()
            taken = any(start < found.end() and found.start() < end for start, end in quoted)
            if not taken and len(words.split()) >= FEWEST_WORDS:
                yield words


SPOKEN = frozenset({"quote", "post"})
FEWEST_WORDS = 3
MOST_SENTENCES = 40
"""Sentences of a story that are looked up in the ledger, the first ones: each takes a few milliseconds."""

_HEADLINE = re.compile(r".+", re.DOTALL)
_SENTENCE = re.compile(r"[^.!?؟\n]+")
