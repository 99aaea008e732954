"""Several editors at once: nothing is lost, the log is in order, and who comes second is told so."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.ledger.writing import KARIM, SALMA, claim, ministry, monitor, outlet, say

from musnad.ledger import reading, recording
from musnad.ledger.anchors import Selector
from musnad.ledger.errors import AlreadyRecorded, EditedMeanwhile, MergedIntoItself, Refused
from musnad.ledger.models import Claim, LogEntry, Source, Standing, Statement
from musnad.ledger.recording import Anchor

pytestmark = pytest.mark.usefixtures("committing")


def at_once(*tasks):
    """Begin `tasks` in threads of their own at the same moment; return what each returned or was refused with."""
    barrier = Barrier(len(tasks))

    def run(task):
        try:
            barrier.wait(30)
            return task()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def refusals(results):
    return [type(result) for result in results if isinstance(result, Refused)]


def test_what_several_editors_record_on_one_claim_is_all_there():
    about, teller = claim(), monitor()
    papers = [outlet(f"صحيفة {number}") for number in range(4)]

    def record(paper):
        return lambda: [say(about, "affirm", teller, paper, words=f"قول {number}") for number in range(8)]

    assert refusals(at_once(*map(record, papers))) == []

    assert Statement.objects.filter(claim=about).count() == 32
    entries = LogEntry.objects.order_by("pk")
    assert entries.filter(act="statement_recorded").count() == 32
    times = list(entries.values_list("at", flat=True))
    assert times == sorted(set(times))
    assert reading.finding_of(about.pk).parties == 4
    assert Standing.objects.filter(claim=about).count() == 1


def test_standings_that_editors_bring_about_at_once_follow_from_one_another():
    about = claim()
    sides = [monitor("أ"), monitor("ب"), ministry("ج"), ministry("د")]
    acts = ["affirm", "affirm", "deny", "deny"]

    at_once(*[lambda act=act, side=side: say(about, act, side) for act, side in zip(acts, sides, strict=True)])

    finding, last = reading.finding_of(about.pk), Standing.objects.filter(claim=about).latest("at")
    assert finding.state == last.state == Claim.objects.get(pk=about.pk).state == "disputed"
    assert len(last.finding["denied_by"]) == 2


def test_two_sources_are_not_merged_into_one_another():
    one, other = monitor("أ"), monitor("ب")

    results = at_once(
        lambda: recording.merge_sources(one, other, by=SALMA), lambda: recording.merge_sources(other, one, by=KARIM)
    )

    assert refusals(results) == [MergedIntoItself]
    assert Source.objects.filter(merged_into__isnull=False).count() == 1


def test_of_two_who_accept_the_same_words_one_is_told_that_it_is_done():
    about, body = claim(), ministry()
    anchor = Anchor("story:7", "1", Selector("الهجوم لم يقع"))

    results = at_once(*[lambda by=by: say(about, "deny", body, anchor=anchor, by=by) for by in (SALMA, KARIM)])

    assert refusals(results) == [AlreadyRecorded]
    assert Statement.objects.count() == 1


def test_of_two_who_amend_the_same_copy_one_is_told_so():
    about = claim()
    copies = [Claim.objects.get(pk=about.pk) for _ in range(2)]
    for number, copy in enumerate(copies):
        copy.sentence = f"نصّ {number}"

    results = at_once(*[lambda copy=copy: recording.amend_claim(copy, by=SALMA) for copy in copies])

    assert refusals(results) == [EditedMeanwhile]
    assert Claim.objects.get(pk=about.pk).version == 2


def test_a_statement_recorded_while_its_claim_is_merged_is_on_what_it_became():
    one, other, teller = claim("أ"), claim("ب"), monitor()

    at_once(lambda: recording.merge_claims(other, one, by=SALMA), lambda: say(other, "affirm", teller))

    assert reading.claim_of(other.pk).pk == one.pk
    assert Claim.objects.get(pk=one.pk).state == "reported"
