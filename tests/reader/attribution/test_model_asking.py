"""The engine "llm" and what servers do to it: refusals, silence, nonsense, each told in one line; and its settings."""

import json
import logging
import socket
import subprocess
import sys

import pytest
from tests.reader.attribution.answers import DENIAL, MINISTER, TEXT
from tests.reader.attribution.model_server import completion
from tests.reader.attribution.said import cut

from musnad.reader import EngineFailed, EngineUnusable, read_text
from musnad.reader.attribution.model import Model, ask, model_of
from musnad.reader.errors import (
    ModelBusy,
    ModelMalformed,
    ModelNotSet,
    ModelRefused,
    ModelSilent,
    ModelUnreachable,
    ReadError,
)


@pytest.mark.parametrize(
    "written",
    [
        "```json\n{}\n```",
        "<think>النص عن جسر.</think>\n{}",
        "{}",
    ],
)
def test_json_in_a_fence_or_behind_thoughts_is_read(server, asked, written):
    server.writes(written.replace("{}", json.dumps({"attributions": [DENIAL]})))

    assert len(asked().attributions) == 1


def test_a_server_that_knows_no_schema_is_asked_without_one(server, asked):
    reply = completion(json.dumps({"attributions": [DENIAL]}))
    server.answers((400, '{"error": {"message": "response_format is not supported"}}'), (200, reply))

    assert len(asked().attributions) == 1
    assert "response_format" not in server.requests[1][2]


def test_an_answer_that_is_no_json_is_asked_for_once_more(server, asked):
    server.writes("Here you are: الجسر", json.dumps({"attributions": [DENIAL]}))

    assert len(asked().attributions) == 1
    assert [message["role"] for message in server.requests[1][2]["messages"]] == [
        *("system", "user", "assistant", "user")
    ]


@pytest.mark.parametrize("written", ["no", "{}", '{"attributions": 3}', '{"attributions": [', "[" * 100_000, ""])
def test_an_answer_that_stays_broken_is_an_error_after_two_requests(server, asked, written):
    server.writes(written)

    with pytest.raises(ModelMalformed, match="twice"):
        asked()
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("status", "body", "error", "words"),
    [
        (401, '{"error": {"message": "bad key"}}', ModelRefused, "401: bad key"),
        (403, "", ModelRefused, "MUSNAD_LLM_KEY"),
        (404, '{"error": "model not found"}', ModelRefused, "most end in /v1"),
        (307, "", ModelRefused, "307"),
        (429, '{"message": "slow\\n down"}', ModelBusy, "too many requests (429: slow down)"),
        (500, "<html>" + "x" * 5000, ModelBusy, "in trouble (500)"),
        (503, '{"detail": "' + "x" * 5000 + '"}', ModelBusy, "Try again later"),
        (200, "hello", ModelMalformed, "not a chat completion"),
        (200, "[]", ModelMalformed, "not a chat completion"),
        (200, '{"choices": []}', ModelMalformed, "not a chat completion"),
        (200, '{"choices": [{"message": {"content": null}}]}', ModelMalformed, "has no text"),
        (200, b"\xff\xfe\x00", ModelMalformed, "not a chat completion"),
        (200, ["x" * 100_000] * 50, ModelMalformed, "more than"),
    ],
)
def test_what_a_server_refuses_or_breaks_is_told_in_one_line(server, asked, status, body, error, words):
    server.answers((status, body))

    with pytest.raises(error) as caught:
        asked()

    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500
    assert "key-1" not in str(caught.value)


@pytest.mark.parametrize("reply", [[3, "late"], ["{", *[0.2, " "] * 20]])
def test_a_server_that_is_silent_or_drips_ends_at_the_time_that_was_set(server, asked, reply):
    server.answers((200, reply))

    with pytest.raises(ModelSilent, match=r"0\.5 seconds"):
        asked(timeout=0.5)


