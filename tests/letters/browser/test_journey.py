"""A reader without JavaScript: from the box on a printed page to the list, and off it again."""

from contextlib import closing
from http.client import HTTPConnection

import pytest
from tests.letters.mail import link_in

from musnad.letters import links
from musnad.letters.models import Subscriber, Subscription
from musnad.newsroom.models import Topic
from musnad.newsstand.offline import for_files

READER = "Reader@دلوان.example"
KNOWN = "reader@" + "دلوان".encode("idna").decode() + ".example"

pytestmark = pytest.mark.browser


def lists():
    return set(Subscription.objects.values_list("list", flat=True))


def title(page):
    return page.locator("main h1").inner_text()


def ask(page, address=READER):
    box = page.locator("aside.letters")
    box.get_by_label("بريدك الإلكتروني").fill(address)
    box.get_by_role("button", name="اشترك").click()


def one_click(site, link):
    """Do what a mail program does (RFC 8058): POST, no cookie, no page. Return the status and the answer's headers."""
    with closing(HTTPConnection(site.removeprefix("http://"), timeout=20)) as connection:
        connection.request(
            "POST",
            link.removeprefix(site),
            "List-Unsubscribe=One-Click",
            {"Content-Type": "application/x-www-form-urlencoded"},
        )
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers


def test_a_reader_subscribes_on_a_topics_page_confirms_chooses_and_leaves(site, smtp, open_page):
    topic = Topic.objects.get()
    page = open_page(width=360, height=740, java_script_enabled=False)
    page.goto(site + topic.url_path)
    assert page.locator("aside.letters input:checked").evaluate_all("them => them.map(each => each.value)") == [
        "digest:ar", topic.tag,
    ]  # fmt: skip

    ask(page)
    assert title(page) == "انظر في بريدك"
    _, recipients, message = smtp.next()
    assert recipients == [KNOWN]

    page.goto(site + link_in(message, "confirm"))
    assert lists() == set()
    page.get_by_role("button", name="أؤكّد اشتراكي").click()
    assert title(page) == "تمّ اشتراكك"
    assert lists() == {"digest:ar", topic.tag}

    page.get_by_role("link", name="إعدادات الرسائل").click()
    page.get_by_label("التصويبات").check()
    page.get_by_label("موجز اليوم").uncheck()
    page.get_by_role("button", name="احفظ").click()
    assert lists() == {"corrections:ar", topic.tag}

    one = Subscriber.objects.get()
    assert one.address == KNOWN
    status, headers = one_click(site, links.leave_link(one, topic.tag, 3))
    assert (status, headers["Set-Cookie"], lists()) == (200, None, {"corrections:ar"})

    page.goto(links.leave_link(one, "corrections:ar", 4))
    assert lists() == {"corrections:ar"}
    page.get_by_role("button", name="لا أريد هذه الرسالة").click()
    assert title(page) == "لن تصلك بعد اليوم"
    assert Subscriber.objects.get().state == Subscriber.State.LEFT
    assert page.context.cookies() == []


def test_a_copy_of_the_page_on_a_stick_asks_the_site_itself(site, smtp, open_page, settings, tmp_path):
    printed = (settings.MUSNAD_PUBLIC / "ar" / "index.html").read_text()
    (tmp_path / "stick").mkdir()
    copy = tmp_path / "stick" / "index.html"
    copy.write_text(for_files(printed))
    page = open_page(java_script_enabled=False)
    page.goto(copy.as_uri())

    ask(page)

    assert page.url == f"{site}/letters/ar/sent/"
    assert smtp.next()[1] == [KNOWN]


def test_what_was_typed_wrong_is_told_beside_the_field_and_mended_there(site, smtp, open_page):
    page = open_page(width=360, height=740, java_script_enabled=False)
    page.goto(f"{site}/ar/")

    ask(page, "قارئ@dalwan.example")

    field = page.get_by_label("بريدك الإلكتروني")
    assert field.input_value() == "قارئ@dalwan.example"
    assert "بحروف غير لاتينية" in page.get_by_role("alert").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    field.fill("reader@dalwan.example")
    page.get_by_role("button", name="اشترك").click()
    assert title(page) == "انظر في بريدك"
