"""The configuration of a web server, filled in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from musnad.cli.serving.public import COMPRESSED, FOR_CARDS, FOR_PAGES, FOR_UPLOADS
from musnad.press.headers import TYPES

TEMPLATES = {"nginx": "nginx.conf", "caddy": "Caddyfile"}


REDIRECT = """server {
    listen 80;
    listen [::]:80;
    server_name @host@;
    location ^~ /.well-known/acme-challenge/ { root /var/www/letsencrypt; }
    location / { return 301 https://@host@$request_uri; }
}

"""
TLS = """    ssl_certificate {folder}/fullchain.pem;
    ssl_certificate_key {folder}/privkey.pem;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_prefer_server_ciphers off;
    ssl_session_cache shared:musnad:4m;
    ssl_session_timeout 1d;
    ssl_session_tickets off;
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a newsroom is: the site's address, its printed folder, what of it is dynamic, and who answers that.

    networks: those that may reach the newsroom, as CIDR; none means all. readers: what of `dynamic` all may reach.
    certificate: the folder of fullchain.pem and privkey.pem, for nginx; Caddy gets its own.
    """

    site: str
    public: str
    dynamic: tuple[str, ...]
    upstream: str
    networks: tuple[str, ...] = ()
    certificate: str = ""
    readers: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        return urlsplit(self.site).hostname or ""

    @property
    def port(self) -> int:
        """Where to listen: as the address says, and at 80 where another machine before this one speaks TLS."""
        parts = urlsplit(self.site)
        usual = 443 if self.certificate else 80
        return parts.port if parts.port and (parts.scheme == "http" or self.certificate) else usual


def configured(server: str, place: Place) -> str:
    """Return the configuration for `server`, a key of TEMPLATES."""
    text = files(__package__).joinpath(TEMPLATES[server]).read_text(encoding="utf-8")
    values = {**shared(place), **{"nginx": for_nginx, "caddy": for_caddy}[server](place)}
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def shared(place: Place) -> dict[str, str]:
    pages, uploads = dict(FOR_PAGES), dict(FOR_UPLOADS)
    return {
        "public": place.public,
        "upstream": place.upstream,
        "text": "|".join(suffix.removeprefix(".") for suffix in COMPRESSED),
        "page_policy": pages["content-security-policy"],
        "card_policy": dict(FOR_CARDS)["content-security-policy"],
        "page_permissions": pages["permissions-policy"],
        "upload_policy": uploads["content-security-policy"],
    }


def for_nginx(place: Place) -> dict[str, str]:
    # nginx puts the charset to a type by itself, and reads types without it.
    types = {suffix.removeprefix("."): kind.partition(";")[0] for suffix, kind in TYPES.items()}
    twins = [
        f"        location ~ \\.{name}\\.br$ {{ internal; set $musnad_encoding br; types {{ {types[name]} br; }} }}"
        # Pages first: the first that matches ends the search.
        for name in sorted((suffix.removeprefix(".") for suffix in COMPRESSED), key=lambda name: name != "html")
    ]
    # By prefix, not by expression: those are tried on each page as well. No file is called what is looked for here.
    to_newsroom = "{ client_max_body_size 512m; try_files /none/ @newsroom; }"
    to_readers = "{ client_max_body_size 2m; try_files /none/ @readers; }"
    dynamic = [
        f"    location {how} {to_readers if prefix in place.readers else to_newsroom}"
        for prefix in place.dynamic
        for how in (f"^~ {prefix}", f"= {prefix.rstrip('/')}")
    ]
    allowed = [f"        allow {network};\n" for network in place.networks]
    return {
        "host": place.host,
        "listen": listening(place),
        "redirect": REDIRECT.replace("@host@", place.host) if place.certificate and place.port == 443 else "",
        "dynamic": "\n".join(dynamic),
        "types": "\n".join(f"        {kind} {name};" for name, kind in types.items()),
        "twins": "\n".join(twins),
        "access": "".join([*allowed, "        deny all;\n"]) if allowed else "",
    }


def listening(place: Place) -> str:
    """Return where nginx listens: at all of the machine's addresses, or at the one that is the site's name."""
    try:
        ip_address(place.host)
    except ValueError:
        at = [str(place.port), f"[::]:{place.port}"]
    else:
        at = [f"{f'[{place.host}]' if ':' in place.host else place.host}:{place.port}"]
    how = " ssl http2" if place.certificate else ""
    tls = TLS.format(folder=place.certificate) if place.certificate else ""
    return "".join(f"    listen {each}{how};\n" for each in at) + tls


def for_caddy(place: Place) -> dict[str, str]:
    address = place.site if urlsplit(place.site).scheme == "https" else f"http://{place.host}:{place.port}"
    types = [
        f'\t@{name} path *.{name}\n\theader @{name} Content-Type "{kind}"'
        for name, kind in ((suffix.removeprefix("."), kind) for suffix, kind in TYPES.items())
    ]
    refused = f"\t\t@elsewhere not remote_ip {' '.join(place.networks)}\n\t\terror @elsewhere 403\n"
    return {
        "address": address,
        "dynamic": paths(prefix for prefix in place.dynamic if prefix not in place.readers),
        "readers": paths(place.readers),
        "types": "\n".join(types),
        "access": refused if place.networks else "",
    }


def paths(prefixes: Iterable[str]) -> str:
    """Return what Caddy's `path` is told of prefixes; of none what no address is."""
    return " ".join(f"{prefix.rstrip('/')} {prefix}*" for prefix in prefixes) or "/none//"


def network(written: str) -> str:
    """Return a network as both servers read it. Raises ValueError for what is none."""
    return str(ip_network(written, strict=False))
