"""The whole card, looked at as a picture."""

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageColor
from tests.pictures import picture_bytes

from musnad.newsstand.sharing.card import ACCENT, EDGE, HEAVIEST, PAPER, PICTURE, SIZE, Card, draw_card

PLAIN = Card("ar", rtl=True, headline="وزارة الدفاع تنفي الهجوم على طريق السهل", label="سياسة", site="مُسنَد")
LONG = "مجلس النواب يقرّ في جلسة استمرت حتى الفجر قانون الموازنة العامة للسنة المقبلة بعد تعديلات واسعة " * 3


def opened(card, fonts, **files):
    return Image.open(io.BytesIO(draw_card(card, fonts, **files))).convert("RGB")


def inked(image, box):
    """How many pixels of `box` are not paper."""
    paper = ImageColor.getrgb(PAPER)
    return sum(any(abs(a - b) > 12 for a, b in zip(pixel, paper, strict=True)) for pixel in pixels(image.crop(box)))


def pixels(image):
    data = image.tobytes()
    return [data[at : at + 3] for at in range(0, len(data), 3)]


def noise():
    """A picture so full of detail that no quality makes it light."""
    held = io.BytesIO()
    Image.effect_noise((1280, 720), 120).convert("RGB").save(held, "JPEG", quality=90)
    return held.getvalue()


def test_a_card_is_of_the_size_that_networks_show_and_light(fonts):
    data = draw_card(PLAIN, fonts)

    assert Image.open(io.BytesIO(data)).size == (1200, 630)
    assert Image.open(io.BytesIO(data)).format == "PNG"
    assert len(data) < 32 * 1024


def test_beside_a_picture_it_is_a_jpeg_and_as_light_as_the_picture_allows(fonts):
    data = draw_card(replace(PLAIN, picture="media/a.jpg"), fonts, picture_bytes((1280, 720)))

    assert Image.open(io.BytesIO(data)).format == "JPEG"
    assert len(data) <= HEAVIEST
    assert len(draw_card(replace(PLAIN, picture="media/a.jpg"), fonts, noise())) < 3 * HEAVIEST


def test_the_same_card_is_the_same_bytes_and_the_same_name(fonts):
    picture = picture_bytes((1280, 720))

    assert draw_card(PLAIN, fonts) == draw_card(PLAIN, fonts)
    beside = replace(PLAIN, picture="media/a.jpg")
    assert draw_card(beside, fonts, picture) == draw_card(beside, fonts, picture)
    assert PLAIN.name(fonts) == replace(PLAIN).name(fonts)


@pytest.mark.parametrize(
    "other",
    [
        {"headline": "خبر آخر"}, {"label": "اقتصاد"}, {"site": "الوادي"}, {"warning": "ادّعاء منفيّ"},
        {"picture": "media/b.jpg"}, {"position": "0% 50%"}, {"logo": "media/c.png"}, {"rtl": False}, {"lang": "fa"},
    ],
    ids=str,
)  # fmt: skip
def test_whatever_stands_on_it_gives_it_another_name(fonts, other):
    assert replace(PLAIN, **other).name(fonts) != PLAIN.name(fonts)


@pytest.mark.parametrize("headline", ["خبر", LONG, "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"])
@pytest.mark.parametrize("rtl", [True, False])
def test_nothing_is_drawn_over_the_edges(fonts, headline, rtl):
    card = replace(PLAIN, headline=headline, label="قسم طويل الاسم جدًّا " * 6, site="صحيفة طويلة الاسم " * 8, rtl=rtl)
    image = opened(card, fonts)
    bar = 16

    assert inked(image, (bar, 0, EDGE - 4, SIZE[1])) == 0
    assert inked(image, (SIZE[0] - EDGE + 4, 0, SIZE[0] - bar, SIZE[1])) == 0
    assert inked(image, (EDGE, 0, SIZE[0] - EDGE, 40)) == 0
    assert inked(image, (EDGE, SIZE[1] - 16, SIZE[0] - EDGE, SIZE[1])) == 0
    assert inked(image, (EDGE, 132, SIZE[0] - EDGE, SIZE[1] - 116)) > 1000


def test_lines_begin_at_the_right_in_arabic_and_at_the_left_in_english(fonts):
    arabic = opened(replace(PLAIN, headline="خبر"), fonts)
    english = opened(replace(PLAIN, lang="en", rtl=False, headline="News"), fonts)
    left, right = (EDGE, 132, 600, 514), (600, 132, SIZE[0] - EDGE, 514)

    assert inked(arabic, right) > 0 == inked(arabic, left)
    assert inked(english, left) > 0 == inked(english, right)


def test_the_picture_stands_where_lines_end_and_the_headline_beside_it(fonts):
    picture = picture_bytes((1280, 720), colour="#00ff00")
    arabic = opened(replace(PLAIN, picture="media/a.jpg"), fonts, picture=picture)
    english = opened(replace(PLAIN, picture="media/a.jpg", rtl=False), fonts, picture=picture)
    green = lambda pixel: pixel[1] > 200 and pixel[0] < 90  # noqa: E731  (said once)

    assert green(arabic.getpixel((10, 600)))
    assert green(english.getpixel((SIZE[0] - 10, 600)))
    assert not any(green(pixel) for pixel in pixels(arabic.crop((PICTURE + 8, 0, *SIZE))))


def test_the_picture_is_cropped_round_its_focal_point(fonts):
    held = io.BytesIO()
    wide = Image.new("RGB", (1600, 600), "blue")
    wide.paste("red", (1200, 0, 1600, 600))
    wide.save(held, "JPEG", quality=95)
    card = replace(PLAIN, picture="media/a.jpg", position="100% 50%")

    red, _, blue = opened(card, fonts, picture=held.getvalue()).getpixel((PICTURE // 2, 300))
    assert red > 200 > blue


def test_a_claim_that_no_longer_stands_is_said_on_a_red_field(fonts):
    red = bytes(ImageColor.getrgb(ACCENT))
    box = (700, 48, SIZE[0] - EDGE, 112)
    without, held = opened(PLAIN, fonts), opened(replace(PLAIN, warning="ادّعاء منفيّ"), fonts)

    assert pixels(held.crop(box)).count(red) > 5000
    assert pixels(without.crop(box)).count(red) < 2000
    assert inked(held, (EDGE, 48, 700, 112)) == 0


def test_a_picture_that_cannot_be_read_leaves_a_plain_field(fonts, caplog):
    broken = picture_bytes((1280, 720))[:400]
    image = opened(replace(PLAIN, headline="خبر", picture="media/a.jpg"), fonts, picture=broken)

    assert inked(image, (20, 132, 600, 514)) == 0
    assert "cannot be read" in caplog.text


def test_a_logo_stands_for_the_name(fonts):
    held = io.BytesIO()
    Image.new("RGBA", (480, 96), (0, 0, 255, 255)).save(held, "PNG")
    image = opened(replace(PLAIN, logo="media/logo.png"), fonts, logo=held.getvalue())

    red, green, blue = image.getpixel((SIZE[0] - EDGE - 100, SIZE[1] - 56))
    assert blue > 200 > red + green
