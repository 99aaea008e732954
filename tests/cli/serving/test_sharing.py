"""Requests and the press in one process: an edit's pages are printed before the next page of the newsroom is made."""

import threading

import pytest

from musnad.cli.serving.sharing import taking_turns
from musnad.press import waking


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    monkeypatch.setattr(waking, "_house", waking._House())
    monkeypatch.setattr(waking, "PRINT", 30)
    monkeypatch.setattr(waking, "ANSWER", 30)


def application(seen):
    def answer(environ, start_response):
        seen.append((environ["PATH_INFO"], waking._house.asked - waking._house.answered))
        start_response("200 OK", [])
        return [b"newsroom"]

    return taking_turns(answer)


def ask(app, path):
    return list(app({"REQUEST_METHOD": "GET", "PATH_INFO": path}, lambda status, headers: None))


def test_the_press_sees_what_editors_ask_for_and_not_what_readers_do():
    seen = []
    app = application(seen)
    assert ask(app, "/newsroom/pages/3/") == [b"newsroom"]
    assert ask(app, "/search/") == [b"newsroom"]
    assert seen == [("/newsroom/pages/3/", 1), ("/search/", 0)]
    waking.let_answer()


def test_after_an_edit_the_next_page_is_made_once_the_press_printed_it():
    seen = []
    app = application(seen)
    with waking.listening():
        waking.wake()
        asking = threading.Thread(target=ask, args=(app, "/newsroom/pages/3/"))
        asking.start()
        asking.join(0.05)
        assert seen == []
        # Not by waiting for each other: the press says that it printed before it lets editors be answered.
        waking.printed(waking.calls())
        waking.let_answer()
        assert seen == [("/newsroom/pages/3/", 1)]
        asking.join(10)


def test_an_application_that_fails_is_answered_all_the_same():
    def fail(environ, start_response):
        raise LookupError

    with pytest.raises(LookupError):
        ask(taking_turns(fail), "/newsroom/")
    waking.let_answer()
