"""What the desk lists: claims by standing, what changed today, what published stories still ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from musnad.ledger import reading
from musnad.ledger.matching.finding import find_claims
from musnad.ledger.merging import claims_in
from musnad.ledger.models import Claim, LogEntry, Source, Standing, Statement
from musnad.ledger.naming import spelling
from musnad.ledger.vocabulary import State
from musnad.newsroom.claims.suggesting import Suggesting, Suggestion
from musnad.newsroom.documents import stories_in
from musnad.newsroom.models import Story

MOST_SEARCHED = 50

COUNTED = 50
"""The newest published stories whose unanswered matches are counted: each takes some ten milliseconds."""


def claims(*, state: str = "", words: str = "") -> Sequence[Claim] | QuerySet[Claim]:
    """Return the claims of that standing, those that changed last first; with `words` the nearest to them first."""
    if not words:
        rows = Claim.objects.filter(merged_into=None).order_by("-standing_since", "-pk")
        return rows.filter(state=state) if state else rows
    numbers = [match.claim for match in find_claims(words, limit=MOST_SEARCHED)]
    found = Claim.objects.filter(Q(pk__in=numbers) | Q(sentence__icontains=words), merged_into=None)
    place = {number: at for at, number in enumerate(numbers)}
    rows_found = sorted(found[: MOST_SEARCHED * 2], key=lambda claim: (place.get(claim.pk, len(place)), -claim.pk))
    return [claim for claim in rows_found if not state or claim.state == state]


def states() -> list[tuple[State, int]]:
    """Return how many claims stand how, in the order of the vocabulary."""
    counted = Claim.objects.filter(merged_into=None).values_list("state").annotate(count=Count("pk")).order_by()
    counts: dict[str, int] = dict(counted)
    return [(state, counts.get(state.value, 0)) for state in State]


def sources(words: str = "") -> QuerySet[Source]:
    rows = Source.objects.filter(merged_into=None).select_related("belongs_to").order_by("name", "pk")
    wanted = spelling(words)
    if not wanted:
        return rows
    named = Q(names__normal__contains=wanted, names__dropped_at=None)
    # A merged one is found by its own names too: what it became is shown.
    merged = Q(merged__names__normal__contains=wanted, merged__names__dropped_at=None)
    return rows.filter(named | merged).distinct()


@dataclass(frozen=True, slots=True)
class Change:
    """A standing that changed. before: None where it was new. entry: what changed it. stories: those that carry it."""

    claim: Claim
    standing: Standing
    before: Standing | None
    entry: LogEntry
    stories: tuple[Story, ...]


def changed_today(now: datetime | None = None) -> list[Change]:
    """Return the standings that changed since midnight of the newsroom's clock, the latest first."""
    today = timezone.localtime(now)
    midnight = datetime.combine(today.date(), time(), tzinfo=today.tzinfo)
    rows = Standing.objects.filter(at__gte=midnight).select_related("claim", "entry").order_by("-at")
    return [_change(row) for row in rows[:MOST_SEARCHED]]


def _change(row: Standing) -> Change:
    before = Standing.objects.filter(claim=row.claim_id, at__lt=row.at).order_by("-at").first()
    return Change(row.claim, row, before, row.entry, tuple(stories_of(row.claim_id)))


def stories_of(claim: int) -> list[Story]:
    """Return the stories that carry the claim, the latest first."""
    statements = Statement.objects.filter(claim__in=claims_in(claim), withdrawn_at=None).exclude(document="")
    numbers = stories_in(statements.values_list("document", flat=True).distinct()[:MOST_SEARCHED])
    return list(Story.objects.filter(pk__in=numbers).select_related("locale").order_by("-published_at", "-pk"))


def with_claims(statements: Iterable[Statement]) -> list[tuple[Statement, Claim]]:
    """Return `statements`, each with the claim that it is on today, mergings followed."""
    return [(each, reading.claim_of(each.claim_id) if each.claim.merged_into_id else each.claim) for each in statements]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A published story with what it still asks: words that an existing claim matches first."""

    story: Story
    matches: tuple[Suggestion, ...]
    others: int


def published() -> QuerySet[Story]:
    """Return the published stories, the newest first."""
    rows: QuerySet[Story] = Story.objects.live().select_related("locale").order_by("-published_at", "-pk")
    return rows


def waiting(shown: Iterable[Story]) -> tuple[int, list[Unanswered]]:
    """Return how many matches of the newest stories nobody answered, and those of `shown` that ask something."""
    wanted = {story.pk: story for story in shown}
    newest = {story.pk: story for story in published()[:COUNTED]}
    found = unanswered((newest | wanted).values())
    matches = sum(len(each.matches) for each in found if each.story.pk in newest)
    return matches, [each for each in found if each.story.pk in wanted]


def unanswered(stories: Iterable[Story]) -> list[Unanswered]:
    """Return those of `stories` that have suggestions nobody answered, with the claims that these match."""
    found = []
    for story in stories:
        open_ = Suggesting(story).open
        matches = tuple(each for each in open_ if each.same is not None)
        if open_:
            found.append(Unanswered(story, matches, len(open_) - len(matches)))
    return found
