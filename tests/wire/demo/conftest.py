"""What the tests of the demo share: scenes drawn once a run, and its first stories, loaded once a worker."""

import functools
import re

import pytest
from PIL import Image
from tests import making
from tests.founded import once
from tests.sharing import made_once

from musnad.wire.demo import loading
from musnad.wire.demo.loading import DemoContent, load
from musnad.wire.demo.pictures import SCENES, draw


@pytest.fixture(scope="session")
def drawn(tmp_path_factory):
    """Return a function that gives a scene as the first test of this run had it drawn: that takes a second."""

    def kept(scene):
        if scene not in SCENES:
            return draw(scene)
        folder = made_once(tmp_path_factory, f"scene-{scene}", lambda folder: draw(scene).save(folder / "scene.ppm"))
        with Image.open(folder / "scene.ppm") as image:
            image.load()
            return image

    return functools.cache(kept)


@pytest.fixture(scope="session", autouse=True)
def _scenes_drawn_once(drawn):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "draw", drawn)
        yield


@pytest.fixture
def few(db):
    """The first stories of the demo, which link to one another."""
    making.newsroom()
    content = DemoContent.read()
    wanted = [story for story in content.stories if "khuzama" in story["key"]]
    keys = {story["key"] for story in wanted}
    linked = {key for story in wanted for key in re.findall(r"story:([a-z0-9-]+)", str(story["body"]))}
    more = [story for story in content.stories if story["key"] in linked - keys]
    related = {key for story in wanted + more for block in story["body"] for key in block.get("stories", ())}
    stories = [story for story in content.stories if story["key"] in keys | linked | related]
    known = {story["key"] for story in stories}
    return DemoContent(content.newsroom, tuple(without_links_beyond(story, known) for story in stories), content.ledger)


def without_links_beyond(story, known):
    """The same story without links to stories that are left out of the test."""
    body = []
    for block in story["body"]:
        kept = dict(block)
        if "stories" in kept:
            kept["stories"] = [key for key in kept["stories"] if key in known]
        for field in ("html",):
            if field in kept:
                kept[field] = re.sub(
                    r'<a href="story:([a-z0-9-]+)">(.*?)</a>',
                    lambda found: found[0] if found[1] in known else found[2],
                    kept[field],
                )
        body.append(kept)
    return {**story, "body": body}


@pytest.fixture
def loaded(few):
    """The first stories of the demo, loaded."""
    once("the first stories of the demo", lambda: load(few))
    return few
