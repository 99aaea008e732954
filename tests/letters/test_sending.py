"""Sending, to a real mail server that fails: everybody has each letter once, and nobody twice."""

import random
import socket
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from tests import making
from tests.letters.post_office import kill, post_office, send_all, sender_process, wait_until
from wagtail.search.backends import get_search_backend

from musnad.letters import delivering, journal, lines, subscribing
from musnad.letters import making as letters
from musnad.letters.errors import NotNow
from musnad.letters.models import Delivery, Letter, Sender, Subscriber, Subscription
from musnad.letters.outcomes import Outcome, What
from musnad.letters.sending import settle_the_dead

State = Delivery.State


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def town(request, transactional_db, tmp_path, settings):
    """A newsroom on a database of each engine that commits for real, and quick to try again."""
    settings.MUSNAD_HOME = tmp_path / "home"
    settings.MUSNAD_LETTERS_RETRY = 1
    settings.EMAIL_TIMEOUT = 2
    if request.param == "PostgreSQL":
        # Wagtail's search settles on an engine when it is first asked: on the one that the process began with.
        get_search_backend()
        request.getfixturevalue("committing_postgresql")
    making.newsroom()
    return making.story("عاد السوق إلى مكانه", making.section("سياسة"))


def subscribers(*addresses, key="digest:ar"):
    rows = Subscriber.objects.bulk_create(
        Subscriber(address=each, typed=each, lang="ar", state="confirmed") for each in addresses
    )
    Subscription.objects.bulk_create(Subscription(subscriber=row, list=key) for row in rows)


def letter_of(story):
    made = letters.keep(letters.Letter(list="digest:ar", lang="ar", kind="digest"), [letters.Item(story=story.pk)])
    letters.begin(made)
    return made


def states(letter):
    rows = letter.deliveries.select_related("subscriber")
    return {row.subscriber.address: row.state for row in rows}


FINE = [f"reader{number}@dalwan.example" for number in range(25)]
LATE = [f"{kind}.{n}@dalwan.example" for kind in ("grey1", "grey2", "later1", "drop1", "stall1") for n in range(2)]
ENDS = {
    "gone.a@dalwan.example": State.NO_MAILBOX,
    "policy.a@dalwan.example": State.REFUSED,
    "spam.a@dalwan.example": State.REFUSED,
    "lost.a@dalwan.example": State.UNKNOWN,
}


def test_everybody_has_it_once_from_a_server_that_fails_in_every_way(town, tmp_path):
    subscribers(*FINE, *LATE, *ENDS)
    letter = letter_of(town)

    with post_office(tmp_path / "log", refused=3) as office:
        send_all(40)

    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT
    found = states(letter)
    # A line that breaks before the last byte: whether the system tells the sender so in time is not the sender's doing.
    untold = {address for address in LATE if address.startswith("drop") and found[address] == State.UNKNOWN}
    sent = {*FINE, *LATE} - untold
    assert found == {**dict.fromkeys(sent, State.SENT), **dict.fromkeys(untold, State.UNKNOWN), **ENDS}
    assert office.counts == dict.fromkeys([*sent, "lost.a@dalwan.example"], 1)
    assert len({each["id"] for each in office.taken}) == len(office.taken)
    gone = Subscriber.objects.get(address="gone.a@dalwan.example")
    assert gone.state == Subscriber.State.BOUNCED
    assert letter.bounced == 1
    for other in ("policy.a", "spam.a", "lost.a"):
        assert Subscriber.objects.get(address=f"{other}@dalwan.example").state == Subscriber.State.CONFIRMED
    assert not Sender.objects.exists()
    assert list(journal.folder().iterdir()) == []


