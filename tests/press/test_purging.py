"""Caches before the site: that each is told of every print, whatever fails."""

import time
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.db import transaction
from tests.press.board import FRONT, PICTURE, change, notices, post, withdraw
from tests.press.folder import files, publish
from tests.press.purges import RecordingCache, key_of, use
from tests.press.test_killing import publish_and_die

from musnad import tags
from musnad.press import desk, purging
from musnad.press.models import PrintedPage, Purge
from musnad.press.purging import Purger, purge_caches
from musnad.press.worker import Worker


def test_without_a_cache_nothing_is_noted(board):
    post("jisr", "خبر الجسر")
    publish(board)
    assert not Purge.objects.exists()
    assert not PrintedPage.objects.exclude(carried="").exists()


def test_a_raised_tag_stands_for_all_pages_that_it_staled(fastly, board):
    for number in range(8):
        post(f"n{number}", f"خبر {number}")
    publish(board)
    purge_caches()
    fastly.asked.clear()
    board.style += b"/* new */"
    publish(board)
    purge_caches()
    (asked,) = fastly.asked
    assert (asked.method, asked.path, asked.headers["fastly-key"]) == ("POST", "/service/SERVICE/purge", "f-token")
    assert asked.body == {"surrogate_keys": ["look"]}
    assert not Purge.objects.exists()


def test_one_changed_page_goes_by_its_own_key_and_with_it_the_front(fastly, board):
    bridge = post("jisr", "خبر الجسر")
    post("souq", "خبر السوق")
    publish(board)
    purge_caches()
    fastly.asked.clear()
    change(bridge, "jisr", "تصحيح")
    publish(board)
    purge_caches()
    assert fastly.keys() == [sorted([key_of("ar/jisr/"), key_of("ar/")])]


def test_a_removed_page_is_forgotten_too(fastly, board):
    bridge = post("jisr", "خبر الجسر")
    publish(board)
    purge_caches()
    fastly.asked.clear()
    withdraw(bridge)
    publish(board)
    purge_caches()
    assert key_of("ar/jisr/") in fastly.keys()[0]


def test_a_page_printed_twice_before_the_purge_is_forgotten_for_each_print(fastly, board):
    """The copy that the cache has is of before the first: nothing says that it carries what the second was for."""
    for number in range(3):
        post(f"n{number}", f"خبر {number}")
    publish(board)
    purge_caches()
    fastly.asked.clear()
    first = notices()[0].pk
    change(first, "n0", "تصحيح")
    publish(board)
    board.style += b"/* new */"
    publish(board)
    purge_caches()
    assert set(fastly.keys()[0]) >= {key_of("ar/n0/"), key_of("ar/"), "look"}


def test_an_unchanged_print_is_no_purge(fastly, board):
    post("jisr", "خبر الجسر")
    publish(board)
    purge_caches()
    fastly.asked.clear()
    tags.raise_tags({FRONT, tags.LOOK})
    publish(board)
    purge_caches()
    assert fastly.asked == []


def test_a_press_killed_between_the_file_and_the_record_tells_the_cache_after_all(fastly, board):
    bridge = post("jisr", "خبر الجسر")
    publish(board)
    purge_caches()
    fastly.asked.clear()
    change(bridge, "jisr", "تصحيح")
    before = files()["ar/jisr/index.html"]
    for moment in range(5, 400, 5):
        assert publish_and_die(board, moment)
        if files()["ar/jisr/index.html"] != before:
            break
    assert not PrintedPage.objects.get(path="/ar/jisr/").digest
    assert publish(board).printed < 2
    purge_caches()
    assert key_of("ar/jisr/") in fastly.keys()[0]


def test_a_whole_site_is_forgotten_at_once(fastly, board, monkeypatch):
    monkeypatch.setattr(purging, "WHOLE_SITE", 5)
    for number in range(8):
        post(f"n{number}", f"خبر {number}")
    publish(board)
    purge_caches()
    assert fastly.keys() == [["look"]]
    assert not Purge.objects.exists()


def test_cloudflare_is_told_tags_a_hundred_at_a_time(cache, board, settings):
    use(settings, f"cloudflare://ZONE?api={cache.address}")
    for number in range(120):
        post(f"n{number}", f"خبر {number}")
    publish(board)
    purge_caches()
    assert [len(asked.body["tags"]) for asked in cache.asked] == [100, 21]
    assert cache.asked[0].path == "/client/v4/zones/ZONE/purge_cache"
    assert cache.asked[0].headers["authorization"] == "Bearer c-token"


