"""Letters through providers of mail: every one takes them, and what it tells later is known to be of that letter."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from anymail.signals import AnymailTrackingEvent
from django.utils.module_loading import import_string
from tests import making as stories

from musnad.config.env import Reader
from musnad.config.mailing import read_mail
from musnad.letters import bouncing, composing, envelopes, providers
from musnad.letters.models import Delivery, Letter, Subscriber
from musnad.letters.returned import Verdict
from musnad.letters.writing import Writer

READER = "reader@dalwan.example"
OPTIONS = {
    "brevo": "api_key=x",
    "mailersend": "api_token=x",
    "mailgun": "api_key=x&sender_domain=dalwan.example",
    "mailjet": "api_key=x&secret_key=y",
    "mailtrap": "api_token=x",
    "mandrill": "api_key=x",
    "postal": "api_key=x&api_url=https://postal.dalwan.example/",
    "postmark": "server_token=x",
    "resend": "api_key=x",
    "scaleway": "secret_key=x&project_id=y",
    "sparkpost": "api_key=x",
    "unisender-go": "api_key=x&api_url=https://go1.dalwan.example/",
}
"""All that anymail supports and speaks to over HTTP, with what each wants to be told."""


@pytest.fixture
def letter(desk, subscribed):
    """A letter on its way to one reader."""
    reader, story = subscribed(READER), stories.story("افتتاح سوق دلوان", desk)
    letter = Letter.objects.create(list="digest:ar", lang="ar", kind="digest", subject="موجز السبت")
    letter.items.create(position=1, story=story.pk)
    Delivery.objects.create(
        letter=letter, subscriber=reader, domain="dalwan.example", state="sent", retry_at=letter.made_at
    )
    return letter


@pytest.fixture
def provider(settings):
    """Return a function that sets mail to go out by a provider, and returns its backend."""
    settings.MUSNAD_MAIL_BOUNCES = "bounces@dalwan.example"
    settings.MUSNAD_MAIL_FROM = "صحيفة دلوان <news@dalwan.example>"

    def named(name, **more):
        options = "&".join([OPTIONS[name], *(f"{key}={value}" for key, value in more.items())])
        found = read_mail(Reader({"EMAIL_URL": f"anymail+{name}:?{options}"}), "/nowhere")
        settings.ANYMAIL = found.provider
        return import_string(found.backend)()

    return named


def message_of(letter):
    delivery = letter.deliveries.get()
    return Writer(composing.mail_of(letter)).message(delivery, delivery.subscriber, "digest:ar")


@pytest.mark.parametrize("name", OPTIONS)
def test_every_provider_takes_a_letter_with_the_way_out_in_its_headers(name, letter, provider):
    backend = provider(name)
    payload = backend.build_message_payload(message_of(letter), backend.send_defaults)
    sent = payload.get_request_params(backend.api_url)
    data = sent.get("data") or sent.get("json")
    told = json.dumps(json.loads(data) if isinstance(data, str) else data, ensure_ascii=False, default=str)

    assert "List-Unsubscribe=One-Click" in told
    assert READER in told
    assert "موجز السبت" in told


@pytest.fixture
def api():
    """A server that takes messages as Postmark's does, and what it was sent."""
    seen = []

    class Postmark(BaseHTTPRequestHandler):
        def do_POST(self):
            seen.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            answer = {"ErrorCode": 0, "Message": "OK", "To": READER, "MessageID": f"message-{len(seen)}"}
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Postmark) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", seen
        server.shutdown()
        thread.join()


def bounce(metadata, **more):
    """What anymail makes of Postmark's word that a message bounced."""
    told = {"event_type": "bounced", "reject_reason": "bounced", "recipient": READER, "esp_event": {}, **more}
    return AnymailTrackingEvent(metadata=metadata, **told)


def test_a_bounce_that_a_provider_tells_of_counts_for_the_letter_that_it_is_of_and_once(letter, provider, api):
    url, seen = api
    backend = provider("postmark", api_url=url)
    assert backend.send_messages([message_of(letter)]) == 1
    (sent,) = seen
    assert sent["To"] == READER
    metadata = sent["Metadata"]

    providers.told(None, bounce(metadata, event_id="1", message_id="message-1"), "Postmark")
    providers.told(None, bounce(metadata, event_id="2", message_id="message-1"), "Postmark")

    letter.refresh_from_db()
    assert letter.bounced == 1
    assert Subscriber.objects.get(address=READER).state == Subscriber.State.BOUNCED


def test_a_bounce_told_by_the_provider_and_by_mail_counts_once(letter, provider):
    provider("mailgun")
    reader = Subscriber.objects.get(address=READER)
    key = envelopes.bounce_key(reader, letter.pk)

    providers.told(None, bounce({envelopes.METADATA: key}, esp_event={"event": "soft_bounce"}), "Mailgun")
    again = bouncing.act(reader, Verdict.SOFT, [f"letter {letter.pk}"], letter.pk)

    letter.refresh_from_db()
    assert (again, letter.bounced) == (bouncing.Outcome.REPEATED, 1)


@pytest.mark.parametrize("metadata", [{}, None, {envelopes.METADATA: "1-1-aaaa"}, {envelopes.METADATA: 7}])
def test_without_a_key_of_ours_a_bounce_is_of_its_recipient_and_of_no_letter(metadata, letter, provider):
    provider("postmark")
    providers.told(None, bounce(metadata), "Postmark")

    letter.refresh_from_db()
    assert letter.bounced == 0
    assert Subscriber.objects.get(address=READER).state == Subscriber.State.BOUNCED
