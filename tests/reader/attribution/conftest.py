"""A language model's server for the tests that need one."""

import pytest
from tests.reader.attribution.answers import TEXT
from tests.reader.attribution.model_server import model_server

from musnad.reader.attribution.model import Model, ask


@pytest.fixture
def server(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with model_server() as running:
        yield running


@pytest.fixture
def asked(server):
    """Asks the server's model about a text, with a day if need be."""
    return lambda text=TEXT, day=None, timeout=20.0: ask(text, Model(server.url, "small", "key-1", timeout), day=day)
