"""The log is whole: replayed into an empty ledger it gives the same ledger, whatever was done."""

from contextlib import suppress
from datetime import timedelta
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.dalwan import OWN_WORDS, WIRE, WIRE_TOUCHED
from tests.ledger.writing import KARIM, SALMA, at, claim, ministry, monitor, say

from musnad.ledger import reading, recording
from musnad.ledger.anchors import Selector
from musnad.ledger.errors import LedgerNotEmpty, Refused
from musnad.ledger.models import (
    ChainLink,
    Claim,
    Evidence,
    LogEntry,
    Source,
    SourceAddress,
    SourceName,
    Standing,
    Statement,
    Verdict,
)
from musnad.ledger.recalling import rulings_of, sayings_of
from musnad.ledger.recording import Anchor, Kept, Link
from musnad.ledger.replaying import replay
from musnad.ledger.sayings import Span
from musnad.ledger.standing import standing
from musnad.ledger.vocabulary import Act, AddressKind, LogAct, Precision, SourceKind, VerdictKind

NUMBERED = (Claim, Evidence, LogEntry, Source, Statement, Verdict)
# Nothing names these by their number.
UNNUMBERED = (ChainLink, SourceAddress, SourceName, Standing, Statement.evidence.through)

TEXTS = ("الهجوم لم يقع والطريق آمن", "الهجوم وقع والطريق مقطوع", "")


def ledger():
    """Every row of the ledger, as plain values."""
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in NUMBERED}
    for model in UNNUMBERED:
        loose = [{name: value for name, value in row.items() if name != "id"} for row in model.objects.values()]
        rows[model.__name__] = sorted(loose, key=str)
    return rows


class Newsroom:
    """Does what is drawn with whatever rows there are; what the ledger refuses is left undone."""

    def __init__(self):
        self.names = (f"جهة {number}" for number in count(1))

    def pick(self, model, number, **wanted):
        rows = list(model.objects.filter(**wanted).order_by("pk"))
        return rows[number % len(rows)] if rows else None

    def some(self, model, number, **wanted):
        row = self.pick(model, number, **wanted)
        if row is None:
            raise Absent
        return row

    def do(self, act, one, two, three, text):
        with suppress(Refused, Absent):
            getattr(self, act)(one, two, three, text)

    def source(self, one, two, three, text):
        kinds = list(SourceKind)
        recording.record_source(
            next(self.names),
            kind=kinds[one % len(kinds)],
            language="ar",
            by=SALMA,
            belongs_to=self.pick(Source, two) if three % 2 else None,
            independent=three % 5 == 1,
            note=text,
            names=[(text, "en")] if text else [],
            addresses=[("site", f"site{one % 4}.example")] if three % 3 else [],
            reason=text,
        )

    def amend_source(self, one, two, three, text):
        source = self.some(Source, one)
        source.name, source.note = text or source.name, text
        source.kind = list(SourceKind)[three % len(SourceKind)]
        source.belongs_to = self.pick(Source, two) if three % 2 else None
        recording.amend_source(source, by=KARIM, reason=text)

    def name(self, one, two, three, text):
        recording.add_name(self.some(Source, one), text, language="ar", by=SALMA)

    def drop_name(self, one, two, three, text):
        recording.drop_name(self.some(SourceName, one), by=SALMA)

    def address(self, one, two, three, text):
        recording.add_address(self.some(Source, one), AddressKind.ACCOUNT, f"x.com/a{two % 3}", by=SALMA)

    def drop_address(self, one, two, three, text):
        recording.drop_address(self.some(SourceAddress, one), by=SALMA)

    def merge_sources(self, one, two, three, text):
        recording.merge_sources(self.some(Source, one), self.some(Source, two), by=SALMA, reason=text)

    def part_source(self, one, two, three, text):
        recording.part_source(self.some(Source, one, merged_into__isnull=False), by=SALMA, reason=text)

    def claim(self, one, two, three, text):
        happened = Span(at(one % 24), list(Precision)[two % 4]) if three % 2 else None
        recording.record_claim(text, language="ar", by=SALMA, happened=happened, place=text)

    def amend_claim(self, one, two, three, text):
        claim = self.some(Claim, one)
        claim.sentence, claim.happened_at = text, at(two % 24) if three % 2 else None
        recording.amend_claim(claim, by=KARIM, reason=text)

    def merge_claims(self, one, two, three, text):
        recording.merge_claims(self.some(Claim, one), self.some(Claim, two), by=SALMA, reason=text)

    def part_claim(self, one, two, three, text):
        recording.part_claim(self.some(Claim, one, merged_into__isnull=False), by=SALMA, reason=text)

    def statement(self, one, two, three, text):
        source = self.some(Source, two)
        page = Kept(f"https://news.example/{three % 2}", TEXTS[three % 2], at(1))
        relay = [Link(self.some(Source, three), "برقية", page.address)] if three % 3 == 1 else []
        recording.record_statement(
            self.some(Claim, one),
            source=source,
            act=(list(Act) + [Act.AFFIRM] * 6)[(one + three) % (len(Act) + 6)],
            words=(text, WIRE, WIRE_TOUCHED, OWN_WORDS)[three % 4],
            by=SALMA,
            said=Span(at(three % 24), list(Precision)[two % 4]) if one % 2 else None,
            part="العدد" if three % 7 == 3 else "",
            first_hand=two % 3 == 0,
            chain=[Link(source), *relay],
            anchor=Anchor(
                f"story:{two % 2}",
                "1",
                Selector("الهجوم لم يقع", suffix=" والطريق"),
                published=at(one % 24) if two % 3 else None,
            )
            if one % 2
            else None,
            evidence=[page] if three % 2 else [],
            reason=text,
        )

    def withdraw(self, one, two, three, text):
        recording.withdraw(self.some(Statement, one), by=KARIM, reason=text)

    def edit_document(self, one, two, three, text):
        recording.check_anchors(f"story:{one % 2}", TEXTS[two % 3], revision=str(three), by=KARIM, reason=text)

    def delete_document(self, one, two, three, text):
        recording.document_deleted(f"story:{one % 2}", by=KARIM, reason=text)

    def settle(self, one, two, three, text):
        verdicts = list(VerdictKind)
        recording.settle(self.some(Claim, one), verdict=verdicts[two % len(verdicts)], reason=text, by=SALMA)

    def lift(self, one, two, three, text):
        recording.lift_verdict(self.some(Verdict, one, lifted_at=None), by=KARIM, reason=text)


