"""What other rooms read of the ledger, and the tags that it leaves on what is printed from it."""

import pytest
from tests.ledger.writing import EDITOR, KARIM, SENTENCE, at, claim, ministry, monitor, outlet, say, source

from musnad import tags
from musnad.ledger import reading, recording
from musnad.ledger.anchors import Selector
from musnad.ledger.models import Claim, Statement, Verdict
from musnad.ledger.recording import Anchor
from musnad.ledger.sayings import Span

pytestmark = pytest.mark.django_db


def read(function, *args, **options):
    """Return what it gives and the tags that it noted."""
    with tags.recording() as noted:
        given = function(*args, **options)
    return given, noted


def members(source):
    return tags.members(tags.source(source.pk))


# --- claims ---


def test_a_merged_claim_is_read_as_what_it_became():
    one, other = claim(), claim("ب")
    recording.merge_claims(other, one, **EDITOR)

    assert read(reading.claim_of, other.pk) == (one, {tags.standing(one.pk), tags.standing(other.pk)})


def test_the_finding_holds_the_statements_of_all_that_was_merged():
    one, other = claim(), claim("ب")
    say(one, "affirm", monitor())
    say(other, "deny", ministry())
    recording.merge_claims(other, one, **EDITOR)

    finding, noted = read(reading.finding_of, other.pk)

    assert (finding.state, len(finding.roots)) == ("denied", 1)
    assert noted == {tags.standing(other.pk), tags.claim(one.pk)}


def test_where_a_claim_stood_at_a_moment_can_be_asked():
    about = claim()
    before = say(about, "affirm", monitor()).recorded_at
    say(about, "deny", ministry())

    assert reading.finding_of(about.pk, at=before).state == "reported"
    assert reading.finding_of(about.pk).state == "denied"


def test_the_log_of_standings_is_the_latest_first():
    about = claim()
    say(about, "affirm", monitor())
    say(about, "deny", ministry())

    rows, noted = read(reading.standings_of, about.pk)

    assert [row.state for row in rows] == ["denied", "reported"]
    assert noted == {tags.standing(about.pk)}


def test_turns_tell_from_what_to_what_and_by_what():
    about = claim()
    say(about, "affirm", monitor())
    denial = say(about, "deny", ministry())

    first, second = reading.turns_of(about.pk)

    assert (first.before, first.finding.state) == (None, "reported")
    assert (second.before, second.finding.state, second.entry.statement) == (first.finding, "denied", denial)


def test_what_was_withdrawn_as_our_error_left_no_turn():
    about = claim()
    say(about, "affirm", monitor())
    denial = say(about, "deny", ministry())
    faction = source("فصيل السهل")
    say(about, "deny", faction)
    assert [turn.finding.state for turn in reading.turns_of(about.pk)] == ["reported", "denied", "denied"]

    recording.withdraw(denial, by=KARIM, reason="عن حادث آخر")

    turns = reading.turns_of(about.pk)
    assert [turn.finding.state for turn in turns] == ["reported", "denied"]
    assert [by.source for by in turns[1].finding.denied_by] == [faction.pk]


def test_the_log_of_corrections_has_what_changed_and_loses_what_is_undone():
    one, other = claim("أ"), claim("ب")
    say(one, "affirm", monitor())
    say(other, "affirm", monitor("شاهد"))
    denial = say(one, "deny", ministry())
    say(other, "retract", reading.sources_named("شاهد")[0])

    corrections, noted = read(reading.corrections, 10)
    assert [(turn.claim, turn.finding.state) for turn in corrections] == [(other.pk, "retracted"), (one.pk, "denied")]
    assert tags.CORRECTIONS in noted
    assert [turn.claim for turn in reading.corrections(1)] == [other.pk]
    assert [turn.claim for turn in reading.corrections(10, until=denial.recorded_at)] == [one.pk]

    recording.withdraw(denial, by=KARIM, reason="عن حادث آخر")
    assert [turn.claim for turn in reading.corrections(10)] == [other.pk]


def test_corrections_of_a_merged_claim_are_those_of_what_it_became():
    one, other = claim("أ"), claim("ب")
    say(one, "affirm", monitor())
    say(other, "affirm", monitor("شاهد"))
    say(other, "deny", ministry())
    recording.merge_claims(other, one, **EDITOR)

    assert {turn.claim for turn in reading.corrections(10)} == {one.pk}


def test_the_log_of_a_claim_has_all_that_was_done_to_it():
    about = claim()
    denial = say(about, "deny", ministry())
    recording.withdraw(denial, by=KARIM, reason="خطأ")
    recording.settle(about, verdict="unproven", reason="لا دليل", **EDITOR)
    recording.lift_verdict(Verdict.objects.get(), reason="ظهر دليل", **EDITOR)

    acts = [entry.act for entry in reading.log_of(about.pk)]

    assert acts == [
        "verdict_lifted", "verdict_given", "statement_withdrawn", "statement_recorded", "claim_recorded",
    ]  # fmt: skip


# --- statements ---


def test_statements_come_as_said_without_those_withdrawn():
    about, teller, body = claim(), monitor(), ministry()
    late = say(about, "affirm", teller, outlet(), said=Span(at(15)))
    early = say(about, "deny", body, said=Span(at(9)))
    recording.withdraw(say(about, "doubt", body), by=KARIM, reason="خطأ")

    statements, noted = read(reading.statements_of, about.pk)

    assert statements == [early, late]
    assert noted >= {tags.claim(about.pk), tags.source(teller.pk), tags.source(body.pk)}


