"""What a page costs: so many questions to the database for each kind, however long the archive is."""

from collections import defaultdict

import pytest
from django.db import connection
from tests import making
from tests.founded import once
from tests.wire.demo.archive.test_loading import small_pictures

from musnad import tags
from musnad.newsstand import plan, printing
from musnad.newsstand.printing import Unready
from musnad.press.snapshot import snapshot
from musnad.wire.demo.archive.loading import load

MOST = {
    "root": 4,
    "missing": 8,
    "home": 52,
    "latest": 6,
    "years": 26,
    "year": 10,
    "day": 26,
    "section": 24,
    "topic": 24,
    "keyword": 24,
    "author": 24,
    "archive": 26,
    "story": 40,
    "moved": 3,
    "claim": 60,
    "claim-moved": 6,
    "source": 55,
    "log": 160,
    "log-month": 160,
    "log-feed": 160,
    "claim-feed": 24,
    "stories-feed": 150,
    "story-card": 16,
    "claim-card": 60,
    "sitemap-index": 16,
    "sitemap-fronts": 24,
    "sitemap-pages": 6,
    "sitemap-news": 12,
    "sitemap-day": 300,
    "sitemap-numbered": 12,
    "robots": 16,
    "security-txt": 6,
    "trust-txt": 4,
    "search": 8,
    "find-count": 4,
    "find-part": 40,
    "find-words": 2,
    "manifest": 6,
    "offline": 6,
    "worker": 8,
}
"""Questions of one page printed alone, with what it lists: twenty stories of a feed, fifty entries of the log."""

A_LOT = 8
"""Questions of a story's page among others that are printed at one moment."""


@pytest.fixture
def archive(db, tmp_path, settings):
    """An archive of sixty stories."""
    settings.MEDIA_ROOT = tmp_path / "media"
    making.newsroom()
    small_pictures()
    once("an archive of sixty", lambda: load(60, 5))


def routes():
    return [route for owner in list(plan.owners()) for route in plan.routes(owner)]


def some_of_each_kind(found):
    """Of each kind a dozen from its whole length: from the oldest to the newest."""
    by_kind = defaultdict(list)
    for route in found:
        by_kind[route.kind].append(route)
    return [route for some in by_kind.values() for route in some[:: -(-len(some) // 12)]]


def printed(some):
    """Render them as a lot; what must be made first is made."""
    for _ in range(3):
        missing = []
        with snapshot(), tags.one_moment():
            printing.foresee(some)
            for route in some:
                try:
                    printing.render(route)
                except Unready as unready:
                    missing.append(unready)
        for unready in missing:
            unready.prepare()
        if not missing:
            return


def questions(some):
    """How many statements reach the database while they are rendered as a lot."""
    asked = []

    def count(execute, statement, *rest):
        asked.append(statement)
        return execute(statement, *rest)

    with snapshot(), connection.execute_wrapper(count), tags.one_moment():
        printing.foresee(some)
        for route in some:
            printing.render(route)
    return len(asked)


@pytest.mark.long
def test_each_kind_of_page_asks_so_often_and_no_more_often_as_the_archive_grows(archive):
    most = {}
    for size in (60, 180):
        load(size, 5)  # what is there stays
        found = some_of_each_kind(routes())
        printed(found)
        by_kind = defaultdict(int)
        for route in found:
            by_kind[route.kind] = max(by_kind[route.kind], questions([route]))
        most[size] = by_kind
        assert {kind: asked for kind, asked in by_kind.items() if asked > MOST.get(kind, 0)} == {}
    assert {"story", "moved", "archive", "day", "keyword", "topic", "claim", "source", "home"} <= most[60].keys()


def test_stories_that_are_printed_at_one_moment_ask_a_few_questions_each(archive):
    stories = [route for route in routes() if route.kind == "story"][:32]
    printed(stories)

    assert questions(stories) <= A_LOT * len(stories)


def test_short_addresses_ask_for_all_of_a_lot_at_once(archive):
    moved = [route for route in routes() if route.kind == "moved"][:32]

    assert len(moved) == 32
    assert questions(moved) <= 4