def test_nobody_has_it_twice_however_often_senders_are_killed(town, tmp_path):
    """Two senders at a time, each killed at random moments; who is in doubt had it at most once, and is said to be."""
    subscribers(*(f"slow.{number}@dalwan.example" for number in range(150)))
    letter = letter_of(town)
    chance, kills = random.Random(6), 0  # noqa: S311  (moments of kills)

    with post_office(tmp_path / "log") as office:
        pids = [sender_process(), sender_process()]
        while len(office.taken) < 120:
            time.sleep(chance.uniform(0.05, 0.5))
            victim = chance.randrange(2)
            kill(pids[victim])
            kills += 1
            pids[victim] = sender_process()
        for pid in pids:
            kill(pid)
        kills += 2
        send_all(40)

    letter.refresh_from_db()
    found = states(letter)
    assert kills > 4
    assert letter.state == Letter.State.SENT
    assert set(found.values()) <= {State.SENT, State.UNKNOWN}
    assert max(office.counts.values()) == 1
    sent = {address for address, state in found.items() if state == State.SENT}
    assert sent <= office.counts.keys()
    # In doubt is what was between its last byte and the answer: at most what the lines held at each kill.
    assert len(found) - len(sent) <= kills * 4


def test_a_kill_before_the_last_byte_has_it_sent_again_and_one_after_it_does_not(town, tmp_path):
    subscribers("a@dalwan.example", "b@dalwan.example", "c@dalwan.example")
    letter = letter_of(town)
    delivering.prepare(letter.pk)
    begun, doubtful, done = letter.deliveries.order_by("pk")
    letter.deliveries.update(state=State.GOING, sender="dead", tries=1)
    left = journal.Journal("dead")
    left.ending(doubtful.pk)
    left.ending(done.pk)
    left.ended(done.pk, "sent")
    left.close(settled=False)

    settle_the_dead("me")

    found = {row.pk: (row.state, row.tries) for row in letter.deliveries.all()}
    assert found == {begun.pk: (State.WAITING, 0), doubtful.pk: (State.UNKNOWN, 1), done.pk: (State.SENT, 1)}
    with post_office(tmp_path / "log") as office:
        send_all()
    assert [each["to"] for each in office.taken] == ["a@dalwan.example"]


def test_a_power_cut_leaves_in_doubt_what_is_not_written_down(town, monkeypatch):
    subscribers("a@dalwan.example", "b@dalwan.example")
    letter = letter_of(town)
    delivering.prepare(letter.pk)
    one, _ = letter.deliveries.order_by("pk")
    letter.deliveries.update(state=State.GOING, sender="dead")
    left = journal.Journal("dead")
    left.ended(one.pk, "sent")
    left.close(settled=False)
    monkeypatch.setattr(journal, "boot", lambda: "another")

    settle_the_dead("me")

    assert list(letter.deliveries.order_by("pk").values_list("state", flat=True)) == [State.SENT, State.UNKNOWN]


def test_a_living_senders_work_is_not_touched_and_a_lost_machines_is_in_doubt_until_it_is_back(town):
    subscribers("a@dalwan.example", "b@dalwan.example")
    letter = letter_of(town)
    delivering.prepare(letter.pk)
    mine, far = letter.deliveries.order_by("pk")
    Delivery.objects.filter(pk=mine.pk).update(state=State.GOING, sender="living")
    Delivery.objects.filter(pk=far.pk).update(state=State.GOING, sender="far")
    long_ago = timezone.now() - timedelta(hours=1)
    Sender.objects.create(name="far", machine="other", process=1, since=long_ago, seen_at=long_ago)
    living = journal.Journal("living")

    settle_the_dead("me")

    assert states(letter) == {"a@dalwan.example": State.GOING, "b@dalwan.example": State.UNKNOWN}
    delivering.record([Outcome(far.pk, What.SENT)], "far")
    assert states(letter)["b@dalwan.example"] == State.SENT
    living.close(settled=True)


def test_who_is_in_doubt_is_sent_it_again_when_an_editor_says_so(town, tmp_path):
    subscribers("lost.a@dalwan.example", "b@dalwan.example")
    letter = letter_of(town)
    with post_office(tmp_path / "log") as office:
        send_all()
        assert letters.send_again(letter) == 1
        wait_until(lambda: Letter.objects.get(pk=letter.pk).state == Letter.State.SENDING)
        send_all()
    assert office.counts == {"lost.a@dalwan.example": 2, "b@dalwan.example": 1}


def test_who_leaves_before_the_turn_comes_is_passed_over_and_who_joins_later_too(town, tmp_path):
    subscribers("leaves@dalwan.example", "stays@dalwan.example")
    letter = letter_of(town)
    subscribers("late@dalwan.example")
    delivering.prepare(letter.pk)
    subscribing.leave(Subscriber.objects.get(address="leaves@dalwan.example"), "digest:ar")

    with post_office(tmp_path / "log") as office:
        send_all()

    assert office.counts == {"stays@dalwan.example": 1}
    assert states(letter) == {"leaves@dalwan.example": State.LEFT, "stays@dalwan.example": State.SENT}


