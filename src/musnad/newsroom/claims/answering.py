"""An editor's answers to suggestions: recorded in the ledger, dismissed for good, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from musnad.arabic.normal import normal
from musnad.ledger import recording
from musnad.ledger.anchors import select
from musnad.ledger.errors import AlreadyRecorded
from musnad.ledger.models import Claim, Source, Statement
from musnad.ledger.recording import Anchor, Kept, Link
from musnad.ledger.sayings import Span
from musnad.ledger.vocabulary import Act, AddressKind, SourceKind
from musnad.newsroom.claims.errors import AnsweredMeanwhile, NobodySaid, SuggestionGone
from musnad.newsroom.claims.suggesting import Step, Suggesting, Suggestion
from musnad.newsroom.models import Answer, Story


@dataclass(frozen=True, slots=True)
class Correction:
    """What the editor makes of a suggestion. claim: None for a new one of `sentence`. chain: the speaker first."""

    claim: Claim | None
    sentence: str
    chain: Sequence[Step]
    act: Act
    part: str = ""
    first_hand: bool = False
    said: Span | None = None


def as_proposed(suggestion: Suggestion) -> Correction:
    """Return what accepting `suggestion` without a change records."""
    same = suggestion.same
    return Correction(
        claim=same.claim if same else None,
        sentence=suggestion.sentence,
        chain=suggestion.chain,
        act=suggestion.act,
        said=suggestion.said,
    )


@transaction.atomic
def accept(story: Story, key: str, *, by: str, correction: Correction | None = None) -> Statement:
    """Record the suggestion of that key, as proposed or as corrected; return the statement.

    Sources that the ledger does not know are recorded with it, and so is a new claim. Raises NotAnswered's kinds and
    `ledger.errors.Refused`; then nothing is written.
    """
    suggesting = Suggesting(story)
    suggestion = _open(suggesting, key)
    told = correction or as_proposed(suggestion)
    if not told.chain:
        raise NobodySaid
    found, lang = suggestion.found, story.lang
    chain = [_link(step, suggesting, by=by, mention=found.name) for step in told.chain]
    claim = told.claim or recording.record_claim(told.sentence, language=lang, by=by, happened=None)
    statement = _record(
        claim,
        source=chain[0].source,
        act=told.act,
        words=found.words,
        by=by,
        said=told.said,
        language=lang,
        part=told.part,
        first_hand=told.first_hand,
        chain=chain,
        anchor=Anchor(
            suggesting.document,
            str(story.latest_revision_id or ""),
            select(suggesting.text.text, found.start, found.end),
            published=suggesting.published,
        ),
        evidence=_evidence(suggestion),
    )
    _answer(suggesting, suggestion, by=by, statement=statement)
    return statement


def _record(claim: Claim, **told: Any) -> Statement:
    """Record a statement; of two editors who answer at once the ledger may be the first to notice."""
    try:
        return recording.record_statement(claim, **told)
    except AlreadyRecorded as faster:
        raise AnsweredMeanwhile(faster.by) from faster


@transaction.atomic
def dismiss(story: Story, key: str, *, by: str) -> Answer:
    """Have the suggestion asked no more, whatever is edited around its words. Raises NotAnswered's kinds."""
    suggesting = Suggesting(story)
    return _answer(suggesting, _open(suggesting, key), by=by, statement=None)


@transaction.atomic
def ask_again(story: Story, key: str) -> None:
    """Take a dismissal back. Raises SuggestionGone where there is none."""
    gone, _ = Answer.objects.filter(document=Suggesting(story).document, key=key, statement=None).delete()
    if not gone:
        raise SuggestionGone


def _open(suggesting: Suggesting, key: str) -> Suggestion:
    suggestion = suggesting.one(key)
    if suggestion is None:
        raise SuggestionGone
    if suggestion.statement is not None:
        raise AnsweredMeanwhile(suggestion.statement.recorded_by)
    if suggestion.dismissed is not None:
        raise AnsweredMeanwhile(suggestion.dismissed.answered_by)
    return suggestion


def _answer(suggesting: Suggesting, suggestion: Suggestion, *, by: str, statement: Statement | None) -> Answer:
    found = suggestion.found
    told = {"words": found.words, "speaker": found.speaker, "answered_by": by, "statement": statement}
    # An answer whose statement was withdrawn is answered anew. Where two answer at once, the database lets one in:
    # the other one has read the suggestion before, and is told.
    known = suggesting.answers.get(found.key)
    rows = Answer.objects.filter(document=suggesting.document, key=found.key)
    if known is None:
        try:
            with transaction.atomic():
                return Answer.objects.create(document=suggesting.document, key=found.key, **told)
        except IntegrityError:
            raise AnsweredMeanwhile(rows.get().answered_by) from None
    if not rows.filter(statement=known.statement_id).update(**told, answered_at=timezone.now()):
        raise AnsweredMeanwhile(rows.get().answered_by)
    return rows.get()


def _link(step: Step, suggesting: Suggesting, *, by: str, mention: str) -> Link:
    source = step.party.source or _new_source(step, suggesting, by=by, mention=mention)
    return Link(source, step.medium, step.address)


def _new_source(step: Step, suggesting: Suggesting, *, by: str, mention: str) -> Source:
    """Record whoever `step` names. mention: how the story names the speaker: its office and name are kept together."""
    party = step.party
    accounts = [(AddressKind.ACCOUNT, step.address)] if party.kind == SourceKind.ACCOUNT and step.address else []
    return recording.record_source(
        party.name,
        kind=party.kind,
        language=suggesting.story.lang,
        by=by,
        note=mention if party.name in mention and party.name != mention else "",
        addresses=accounts,
    )


def _evidence(suggestion: Suggestion) -> list[Kept]:
    """Return the embedded post's words as kept evidence, where somebody kept them."""
    post = suggestion.found.post
    if post is None or not normal(post.text).strip() or not post.address:
        return []
    return [Kept(post.address, post.text, timezone.now())]
