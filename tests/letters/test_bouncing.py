"""What comes back: reports in every shape, of one subscriber among others."""

import mailbox

import pytest
from tests.cli.commands import musnad
from tests.letters import reports

from musnad.letters import links, subscribing
from musnad.letters.bouncing import Outcome, take_back
from musnad.letters.exporting import known_of
from musnad.letters.models import Delivery, Letter, Subscriber
from musnad.letters.returned import Verdict, read_returned, status_in

READER = "reader@dalwan.example"
State = Subscriber.State


@pytest.fixture
def reader(desk, subscribed):
    subscribed("other@dalwan.example")
    return subscribed(READER)


def back(one, address=READER, key=None):
    leave = links.leave_link(one, "digest:ar", 7).rstrip("/").rpartition("/")[2]
    return reports.BACK.format(address=address, key=key or links.bounce_key(one, 7), leave=leave)


def postfix(one, status="5.1.1", diagnostic="550 5.1.1 User unknown", action="failed", address=READER, **more):
    text = reports.POSTFIX.format(
        address=address, status=status, diagnostic=diagnostic, action=action, back=back(one, address, **more)
    )
    return text.encode()


def exim(one, words="550 5.1.1 User unknown", subject="Mail delivery failed: returning message to sender", **more):
    return reports.EXIM.format(address=READER, words=words, subject=subject, back=back(one, **more)).encode()


def state(one):
    return Subscriber.objects.get(pk=one.pk).state


def others_are_untouched():
    return state(Subscriber.objects.get(address="other@dalwan.example")) == State.CONFIRMED


@pytest.mark.parametrize(
    ("status", "diagnostic", "outcome"),
    [
        ("5.1.1", "550 5.1.1 User unknown", Outcome.TAKEN_OFF),
        ("5.1.2", "Host not found", Outcome.TAKEN_OFF),
        ("5.2.1", "550 mailbox disabled", Outcome.TAKEN_OFF),
        ("5.0.0", "550 No such user here", Outcome.TAKEN_OFF),
        ("4.4.7", "delivery time expired", Outcome.COUNTED),
        ("4.2.2", "452 mailbox full", Outcome.COUNTED),
        # About the letter or our server, not about the mailbox.
        ("5.7.1", "554 5.7.1 Blocked", Outcome.COUNTED),
        ("5.2.2", "552 5.2.2 mailbox full", Outcome.COUNTED),
    ],
)
def test_a_report_for_machines_takes_off_or_counts_by_its_status(reader, status, diagnostic, outcome):
    assert take_back(postfix(reader, status, diagnostic)) == [outcome]

    one = Subscriber.objects.get(pk=reader.pk)
    assert (one.state == State.BOUNCED, one.soft_bounces) == ((True, 0) if outcome == Outcome.TAKEN_OFF else (False, 1))
    assert others_are_untouched()


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_a_report_of_a_delay_or_a_success_changes_nothing(reader, action):
    assert take_back(postfix(reader, "4.0.0", action=action)) == [Outcome.UNKNOWN]
    assert state(reader) == State.CONFIRMED


def test_the_key_says_whom_where_the_mail_was_forwarded_to_another_address(reader):
    assert take_back(postfix(reader, address="forwarded@elsewhere.example")) == [Outcome.TAKEN_OFF]
    assert state(reader) == State.BOUNCED


def test_the_return_path_of_its_own_says_whom_where_nothing_else_does(reader):
    raw = postfix(reader, address="forwarded@elsewhere.example", key="none")
    raw = raw.replace(b"/letters/leave/", b"/x/").replace(
        b"To: bounces@", f"To: bounces+{links.bounce_key(reader, 7).upper()}@".encode()
    )

    assert take_back(raw) == [Outcome.TAKEN_OFF]
    assert state(reader) == State.BOUNCED


def test_a_key_that_is_not_ours_says_nothing(reader):
    number, letter, mac = links.bounce_key(reader, 7).split("-")
    other = Subscriber.objects.get(address="other@dalwan.example")

    for false in (f"{other.pk:x}-{letter}-{mac}", f"{number}-8-{mac}", f"{number}-{letter}-{mac[::-1]}", "x", ""):
        assert links.bounced_by(false) is None
    assert links.bounced_by(links.bounce_key(reader, 7)) == (reader, 7)


def test_without_key_and_link_the_address_takes_nobody_off(reader):
    raw = postfix(reader, key="none").replace(b"/letters/leave/", b"/x/")

    assert take_back(raw) == [Outcome.UNPROVEN]
    assert state(reader) == State.CONFIRMED
    assert take_back(raw.replace(READER.encode(), b"nobody@dalwan.example")) == [Outcome.UNKNOWN]


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("550 5.1.1 User unknown", Outcome.TAKEN_OFF),
        ("SMTP error from remote mail server: 550 No such user", Outcome.TAKEN_OFF),
        ("all relevant MX records point to non-existent hosts", Outcome.TAKEN_OFF),
        ("retry timeout exceeded: 451 4.7.1 Greylisted", Outcome.COUNTED),
        ("554 5.7.1 message refused by policy", Outcome.COUNTED),
    ],
)
def test_exims_report_in_words_is_understood(reader, words, outcome):
    assert take_back(exim(reader, words)) == [outcome]
    assert others_are_untouched()


def test_exims_warning_of_a_delay_changes_nothing(reader):
    assert take_back(exim(reader, subject="Warning: message 1abc delayed 24 hours")) == [Outcome.UNKNOWN]


