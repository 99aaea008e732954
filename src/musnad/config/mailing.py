"""How mail goes out, read from EMAIL_URL, and whom it is from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from musnad.config.env import BadSetting, Reader

WANTED = (
    "give smtp://user:password@host:587?tls=starttls, smtps://user:password@host:465, file:/folder, console: or "
    "anymail+PROVIDER:?api_key=… (docs/settings.md)"
)
BACKENDS = "django.core.mail.backends"
TIMEOUT = 30
"""Seconds that a mail server may take for an answer."""

SAID_TO_ANYMAIL = {"REQUESTS_TIMEOUT": TIMEOUT, "IGNORE_UNSUPPORTED_FEATURES": True}
"""Half of the providers let nobody name a return path, and one takes no metadata; all take headers, so that nothing is
ignored that a reader needs."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What Django's settings say of mail. tls: "", "starttls" or "tls". provider: anymail's own settings."""

    backend: str
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    tls: str = ""
    timeout: int = TIMEOUT
    folder: Path | None = None
    provider: dict[str, Any] = field(default_factory=dict)


def read_mail(read: Reader, folder: Path) -> Mail:
    """Return how mail goes out; without EMAIL_URL into files in `folder`. Raises BadSetting, without any password."""
    address = read.text("EMAIL_URL").strip()
    secret = read.text("EMAIL_WEBHOOK_SECRET").strip()
    if secret and not re.fullmatch(r"[^\s:]+:[^\s:]{8,}", secret):
        raise BadSetting("EMAIL_WEBHOOK_SECRET", "…", "give name:password, the password of 8 signs or more")
    if not address:
        return Mail(f"{BACKENDS}.filebased.EmailBackend", folder=folder)
    try:
        parts = urlsplit(address)
        options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
        port = parts.port
    except ValueError as error:
        raise refused(address) from error
    if parts.scheme in {"smtp", "smtps"}:
        return by_smtp(address, parts, options, port)
    if parts.scheme == "file" and not (parts.netloc or options):
        return Mail(f"{BACKENDS}.filebased.EmailBackend", folder=Path(unquote(parts.path)) if parts.path else folder)
    if parts.scheme == "console" and not (parts.netloc or parts.path.strip("/") or options):
        return Mail(f"{BACKENDS}.console.EmailBackend", folder=folder)
    if parts.scheme.startswith("anymail+") and not (parts.netloc or parts.path.strip("/")):
        return by_provider(address, parts.scheme.removeprefix("anymail+"), options, secret)
    raise refused(address)


def by_smtp(address: str, parts: SplitResult, options: dict[str, str], port: int | None) -> Mail:
    """Return a mail server. TLS: from the first byte with smtps, by STARTTLS on port 587, else as `tls` says."""
    whole = parts.scheme == "smtps"
    port = (465 if whole else 25) if port is None else port
    tls = options.pop("tls", "tls" if whole else "starttls" if port == 587 else "none")
    timeout = options.pop("timeout", str(TIMEOUT))
    known = {"tls"} if whole else {"starttls", "none"}
    right = parts.hostname and port and not parts.path.strip("/") and timeout.isascii() and timeout.isdigit()
    if not right or options or tls not in known or not int(timeout):
        raise refused(address)
    return Mail(
        f"{BACKENDS}.smtp.EmailBackend",
        host=parts.hostname or "",
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls="" if tls == "none" else tls,
        timeout=int(timeout),
    )


def by_provider(address: str, name: str, options: dict[str, str], secret: str) -> Mail:
    """Return a provider of mail: what is said after "?" are its settings of anymail, without the provider's name."""
    module = name.replace("-", "_")
    if find_spec("anymail") is None:
        raise BadSetting("EMAIL_URL", shown(address), "install anymail for it: pip install 'musnad[providers]'")
    if not re.fullmatch(r"[a-z_]+", module) or find_spec(f"anymail.backends.{module}") is None:
        raise BadSetting("EMAIL_URL", shown(address), f"anymail knows no provider “{name}”")
    prefix = module.upper()
    provider: dict[str, Any] = {f"{prefix}_{key.upper()}": value for key, value in options.items()}
    if secret:
        provider["WEBHOOK_SECRET"] = secret
    return Mail(f"anymail.backends.{module}.EmailBackend", provider=provider | SAID_TO_ANYMAIL)


def refused(address: str) -> BadSetting:
    return BadSetting("EMAIL_URL", shown(address), WANTED)


def shown(address: str) -> str:
    """Return of an address what may be printed and logged: nothing that may be a secret."""
    return re.sub(r"(?<=://).*@|(?<=[?&=]).*", "…", address)


def read_sender(read: Reader, name: str, site: str) -> str:
    """Return the address that letters are from: "news@news.example" or "The paper <news@news.example>"."""
    written = read.text(name).strip()
    host = urlsplit(site).hostname or "localhost"
    value = written or f"letters@{host if '.' in host and not host[-1].isdigit() else 'localhost.localdomain'}"
    address = parseaddr(value)[1]
    if not re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+", address) or re.search(r"[\r\n]", value) or not address.isascii():
        raise BadSetting(name, written, "give an address such as news@news.example or “The paper <news@news.example>”")
    return value


def read_bounces(read: Reader, name: str) -> str:
    """Return the address below which each message has its own for bounces, "" where they go to the sender."""
    written = read.text(name).strip()
    if written and not re.fullmatch(r"[A-Za-z0-9._-]{1,20}@[A-Za-z0-9.-]+", written):
        raise BadSetting(name, written, "give an address such as bounces@news.example, 20 signs at most before the @")
    return written