class Absent(Exception):
    """There is nothing yet to do it with."""


ACTS = [name for name in vars(Newsroom) if not name.startswith("_") and name not in {"pick", "some", "do"}]
COMMON = ["statement"] * 9 + ["merge_claims", "part_claim", "merge_sources", "part_source"] * 2
texts = st.sampled_from(["نصّ قصير", "سبب", "", "\x00 ", "قال «إنه» لا يعلم \U0001f600"])
steps = st.tuples(st.sampled_from(ACTS + COMMON), *[st.integers(0, 30)] * 3, texts)
scripts = st.lists(steps, min_size=5, max_size=40)
patient = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def perform(script):
    newsroom = Newsroom()
    for number in (3, 5, 9, 0):
        newsroom.do("source", number, 0, 0, "")
    for sentence in ("هجوم على حاجز", "انفجار في مستودع"):
        newsroom.do("claim", 0, 0, 0, sentence)
    for step in script:
        newsroom.do(*step)


@pytest.mark.django_db
@patient
@given(scripts)
def test_replaying_the_log_gives_the_ledger(script):
    with transaction.atomic():
        perform(script)
        before, log = ledger(), list(LogEntry.objects.all())
        transaction.set_rollback(True)
    with transaction.atomic():
        assert replay(log) == len(log)
        after = ledger()
        transaction.set_rollback(True)

    assert after == before


@pytest.mark.django_db
@patient
@given(scripts)
def test_the_log_of_standings_agrees_with_the_rule(script):
    with transaction.atomic():
        perform(script)
        for claim in Claim.objects.filter(merged_into=None):
            finding = reading.finding_of(claim.pk)
            assert claim.state == finding.state
            assert claim.verdict == (finding.ruling.kind if finding.ruling else "")
        transaction.set_rollback(True)


IDENTITY = ("merge_sources", "part_source", "merge_claims", "part_claim", "amend_source")


@pytest.mark.django_db
@patient
@given(st.lists(steps.filter(lambda step: step[0] not in IDENTITY), min_size=5, max_size=40))
def test_what_the_log_of_standings_says_of_a_moment_is_what_the_rule_says_of_it(script):
    with transaction.atomic():
        perform(script)
        for row in Standing.objects.all():
            then = standing(sayings_of([row.claim_id]), rulings=rulings_of([row.claim_id]), at=row.at)
            just_before = standing(
                sayings_of([row.claim_id]), rulings=rulings_of([row.claim_id]), at=row.at - timedelta(microseconds=1)
            )
            assert (row.state, row.roots) == (then.state, len(then.roots))
            assert just_before != then
        transaction.set_rollback(True)


def test_every_act_of_the_log_is_tried(db):
    """What the scripts above can do covers what can be done at all."""
    body, teller, about, other = ministry(), monitor(), claim("أ"), claim("ب")
    newsroom = Newsroom()
    newsroom.do("source", 6, 0, 0, "")
    denial = say(about, "deny", body, anchor=Anchor("story:0", "1", Selector("الهجوم لم يقع")))
    for act in ("name", "address", "drop_name", "drop_address", "amend_claim", "edit_document", "settle", "lift"):
        newsroom.do(act, 0, 1, 0, "سبب")
    newsroom.do("amend_source", 0, 0, 0, "سبب")
    recording.merge_sources(teller, body, by=SALMA)
    newsroom.do("part_source", 1, 0, 0, "سبب")
    recording.merge_claims(other, about, by=SALMA)
    newsroom.do("part_claim", 1, 0, 0, "سبب")
    recording.withdraw(denial, by=SALMA, reason="سبب")

    done = set(LogEntry.objects.values_list("act", flat=True))
    assert done == set(LogAct)


def build():
    body, teller, paper = ministry(), monitor(), monitor("وادي نيوز")
    about, other = claim("أ"), claim("ب")
    say(about, "affirm", teller, paper, evidence=[Kept("https://news.example/", "نصّ", at(1))])
    say(other, "deny", body)
    recording.merge_claims(other, about, by=SALMA)
    recording.settle(about, verdict="unproven", reason="لا دليل", by=KARIM)


def test_a_replayed_ledger_goes_on_counting(either_database):
    with transaction.atomic():
        build()
        before, log = ledger(), list(LogEntry.objects.all())
        transaction.set_rollback(True)

    replay(log)

    assert ledger() == before
    build()
    assert Claim.objects.count() == 4


def test_a_log_is_replayed_into_an_empty_ledger_only(db):
    claim()

    with pytest.raises(LedgerNotEmpty):
        replay(list(LogEntry.objects.all()))

    assert Claim.objects.count() == 1
