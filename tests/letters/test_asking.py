"""Asking, confirming, leaving: over the pages, with a mail server that is asked for each message."""

import base64
import json
from ipaddress import ip_network

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from tests import making
from tests.letters.mail import html_of, link_in, text_of

from musnad.letters import links, notices, subscribing
from musnad.letters.clients import client_of
from musnad.letters.models import Notice, Subscriber, Subscription, Tally

READER = "reader@dalwan.example"
State = Subscriber.State


def ask(client, address=READER, lists=("digest:ar",), lang="ar", **more):
    return client.post(f"/letters/{lang}/", {"address": address, "list": list(lists), **more.pop("fields", {})}, **more)


def send():
    notices.send_due(lambda: False)


def lists_of(address=READER):
    return set(Subscription.objects.filter(subscriber__address=address).values_list("list", flat=True))


def page(answer):
    return BeautifulSoup(answer.content, "lxml")


def words(answer):
    return " ".join(page(answer).main.get_text(" ").split())


class TestAJourney:
    def test_from_the_form_to_the_list_and_off_it(self, either_database, client, smtp):
        making.newsroom()
        answer = ask(client, lists=["digest:ar", "corrections:ar"])
        assert (answer.status_code, answer["Location"]) == (303, "/letters/ar/sent/")
        assert "انظر في بريدك" in words(client.get(answer["Location"]))
        assert lists_of() == set()

        send()
        _, recipients, message = smtp.next()
        assert recipients == [READER]
        assert message["subject"].strip() == "أكّد اشتراكك في رسائل مُسنَد"
        assert "موجز اليوم" in text_of(message)
        assert "التصويبات" in text_of(message)

        # A scanner follows the link: nothing is confirmed by it.
        link = link_in(message, "confirm")
        assert "أؤكّد اشتراكي" in words(client.get(link))
        assert lists_of() == set()

        assert "تمّ اشتراكك" in words(client.post(link))
        assert lists_of() == {"digest:ar", "corrections:ar"}

        leave = links.leave_link(Subscriber.objects.get(), "digest:ar", 7).removeprefix("http://127.0.0.1:8000")
        assert "لا أريد هذه الرسالة" in words(client.get(leave))
        assert "digest:ar" in lists_of()
        client.post(leave, {"List-Unsubscribe": "One-Click"})
        assert lists_of() == {"corrections:ar"}
        assert client.post(leave, {"all": "1"}).status_code == 200
        assert Subscriber.objects.get().state == State.LEFT
        assert client.cookies == {}


