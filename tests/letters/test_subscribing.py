"""Who is on which list, on both databases."""

import pytest

from musnad.letters import subscribing
from musnad.letters.models import Subscriber, Subscription, Suppression

pytestmark = pytest.mark.usefixtures("either_database")
State = Subscriber.State


def lists_of(one):
    return set(Subscription.objects.filter(subscriber=one).values_list("list", flat=True))


def state_of(one):
    return Subscriber.objects.get(pk=one.pk).state


def test_who_has_asked_is_on_no_list_until_confirmed(pending):
    one = pending()

    assert (state_of(one), lists_of(one)) == (State.PENDING, set())

    subscribing.confirm(one, ["digest:ar", "topic:12", "digest:ar"])

    assert (state_of(one), lists_of(one)) == (State.CONFIRMED, {"digest:ar", "topic:12"})


def test_asking_twice_is_one_subscriber_however_the_address_is_typed(pending):
    assert pending("reader@dalwan.example").pk == pending(" READER@dalwan.example ").pk


def test_a_strangers_asking_changes_nothing_of_a_confirmed_subscriber(subscribed, pending):
    one = subscribed("reader@dalwan.example", "digest:ar")

    again = pending("reader@dalwan.example", lang="en")

    assert (again.pk, again.lang, again.state, lists_of(one)) == (one.pk, "ar", State.CONFIRMED, {"digest:ar"})


def test_leaving_one_list_keeps_the_others_and_leaving_the_last_is_leaving(subscribed):
    one = subscribed("reader@dalwan.example", "digest:ar", "breaking:ar")

    subscribing.leave(one, "breaking:ar")
    assert (state_of(one), lists_of(one)) == (State.CONFIRMED, {"digest:ar"})

    subscribing.leave(one, "digest:ar")
    assert (state_of(one), lists_of(one)) == (State.LEFT, set())


def test_who_left_comes_back_by_confirming(subscribed):
    one = subscribed()
    subscribing.leave_all(one)

    subscribing.confirm(one, ["corrections:ar"])

    assert (state_of(one), lists_of(one)) == (State.CONFIRMED, {"corrections:ar"})


def test_choosing_sets_lists_and_language_and_choosing_nothing_is_leaving(subscribed):
    one = subscribed("reader@dalwan.example", "digest:ar", "topic:3")

    subscribing.choose(one, ["digest:en"], "en")
    assert (lists_of(one), Subscriber.objects.get(pk=one.pk).lang) == ({"digest:en"}, "en")

    subscribing.choose(one, [], "en")
    assert state_of(one) == State.LEFT


def test_a_complaint_stays_one_whatever_comes_after_it(subscribed):
    one = subscribed()
    subscribing.complained(one)
    subscribing.leave_all(one)
    subscribing.bounced(one)

    assert (state_of(one), lists_of(one)) == (State.COMPLAINED, set())


def test_temporary_failures_count_once_a_day_and_the_fifth_takes_the_address_off(subscribed, time_machine):
    one = subscribed()
    for day in range(1, 6):
        time_machine.move_to(f"2026-11-{day:02}T08:00:00Z")
        last = subscribing.failed_softly(one)
        assert subscribing.failed_softly(one) is False
        assert last is (day == 5)

    assert (state_of(one), lists_of(one)) == (State.BOUNCED, set())


def test_a_month_without_failures_begins_anew(subscribed, time_machine):
    one = subscribed()
    for day in (1, 2, 3, 4):
        time_machine.move_to(f"2026-10-{day:02}T08:00:00Z")
        subscribing.failed_softly(one)
    time_machine.move_to("2026-11-20T08:00:00Z")
    subscribing.failed_softly(one)

    assert (state_of(one), Subscriber.objects.get(pk=one.pk).soft_bounces) == (State.CONFIRMED, 1)


def test_erasing_leaves_nothing_of_an_address(subscribed):
    one = subscribed()

    subscribing.erase(one)

    assert not Subscriber.objects.exists()
    assert not Subscription.objects.exists()
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("end", [subscribing.bounced, subscribing.complained])
def test_of_an_erased_address_that_may_not_be_written_to_only_a_hash_stays(subscribed, end):
    one = subscribed("reader@dalwan.example")
    end(one)

    subscribing.erase(one)

    (kept,) = Suppression.objects.all()
    assert "reader" not in kept.digest
    assert subscribing.is_suppressed("reader@dalwan.example")
    assert not subscribing.is_suppressed("other@dalwan.example")


def test_secrets_are_long_and_each_subscribers_own(pending):
    secrets = {pending(f"reader{number}@dalwan.example").secret for number in range(5)}

    assert len(secrets) == 5
    assert min(map(len, secrets)) == 43
