"""What readers get of the printed folder: the right bytes, in the encoding they take, and nothing twice."""

import gzip
import os
import tracemalloc
from contextlib import closing
from http.client import HTTPConnection

import brotli
import pytest
from tests.cli.serving.folder import LARGE, PAGE, STORY, print_folder, put
from tests.cli.serving.running import PATIENCE, received, running


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    public = print_folder(tmp_path_factory.mktemp("site"))
    (public / "ar" / "link.html").symlink_to(public.parent / "secret.key")
    return public


@pytest.fixture(scope="module")
def site(folder):
    with running(folder) as site:
        yield site


def fetch(site, path, method="GET", **headers):
    with closing(HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)) as connection:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.headers), answer.read()


def test_a_page_comes_whole_with_the_headers_of_a_page(site):
    status, headers, body = fetch(site, STORY)

    assert (status, body) == (200, PAGE)
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-cache"
    assert headers["content-security-policy"] == "frame-ancestors 'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["vary"] == "Accept-Encoding"
    assert headers["content-length"] == str(len(PAGE))
    assert headers["date"].endswith("GMT")


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0.2, gzip;q=0.8", "gzip"),
        ("gzip;q=0, br;q=0", None),
        ("identity", None),
        ("*", "br"),
    ],
)
def test_the_twin_that_the_reader_likes_best_is_sent(site, accepts, encoding):
    _, headers, body = fetch(site, STORY, Accept_Encoding=accepts)

    assert headers.get("content-encoding") == encoding
    assert {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding](body) == PAGE


def test_each_encoding_has_an_etag_of_its_own_by_which_it_is_not_sent_again(site):
    tags = {accepts: fetch(site, STORY, Accept_Encoding=accepts)[1]["etag"] for accepts in ("br", "gzip", "identity")}
    assert len(set(tags.values())) == 3

    for accepts, tag in tags.items():
        status, headers, body = fetch(site, STORY, Accept_Encoding=accepts, If_None_Match=f'"x", W/{tag}')
        assert (status, body) == (304, b"")
        assert headers["etag"] == tag
        assert headers["vary"] == "Accept-Encoding"
        assert "content-length" not in headers

    assert fetch(site, STORY, Accept_Encoding="br", If_None_Match=tags["gzip"])[0] == 200


def test_what_did_not_change_since_is_not_sent_and_a_tag_counts_for_more_than_a_date(site):
    modified = fetch(site, STORY)[1]["last-modified"]

    assert fetch(site, STORY, If_Modified_Since=modified)[0] == 304
    assert fetch(site, STORY, If_Modified_Since="Thu, 01 Jan 2015 00:00:00 GMT")[0] == 200
    assert fetch(site, STORY, If_Modified_Since=modified, If_None_Match='"other"')[0] == 200


def test_a_head_request_is_told_the_same_without_a_body(site):
    for path in (STORY, "/media/photo.9a8b.jpg", "/nothing"):
        got, asked = fetch(site, path), fetch(site, path, "HEAD")
        assert asked[0] == got[0]
        assert asked[2] == b""
        assert {**asked[1], "date": ""} == {**got[1], "date": ""}


def test_a_print_is_sent_by_the_next_request(site, folder):
    page = folder / "ar" / "live" / "index.html"
    put(page, b"<p>first</p>" * 100)
    before = fetch(site, "/ar/live/", Accept_Encoding="br")[2]

    for twin in (".br", ".gz"):
        page.with_name(page.name + twin).unlink()
    between = fetch(site, "/ar/live/", Accept_Encoding="br")
    draft = page.with_name("draft")
    draft.write_bytes(b"<p>other</p>" * 100)
    draft.replace(page)
    after = fetch(site, "/ar/live/", Accept_Encoding="br")
    page.unlink()
    gone = fetch(site, "/ar/live/", Accept_Encoding="br")

    assert brotli.decompress(before) == b"<p>first</p>" * 100
    assert ("content-encoding" not in between[1], between[2]) == (True, b"<p>first</p>" * 100)
    assert after[2] == b"<p>other</p>" * 100
    assert gone[0] == 404


