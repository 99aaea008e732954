"""Reports of several mail servers about a letter that went out: which are believed, and that each counts once."""

import base64
import email
import mailbox
import re
from email import policy

import pytest
from tests import making as stories
from tests.letters import reports

from musnad.cli.bounces import read_maildir
from musnad.letters import composing, envelopes, limits, links, naming, notices, subscribing
from musnad.letters.bouncing import REMEMBERED, Outcome, take_back
from musnad.letters.models import Delivery, Letter, Subscriber, Tally
from musnad.letters.writing import Writer

READER = "reader@dalwan.example"
NO_USER = "550 5.1.1 User unknown"
State = Subscriber.State

SERVERS = {
    "Postfix": reports.POSTFIX_WHOLE,
    "Exim": reports.EXIM_WHOLE,
    "Exchange": reports.EXCHANGE,
    "Gmail": reports.GMAIL,
    "sendmail": reports.SENDMAIL,
    "qmail": reports.QMAIL_WHOLE,
}
EACH = pytest.mark.parametrize("server", SERVERS)


@pytest.fixture
def sent(desk, subscribed, settings):
    """A letter as it went out to a reader, among others, with a return path of its own."""
    settings.MUSNAD_MAIL_BOUNCES = "bounces@dalwan.example"
    settings.MUSNAD_MAIL_FROM = "news@dalwan.example"
    subscribed("other@dalwan.example")
    return Sent(subscribed(READER), stories.story("افتتاح سوق دلوان", desk))


class Sent:
    def __init__(self, reader, story):
        self.reader = reader
        self.story = story
        self.again()

    def again(self):
        """Send the reader another letter."""
        self.letter = Letter.objects.create(list="digest:ar", lang="ar", kind="digest", subject="موجز السبت")
        self.letter.items.create(position=1, story=self.story.pk)
        delivery = Delivery.objects.create(
            letter=self.letter,
            subscriber=self.reader,
            domain="dalwan.example",
            state="sent",
            retry_at=self.letter.made_at,
        )
        self.raw = Writer(composing.mail_of(self.letter)).raw(delivery, self.reader, "digest:ar")
        self.headers = self.raw.partition(b"\r\n\r\n")[0].decode().replace("\r\n", "\n")
        self.name = re.search(r"Message-ID: (\S+)", self.headers)[1]
        self.path = envelopes.return_path(self.reader, self.letter.pk)

    def report(self, server, *, said=NO_USER, status="5.1.1", address=READER, to=None, name=None, headers=None, **more):
        """Return what `server` writes when it cannot deliver the letter."""
        fields = {
            "said": said,
            "status": status,
            "address": address,
            "to": to or self.path,
            "name": name or self.name,
            "headers": self.headers if headers is None else headers,
            "returned": "",
            **more,
        }
        return SERVERS[server].format(**fields).encode()

    def forged(self, server, address=READER, **more):
        """Return the same from somebody who knows the address of bounces, and that of the reader."""
        name = "<20261120065900.1234@dalwan.example>"
        headers = f"From: news@dalwan.example\nTo: {address}\nMessage-ID: {name}\nSubject: x\n"
        return self.report(server, address=address, to="bounces@dalwan.example", name=name, headers=headers, **more)

    @property
    def now(self):
        return Subscriber.objects.get(pk=self.reader.pk)

    @property
    def bounced(self):
        return Letter.objects.get(pk=self.letter.pk).bounced


# --- what shows that a message was ours ---


@EACH
def test_a_report_to_the_return_path_is_believed_though_nothing_of_the_letter_comes_back(sent, server):
    raw = sent.report(server, headers="", name="<else@mail.example>", address="forwarded@elsewhere.example")

    assert take_back(raw) == [Outcome.TAKEN_OFF]
    assert (sent.now.state, sent.bounced) == (State.BOUNCED, 1)
    assert Subscriber.objects.get(address="other@dalwan.example").state == State.CONFIRMED


@EACH
def test_a_report_to_the_sender_is_believed_if_the_letters_headers_come_back(sent, server, settings):
    settings.MUSNAD_MAIL_BOUNCES = ""
    returned = reports.EXCHANGE_RETURNED.format(headers=sent.headers)

    assert take_back(sent.report(server, to="news@dalwan.example", returned=returned)) == [Outcome.TAKEN_OFF]
    assert sent.bounced == 1


