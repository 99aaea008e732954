"""An edit wakes the worker beside it, and what else goes on in the process lets the press print it first."""

import threading
import time
from contextlib import contextmanager

import pytest

from musnad.press import waking


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """A process in which nobody called, asked or listens."""
    monkeypatch.setattr(waking, "_house", waking._House())


@contextmanager
def begun(act):
    """Run `act` in a thread of its own; yield an event that is set once it is over."""
    over = threading.Event()

    def run():
        act()
        over.set()

    thread = threading.Thread(target=run)
    thread.start()
    yield over
    thread.join(10)


def seconds_of(act):
    begin = time.monotonic()
    act()
    return time.monotonic() - begin


def test_a_call_before_the_waiting_counts_once():
    waking.wake()
    waking.wake()
    assert waking.wait(5)
    assert not waking.wait(0)


def test_what_is_asked_after_an_edit_waits_until_it_is_printed(monkeypatch):
    monkeypatch.setattr(waking, "PRINT", 30)
    with waking.listening():
        waking.wake()
        with begun(waking.let_print) as answered:
            assert not answered.wait(0.05)
            waking.printed(waking.calls())
            assert answered.wait(5)
        assert seconds_of(waking.let_print) < 5


def test_an_edit_that_came_after_the_press_looked_is_still_waited_for(monkeypatch):
    monkeypatch.setattr(waking, "PRINT", 30)
    with waking.listening():
        waking.wake()
        before = waking.calls()
        waking.wake()
        with begun(waking.let_print) as answered:
            waking.printed(before)
            assert not answered.wait(0.05)
            waking.printed(waking.calls())
            assert answered.wait(5)


def test_nobody_waits_for_a_press_that_is_slow_or_in_another_process(monkeypatch):
    monkeypatch.setattr(waking, "PRINT", 0.05)
    with waking.listening():
        waking.wake()
        assert 0.04 < seconds_of(waking.let_print) < 5

    monkeypatch.setattr(waking, "PRINT", 30)
    waking.wake()
    assert seconds_of(waking.let_print) < 5


def test_who_waits_for_a_press_that_ends_goes_on(monkeypatch):
    monkeypatch.setattr(waking, "PRINT", 30)
    press = waking.listening()
    press.__enter__()
    waking.wake()
    with begun(waking.let_print) as answered:
        assert not answered.wait(0.05)
        press.__exit__(None, None, None)
        assert answered.wait(5)


def test_the_press_waits_until_every_editor_is_answered(monkeypatch):
    monkeypatch.setattr(waking, "ANSWER", 30)
    first, second = waking.answering(), waking.answering()
    first.__enter__()
    second.__enter__()
    with begun(waking.let_answer) as went_on:
        first.__exit__(None, None, None)
        assert not went_on.wait(0.05)
        second.__exit__(None, None, None)
        assert went_on.wait(5)
    assert waking.asked() == 2


def test_an_answer_that_fails_holds_up_the_press_no_longer(monkeypatch):
    monkeypatch.setattr(waking, "ANSWER", 30)
    with pytest.raises(ZeroDivisionError), waking.answering():
        raise ZeroDivisionError
    assert seconds_of(waking.let_answer) < 5


def test_an_answer_that_takes_long_holds_up_the_press_for_a_moment_alone(monkeypatch):
    monkeypatch.setattr(waking, "ANSWER", 0.05)
    with waking.answering():
        assert 0.04 < seconds_of(waking.let_answer) < 5
