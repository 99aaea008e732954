"""What an editor is asked about a story: whose words they may be, through whom, on which claim of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils import timezone

from musnad.arabic.normal import normal
from musnad.ledger import reading
from musnad.ledger.matching.finding import Match, Tier, find_claims
from musnad.ledger.matching.polarity import Polarity
from musnad.ledger.models import Claim, Statement
from musnad.ledger.sayings import Span
from musnad.ledger.vocabulary import Act, Precision, SourceKind
from musnad.newsroom.claims import sources
from musnad.newsroom.claims.finding import POST, Found, day_of, found_in_text
from musnad.newsroom.claims.sources import Party
from musnad.newsroom.documents import key_of
from musnad.newsroom.models import Answer, Story
from musnad.newsroom.texts import StoryText, text_of

MOST_PROPOSED = 4
"""Claims that are proposed for one suggestion."""


@dataclass(frozen=True, slots=True)
class Step:
    """A link of a chain, as proposed. address: where the words stand there."""

    party: Party
    medium: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim of the ledger that the words may be about."""

    claim: Claim
    match: Match

    @property
    def same(self) -> bool:
        return self.match.tier == Tier.SAME


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the editor is asked. chain: the speaker first; empty where nobody is named. act: as proposed.

    statement: what was recorded of it; dismissed: it was answered with no.
    """

    found: Found
    chain: tuple[Step, ...]
    act: Act
    said: Span | None
    proposals: tuple[Proposal, ...] = ()
    statement: Statement | None = None
    dismissed: Answer | None = None

    @property
    def open(self) -> bool:
        return self.statement is None and self.dismissed is None

    @property
    def same(self) -> Proposal | None:
        """Return the claim that accepting takes it to; None: a new one is made of the words."""
        return next((each for each in self.proposals if each.same), None)

    @property
    def sentence(self) -> str:
        """Return the words as the sentence of a new claim."""
        return " ".join(self.found.words.split()).strip(' .،؛:!؟"«»“”')


class Suggesting:
    """The suggestions of one story as it is now, worked out once."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.document = key_of(story.pk)
        self.text: StoryText = text_of(story)
        self.day = day_of(story)
        self.zone: ZoneInfo = story.edition().date_policy.zone_info

    @cached_property
    def found(self) -> list[Found]:
        return found_in_text(self.text, self.day)

    @cached_property
    def statements(self) -> list[Statement]:
        """Return what the ledger has from the story."""
        return reading.statements_in(self.document)

    @cached_property
    def answers(self) -> Mapping[str, Answer]:
        return {each.key: each for each in Answer.objects.filter(document=self.document)}

    @cached_property
    def all(self) -> list[Suggestion]:
        """Return every suggestion, answered or not, in the order of the text."""
        return [self._suggestion(each) for each in self.found]

    @property
    def open(self) -> list[Suggestion]:
        return [each for each in self.all if each.open]

    def one(self, key: str) -> Suggestion | None:
        """Return the suggestion of that key; None where the text has it no longer."""
        return next((each for each in self.all if each.found.key == key), None)

    def _suggestion(self, found: Found) -> Suggestion:
        statement, dismissed = self._answer(found)
        said = self._said(found)
        proposals = self._proposals(found, said) if statement is None and dismissed is None else ()
        return Suggestion(
            found=found,
            chain=chain_of(found, self._origin),
            act=_act(found, proposals),
            said=said,
            proposals=proposals,
            statement=statement,
            dismissed=dismissed,
        )

    def _answer(self, found: Found) -> tuple[Statement | None, Answer | None]:
        """Return the statement that came of it, or the dismissal. One that was withdrawn is asked about again."""
        answer = self.answers.get(found.key)
        if answer is not None and answer.dismissed:
            return None, answer
        by_number = {each.pk: each for each in self.statements}
        if answer is not None and answer.statement_id in by_number:
            return by_number[answer.statement_id], None
        # Recorded elsewhere, by a trusted wire or from an older revision.
        words = normal(found.words).strip()
        same = (each for each in self.statements if each.exact == words and each.act == found.act)
        return next(same, None), None

    def _said(self, found: Found) -> Span | None:
        if found.post is not None and found.post.posted is not None:
            return Span(found.post.posted)
        if found.when is None:
            return None
        return Span(datetime.combine(found.when, time(), tzinfo=self.zone), Precision.DAY)

    @property
    def published(self) -> datetime | None:
        """Return when the story told this; None of a draft, also of one that has its hour."""
        told: datetime | None = self.story.told_at
        return told if told and told <= timezone.now() else None

    def _proposals(self, found: Found, said: Span | None) -> tuple[Proposal, ...]:
        at = said.at if said else self.story.told_at
        matches = find_claims(" ".join(found.words.split()), said_at=at, limit=MOST_PROPOSED)
        claims = Claim.objects.in_bulk([match.claim for match in matches])
        return tuple(Proposal(claims[match.claim], match) for match in matches)

    @cached_property
    def _origin(self) -> Step | None:
        return origin_of(self.story)


def _act(found: Found, proposals: Iterable[Proposal]) -> Act:
    """Return the act on the claim: «قال إن الهجوم لم يقع» affirms its own words and denies the claim of the attack."""
    same = next((each for each in proposals if each.same), None)
    denies = same is not None and same.match.polarity == Polarity.DENIES
    return Act.DENY if denies and found.act == Act.AFFIRM else found.act


def chain_of(found: Found, origin: Step | None) -> tuple[Step, ...]:
    """Return the chain as proposed: the speaker, through a post where one carries the words, the relays, the origin."""
    if not found.name:
        return ()
    steps = [_speaking(found)]
    steps += [Step(sources.party(mention, SourceKind.OUTLET)) for mention in found.via]
    if origin is not None:
        steps.append(origin)
    return tuple(_each_once(steps))


def _speaking(found: Found) -> Step:
    post = found.post
    if post is None:
        return Step(sources.party(found.name, found.kind), found.medium)
    whose = sources.at_address(post.address) if found.rule == POST else None
    speaker = sources.of(whose) if whose else sources.party(found.name, found.kind)
    return Step(speaker, PLATFORMS.get(post.platform, post.platform), post.address)


PLATFORMS = {
    "x": "X",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "telegram": "Telegram",
    "tiktok": "TikTok",
    "youtube": "YouTube",
}


def origin_of(story: Story) -> Step | None:
    """Return the outlet that `story` was taken from: it is who told us."""
    if not story.origin_name and not story.origin_url:
        return None
    source = sources.at_address(story.origin_url)
    if source is not None:
        return Step(sources.of(source), "", story.origin_url)
    if not story.origin_name:
        return None
    return Step(sources.party(story.origin_name, SourceKind.OUTLET), "", story.origin_url)


def _each_once(steps: Iterable[Step]) -> Iterable[Step]:
    """Leave out who stands in the chain already: nobody has a report from oneself."""
    seen: set[object] = set()
    for step in steps:
        who = step.party.source.pk if step.party.source else normal(step.party.name)
        if who not in seen:
            seen.add(who)
            yield step