@pytest.mark.parametrize("server", ["Exim", "Exchange", "Gmail"])
def test_a_report_that_names_no_more_than_the_letters_message_id_is_believed(sent, server):
    raw = sent.report(server, to="news@dalwan.example", headers="")

    assert b"bounces+" not in raw
    assert take_back(raw) == [Outcome.TAKEN_OFF]
    assert sent.bounced == 1


@EACH
def test_a_report_that_shows_no_message_of_ours_takes_nobody_off_and_is_counted_apart(sent, server):
    assert take_back(sent.forged(server)) == [Outcome.UNPROVEN]
    assert take_back(sent.forged(server, address="nobody@dalwan.example")) == [Outcome.UNKNOWN]

    now = sent.now
    assert (now.state, now.soft_bounces, now.unproven_reports, sent.bounced) == (State.CONFIRMED, 0, 1, 0)


def test_a_complaint_that_shows_no_message_of_ours_takes_nobody_off(sent):
    for kind in ("abuse", "opt-out"):
        named = f"Original-Rcpt-To: <{READER}>\n"
        raw = reports.COMPLAINT.format(kind=kind, named=named, back=f"To: {READER}")
        assert take_back(raw.encode()) == [Outcome.UNPROVEN]

    assert (sent.now.state, sent.now.unproven_reports) == (State.CONFIRMED, 2)


def test_ones_own_key_takes_nobody_else_off(sent):
    other = Subscriber.objects.get(address="other@dalwan.example")
    path, name = sent.path, sent.name
    changed = path.replace(f"+{sent.reader.pk:x}-", f"+{other.pk:x}-")
    for forged in (
        sent.report("Postfix", to=changed, headers=""),
        sent.report("Gmail", to="bounces@dalwan.example", name=name.replace("letter-", "letter-9")),
    ):
        assert take_back(forged) == [Outcome.UNPROVEN]
    assert take_back(sent.report("Exim", to=path, address=other.address, headers="")) == [Outcome.TAKEN_OFF]

    assert [Subscriber.objects.get(pk=one.pk).state for one in (sent.reader, other)] == [State.BOUNCED, State.CONFIRMED]


def test_headers_that_a_gateway_wrapped_are_read(sent):
    wrapped = base64.encodebytes(sent.headers.encode()).decode()
    raw = sent.report("Postfix", to="news@dalwan.example", headers=wrapped).replace(
        b"text/rfc822-headers\nContent-Transfer-Encoding: 8bit",
        b"text/rfc822-headers\nContent-Transfer-Encoding: base64",
    )

    assert sent.name.encode() not in raw
    assert take_back(raw) == [Outcome.TAKEN_OFF]


def test_what_the_site_writes_by_itself_is_known_by_its_message_id(sent):
    notices.post(sent.reader, "confirm", ["digest:ar"], "ar")
    message = notices.message_of(sent.reader.notices.get()).message()
    name = message["Message-ID"]

    raw = sent.report("Gmail", to="news@dalwan.example", name=name)
    assert take_back(raw) == [Outcome.TAKEN_OFF]
    assert sent.bounced == 0
    assert naming.named_by("notice-1-0123456789abcdef-0123456789abcdef") is None
    subscribing.erase(sent.reader)
    assert take_back(raw) == [Outcome.UNKNOWN]


def test_of_a_reader_who_was_erased_no_letter_tells(sent):
    subscribing.erase(sent.reader)

    assert take_back(sent.report("Gmail")) == [Outcome.UNKNOWN]


def test_where_the_mail_was_passed_on_to_several_all_must_have_failed(sent):
    def block(address, status):
        return f"Final-Recipient: rfc822; {address}\nAction: failed\nStatus: {status}\n\n"

    def passed_on(*blocks):
        raw = sent.report("Postfix").decode()
        head, _, rest = raw.partition("Final-Recipient:")
        return (head + "".join(blocks) + rest[rest.index("--4fWn2J1ZSmz1r4") :]).encode()

    some = passed_on(block("a@elsewhere.example", "5.1.1"), block("b@elsewhere.example", "4.2.2"))
    assert take_back(some) == [Outcome.COUNTED]
    sent.again()
    own = passed_on(block("a@elsewhere.example", "4.2.2"), block(READER, "5.1.1")).replace(b"4fWn2K3GYtz1r5", b"4fX")
    assert take_back(own.replace(b"ID: 4fWn2J1ZSmz1r4", b"ID: 4fWn3")) == [Outcome.TAKEN_OFF]


