import threading

import pytest
from django.db import OperationalError, connection, transaction

from musnad import tags
from musnad.press.counters import values_of
from musnad.press.models import Counter, PressState
from musnad.press.snapshot import snapshot


def elsewhere(act):
    """Do `act` in another thread, and so on another connection."""

    def run():
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()


def edit():
    with transaction.atomic():
        PressState.objects.update_or_create(name="headline", defaults={"value": "new"})
        tags.raise_tags({"story:7"})


def test_an_edit_meanwhile_shows_neither_its_data_nor_its_counter(database):
    with snapshot():
        elsewhere(edit)
        assert not PressState.objects.filter(name="headline").exists()
        assert values_of({"story:7"}) == {"story:7": 0}
    assert PressState.objects.get(name="headline").value == "new"
    assert values_of({"story:7"}) == {"story:7": 1}


def test_data_read_before_an_edit_goes_with_the_counter_of_before(database):
    edit()
    with snapshot():
        assert PressState.objects.get(name="headline").value == "new"
        elsewhere(edit)
        assert values_of({"story:7"}) == {"story:7": 1}
    assert values_of({"story:7"}) == {"story:7": 2}


def test_nothing_can_be_written_in_a_snapshot(database):
    with pytest.raises(OperationalError, match="readonly"), snapshot():
        Counter.objects.create(tag="story:7", raised_at="2030-01-01T00:00:00Z")
    assert not Counter.objects.exists()
    edit()
    assert Counter.objects.exists()


def test_writers_take_their_lock_when_they_begin_again_after_a_snapshot(database):
    with snapshot():
        pass
    assert connection.transaction_mode == "IMMEDIATE"


def test_a_snapshot_inside_another_transaction_is_refused(database):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic(), snapshot():
        pass
    assert connection.transaction_mode == "IMMEDIATE"
