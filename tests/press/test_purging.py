"""Caches before the site: what pages carry for them, and that each is told of every print, whatever fails."""

import http.client
import logging
import os
import random
import signal
import time
from contextlib import suppress
from datetime import timedelta
from urllib.parse import quote, unquote

import boto3
import pytest
from django.db import connections, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.cli.serving.running import running
from tests.press.board import FRONT, PICTURE, Board, change, notice_tag, notices, post, withdraw
from tests.press.folder import files, full_print, publish
from tests.press.objects import object_server
from tests.press.purges import KeepingCache, RecordingCache
from tests.press.several import in_a_process, print_until_stopped
from tests.press.test_killing import EDIT, do, publish_and_die, start_over

from musnad import tags
from musnad.cli.serve import public_folder
from musnad.config.caching import read_caches
from musnad.config.env import BadSetting, Reader
from musnad.press import desk, purging
from musnad.press.caches import caches
from musnad.press.caches.addressed import Addressed
from musnad.press.carrying import MOST, carried, own_key
from musnad.press.labels import label_of
from musnad.press.locks import PURGES, press_locks
from musnad.press.models import PrintedPage, Purge
from musnad.press.purging import Purger, purge_caches
from musnad.press.worker import Worker

TOKENS = {"FASTLY_API_TOKEN": "f-token", "CLOUDFLARE_API_TOKEN": "c-token"}


@pytest.fixture
def cache():
    cache = RecordingCache()
    yield cache
    cache.close()


def use(settings, *addresses):
    settings.PUBLIC_CDN = read_caches(Reader({"PUBLIC_CDN": " ".join(addresses), **TOKENS}))


@pytest.fixture
def fastly(cache, settings):
    use(settings, f"fastly://SERVICE?api={cache.address}")
    return cache


@pytest.fixture
def proxy(cache, settings):
    use(settings, cache.address)
    return cache


def key_of(path):
    return own_key(f"{path}index.html")


# --- what a page carries -----------------------------------------------------------------------------------------


@given(st.sets(st.text(min_size=1, max_size=60), max_size=200))
def test_a_page_carries_its_own_key_first_and_no_more_than_a_bucket_keeps(read):
    keys = carried("ar/index.html", read)
    head = " ".join(keys)
    assert keys[0] == own_key("ar/index.html")
    assert len(head) < MOST
    assert head.isascii()
    assert head.isprintable()
    assert not {" ", ","} & {sign for key in keys for sign in key}
    assert len(keys) == 1 + len(read) or len(head) > MOST - 12 * 60


def test_what_many_pages_share_is_carried_before_what_few_do():
    keys = carried("a.html", {tags.card(number) for number in range(500)} | {tags.LOOK, tags.SITE, tags.edition("ar")})
    assert keys[1:3] == ["look", "site"]
    assert "card:0" in keys
    assert "card:499" not in keys


def test_a_page_is_sent_with_its_tags_by_the_one_process_server(board, home, settings):
    use(settings, "fastly://SERVICE", "cloudflare://ZONE")
    settings.CDN_SECONDS = 600
    bridge = post("jisr", "خبر الجسر")
    publish(board)
    with running(public_folder()) as server:
        port = server.port
        sent = headers_of(port, "/ar/jisr/")
        keys = [key_of("ar/jisr/"), "look", notice_tag(bridge)]
        assert sent["surrogate-key"] == " ".join(keys)
        assert sent["cache-tag"] == ",".join(keys)
        assert sent["cache-control"] == "public, max-age=0, must-revalidate, s-maxage=600"
        asset = next(name for name in files() if name.startswith("assets/") and name.endswith(".css"))
        assert "surrogate-key" not in headers_of(port, f"/{asset}")
        assert "s-maxage" not in headers_of(port, "/ar/none/").get("cache-control", "")
        change(bridge, "jisr", "تصحيح")
        tags_before = sent["surrogate-key"]
        publish(board)
        assert headers_of(port, "/ar/jisr/")["surrogate-key"] == tags_before