@pytest.mark.usefixtures("desk")
class TestWhatIsAnswered:
    def test_the_answer_is_the_same_whoever_is_on_a_list(self, client, subscribed):
        subscribed("known@dalwan.example")
        gone = subscribed("gone@dalwan.example")
        subscribing.complained(gone)
        erased = subscribed("erased@dalwan.example")
        subscribing.bounced(erased)
        subscribing.erase(erased)

        answers = [ask(client, f"{name}@dalwan.example") for name in ("new", "known", "known", "gone", "erased", "new")]

        heads = {(answer.status_code, answer["Location"], answer.content) for answer in answers}
        assert heads == {(303, "/letters/ar/sent/", b"")}

    @pytest.mark.parametrize(
        ("address", "told"),
        [
            ("", "اكتب عنوان بريدك"),
            ("reader", "ينقص العنوان شيء"),
            ("reader@dalwan.example\r\nBcc: other@dalwan.example", "فراغ أو سطر جديد"),
            ("قارئ@dalwan.example", "بحروف غير لاتينية"),
            ("reader@dalwan", "ليس اسم موقع"),
            ("x" * 300 + "@dalwan.example", "أطول مما تقبله"),
            ('"><script>alert(1)</script>@dalwan.example', "لا تقبله خوادم البريد"),
        ],
    )
    def test_a_bad_address_is_answered_in_arabic_and_the_form_is_kept(self, client, address, told):
        answer = ask(client, address, ["corrections:ar", "breaking:ar"])

        form = page(answer).select_one("main form")
        assert answer.status_code == 422
        assert told in form.select_one("[role=alert]").text
        # A line has no ends: that is all that a browser makes of it.
        assert form.select_one("[name=address]")["value"].split() == address[:254].split()
        chosen = {each["value"] for each in form.select("[name=list][checked]")}
        assert chosen == {"corrections:ar", "breaking:ar"}
        assert not Subscriber.objects.exists()

    def test_no_letter_chosen_is_said_and_the_address_kept(self, client):
        answer = ask(client, lists=["nothing:ar", "topic:99999", "digest:en", "topic:x"])

        assert answer.status_code == 422
        assert "اختر رسالة واحدة" in words(answer)
        assert page(answer).select_one("[name=address]")["value"] == READER

    def test_whoever_fills_in_what_no_reader_sees_is_answered_alike_and_nothing_is_done(self, client):
        answer = ask(client, fields={"website": "https://spam.example"})

        assert answer["Location"] == "/letters/ar/sent/"
        assert not Subscriber.objects.exists()
        assert not Notice.objects.exists()

    def test_no_cookie_is_set_and_no_cache_keeps_an_answer(self, client):
        for answer in (client.get("/letters/ar/"), ask(client), ask(client, "x"), client.get("/letters/ar/sent/")):
            assert not answer.cookies
            assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")

    def test_a_printed_form_needs_no_token(self, desk):
        assert ask(Client(enforce_csrf_checks=True)).status_code == 303

    def test_an_edition_that_is_not_there_has_no_letters(self, client):
        assert client.get("/letters/fr/").status_code == 404
        assert ask(client, lang="fr").status_code == 404

    def test_other_methods_are_refused(self, client):
        assert client.put("/letters/ar/").status_code == 405
        assert client.delete("/letters/ar/").status_code == 405

    def test_the_page_offers_the_editions_letters_and_topics_and_its_other_languages(self, client):
        topic = making.topic("ضربة الخزامى")
        making.topic("The strike", "en")

        shown = page(client.get("/letters/ar/"))

        assert [each["value"] for each in shown.select("[name=list]")] == [
            "digest:ar", "breaking:ar", "corrections:ar", f"topic:{topic.pk}",
        ]  # fmt: skip
        assert [each["value"] for each in shown.select("[name=list][checked]")] == ["digest:ar"]
        assert shown.select_one("link[hreflang=en]")["href"].endswith("/letters/en/")
        assert shown.html["dir"] == "rtl"
        assert page(client.get("/letters/en/")).html["dir"] == "ltr"


