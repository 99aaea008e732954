"""What recording writes, logs, derives and raises; and what it refuses."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.ledger.writing import EDITOR, KARIM, SALMA, at, claim, ministry, monitor, outlet, say, source

from musnad import tags
from musnad.ledger import recording
from musnad.ledger.anchors import Selector, select
from musnad.ledger.errors import (
    AlreadyDone,
    AlreadyMerged,
    AlreadyRecorded,
    BelongsInCircle,
    ChainBroken,
    ChainLoops,
    EditedMeanwhile,
    MergedIntoItself,
    NotAnAddress,
    NothingSaid,
    NotMerged,
    NotYet,
    Refused,
    TooLong,
)
from musnad.ledger.models import Claim, Evidence, LogEntry, Source, SourceName, Standing, Statement, Verdict
from musnad.ledger.recording import Anchor, Kept, Link
from musnad.ledger.sayings import Span
from musnad.ledger.vocabulary import Precision

pytestmark = pytest.mark.django_db

TEXT = "قالت وزارة الدفاع إن الهجوم لم يقع، وأكدت أن الطريق آمن."


def states(about):
    """The log of a claim's standings, oldest first."""
    return list(Standing.objects.filter(claim=about).order_by("at").values_list("state", "roots", "parties"))


def last_entry():
    return LogEntry.objects.latest("at")


def quote(words, *, document="story:7", revision="3"):
    start = TEXT.index(words)
    return Anchor(document, revision, select(TEXT, start, start + len(words)))


# --- sources ---


def test_a_source_has_its_names_and_addresses():
    body = ministry()

    made = source(
        "الناطق باسم وزارة الدفاع",
        "office",
        belongs_to=body,
        note="تبدّل في شباط",
        names=[("Ministry of Defence spokesman", "en")],
        addresses=[("account", "https://twitter.com/DalwanMoD"), ("site", "mod.example")],
    )

    assert (made.belongs_to, made.kind, made.recorded_by) == (body, "office", SALMA)
    assert [str(name) for name in made.names.order_by("pk")] == [
        "الناطق باسم وزارة الدفاع",
        "Ministry of Defence spokesman",
    ]
    assert [each.key for each in made.addresses.order_by("pk")] == ["x.com/dalwanmod", "mod.example"]
    assert str(made.addresses.first()) == "https://twitter.com/DalwanMoD"


def test_each_act_leaves_an_entry_that_says_who_when_what_and_why():
    before = timezone.now()

    made = source("مرصد السهل", "monitor", by=f" {KARIM} ", reason=" ذكرته وادي نيوز ")

    entry = LogEntry.objects.get()
    assert (entry.by, entry.reason, entry.act, entry.source) == (KARIM, "ذكرته وادي نيوز", "source_recorded", made)
    assert before <= entry.at <= timezone.now()
    assert entry.payload["name"] == "مرصد السهل"


def test_an_amended_source_keeps_its_former_name_as_an_alias():
    made = monitor("مرصد السهل")
    made.name = "مرصد السهل لحقوق الإنسان"

    amended = recording.amend_source(made, **EDITOR)

    assert (amended.name, amended.version) == ("مرصد السهل لحقوق الإنسان", 2)
    assert set(made.names.values_list("name", flat=True)) == {"مرصد السهل", "مرصد السهل لحقوق الإنسان"}


def test_an_amendment_that_changes_nothing_is_not_logged():
    recording.amend_source(monitor(), **EDITOR)
    recording.amend_claim(claim(), **EDITOR)

    assert list(LogEntry.objects.order_by("pk").values_list("act", flat=True)) == ["source_recorded", "claim_recorded"]


def test_what_a_source_belongs_to_is_amended_and_the_standing_follows():
    about, spokesman, body = claim(), source("أبو رامي", "person"), ministry()
    say(about, "affirm", spokesman)
    say(about, "affirm", body)
    spokesman.belongs_to = body

    recording.amend_source(spokesman, **EDITOR)

    assert states(about) == [("reported", 1, 1), ("supported", 2, 2), ("reported", 1, 2)]


