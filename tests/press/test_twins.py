import gzip

import brotli
import pytest

from musnad.press.twins import SMALLEST, twins_of

PAGE = ("<p>قالت بلدية المدينة إن الجسر الجديد يُفتح أمام المشاة صباح الخميس.</p>\n" * 60).encode()


def test_both_twins_unpack_to_the_page():
    twins = twins_of("ar/index.html", PAGE)
    assert brotli.decompress(twins[".br"]) == PAGE
    assert gzip.decompress(twins[".gz"]) == PAGE
    assert len(twins[".br"]) < len(twins[".gz"]) < len(PAGE)


def test_twins_of_the_same_page_are_the_same_bytes():
    assert twins_of("ar/index.html", PAGE) == twins_of("en/other.html", PAGE)


def test_gzip_names_no_time():
    assert twins_of("a.html", PAGE)[".gz"][4:8] == bytes(4)


@pytest.mark.parametrize("name", ["media/ab/hero.avif", "media/ab/sound.mp3", "media/report.pdf", "noending"])
def test_what_is_compressed_already_has_no_twin(name):
    assert twins_of(name, PAGE) == {}


def test_what_fits_one_packet_has_no_twin():
    assert twins_of("ar/old/index.html", PAGE[: SMALLEST - 1]) == {}
    assert set(twins_of("ar/old/index.html", PAGE[:SMALLEST])) == {".br", ".gz"}
