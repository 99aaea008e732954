"""Corrections follow their readers: who is told, of what, once, and not before an editor says so."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests import making
from tests.ledger.writing import EDITOR
from tests.newsstand.affair import Affair, quoting, say

from musnad.ledger import recording
from musnad.letters import corrections, delivering, subscribing
from musnad.letters import making as letters
from musnad.letters.errors import Empty
from musnad.letters.models import Delivery, Habits, Letter, Subscriber, Turn

State = Letter.State


@pytest.fixture
def affair(either_database):
    making.newsroom()
    Habits.objects.create(lang="ar", bundle=0)
    return Affair(making.section("سياسة"))


def send(*stories, key="digest:ar"):
    """A letter that everybody on its list has had."""
    letter = letters.keep(
        Letter(list=key, lang="ar", kind=key.split(":")[0]), [letters.Item(story=s.pk) for s in stories]
    )
    letters.begin(letter)
    return delivered(letter)


def delivered(letter):
    while not delivering.prepare(letter.pk):
        pass
    as_of = timezone.now()
    letter.deliveries.filter(state="waiting").update(state="sent", as_of=as_of, at=as_of)
    Letter.objects.filter(pk=letter.pk).update(state=State.SENT)
    # Turns within seconds of a letter are told to be safe; tests do not wait for that.
    letter.deliveries.update(as_of=as_of - timedelta(minutes=1))
    Letter.objects.filter(pk=letter.pk).update(begun_at=as_of - timedelta(minutes=1))
    return letter


def looked():
    while corrections.watch():
        pass
    corrections.bundle()
    return list(Letter.objects.filter(kind="correction", state=State.DRAFT))


def told(letter):
    letters.begin(letter)
    delivered(letter)
    rows = Delivery.objects.filter(letter=letter).select_related("subscriber")
    return {row.subscriber.address.partition("@")[0]: row.part for row in rows}


def test_who_was_sent_the_claim_is_told_once_and_nobody_else(affair, subscribed):
    subscribed("had-it@dalwan.example", "digest:ar", "topic:7")
    subscribed("left-all@dalwan.example")
    subscribed("left-one@dalwan.example", "digest:ar", "breaking:ar")
    subscribed("other-list@dalwan.example", "breaking:ar")
    send(affair.story)
    send(affair.story)
    subscribed("later@dalwan.example")
    by_address = {row.address.partition("@")[0]: row for row in Subscriber.objects.all()}
    subscribing.leave_all(by_address["left-all"])
    subscribing.leave(by_address["left-one"], "digest:ar")
    assert looked() == []

    affair.deny()
    (correction,) = looked()

    assert correction.subject.startswith("تصويب")
    assert Delivery.objects.filter(letter=correction).count() == 0  # nobody is told before an editor says so
    part = f",{affair.claim.pk},"
    assert told(correction) == {"had-it": part, "left-one": part}
    ways = dict(correction.deliveries.values_list("subscriber__address", "way"))
    assert ways == {"had-it@dalwan.example": "digest:ar", "left-one@dalwan.example": "breaking:ar"}
    recording.settle(affair.claim, verdict="false", reason="راجعنا السجلات", **EDITOR)
    assert looked() == []


def test_who_was_sent_it_after_the_turn_was_told_in_the_letter_itself(affair, subscribed):
    subscribed("before@dalwan.example")
    first = send(affair.story)
    affair.deny()
    Subscriber.objects.all().delete()
    subscribed("after@dalwan.example")
    second = send(affair.story)
    second.deliveries.update(as_of=timezone.now() + timedelta(minutes=1))
    assert first.deliveries.get().subscriber is None
    assert looked() == []


def test_each_is_told_of_what_they_had_alone(affair, subscribed):
    section = affair.section
    other = recording.record_claim("انقطع الماء عن السهل", language="ar", **EDITOR)
    story = making.story("انقطاع الماء", section, body=[("paragraph", "<p>قال مرصد السهل: انقطع الماء عن السهل.</p>")])
    say(other, "affirm", affair.teller, words="انقطع الماء عن السهل", anchor=quoting(story, "انقطع الماء عن السهل"))
    subscribed("one@dalwan.example", "digest:ar")
    subscribed("two@dalwan.example", "breaking:ar")
    subscribed("both@dalwan.example", "digest:ar", "breaking:ar")
    send(affair.story)
    send(story, key="breaking:ar")

    affair.deny()
    recording.settle(other, verdict="false", reason="زرنا المكان", **EDITOR)
    (correction,) = looked()

    one, two = affair.claim.pk, other.pk
    assert told(correction) == {"one": f",{one},", "two": f",{two},", "both": f",{one},{two},"}


def test_a_claim_that_turns_back_before_the_release_drops_out(affair, subscribed):
    subscribed()
    send(affair.story)
    denial = affair.deny()
    (correction,) = looked()

    recording.withdraw(denial, reason="سُجّل خطأً", **EDITOR)

    with pytest.raises(Empty):  # even before the next look
        letters.begin(correction)
    correction.refresh_from_db()
    assert correction.state == State.DROPPED
    affair.deny()
    assert len(looked()) == 1


def test_it_drops_out_of_the_draft_by_itself(affair, subscribed):
    subscribed()
    send(affair.story)
    denial = affair.deny()
    (correction,) = looked()
    recording.withdraw(denial, reason="سُجّل خطأً", **EDITOR)
    assert looked() == []
    correction.refresh_from_db()
    assert (correction.state, correction.items.count()) == (State.DROPPED, 0)
    assert correction.reason


def test_turns_wait_for_one_another_and_are_bundled(affair, subscribed):
    Habits.objects.update(bundle=30)
    subscribed()
    send(affair.story)
    affair.deny()
    assert looked() == []
    assert Turn.objects.get().state == Turn.State.WAITING
    Turn.objects.update(at=timezone.now() - timedelta(minutes=31))
    Delivery.objects.update(as_of=timezone.now() - timedelta(minutes=40))
    Letter.objects.update(begun_at=timezone.now() - timedelta(minutes=40))
    assert len(looked()) == 1


def test_a_claim_that_no_letter_carried_makes_no_correction(affair, subscribed):
    subscribed()
    send(making.story("غيره", affair.section))
    affair.deny()
    assert looked() == []
    assert not Turn.objects.exists()


@pytest.mark.parametrize("act", ["doubt", "deny", "retract"])
def test_what_makes_a_correction(affair, subscribed, act):
    """A denial and a retraction do; a doubt does not."""
    subscribed()
    send(affair.story)
    who = affair.teller if act == "retract" else affair.ministry
    say(affair.claim, act, who, words="كلام آخر")
    affair.claim.refresh_from_db()
    assert bool(looked()) == (affair.claim.state in {"denied", "retracted"})