@pytest.mark.usefixtures("desk")
class TestMessages:
    def test_the_message_is_arabic_from_right_to_left_with_plain_text_beside_it(self, client, smtp):
        ask(client)
        send()
        sender, _, message = smtp.next()

        html = BeautifulSoup(html_of(message), "lxml")
        assert (html.html["lang"], html.html["dir"], html.body["dir"]) == ("ar", "rtl", "rtl")
        assert {table["dir"] for table in html.select("table")} == {"rtl"}
        assert html.select_one("a")["href"] in text_of(message)
        assert message["from"].addresses[0].display_name == "مُسنَد"
        assert message["from"].addresses[0].addr_spec == sender == "letters@localhost.localdomain"
        assert message["auto-submitted"] == "auto-generated"
        assert message["message-id"].endswith("@localhost.localdomain>")
        assert not html.select("img")

    def test_who_is_subscribed_is_told_so_and_may_add_what_was_asked_for(self, client, smtp, subscribed):
        one = subscribed(READER, "digest:ar")
        ask(client, lists=["digest:ar", "breaking:ar"])
        send()
        *_, message = smtp.next()

        assert message["subject"].strip() == "اشتراكك في رسائل مُسنَد"
        assert lists_of() == {"digest:ar"}
        client.post(link_in(message, "confirm"))
        assert lists_of() == {"digest:ar", "breaking:ar"}
        assert "إعدادات الرسائل" in words(client.get(link_in(message, "preferences")))
        assert one.pk == Subscriber.objects.get().pk

    def test_who_asks_again_at_once_is_sent_one_message(self, client, smtp):
        for _ in range(5):
            ask(client)
        send()
        smtp.next()

        assert smtp.empty()

    def test_nothing_is_sent_to_who_complained(self, client, smtp, subscribed):
        subscribing.complained(subscribed(READER))
        ask(client)
        send()

        assert smtp.empty()

    def test_an_address_that_does_not_exist_is_taken_off_at_once(self, client, smtp):
        smtp.refusals[READER] = "550 5.1.1 No such user"
        ask(client)
        send()

        assert Subscriber.objects.get().state == State.BOUNCED
        assert not Notice.objects.exists()

    @pytest.mark.parametrize("said", ["450 4.2.0 Greylisted, try again", "554 5.7.1 Refused by policy"])
    def test_a_server_that_will_not_now_is_asked_again_later(self, client, smtp, said, time_machine):
        time_machine.move_to("2026-11-20T10:00:00Z", tick=False)
        smtp.refusals[READER] = said
        ask(client)
        send()
        send()
        kept = Notice.objects.get()
        assert (kept.tries, said[:3] in kept.error) == (1, True)

        smtp.refusals.clear()
        time_machine.move_to("2026-11-20T10:02:00Z", tick=False)
        send()
        smtp.next()
        assert not Notice.objects.exists()

    def test_where_no_mail_server_answers_the_message_waits_and_the_cause_is_told(self, client, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        ask(client)

        with pytest.raises(notices.MailUnreachable, match="EMAIL_URL"):
            send()

        assert Notice.objects.get().tries == 1

    def test_a_sender_that_died_with_a_message_in_hand_leaves_it_to_the_next(self, client, smtp, time_machine):
        time_machine.move_to("2026-11-20T10:00:00Z", tick=False)
        ask(client)
        assert notices.claimed() is not None
        send()
        assert smtp.empty()

        time_machine.move_to("2026-11-20T10:06:00Z", tick=False)
        send()
        smtp.next()


@pytest.mark.usefixtures("desk")
class TestLinks:
    def confirm(self, one, *lists):
        return links.confirm_link(one, lists, "ar").removeprefix("http://127.0.0.1:8000")

    def test_a_link_that_confirms_works_for_a_week_and_until_its_owner_leaves(self, client, pending, time_machine):
        time_machine.move_to("2026-11-20T10:00:00Z", tick=False)
        link = self.confirm(pending(), "digest:ar")
        time_machine.move_to("2026-11-27T09:00:00Z", tick=False)
        assert client.get(link).status_code == 200
        assert client.post(link).status_code == 200
        subscribing.leave_all(Subscriber.objects.get())
        assert client.post(link).status_code == 404
        assert lists_of() == set()
        time_machine.move_to("2026-11-28T10:00:00Z", tick=False)
        assert client.get(self.confirm(Subscriber.objects.get(), "digest:ar")).status_code == 200
        assert client.get(link).status_code == 404

    def test_a_link_says_nothing_of_the_address_and_cannot_be_turned_into_another(self, client, pending, subscribed):
        one, other = pending("one@dalwan.example"), subscribed("other@dalwan.example")
        token = links.token(one, links.PREFERENCES)
        body, _, signature = token.partition(".")
        other_body = links.token(other, links.PREFERENCES).partition(".")[0]

        assert b"dalwan" not in base64.urlsafe_b64decode(body + "===")
        for false in (f"{other_body}.{signature}", body, f"{body}.", f"{body}.{signature[:-1]}A", "x.y", "W10.x", "é",
                      "[" * 1500, "a" * 3000, links.token(other, links.LEAVE, "", 0)):  # fmt: skip
            assert links.opened(false, links.PREFERENCES) is None
        assert links.opened(token, links.PREFERENCES).subscriber == one

    def test_a_link_of_an_erased_subscriber_is_dead_and_a_mail_program_is_told_that_all_is_well(
        self, client, subscribed
    ):
        one = subscribed()
        leave = links.leave_link(one, "digest:ar").removeprefix("http://127.0.0.1:8000")
        subscribing.erase(one)

        assert client.get(leave).status_code == 404
        assert client.post(leave, {"List-Unsubscribe": "One-Click"}).status_code == 200

    def test_a_letters_list_that_is_gone_can_still_be_left(self, client, subscribed):
        topic = making.topic("ضربة الخزامى")
        one = subscribed(READER, f"topic:{topic.pk}", "digest:ar")
        leave = links.leave_link(one, f"topic:{topic.pk}").removeprefix("http://127.0.0.1:8000")
        topic.delete()

        assert client.get(leave).status_code == 200
        client.post(leave, {"List-Unsubscribe": "One-Click"})
        assert lists_of() == {"digest:ar"}


@pytest.mark.usefixtures("desk")
class TestPreferences:
    @pytest.fixture
    def own(self, subscribed):
        """The path of a subscriber's preferences."""
        one = subscribed(READER, "digest:ar", "corrections:ar")
        return links.preferences_link(one).removeprefix("http://127.0.0.1:8000")

    def test_lists_are_chosen_and_shown_as_they_are(self, client, own):
        shown = page(client.get(own))
        assert {each["value"] for each in shown.select("[name=list][checked]")} == {"digest:ar", "corrections:ar"}

        answer = client.post(own, {"list": ["breaking:ar"], "lang": "ar"})

        assert "حُفظت إعداداتك" in words(answer)
        assert lists_of() == {"breaking:ar"}

    def test_another_language_brings_the_same_letters_in_it(self, client, own):
        answer = client.post(own, {"list": ["digest:ar", "corrections:ar"], "lang": "en"})

        assert lists_of() == {"digest:en", "corrections:en"}
        assert page(answer).html["lang"] == "en"
        assert Subscriber.objects.get().lang == "en"

    def test_a_get_of_any_page_changes_nothing(self, client, own):
        for path in (own, f"{own}?all=1", f"{own}erase/", f"{own}export.json"):
            client.get(path)
            client.head(path)

        assert lists_of() == {"digest:ar", "corrections:ar"}

    def test_leaving_all_and_coming_back(self, client, own):
        client.post(own, {"all": "1"})
        assert Subscriber.objects.get().state == State.LEFT
        assert "لا تصلك الآن رسالة" in words(client.get(own))

        client.post(own, {"list": ["digest:ar"], "lang": "ar"})
        assert (Subscriber.objects.get().state, lists_of()) == (State.CONFIRMED, {"digest:ar"})

    def test_all_that_is_known_is_given_as_json(self, client, own):
        answer = client.get(f"{own}export.json")

        told = json.loads(answer.content)
        assert "attachment" in answer["Content-Disposition"]
        assert told["address"] == READER
        assert told["state"] == "confirmed"
        assert [(each["list"], each["name"]) for each in told["letters"]] == [
            ("digest:ar", "موجز اليوم"),
            ("corrections:ar", "التصويبات"),
        ]
        assert Subscriber.objects.get().secret not in answer.content.decode()

    def test_erasing_leaves_nothing_and_says_so_at_an_address_that_says_nothing(self, client, own):
        assert "لا رجعة" in words(client.get(f"{own}erase/"))

        answer = client.post(f"{own}erase/")

        assert answer["Location"] == "/letters/ar/erased/"
        assert "مُحي عنوانك" in words(client.get(answer["Location"]))
        assert not Subscriber.objects.exists()
        assert client.get(own).status_code == 404


@pytest.mark.usefixtures("desk")
class TestFloods:
    def test_a_flood_from_one_network_is_limited_and_other_readers_are_not(self, client):
        answers = [
            ask(client, f"a{number}@dalwan.example", REMOTE_ADDR=f"192.0.2.{number + 1}").status_code
            for number in range(40)
        ]
        assert (answers.count(303), answers.count(429)) == (30, 10)
        assert answers == sorted(answers)

        assert ask(client, "other@dalwan.example", REMOTE_ADDR="198.51.100.7").status_code == 303
        limited = ask(client, "b@dalwan.example", REMOTE_ADDR="192.0.2.200")
        assert "طلبات كثيرة" in words(limited)
        assert limited["Retry-After"] == "3600"

    def test_a_network_of_version_six_is_a_64(self, client):
        for number in range(30):
            ask(client, f"a{number}@dalwan.example", REMOTE_ADDR=f"2001:db8:0:1::{number + 1:x}")

        assert ask(client, REMOTE_ADDR="2001:db8:0:1:ffff::9").status_code == 429
        assert ask(client, REMOTE_ADDR="2001:db8:0:2::9").status_code == 303

    def test_a_proxy_of_ours_is_believed_and_nobody_else(self, client, settings):
        for number in range(30):
            ask(
                client,
                f"a{number}@dalwan.example",
                REMOTE_ADDR="127.0.0.1",
                HTTP_X_FORWARDED_FOR=f"9.9.9.9, 192.0.2.{number}",
            )

        assert ask(client, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.7").status_code == 303
        assert ask(client, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.77").status_code == 429
        # Whoever is connected directly may write there what he likes.
        assert ask(client, REMOTE_ADDR="192.0.2.77", HTTP_X_FORWARDED_FOR="198.51.100.8").status_code == 429

    def test_the_limit_ends_with_its_time_and_what_no_longer_counts_is_forgotten(self, client, time_machine):
        time_machine.move_to("2026-11-20T10:30:00Z", tick=False)
        for number in range(31):
            last = ask(client, f"a{number}@dalwan.example", REMOTE_ADDR="192.0.2.9")
        assert last.status_code == 429

        time_machine.move_to("2026-11-20T11:30:00Z", tick=False)
        assert ask(client, REMOTE_ADDR="192.0.2.9").status_code == 303

        time_machine.move_to("2026-11-23T11:30:00Z", tick=False)
        notices.tidy(lambda: False)
        assert not Tally.objects.exists()

    def test_one_address_is_sent_four_messages_a_day_whoever_asks(self, client, smtp, time_machine):
        for hour in range(10):
            time_machine.move_to(f"2026-11-20T{hour + 8:02}:00:00Z", tick=False)
            ask(client, REMOTE_ADDR=f"198.51.{hour}.7")
            send()

        for _ in range(4):
            smtp.next()
        assert smtp.empty()

    def test_what_is_counted_holds_neither_address_nor_network(self, client):
        ask(client, REMOTE_ADDR="192.0.2.9")

        kept = Tally.objects.values_list("who", flat=True)
        assert {len(each) for each in kept} == {64}
        assert all(set(each) <= set("0123456789abcdef") for each in kept)

    def test_addresses_that_never_confirmed_are_forgotten(self, client, pending, subscribed, time_machine):
        time_machine.move_to("2026-11-01T10:00:00Z", tick=False)
        pending("never@dalwan.example")
        subscribed("known@dalwan.example")

        time_machine.move_to("2026-11-16T10:00:00Z", tick=False)
        notices.tidy(lambda: False)

        assert [each.address for each in Subscriber.objects.all()] == ["known@dalwan.example"]


@pytest.mark.parametrize(
    ("connected", "forwarded", "client"),
    [
        ("198.51.100.7", "192.0.2.1", "198.51.100.7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("127.0.0.1", "6.6.6.6, 192.0.2.1:4711", "192.0.2.1"),
        ("127.0.0.1", "6.6.6.6, 192.0.2.1, 10.0.0.3", "192.0.2.1"),
        ("::1", "[2001:db8::5]:4711", "2001:db8::5"),
        ("::ffff:127.0.0.1", "::ffff:192.0.2.1", "192.0.2.1"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("", "192.0.2.1", "None"),
    ],
)
def test_a_client_is_the_nearest_that_is_no_proxy_of_ours(settings, connected, forwarded, client):
    settings.MUSNAD_PROXIES = [ip_network(each) for each in ("127.0.0.0/8", "::1", "10.0.0.0/8")]

    assert str(client_of(connected, forwarded)) == client