def test_qmails_report_in_words_is_understood(reader):
    raw = reports.QMAIL.format(address=READER, back=back(reader)).encode()

    assert take_back(raw) == [Outcome.TAKEN_OFF]
    assert state(reader) == State.BOUNCED


@pytest.mark.parametrize(
    ("kind", "named"),
    [("abuse", f"Original-Rcpt-To: <{READER}>\n"), ("abuse", ""), ("fraud", "Original-Rcpt-To: <redacted>\n")],
)
def test_a_complaint_takes_the_address_off_for_good(reader, kind, named):
    raw = reports.COMPLAINT.format(kind=kind, named=named, back=back(reader, "redacted")).encode()

    assert take_back(raw) == [Outcome.COMPLAINED]
    assert state(reader) == State.COMPLAINED
    assert others_are_untouched()


def test_the_link_in_the_letter_says_who_complained_where_all_else_is_taken_out(reader):
    raw = reports.COMPLAINT.format(kind="abuse", named="", back=back(reader, "redacted", key="none")).encode()

    assert take_back(raw) == [Outcome.COMPLAINED]


def test_that_it_is_no_spam_changes_nothing_and_opting_out_is_leaving(reader):
    def report(kind):
        return reports.COMPLAINT.format(kind=kind, named="", back=back(reader)).encode()

    assert take_back(report("not-spam")) == [Outcome.UNKNOWN]
    assert take_back(report("opt-out")) == [Outcome.TAKEN_OFF]
    assert state(reader) == State.LEFT


@pytest.mark.parametrize(
    "raw",
    [
        reports.AWAY.encode(),
        b"",
        b"\0\xff" * 999,
        b"Content-Type: multipart/report; boundary=x\n\n--x\n",
        b"From: x\n\nSalam",
    ],
)
def test_what_is_no_report_changes_nothing(reader, raw):
    assert take_back(raw) == [Outcome.UNKNOWN]
    assert state(reader) == State.CONFIRMED


def test_a_report_of_several_recipients_is_read_for_each_by_its_address(reader):
    block = (
        "Final-Recipient: rfc822; other@dalwan.example\r\nAction: failed\r\nStatus: 4.2.2\r\n\r\n--B0/mx\r\n"
        "Content-Type: text/rfc822-headers"
    )
    raw = (
        postfix(reader).replace(b"\n", b"\r\n").replace(b"--B0/mx\r\nContent-Type: text/rfc822-headers", block.encode())
    )

    assert [(each.verdict, each.address) for each in read_returned(raw).said] == [
        (Verdict.HARD, READER),
        (Verdict.SOFT, "other@dalwan.example"),
    ]


def test_a_status_is_found_among_numbers_that_are_none():
    assert status_in("host mx[10.5.1.1] said: 550-5.1.1 no such user") == "5.1.1"
    assert status_in("connected to 192.0.2.5 port 25: 421 try later") == "4.0.0"
    assert status_in("all is well") == ""


def test_the_command_reads_a_message_from_standard_input_and_a_maildir_once(tmp_path):
    box = mailbox.Maildir(tmp_path / "box")
    box.add(reports.AWAY.encode())

    assert box.get_message(box.keys()[0]).get_subdir() == "new"
    home = tmp_path / "home"
    made = musnad(home, "publish")
    assert made.returncode == 0, made.stderr
    first = musnad(home, "bounces", "--maildir", tmp_path / "box")
    again = musnad(home, "bounces", "--maildir", tmp_path / "box")

    assert first.stdout == "taken off 0, counted 0, complained 0, repeated 0, unproven 0, unknown 1\n"
    assert again.stdout == "taken off 0, counted 0, complained 0, repeated 0, unproven 0, unknown 0\n"
    assert "Nothing is known" in musnad(home, "subscriber", "export", READER).stderr


def test_a_bounce_and_a_reader_who_leaves_are_counted_with_the_letter_and_what_was_sent_is_known_to_its_owner(
    reader, client
):
    letter = Letter.objects.create(list="digest:ar", lang="ar", kind="digest", subject="موجز السبت")
    Delivery.objects.create(
        letter=letter,
        subscriber=reader,
        domain="dalwan.example",
        state="sent",
        retry_at=letter.made_at,
        at=letter.made_at,
    )
    assert known_of(reader)["sent"][0]["letter"] == "موجز السبت"

    leave = links.leave_link(reader, "digest:ar", letter.pk).removeprefix("http://127.0.0.1:8000")
    for _ in range(2):
        client.post(leave, {"List-Unsubscribe": "One-Click"})
    take_back(postfix(reader, key=links.bounce_key(reader, letter.pk)))

    letter.refresh_from_db()
    assert (letter.left, letter.bounced) == (1, 1)


def test_after_an_erasure_no_delivery_tells_who_it_was(reader):
    letter = Letter.objects.create(list="digest:ar", lang="ar", kind="digest", subject="موجز السبت")
    Delivery.objects.create(
        letter=letter, subscriber=reader, domain="dalwan.example", state="no_mailbox", retry_at=letter.made_at,
        error=f"550 5.1.1 <{READER}>: no such user",
    )  # fmt: skip

    subscribing.erase(reader)

    kept = Delivery.objects.get()
    assert (kept.subscriber, kept.domain, kept.error, kept.state) == (None, "", "", "no_mailbox")
