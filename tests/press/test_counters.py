from contextlib import suppress

from django.db import transaction

from musnad import tags
from musnad.press import waking
from musnad.press.counters import values_of
from musnad.press.models import Counter


class Undone(Exception):
    pass


def test_each_raising_counts_one_up(database):
    with transaction.atomic():
        tags.raise_tags({"story:7", "card:7"})
    with transaction.atomic():
        tags.raise_tags({"story:7"})
    assert values_of({"story:7", "card:7", "story:8"}) == {"story:7": 2, "card:7": 1, "story:8": 0}


def test_an_edit_that_is_rolled_back_raises_nothing_and_wakes_nobody(database):
    waking.wait(0)
    with suppress(Undone), transaction.atomic():
        tags.raise_tags({"story:7"})
        raise Undone
    assert not Counter.objects.exists()
    assert not waking.wait(0)


def test_the_worker_is_woken_once_the_edit_is_committed(database):
    waking.wait(0)
    with transaction.atomic():
        tags.raise_tags({"story:7"})
        assert not waking.wait(0)
    assert waking.wait(0)


def test_many_tags_are_raised_in_one_edit(database):
    names = {f"story:{number}" for number in range(1001)}
    with transaction.atomic():
        tags.raise_tags(names)
    assert set(values_of(names).values()) == {1}


def test_a_counter_tells_since_when_it_waits(database, time_machine):
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    tags.raise_tags({"story:7"})
    first = Counter.objects.get().raised_at
    time_machine.move_to("2030-01-01T11:00:00Z", tick=False)
    tags.raise_tags({"story:7"})
    assert Counter.objects.get().raised_at == first
    Counter.objects.update(settled=2)
    tags.raise_tags({"story:7"})
    assert (Counter.objects.get().raised_at - first).total_seconds() == 3600
