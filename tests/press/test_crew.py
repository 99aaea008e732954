import os
import sys
import time

from django.contrib.auth.models import Group
from tests.press.folder import AT_ONCE

from musnad.press import crew as crew_module
from musnad.press import publishing
from musnad.press.crew import Crew, cores
from musnad.press.publishing import bring_up_to_date

SAYS_THREE = [sys.executable, "-c", "print(3)"]
UNTIL_INPUT_ENDS = [sys.executable, "-c", "import sys; sys.stdin.read(); print(2)"]
DEAF = [sys.executable, "-c", "import time; time.sleep(60)"]
DYING = [sys.executable, "-c", "import os; os.abort()"]


def test_there_is_a_core():
    assert cores() == len(os.sched_getaffinity(0)) >= 1


def test_what_the_others_printed_is_counted():
    crew = Crew(SAYS_THREE, 2)
    crew.gather()
    crew.dismiss()
    assert crew.printed == 6


def test_they_end_when_they_are_dismissed_and_come_once():
    crew = Crew(UNTIL_INPUT_ENDS, 2)
    crew.gather()
    crew.gather()
    crew.dismiss()
    crew.dismiss()
    assert crew.printed == 4


def test_one_that_has_ended_is_called_again():
    crew = Crew(SAYS_THREE, 1)
    crew.gather()
    while crew._others[0].poll() is None:
        time.sleep(0.01)
    crew.gather()
    crew.dismiss()
    assert crew.printed == 6


def test_one_that_does_not_listen_is_killed(monkeypatch, caplog):
    monkeypatch.setattr(crew_module, "PATIENCE", 0.1)
    crew = Crew(DEAF, 1)
    crew.gather()
    crew.dismiss()
    assert crew.printed == 0
    assert "ended with -9" in caplog.text


def test_one_that_dies_is_told_of(caplog):
    crew = Crew(DYING, 1)
    crew.gather()
    crew.dismiss()
    assert "ended with -6" in caplog.text


def test_a_run_calls_for_help_where_much_waits(board, monkeypatch):
    monkeypatch.setattr(publishing, "MANY", 5)
    monkeypatch.setattr(publishing, "PAGES_A_LOT", 2)
    monkeypatch.setattr(publishing, "A_LOT", {})
    for number in range(3):
        Group.objects.create(name=f"n{number}|خبر {number}")
    few = bring_up_to_date(newsstand=board, files_stay=AT_ONCE, crew=Crew(SAYS_THREE, 1))
    assert few.printed == 4
    for number in range(3, 12):
        Group.objects.create(name=f"n{number}|خبر {number}")
    many = bring_up_to_date(newsstand=board, files_stay=AT_ONCE, everything=True, crew=Crew(UNTIL_INPUT_ENDS, 1))
    assert many.printed == 10 + 2
