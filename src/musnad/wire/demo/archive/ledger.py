"""The archive's affairs in the ledger: who reported what through whom, who denied it, who took it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from musnad.ledger.anchors import select
from musnad.ledger.models import Claim, Source, Statement
from musnad.ledger.recording import Anchor, Link, record_claim, record_source, record_statement, settle
from musnad.ledger.sayings import Span
from musnad.ledger.vocabulary import Act, Precision, SourceKind, VerdictKind
from musnad.ledger.writing import recorded_at
from musnad.newsroom.documents import key_of
from musnad.newsroom.models import Story
from musnad.newsroom.texts import text_of
from musnad.wire.demo.archive.affairs import Affair, Role, words_of
from musnad.wire.demo.archive.composing import BEGINNING, Written, compose
from musnad.wire.demo.archive.frames import words
from musnad.wire.demo.ledger import DESK

AFTER = timedelta(minutes=7)
"""How long after a story its statements are recorded."""

UNDER_WAY = 500
"""Claims of affairs that are kept at hand: more are looked up."""

REASON = "لم يقم على الخبر دليل سوى القول الأول."
"""Of the verdicts that editors give."""


def find_or_record_sources() -> dict[str, Source]:
    """Return the archive's sources by their keys."""
    with recorded_at(BEGINNING - timedelta(days=1)):
        return {each["key"]: source_of(each["name"], SourceKind(each["kind"])) for each in words()["sources"]}


def source_of(name: str, kind: SourceKind) -> Source:
    found = Source.objects.filter(name=name, kind=kind, merged_into=None).order_by("pk").first()
    return found or record_source(name, kind=kind, language="ar", by=DESK)


class Bookkeeper:
    """Records what stories of one archive say, in the order of the stories."""

    def __init__(self, seed: int, sources: dict[str, Source]) -> None:
        self.seed, self.sources = seed, sources
        self._claims: dict[int, Claim] = {}

    def record(self, filed: Sequence[tuple[Written, Story]]) -> None:
        for written, story in filed:
            if written.role:
                with recorded_at(written.at + AFTER):
                    self._statement(written.affair, written.role, written.at, story)

    def _statement(self, affair: Affair, role: Role, at: datetime, story: Story) -> None:
        claim = self._claim(affair, role, at)
        if claim is None:
            return
        said = words_of(affair, role)
        text = text_of(story).text
        start = text.find(said)
        anchor = Anchor(key_of(story.pk), str(story.live_revision_id), select(text, start, start + len(said)))
        act, chain = self._act(affair, role)
        record_statement(
            claim,
            source=chain[0].source,
            act=act,
            words=said,
            by=DESK,
            said=Span(at - timedelta(hours=2), Precision.MOMENT),
            language="ar",
            first_hand=role == Role.DENIED,
            chain=chain,
            anchor=anchor,
        )
        if affair.verdict and story_is_last(affair, role):
            settle(claim, verdict=VerdictKind(affair.verdict), reason=REASON, by=DESK)

    def _act(self, affair: Affair, role: Role) -> tuple[Act, list[Link]]:
        if role == Role.DENIED:
            return Act.DENY, [Link(self.sources[affair.told["denier"]], "بيان")]
        relay = Link(self.sources[affair.through], "موقع")
        if role == Role.WITHDRAWN:
            return Act.RETRACT, [relay]
        return Act.AFFIRM, [Link(self.sources[affair.who]), relay]

    def _claim(self, affair: Affair, role: Role, at: datetime) -> Claim | None:
        """Return the affair's claim; it is recorded with the first report. None where that story is gone."""
        if affair.number in self._claims:
            return self._claims[affair.number]
        claim = self._recorded(affair)
        if claim is None and role == Role.REPORT:
            happened = Span(at - timedelta(hours=8), Precision.DAY)
            place = affair.cast.named["place"].name
            claim = record_claim(affair.claim, language="ar", by=DESK, happened=happened, place=place)
        if claim is not None:
            self._claims[affair.number] = claim
            if len(self._claims) > UNDER_WAY:
                del self._claims[next(iter(self._claims))]
        return claim

    def _recorded(self, affair: Affair) -> Claim | None:
        """Return the claim that an earlier run recorded: the one that the affair's first report carries."""
        key = compose(self.seed, min(affair.stories)).key
        report = Story.objects.filter(translation_key=key).values_list("pk", flat=True).first()
        if report is None:
            return None
        statement = Statement.objects.filter(document=key_of(report)).select_related("claim").order_by("pk").first()
        return statement.claim if statement else None


def story_is_last(affair: Affair, role: Role) -> bool:
    return list(affair.stories.values())[-1] == role and role in {Role.DENIED, Role.WITHDRAWN}
