"""The public site in a bucket: over real HTTP, and through a network that cannot be relied upon."""

import json
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connections
from tests.press.board import PICTURE, STYLE, change, notices, post, withdraw
from tests.press.folder import AT_ONCE, full_print, publish
from tests.press.objects import Pail, Trouble, object_server

from musnad.config.env import Reader
from musnad.press import bucket as bucket_module
from musnad.press.bucket import Bucket, BucketStore
from musnad.press.errors import BadName, SourceLost, StoreRefused, StoreUnreachable
from musnad.press.models import PrintedPage
from musnad.press.publishing import Run, public_store
from musnad.press.storing import Wanted
from musnad.press.worker import Worker

numbers = count()
PAGE = "<p>خبر الجسر الجديد في المدينة</p>".encode() * 100


@pytest.fixture(scope="module")
def server():
    with object_server() as address:
        yield address


@pytest.fixture
def pail(server, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-secret-that-no-log-has")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    pail = Pail(server, f"news{next(numbers)}")
    yield pail
    pail.close()


@pytest.fixture
def trouble(server):
    proxy = Trouble(server)
    yield proxy
    proxy.close()


@pytest.fixture
def quick(monkeypatch):
    """Ask again sooner than in earnest, so that no test waits."""
    backoff = {"init_backoff": timedelta(milliseconds=5), "max_backoff": timedelta(milliseconds=40), "base": 2}
    monkeypatch.setattr(bucket_module, "RETRIES", {**bucket_module.RETRIES, "backoff": backoff, "max_retries": 6})
    monkeypatch.setattr(bucket_module, "TIMES", {"connect_timeout": "2s", "timeout": "1s"})


@pytest.fixture
def store(pail):
    return BucketStore(Bucket(pail.name, "site", pail.endpoint), edge_seconds=60)


@pytest.fixture
def in_bucket(board, pail, trouble, quick, settings):
    """A board whose public store is the bucket, reached through the proxy."""
    address = f"s3://{pail.name}/site?endpoint={trouble.endpoint}"
    _, settings.PUBLIC_BUCKET = Reader({"PUBLIC_STORE": address}).store("PUBLIC_STORE", settings.MUSNAD_PUBLIC)
    return board


def in_a_folder(board):
    """Return the files of a full print into an empty folder, without the twins, which a bucket has not."""
    kept, django_settings.PUBLIC_BUCKET = django_settings.PUBLIC_BUCKET, {}
    try:
        return {name: body for name, body in full_print(board).items() if not name.endswith((".gz", ".br"))}
    finally:
        django_settings.PUBLIC_BUCKET = kept


# --- the store ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "cache"),
    [
        ("ar/خبر/index.html", "text/html; charset=utf-8", "public, max-age=0, must-revalidate, s-maxage=60"),
        ("ar/corrections.xml", "application/xml; charset=utf-8", "public, max-age=0, must-revalidate, s-maxage=60"),
        (".well-known/security.txt", "text/plain; charset=utf-8", "public, max-age=0, must-revalidate, s-maxage=60"),
        ("assets/site.0a1b.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        ("assets/site.0a1b.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("media/1.0a1b.avif", "image/avif", "public, max-age=31536000, immutable"),
    ],
)
def test_a_file_is_sent_with_its_kind_and_how_long_it_may_be_kept(store, pail, name, kind, cache):
    store.put(name, PAGE)
    headers, body = pail.get(name)
    assert (headers["content-type"], headers["cache-control"]) == (kind, cache)
    compressed = not name.endswith(".avif")
    assert headers.get("content-encoding") == ("gzip" if compressed else None)
    assert (len(body) < len(PAGE)) is compressed
    assert pail.files() == {name: PAGE}


def test_what_is_small_or_not_to_be_compressed_is_stored_as_it_is(store, pail):
    store.put("ar/moved/index.html", b"<p>moved</p>")
    BucketStore(Bucket(pail.name, "site", pail.endpoint, compress=False)).put("ar/index.html", PAGE)
    assert all("content-encoding" not in pail.get(name)[0] for name in ("ar/moved/index.html", "ar/index.html"))


def test_an_upload_that_a_browser_could_run_is_offered_for_download(store, pail):
    for name in ("media/a.svg", "media/b.html", "media/c.pdf", "assets/icon.svg"):
        store.put(name, b"<svg/>")
    sent = {name: pail.get(name)[0].get("content-disposition") for name in pail.files()}
    assert sent == {
        "media/a.svg": "attachment",
        "media/b.html": "attachment",
        "media/c.pdf": None,
        "assets/icon.svg": None,
    }


def test_tags_are_kept_with_the_object(store, pail):
    store.put("ar/index.html", PAGE, ("file:1a2b", "stories:ar"))
    assert pail.get("ar/index.html")[0]["x-amz-meta-tags"] == "file:1a2b stories:ar"


@pytest.mark.parametrize("name", ["ar/خبر الجسر/index.html", "ar/a+b%20c&d?e#f/index.html", "assets/site.1a.css"])
def test_a_file_that_was_put_is_held_until_it_is_removed(store, pail, name):
    assert not store.holds(name, PAGE)
    store.put(name, PAGE)
    assert store.holds(name, PAGE)
    assert not store.holds(name, PAGE.replace("خ".encode(), "ح".encode()))
    store.remove(name)
    assert pail.keys() == set()


def test_a_film_goes_up_in_parts_and_is_compared_byte_for_byte(store, pail, tmp_path):
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\1" * (20 << 20))
    store.put("media/film.1a2b.mp4", film)
    assert "-" in pail.get("media/film.1a2b.mp4")[0]["etag"]
    assert store.holds("media/film.1a2b.mp4", film)
    film.write_bytes(b"\1" * (10 << 20) + b"\2" * (10 << 20))
    assert not store.holds("media/film.1a2b.mp4", film)


def test_the_same_bytes_under_other_headers_are_not_what_is_wanted(store, pail):
    store.put("assets/site.css", b"a {}")
    pail.put("assets/site.css", b"a {}", ContentType="text/plain")
    assert not store.holds("assets/site.css", b"a {}")


@pytest.mark.parametrize("name", ["", "/x", "a//b", "../x", "a/./b", "a\\b", "a\0b", "page.html.gz", "x" * 1020])
def test_a_name_that_cannot_be_is_refused_as_in_a_folder(store, name):
    with pytest.raises(BadName):
        store.put(name, b"x")
    assert store.take_out([name]) == set()


def test_a_picture_that_is_lost_fails_alone(store, tmp_path):
    outcomes = store.bring([Wanted("media/a.png", lambda: tmp_path / "none"), Wanted("ar/index.html", lambda: PAGE)])
    assert isinstance(outcomes["media/a.png"], SourceLost)
    assert outcomes["ar/index.html"] is True


def test_sweeping_leaves_what_is_known_and_what_is_outside_the_prefix(store, pail):
    for number in range(12):
        store.put(f"ar/{number}/index.html", PAGE)
    pail.client.put_object(Bucket=pail.name, Key="other/keep.txt", Body=b"x")
    pail.client.put_object(Bucket=pail.name, Key="site-2/keep.txt", Body=b"x")
    assert store.sweep(lambda names: names & {"ar/3/index.html"}) == 11
    assert pail.keys() == {"other/keep.txt", "site-2/keep.txt", "site/ar/3/index.html"}


def test_a_bucket_that_is_not_there_is_told_in_one_line_without_credentials(pail):
    store = BucketStore(Bucket("nowhere", "site", pail.endpoint))
    with pytest.raises(StoreRefused, match=r"s3://nowhere/site cannot be written: NoSuchBucket") as told:
        store.put("ar/index.html", PAGE)
    assert "\n" not in str(told.value)
    assert "secret" not in str(told.value)


def test_a_store_that_nobody_answers_at_is_told_in_one_line(pail, quick):
    store = BucketStore(Bucket(pail.name, "site", "http://127.0.0.1:9"))
    with pytest.raises(StoreUnreachable, match="tried again") as told:
        store.put("ar/index.html", PAGE)
    assert "\n" not in str(told.value)


def test_missing_credentials_are_told_as_such(pail, quick, monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    with pytest.raises(StoreRefused, match="no credentials were found"):
        BucketStore(Bucket(pail.name, "site", pail.endpoint)).put("ar/index.html", PAGE)


# --- the press ---------------------------------------------------------------------------------------------------


def some_edits():
    for number in range(12):
        post(f"n{number}", f"{PICTURE if number % 3 == 0 else 'خبر'} {number}")


def more_edits(board):
    """Something of each kind: a new page, a changed one, a moved one, one that goes, a new style."""
    first, second, third = notices().values_list("pk", flat=True)[:3]
    change(first, "n0", "تصحيح الخبر الأول")
    change(second, "moved", "خبر انتقل")
    withdraw(third)
    post("new", "خبر جديد")
    board.style = STYLE + b"p { margin-block: 1rem }\n"


def test_the_bucket_has_what_a_folder_would(in_bucket, pail):
    some_edits()
    publish(in_bucket)
    more_edits(in_bucket)
    publish(in_bucket)
    assert pail.files() == in_a_folder(in_bucket)


def test_writes_go_together_files_before_pages_fronts_after_them_removals_last(in_bucket, trouble):
    some_edits()
    publish(in_bucket)
    trouble.log.clear()
    trouble.plan = lambda *_: 0.02
    more_edits(in_bucket)
    publish(in_bucket)
    order = [(method, name) for method, name in trouble.log if method != "HEAD"]
    kinds = ["removal" if method != "PUT" else name.partition("/")[0] for method, name in order]
    names = [name for method, name in order if method == "PUT"]
    assert kinds == sorted(kinds, key=["assets", "media", "ar", "removal"].index)
    assert names[-1] == "ar/index.html"
    assert trouble.at_once > 4


def test_printing_twice_asks_the_store_for_nothing(in_bucket, trouble):
    some_edits()
    publish(in_bucket)
    trouble.log.clear()
    publish(in_bucket)
    assert trouble.log == []


@pytest.mark.parametrize("kind", ["slow down", "reset", "lost", 1.5])
def test_a_store_that_throttles_cuts_off_or_dawdles_gets_everything(in_bucket, trouble, pail, kind):
    """Each third request is troubled: every one of these is asked again within the same run."""
    trouble.plan = lambda number, *_: kind if number % 3 == 0 else ""
    some_edits()
    publish(in_bucket)
    trouble.plan = lambda *_: ""
    assert pail.files() == in_a_folder(in_bucket)


@pytest.mark.parametrize("kind", ["slow down", "reset", "lost"])
def test_a_store_that_fails_half_way_ends_the_run_in_one_line_and_the_next_goes_on_there(
    in_bucket, trouble, pail, kind
):
    some_edits()
    trouble.plan = lambda number, *_: kind if number > 16 else ""
    with pytest.raises(StoreUnreachable) as told:
        publish(in_bucket)
    assert "\n" not in str(told.value)
    assert PrintedPage.objects.filter(failures__gt=0).count() == 0
    recorded = set(PrintedPage.objects.exclude(digest="").values_list("file", flat=True))
    assert recorded
    trouble.log.clear()
    trouble.plan = lambda *_: ""
    publish(in_bucket)
    assert not recorded & {name for method, name in trouble.log if method == "PUT"}
    assert pail.files() == in_a_folder(in_bucket)


def test_an_edit_taken_back_while_the_store_failed_leaves_the_page_of_before(in_bucket, trouble, pail):
    bridge = post("jisr", "يُفتح الجسر الجديد صباح الخميس")
    publish(in_bucket)
    change(bridge, "jisr", "تأجّل فتح الجسر")
    trouble.plan = lambda number, method, name: "lost" if name == "ar/jisr/index.html" else ""
    with pytest.raises(StoreUnreachable):
        publish(in_bucket)
    trouble.plan = lambda *_: ""
    change(bridge, "jisr", "يُفتح الجسر الجديد صباح الخميس")
    publish(in_bucket)
    assert pail.files() == in_a_folder(in_bucket)


def test_any_trouble_at_any_moment_ends_in_the_bucket_of_a_full_print(in_bucket, trouble, pail):
    dice = random.Random(20261124)  # noqa: S311  (the same dice each time)
    some_edits()
    for number in range(25):
        odds = dice.choice([0.1, 0.5, 0.9])
        trouble.plan = lambda *_, odds=odds: dice.choice(["slow down", "reset", "lost"]) if dice.random() < odds else ""
        post(f"r{number}", f"{dice.choice(['خبر', PICTURE])} {number}")
        chosen = dice.choice(notices().values_list("pk", flat=True))
        withdraw(chosen) if number % 4 == 0 else change(chosen, f"c{chosen}", f"تصحيح {number}")
        try:
            publish(in_bucket)
        except StoreUnreachable:
            continue
    trouble.plan = lambda *_: ""
    publish(in_bucket)
    assert pail.files() == in_a_folder(in_bucket)


def test_a_press_killed_while_it_writes_to_a_bucket_catches_up(in_bucket, trouble, pail, database):
    some_edits()
    killed = 0
    for moment in (3, 14, 25):
        trouble.log.clear()
        trouble.plan = lambda number, *_, last=moment: 5.0 if number > last else ""
        with press_elsewhere(database) as process:
            wait_for(lambda process=process, last=moment: len(trouble.log) > last or process.poll() is not None)
            process.kill()
        killed += process.returncode == -signal.SIGKILL
    assert killed == 3
    trouble.plan = lambda *_: ""
    publish(in_bucket)
    assert pail.files() == in_a_folder(in_bucket)


def press_elsewhere(database):
    """Start a press in a process of its own, on this database and bucket."""
    connections.close_all()
    told = {
        "database": str(database),
        "home": str(django_settings.MUSNAD_HOME),
        "bucket": {**django_settings.PUBLIC_BUCKET},
    }
    command = [sys.executable, "-m", "tests.press.printing_elsewhere", json.dumps(told)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[2])


def test_a_full_comparison_mends_what_others_changed_and_removes_what_is_not_ours(in_bucket, pail, trouble):
    some_edits()
    publish(in_bucket)
    right = pail.files()
    headers, body = pail.get("ar/n1/index.html")
    tampered = bytes([*body[:-1], body[-1] ^ 1])
    kept = {"ContentType": headers["content-type"], "CacheControl": headers["cache-control"], "ContentEncoding": "gzip"}
    pail.put("ar/n1/index.html", tampered, **kept)
    pail.put("ar/n2/index.html", pail.get("ar/n2/index.html")[1], ContentType="text/html")
    pail.client.delete_object(Bucket=pail.name, Key="site/ar/n3/index.html")
    pail.put("left/by/others.txt", b"x")
    trouble.log.clear()
    report = publish(in_bucket, everything=True)
    assert (report.printed, report.removed) == (3, 1)
    assert {name for method, name in trouble.log if method == "PUT"} == {f"ar/n{n}/index.html" for n in (1, 2, 3)}
    assert pail.files() == right


def test_a_new_store_is_filled_and_what_others_keep_there_stays(in_bucket, pail, settings):
    some_edits()
    bucket, settings.PUBLIC_BUCKET = settings.PUBLIC_BUCKET, {}
    publish(in_bucket)
    pail.put("theirs.txt", b"x")
    settings.PUBLIC_BUCKET = bucket
    publish(in_bucket)
    assert pail.files().pop("theirs.txt") == b"x"
    assert pail.files().keys() - {"theirs.txt"} == in_a_folder(in_bucket).keys()


def test_how_long_a_cache_keeps_pages_reaches_the_pages_that_are_there(in_bucket, pail, settings):
    some_edits()
    publish(in_bucket)
    settings.CDN_SECONDS = 300
    publish(in_bucket)
    assert "s-maxage=300" in pail.get("ar/n1/index.html")[0]["cache-control"]


def test_the_worker_says_once_what_is_wrong_and_comes_again(in_bucket, pail, trouble, caplog, monkeypatch):
    monkeypatch.setattr("musnad.press.worker.POLL", 0.05)
    some_edits()
    # Writes alone: what a server says of a HEAD has no words, and either may come first.
    trouble.plan = lambda number, method, _: "slow down" if number > 5 and method == "PUT" else ""
    worker = Worker(in_bucket)
    worker.start()
    try:
        wait_for(lambda: "does not take our writes now (SlowDown)" in caplog.text)
        trouble.plan = lambda *_: ""
        wait_for(lambda: not PrintedPage.objects.filter(due_at__isnull=False).exists())
    finally:
        assert worker.stop(20)
    assert "Traceback" not in caplog.text
    assert pail.files() == in_a_folder(in_bucket)


def wait_for(condition):
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_store_is_the_one_of_the_settings(in_bucket, pail):
    store = public_store()
    assert isinstance(store, BucketStore)
    assert Run(in_bucket, store, files_stay=AT_ONCE).store.identity.startswith(f"s3://{pail.name}/site ")


def test_a_name_that_a_bucket_finds_too_long_is_that_pages_fault_alone(in_bucket, trouble):
    """Some take shorter ones than Amazon."""
    post("jisr", "خبر الجسر")
    post("souq", "خبر السوق")
    trouble.plan = lambda _, method, name: "too long" if method == "PUT" and "souq" in name else None
    assert publish(in_bucket).failed == 1
    assert "KeyTooLongError" in PrintedPage.objects.get(path="/ar/souq/").error
    assert PrintedPage.objects.get(path="/ar/jisr/").printed_at


def test_a_bucket_without_a_region_is_reached(pail):
    store = BucketStore(Bucket(pail.name, "site", pail.endpoint, region=""))
    store.put("ar/index.html", PAGE)
    assert store.has("ar/index.html")
