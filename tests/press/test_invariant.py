"""The invariant of the press: whatever is edited, killed and started again, the folder is that of a full print."""

from functools import lru_cache

import pytest
from hypothesis import HealthCheck, Phase, seed
from hypothesis import settings as how
from hypothesis.stateful import run_state_machine_as_test
from tests.press.machines import OnePress, PostgresqlStage, SqliteStage, ThreePresses

from musnad.newsstand.readings import sharing
from musnad.press import store

# A kill comes at another moment each time: there is nothing to shrink.
HURRIED = {"deadline": None, "suppress_health_check": list(HealthCheck), "phases": [Phase.generate]}


@pytest.fixture(autouse=True)
def _packed_once(monkeypatch):
    """Equal pages have equal twins: what was packed for one sequence need not be packed for another. Cards too."""
    monkeypatch.setattr(store, "twins_of", lru_cache(5000)(store.twins_of))
    monkeypatch.setattr(sharing, "draw_card", lru_cache(500)(sharing.draw_card))


def on(stage, machine):
    return type(machine.__name__, (machine,), {"stage": stage})


# Two tests of half the sequences each: they run side by side. Without a seed of its own, the second would draw what
# the first does wherever hypothesis is told to draw the same each time.
@pytest.mark.long
@pytest.mark.parametrize(("drawn", "cards"), [(1, "none"), (2, "news")])
def test_any_edits_and_kills_end_in_the_folder_of_a_full_print(drawn, cards, database, home, tmp_path, settings):
    settings.SHARE_CARDS = cards
    stage = SqliteStage(tmp_path, database)
    stage.build()
    run_state_machine_as_test(
        seed(drawn)(on(stage, OnePress)), settings=how(max_examples=30, stateful_step_count=8, **HURRIED)
    )
    assert stage.done["sequences"] > 100
    assert stage.done["kills"] > 100
    assert (stage.done["with cards"] > 90) is (cards == "news")


@pytest.mark.long
def test_any_edits_and_kills_of_three_presses_end_in_the_folder_of_a_full_print(
    committing_postgresql, postgresql, home, tmp_path
):
    stage = PostgresqlStage(tmp_path, postgresql, "own")
    stage.build()
    try:
        run_state_machine_as_test(
            on(stage, ThreePresses), settings=how(max_examples=8, stateful_step_count=8, **HURRIED)
        )
    finally:
        postgresql.execute('DROP DATABASE "own-kept" WITH (FORCE)')
    assert stage.done["kills"] > 5
