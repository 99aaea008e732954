"""What an editor is asked: whose words they may be, through whom, on which claim."""

from tests import making
from tests.newsroom.claims.conftest import (
    ATTACK,
    DENIAL,
    POST,
    SAYING,
    claim,
    source,
    statement,
    suggestion,
    suggestions,
)

from musnad.ledger.anchors import select
from musnad.ledger.recording import Anchor, withdraw
from musnad.ledger.vocabulary import Act, AddressKind, SourceKind
from musnad.newsroom.documents import key_of
from musnad.newsroom.texts import text_of


def names(chain):
    return [step.party.name for step in chain]


def test_the_chain_runs_from_the_speaker_through_the_relays_and_new_ones_are_told_from_known_ones(story):
    monitor = source("مرصد السهل", SourceKind.MONITOR)
    chain = suggestion(story, SAYING).chain

    assert names(chain) == ["مرصد السهل", "وكالة أنباء دلوان"]
    assert [step.party.source for step in chain] == [monitor, None]
    assert chain[1].party.kind == SourceKind.OUTLET


def test_a_title_round_a_person_s_name_does_not_hide_who_it_is(story):
    spokesman = source("سالم الحاج", SourceKind.PERSON)

    assert suggestion(story, DENIAL).chain[0].party.source == spokesman


def test_a_new_person_is_proposed_by_name_where_the_office_stands_before_a_comma(desk):
    body = [
        ("paragraph", "<p>قال المتحدث باسم هيئة المياه، رائد الحلو، إن السدّ آمن.</p>"),
        ("paragraph", "<p>وقالت الناطقة باسم البلدية إن الطريق مغلق.</p>"),
    ]
    first, second = suggestions(making.draft("خبر", desk, body=body)).all

    assert names(first.chain) == ["رائد الحلو"]
    assert names(second.chain) == ["الناطقة باسم البلدية"]


def test_a_ministry_is_not_taken_for_its_spokesman_nor_for_sources_in_it(desk):
    source("وزارة الدفاع", SourceKind.BODY)
    body = [
        ("paragraph", "<p>قال الناطق باسم وزارة الدفاع إن السدّ آمن. وقالت مصادر في وزارة الدفاع إن الطريق مغلق.</p>")
    ]
    asked = suggestions(making.draft("خبر", desk, body=body)).all

    assert len(asked) == 2
    assert [each.chain[0].party.source for each in asked] == [None, None]


def test_of_two_sources_of_one_name_none_is_chosen_for_the_editor(story):
    source("مرصد السهل", SourceKind.MONITOR)
    source("مرصد السهل", SourceKind.OUTLET)

    assert suggestion(story, SAYING).chain[0].party.source is None


def test_a_post_gives_medium_and_address_and_its_account_the_speaker(story):
    account = source("حساب الناطق", SourceKind.ACCOUNT, addresses=[(AddressKind.ACCOUNT, "https://x.com/dalwan_mod")])
    steps = {each.found.rule: each.chain[0] for each in suggestions(story).all if each.found.post}

    assert {(step.medium, step.address) for step in steps.values()} == {("X", POST)}
    if "embedded post" in steps:
        assert steps["embedded post"].party.source == account


def test_a_story_taken_from_another_site_has_that_as_the_one_who_told_us(desk):
    body = [("paragraph", f"<p>قال مرصد السهل إن {SAYING}.</p>")]
    outlet = source("أخبار الوادي", addresses=[(AddressKind.SITE, "https://wadi.example/")])
    story = making.draft("خبر", desk, body=body, origin_name="الوادي", origin_url="https://wadi.example/12")
    told = suggestion(story, SAYING).chain[-1]

    assert (told.party.source, told.address) == (outlet, "https://wadi.example/12")


def test_nobody_stands_in_a_chain_twice(desk):
    body = [("paragraph", f"<p>قالت أخبار الوادي إن {SAYING}.</p>")]
    story = making.draft("خبر", desk, body=body, origin_name="أخبار الوادي")

    assert names(suggestion(story, SAYING).chain) == ["أخبار الوادي"]


def test_a_claim_of_the_ledger_is_proposed_with_reasons_and_accepting_takes_it(story):
    known = claim()
    asked = suggestion(story, SAYING)

    assert asked.same.claim == known
    assert asked.same.match.reasons.words
    assert asked.sentence == SAYING


def test_where_the_ledger_has_nothing_like_it_a_new_claim_is_proposed(story):
    claim("ارتفاع أسعار القمح في الأسواق")

    assert suggestion(story, SAYING).same is None


def test_words_that_deny_a_claim_are_a_denial_of_it_whatever_the_verb(desk):
    known = claim()
    body = [("paragraph", "<p>قال الوزير سالم الحاج إن مسلحين لم يهاجموا نقطة تفتيش على طريق السهل.</p>")]
    (asked,) = suggestions(making.draft("خبر", desk, body=body)).all

    assert asked.same.claim == known
    assert (asked.found.act, asked.act) == (Act.AFFIRM, Act.DENY)


def test_what_the_ledger_has_from_the_story_is_asked_no_more_until_it_is_withdrawn(story):
    text = text_of(story).text
    start = text.index(SAYING)
    anchor = Anchor(key_of(story.pk), "1", select(text, start, start + len(SAYING)))
    row = statement(claim(), source("مرصد السهل"), words=SAYING, anchor=anchor)
    assert suggestion(story, SAYING).statement == row

    withdraw(row, by="هدى", reason="خطأ")
    assert suggestion(story, SAYING).open


def test_an_editor_s_own_wording_of_a_claim_is_found_again(story):
    on = claim("هجوم السهل")
    statement(on, source("مرصد السهل"), words=ATTACK)

    assert [each.claim for each in suggestion(story, SAYING).proposals][:1] == [on]