# --- what a report says of the mailbox ---


@pytest.mark.parametrize(
    ("server", "status", "said", "outcome"),
    [
        ("Exim", "", "550 5.1.1 <reader@dalwan.example>: Recipient address rejected", Outcome.TAKEN_OFF),
        ("Exim", "", "550 No such user here", Outcome.TAKEN_OFF),
        # Exim's status is 5.0.0 whatever was said.
        ("Exim", "", "550 5.7.1 Message refused as spam", Outcome.COUNTED),
        ("Exim", "", "451 4.7.1 Greylisting in action: retry timeout exceeded", Outcome.COUNTED),
        ("Exim", "", "552 Mailbox full", Outcome.COUNTED),
        ("Exchange", "5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found", Outcome.TAKEN_OFF),
        ("Exchange", "5.4.1", "550 5.4.1 Recipient address rejected: Access denied", Outcome.TAKEN_OFF),
        ("Exchange", "5.2.2", "554 5.2.2 mailbox full; QuotaExceededException", Outcome.COUNTED),
        ("Exchange", "5.4.14", "554 5.4.14 Hop count exceeded - possible mail loop", Outcome.COUNTED),
        ("Exchange", "5.4.7", "550 5.4.7 QUEUE.Expired; message expired", Outcome.COUNTED),
        ("Gmail", "5.1.1", "550-5.1.1 The email account that you tried to reach does not exist.", Outcome.TAKEN_OFF),
        ("Gmail", "5.7.26", "550-5.7.26 Your email has been blocked: the sender is unauthenticated.", Outcome.COUNTED),
        ("Gmail", "4.4.1", "The recipient server did not accept our requests to connect.", Outcome.COUNTED),
        ("Postfix", "5.4.4", "Host or domain name not found", Outcome.TAKEN_OFF),
        ("Postfix", "4.4.1", "connect to mail.dalwan.example[192.0.2.7]:25: Connection timed out", Outcome.COUNTED),
        ("sendmail", "5.1.1", "550 5.1.1 <reader@dalwan.example>... User unknown", Outcome.TAKEN_OFF),
        ("qmail", "", "Sorry, no mailbox here by that name. (#5.1.1)", Outcome.TAKEN_OFF),
        ("qmail", "", "192.0.2.7 failed.\nRemote host said: 554 5.7.1 refused", Outcome.COUNTED),
    ],
)
def test_only_a_mailbox_that_does_not_exist_takes_a_reader_off(sent, server, status, said, outcome):
    assert take_back(sent.report(server, status=status, said=said)) == [outcome]
    assert sent.now.soft_bounces == (outcome == Outcome.COUNTED)


# --- once ---


@EACH
def test_a_failure_that_is_reported_again_another_day_counts_once(sent, server, time_machine):
    said = {"status": "4.2.2", "said": "452 4.2.2 Mailbox full"}
    raw = sent.report(server, **said)
    time_machine.move_to("2026-11-20T08:00:00Z")
    assert take_back(raw) == [Outcome.COUNTED]
    for day in range(21, 30):
        time_machine.move_to(f"2026-11-{day}T08:00:00Z")
        assert take_back(raw) == [Outcome.REPEATED]

    assert (sent.now.state, sent.now.soft_bounces, sent.bounced) == (State.CONFIRMED, 1, 1)
    sent.again()
    assert take_back(other_report(sent.report(server, **said))) == [Outcome.COUNTED]
    assert (sent.now.soft_bounces, sent.bounced) == (2, 1)


def other_report(raw):
    """Return it as another report of the same server: with another Message-ID, and number in its queue."""
    raw = re.sub(rb"(?mi)^(Message-ID: <)(?!letter-)", rb"\1another.", raw)
    return raw.replace(b"Queue-ID: ", b"Queue-ID: 5")