def test_a_source_that_lets_go_of_its_body_is_a_voice_of_its_own():
    body = ministry()
    about, spokesman = claim(), source("أبو رامي", "person", belongs_to=body)
    say(about, "affirm", spokesman)
    say(about, "affirm", body)
    spokesman.belongs_to = None

    recording.amend_source(spokesman, **EDITOR)

    assert states(about) == [("reported", 1, 1), ("supported", 2, 2)]


@pytest.mark.parametrize("name", ["", "  ", "\x00"])
def test_a_source_without_a_name_is_refused(name):
    with pytest.raises(NothingSaid):
        source(name)

    assert not LogEntry.objects.exists()


def test_what_is_longer_than_the_ledger_keeps_is_refused():
    with pytest.raises(TooLong) as refused:
        source("ا" * 201)

    assert (refused.value.field, refused.value.length, refused.value.longest) == ("name", 201, 200)


def test_what_no_database_keeps_is_left_out():
    assert source("مرصد\x00 السهل\ud800").name == "مرصد السهل"


def test_an_act_by_nobody_is_refused():
    with pytest.raises(NothingSaid):
        claim(by="  ")

    assert not Claim.objects.exists()


def test_a_name_is_added_dropped_and_added_again():
    made = monitor()
    recording.add_name(made, "المرصد", language="ar", **EDITOR)
    alias = SourceName.objects.get(name="المرصد")

    recording.drop_name(alias, **EDITOR)
    assert SourceName.objects.get(pk=alias.pk).dropped_at == last_entry().at
    with pytest.raises(AlreadyDone):
        recording.drop_name(alias, **EDITOR)

    recording.add_name(made, "المرصد", language="ar", **EDITOR)
    assert SourceName.objects.get(pk=alias.pk).dropped_at is None
    with pytest.raises(AlreadyDone):
        recording.add_name(made, "المرصد", language="ar", **EDITOR)


def test_an_address_is_added_and_dropped():
    made = monitor()
    recording.add_address(made, "account", "x.com/sahl_monitor", **EDITOR)
    with pytest.raises(AlreadyDone):
        recording.add_address(made, "account", "https://twitter.com/Sahl_Monitor/status/1", **EDITOR)
    (there,) = made.addresses.all()

    recording.drop_address(there, **EDITOR)

    assert made.addresses.get().dropped_at == last_entry().at
    with pytest.raises(AlreadyDone):
        recording.drop_address(there, **EDITOR)


@pytest.mark.parametrize("address", ["", "لا عنوان", "javascript:alert(1)", "https://x.com/"])
def test_what_is_no_account_is_refused(address):
    with pytest.raises(NotAnAddress):
        source("حساب", "account", addresses=[("account", address)])


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_source_belongs_to_nothing_that_belongs_to_it(steps):
    top = bottom = ministry()
    for number in range(steps):
        bottom = source(f"مديرية {number}", belongs_to=bottom)
    top.belongs_to = bottom

    with pytest.raises(BelongsInCircle):
        recording.amend_source(top, **EDITOR)


# --- merging sources ---


def test_merged_sources_are_one_root_and_parting_them_brings_back_two():
    about, one, other = claim(), monitor("مرصد السهل"), monitor("المرصد السهليّ")
    say(about, "affirm", one)
    say(about, "affirm", other)

    assert recording.merge_sources(other, one, **EDITOR) == one
    recording.part_source(other, **EDITOR)

    assert states(about) == [("reported", 1, 1), ("supported", 2, 2), ("reported", 1, 1), ("supported", 2, 2)]


def test_merging_and_parting_leave_every_row_as_it_was():
    about, one, other = claim(), monitor("مرصد السهل"), monitor("المرصد السهليّ")
    say(about, "affirm", one)
    say(about, "affirm", other, outlet())
    recording.add_name(other, "Sahl Monitor", language="en", **EDITOR)

    def rows():
        return [list(model.objects.order_by("pk").values()) for model in (Source, SourceName, Statement)]

    before = rows()
    recording.merge_sources(other, one, **EDITOR)
    recording.part_source(other, **EDITOR)

    assert rows() == before


def test_a_source_merged_into_itself_is_refused():
    one, other, third = monitor("أ"), monitor("ب"), monitor("ج")

    with pytest.raises(MergedIntoItself):
        recording.merge_sources(one, one, **EDITOR)
    recording.merge_sources(other, one, **EDITOR)
    recording.merge_sources(one, third, **EDITOR)
    with pytest.raises(MergedIntoItself):
        recording.merge_sources(third, other, **EDITOR)


