"""Providers' webhooks: who bounced or complained is taken off, if the provider shows its secret."""

import base64
import json

import pytest
from anymail.signals import AnymailTrackingEvent

from musnad.letters import providers, subscribing
from musnad.letters.models import Subscriber
from musnad.letters.returned import Verdict

READER = "reader@dalwan.example"
State = Subscriber.State


@pytest.fixture
def told(desk, subscribed, settings, client):
    """Return a function that tells what Postmark tells, and gives back the answer's status and the reader's state."""
    settings.ROOT_URLCONF = "tests.letters.provider_urls"
    settings.ANYMAIL = {"WEBHOOK_SECRET": "desk:geheim-123", "POSTMARK_SERVER_TOKEN": "x"}
    one = subscribed(READER)
    providers.listen()

    def tell(shown="desk:geheim-123", **event):
        held = {"Authorization": "Basic " + base64.b64encode(shown.encode()).decode()} if shown else {}
        answer = client.post(
            "/letters/providers/postmark/tracking/",
            json.dumps({"Email": READER, "Recipient": READER, **event}),
            content_type="application/json",
            headers=held,
        )
        return answer.status_code, Subscriber.objects.get(pk=one.pk).state

    yield tell
    providers.tracking.disconnect(dispatch_uid="musnad.letters")


@pytest.mark.parametrize(
    ("event", "state"),
    [
        ({"RecordType": "Bounce", "Type": "HardBounce"}, State.BOUNCED),
        ({"RecordType": "Bounce", "Type": "BadEmailAddress"}, State.BOUNCED),
        ({"RecordType": "SpamComplaint", "Type": "SpamComplaint"}, State.COMPLAINED),
        ({"RecordType": "SubscriptionChange", "SuppressSending": True, "SuppressionReason": None}, State.LEFT),
        ({"RecordType": "Bounce", "Type": "Transient"}, State.CONFIRMED),
        ({"RecordType": "Delivery"}, State.CONFIRMED),
    ],
)
def test_what_a_provider_tells_takes_an_address_off_or_does_not(told, event, state):
    assert told(**event) == (200, state)


@pytest.mark.parametrize("shown", ["", "desk:wrong-secret"])
def test_nobody_else_is_believed(told, shown):
    assert told(shown, RecordType="Bounce", Type="HardBounce") == (400, State.CONFIRMED)


def test_of_an_address_that_nobody_knows_nothing_comes(told):
    assert told(RecordType="Bounce", Type="HardBounce", Email="nobody@dalwan.example") == (200, State.CONFIRMED)


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ({"RecordType": "Bounce", "Type": "SoftBounce"}, Verdict.SOFT),
        ({"RecordType": "Bounce", "Type": "HardBounce"}, Verdict.HARD),
        ({"event": "soft_bounce"}, Verdict.SOFT),
        ({"event": "hard_bounce"}, Verdict.HARD),
        ({"type": "activity.soft_bounced", "data": {"type": "soft_bounced"}}, Verdict.SOFT),
        ({"eventType": "Bounce", "bounce": {"bounceType": "Transient", "bounceSubType": "MailboxFull"}}, Verdict.SOFT),
        ({"eventType": "Bounce", "bounce": {"bounceType": "Permanent", "bounceSubType": "General"}}, Verdict.HARD),
        ({"type": "email.bounced", "data": {"bounce": {"type": "Transient"}}}, Verdict.SOFT),
        ({"event": "bounce", "hard_bounce": False}, Verdict.SOFT),
        ({"event": "bounce", "hard_bounce": True}, Verdict.HARD),
        ({"msys": {"message_event": {"type": "bounce", "bounce_class": "22"}}}, Verdict.SOFT),
        ({"msys": {"message_event": {"type": "bounce", "bounce_class": "10"}}}, Verdict.HARD),
        (None, Verdict.HARD),
    ],
)
def test_what_a_provider_itself_calls_soft_is_no_missing_mailbox(told, verdict):
    event = AnymailTrackingEvent(event_type="bounced", reject_reason="bounced", recipient=READER, esp_event=told)
    assert providers.verdict_of(event) == verdict


def test_a_bounce_that_is_told_until_it_is_heard_counts_once(told, time_machine):
    full = {"RecordType": "Bounce", "Type": "SoftBounce", "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483"}

    def failures(day, **event):
        time_machine.move_to(f"2026-11-{day:02}T08:00:00Z")
        assert told(**full | event) == (200, State.CONFIRMED)
        return Subscriber.objects.get(address=READER).soft_bounces

    assert failures(1, ID=692560173) == 1
    # The same event; the same message by another event; an event of one provider that has no number.
    assert failures(3, ID=692560173) == 1
    assert failures(5, ID=692560174) == 1
    assert failures(7, ID=692560175, MessageID="0a129aee-e1cd-480d-b08d-4f48548ff48d") == 2
    nothing = {"MessageID": "00000000-0000-0000-0000-000000000000"}
    assert [failures(day, **nothing, BouncedAt=f"2026-11-{day:02}T07:00:00Z") for day in (9, 11)] == [3, 4]
    assert failures(13, **nothing, BouncedAt="2026-11-11T07:00:00Z") == 4


def test_who_left_by_a_provider_came_back_and_leaves_again_is_off_again(told):
    left = {"RecordType": "SubscriptionChange", "SuppressSending": True, "SuppressionReason": None}
    assert told(**left)[1] == State.LEFT
    subscribing.confirm(Subscriber.objects.get(address=READER), ["digest:ar"])
    assert told(**left)[1] == State.LEFT
