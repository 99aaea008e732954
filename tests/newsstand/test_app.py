"""What an edition that can be installed prints beside its pages, and which edits print it again."""

import io
import json

import pytest
from PIL import Image
from tests import making
from tests.newsstand.affair import pages_of
from tests.newsstand.test_plan import paths
from tests.pictures import picture

from musnad.newsroom.models import Edition
from musnad.newsstand.icons import icon
from musnad.newsstand.previews import preview
from musnad.press.publishing import bring_up_to_date


def turn(lang="ar", **fields):
    edition = Edition.objects.get(slug=lang)
    for name, value in fields.items():
        setattr(edition, name, value)
    edition.save_revision().publish()


def test_an_edition_is_no_app_until_an_editor_says_so(desk):
    assert paths().isdisjoint({"/ar/manifest.webmanifest", "/ar/offline.html"})
    assert "manifest" not in pages_of("edition:ar")["/ar/"]
    assert "unregister" in pages_of("site")["/sw.js"]

    turn(app=True)
    assert {"/ar/manifest.webmanifest", "/ar/offline.html", "/sw.js"} <= paths()
    assert paths().isdisjoint({"/en/manifest.webmanifest", "/en/offline.html"})
    assert '<link rel="manifest" href="manifest.webmanifest">' in pages_of("edition:ar")["/ar/"]
    assert "manifest" not in pages_of("edition:en")["/en/"]
    assert "unregister" not in pages_of("site")["/sw.js"]


def test_the_manifest_is_in_the_editions_own_words_and_its_addresses_are_relative(desk):
    turn(app=True)
    told = json.loads(pages_of("edition:ar")["/ar/manifest.webmanifest"])

    assert (told["name"], told["lang"], told["dir"]) == ("مُسنَد", "ar", "rtl")
    assert not any(address.startswith(("/", "http")) for address in (told["start_url"], told["scope"]))
    assert all(each["src"].startswith("../media/") for each in told["icons"])


def test_the_worker_speaks_each_edition_that_is_an_app(desk):
    turn(app=True)
    turn("en", app=True)
    script = pages_of("site")["/sw.js"]
    told = json.loads(script.partition("const TOLD = ")[2].partition(";\n")[0])

    assert list(told["editions"]) == ["ar", "en"]
    assert told["editions"]["ar"]["words"]["kept"] == "نسخة محفوظة"
    assert told["editions"]["ar"]["line"]["digits"] == "٠١٢٣٤٥٦٧٨٩"
    assert "newsroom/" in told["live"]


def test_turning_it_on_and_off_prints_what_changes(desk, tmp_path, settings):
    settings.MUSNAD_HOME, settings.MUSNAD_PUBLIC = tmp_path / "home", tmp_path / "home" / "public"
    folder = settings.MUSNAD_PUBLIC
    story = making.story("خبر", desk)
    bring_up_to_date()
    gone = (folder / "sw.js").read_text()
    turn(app=True)
    bring_up_to_date()

    assert (folder / "sw.js").read_text() != gone
    assert (folder / "ar" / "offline.html").is_file()
    icons = json.loads((folder / "ar" / "manifest.webmanifest").read_text())["icons"]
    assert all((folder / "ar" / each["src"]).resolve().is_file() for each in icons)
    assert "manifest" in (folder / story.url_path.lstrip("/") / "index.html").read_text()
    turn(app=False)
    bring_up_to_date()
    assert (folder / "sw.js").read_text() == gone
    assert not (folder / "ar" / "offline.html").exists()
    assert not (folder / "ar" / "manifest.webmanifest").exists()


@pytest.mark.parametrize("maskable", [False, True])
def test_an_icon_is_the_projects_mark_on_paper(maskable):
    image = Image.open(io.BytesIO(icon(192, maskable=maskable))).convert("RGB")

    assert image.size == (192, 192)
    assert all(part > 240 for part in image.getpixel((2, 2)))
    inked = [x for x in range(192) for y in range(192) if image.getpixel((x, y))[1] < 120]
    # What is masked may lose all but a circle of four fifths.
    assert (min(inked) >= 96 - 0.4 * 192) == maskable
    assert len(inked) > 1000


def test_an_icon_is_made_of_the_editions_logo(desk):
    turn(app=True, logo=picture("شعار", (600, 300)))
    (first, *_) = json.loads(pages_of("edition:ar")["/ar/manifest.webmanifest"])["icons"]
    turn(logo=None)
    (other, *_) = json.loads(pages_of("edition:ar")["/ar/manifest.webmanifest"])["icons"]

    assert first["src"] != other["src"]


def test_a_logo_that_cannot_be_read_leaves_the_mark(caplog):
    assert icon(192, maskable=False, logo=b"no picture") == icon(192, maskable=False)
    assert "cannot be read" in caplog.text


def test_a_preview_registers_nothing(desk):
    turn(app=True)

    assert 'rel="manifest"' not in preview(making.draft("مسودة", desk))
