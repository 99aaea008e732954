"""What a document carries, and whether a claim stands otherwise than the document tells."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.ledger.writing import EDITOR, TEXT, claim, ministry, monitor, outlet, quote, say, source

from musnad.ledger import recording
from musnad.ledger.anchors import select
from musnad.ledger.carrying import carried_in, flags_of
from musnad.ledger.models import Claim
from musnad.ledger.recording import Anchor

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "story:7", "story:8"
ATTACK, ROAD = "الهجوم لم يقع", "الطريق آمن"


def here(words=ATTACK):
    return quote(words, document=HERE)


def elsewhere(words=ATTACK):
    return quote(words, document=ELSEWHERE)


def carried(*, since=None):
    (found,) = carried_in(HERE, since=since)
    return found


def test_a_document_that_carries_nothing_has_nothing(db):
    assert carried_in(HERE, since=None) == []
    assert flags_of([HERE]) == {}


def test_a_claim_that_stands_as_the_document_tells_has_not_changed():
    say(claim(), "affirm", monitor(), anchor=here())

    assert not carried().changed


def test_a_denial_elsewhere_changes_it():
    about = claim()
    say(about, "affirm", monitor(), anchor=here())
    say(about, "deny", ministry(), anchor=elsewhere())

    assert carried().changed


def test_a_denial_that_the_document_has_itself_is_no_change():
    about = claim()
    say(about, "affirm", monitor(), anchor=here())
    say(about, "deny", ministry(), anchor=here(ROAD))

    assert not carried().changed


def test_a_denial_that_the_document_has_in_other_words_of_the_same_party_is_no_change():
    about, body = claim(), ministry()
    for paper in ("أ", "ب"):
        say(about, "affirm", outlet(paper), words=f"قول {paper} وحده", anchor=elsewhere())
    first = say(about, "deny", body, words="نفت", anchor=elsewhere(ROAD))
    say(about, "deny", body, words="نفت", anchor=here())

    assert not carried(since=first.recorded_at - timedelta(microseconds=1)).changed


def test_one_more_root_elsewhere_is_told():
    about = claim()
    say(about, "affirm", monitor(), anchor=here())
    say(about, "affirm", source("شاهد", "witness"), words="رأيت ذلك بعيني", anchor=elsewhere())

    assert carried().changed


def test_what_was_known_when_readers_first_had_the_document_is_no_change():
    about, teller = claim(), monitor()
    say(about, "affirm", teller, anchor=elsewhere())
    denial = say(about, "deny", ministry(), anchor=elsewhere(ROAD))
    say(about, "affirm", teller, words="كرّر المرصد", anchor=here())

    assert not carried(since=denial.recorded_at).changed
    assert carried(since=denial.recorded_at - timedelta(microseconds=1)).changed


def test_a_witness_of_its_own_beside_a_denial_known_before_is_no_change_and_one_elsewhere_is():
    about = claim()
    say(about, "affirm", monitor(), anchor=elsewhere())
    denial = say(about, "deny", ministry(), anchor=elsewhere(ROAD))
    say(about, "affirm", source("شاهد", "witness"), words="رأيت ذلك بعيني", anchor=here())
    assert not carried(since=denial.recorded_at).changed

    say(about, "affirm", source("شاهد آخر", "witness"), words="كنت هناك", anchor=elsewhere("الطريق"))
    assert not carried(since=denial.recorded_at).changed  # it was disputed before that, as the document has it

    other = claim("ب")
    say(other, "affirm", monitor("مرصد"), anchor=Anchor("story:9", "3", select(TEXT, 0, 4)))
    told = say(other, "deny", ministry("وزارة"))
    say(other, "affirm", source("شاهد ثالث", "witness"), words="رأيت ذلك أيضًا")
    (found,) = carried_in("story:9", since=told.recorded_at)
    assert found.changed


def test_an_editors_verdict_is_always_told():
    about = claim()
    say(about, "deny", ministry(), anchor=here())
    recording.settle(about, verdict="false", reason="راجعنا", by="سلمى")

    assert carried().changed


def test_a_claim_that_was_taken_back_elsewhere_has_changed_and_where_it_is_told_it_has_not():
    about, teller = claim(), monitor()
    say(about, "affirm", teller, anchor=here())
    back = say(about, "retract", teller, words="نتراجع", anchor=elsewhere())
    assert carried().changed

    recording.withdraw(back, reason="خطأ", **EDITOR)
    say(about, "retract", teller, words="نتراجع", anchor=here(ROAD))
    assert not carried().changed


def test_a_claim_that_was_merged_is_what_it_became():
    about, kept = claim(), claim("هجوم على حاجز")
    say(about, "affirm", monitor(), anchor=here())
    recording.merge_claims(about, kept, **EDITOR)

    assert carried().claim == kept
    say(kept, "deny", ministry())
    assert flags_of([HERE])[HERE].state == "denied"


def test_words_that_are_gone_are_not_said_there():
    about = claim()
    say(about, "affirm", monitor(), anchor=here())
    say(about, "deny", ministry())
    assert flags_of([HERE, ELSEWHERE]).keys() == {HERE}

    recording.check_anchors(HERE, "نصّ آخر", revision="4", by="كريم")

    assert not carried().said_there
    assert flags_of([HERE]) == {}


def test_the_gravest_of_several_claims_is_flagged():
    mild, grave = claim(), claim("ب")
    for about in (mild, grave):
        say(about, "affirm", monitor(str(about)), anchor=Anchor(HERE, "3", select(TEXT, 0, 4)), words=str(about))
    say(mild, "affirm", source("شاهد", "witness"), words="رأيت بعيني")
    for about in (mild, grave):
        say(about, "deny", ministry(f"وزارة {about}"))

    assert Claim.objects.get(pk=mild.pk).state == "disputed"
    assert flags_of([HERE])[HERE].state == "denied"

    recording.settle(mild, verdict="misleading", reason="راجعنا", by="سلمى")
    assert flags_of([HERE])[HERE].verdict == "misleading"


def test_a_claim_found_true_is_not_flagged_whoever_denies_it():
    about = claim()
    say(about, "affirm", monitor(), anchor=here())
    say(about, "deny", ministry())
    recording.settle(about, verdict="true", reason="راجعنا", by="سلمى")

    assert flags_of([HERE]) == {}
    assert carried().changed


def test_a_document_that_denies_alone_is_not_flagged():
    about = claim()
    say(about, "affirm", monitor(), anchor=elsewhere())
    say(about, "deny", ministry(), anchor=here())

    assert flags_of([HERE, ELSEWHERE]).keys() == {ELSEWHERE}


def test_what_a_document_carries_is_found_without_walking_all_statements():
    """SQLite took an index of the statements that stand in some document for no question of which."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN SELECT * FROM ledger_statement WHERE document = %s", [HERE])
        (way,) = (row[3] for row in cursor.fetchall())
    assert "USING INDEX statement_document" in way