def test_what_is_named_by_its_content_may_be_kept_and_an_upload_may_not_run(site):
    style, photo = fetch(site, "/assets/site.0f1e.css")[1], fetch(site, "/media/photo.9a8b.jpg")[1]

    assert style["cache-control"] == photo["cache-control"] == "public, max-age=31536000, immutable"
    assert style["content-type"] == "text/css; charset=utf-8"
    assert photo["content-type"] == "image/jpeg"
    assert "sandbox" in photo["content-security-policy"]


def test_an_address_without_its_last_slash_leads_to_the_page(site):
    status, headers, _ = fetch(site, STORY.rstrip("/"))

    assert (status, headers["location"]) == (301, STORY)


def test_a_missing_page_is_the_editions_own_in_the_readers_encoding(site):
    status, headers, body = fetch(site, "/ar/nothing/", Accept_Encoding="gzip")

    assert status == 404
    assert "لا صفحة هنا" in gzip.decompress(body).decode()
    assert headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.key",
        "/ar/../../secret.key",
        "/%2e%2e/secret.key",
        "/ar/..%2f..%2fsecret.key",
        "/ar/link.html",
        "/ar/%00",
        "/ar\\..\\..\\secret.key",
        "//secret.key",
        "/%D8",
        "/assets/site.0f1e.css.br",
    ],
)
def test_nothing_leads_out_of_the_folder(site, path):
    said = site.said(b"GET " + path.encode() + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert said.split(b" ")[1] in {b"400", b"404"}
    assert b"secret\n" not in said


def test_a_query_leads_to_the_same_page(site):
    assert fetch(site, STORY + "?utm_source=letter")[2] == PAGE


def test_other_methods_are_told_which_there_are(site):
    status, headers, _ = fetch(site, STORY, "DELETE")

    assert (status, headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("path", "whole"), [(STORY, PAGE), ("/media/photo.9a8b.jpg", LARGE)], ids=["in memory", "from the disk"]
)
class TestRanges:
    @pytest.mark.parametrize(
        ("asked", "start", "end"), [("bytes=5-9", 5, 10), ("bytes=-7", -7, None), ("bytes=100-", 100, None)]
    )
    def test_a_part_is_sent(self, site, path, whole, asked, start, end):
        status, headers, body = fetch(site, path, Range=asked, Accept_Encoding="br")

        assert (status, body) == (206, whole[start:end])
        first = start if start >= 0 else len(whole) + start
        assert headers["content-range"] == f"bytes {first}-{first + len(body) - 1}/{len(whole)}"
        assert headers["content-length"] == str(len(body))

    def test_a_part_outside_is_refused(self, site, path, whole):
        status, headers, _ = fetch(site, path, Range=f"bytes={len(whole)}-")

        assert (status, headers["content-range"]) == (416, f"bytes */{len(whole)}")

    def test_a_part_of_another_version_is_the_whole(self, site, path, whole):
        tag = fetch(site, path)[1]["etag"]

        assert fetch(site, path, Range="bytes=0-3", If_Range='"other"')[::2] == (200, whole)
        assert fetch(site, path, Range="bytes=0-3", If_Range=tag)[::2] == (206, whole[:4])


def test_a_large_picture_is_not_held_in_memory_for_those_who_take_it_slowly(tmp_path):
    put(tmp_path / "media" / "film.mp4", os.urandom(1024) * 16384, twins=False)
    with running(tmp_path) as site:
        readers = [site.connect() for _ in range(6)]
        tracemalloc.start()
        for reader in readers:
            reader.sendall(b"GET /media/film.mp4 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        heads = [reader.recv(200, 0) for reader in readers]
        lengths = [len(head) + len(received(reader)) for head, reader in zip(heads, readers, strict=True)]
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        for reader in readers:
            reader.close()

    # The test itself holds one film at a time while it counts.
    assert min(lengths) > 16 * 1024 * 1024
    assert peak < 3 * 16 * 1024 * 1024
