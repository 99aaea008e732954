"""What goes over one connection: requests in a row, in pieces, broken, endless, and readers who fall silent."""

import contextlib
import time
from contextlib import closing
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.serving.running import PATIENCE, received, running

from musnad.cli.serving import connection as module

GET = b"GET /a.txt HTTP/1.1\r\nHost: x\r\n\r\n"
CHUNKED = b"POST /newsroom/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
LAST = b"GET /a.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("public")
    (folder / "a.txt").write_text("مرحبا")
    (folder / "b.txt").write_text("أهلًا")
    with running(folder) as site:
        yield site


def statuses(said):
    return [int(part.split(b" ", 1)[0]) for part in said.split(b"HTTP/1.1 ")[1:]]


def test_a_connection_carries_many_requests(site):
    with closing(site.connect()) as connection:
        for _ in range(3):
            connection.sendall(GET)
            assert connection.recv(65536).endswith("مرحبا".encode())


def test_requests_sent_together_are_answered_in_their_order(site):
    other = LAST.replace(b"a.txt", b"b.txt")
    said = site.said(GET + GET.replace(b"GET", b"HEAD") + GET + other)

    assert statuses(said) == [200, 200, 200, 200]
    assert said.count("مرحبا".encode()) == 2
    assert said.endswith("أهلًا".encode())


def test_answers_of_the_newsroom_keep_their_place_among_others(tmp_path):
    def slow(environ, start_response):
        time.sleep(0.1)
        start_response("200 OK", [])
        return [b"newsroom"]

    (tmp_path / "a.txt").write_text("site")
    with running(tmp_path, slow) as site:
        said = site.said(GET.replace(b"/a.txt", b"/newsroom/") + GET + GET.replace(b"/a.txt", b"/newsroom/") + LAST)

    bodies = [part.rpartition(b"\r\n\r\n")[2] for part in said.split(b"HTTP/1.1 ")[1:]]
    assert bodies == [b"newsroom", b"site", b"newsroom", b"site"]


def test_a_request_may_come_byte_by_byte(site):
    with closing(site.connect()) as connection:
        for byte in LAST:
            connection.sendall(bytes([byte]))
        assert statuses(received(connection)) == [200]


asked = st.sampled_from(
    [
        (GET, 200, "مرحبا"),
        (GET.replace(b"a.txt", b"b.txt"), 200, "أهلًا"),
        (GET.replace(b"a.txt", b"none"), 404, "404\n"),
        (GET.replace(b"GET", b"HEAD"), 200, ""),
        (GET.replace(b"/a.txt", b"/newsroom/"), 200, "newsroom"),
        (b"POST /newsroom/ HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nGET / HTT", 200, "newsroom"),
        (
            b"POST /newsroom/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nGET\r\n0\r\n\r\n",
            200,
            "newsroom",
        ),
        (b"POST /a.txt HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n\r\n\r\n", 405, "405\n"),
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(asked, min_size=1, max_size=8), st.lists(st.integers(1, 400), max_size=6))
def test_however_requests_are_cut_each_has_its_own_answer_in_its_place(site, requests, cuts):
    stream = b"".join(sent for sent, _, _ in requests) + LAST
    with closing(site.connect()) as connection:
        for start, end in pairwise([0, *sorted(cut for cut in set(cuts) if cut < len(stream)), len(stream)]):
            connection.sendall(stream[start:end])
        said = received(connection)

    parts = [part.partition(b"\r\n\r\n") for part in said.split(b"HTTP/1.1 ")[1:]]
    assert [(int(head.split(b" ", 1)[0]), body.decode()) for head, _, body in parts] == [
        *((status, body) for _, status, body in requests),
        (200, "مرحبا"),
    ]


def test_an_older_reader_is_told_whether_its_connection_stays(site):
    asked = b"GET /a.txt HTTP/1.0\r\n"

    assert b"\r\nconnection: close\r\n" in site.said(asked + b"\r\n")
    with closing(site.connect()) as connection:
        connection.sendall(asked + b"Connection: keep-alive\r\n\r\n")
        assert b"\r\nconnection: keep-alive\r\n" in connection.recv(65536)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"what is this\r\n\r\n", 400),
        (b"GET /a.txt HTTP/1.1\r\n\r\n", 400),
        (b"GET a.txt HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET /a.txt HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n", 400),
        (
            b"POST /newsroom/ HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400,
        ),
        (b"POST /newsroom/ HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"GET /a.txt HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 400_000, 431),
        (b"POST /newsroom/ HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000\r\n\r\n", 413),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_connection_ends(site, sent, status):
    assert statuses(site.said(sent)) == [status]


def test_a_whole_address_as_proxies_write_it_is_understood(site):
    assert statuses(site.said(LAST.replace(b"/a.txt", b"http://news.example/a.txt"))) == [200]


def test_another_protocol_is_declined_by_an_answer_in_this_one(site):
    asked = b"GET /a.txt HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\nPRI * HTTP/2.0"

    said = site.said(asked)

    assert statuses(said) == [200]
    assert b"connection: close" in said


def test_a_reader_who_takes_nothing_does_not_fill_the_memory(site, tmp_path):
    (tmp_path / "page.txt").write_bytes(b"p" * 100_000)
    with running(tmp_path) as site, closing(site.connect()) as reader:
        reader.settimeout(0.5)
        send_until_stuck(reader, GET.replace(b"a.txt", b"page.txt") * 100)
        (held,) = site.connections
        waiting = site.call(held._transport.get_write_buffer_size)

    assert waiting < 3 * 100_000


def send_until_stuck(connection, data):
    with contextlib.suppress(TimeoutError):
        while True:
            connection.sendall(data)


def test_the_silent_are_let_go_and_those_at_work_are_not(site):
    silent, slow = site.connect(), site.connect()
    slow.sendall(GET[:20])
    silent.sendall(GET)
    silent.recv(65536)
    with closing(silent), closing(slow):
        now = time.monotonic()
        look(site, now + module.HEAD_TIME - 2)
        assert len(site.connections) == 2
        look(site, now + module.HEAD_TIME + 1)
        assert received(slow) == b""
        look(site, now + module.SILENCE + 1)
        assert received(silent) == b""


def look(site, now):
    for connection in tuple(site.connections):
        site.call(connection.look, now)


def test_at_the_end_the_idle_go_at_once_and_others_with_their_answer(tmp_path):
    def slow(environ, start_response):
        time.sleep(0.3)
        start_response("200 OK", [])
        return [b"newsroom"]

    with running(tmp_path, slow) as site, closing(site.connect()) as idle, closing(site.connect()) as busy:
        busy.sendall(GET.replace(b"/a.txt", b"/newsroom/"))
        idle.sendall(GET)
        assert statuses(idle.recv(65536)) == [404]
        deadline = time.monotonic() + PATIENCE
        while len(site.connections) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.1)
        for connection in tuple(site.connections):
            site.call(connection.finish)

        assert received(idle) == b""
        assert received(busy).endswith(b"newsroom")
