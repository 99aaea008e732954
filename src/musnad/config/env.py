"""The one typed reader of settings from the environment.

A bad value stops the start; the error names the variable and what it should look like.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off", ""})


LONGEST_ADDRESS = 200


class BadSetting(Exception):
    """A variable's value cannot be used; `wanted` says what it should look like."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        super().__init__(f"{name}={value!r} cannot be used: {wanted}.")
        self.name, self.value, self.wanted = name, value, wanted


class Reader:
    """Reads typed values from `environ`; every name that was asked for is kept in `names`."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ
        self.names: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        self.names.append(name)
        return self._environ.get(name, default)

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.text(name, "true" if default else "false").strip().lower()
        if value in TRUE:
            return True
        if value in FALSE:
            return False
        raise BadSetting(name, value, "say true or false")

    def words(self, name: str, default: str = "") -> list[str]:
        """Return the comma-separated parts, stripped, empty ones left out."""
        return [part.strip() for part in self.text(name, default).split(",") if part.strip()]

    def folder(self, name: str, default: str) -> Path:
        """Return an absolute path; the folder need not exist yet, but no file may stand in its place."""
        value = self.text(name, default) or default
        path = Path(value).expanduser().absolute()
        if path.exists() and not path.is_dir():
            raise BadSetting(name, value, "name a folder; a file stands there")
        return path

    def files(self, name: str) -> list[Path]:
        """Return the files whose paths stand there with commas between; each must exist."""
        paths = [Path(part).expanduser().absolute() for part in self.words(name)]
        for path in paths:
            if not path.is_file():
                raise BadSetting(name, str(path), "name files that exist, with commas between")
        return paths

    def address(self, name: str, default: str) -> str:
        """Return a whole http(s) address without path and without the slash at its end."""
        value = self.text(name, default).strip().rstrip("/")
        try:
            parts = urlsplit(value)
            valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and not (parts.path or parts.query)
        except ValueError:
            valid = False
        if not valid:
            raise BadSetting(name, value, "give an address such as https://news.example without a path")
        return value

    def addresses(self, name: str) -> list[str]:
        """Return whole http(s) addresses, given with spaces between, each once in their order."""
        found = list(dict.fromkeys(self.text(name).split()))
        for value in found:
            try:
                parts = urlsplit(value)
                valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
            except ValueError:
                valid = False
            if not valid or len(value) > LONGEST_ADDRESS:
                shown = _without_password(value)
                raise BadSetting(name, shown, "give addresses such as https://hub.example/ with spaces between")
        return found

    def database(self, name: str, embedded: dict[str, Any]) -> dict[str, Any]:
        """Return Django's description of the database that an address names, or `embedded` where none is given.

        `postgresql://user:password@host:port/name`; what a password holds besides letters and digits is
        percent-encoded, a socket's folder is given as `?host=/run/postgresql`, and other parameters are libpq's.
        """
        value = self.text(name).strip()
        if not value:
            return embedded
        try:
            parts = urlsplit(value)
            valid = parts.scheme in {"postgresql", "postgres"} and len(parts.path) > 1 and parts.port != 0
        except ValueError:
            valid = False
        if not valid:
            raise BadSetting(name, _without_password(value), "give postgresql://user:password@host:port/name")
        if find_spec("psycopg") is None:
            raise BadSetting(name, _without_password(value), "install psycopg for it: pip install 'musnad[postgresql]'")
        return _postgresql(parts)

    def store(self, name: str, default: Path) -> tuple[Path, dict[str, Any]]:
        """Return the folder for readers' files, and the bucket instead of it, described as the press wants it, or {}.

        A folder's path, or `s3://bucket/prefix?endpoint=…&region=…&encoding=…`. No credentials: they have places of
        their own, and an address is shown and logged.
        """
        value = self.text(name).strip()
        if not value:
            return default, {}
        if "://" not in value:
            return self.folder(name, value), {}
        try:
            parts = urlsplit(value)
            options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
            valid = parts.scheme == "s3" and bool(parts.hostname) and parts.netloc == parts.hostname
        except ValueError:
            valid, options = False, {}
        if not valid or options.keys() - {"endpoint", "region", "encoding"}:
            wanted = "name a folder, or s3://bucket/prefix?endpoint=…&region=…&encoding=… without any password"
            raise BadSetting(name, _without_password(value), wanted)
        if options.get("encoding", "gzip") not in {"gzip", "none"}:
            raise BadSetting(name, value, "its encoding is gzip or none")
        if find_spec("obstore") is None:
            raise BadSetting(name, value, "install obstore for it: pip install 'musnad[s3]'")
        return default, _bucket(parts, options)

    def networks(self, name: str, default: str) -> list[IPv4Network | IPv6Network]:
        """Return the networks that are written with commas between: 10.0.0.0/8, 192.0.2.7, 2001:db8::/32."""
        found = []
        for part in self.words(name, default):
            try:
                found.append(ip_network(part, strict=False))
            except ValueError as error:
                raise BadSetting(name, part, "a network looks like 10.0.0.0/8, an address like 192.0.2.7") from error
        return found

    def search_engine(self, name: str, seconds: int) -> dict[str, Any]:
        """Return an OpenSearch described: `https://user:password@host:9200/prefix`; {} where none is given.

        prefix: what the names of its indexes begin with. seconds: how long an answer is waited for.
        """
        value = self.text(name).strip()
        if not value:
            return {}
        try:
            parts = urlsplit(value)
            valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and not parts.query
        except ValueError:
            valid = False
        prefix = parts.path.strip("/") if valid else ""
        if not valid or not re.fullmatch(r"[a-z0-9-]*", prefix):
            raise BadSetting(name, _without_password(value), "give https://user:password@host:9200/prefix")
        if find_spec("opensearchpy") is None:
            raise BadSetting(name, _without_password(value), "install it: pip install 'musnad[opensearch]'")
        address = f"{parts.scheme}://{parts.netloc}"
        return {"address": address, "prefix": f"{prefix or 'musnad'}-", "seconds": seconds}

    def seconds(self, name: str, default: int) -> int:
        value = self.text(name).strip() or str(default)
        if not (value.isascii() and value.isdigit()):
            raise BadSetting(name, value, "give a number of whole seconds, 0 for none")
        return int(value)

    def one_of(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name, default)
        if value not in allowed:
            raise BadSetting(name, value, f"choose one of {', '.join(allowed)}")
        return value


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        # A lookup must not wait for a connection to be made; one that the server closed is noticed and made again.
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _bucket(parts: SplitResult, options: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": parts.netloc,
        "prefix": unquote(parts.path).strip("/"),
        "endpoint": options.get("endpoint", "").rstrip("/"),
        "region": options.get("region", ""),
        "compress": options.get("encoding", "gzip") == "gzip",
    }


def _without_password(address: str) -> str:
    """An error is printed and logged: no password may stand in it."""
    return re.sub(r"(?<=:)[^:/@]+(?=@)", "…", address)


def host_of(address: str) -> str:
    """Return the host of a whole address as requests name it: "news.example", "[2001:db8::1]"."""
    host = urlsplit(address).hostname or ""
    return f"[{host}]" if ":" in host else host


def kept_key(folder: Path) -> str:
    """Return the secret key kept in `folder`, made on the first use and readable by its owner alone.

    The embedded default alone invents its key; a newsroom on several machines sets MUSNAD_SECRET_KEY.
    Raises BadSetting where the folder cannot be written.
    """
    path = folder / "secret.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise BadSetting("MUSNAD_HOME", str(folder), f"its secret.key cannot be read ({error.strerror})") from error
    key = secrets.token_urlsafe(50)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        # Two first starts at once: the other one's key stands.
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise BadSetting("MUSNAD_HOME", str(folder), f"the folder cannot be written ({error.strerror})") from error
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key