def test_chains_are_at_hand_without_further_queries(django_assert_num_queries):
    about, teller = claim(), monitor()
    for number in range(5):
        say(about, "affirm", teller, outlet(f"صحيفة {number}"))
    statements = reading.statements_of(about.pk)

    with django_assert_num_queries(0):
        names = [[link.source.name for link in statement.chain.all()] for statement in statements]

    assert names[4] == ["مرصد السهل", "صحيفة 4"]


def test_what_a_document_carries():
    about, body = claim(), ministry()
    made = say(about, "deny", body, anchor=Anchor("story:7", "1", Selector("الهجوم لم يقع")))
    say(about, "affirm", monitor(), anchor=Anchor("story:8", "1", Selector("الهجوم وقع")))

    statements, noted = read(reading.statements_in, "story:7")

    assert statements == [made]
    assert noted == {tags.document("story:7"), tags.standing(about.pk), tags.source(body.pk)}


# --- sources ---


def test_a_source_is_found_by_any_spelling_of_any_name():
    body = ministry("وزارة الدفاع")
    recording.add_name(body, "Ministry of Defence", language="en", **EDITOR)

    assert reading.sources_named("وِزاره الدفاع") == [body]
    assert reading.sources_named("MINISTRY OF DEFENCE") == [body]
    assert reading.sources_named("وزارة") == []


def test_a_dropped_name_finds_nothing():
    body = ministry("وزارة الدفاع")
    recording.drop_name(body.names.get(), **EDITOR)

    assert reading.sources_named("وزارة الدفاع") == []


def test_a_merged_source_is_found_by_its_names_as_what_it_became():
    one, other = monitor("مرصد السهل"), monitor("المرصد السهليّ")
    recording.merge_sources(other, one, **EDITOR)

    assert reading.sources_named("المرصد السهلي") == [one]
    assert read(reading.source_of, other.pk) == (one, {tags.source(one.pk), tags.source(other.pk)})


def test_an_editor_who_is_still_typing_is_offered_sources():
    body, teller = ministry("وزارة الدفاع في دلوان"), monitor("مرصد السهل")

    assert reading.sources_like("دفا") == [body]
    assert reading.sources_like("وزار") == [body]
    assert reading.sources_like("مرصد") == [teller]
    assert reading.sources_like("«") == []
    assert reading.sources_like("سهول") == []


def test_a_name_is_given_in_the_language_asked_for():
    body = ministry("وزارة الدفاع")
    recording.add_name(body, "Ministry of Defence", language="en", **EDITOR)

    assert [reading.name_in(body, language) for language in ("ar", "en", "fr")] == [
        "وزارة الدفاع",
        "Ministry of Defence",
        "وزارة الدفاع",
    ]


def test_a_post_leads_to_its_account_and_a_page_to_its_site():
    account = source("حساب الوزارة", "account", addresses=[("account", "https://x.com/DalwanMoD")])
    paper = source("وادي نيوز", "outlet", addresses=[("site", "wadi.example")])

    assert reading.source_at("https://twitter.com/dalwanmod/status/5") == account
    assert reading.source_at("https://www.wadi.example/ar/12") == paper
    assert reading.source_at("https://other.example/") is None
    assert reading.source_at("لا عنوان") is None


def test_what_a_source_said_is_also_what_its_account_said():
    body = ministry()
    account = source("حساب الوزارة", "account", belongs_to=body)
    spokesman = source("الناطق", "person", belongs_to=body)
    about = claim()
    first, second = say(about, "deny", body), say(about, "deny", account)
    say(about, "deny", spokesman)

    statements, noted = read(reading.statements_by, body.pk)

    assert list(statements) == [second, first]
    assert noted == {members(body)}


def test_how_a_source_fared():
    body, teller = ministry(), monitor()
    denied, own, merged = claim("أ"), claim("ب"), claim("ج")
    say(denied, "affirm", teller)
    say(denied, "affirm", teller, words="مرة أخرى")
    say(denied, "deny", body)
    say(own, "affirm", teller)
    say(own, "deny", teller, words="لم نقل ذلك")
    say(merged, "retract", teller)
    recording.merge_claims(merged, own, **EDITOR)

    record = reading.record_of(teller.pk)

    assert record == reading.Record(statements=5, affirmed=2, denied=1, retracted=1, was_denied=1)
    assert reading.record_of(body.pk).denied == 1


# --- many ---


def test_ten_thousand_statements_on_one_claim(django_assert_max_num_queries):
    about, teller, body = claim(), monitor(), ministry()
    papers = [outlet(f"صحيفة {number}") for number in range(50)]
    first = say(about, "affirm", teller, papers[0])
    rows = Statement.objects.bulk_create(
        [
            Statement(
                claim=about, source=teller, act="affirm", words=f"{SENTENCE} {number}",
                recorded_by="سلمى", recorded_at=first.recorded_at, said_at=at(number % 24),
            )
            for number in range(10_000)
        ],
        batch_size=1000,
    )  # fmt: skip
    links = [(teller, 0), (papers[3], 1)]
    first.chain.model.objects.bulk_create(
        [
            first.chain.model(statement=row, position=place, source=who if place == 0 else papers[row.pk % 50])
            for row in rows
            for who, place in links
        ],
        batch_size=1000,
    )

    with django_assert_max_num_queries(40):
        say(about, "deny", body)

    assert Claim.objects.get(pk=about.pk).state == "denied"
    finding = reading.finding_of(about.pk)
    assert (len(finding.roots), finding.parties, len(finding.roots[0].statements)) == (1, 50, 10_001)
