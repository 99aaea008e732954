"""A request to the model and its answer: one HTTP call, bounded in time and size, every failure told in one line."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from musnad.reader.attribution.model.setting import Model
from musnad.reader.errors import (
    ModelBusy,
    ModelMalformed,
    ModelRefused,
    ModelSilent,
    ModelUnreachable,
    NoModelClient,
)

try:
    import httpx
except ImportError:  # The rules need no network: httpx comes with the extra "llm" alone.
    httpx = None  # type: ignore[assignment]

LARGEST_ANSWER = 4_000_000
"""In bytes. An answer about the longest piece has a hundredth of it."""

Message = dict[str, str]

_BAD_REQUEST, _TOO_MANY, _SERVER = 400, 429, 500
_LONGEST_REASON = 200


class Conversation:
    """An open connection to a model. What the server does not understand of a request is left out from then on."""

    def __init__(self, model: Model, client: Any, answer_form: dict[str, object]) -> None:
        self.model = model
        self._client = client
        self._options: dict[str, object] = {"temperature": 0, "response_format": answer_form}

    def complete(self, messages: list[Message]) -> str:
        """Return what the model writes next. Raises EngineUnusable or EngineFailed."""
        status, body = self._post(messages)
        if status == _BAD_REQUEST and self._options:
            # Not every server knows a schema for the answer, nor every model a temperature.
            self._options = {}
            status, body = self._post(messages)
        self._refuse(status, body)
        return self._written(body)

    def _post(self, messages: list[Message]) -> tuple[int, bytes]:
        request = {"model": self.model.name, "messages": messages, **self._options}
        deadline = time.monotonic() + self.model.timeout
        try:
            with self._client.stream("POST", self.model.chat_url, json=request) as response:
                return response.status_code, b"".join(self._in_time(response, deadline))
        except httpx.ConnectTimeout as error:
            raise ModelUnreachable(self.model.url, "the connection timed out") from error
        except httpx.TimeoutException as error:
            raise ModelSilent(self.model.url, self.model.timeout) from error
        except (httpx.ConnectError, httpx.ProxyError, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise ModelUnreachable(self.model.url, _one_line(error) or "no connection") from error
        except httpx.HTTPError as error:
            raise ModelMalformed(self.model.url, f"the connection broke ({_one_line(error)})") from error

    def _in_time(self, response: Any, deadline: float) -> Iterator[bytes]:
        # The client's own timeouts start anew with each byte: a server that drips never ends them.
        size = 0
        for chunk in response.iter_bytes():
            size += len(chunk)
            if time.monotonic() > deadline:
                raise ModelSilent(self.model.url, self.model.timeout)
            if size > LARGEST_ANSWER:
                raise ModelMalformed(self.model.url, f"it has more than {LARGEST_ANSWER:,} bytes")
            yield chunk

    def _refuse(self, status: int, body: bytes) -> None:
        if status in range(200, 300):
            return
        if status == _TOO_MANY or status >= _SERVER:
            raise ModelBusy(self.model.url, status, _reason(body))
        raise ModelRefused(self.model.url, status, _reason(body))

    def _written(self, body: bytes) -> str:
        try:
            written = json.loads(body)["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise ModelMalformed(self.model.url, "it is not a chat completion") from error
        if not isinstance(written, str):
            raise ModelMalformed(self.model.url, "it has no text")
        return written


@contextmanager
def conversation(model: Model, answer_form: dict[str, object]) -> Iterator[Conversation]:
    """Open a connection to `model`; `answer_form` is the API's "response_format". Raises NoModelClient."""
    if httpx is None:
        raise NoModelClient
    headers = {"Authorization": f"Bearer {model.key}"} if model.key else {}
    # Redirects are not followed: a key goes to the address that was set and to no other.
    with httpx.Client(headers=headers, timeout=httpx.Timeout(model.timeout, connect=min(10, model.timeout))) as client:
        yield Conversation(model, client, answer_form)


def _reason(body: bytes) -> str:
    """Return what the server says of an error, in one short line; nothing where it says it in a page of HTML."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    error = said.get("error", said.get("message", said.get("detail"))) if isinstance(said, dict) else None
    message = error.get("message") if isinstance(error, dict) else error
    return _one_line(message) if isinstance(message, str) else ""


def _one_line(said: object) -> str:
    words = " ".join("".join(letter if letter.isprintable() else " " for letter in str(said)).split())
    return words if len(words) <= _LONGEST_REASON else words[: _LONGEST_REASON - 1] + "…"
