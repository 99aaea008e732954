"""The generated archive in the newsroom: the same rows for a seed, gone on with, printed without a dead link."""

import gc
import io
import itertools

import pytest
from django.core.files.images import ImageFile
from PIL import Image
from tests import making
from tests.founded import once
from tests.wire.demo.test_loading import dead_links

from musnad.ledger.models import ChainLink, Claim, LogEntry, Standing, Statement
from musnad.newsroom.models import Author, Keyword, Listing, NewsImage, PublicState, PublicVersion, Story, Topic
from musnad.press.publishing import bring_up_to_date
from musnad.wire.demo.archive import loading, shelves
from musnad.wire.demo.archive.loading import load
from musnad.wire.demo.loading import DemoContent
from musnad.wire.demo.loading import load as load_demo
from musnad.wire.models import GeneratedArchive

COUNT = 60


@pytest.fixture
def newsroom(db, monkeypatch):
    making.newsroom()
    # Two lots and a half: where one ends must not be seen.
    monkeypatch.setattr(loading, "LOT", 25)
    small_pictures()


def small_pictures():
    """The archive's pictures, so small that they take no time; those that are there are not drawn anew."""
    for scene in shelves.scenes():
        data = io.BytesIO()
        Image.new("RGB", (320, 200), "teal").save(data, "JPEG")
        NewsImage.objects.create(title=f"demo: {scene}", file=ImageFile(data, name=f"{scene}.jpg"))


def contents():
    """All that the archive put there, in what two loadings of it have in common."""
    stories = Story.objects.order_by("pk")
    return {
        "stories": list(stories.values_list("pk", "title", "url_path", "translation_key", "published_at", "path")),
        "bodies": [list(story.body.raw_data) for story in stories],
        "versions": list(PublicVersion.objects.order_by("pk").values_list("story", "digest", "at", "content")),
        "listings": list(Listing.objects.order_by("pk").values_list("collection", "story", "position", "dated")),
        "log": list(LogEntry.objects.order_by("pk").values_list("pk", "act", "at", "by", "payload")),
        "standings": list(Standing.objects.order_by("pk").values_list("claim", "at", "state", "verdict", "finding")),
        "named": [
            list(model.objects.order_by("pk").values_list("slug", flat=True)) for model in (Author, Keyword, Topic)
        ],
    }


def test_a_loading_that_was_broken_off_goes_on_to_the_same_archive(newsroom):
    class PowerCut(Exception):
        pass

    def cut(_, calls=itertools.count()):  # noqa: B008  (one count for all calls)
        if next(calls) == len(shelves.scenes()) + 2:
            raise PowerCut

    with pytest.raises(PowerCut):
        load(COUNT, 3, cut)
    begun = GeneratedArchive.objects.get(seed=3).stories

    assert load(COUNT, 3) == COUNT - begun
    assert 0 < begun < COUNT
    assert Story.objects.count() == COUNT
    assert Claim.objects.filter(pk__in=Statement.objects.values("claim")).count() == Claim.objects.count()


def test_loading_it_again_or_fewer_changes_nothing_even_where_an_editor_deleted(newsroom):
    load(30, 3)
    Story.objects.first().delete()
    before = contents()

    assert load(30, 3) == 0
    assert load(10, 3) == 0
    assert contents() == before


def test_more_of_the_same_archive_leaves_what_is_there_as_it_was(newsroom):
    load(30, 3)
    before = contents()

    assert load(COUNT, 3) == COUNT - 30
    after = contents()
    assert after["stories"][:30] == before["stories"]
    assert after["log"][: len(before["log"])] == before["log"]


def test_the_demo_and_two_archives_live_beside_each_other(newsroom):
    content = DemoContent.read()
    quiet = tuple(each for each in content.stories if "story:" not in str(each) and "stories" not in str(each))[:3]
    load(20, 3)
    load_demo(DemoContent(content.newsroom, quiet, {"sources": [], "claims": []}))

    load(20, 4)

    assert Story.objects.count() == 43
    assert NewsImage.objects.count() == len(content.scenes)


@pytest.fixture
def published_again(newsroom):
    """An archive whose stories an editor has all published again; how many versions the public had before that."""
    once("an archive", lambda: load(COUNT, 3))
    before = PublicVersion.objects.count()
    once("an archive published again", lambda: [making.publish(story) for story in Story.objects.all()])
    return before


def test_every_statement_has_its_words_in_the_story_that_carries_it(published_again):
    assert Statement.objects.count() >= 4
    assert ChainLink.objects.filter(position=1).exists()
    assert set(Statement.objects.values_list("anchor", flat=True)) == {"found"}


def test_the_public_sees_no_change_when_an_editor_publishes_a_generated_story_again(published_again):
    assert Story.objects.count() == COUNT
    assert PublicVersion.objects.count() == published_again
    assert PublicState.objects.filter(live=True).count() == COUNT


@pytest.fixture
def folder(tmp_path, settings, db):
    settings.MUSNAD_HOME = tmp_path / "home"
    settings.MUSNAD_PUBLIC = settings.MUSNAD_HOME / "public"
    settings.MEDIA_ROOT = tmp_path / "media"
    making.newsroom()
    small_pictures()
    return settings.MUSNAD_PUBLIC


def test_the_archive_is_printed_without_a_dead_link(folder):
    load(40, 3)

    assert bring_up_to_date().failed == 0
    assert dead_links(folder) == set()


def test_garbage_is_collected_as_before_once_the_loading_is_over_and_once_it_failed(newsroom):
    class DiskFull(Exception):
        pass

    usual, seen = gc.get_threshold(), set()

    def fail(_):
        seen.add(gc.get_threshold())
        if len(seen) > 1:
            raise DiskFull

    load(30, 1)
    assert gc.get_threshold() == usual
    with pytest.raises(DiskFull):
        load(60, 1, fail)

    assert gc.get_threshold() == usual
    assert len(seen) == 2
