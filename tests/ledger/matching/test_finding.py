"""Claims found for a new statement, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.writing import SALMA, at, claim, ministry, monitor, say

from musnad.ledger import recording
from musnad.ledger.anchors import Selector
from musnad.ledger.errors import Refused
from musnad.ledger.matching import Polarity, Tier, find_claims, index_everything
from musnad.ledger.matching.candidates import COUNTED
from musnad.ledger.matching.index import EVERY, MOST, day_of, hashed
from musnad.ledger.models import Posting, SourceName, Wording
from musnad.ledger.recording import Anchor
from musnad.ledger.sayings import Span

ATTACK = "هاجم مسلحون نقطة تفتيش على طريق السهل فقتلوا 3 جنود"
DENIAL = "لا صحة لما قيل عن هجوم مسلحين على نقطة تفتيش في طريق السهل"
OTHERS = (
    "ارتفاع أسعار الخبز في أسواق العاصمة",
    "افتتاح معرض الكتاب بمشاركة 40 داراً للنشر",
    "المنتخب يفوز على ضيفه بهدفين في مباراة ودية",
    "البنك المركزي يخفض سعر الفائدة نصف نقطة",
)


def when(day=2):
    return at(12, day=day)


def dated(sentence, day=2):
    return claim(sentence, happened=Span(when(day)))


@pytest.fixture
def ledger(either_database):
    """The attack, among claims that have nothing to do with it."""
    for sentence in OTHERS:
        dated(sentence)
    return dated(ATTACK)


def test_a_denial_finds_the_claim_it_is_of_and_says_that_it_denies_it(ledger):
    found = find_claims(DENIAL, said_at=when())

    assert found[0].claim == ledger.pk
    assert found[0].polarity == Polarity.DENIES
    assert found[0].wording == ATTACK
    assert found[0].statement is None


def test_the_reasons_hold_the_words_as_written_in_both(ledger):
    found = find_claims("قُتِل 3 جنودٍ في هجومٍ على طريق السَّهل", said_at=when(4))[0]

    assert ("السَّهل", "السهل") in found.reasons.words
    assert ("جنودٍ", "جنود") in found.reasons.words
    assert found.reasons.numbers == ("3",)
    assert found.reasons.days_apart == 2
    assert not found.reasons.other_numbers
    assert 0 < found.reasons.nearness < 1


def test_the_same_words_are_the_same_claim_and_few_of_them_perhaps_a_related_one(ledger):
    same = find_claims("مسلحون هاجموا نقطة تفتيش على طريق السهل فقتلوا 3 جنود", said_at=when())[0]
    related = find_claims("إغلاق طريق السهل بعد انزلاق للتربة وتوقف حركة السير", said_at=when())[0]

    assert (same.claim, same.tier) == (ledger.pk, Tier.SAME)
    assert (related.claim, related.tier) == (ledger.pk, Tier.RELATED)


def test_what_has_nothing_in_common_is_not_found(ledger):
    assert find_claims("انقراض نوع نادر من الفراشات", said_at=when()) == []
    assert find_claims("", said_at=when()) == []


def test_opposite_words_other_places_and_other_numbers_are_told(either_database):
    bread = dated("ارتفاع أسعار الخبز في مصر 20 بالمئة")

    found = find_claims("انخفاض أسعار الخبز في العراق 30 بالمئة", said_at=when())[0]

    assert found.claim == bread.pk
    assert found.reasons.opposites == (("انخفاض", "ارتفاع"),)
    assert found.reasons.other_places
    assert found.reasons.other_numbers
    assert found.reasons.places == ()


def test_shared_places_and_names_of_the_ledgers_sources_are_reasons(ledger):
    monitor("مرصد السهل")
    told = dated("مرصد السهل ينشر صوراً لدمار في ريف دمشق")

    found = find_claims("صور دمار من سوريا نشرها مرصد السهل", said_at=when())[0]

    assert found.claim == told.pk
    assert found.reasons.places == ("syria",)
    assert "مرصد السهل" in found.reasons.names


def test_a_dropped_name_of_a_source_is_no_reason(ledger):
    body = monitor("مرصد السهل")
    recording.drop_name(SourceName.objects.get(source=body), by=SALMA)
    dated("مرصد السهل ينشر صوراً لدمار")

    assert find_claims("صور دمار نشرها مرصد السهل", said_at=when())[0].reasons.names == ()


def test_a_claim_is_found_by_the_words_of_its_statements_too(ledger):
    statement = say(ledger, "affirm", monitor(), words="استهداف الحاجز العسكري قرب الوادي بقذائف", said=Span(when()))

    found = find_claims("قذائف تستهدف الحاجز العسكري قرب الوادي", said_at=when())[0]

    assert (found.claim, found.statement) == (ledger.pk, statement.pk)


def test_a_withdrawn_statement_leads_nowhere(ledger):
    statement = say(ledger, "affirm", monitor(), words="استهداف الحاجز العسكري قرب الوادي بقذائف", said=Span(when()))
    recording.withdraw(statement, by=SALMA, reason="خطأ في النقل")

    assert find_claims("قذائف قرب الوادي", said_at=when()) == []


def test_an_amended_sentence_is_found_by_what_it_says_now(ledger):
    ledger.sentence = "انفجار في محطة الكهرباء"
    recording.amend_claim(ledger, by=SALMA)

    assert find_claims("انفجار محطة الكهرباء", said_at=when())[0].claim == ledger.pk
    assert find_claims("نقطة تفتيش طريق السهل", said_at=when()) == []


def test_a_merged_claim_is_found_as_what_it_became_and_parted_again_as_itself(ledger):
    again = dated("مسلحون قتلوا جنوداً عند حاجز السهل")
    recording.merge_claims(again, ledger, by=SALMA)
    assert [each.claim for each in find_claims("حاجز السهل", said_at=when())] == [ledger.pk]

    again.refresh_from_db()
    recording.part_claim(again, by=SALMA)
    assert find_claims("حاجز السهل", said_at=when())[0].claim == again.pk


def test_claims_that_are_not_wanted_are_left_out(ledger):
    again = dated("مسلحون قتلوا جنوداً عند حاجز السهل")
    recording.merge_claims(again, ledger, by=SALMA)

    assert find_claims(ATTACK, said_at=when(), excluding={ledger.pk}) == []


def test_only_claims_of_the_window_are_found(ledger):
    later = when() + timedelta(days=40)

    assert find_claims(ATTACK, said_at=later, window=timedelta(days=30)) == []
    assert find_claims(ATTACK, said_at=later, window=timedelta(days=40))[0].claim == ledger.pk


def test_what_an_archive_told_is_found_about_the_day_it_was_published(either_database):
    about = claim("هجوم السهل")
    published = at(12) - timedelta(days=2000)
    anchor = Anchor("story:7", "1", Selector("هاجم مسلحون"), published=published)
    say(about, "affirm", monitor(), words=ATTACK, anchor=anchor)

    assert find_claims(ATTACK, said_at=published + timedelta(days=1))[0].claim == about.pk


def test_now_is_asked_about_where_nothing_is_said_of_when(either_database):
    now = claim(ATTACK)

    assert find_claims(ATTACK)[0].claim == now.pk


def test_no_more_are_given_than_asked_for(either_database):
    for number in range(6):
        dated(f"حريق في مستودع الميناء رقم {number}")

    assert len(find_claims("حريق في مستودع الميناء", said_at=when(), limit=4)) == 4


def test_ten_thousand_relays_of_one_claim_do_not_crowd_out_another(either_database):
    """So many wordings of one claim within a month are indexed and no more."""
    body = monitor()
    loud, quiet = dated("حريق كبير في الميناء"), dated("حريق في سوق الميناء القديم أمس")
    for number in range(MOST * 2):
        say(loud, "affirm", body, words=f"حريق الميناء كبير جداً قال شاهد{number}", said=Span(when()))

    assert Wording.objects.filter(claim=loud).count() == MOST
    assert {each.claim for each in find_claims("حريق الميناء", said_at=when())} == {loud.pk, quiet.pk}


def test_the_same_wording_is_indexed_once_a_month_and_again_the_next(either_database):
    body, about = monitor(), dated(ATTACK)
    for day in (2, 3):
        say(about, "affirm", body, words=ATTACK, said=Span(when(day)))
    say(about, "deny", body, words=ATTACK, said=Span(datetime(2026, 5, 2, tzinfo=UTC)))

    assert Wording.objects.count() == 2
    assert find_claims(ATTACK, said_at=datetime(2026, 5, 3, tzinfo=UTC), window=timedelta(days=5))


def test_a_word_that_is_everywhere_is_counted_by_guess_and_hides_nothing(either_database):
    """More wordings than are counted have it, on all days of the window alike."""
    rare = dated("نفوق أسماك في نهر السهل")
    day = day_of(when())
    Posting.objects.bulk_create(
        Posting(term=term, day=day - 10 + number % 20, wording_id=10**9 + number)
        for number in range(COUNTED + 500)
        for term in (EVERY, hashed("سهل"))
    )

    found = find_claims("أسماك نافقة في السهل", said_at=when())

    assert [each.claim for each in found] == [rare.pk]


def index():
    return sorted(
        (each.claim_id, each.statement_id or 0, each.day, bytes(each.terms), each.postings.count())
        for each in Wording.objects.all()
    )


WORDS = st.lists(st.sampled_from([ATTACK, DENIAL, *OTHERS, "السهل", "-", "قُتل 3"]), min_size=1, max_size=2).map(
    " ".join
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["claim", "statement", "amend", "withdraw", "merge"]), st.integers(0, 9), WORDS),
    max_size=12,
)


def perform(steps):
    body = ministry()
    claims, statements = [dated(ATTACK)], []
    for act, number, words in steps:
        about = claims[number % len(claims)]
        about.refresh_from_db()
        try:
            if act == "claim":
                claims.append(dated(words, day=1 + number))
            elif act == "statement":
                said = Span(when(1 + number)) if number % 2 else None
                statements.append(say(about, "affirm", body, words=words, said=said))
            elif act == "amend":
                about.sentence = words
                recording.amend_claim(about, by=SALMA)
            elif act == "withdraw" and statements:
                recording.withdraw(statements.pop(number % len(statements)), by=SALMA, reason="خطأ")
            elif act == "merge":
                recording.merge_claims(about, claims[-1], by=SALMA)
        except Refused:
            continue


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_the_index_kept_step_by_step_is_the_one_made_anew(db, steps):
    with transaction.atomic():
        perform(steps)
        kept = index()
        index_everything()

        assert index() == kept
        assert Posting.objects.count() == sum(row[-1] for row in kept)
        transaction.set_rollback(True)
