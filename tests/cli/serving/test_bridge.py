"""The newsroom behind the server: what an application is told, and how its answers go out."""

import io
from contextlib import closing
from http.client import HTTPConnection

import pytest
from tests.cli.serving.running import PATIENCE, received, running


class Echo:
    """Says what it was asked; keeps the last environ."""

    def __call__(self, environ, start_response):
        self.environ = environ
        self.body = environ["wsgi.input"].read()
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [self.body]


@pytest.fixture
def echo(tmp_path):
    application = Echo()
    with running(tmp_path, application) as site:
        yield site, application


def exchange(site, method, path, body=None, **headers):
    with closing(HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)) as connection:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.headers), answer.read()


def test_an_application_is_told_of_the_request_as_pep_3333_has_it(echo):
    site, application = echo

    exchange(site, "POST", "/newsroom/%D8%AE%D8%A8%D8%B1/?q=%D8%A3&p=1", "نص".encode(), X_Seen_By="a")

    told = application.environ
    assert told["PATH_INFO"] == "/newsroom/خبر/".encode().decode("latin-1")
    assert told["QUERY_STRING"] == "q=%D8%A3&p=1"
    assert told["REQUEST_METHOD"] == "POST"
    assert told["CONTENT_LENGTH"] == str(len("نص".encode()))
    assert told["HTTP_X_SEEN_BY"] == "a"
    assert told["HTTP_HOST"] == f"127.0.0.1:{site.port}"
    assert (told["REMOTE_ADDR"], told["SERVER_PORT"]) == ("127.0.0.1", str(site.port))
    assert application.body == "نص".encode()


def test_a_name_that_would_pass_for_anothers_header_is_not_told(echo):
    site, application = echo

    site.said(b"GET /newsroom/ HTTP/1.1\r\nHost: x\r\nX_Forwarded_For: 1.2.3.4\r\nConnection: close\r\n\r\n")

    assert "HTTP_X_FORWARDED_FOR" not in application.environ


def test_a_body_in_chunks_and_one_longer_than_the_memory_arrive_whole(echo):
    site, application = echo
    long = bytes(range(256)) * 4096 * 5

    exchange(site, "POST", "/newsroom/", iter([b"one ", b"two"]))
    assert (application.body, application.environ["CONTENT_LENGTH"]) == (b"one two", "7")
    status, _, body = exchange(site, "POST", "/newsroom/", io.BytesIO(long))

    assert status == 200
    assert body == application.body == long


def test_who_asks_before_sending_a_body_is_told_to_go_on(echo):
    site, _ = echo
    with closing(site.connect()) as connection:
        connection.sendall(
            b"POST /newsroom/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
            b"Connection: close\r\n\r\n"
        )
        assert connection.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"ok")
        assert connection.recv(65536).endswith(b"ok")


def test_only_the_newsrooms_addresses_reach_it(echo):
    site, application = echo

    assert exchange(site, "GET", "/newsroom")[0] == 200
    assert exchange(site, "GET", "/n%65wsroom/")[0] == 200
    application.environ = None
    assert exchange(site, "GET", "/newsroomy/")[0] == 404
    assert application.environ is None


@pytest.mark.parametrize("version", [b"1.0", b"1.1"])
def test_a_long_answer_goes_out_in_pieces(tmp_path, version):
    def long(environ, start_response):
        start_response("200 OK", [])
        return (b"%07d\n" % number * 1000 for number in range(1000))

    with running(tmp_path, long) as site:
        if version == b"1.1":
            body = exchange(site, "GET", "/newsroom/")[2]
        else:
            body = site.said(b"GET /newsroom/ HTTP/1.0\r\n\r\n").partition(b"\r\n\r\n")[2]

    assert body == b"".join(b"%07d\n" % number * 1000 for number in range(1000))


def test_a_failure_is_said_and_one_in_the_middle_breaks_the_answer_off(tmp_path):
    def failing(environ, start_response):
        if environ["QUERY_STRING"] == "early":
            raise RuntimeError("no such thing")
        start_response("200 OK", [("Content-Length", "9000000")])
        return begun()

    def begun():
        yield b"x" * 2_000_000
        raise RuntimeError("in the middle")

    with running(tmp_path, failing) as site:
        assert exchange(site, "GET", "/newsroom/?early")[0] == 500
        with closing(site.connect()) as connection:
            connection.sendall(b"GET /newsroom/ HTTP/1.1\r\nHost: x\r\n\r\n")
            said = received(connection)
    assert said.startswith(b"HTTP/1.1 200 OK")
    assert len(said) < 9_000_000


@pytest.mark.parametrize(
    ("method", "status", "length"),
    [("HEAD", "200 OK", "8"), ("GET", "304 Not Modified", None), ("GET", "204 No", None)],
)
def test_answers_without_a_body_have_none_and_the_connection_stays_in_step(tmp_path, method, status, length):
    def bodiless(environ, start_response):
        start_response(status, [])
        return [b"newsroom"]

    with running(tmp_path, bodiless) as site, closing(HTTPConnection("127.0.0.1", site.port)) as connection:
        for _ in range(2):
            connection.request(method, "/newsroom/")
            answer = connection.getresponse()
            assert (answer.status, answer.headers["content-length"]) == (int(status[:3]), length)
            assert answer.read() == b""


def test_what_was_promised_and_did_not_come_ends_the_connection(tmp_path):
    def short(environ, start_response):
        start_response("200 OK", [("Content-Length", "3000000")])
        return (b"x" * 1_100_000 for _ in range(2))

    with running(tmp_path, short) as site:
        said = site.said(b"GET /newsroom/ HTTP/1.1\r\nHost: x\r\n\r\n")

    assert 2_200_000 < len(said) < 3_000_000
