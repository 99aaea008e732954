"""nginx and Caddy, told by `musnad webserver`: they answer as `musnad serve` does, and the site stays up without it."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import unquote

import brotli
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from tests.cli.commands import musnad
from tests.cli.serving.folder import LARGE, PAGE, STORY, print_folder
from tests.cli.serving.running import PATIENCE, running

from musnad.cli.webservers.configuration import Place, configured

WRAPPED = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log; {user}
events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  include {folder}/site.conf;
}}
"""
# Its own address for orders, and certificates, are for machines that it has to itself.
ALONE = "{\n\tadmin off\n\tauto_https off\n}\n"


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def program(name):
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")


def nginx(folder, configuration):
    (folder / "site.conf").write_text(configuration)
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(WRAPPED.format(folder=folder, user=user))
    return [program("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]


def caddy(folder, configuration):
    (folder / "Caddyfile").write_text(ALONE + configuration)
    return [program("caddy"), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


@contextmanager
def webserver(name, folder, upstream, *networks, certificate=""):
    """Run the web server `name` with what `musnad webserver` writes for it; yield its port."""
    if program(name) is None:
        pytest.skip(f"needs {name} (apt-get install {name})")
    port = free_port()
    public = str(folder / "public")
    scheme = "https" if certificate else "http"
    place = Place(
        f"{scheme}://127.0.0.1:{port}",
        public,
        settings.MUSNAD_DYNAMIC,
        f"127.0.0.1:{upstream}",
        networks,
        certificate,
        settings.MUSNAD_FOR_READERS,
    )
    command = {"nginx": nginx, "caddy": caddy}[name](folder, configured(name, place))
    home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with subprocess.Popen(command, env=home, stderr=subprocess.PIPE) as process:
        try:
            deadline = time.monotonic() + PATIENCE
            while not answers(port) and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.02)
            assert process.poll() is None, process.stderr.read().decode()
            yield port
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE)


def answers(port):
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def exchange(port, path, method="GET", body=None, **headers):
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        headers = {name.lower(): ", ".join(answer.headers.get_all(name)) for name in answer.headers}
        return answer.status, headers, answer.read()


class Newsroom:
    """Answers with what it was sent."""

    def __call__(self, environ, start_response):
        self.environ = environ
        start_response("200 OK", [("Content-Type", "text/plain"), ("X-Content-Type-Options", "nosniff")])
        return [b"%d bytes" % len(environ["wsgi.input"].read())]


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """Return a function that starts a web server by its name, once, before a folder that `musnad serve` serves too.

    It gives back the port of both, the newsroom behind them, and the folder.
    """
    with ExitStack() as stack:

        @cache
        def start(name):
            folder = tmp_path_factory.mktemp(name)
            public, newsroom = print_folder(folder), Newsroom()
            ours = stack.enter_context(running(public, newsroom))
            return stack.enter_context(webserver(name, folder, ours.port)), ours.port, newsroom, public

        yield start


@pytest.fixture(params=["nginx", "caddy"])
def servers(request, started):
    return started(request.param)


SAME = (
    "content-type", "content-encoding", "cache-control", "content-security-policy", "permissions-policy",
    "x-content-type-options", "referrer-policy", "vary",
)  # fmt: skip

PATHS = [
    "/",
    STORY,
    STORY + "?utm_source=letter",
    STORY.rstrip("/"),
    STORY + "index.html",
    "/ar/feed.xml",
    "/assets/site.0f1e.css",
    "/assets/sign.77aa.svg",
    "/media/photo.9a8b.jpg",
    "/ar/nothing/",
    "/nothing",
    "/assets/",
    "/assets",
    "/media/nothing.jpg",
    "/assets/site.0f1e.css.br",
    "/assets/site.0f1e.css.gz",
    "/ar/.hidden",
    "/n/12/card/",
    "/n/12/card",
    "/c/7/card/ar/",
    "/robots.txt",
    "/.well-known/security.txt",
    "/.well-known/security.txt.br",
    "/.well-known/nothing.txt",
    "/.well-known/.key",
    "/.secret/key.txt",
    "/ar/.well-known/key.txt",
]


ACCEPTED = ("gzip, deflate, br, zstd", "gzip", "identity", "br;q=0, gzip", "deflate,br;q=0.5")


@pytest.mark.parametrize("path", PATHS)
def test_a_reader_cannot_tell_it_from_musnad_serve(servers, path):
    port, ours, *_ = servers
    for accepts in ACCEPTED:
        status, headers, body = exchange(port, path, Accept_Encoding=accepts)
        expected, wanted, whole = exchange(ours, path, Accept_Encoding=accepts)

        # Caddy's word for moved is 308, and it writes percent signs in small letters.
        assert {308: 301}.get(status, status) == expected
        if expected == 301:
            assert unquote(headers["location"]) == unquote(wanted["location"])
        else:
            assert {name: headers.get(name) for name in SAME} == {name: wanted.get(name) for name in SAME}
            assert body == whole


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.key",
        "/ar/%2e%2e/%2e%2e/secret.key",
        "/ar/..%2f..%2fsecret.key",
        "/media/..%2f..%2fsecret.key",
        "/%00",
    ],
)
def test_nothing_leads_out_of_the_folder(servers, path):
    status, _, body = exchange(servers[0], path)

    assert status in {400, 404}
    assert b"secret" not in body


