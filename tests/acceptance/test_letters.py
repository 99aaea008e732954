"""A reader's journey: the digest, the denial of what it carried, and one click that ends it."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from email import message_from_string
from email.policy import default
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect
from tests.acceptance.newsroom import PATIENCE, wait_until
from tests.acceptance.test_denied_report import DALWAN, PAGES

pytestmark = [pytest.mark.acceptance, pytest.mark.browser, pytest.mark.long]

ROOT = Path(__file__).resolve().parents[2]
READER = "reader@dalwan.example"


class Mailbox:
    """What a real mail server took for the reader."""

    def __init__(self, log):
        self.log = Path(log)

    def messages(self):
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [message_from_string(json.loads(line)["message"], policy=default) for line in lines]

    def wait(self, count, page):
        """Return the last of `count` messages. page: the editor's, whose browser goes on meanwhile."""
        deadline = time.monotonic() + PATIENCE
        while len(self.messages()) < count and time.monotonic() < deadline:
            page.wait_for_timeout(200)
        found = self.messages()
        assert len(found) == count, [each["Subject"] for each in found]
        return found[-1]


@pytest.fixture
def mailbox(tmp_path, monkeypatch):
    """A mail server that the newsroom, which is started after it, sends over."""
    log = tmp_path / "mail.whole"
    command = [sys.executable, "-m", "tests.letters.mail_server", str(log)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=dict(os.environ))
    monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{int(process.stdout.readline())}")
    yield Mailbox(log)
    process.stdin.close()
    process.wait(10)
    process.stdout.close()


def text_of(message):
    return message.get_body(("plain",)).get_content()


def link_in(message, part):
    return re.search(rf"http://127\.0\.0\.1:\d+/letters/{part}/\S+", text_of(message))[0]


def post(url, **fields):
    request = urllib.request.Request(url, data=urlencode(fields).encode())  # noqa: S310  (the newsroom's own)
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  (the server of this journey)
        return answer.status, answer.read().decode()


def press_button(newsroom, name):
    go(newsroom.editor, newsroom.editor.get_by_role("button", name=name, exact=True).first)


def go(page, link):
    """Follow a link, or press what sends a form.

    Scrolled to first: with a preview in a frame Chromium takes a press just after scrolling for one in that frame.
    """
    link.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    with page.expect_navigation():
        link.click()
    page.wait_for_load_state("networkidle")


def test_a_reader_has_the_digest_then_its_correction_and_leaves_by_one_click(mailbox, newsroom, step):
    page = newsroom.editor
    with step("an editor opens a section; the report is published, and its claim recorded"):
        newsroom.enter()
        newsroom.open_section("أمن")
        story = newsroom.bring_in("أمن", PAGES / DALWAN.report)
        newsroom.printed(story, DALWAN.headline)
        newsroom.edit(DALWAN.headline)
        newsroom.accept(DALWAN.monitor, DALWAN.told)

    with step("a reader asks for the digest on the printed page, and confirms by the link in the message"):
        assert "/letters/ar/" in newsroom.read("/ar/")
        assert post(f"{newsroom.url}/letters/ar/", address=READER, list="digest:ar")[0] == 200
        confirmation = mailbox.wait(1, page)
        assert "تمّ اشتراكك" in post(link_in(confirmation, "confirm"))[1]

    with step("the editor makes the digest and sends it; corrections are to be made at once"):
        page.goto(f"{newsroom.url}/newsroom/letters/plans/")
        page.fill("[name=ar-bundle]", "0")
        press_button(newsroom, "احفظ")
        page.goto(f"{newsroom.url}/newsroom/letters/")
        go(page, page.locator("tr", has_text="موجز اليوم").get_by_role("button"))
        expect(page.locator("body")).to_contain_text(DALWAN.headline)
        press_button(newsroom, "أرسلها الآن")

    with step("the reader has the digest, with the story and a way out"):
        digest = mailbox.wait(2, page)
        assert DALWAN.headline in digest["Subject"]
        assert DALWAN.headline in text_of(digest)
        assert "منفيّ" not in text_of(digest)
        copy = re.search(r"/ar/letters/\d+/", text_of(digest))[0]
        newsroom.printed(copy, DALWAN.headline)

    with step("the denial is published, and the editor accepts it"):
        newsroom.bring_in("أمن", PAGES / DALWAN.denial)
        newsroom.edit(DALWAN.denial_headline)
        newsroom.accept(DALWAN.spokesman, DALWAN.denied)
        newsroom.printed(story, "تنبيه")

    with step("the letter's copy on the site says so"):
        newsroom.printed(copy, "ادّعاء منفيّ")

    with step("a correction waits for the editor, who releases it"):

        def waits():
            page.goto(f"{newsroom.url}/newsroom/letters/")
            return page.get_by_role("link", name="تصويب ما ورد في رسائلنا").count() > 0

        wait_until(waits)
        assert len(mailbox.messages()) == 2
        go(page, page.get_by_role("link", name="تصويب ما ورد في رسائلنا").first)
        press_button(newsroom, "أطلقه الآن")

    with step("the reader has it, with who denied it"):
        correction = mailbox.wait(3, page)
        assert correction["Subject"].startswith("تصويب")
        assert "منفيّ" in text_of(correction)
        assert DALWAN.spokesman in text_of(correction)
        assert DALWAN.headline in text_of(correction)

    with step("one click, as mail programs do it, ends it"):
        way_out = correction["List-Unsubscribe"].strip("<>")
        assert correction["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert post(way_out, **{"List-Unsubscribe": "One-Click"})[0] == 200
        page.goto(f"{newsroom.url}/newsroom/letters/")
        row = page.locator("tr", has_text="موجز اليوم").locator("td").nth(1)
        expect(row).to_have_text(re.compile("0|٠"))
