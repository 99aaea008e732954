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
from tests.press.folder import files, full_print, printed_plainly, publish
from tests.press.killing import check_the_folder, check_whole, publish_and_die
from tests.press.several import in_a_process, print_until_stopped

from musnad import tags
from musnad.press.newsstand import TheNewsstand

CHOICE = st.integers(0, 11)
# A press has some dozens of steps where little is stale, and some hundreds in a full print.
MOMENTS = st.one_of(st.integers(0, 12), st.integers(0, 80), st.integers(0, 700))
WHOLE = st.sampled_from((False, False, False, True))
ONCE_MORE = 3
"""How often what one series of edits left is brought up to date once more, with other kills."""

KILLS = st.lists(st.lists(st.tuples(MOMENTS, WHOLE), min_size=1, max_size=3), min_size=ONCE_MORE, max_size=ONCE_MORE)

PUBLIC = "public/"
"""The press never writes into a file that is there below it: a link will do."""

BY_THE_PRESS = 8
"""One in so many is compared with what the press itself prints into an empty folder, too."""


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
        make_alike(settings.MUSNAD_PUBLIC, self.kept / "first/public")

    def reset(self):
        connections.close_all()
        self.put_database_back()
        make_alike(self.kept / "first", settings.MUSNAD_HOME)


def make_alike(wanted, folder):
    """Have `folder` hold what `wanted` holds, by links: what is the same file already is left alone."""
    want, have = inodes(wanted), inodes(folder)
    for name in [name for name, inode in have.items() if want.get(name) != inode]:
        (folder / name).unlink()
        del have[name]
    for name in want.keys() - have.keys():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        put = os.link if name.startswith(PUBLIC) else shutil.copyfile
        put(wanted / name, folder / name)
    for each, _, _ in os.walk(folder, topdown=False):
        if each != str(folder) and not (wanted / Path(each).relative_to(folder)).is_dir():
            Path(each).rmdir()


def inodes(folder):
    return {
        f"{each[len(str(folder)) + 1 :]}/{name}".lstrip("/"): Path(each, name).stat().st_ino
        for each, _, names in os.walk(folder)
        for name in names
    }


class SqliteStage(Stage):
    def __init__(self, folder, database):
        super().__init__(folder)
        self.database = database

    def keep_database(self):
        copy_database(self.database, self.kept / "kept.sqlite3")

    def put_database_back(self):
        copy_database(self.kept / "kept.sqlite3", self.database)

    def keep_this(self):
        """Keep the state that there is, to come back to."""
        connections.close_all()
        copy_database(self.database, self.kept / "this.sqlite3")
        make_alike(settings.MUSNAD_HOME, self.kept / "this")

    def come_back(self):
        connections.close_all()
        copy_database(self.kept / "this.sqlite3", self.database)
        make_alike(self.kept / "this", settings.MUSNAD_HOME)


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


class Remembering(TheNewsstand):
    """The newsstand over a database that nobody edits any more: what was found once is the same again."""

    def __init__(self):
        self._known, self._routes = {}, {}

    def routes(self, owner):
        if owner not in self._routes:
            self._routes[owner] = super().routes(owner)
        return self._routes[owner]

    def foresee(self, routes):
        super().foresee([route for route in routes if route not in self._known])

    def render(self, route):
        if route not in self._known:
            with tags.recording() as read:
                printed = super().render(route)
            self._known[route] = printed, frozenset(read)
        printed, read = self._known[route]
        tags.read(*read)
        return printed


class Editing(RuleBasedStateMachine):
    """What editors do, in any order."""

    stage: Stage

    @initialize()
    def begin(self):
        self.stage.reset()
        self.stage.done["sequences"] += 1
        self.stage.done["series of edits"] += 1

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
        newsstand = Remembering()
        found = brought_up_to_date(newsstand)
        expected = printed_plainly(TheNewsstand())
        assert found == expected, difference(found, expected)
        self.end(found, newsstand)
        if self.stage.done["series of edits"] % BY_THE_PRESS == 0:
            expected = full_print(TheNewsstand())
            assert found == expected, difference(found, expected)

    def end(self, found, newsstand):
        """What else is to be done after the last edit, where the folder is to be `found`."""


def brought_up_to_date(newsstand):
    report = publish(newsstand)
    assert report.failed == 0
    return files()


class OnePress(Editing):
    """One press at a time, killed at a step of its own, and not always started again before the next edit.

    What the edits left is then brought up to date again and again, with other kills: each is a sequence of its own, but
    for the edits and what is expected of them, which cost most. What these render of the same state is rendered once.
    """

    kind = "sqlite"

    def __init__(self):
        super().__init__()
        self.known = set()
        self.once_more = []

    @initialize(once_more=KILLS)
    def begin(self, once_more):
        super().begin()
        self.known = set(files())
        self.once_more = once_more

    @rule()
    def press(self):
        publish(TheNewsstand())
        self.known = set(files())
        check_the_folder()

    @rule(moment=MOMENTS, everything=WHOLE)
    def kill(self, moment, everything):
        self.killed(TheNewsstand(), moment, everything)

    def killed(self, newsstand, moment, everything):
        self.stage.done["kills"] += publish_and_die(newsstand, moment, everything=everything)
        check_the_folder(self.known)

    def teardown(self):
        if self.once_more:
            self.stage.keep_this()
            super().teardown()

    def end(self, found, newsstand):
        self.stage.done["with cards"] += any(name.startswith("media/") for name in found) * (1 + len(self.once_more))
        for kills in self.once_more:
            self.stage.come_back()
            self.stage.done["sequences"] += 1
            for moment, everything in kills:
                self.killed(newsstand, moment, everything)
            again = brought_up_to_date(newsstand)
            assert again == found, (kills, difference(again, found))


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