def test_another_report_of_the_same_letter_is_the_same_failure(sent, time_machine):
    said = {"status": "4.4.7", "said": "delivery time expired"}
    time_machine.move_to("2026-11-20T08:00:00Z")
    assert take_back(sent.report("Postfix", **said)) == [Outcome.COUNTED]
    time_machine.move_to("2026-11-23T08:00:00Z")
    assert take_back(other_report(sent.report("Postfix", **said))) == [Outcome.REPEATED]

    assert (sent.now.soft_bounces, sent.bounced) == (1, 1)
    # That there is no such mailbox is something else than that it was full.
    assert take_back(sent.report("Exim")) == [Outcome.TAKEN_OFF]
    assert sent.bounced == 1


@pytest.mark.parametrize("known_by", ["message-id", "queue", "words"])
def test_a_report_about_no_letter_is_known_again_by_itself(sent, known_by, time_machine):
    """A confirmation's return path is the same for all that are sent to the reader."""
    raw = sent.report("Postfix", to=envelopes.return_path(sent.reader), headers="", status="4.2.2", said="452 full")
    if known_by != "message-id":
        raw = re.sub(rb"(?m)^Message-Id: .*\n", b"", raw)
    if known_by == "words":
        raw = re.sub(rb"(?m)^X-Postfix-Queue-ID: .*\n", b"", raw)
    time_machine.move_to("2026-11-20T08:00:00Z")
    assert take_back(raw) == [Outcome.COUNTED]
    time_machine.move_to("2026-11-22T08:00:00Z")
    passed_on = b"Received: from mx.dalwan.example by store.dalwan.example; Sun, 22 Nov 2026 11:00:00 +0300\n" + raw

    assert take_back(passed_on) == [Outcome.REPEATED]
    other = other_report(raw) if known_by != "words" else raw.replace(b"452 full", b"452 now full")
    assert take_back(other) == [Outcome.COUNTED]


def test_who_came_back_is_not_taken_off_by_a_report_from_before(sent):
    raw = sent.report("Postfix")
    assert take_back(raw) == [Outcome.TAKEN_OFF]
    subscribing.allow(sent.reader)
    subscribing.confirm(sent.reader, ["digest:ar"])

    assert take_back(raw) == [Outcome.REPEATED]
    assert sent.now.state == State.CONFIRMED


def test_what_proves_nothing_is_counted_once_as_well(sent):
    assert [take_back(sent.forged("Postfix")) for _ in range(2)] == [[Outcome.UNPROVEN], [Outcome.REPEATED]]
    assert sent.now.unproven_reports == 1


def test_what_was_reported_is_forgotten_after_a_while_and_holds_no_address(sent, time_machine):
    time_machine.move_to("2026-11-20T08:00:00Z")
    take_back(sent.report("Postfix"))
    assert Tally.objects.count() > 1
    assert all(re.fullmatch(r"[0-9a-f]{64}", who) for who in Tally.objects.values_list("who", flat=True))

    time_machine.shift(REMEMBERED * 86_400 + 1)
    limits.forget_old()
    assert not Tally.objects.exists()


def test_a_maildir_that_is_read_again_counts_once_and_what_proves_nothing_is_flagged_there(sent, tmp_path):
    box = mailbox.Maildir(tmp_path / "box")
    proven = box.add(sent.report("Exim", status="", said="451 4.7.1 try later"))
    forged = box.add(sent.forged("Gmail"))

    assert sorted(read_maildir(tmp_path / "box")) == [Outcome.COUNTED, Outcome.UNPROVEN]
    assert {key: box.get_message(key).get_flags() for key in (proven, forged)} == {proven: "S", forged: "FS"}
    for key in (proven, forged):
        message = box.get_message(key)
        message.set_flags("")
        box[key] = message
    assert read_maildir(tmp_path / "box") == [Outcome.REPEATED, Outcome.REPEATED]


def test_the_letter_that_the_reports_are_about_is_the_one_that_goes_out(sent):
    read = email.message_from_bytes(sent.raw, policy=policy.default)

    assert read["X-Musnad-Key"] == links.bounce_key(sent.reader, sent.letter.pk)
    assert naming.named_by(sent.name.strip("<>").partition("@")[0]) == (sent.reader, sent.letter.pk)