def test_a_source_is_merged_once():
    one, other, third = monitor("أ"), monitor("ب"), monitor("ج")
    recording.merge_sources(other, one, **EDITOR)

    with pytest.raises(AlreadyMerged):
        recording.merge_sources(other, third, **EDITOR)
    with pytest.raises(AlreadyMerged):
        recording.amend_source(other, **EDITOR)


def test_a_body_is_not_merged_into_its_own_account():
    body = ministry()
    account = source("حساب الوزارة", "account", belongs_to=body)

    with pytest.raises(BelongsInCircle):
        recording.merge_sources(body, account, **EDITOR)
    recording.merge_sources(account, body, **EDITOR)

    assert Source.objects.get(pk=account.pk).merged_into == body


def test_parting_is_refused_where_the_source_would_come_to_belong_to_itself():
    parent, middle, low, other = (source(name) for name in ("وزارة", "مديرية", "مكتب", "هيئة"))
    low.belongs_to = middle
    low = recording.amend_source(low, **EDITOR)
    middle.belongs_to = parent
    recording.amend_source(middle, **EDITOR)
    recording.merge_sources(middle, other, **EDITOR)
    parent.belongs_to = low
    recording.amend_source(parent, **EDITOR)

    with pytest.raises(BelongsInCircle):
        recording.part_source(middle, **EDITOR)


def test_there_is_nothing_to_part_that_was_not_merged():
    with pytest.raises(NotMerged):
        recording.part_source(monitor(), **EDITOR)
    with pytest.raises(NotMerged):
        recording.part_claim(claim(), **EDITOR)


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


# --- tags ---


def members(source):
    return tags.members(tags.source(source.pk))


def test_a_relay_that_changes_no_standing_leaves_the_stories_that_carry_the_claim_alone(raised):
    about, teller, paper = claim(), monitor(), outlet()
    say(about, "affirm", teller)
    raised.clear()

    say(about, "affirm", teller, paper, anchor=quote("الهجوم لم يقع"))

    assert raised == {tags.claim(about.pk), tags.document("story:7"), members(teller), members(paper)}


def test_a_changed_standing_raises_what_shows_it(raised):
    about, teller, body = claim(), monitor(), ministry()
    say(about, "affirm", teller)
    raised.clear()

    say(about, "deny", body)

    changed = {tags.claim(about.pk), tags.standing(about.pk), tags.CLAIMS, tags.CORRECTIONS}
    assert raised == changed | {members(body), members(teller)}


def test_a_first_standing_is_no_correction(raised):
    say(claim(), "affirm", monitor())

    assert tags.CORRECTIONS not in raised


def test_a_renamed_source_raises_its_own_tags_alone(raised):
    about, teller = claim(), monitor()
    say(about, "affirm", teller)
    raised.clear()
    teller.name = "مرصد السهل لحقوق الإنسان"

    recording.amend_source(teller, **EDITOR)

    assert raised == {tags.source(teller.pk), members(teller)}


def test_merged_claims_raise_the_standing_of_both(raised):
    one, other = claim(), claim("ب")
    raised.clear()

    recording.merge_claims(other, one, **EDITOR)

    assert raised >= {tags.standing(one.pk), tags.standing(other.pk), tags.claim(one.pk), tags.claim(other.pk)}


def test_a_source_says_on_its_bodys_page_that_it_came(raised):
    body, first = ministry(), ministry("ب")
    raised.clear()

    made = source("الناطق", "person", belongs_to=body)
    assert raised >= {tags.source(made.pk), members(body)}
    raised.clear()
    made.belongs_to = first
    recording.amend_source(made, **EDITOR)
    assert raised >= {members(body), members(first)}


def test_what_is_refused_raises_nothing_and_writes_nothing(raised):
    about = claim()
    entries = LogEntry.objects.count()
    raised.clear()

    with pytest.raises(Refused):
        say(about, "affirm", monitor(), words=" ")

    assert LogEntry.objects.count() == entries + 1  # the monitor's own
    assert not Statement.objects.exists()
    assert tags.claim(about.pk) not in raised