def test_a_paused_letter_waits_and_a_cancelled_one_ends(town, tmp_path, settings):
    settings.MUSNAD_LETTERS_RATE = 20
    subscribers(*(f"reader{number}@dalwan.example" for number in range(30)))
    letter = letter_of(town)
    with post_office(tmp_path / "log") as office:
        send_all(until=lambda: len(office.taken) >= 5)
        letters.pause(letter)
        paused_at = len(office.taken)
        send_all(until=lambda: True)
        assert len(office.taken) == paused_at < 30
        letters.resume(letter)
        send_all(until=lambda: len(office.taken) >= paused_at + 5)
        letters.cancel(letter)
        send_all()
    taken = len(office.taken)
    assert taken < 30
    found = states(letter)
    assert list(found.values()).count(State.SENT) == taken
    assert set(found.values()) == {State.SENT, State.CANCELLED}
    with pytest.raises(NotNow):
        letters.resume(letter)


def test_no_more_go_in_a_second_than_is_set_in_all_and_to_a_domain(town, tmp_path, settings):
    settings.MUSNAD_LETTERS_RATE, settings.MUSNAD_LETTERS_DOMAIN_RATE = 40, 5
    subscribers(*(f"r{number}@big.example" for number in range(10)))
    subscribers(*(f"r{number}@small{number}.example" for number in range(20)))
    letter_of(town)
    with post_office(tmp_path / "log") as office:
        begun = time.monotonic()
        send_all(until=lambda: len([each for each in office.taken if "small" in each["to"]]) == 20)
        small = time.monotonic() - begun
        big = len([each for each in office.taken if "big" in each["to"]])
        send_all()
        whole = time.monotonic() - begun
    # The big domain's limit holds up none of the others.
    assert small >= 0.4
    assert big < 10
    assert whole >= 9 / 5 - 0.3


def test_a_server_that_cannot_be_reached_is_asked_later_and_nothing_counts_against_anybody(town, tmp_path, settings):
    subscribers("a@dalwan.example")
    letter = letter_of(town)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    send_all(until=lambda: Sender.objects.exclude(trouble="").exists())
    assert letter.deliveries.get().tries == 0
    with post_office(tmp_path / "log") as office:
        send_all()
    assert office.counts == {"a@dalwan.example": 1}


def test_a_letter_that_is_refused_again_and_again_stops_by_itself(town, tmp_path):
    subscribers(*(f"policy.{number}@dalwan.example" for number in range(400)))
    letter = letter_of(town)
    with post_office(tmp_path / "log"):
        send_all()
    letter.refresh_from_db()
    assert letter.state == Letter.State.PAUSED
    assert "5.7.1" in letter.trouble
    assert list(states(letter).values()).count(State.WAITING) > 0
    assert not Subscriber.objects.exclude(state=Subscriber.State.CONFIRMED).exists()


def test_a_mailbox_that_is_full_all_day_is_given_up(town, tmp_path):
    subscribers("full.a@dalwan.example")
    letter = letter_of(town)
    Letter.objects.filter(pk=letter.pk).update(begun_at=timezone.now() - timedelta(hours=25))
    Subscription.objects.update(since=timezone.now() - timedelta(hours=30))
    with post_office(tmp_path / "log"):
        send_all()
    assert states(letter) == {"full.a@dalwan.example": State.GIVEN_UP}
    assert Subscriber.objects.get().soft_bounces == 1


def test_no_message_waits_for_the_system_to_send_its_last_byte(town, tmp_path, monkeypatch):
    """Where writes are gathered, each message takes forty milliseconds more, and four lines send ninety a second."""
    gathered, transmit = set(), lines.transmit

    def watched(smtp, *given):
        gathered.add(smtp.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0)
        return transmit(smtp, *given)

    monkeypatch.setattr(lines, "transmit", watched)
    subscribers(*FINE)
    with post_office(tmp_path / "log") as office:
        letter_of(town)
        send_all()
    assert office.counts == dict.fromkeys(FINE, 1)
    assert gathered == {False}
