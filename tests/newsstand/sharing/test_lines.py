"""Lines as they are drawn, looked at as pictures: Arabic letters joined, in the right order, inside their room."""

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from musnad.newsstand.sharing.fonts import NoFont, covered_by, found_fonts, read_font
from musnad.newsstand.sharing.lines import ELLIPSIS, JOINER, Box, Hand, fitted

SIZE = 60
ROOM = (1000, 160)
BASELINE = 100


@pytest.fixture
def arabic(fonts):
    return Hand(fonts.head, rtl=True, lang="ar")


@pytest.fixture
def english(fonts):
    return Hand(tuple(reversed(fonts.head)), rtl=False, lang="en")


def drawn(hand, text):
    """The line's ink, cut to what there is of it."""
    sheet = Image.new("L", ROOM)
    hand.write(ImageDraw.Draw(sheet), ROOM[0] - 100 if hand.rtl else 100, BASELINE, text, SIZE)
    return sheet.crop(sheet.getbbox())


def unshaped(font, text):
    """What is drawn where letters are put side by side as they stand in the text."""
    sheet = Image.new("L", ROOM)
    face = ImageFont.truetype(str(font.path), SIZE, layout_engine=ImageFont.Layout.BASIC)
    ImageDraw.Draw(sheet).text((100, BASELINE), text, 255, face, "ls")
    return sheet.crop(sheet.getbbox())


def blots(picture):
    """How many separate pieces of ink there are."""
    ink = picture.point(lambda value: 255 if value > 100 else 0)
    count = 0
    for x in range(ink.width):
        for y in range(ink.height):
            if ink.getpixel((x, y)) == 255:
                count += 1
                ImageDraw.floodfill(ink, (x, y), 0)
    return count


def alike(one, other):
    """Whether two pictures have the same ink, but for the shades of edges that fall between pixels."""
    size = (max(one.width, other.width), max(one.height, other.height))
    if abs(one.width - other.width) > 2 or abs(one.height - other.height) > 2:
        return False
    canvases = []
    for each in (one, other):
        canvas = Image.new("L", size)
        canvas.paste(each)
        canvases.append(canvas)
    difference = sum(ImageChops.difference(*canvases).tobytes())
    return difference < 0.12 * sum(canvases[0].tobytes())


@pytest.mark.parametrize("word", ["سلم", "مسلسل", "محمل"])
def test_the_letters_of_an_arabic_word_are_joined(arabic, word):
    assert blots(drawn(arabic, word)) == 1
    assert blots(unshaped(arabic.fonts[0], word)) == len(word)


def test_the_first_word_of_an_arabic_line_stands_at_the_right(arabic):
    line = drawn(arabic, "مسلسل محكم")
    first, second = drawn(arabic, "مسلسل"), drawn(arabic, "محكم")

    right = line.crop((line.width - first.width, 0, line.width, line.height))
    left = line.crop((0, 0, second.width, line.height))
    assert alike(right.crop(right.getbbox()), first)
    assert alike(left.crop(left.getbbox()), second)
    assert not alike(left.crop(left.getbbox()), first)


def test_a_number_in_an_arabic_line_reads_from_left_to_right_and_stands_between_its_words(arabic, english):
    line = drawn(arabic, "عام 2026 بدأ")
    number = drawn(Hand(arabic.fonts, rtl=False, lang="ar"), "2026")
    after = arabic.width("بدأ ", SIZE)

    middle = line.crop((round(after) - 4, 0, round(after) + number.width + 4, line.height))
    assert alike(middle.crop(middle.getbbox()), number)


def test_letters_that_the_arabic_font_has_not_are_drawn_by_the_other(arabic, english):
    assert alike(drawn(arabic, "Boeing"), drawn(english, "Boeing"))
    missing = drawn(Hand(arabic.fonts[:1], rtl=True, lang="ar"), "Boeing")
    assert not alike(missing, drawn(english, "Boeing"))


def test_what_no_font_has_leaves_no_empty_box(arabic):
    assert arabic.clean("خبر 😀 عاجل 日本 \u202e!\t\n نعم") == "خبر عاجل ! نعم"


