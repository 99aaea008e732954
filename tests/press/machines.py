"""State machines over a real newsroom: any edits, presses, kills and restarts end in the folder of a full print."""

import os
import shutil
import signal
import time
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.db import connections
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from tests.databases import copy_database
from tests.press import edits
from tests.press.folder import files, full_print, publish
from tests.press.killing import check_the_folder, check_whole, publish_and_die
from tests.press.several import in_a_process, print_until_stopped

from musnad.press.newsstand import TheNewsstand

CHOICE = st.integers(0, 11)
# A press has some dozens of steps where little is stale, and some hundreds in a full print.
MOMENTS = st.one_of(st.integers(0, 12), st.integers(0, 80), st.integers(0, 700))


class Stage:
    """Where a newsroom is founded and printed once, and brought back to that state before each sequence."""

    def __init__(self, folder):
        self.kept = Path(folder)
        self.done = Counter()

    def build(self):
        edits.founded()
        publish(TheNewsstand())
        connections.close_all()
        self.keep_database()
        shutil.copytree(settings.MUSNAD_PUBLIC, self.kept / "public")

    def reset(self):
        connections.close_all()
        self.put_database_back()
        shutil.rmtree(settings.MUSNAD_HOME, ignore_errors=True)
        # The press never writes into a file that is there: a link will do.
        shutil.copytree(self.kept / "public", settings.MUSNAD_PUBLIC, copy_function=os.link)


class SqliteStage(Stage):
    def __init__(self, folder, database):
        super().__init__(folder)
        self.database = database

    def keep_database(self):
        copy_database(self.database, self.kept / "kept.sqlite3")

    def put_database_back(self):
        copy_database(self.kept / "kept.sqlite3", self.database)


class PostgresqlStage(Stage):
    """`cluster` has the database `name`, which the connections lead to."""

    def __init__(self, folder, cluster, name):
        super().__init__(folder)
        self.cluster, self.name = cluster, name

    def keep_database(self):
        self.cluster.execute(f'CREATE DATABASE "{self.name}-kept" TEMPLATE "{self.name}"')

    def put_database_back(self):
        self.cluster.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        self.cluster.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.name}-kept"')


class Editing(RuleBasedStateMachine):
    """What editors do, in any order."""

    stage: Stage

    @initialize()
    def begin(self):
        self.stage.reset()
        self.stage.done["sequences"] += 1

    @rule(edit=st.sampled_from(edits.STORIES), one=CHOICE, two=CHOICE)
    def edit_a_story(self, edit, one, two):
        edits.do(edit, one, two)

    @rule(edit=st.sampled_from(edits.SITE), one=CHOICE, two=CHOICE)
    def edit_the_site(self, edit, one, two):
        edits.do(edit, one, two)

    @rule(edit=st.sampled_from(edits.LEDGER), one=CHOICE, two=CHOICE)
    def record(self, edit, one, two):
        edits.do(edit, one, two)

    def teardown(self):
        report = publish(TheNewsstand())
        assert report.failed == 0
        found = files()
        expected = full_print(TheNewsstand())
        assert found == expected, difference(found, expected)


class OnePress(Editing):
    """One press at a time, killed at a step of its own, and not always started again before the next edit."""

    kind = "sqlite"

    def __init__(self):
        super().__init__()
        self.known = set()

    @initialize()
    def begin(self):
        super().begin()
        self.known = set(files())

    @rule()
    def press(self):
        publish(TheNewsstand())
        self.known = set(files())
        check_the_folder()

    @rule(moment=MOMENTS, everything=st.sampled_from((False, False, False, True)))
    def kill(self, moment, everything):
        self.stage.done["kills"] += publish_and_die(TheNewsstand(), moment, everything=everything)
        check_the_folder(self.known)


class ThreePresses(Editing):
    """Three presses print all the time while editors work; any of them is killed, and another takes its place."""

    kind = "postgresql"

    def __init__(self):
        super().__init__()
        self.pids = []

    @initialize()
    def begin(self):
        super().begin()
        self.pids = [start_press() for _ in range(3)]

    @rule(which=st.integers(0, 2), after=st.integers(0, 120))
    def kill(self, which, after):
        time.sleep(after / 1000)
        end(self.pids[which])
        self.stage.done["kills"] += 1
        self.pids[which] = start_press()

    def teardown(self):
        for pid in self.pids:
            end(pid)
        if self.pids:
            check_whole(files())
            super().teardown()


def start_press():
    connections.close_all()
    return in_a_process(lambda: print_until_stopped(TheNewsstand()))


def end(pid):
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def difference(found, expected):
    return {
        "too many": sorted(found.keys() - expected.keys()),
        "missing": sorted(expected.keys() - found.keys()),
        "other": sorted(name for name in found.keys() & expected.keys() if found[name] != expected[name]),
    }
