"""The printed index: an edit prints its own part and shelf, and what is there is what a full print would put there."""

import pytest
from tests import making

from musnad import tags
from musnad.newsroom.models import Story
from musnad.newsstand import plan
from musnad.newsstand.printing import render
from musnad.newsstand.readings.search_index import gaps
from musnad.press.publishing import bring_up_to_date
from musnad.tags import names


@pytest.fixture
def folder(tmp_path, settings, monkeypatch):
    """The public folder, with parts of two entries and shelves of four."""
    settings.MUSNAD_HOME = tmp_path / "home"
    settings.MUSNAD_PUBLIC = settings.MUSNAD_HOME / "public"
    for module in (tags, names):
        monkeypatch.setattr(module, "FINDING_BLOCK", 2)
        monkeypatch.setattr(module, "SHELF", 4)
    return settings.MUSNAD_PUBLIC


def index_in(folder):
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.glob("ar/find/**/*.js")}


def index_wanted():
    routes = [route for owner in plan.owners() for route in plan.routes(owner) if route.kind.startswith("find-")]
    return {route.file: render(route).body for route in routes if route.file.startswith("ar/")}


def printed_by(folder, edit):
    """The index's files that a print after `edit` wrote, without the numbers of shards."""
    before = {name: (folder / name).stat().st_mtime_ns for name in index_in(folder)}
    edit()
    bring_up_to_date()
    now = index_in(folder)
    assert now == index_wanted()
    written = {name for name in now if (folder / name).stat().st_mtime_ns != before.get(name)}
    return {name.removeprefix("ar/find/story/").removeprefix("ar/find/") for name in written}


def test_each_publish_prints_the_newest_part_and_a_full_shelf_is_printed_otherwise(desk, folder):
    stories = []

    def publish():
        stories.append(making.story(f"خبر عن النهر {len(stories)}", desk))

    bring_up_to_date()
    assert printed_by(folder, publish) == {"count.js", "0.js", "0.words.js"}
    assert printed_by(folder, publish) == {"count.js", "0.js", "0.words.js"}
    assert printed_by(folder, publish) == {"count.js", "1.js", "1.words.js"}
    assert {name.partition("/")[0] for name in printed_by(folder, publish)} == {"count.js", "1.js", "shelf-0"}
    assert not [name for name in index_in(folder) if name.endswith(".words.js")]
    assert printed_by(folder, publish) == {"count.js", "2.js", "2.words.js"}

    def retitle():
        story = Story.objects.get(pk=stories[0].pk)
        story.title = "خبر عن الجسر"
        making.publish(story)

    written = printed_by(folder, retitle)
    assert {name.partition("/")[0] for name in written} == {"0.js", "shelf-0"}
    assert len(written) <= 5  # the part, and the shards of the words that came and went

    assert printed_by(folder, lambda: Story.objects.get(pk=stories[4].pk).unpublish()) == {"2.js", "2.words.js"}
    assert printed_by(folder, lambda: making.draft("مسودة", desk)) == set()


def test_numbers_are_written_by_what_lies_between_them():
    assert gaps([0, 1, 2, 5]) == "0002"
    assert gaps([62]) == "-"
    assert gaps([63, 511]) == "_0__6_"
