"""Somebody reads the site link by link while editors work and the press prints: nothing is missing, half or mixed."""

import os
import signal
import time

import pytest
from django.conf import settings
from django.db import connections
from tests.press import edits
from tests.press.conftest import database
from tests.press.folder import files, publish
from tests.press.killing import links_of
from tests.press.several import in_a_process, print_until_stopped

from musnad.press.newsstand import TheNewsstand

__all__ = ["database"]

WORK = (
    *((edits.create, 0, number) for number in range(3)),
    (edits.standing_page, 0, 2),
    (edits.change_headline, 1, 4),
    (edits.add_section, 0, 3),
    (edits.move, 0, 2),
    (edits.reslug, 2, 5),
    (edits.tag, 1, 1),
    (edits.site_settings, 0, 1),
    (edits.unpublish, 0, 0),
    (edits.state, 0, 1),
    (edits.name_anew, 1, 0),
    (edits.delete, 2, 0),
    (edits.drop_name, 1, 0),
    (edits.settle, 0, 0),
    (edits.delete_section, 1, 0),
)


class Reader:
    """Follows every link from the root, again and again, through the files that a web server would send."""

    def __init__(self, public):
        self.public = public
        self.pages = 0

    def body(self, name):
        try:
            return (self.public / name).read_bytes()
        except FileNotFoundError:
            return None

    def read_all(self):
        """Read whatever can be reached; return what was missing on a page that still stood as it had been read."""
        missing, seen, line = set(), set(), ["index.html"]
        while line:
            name = line.pop()
            if name in seen or not name.endswith(".html"):
                continue
            seen.add(name)
            page = self.body(name)
            if page is None:
                continue
            self.pages += 1
            assert page.rstrip().endswith(b">"), name
            for target in links_of(name, page):
                if self.body(target) is not None:
                    line.append(target)
                elif self.body(name) == page:
                    missing.add((name, target))
        return missing


@pytest.fixture(params=[1, 2], ids=["one press", "two presses"])
def site(request, database, tmp_path, settings):
    settings.MUSNAD_HOME = tmp_path / "home"
    settings.MUSNAD_PUBLIC = settings.MUSNAD_HOME / "public"
    edits.founded()
    publish(TheNewsstand())
    return request.param


def test_a_reader_who_follows_every_link_meets_nothing_missing(site):
    reader = Reader(settings.MUSNAD_PUBLIC)
    connections.close_all()
    presses = [in_a_process(lambda: print_until_stopped(TheNewsstand())) for _ in range(site)]
    editor = in_a_process(work)
    missing = set()
    try:
        while os.waitpid(editor, os.WNOHANG) == (0, 0):
            missing |= reader.read_all()
    finally:
        for press in presses:
            os.kill(press, signal.SIGKILL)
            os.waitpid(press, 0)
    assert missing == set()
    assert reader.pages > 100
    publish(TheNewsstand())
    assert reader.read_all() == set()
    styles = {name for name in files() if name.startswith("assets/site.") and name.endswith(".css")}
    assert len(styles) == 1


def work():
    """Edit, and leave the presses a moment between two edits."""
    connections.close_all()
    for edit, one, two in WORK:
        edits.do(edit, one, two)
        time.sleep(0.15)
