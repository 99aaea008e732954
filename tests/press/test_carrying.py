"""What pages carry for the caches before the site."""

import http.client
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st
from tests.cli.serving.running import running
from tests.press.board import change, notice_tag, post, withdraw
from tests.press.folder import files, full_print, publish
from tests.press.purges import key_of, use

from musnad import tags
from musnad.cli.serve import public_folder
from musnad.press.carrying import MOST, carried, own_key
from musnad.press.labels import label_of
from musnad.press.models import PrintedPage


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
