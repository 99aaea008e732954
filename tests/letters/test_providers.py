"""Providers' webhooks: who bounced or complained is taken off, if the provider shows its secret."""

import base64
import json

import pytest

from musnad.letters import providers
from musnad.letters.models import Subscriber

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