def headers_of(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", quote(path), headers={"Accept-Encoding": "br"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return {name.lower(): value for name, value in answer.getheaders()}


def test_tags_stand_beside_the_folder_and_go_with_their_pages(fastly, board, home):
    bridge = post("jisr", "خبر الجسر")
    publish(board)
    plain = files()
    assert label_of(home / "labels", "ar/jisr/index.html")[0] == key_of("ar/jisr/")
    withdraw(bridge)
    (home / "labels" / "stray").write_text("x")
    publish(board, everything=True)
    assert not (home / "labels" / "ar" / "jisr").exists()
    assert label_of(home / "labels", "ar/jisr/index.html") == [key_of("ar/jisr/")]
    assert {path.name for path in (home / "labels").rglob("*") if path.is_file()} == {"index.html"}
    assert files().keys() < plain.keys()


def test_a_public_folder_elsewhere_has_its_tags_beside_it(fastly, board, home, settings, tmp_path):
    settings.MUSNAD_PUBLIC = tmp_path / "www" / "news"
    settings.MUSNAD_PUBLIC.parent.mkdir()
    post("jisr", "خبر الجسر")
    publish(board)
    with running(public_folder()) as server:
        assert headers_of(server.port, "/ar/jisr/")["surrogate-key"].startswith(key_of("ar/jisr/"))
    assert not (home / "labels").exists()
    assert files() == full_print(board)


def test_pages_that_were_there_get_their_tags_when_a_cache_is_named(board, home, cache, settings):
    post("jisr", "خبر الجسر")
    publish(board)
    assert not (home / "labels").exists()
    use(settings, f"fastly://SERVICE?api={cache.address}")
    publish(board)
    assert "look" in label_of(home / "labels", "ar/jisr/index.html")
    assert PrintedPage.objects.get(path="/ar/jisr/").carried
    assert files() == full_print(board)


# --- which purges ------------------------------------------------------------------------------------------------


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


# --- what fails --------------------------------------------------------------------------------------------------


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


# --- whatever happens ---------------------------------------------------------------------------------------------


STEP = st.one_of(
    EDIT,
    st.tuples(st.just("read"), st.integers(0, 6), st.just("")),
    st.tuples(st.just("purge"), st.sampled_from([200, 503, 0]), st.just("")),
)


@pytest.fixture
def keeping(settings):
    cache = KeepingCache()
    use(settings, f"fastly://SERVICE?api={cache.address}")
    yield cache
    cache.close()


def read_through(cache, board, number):
    """Have readers ask the cache for a page, or for all: it takes from the folder those that it does not keep."""
    public = board.pictures.parent / "public"
    paths = sorted(public.rglob("*.html"))
    for path in paths if number == 6 else paths[number : number + 1]:
        # As the server does: first the page, then its label. Either may be replaced or removed meanwhile.
        with suppress(FileNotFoundError):
            name, body = path.relative_to(public).as_posix(), path.read_bytes()
            cache.read(name, body, label_of(board.pictures.parent / "labels", name))


@given(steps=st.lists(STEP, max_size=16))
@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_edits_kills_readers_and_failing_purges_a_cache_has_no_old_copy(keeping, board, monkeypatch, steps):
    """With a cache that never forgets by itself: each copy that is left at the end is the page as it is."""
    monkeypatch.setattr(purging, "FIRST_RETRY", timedelta(0))
    start_over(board)
    Purge.objects.all().delete()
    keeping.copies.clear()
    posted = {}
    for kind, number, text in steps:
        if kind == "read":
            read_through(keeping, board, number)
        elif kind == "purge":
            keeping.answers.append(number)
            purge_caches()
            keeping.answers.clear()
        else:
            do(board, posted, kind, number, text)
    publish(board)
    assert purge_caches()
    assert not Purge.objects.exists()
    now = files()
    assert {name: copy[0] for name, copy in keeping.copies.items()} == {name: now.get(name) for name in keeping.copies}


def test_several_presses_on_postgresql_that_are_killed_leave_a_cache_no_old_copy(committing_postgresql, home, keeping):
    board = Board(home / "pictures")
    chance = random.Random(7)  # noqa: S311
    pks = [post(f"n{number}", "طبعة 0") for number in range(12)]
    connections.close_all()
    pids = [in_a_process(lambda: print_until_stopped(board)) for _ in range(3)]
    for version in range(1, 16):
        number = chance.randrange(12)
        change(pks[number], f"n{number}" if version % 5 else f"m{version}", f"طبعة {version}")
        time.sleep(chance.random() * 0.1)
        read_through(keeping, board, 6)
        purging.purge_alone(lambda: False)
        victim = chance.randrange(3)
        os.kill(pids[victim], signal.SIGKILL)
        os.waitpid(pids[victim], 0)
        connections.close_all()
        pids[victim] = in_a_process(lambda: print_until_stopped(board))
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    publish(board)
    assert purge_caches()
    now = files()
    assert keeping.asked
    assert {name: copy[0] for name, copy in keeping.copies.items()} == {name: now.get(name) for name in keeping.copies}


def test_only_one_worker_tells_the_caches(fastly, board, home):
    post("jisr", "خبر الجسر")
    publish(board)
    with press_locks(home / "press.lock") as locks, locks.held(PURGES) as alone:
        assert alone
        purging.purge_alone(lambda: False)
        assert fastly.asked == []
    purging.purge_alone(lambda: False)
    assert len(fastly.asked) == 1


# --- Wagtail's backends ------------------------------------------------------------------------------------------


class Logging:
    """A backend that fails as Wagtail's do: it says so in the log, and goes on."""

    def purge_batch(self, urls):
        logging.getLogger("wagtail.frontendcache").error("Couldn't purge '%s'", urls[0])
        logging.getLogger("wagtail.frontendcache").info("not of interest")
        logging.getLogger().error("Couldn't purge '%s'", urls[1])


class Raising:
    def purge_batch(self, urls):
        raise OSError(f"no route for {len(urls)}")


@pytest.mark.parametrize(("backend", "said"), [(Logging, r"Couldn't purge 'a' \(and 1 more\)"), (Raising, "no route")])
def test_what_a_backend_of_wagtails_only_logs_is_a_failure(backend, said, caplog):
    with pytest.raises(purging.CacheError, match=said):
        Addressed("cdn", 30, backend).purge(["a", "b"])
    assert "Couldn't purge" not in caplog.text


def test_cloudfront_is_invalidated_through_wagtails_backend(board, settings, monkeypatch):
    with object_server() as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        client = boto3.client("cloudfront")
        origin = {"Id": "o", "DomainName": "news.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}
        made = client.create_distribution(
            DistributionConfig={
                "CallerReference": "news",
                "Comment": "",
                "Enabled": True,
                "Origins": {"Quantity": 1, "Items": [origin]},
                "DefaultCacheBehavior": {"TargetOriginId": "o", "ViewerProtocolPolicy": "allow-all"},
            }
        )["Distribution"]["Id"]
        use(settings, f"cloudfront://{made}")
        post("jisr", "خبر الجسر")
        publish(board)
        assert purge_caches()
        (batch,) = client.list_invalidations(DistributionId=made)["InvalidationList"]["Items"]
        found = client.get_invalidation(DistributionId=made, Id=batch["Id"])["Invalidation"]["InvalidationBatch"]
        assert set(found["Paths"]["Items"]) == {"/ar/jisr/", "/ar/"}
        use(settings, "cloudfront://NONE")
        change(notices()[0].pk, "jisr", "تصحيح")
        publish(board)
        assert not purge_caches()
        assert "NoSuchDistribution" in desk.cache_lines()[0].error
        client.close()


# --- the setting -------------------------------------------------------------------------------------------------


def test_each_kind_of_cache_can_be_named(settings):
    addresses = [
        "fastly://S",
        "cloudflare://Z",
        "cloudflare://Z?by=address",
        "cloudfront://E1",
        "http://127.0.0.1:6081",
    ]
    use(settings, *addresses)
    names = ["fastly S", "cloudflare Z", "cloudflare-addresses Z", "cloudfront E1", "proxy http://127.0.0.1:6081"]
    assert [cache.name for cache in caches()] == names
    assert [bool(cache.header) for cache in caches()] == [True, True, False, False, False]


@pytest.mark.parametrize(
    "value",
    [
        "news.example",
        "fastly://",
        "fastly://S/x",
        "fastly://S?by=address",
        "cloudfront://a/b",
        "akamai://x",
        "http://user:secret@proxy:1",
        "http://proxy/path",
        "http://[broken",
        "azure-frontdoor://group/name",
    ],
)
def test_a_cache_that_cannot_be_is_refused_in_one_line(value):
    with pytest.raises(BadSetting, match="PUBLIC_CDN") as told:
        read_caches(Reader({"PUBLIC_CDN": value, **TOKENS}))
    assert "secret" not in str(told.value)


def test_a_cache_without_its_token_is_refused():
    with pytest.raises(BadSetting, match="FASTLY_API_TOKEN"):
        read_caches(Reader({"PUBLIC_CDN": "fastly://S"}))