def test_a_proxy_is_told_the_addresses_of_printed_and_removed_pages(proxy, board, settings):
    settings.MUSNAD_SITE_URL = "https://news.example"
    bridge = post("جسر", "خبر الجسر")
    publish(board)
    withdraw(bridge)
    publish(board)
    purge_caches()
    assert {asked.method for asked in proxy.asked} == {"PURGE"}
    assert {unquote(asked.path) for asked in proxy.asked} == {"/ar/جسر/", "/ar/"}
    assert {asked.headers["host"] for asked in proxy.asked} == {"news.example"}
    assert {asked.headers.get("surrogate-key") for asked in proxy.asked} == {None}


@pytest.mark.parametrize("fault", [503, 429, 0, (200, {}, {"success": False}), (200, {}, [])])
def test_a_purge_that_fails_is_shown_kept_and_done_later(cache, board, settings, time_machine, caplog, fault):
    time_machine.move_to("2026-03-01T09:00:00Z", tick=False)
    use(settings, f"cloudflare://ZONE?api={cache.address}")
    post("jisr", "خبر الجسر")
    publish(board)
    cache.answers.extend([fault] * 3)
    assert not purge_caches()
    (line,) = desk.cache_lines()
    assert (line.cache, line.waiting, line.failing) == ("cloudflare ZONE", 2, 2)
    assert line.error
    assert "c-token" not in caplog.text + line.error
    asked = len(cache.asked)
    purge_caches()
    assert len(cache.asked) == asked
    cache.answers.clear()
    time_machine.shift(timedelta(seconds=6))
    assert purge_caches()
    assert set(cache.keys()[-1]) == {key_of("ar/jisr/"), key_of("ar/")}
    assert desk.cache_lines() == []


def test_each_failure_doubles_the_pause_and_the_cache_may_ask_for_a_longer_one(fastly, board, time_machine):
    time_machine.move_to("2026-03-01T09:00:00Z", tick=False)
    post("jisr", "خبر الجسر")
    publish(board)
    fastly.answers.extend([500, 500, (429, {"Retry-After": "120"}, {})])
    pauses = []
    for _ in range(3):
        assert not purge_caches()
        pause = desk.cache_lines()[0].retry_at - Purge.objects.get(path="/ar/").noted_at
        pauses.append(pause.total_seconds())
        time_machine.move_to(desk.cache_lines()[0].retry_at, tick=False)
    assert pauses == [5, 15, 135]
    assert purge_caches()


def test_one_address_that_a_cache_finds_fault_with_holds_up_no_other(proxy, board):
    post("jisr", "خبر الجسر")
    publish(board)
    proxy.answers.extend([400, 400, 200])
    assert not purge_caches()
    (line,) = desk.cache_lines()
    assert line.waiting == 1


def test_a_page_that_the_proxy_had_not_kept_is_forgotten(proxy, board):
    post("jisr", "خبر الجسر")
    publish(board)
    proxy.answers.extend([404, 404])
    assert purge_caches()


def test_two_caches_are_told_apart(cache, board, settings):
    other = RecordingCache()
    use(settings, f"fastly://A?api={cache.address}", other.address)
    try:
        post("jisr", "خبر الجسر")
        publish(board)
        cache.answers.extend([500])
        assert not purge_caches()
        assert [line.cache for line in desk.cache_lines()] == ["fastly A"]
        assert len(other.asked) == 2
    finally:
        other.close()


def test_a_cache_that_is_no_longer_named_is_forgotten(proxy, board, settings):
    post("jisr", "خبر الجسر")
    publish(board)
    settings.PUBLIC_CDN = []
    assert purge_caches()
    assert desk.cache_lines() == []


def test_a_print_that_is_rolled_back_is_no_purge(fastly, board):
    post("jisr", "خبر الجسر")
    publish(board)
    purge_caches()

    with transaction.atomic():
        purging.note_removed([PrintedPage.objects.get(path="/ar/jisr/").pk])
        transaction.set_rollback(True)
    assert not Purge.objects.exists()


def test_the_worker_tells_the_cache_of_each_publish(fastly, board, monkeypatch):
    monkeypatch.setattr("musnad.press.worker.POLL", 0.05)
    monkeypatch.setattr(purging, "POLL", 0.05)
    monkeypatch.setattr(purging, "FIRST_RETRY", timedelta(milliseconds=50))
    fastly.answers.extend([503, 0, 503])
    worker = Worker(board)
    worker.start()
    try:
        post("jisr", f"{PICTURE} من الجسر")
        wait_for(lambda: fastly.asked and set(fastly.keys()[-1]) >= {key_of("ar/jisr/")} and not Purge.objects.exists())
    finally:
        assert worker.stop(20)


def wait_for(condition):
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_purger_without_a_cache_does_not_run(board):
    purger = Purger()
    purger.start()
    assert purger.stop(0.1)