def test_a_reader_who_has_it_is_told_so(servers):
    port, *_ = servers
    for accepts in ("br", "gzip", "identity"):
        _, headers, _ = exchange(port, STORY, Accept_Encoding=accepts)
        asked = {"Accept_Encoding": accepts}

        by_tag = exchange(port, STORY, **asked, If_None_Match=headers["etag"])
        by_date = exchange(port, STORY, **asked, If_Modified_Since=headers["last-modified"])
        other = exchange(port, STORY, **asked, If_None_Match='"other"')

        assert (by_tag[0], by_date[0], other[0]) == (304, 304, 200)
        assert (by_tag[2], by_tag[1]["cache-control"], by_tag[1]["vary"].lower()) == (
            b"",
            "no-cache",
            "accept-encoding",
        )


def test_a_head_request_has_no_body(servers):
    status, headers, body = exchange(servers[0], STORY, "HEAD", Accept_Encoding="br")

    assert (status, headers["content-encoding"], body) == (200, "br", b"")


def test_a_part_of_a_plain_file_is_sent(servers):
    for path, whole, accepts in ((STORY, PAGE, "identity"), ("/media/photo.9a8b.jpg", LARGE, "br, gzip")):
        status, headers, body = exchange(servers[0], path, Range="bytes=5-99", Accept_Encoding=accepts)
        assert (status, body, headers.get("content-encoding")) == (206, whole[5:100], None)


def test_only_reading_is_allowed(servers):
    assert exchange(servers[0], STORY, "DELETE")[0] == 405
    assert exchange(servers[0], STORY, "POST", b"x")[0] == 405


def test_a_print_is_seen_at_once(servers):
    port, _, _, public = servers
    page = public / "ar" / "live" / "index.html"
    page.parent.mkdir(exist_ok=True)
    for text in (b"first", b"second, and longer"):
        draft = page.with_name("draft")
        draft.write_bytes(text)
        page.with_name("index.html.br").write_bytes(brotli.compress(text))
        draft.replace(page)
        assert exchange(port, "/ar/live/")[2] == text
        assert brotli.decompress(exchange(port, "/ar/live/", Accept_Encoding="br")[2]) == text


@pytest.mark.parametrize("path", ["/newsroom/", "/newsroom", "/static/admin.css", "/newsroom/pages/?q=%D8%AE"])
def test_the_newsroom_is_reached_as_it_was_asked(servers, path):
    port, _, newsroom, _ = servers

    status, headers, _ = exchange(port, path, Host="127.0.0.1", X_Forwarded_For="1.2.3.4", X_Forwarded_Proto="https")

    assert status == 200
    assert headers["x-robots-tag"] == "noindex"
    assert headers["x-content-type-options"] == "nosniff"
    assert newsroom.environ["HTTP_HOST"].startswith("127.0.0.1")
    assert newsroom.environ["HTTP_X_FORWARDED_FOR"] == "127.0.0.1"
    assert newsroom.environ["HTTP_X_FORWARDED_PROTO"] == "http"
    assert newsroom.environ["PATH_INFO"] == path.partition("?")[0]


def test_an_upload_of_some_megabytes_arrives(servers):
    assert exchange(servers[0], "/newsroom/", "POST", bytes(5_000_000))[2] == b"5000000 bytes"


