"""Claims and statements: what recording writes, logs and derives; and what it refuses."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.ledger.writing import (
    EDITOR,
    KARIM,
    SALMA,
    TEXT,
    at,
    claim,
    last_entry,
    ministry,
    monitor,
    outlet,
    quote,
    say,
    source,
    states,
)

from musnad.ledger import recording
from musnad.ledger.anchors import Selector
from musnad.ledger.errors import (
    AlreadyDone,
    AlreadyMerged,
    AlreadyRecorded,
    ChainBroken,
    ChainLoops,
    EditedMeanwhile,
    MergedIntoItself,
    NotAnAddress,
    NothingSaid,
    NotYet,
    TooLong,
)
from musnad.ledger.models import Claim, Evidence, LogEntry, Source, Standing, Statement, Verdict
from musnad.ledger.recording import Anchor, Kept, Link
from musnad.ledger.sayings import Span
from musnad.ledger.vocabulary import Precision

pytestmark = pytest.mark.django_db


# --- claims ---


def test_a_claim_says_when_and_where_and_nobody_stands_for_it_yet():
    made = claim(happened=Span(at(0), Precision.DAY), place="طريق السهل")

    assert (made.happened_at, made.happened_precision, made.place) == (at(0), "day", "طريق السهل")
    assert (made.state, states(made)) == ("none", [])


def test_a_claim_is_amended():
    made = claim(happened=Span(at(0), Precision.DAY))
    made.sentence, made.happened_at, made.happened_precision = "هاجم مسلحون حاجزاً", at(5), "moment"

    amended = recording.amend_claim(made, **EDITOR)

    assert (amended.sentence, amended.happened_at, amended.version) == ("هاجم مسلحون حاجزاً", at(5), 2)


def test_a_claim_forgets_when_it_happened():
    made = claim(happened=Span(at(0), Precision.DAY))
    made.happened_at = None

    assert recording.amend_claim(made, **EDITOR).happened_at is None


@pytest.mark.parametrize("row", [claim, monitor])
def test_who_amends_an_older_copy_is_told(row):
    mine = row()
    theirs = type(mine).objects.get(pk=mine.pk)
    amend = {Claim: recording.amend_claim, Source: recording.amend_source}[type(mine)]
    name = {Claim: "sentence", Source: "name"}[type(mine)]
    setattr(theirs, name, "نصّ كريم")
    amend(theirs, by=KARIM)
    setattr(mine, name, "نصّ سلمى")

    with pytest.raises(EditedMeanwhile, match=KARIM):
        amend(mine, by=SALMA)

    assert getattr(type(mine).objects.get(pk=mine.pk), name) == "نصّ كريم"


def test_merged_claims_are_one_and_parting_brings_back_two():
    one, other = claim(), claim("وقع هجوم على حاجز في السهل")
    say(one, "affirm", monitor())
    say(other, "affirm", source("شاهد", "witness"))

    assert recording.merge_claims(other, one, **EDITOR).state == "supported"
    say(other, "deny", ministry())
    parted = recording.part_claim(other, **EDITOR)

    assert states(one) == [("reported", 1, 1), ("supported", 2, 2), ("disputed", 2, 2), ("reported", 1, 1)]
    assert states(other) == [("reported", 1, 1), ("denied", 1, 1)]
    assert (parted.state, parted.merged_into) == ("denied", None)


def test_claims_merged_in_a_row_are_all_one_and_parted_in_any_order():
    first, second, third = claim("أ"), claim("ب"), claim("ج")
    for about, name in ((first, "مرصد"), (second, "شاهد"), (third, "منظمة")):
        say(about, "affirm", monitor(name))
    recording.merge_claims(third, second, **EDITOR)
    recording.merge_claims(second, first, **EDITOR)
    assert Claim.objects.get(pk=first.pk).state == "supported"
    assert states(first)[-1][1] == 3

    recording.part_claim(third, **EDITOR)
    recording.part_claim(second, **EDITOR)

    assert [states(each)[-1] for each in (first, second, third)] == [("reported", 1, 1)] * 3


def test_a_claim_merged_into_itself_or_twice_is_refused():
    one, other, third = claim("أ"), claim("ب"), claim("ج")

    with pytest.raises(MergedIntoItself):
        recording.merge_claims(one, one, **EDITOR)
    recording.merge_claims(other, one, **EDITOR)
    with pytest.raises(MergedIntoItself):
        recording.merge_claims(one, other, **EDITOR)
    with pytest.raises(AlreadyMerged):
        recording.merge_claims(other, third, **EDITOR)
    with pytest.raises(AlreadyMerged):
        recording.amend_claim(other, **EDITOR)
    with pytest.raises(AlreadyMerged):
        recording.settle(other, verdict="true", reason="صور", **EDITOR)


# --- statements ---


def test_a_statement_keeps_its_words_chain_anchor_and_evidence():
    spokesman, agency = source("الناطق", "person"), source("وكالة دلوان", "agency")
    post = Kept("https://x.com/dalwanmod/status/1", "لم يقع أي هجوم", at(9))

    made = recording.record_statement(
        claim(),
        source=spokesman,
        act="deny",
        words="إن الهجوم لم يقع",
        said=Span(at(8)),
        language="ar",
        chain=[Link(spokesman, "X", "https://x.com/dalwanmod/status/1"), Link(agency, "برقية")],
        anchor=quote("الهجوم لم يقع"),
        evidence=[post],
        **EDITOR,
    )

    assert (made.act, made.said_at, made.document, made.revision) == ("deny", at(8), "story:7", "3")
    assert (made.exact, made.prefix[-10:], made.anchor) == ("الهجوم لم يقع", " الدفاع ان "[-10:], "found")
    assert [(link.position, link.source, link.medium) for link in made.chain.all()] == [
        (0, spokesman, "X"),
        (1, agency, "برقية"),
    ]
    (kept,) = made.evidence.all()
    assert (str(kept), kept.text, len(kept.sha256)) == (post.address, post.text, 64)
    assert str(made).endswith("إن الهجوم لم يقع")
    assert str(made.chain.all()[0]) == f"{made.pk}.0 {spokesman.pk}"


def test_one_kept_copy_serves_every_statement_that_points_to_it():
    page = Kept("https://news.example/1", "نصّ الصفحة", at(9))
    about, teller = claim(), monitor()

    for words in ("قول أول", "قول ثان"):
        say(about, "affirm", teller, words=words, evidence=[page])

    assert Evidence.objects.get().statements.count() == 2


def test_who_told_us_himself_is_a_chain_of_one():
    teller = monitor()

    made = recording.record_statement(claim(), source=teller, act="affirm", words="وقع", **EDITOR)

    assert [link.source for link in made.chain.all()] == [teller]


def test_a_chain_begins_with_who_said_it():
    with pytest.raises(ChainBroken):
        recording.record_statement(claim(), source=ministry(), act="deny", words="لا", chain=[Link(outlet())], **EDITOR)


def test_a_chain_with_a_loop_is_refused_also_where_its_ends_were_merged():
    about, one, other, between = claim(), monitor("أ"), monitor("ب"), outlet()
    recording.merge_sources(other, one, **EDITOR)

    for chain in ([one, between, one], [one, between, other], [one, one]):
        with pytest.raises(ChainLoops):
            say(about, "affirm", *chain)
    assert not Statement.objects.exists()


def test_a_merged_source_stands_for_what_it_became():
    one, other = monitor("أ"), monitor("ب")
    recording.merge_sources(other, one, **EDITOR)

    made = recording.record_statement(claim(), source=other, act="affirm", words="وقع", chain=[Link(one)], **EDITOR)

    assert made.source == other


def test_what_was_not_said_yet_is_refused():
    tomorrow_but_one = timezone.now() + timedelta(days=2)

    with pytest.raises(NotYet):
        say(claim(), "affirm", monitor(), said=Span(tomorrow_but_one))
    with pytest.raises(NotYet):
        say(claim(), "affirm", monitor("ب"), evidence=[Kept("https://news.example/", "نصّ", tomorrow_but_one)])


def test_the_same_words_of_the_same_document_are_recorded_once():
    about, other, body = claim(), claim("وقع هجوم"), ministry()
    first = say(about, "deny", body, anchor=quote("الهجوم لم يقع"))
    recording.merge_claims(other, about, **EDITOR)

    with pytest.raises(AlreadyRecorded, match=SALMA):
        say(other, "deny", body, anchor=quote("الهجوم لم يقع"), by=KARIM)

    say(about, "affirm", body, anchor=quote("الطريق آمن"))
    recording.withdraw(first, by=KARIM, reason="أخطأت")
    say(about, "deny", body, anchor=quote("الهجوم لم يقع"))
    assert Statement.objects.count() == 3


def test_an_anchor_without_words_or_document_is_refused():
    for anchor in (Anchor("story:7", "", Selector("")), Anchor("", "", Selector("كلام"))):
        with pytest.raises(NothingSaid):
            say(claim(), "affirm", monitor(), anchor=anchor)
    with pytest.raises(TooLong):
        say(claim(), "affirm", monitor(), anchor=Anchor("s" * 101, "", Selector("كلام")))
    with pytest.raises(TooLong):
        say(claim(), "affirm", monitor(), anchor=Anchor("story:7", "", Selector("كلام", prefix="ا" * 65)))


@pytest.mark.parametrize("address", ["javascript:alert(1)", " java\tscript:alert(1)", "DATA:text/html,x", "vbscript:x"])
def test_an_address_that_a_browser_would_run_is_refused_in_a_chain_and_of_a_copy(address):
    about, teller = claim(), monitor()

    with pytest.raises(NotAnAddress):
        recording.record_statement(
            about, source=teller, act="affirm", words="وقع", chain=[Link(teller, "", address)], **EDITOR
        )
    with pytest.raises(NotAnAddress):
        say(about, "affirm", teller, evidence=[Kept(address, "نصّ", at(9))])
    assert not Statement.objects.exists()


@pytest.mark.parametrize(
    "address", ["", "https://wadi.example/1", "HTTP://wadi.example", "wadi.example:8080/1", "x.com/a:b"]
)
def test_an_address_of_a_page_is_kept_as_given(address):
    about, teller = claim(), monitor()
    link = Link(teller, "", address)

    made = recording.record_statement(about, source=teller, act="affirm", words="وقع", chain=[link], **EDITOR)

    assert made.chain.get().address == address


def test_what_nobody_knows_as_an_act_is_refused():
    with pytest.raises(ValueError, match="hint"):
        say(claim(), "hint", monitor())


def test_a_withdrawn_statement_stays_and_counts_no_longer():
    about = claim()
    say(about, "affirm", monitor())
    denial = say(about, "deny", ministry())

    withdrawn = recording.withdraw(denial, by=KARIM, reason="القول عن حادث آخر")

    assert withdrawn.withdrawn_at == last_entry().at
    assert [state for state, *_ in states(about)] == ["reported", "denied", "reported"]
    with pytest.raises(AlreadyDone):
        recording.withdraw(denial, by=KARIM, reason="مرة أخرى")
    with pytest.raises(NothingSaid):
        recording.withdraw(denial, by=KARIM, reason="")


# --- standings ---


def test_a_standing_is_appended_only_when_it_changed():
    about, teller = claim(), monitor()
    say(about, "affirm", teller)
    for number in range(3):
        say(about, "affirm", teller, outlet(f"صحيفة {number}"))
    say(about, "decline", ministry())

    assert states(about) == [("reported", 1, 1)]


def test_a_second_voice_that_denies_changes_the_standing_and_the_same_voice_does_not():
    about, body, faction = claim(), ministry(), source("فصيل السهل")
    say(about, "deny", body)
    say(about, "deny", body, words="نكرّر النفي")
    say(about, "deny", faction)

    log = Standing.objects.filter(claim=about).order_by("at")
    assert [[by["source"] for by in row.finding["denied_by"]] for row in log] == [[body.pk], [body.pk, faction.pk]]


def test_a_denial_of_a_part_is_a_standing_of_its_own():
    about = claim()
    say(about, "affirm", monitor())
    say(about, "deny", ministry(), part="عدد القتلى")

    log = list(Standing.objects.filter(claim=about).order_by("at"))
    assert [row.state for row in log] == ["reported", "reported"]
    assert [part["part"] for part in log[1].finding["parts"]] == ["عدد القتلى"]


def test_merging_who_denied_is_no_change_of_standing():
    about, body, again = claim(), ministry(), ministry("وزارة الدفاع")
    say(about, "deny", again)

    recording.merge_sources(again, body, **EDITOR)

    assert states(about) == [("denied", 0, 0)]


def test_the_claim_carries_its_latest_standing():
    about = claim()
    say(about, "affirm", monitor())

    row = Standing.objects.get(claim=about)
    about.refresh_from_db()
    assert (about.state, about.standing_since, row.entry) == ("reported", row.at, last_entry())
    assert str(row).startswith(f"{about.pk}: ")


def test_the_logs_times_only_grow(time_machine):
    time_machine.move_to(at(12), tick=False)
    claim("أ")
    claim("ب")
    time_machine.move_to(at(10), tick=False)
    claim("ج")

    times = list(LogEntry.objects.order_by("pk").values_list("at", flat=True))
    assert times == [at(12), at(12) + timedelta(microseconds=1), at(12) + timedelta(microseconds=2)]


# --- verdicts ---


def test_a_verdict_stands_with_reason_and_name_until_it_is_lifted():
    about = claim()
    say(about, "affirm", monitor())

    row = recording.settle(about, verdict="false", reason="الصورة من عام 2019", by=KARIM)

    assert (row.state, row.verdict) == ("reported", "false")
    assert (row.finding["verdict"]["reason"], row.finding["verdict"]["by"]) == ("الصورة من عام 2019", KARIM)
    verdict = Verdict.objects.get()
    assert str(verdict).startswith(f"{about.pk}: ")
    recording.lift_verdict(verdict, reason="ظهر تسجيل آخر", **EDITOR)
    about.refresh_from_db()
    assert about.verdict == ""
    with pytest.raises(AlreadyDone):
        recording.lift_verdict(verdict, reason="ظهر تسجيل آخر", **EDITOR)


def test_a_verdict_without_a_reason_is_refused():
    with pytest.raises(NothingSaid):
        recording.settle(claim(), verdict="true", reason=" ", **EDITOR)


# --- anchors ---


def test_a_statement_whose_words_are_gone_is_flagged_and_kept_and_cleared_when_they_return():
    about = claim()
    denial = say(about, "deny", ministry(), anchor=quote("الهجوم لم يقع"))
    say(about, "affirm", ministry("ب"), anchor=quote("الطريق آمن"))
    recording.withdraw(say(about, "doubt", monitor(), anchor=quote("لم يقع")), reason="خطأ", **EDITOR)
    edited = TEXT.replace("لم يقع", "وقع")

    assert recording.check_anchors("story:7", TEXT, revision="4", **EDITOR) == []
    assert recording.check_anchors("story:7", edited, revision="5", **EDITOR) == [denial]
    assert recording.check_anchors("story:7", edited, revision="6", **EDITOR) == []
    assert Statement.objects.get(pk=denial.pk).anchor == "words_gone"
    assert last_entry().payload["revision"] == "5"
    assert Claim.objects.get(pk=about.pk).state == "denied"

    recording.check_anchors("story:7", TEXT, revision="7", **EDITOR)
    assert Statement.objects.get(pk=denial.pk).anchor == "found"


def test_the_statements_of_a_deleted_document_are_flagged_kept_and_count():
    about = claim()
    denial = say(about, "deny", ministry(), anchor=quote("الهجوم لم يقع"))

    assert recording.document_deleted("story:7", **EDITOR) == [denial]
    assert recording.document_deleted("story:7", **EDITOR) == []

    assert Statement.objects.get(pk=denial.pk).anchor == "document_gone"
    assert Claim.objects.get(pk=about.pk).state == "denied"