def test_a_connection_that_breaks_off_is_told(server, asked):
    server.promised_length = 1000
    server.answers((200, "{"))

    with pytest.raises(ModelMalformed, match="connection broke"):
        asked()


def test_nobody_at_the_address_is_told_with_the_variable_to_check(server):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(ModelUnreachable, match="MUSNAD_LLM_URL"):
            ask(TEXT, Model(f"http://127.0.0.1:{port}/v1", "small"))


def test_what_no_text_can_be_read_with_is_told_from_what_fails_for_one(server):
    assert issubclass(ModelUnreachable, EngineUnusable)
    assert issubclass(ModelRefused, EngineUnusable)
    assert issubclass(ModelBusy, EngineFailed)
    assert issubclass(EngineUnusable, ReadError)
    assert issubclass(EngineFailed, ReadError)


# --- the plug-in ---


@pytest.fixture
def set_up(server, monkeypatch):
    monkeypatch.setenv("MUSNAD_LLM_URL", server.url)
    monkeypatch.setenv("MUSNAD_LLM_MODEL", "small")
    monkeypatch.delenv("MUSNAD_LLM_KEY", raising=False)
    monkeypatch.delenv("MUSNAD_LLM_TIMEOUT", raising=False)
    return server


def test_the_engine_is_found_by_its_name_and_logs_what_it_dropped(set_up, caplog):
    set_up.says(DENIAL, {**MINISTER, "content": "كلام لم يقله أحد"})

    with caplog.at_level(logging.WARNING, "musnad.reader"):
        found = read_text(TEXT, engine="llm")

    assert [cut(TEXT, one.content) for one in found] == ["إغلاق السوق"]
    assert "content 1" in caplog.text


ENVIRONMENT = {"MUSNAD_LLM_URL": "http://127.0.0.1:11434/v1", "MUSNAD_LLM_MODEL": "small"}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("MUSNAD_LLM_URL", ""),
        ("MUSNAD_LLM_URL", "127.0.0.1:11434"),
        ("MUSNAD_LLM_URL", "ftp://models.example"),
        ("MUSNAD_LLM_URL", "http://[broken"),
        ("MUSNAD_LLM_URL", "http://models.example:port/v1"),
        ("MUSNAD_LLM_MODEL", " "),
        ("MUSNAD_LLM_KEY", "مفتاح"),
        ("MUSNAD_LLM_KEY", "a\nb"),
        ("MUSNAD_LLM_TIMEOUT", "soon"),
        ("MUSNAD_LLM_TIMEOUT", "-1"),
        ("MUSNAD_LLM_TIMEOUT", "inf"),
    ],
)
def test_a_bad_setting_names_the_variable(variable, value):
    with pytest.raises(ModelNotSet, match=variable):
        model_of({**ENVIRONMENT, variable: value})


@pytest.mark.parametrize("end", ["", "/", "/chat/completions", "/chat/completions/"])
def test_an_address_may_end_in_the_path_of_the_completions(end):
    model = model_of({**ENVIRONMENT, "MUSNAD_LLM_URL": f"https://models.example/v1{end}", "MUSNAD_LLM_TIMEOUT": "5"})

    assert model.chat_url == "https://models.example/v1/chat/completions"
    assert model.timeout == 5


def test_a_key_is_not_shown_where_a_model_is():
    assert "s3cret" not in repr(model_of({**ENVIRONMENT, "MUSNAD_LLM_KEY": "s3cret"}))


def test_without_the_client_the_error_says_what_to_install():
    script = (
        "import sys; sys.modules['httpx'] = None\n"
        "from musnad.reader import ReadError, engine_names, read_text\n"
        "assert 'llm' in engine_names() and read_text('قال الوزير إن النهر هادئ.')\n"
        "try: read_text('قال الوزير إن النهر هادئ.', engine='llm')\n"
        "except ReadError as error: print(error)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=False
    )

    assert "pip install 'musnad[llm]'" in result.stdout, result.stderr
