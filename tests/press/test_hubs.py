"""WebSub hubs: told of feeds that changed, once each, after the print is in the store, whatever fails."""

import threading
import time
from collections import deque
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote

import pytest
from django.urls import reverse
from tests import making
from tests.newsstand.affair import Affair, pages_of
from tests.press.folder import publish
from tests.press.killing import publish_and_die

from musnad.config.caching import read_caches
from musnad.config.env import BadSetting, Reader
from musnad.newsroom.models import Edition, Section
from musnad.press import desk, hubs
from musnad.press.hubs import tell_hubs
from musnad.press.locks import PINGS, press_locks
from musnad.press.models import Ping, Purge
from musnad.press.newsstand import TheNewsstand
from musnad.press.publishing import keep_look
from musnad.press.worker import Worker

FILES = ("feed.xml", "rss.xml", "feed.json")
SITE = "http://127.0.0.1:8000"


class Hub:
    """A hub over real HTTP. `answers` are given in their order, each once; then 202. 0: it breaks off."""

    def __init__(self):
        self.answers, self.asked = deque(), []
        hub = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                told = parse_qs(body, strict_parsing=True)
                assert self.headers["content-type"] == "application/x-www-form-urlencoded"
                assert told["hub.mode"] == ["publish"]
                hub.asked.append(unquote(told["hub.url"][0]).removeprefix(SITE))
                answer = hub.answers.popleft() if hub.answers else 202
                status, headers = answer if isinstance(answer, tuple) else (answer, {})
                if not status:
                    return
                self.send_response(status)
                for name, value in {"Content-Length": "0", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/hub"

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def hub(settings):
    hub = Hub()
    settings.MUSNAD_WEBSUB_HUBS = [hub.address]
    yield hub
    hub.close()


@pytest.fixture
def town(db, home):
    """A newsroom with two sections and a story in one, printed."""
    making.newsroom()
    politics, _ = making.section("سياسة"), making.section("ثقافة")
    story = making.story("خبر", politics)
    publish(TheNewsstand())
    return story


def change(story, text="مقدّمة أخرى"):
    story.standfirst = text
    making.publish(story)
    publish(TheNewsstand())


OF_STORY = {f"{page}{name}" for page in ("/ar/", "/ar/سياسة/") for name in FILES}


def test_a_hub_is_told_of_each_feed_that_changed_and_of_no_other(town, hub):
    change(town)
    assert tell_hubs()
    assert sorted(hub.asked) == sorted(OF_STORY)
    assert not Ping.objects.exists()


def test_a_hub_is_told_once_of_many_changes(town, hub):
    for number in range(4):
        change(town, f"مقدّمة {number}")
    assert tell_hubs()
    assert sorted(hub.asked) == sorted(OF_STORY)


def test_a_denial_is_told(db, home, hub):
    making.newsroom()
    affair = Affair(making.section("سياسة"))
    publish(TheNewsstand())
    affair.deny()
    publish(TheNewsstand())
    tell_hubs()
    assert set(hub.asked) >= OF_STORY
    assert {f"/ar/log/{name}" for name in FILES} <= set(hub.asked)
    assert any("/claim/" in path for path in hub.asked)


def test_a_feed_that_is_printed_for_the_first_time_is_not_told(town, hub):
    making.keyword("السد")
    publish(TheNewsstand())
    assert tell_hubs()
    assert hub.asked == []


def test_another_look_or_a_comparison_of_everything_is_no_news(town, hub, home):
    keep_look("another")
    edition = Edition.objects.get(slug="ar")
    publish(TheNewsstand())
    (home / "public" / "ar" / "feed.xml").write_text("damaged")
    publish(TheNewsstand(), everything=True)
    assert "damaged" not in (home / "public" / "ar" / "feed.xml").read_text()
    assert tell_hubs()
    assert hub.asked == []
    edition.title = "صحيفة الوادي"
    edition.save_revision().publish()
    publish(TheNewsstand())
    tell_hubs()
    assert set(hub.asked) >= OF_STORY


def test_without_a_hub_nothing_is_noted_and_feeds_name_none(town):
    change(town)
    assert not Ping.objects.exists()
    assert all('rel="hub"' not in page and '"hubs"' not in page for page in pages_of("edition:ar").values())


def test_feeds_name_their_hubs_and_themselves(town, settings):
    settings.MUSNAD_WEBSUB_HUBS = ["https://one.example/?a=1&b=2", "https://two.example/"]
    pages = pages_of("edition:ar")
    for name in ("feed.xml", "rss.xml"):
        text = pages[f"/ar/{name}"]
        assert text.count('rel="hub"') == 2
        assert 'href="https://one.example/?a=1&amp;b=2"' in text
        assert f'href="{SITE}/ar/{name}"' in text
    assert '{"type": "WebSub", "url": "https://one.example/?a=1&b=2"}' in " ".join(
        pages["/ar/feed.json"].split()
    ).replace("{ ", "{").replace(" }", "}")


def test_a_hub_that_is_named_anew_has_all_feeds_printed_with_it_and_is_not_told_of_them(town, hub):
    publish(TheNewsstand())
    printed = (hubs.settings.MUSNAD_PUBLIC / "ar" / "feed.xml").read_text()
    assert hub.address in printed
    tell_hubs()
    assert hub.asked == []


@pytest.mark.parametrize("fault", [500, 503, 429, 408, 0])
def test_a_hub_that_does_not_answer_is_asked_once_and_again_after_a_pause(town, hub, fault, time_machine):
    time_machine.move_to("2026-03-01T09:00:00Z", tick=False)
    change(town)
    hub.answers.extend([fault] * 3)
    assert not tell_hubs()
    assert len(hub.asked) == 1
    assert not tell_hubs() or len(hub.asked) == 1
    assert len(hub.asked) == 1
    (line,) = desk.hub_lines()
    assert (line.hub, line.waiting, line.refused, bool(line.error)) == (hub.address, len(OF_STORY), 0, True)
    pauses = []
    for _ in range(2):
        pauses.append((desk.hub_lines()[0].retry_at - line.oldest).total_seconds())
        time_machine.move_to(desk.hub_lines()[0].retry_at, tick=False)
        assert not tell_hubs()
    assert pauses == [5, 15]
    hub.answers.clear()
    time_machine.move_to(desk.hub_lines()[0].retry_at, tick=False)
    assert tell_hubs()
    assert set(hub.asked) == OF_STORY
    assert desk.hub_lines() == []


def test_a_hub_may_say_how_long_to_wait(town, hub, time_machine):
    time_machine.move_to("2026-03-01T09:00:00Z", tick=False)
    change(town)
    hub.answers.append((429, {"Retry-After": "120"}))
    assert not tell_hubs()
    (line,) = desk.hub_lines()
    assert line.retry_at - line.oldest == timedelta(seconds=120)


def test_a_change_does_not_ask_a_hub_that_is_down_sooner(town, hub, time_machine):
    time_machine.move_to("2026-03-01T09:00:00Z", tick=False)
    change(town)
    hub.answers.append(503)
    tell_hubs()
    making.story("خبر آخر", Section.objects.get(title="ثقافة"))
    publish(TheNewsstand())
    tell_hubs()
    assert len(hub.asked) == 1


@pytest.mark.parametrize("fault", [400, 401, 403, 404, 410, 301])
def test_what_a_hub_refuses_is_left_until_the_feed_changes_and_holds_up_no_other(town, hub, fault, client):
    change(town)
    hub.answers.append(fault)
    assert not tell_hubs()
    assert sorted(hub.asked) == sorted(OF_STORY)
    (line,) = desk.hub_lines()
    assert (line.waiting, line.refused, line.error) == (0, 1, f"status {fault}")
    assert tell_hubs()
    assert len(hub.asked) == len(OF_STORY)
    change(town, "ثانية")
    assert tell_hubs()
    assert len(hub.asked) == 2 * len(OF_STORY)
    assert desk.hub_lines() == []


def test_a_feed_that_changes_while_its_hub_is_told_is_told_again(town, hub, monkeypatch):
    change(town)
    ask = hubs.ask

    def asked(session, address, path):
        ask(session, address, path)
        if path == "/ar/feed.xml" and hub.asked.count(path) == 1:
            change(town, "أثناء ذلك")

    monkeypatch.setattr(hubs, "ask", asked)
    tell_hubs()
    assert hub.asked.count("/ar/feed.xml") == 2


def test_two_hubs_are_told_apart(town, hub, settings):
    other = Hub()
    settings.MUSNAD_WEBSUB_HUBS = [hub.address, other.address]
    publish(TheNewsstand())
    try:
        change(town)
        hub.answers.append(503)
        assert not tell_hubs()
        assert set(other.asked) == OF_STORY
        assert [line.hub for line in desk.hub_lines()] == [hub.address]
        settings.MUSNAD_WEBSUB_HUBS = [other.address]
        assert tell_hubs()
        assert desk.hub_lines() == []
    finally:
        other.close()


def test_a_hub_is_told_when_the_cache_before_the_site_has_forgotten_the_old_feed(town, hub, settings):
    settings.PUBLIC_CDN = read_caches(Reader({"PUBLIC_CDN": "http://127.0.0.1:9"}))
    change(town)
    assert tell_hubs()
    assert hub.asked == []
    Purge.objects.exclude(path="/ar/feed.xml").delete()
    assert tell_hubs()
    assert set(hub.asked) == OF_STORY - {"/ar/feed.xml"}
    Purge.objects.all().delete()
    assert tell_hubs()
    assert set(hub.asked) == OF_STORY


def test_a_press_killed_anywhere_tells_the_hub_after_all(database, home, hub):
    making.newsroom()
    story = making.story("خبر", making.section("سياسة"))
    publish(TheNewsstand())
    story.standfirst = "مقدّمة أخرى"
    making.publish(story)
    moment, killed = 4, True
    while killed:
        killed = publish_and_die(TheNewsstand(), moment)
        moment += 9
    publish(TheNewsstand())
    assert tell_hubs()
    assert set(hub.asked) == OF_STORY


def test_a_slow_hub_delays_no_print(database, home, hub, monkeypatch):
    monkeypatch.setattr("musnad.press.worker.POLL", 0.05)
    monkeypatch.setattr(hubs, "POLL", 0.05)
    making.newsroom()
    politics = making.section("سياسة")
    story = making.story("خبر", politics)
    publish(TheNewsstand())
    released = threading.Event()
    answered = hub.server.RequestHandlerClass.do_POST

    def slowly(handler):
        released.wait(20)
        answered(handler)

    hub.server.RequestHandlerClass.do_POST = slowly
    worker = Worker(TheNewsstand())
    worker.start()
    try:
        story.standfirst = "مقدّمة أخرى"
        making.publish(story)
        wait_for(lambda: Ping.objects.exists())
        second = making.story("خبر ثانٍ", politics)
        page = home / "public" / second.url_path.lstrip("/") / "index.html"
        wait_for(page.exists)
        assert hub.asked == []
        released.set()
        wait_for(lambda: set(hub.asked) >= OF_STORY and not Ping.objects.exists())
    finally:
        released.set()
        assert worker.stop(20)


def wait_for(condition):
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_the_newsroom_sees_what_a_hub_said(town, hub, admin_client):
    change(town)
    hub.answers.append(404)
    tell_hubs()
    page = admin_client.get(reverse("musnad_press:desk")).content.decode()
    assert hub.address in page
    assert "status 404" in page


@pytest.mark.parametrize("value", ["hub.example", "ftp://hub.example/", "https://user:secret@hub.example/", "https://"])
def test_a_hub_that_is_no_address_stops_the_start(value):
    with pytest.raises(BadSetting, match="MUSNAD_WEBSUB_HUBS") as refused:
        Reader({"MUSNAD_WEBSUB_HUBS": f"https://good.example/ {value}"}).addresses("MUSNAD_WEBSUB_HUBS")
    assert "secret" not in str(refused.value)


def test_who_is_stopped_in_between_leaves_the_others_noted(town, hub):
    change(town)
    waiting = Ping.objects.count()
    tell_hubs(lambda: bool(hub.asked))
    assert len(hub.asked) == 1
    assert Ping.objects.count() == waiting - 1 > 0


def test_where_another_worker_tells_the_hubs_nobody_else_does(town, hub, home):
    change(town)
    with press_locks(home / hubs.LOCK_FILE) as locks, locks.held(PINGS):
        hubs.tell_alone(lambda: False)
        assert hub.asked == []
    hubs.tell_alone(lambda: False)
    assert sorted(hub.asked) == sorted(OF_STORY)
