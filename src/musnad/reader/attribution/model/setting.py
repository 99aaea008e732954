"""Which language model is asked: from the environment. docs/settings.md explains each variable."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from musnad.reader.errors import ModelNotSet

URL, NAME, KEY, TIMEOUT = "MUSNAD_LLM_URL", "MUSNAD_LLM_MODEL", "MUSNAD_LLM_KEY", "MUSNAD_LLM_TIMEOUT"
VARIABLES = (URL, NAME, KEY, TIMEOUT)

DEFAULT_TIMEOUT = 120.0
_CHAT = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Model:
    """A model behind an OpenAI-compatible address; `timeout` is in seconds, for one whole answer."""

    url: str
    name: str
    key: str = field(default="", repr=False)
    timeout: float = DEFAULT_TIMEOUT

    @property
    def chat_url(self) -> str:
        return self.url + _CHAT


def model_of(environ: Mapping[str, str] | None = None) -> Model:
    """Return the model that the environment names. Raises ModelNotSet."""
    environ = os.environ if environ is None else environ
    url = environ.get(URL, "").strip().rstrip("/").removesuffix(_CHAT)
    if not _is_address(url):
        raise ModelNotSet(URL, "give the address of an OpenAI-compatible server, such as http://127.0.0.1:11434/v1")
    name = environ.get(NAME, "").strip()
    if not name:
        raise ModelNotSet(NAME, "give the name by which the server knows the model")
    key = environ.get(KEY, "").strip()
    if not (key.isascii() and (key.isprintable() or not key)):
        raise ModelNotSet(KEY, "a key has no letters but Latin ones, and no line end")
    return Model(url, name, key, _seconds(environ.get(TIMEOUT, "")))


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and not parts.query
    except ValueError:
        return False


def _seconds(written: str) -> float:
    try:
        seconds = float(written) if written.strip() else DEFAULT_TIMEOUT
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise ModelNotSet(TIMEOUT, "give the seconds that one answer may take, such as 120")
    return seconds