def test_an_upload_that_nobody_takes_is_refused_before_it_is_sent(started):
    # Caddy reads on until the limit is passed, and refuses then.
    port, *_ = started("nginx")
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(b"POST /newsroom/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900000000\r\n\r\n")
        assert b" 413 " in connection.recv(400)


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_the_site_stays_up_when_the_newsroom_is_down(name, tmp_path):
    print_folder(tmp_path)
    with webserver(name, tmp_path, free_port()) as port:
        status, headers, body = exchange(port, "/newsroom/")

        assert exchange(port, STORY)[2] == PAGE
        assert (status, headers["retry-after"], headers["content-type"]) == (503, "10", "text/plain; charset=utf-8")
        assert "لا تجيب غرفة الأخبار" in body.decode()


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_a_newsroom_can_be_kept_to_its_own_network_and_readers_forms_stay_open(name, tmp_path):
    newsroom = Newsroom()
    with running(print_folder(tmp_path), newsroom) as ours:
        with webserver(name, tmp_path, ours.port, "10.1.0.0/16") as port:
            refused, site = exchange(port, "/newsroom/")[0], exchange(port, STORY)[0]
            asked = exchange(port, "/letters/ar/", "POST", b"address=x", X_Forwarded_For="1.2.3.4")
            forwarded = newsroom.environ["HTTP_X_FORWARDED_FOR"]
        with webserver(name, tmp_path, ours.port, "127.0.0.1/32") as port:
            allowed = exchange(port, "/newsroom/")[0]

    assert (refused in {403, 404}, site, allowed) == (True, 200, 200)
    assert (asked[0], asked[2]) == (200, b"9 bytes")
    # What a reader wrote there himself is not passed on as the truth.
    assert forwarded.split(",")[-1].strip() == "127.0.0.1"


def test_nginx_speaks_tls_with_a_certificate_and_tells_the_newsroom_so(tmp_path):
    newsroom = Newsroom()
    trusted = ssl.create_default_context(cafile=certify(tmp_path))
    trusted.set_alpn_protocols(["h2", "http/1.1"])
    with (
        running(print_folder(tmp_path), newsroom) as ours,
        webserver("nginx", tmp_path, ours.port, certificate=str(tmp_path)) as port,
    ):
        with (
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as plain,
            trusted.wrap_socket(plain, server_hostname="127.0.0.1") as connection,
        ):
            spoken = connection.selected_alpn_protocol(), connection.version()
        with closing(
            HTTPSConnection(
                "127.0.0.1",
                port,
                timeout=PATIENCE,
                context=ssl.create_default_context(cafile=str(tmp_path / "fullchain.pem")),
            )
        ) as connection:
            connection.request("GET", "/newsroom/")
            status = connection.getresponse().status

    assert spoken == ("h2", "TLSv1.3")
    assert (status, newsroom.environ["HTTP_X_FORWARDED_PROTO"]) == (200, "https")


def certify(folder):
    """Write a certificate for this machine that signs itself, and its key, as certbot names them; return its path."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, none = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "privkey.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, none))
    return str(folder / "fullchain.pem")


def test_with_a_certificate_the_plain_address_leads_to_the_secure_one(tmp_path):
    told = musnad(tmp_path, "webserver", "nginx", "--certificate", tmp_path, MUSNAD_SITE_URL="https://news.example")

    assert "return 301 https://news.example$request_uri;" in told.stdout
    assert "listen 443 ssl http2;" in told.stdout
    assert f"ssl_certificate {tmp_path}/fullchain.pem;" in told.stdout


def test_the_configuration_names_what_the_settings_name(tmp_path):
    told = musnad(
        tmp_path, "webserver", "nginx", "--newsroom-from", "10.1.2.3/8", MUSNAD_SITE_URL="https://news.example"
    )

    assert told.returncode == 0
    assert "server_name news.example;" in told.stdout
    assert f"root {tmp_path}/public;" in told.stdout
    assert "allow 10.0.0.0/8;" in told.stdout
    assert "proxy_pass http://127.0.0.1:8000;" in told.stdout
    assert not re.search(r"@\w+@", told.stdout)


def test_a_network_that_is_none_is_told(tmp_path):
    told = musnad(tmp_path / "home", "webserver", "nginx", "--newsroom-from", "the office")

    assert told.returncode == 2
    assert "10.0.0.0/8" in told.stderr