def test_tashkeel_stands_over_its_letters_and_widens_nothing(arabic):
    bare, full = "محكمة", "مَحْكَمَةٌ"

    assert arabic.width(full, SIZE) == pytest.approx(arabic.width(bare, SIZE), abs=2)
    assert drawn(arabic, full).height > drawn(arabic, bare).height
    assert [piece.text for piece in arabic.pieces(full)] == [full]


BOX = Box(600, 400, 1.56, 4)
SIZES = (88, 72, 56, 40)
HEADLINES = [
    "انقطاع الكهرباء",
    "وزارة الدفاع في دلوان تنفي تعرّض نقطة تفتيش على طريق السهل لهجوم مسلّح",
    "شركة «Boeing» تسلّم 737 MAX (النسخة الثانية) بقيمة 1,250.50 دولار بزيادة 12% في 2026-11-20",
    "قُتِلَ مُحَمَّدٌ وَأُصِيبَ آخَرُونَ فِي الحَادِثِ الَّذِي وَقَعَ فَجْرَ اليَوْمِ",
    "مجلس النواب يقرّ في جلسة استمرت حتى الفجر قانون الموازنة العامة للسنة المقبلة بعد تعديلات واسعة " * 3,
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz في البرلمان",
    "أفاستسقيناكموهاوفسيكفيكهماللهوهوالسميعالعليموأنلزمكموهاوأنتملهاكارهون",
]


@pytest.mark.parametrize("headline", HEADLINES)
def test_every_headline_fits_its_room(arabic, headline):
    found = fitted(arabic.clean(headline), arabic, BOX, sizes=SIZES)

    assert 1 <= len(found.lines) <= BOX.most
    assert len(found.lines) * found.size * BOX.leading <= BOX.height
    assert max(arabic.width(line, found.size) for line in found.lines) <= BOX.width + 1
    said = "".join(found.lines).replace(JOINER, "").removesuffix(ELLIPSIS).replace(" ", "")
    assert headline.replace(" ", "").startswith(said)
    assert found.lines[-1].endswith(ELLIPSIS) == (said != headline.replace(" ", ""))


def test_a_short_headline_is_large_and_a_long_one_small(arabic):
    sizes = [fitted(arabic.clean(each), arabic, BOX, sizes=SIZES).size for each in HEADLINES]

    assert sizes[0] == SIZES[0]
    assert sizes[4] == SIZES[-1]


def test_lines_are_of_about_one_length(arabic):
    found = fitted(HEADLINES[1], arabic, BOX, sizes=(56,))
    widths = [arabic.width(line, 56) for line in found.lines]

    # Filled one after the other, the last line would have been left with a word or two.
    assert len(widths) >= 3
    assert min(widths) > 0.6 * max(widths)


def test_a_word_that_is_broken_keeps_its_letters_joined_at_the_break(arabic):
    found = fitted(HEADLINES[-1], arabic, BOX, sizes=(56,))

    assert len(found.lines) > 1
    assert found.lines[0].endswith(JOINER)
    assert found.lines[1].startswith(JOINER)


def test_an_empty_headline_has_no_lines(arabic):
    assert [line for line in fitted("", arabic, BOX, sizes=SIZES).lines if line] == []


def test_a_font_tells_which_letters_it_has(fonts):
    arabic, latin = fonts.head

    assert {ord(sign) for sign in "ابتسلمئ٣۳3،؟"} <= arabic.covered
    assert ord("B") not in arabic.covered
    assert {ord(sign) for sign in "Bü%–"} <= latin.covered
    assert ord("ا") not in latin.covered


def test_what_is_no_font_is_told_by_its_path(tmp_path):
    bad = tmp_path / "font.ttf"
    bad.write_bytes(b"no font at all")

    with pytest.raises(NoFont, match=r"font\.ttf"):
        read_font(bad)
    with pytest.raises(NoFont, match="absent"):
        found_fonts([str(tmp_path / "absent.ttf")])
    with pytest.raises(ValueError, match="no table"):
        covered_by(b"\0\1\0\0" + b"\0" * 20)
