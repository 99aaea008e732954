"""The whole demo: loaded, printed and crawled."""

import re
from urllib.parse import unquote, urljoin

import brotli
import pytest
from tests import making
from tests.newsstand.vocabulary import faults_on

from musnad.newsroom.models import Edition, NewsImage, PublicState, Story
from musnad.press.publishing import bring_up_to_date
from musnad.wire.demo.loading import DemoContent, load
from musnad.wire.models import LoadedDemo

SMALL = 20 * 1024


def test_a_second_loading_changes_nothing_even_where_an_editor_deleted(loaded):
    Story.objects.filter(locale__language_code="ar").first().delete()
    before = Story.objects.count()

    assert load(loaded) == 0
    assert Story.objects.count() == before


def test_a_loading_that_was_broken_off_goes_on_where_it_was(few):
    class PowerCut(Exception):
        pass

    done = []

    def cut():
        done.append(1)
        if len(done) == len(few.scenes) + 3:
            raise PowerCut

    with pytest.raises(PowerCut):
        load(few, cut)
    begun = LoadedDemo.objects.filter(done=True).count()

    load(few)

    assert 0 < begun < len(few.stories)
    assert PublicState.objects.filter(live=True).count() == len(few.stories)
    assert NewsImage.objects.count() == len(few.scenes)


def test_the_demo_names_its_editions_and_says_that_all_is_invented(loaded):
    assert "نسج الخيال" in Edition.objects.get(slug="ar").footer


@pytest.fixture
def printed(db, tmp_path, settings):
    """The folder of the whole demo, printed."""
    settings.MUSNAD_HOME = tmp_path / "home"
    settings.MUSNAD_PUBLIC = settings.MUSNAD_HOME / "public"
    settings.MEDIA_ROOT = tmp_path / "media"
    making.newsroom()
    load(DemoContent.read())
    report = bring_up_to_date()
    assert report.failed == 0
    return settings.MUSNAD_PUBLIC


@pytest.mark.long
def test_the_whole_demo_is_printed_without_a_dead_link_or_a_heavy_page(printed):
    assert PublicState.objects.filter(live=True, lang="ar").count() >= 34
    assert PublicState.objects.filter(live=True, lang="en").count() >= 10

    assert dead_links(printed) == set()
    assert third_parties(printed) == set()
    assert told_wrongly(printed) == {}
    weights = {file.parent.name: weight_of(file, printed) for file in printed.glob("*/*/*/index.html")}
    assert max(weights.values()) <= SMALL, max(weights, key=weights.get)


def links_of(file, folder, pattern):
    page = "/" + file.relative_to(folder).as_posix().removesuffix("index.html")
    for target in re.findall(pattern, file.read_text()):
        for candidate in target.split(", ") if " " in target else [target]:
            yield page, candidate.split(" ")[0].partition("#")[0]


def dead_links(folder):
    dead = set()
    for file in folder.rglob("*.html"):
        for page, target in links_of(file, folder, r'(?:href|src|srcset|data-from)="([^"]+)"'):
            if not target or re.match(r"(?:https?|mailto|data):", target):
                continue
            path = unquote(urljoin(page, target))
            if not (folder / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))).exists():
                dead.add((page, target))
    return dead


def third_parties(folder):
    """Addresses of other hosts that a browser would ask without being told to."""
    embedded = r'(?:src|srcset|poster|data-from)="(https?:[^"]+)"'
    linked = r'<link rel="(?:stylesheet|preload|icon)"[^>]*href="(https?:[^"]+)"'
    pages = [file.read_text() for file in folder.rglob("*.html")]
    return {found for page in pages for pattern in (embedded, linked) for found in re.findall(pattern, page)}


def told_wrongly(folder):
    """What pages tell machines outside schema.org's vocabulary, by page."""
    found = {file.parent.name: faults_on(file.read_text()) for file in folder.rglob("index.html")}
    return {name: faults for name, faults in found.items() if faults}


def weight_of(file, folder):
    """Bytes of a page with its style and script, each as brotli sends it."""
    text = file.read_text()
    assets = re.findall(r'(?:href|src)="((?:\.\./)*assets/[^"]+\.(?:css|js))"', text)
    page = "/" + file.relative_to(folder).as_posix()
    parts = [text.encode(), *((folder / unquote(urljoin(page, each)).lstrip("/")).read_bytes() for each in assets)]
    return sum(len(brotli.compress(part, quality=5)) for part in parts)
