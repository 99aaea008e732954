"""A page's text with the way back to its body, and the posts that carry what the page attributes."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.reader import Act, Item, Page, day_of, page_text, read_attributions, read_file, reading_to_json

HEADLINE = "بلدية السندس تنفي إغلاق الجسر"
POST = Item("post", platform="x", account="SundusTown", id="1", url="https://x.com/SundusTown/status/1")


def page(*body, **more):
    return Page(HEADLINE, tuple(Item("paragraph", one) if isinstance(one, str) else one for one in body), **more)


def carried(*body):
    """What the body attributes, as (the words, the place of the post)."""
    reading = read_attributions(page(*body))
    return {reading.text.text[slice(*one.attribution.content)]: one.post for one in reading.attributions}


# --- the text ---


def test_the_text_is_the_headline_and_the_body_with_a_blank_line_between_two():
    text = page_text(
        page(
            "فقرة أولى.",
            Item("heading", "عنوان فرعي", level=2),
            Item("quote", "كلام مقتبس", speaker="ليلى الجسر"),
            Item("list", "", items=("بند أول", "بند ثان")),
        )
    )

    assert text.text == "\n\n".join([HEADLINE, "فقرة أولى.", "عنوان فرعي", "كلام مقتبس", "بند أول", "بند ثان"])


def test_posts_pictures_related_links_and_credits_are_no_part_of_the_text():
    others = [
        Item("post", "قال الوزير إن الجسر سليم", platform="x", id="1"),
        Item("image", caption="قال الوزير إن الجسر سليم", alt="صورة"),
        Item("video", caption="مقطع", platform="youtube", id="2"),
        Item("related", "قال الوزير إن الجسر سليم"),
        Item("credit", "وكالة النهر"),
        Item("paragraph", "  "),
    ]

    assert page_text(page(*others, furniture=("إعلان",), standfirst="مقدمة")).text == HEADLINE


def test_an_offset_leads_back_to_the_body_and_into_a_list():
    text = page_text(page("فقرة.", POST, Item("list", items=("", "بند"))))

    assert text.piece(0).item is None
    assert text.piece(text.text.index("فقرة")).item == 0
    entry = text.piece(text.text.index("بند"))
    assert (entry.item, entry.entry) == (2, 1)


@given(st.lists(st.text(max_size=30), max_size=8))
def test_every_offset_of_every_text_is_in_the_piece_that_has_its_letter(paragraphs):
    whole = page(*paragraphs)
    text = page_text(whole)

    for place in range(len(text.text)):
        piece = text.piece(place)
        own = HEADLINE if piece.item is None else whole.body[piece.item].text
        assert text.text[piece.start : piece.end] == own
        assert piece.start <= place < piece.end + 2


# --- the day ---

PUBLISHED = datetime(2026, 7, 6, 23, 30, tzinfo=UTC)
POSTED = datetime(2026, 7, 4, 20, 48, tzinfo=UTC)
CAPTURED = date(2029, 1, 23)


@pytest.mark.parametrize(
    ("known", "day"),
    [
        ({"published": PUBLISHED, "not_before": POSTED, "captured_on": CAPTURED}, date(2026, 7, 6)),
        ({"published": date(2026, 7, 5), "captured_on": CAPTURED}, date(2026, 7, 5)),
        ({"not_before": POSTED, "captured_on": CAPTURED}, date(2026, 7, 4)),
        ({"captured_on": CAPTURED}, CAPTURED),
        ({}, None),
    ],
)
def test_a_page_is_of_the_day_of_publishing_or_of_its_latest_post_before_that_of_the_capture(known, day):
    assert day_of(page("فقرة.", **known)) == day


def test_the_engine_gets_the_pages_day_unless_another_is_given():
    asked = []

    def engine(text, *, day=None):
        asked.append(day)
        return []

    read_attributions(page("فقرة.", published=PUBLISHED), engine=engine)
    read_attributions(page("فقرة.", published=PUBLISHED), engine=engine, day=date(2020, 1, 1))

    assert asked == [date(2026, 7, 6), date(2020, 1, 1)]


# --- the posts ---


def test_words_that_a_sentence_finds_in_a_post_come_with_the_post_behind_it():
    found = carried("وكتبت البلدية في تغريدة: «الجسر مفتوح أمام الجميع».", POST, "وقال الوزير إن النهر هادئ.")

    assert found["الجسر مفتوح أمام الجميع"] == 1
    assert found["النهر هادئ"] is None


@pytest.mark.parametrize(
    "sentence",
    [
        "وقالت البلدية على تويتر إن الجسر مفتوح.",
        "وقالت البلدية عبر حسابها الرسمي في منصة إكس إن الجسر مفتوح.",
        "وقالت البلدية في منشور إن الجسر مفتوح.",
        "وغرّدت البلدية قائلة إن الجسر مفتوح.",
        "وقالت البلدية، في سلسلة تغريدات، إن الجسر مفتوح.",
    ],
)
def test_a_post_is_named_in_many_ways(sentence):
    assert carried(sentence, POST)["الجسر مفتوح"] == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "وقالت البلدية إن الجسر مفتوح.",
        "وقالت البلدية على فيسبوك إن الجسر مفتوح.",
        "وقال مدير في شركة تويتر إن الجسر مفتوح.",
        "ورداً على تغريدة، قالت البلدية إن الجسر مفتوح.",
        "وقالت البلدية إن الجسر مفتوح. ولها تغريدة قديمة.",
        "وقالت البلدية بناء على تقرير إن الجسر مفتوح.",
    ],
)
def test_a_post_that_nothing_joins_to_the_words_is_left_alone(sentence):
    assert carried(sentence, Item("post", platform="x", account="x1", id="1"))["الجسر مفتوح"] is None


def test_a_post_behind_another_paragraph_is_not_the_one_that_is_announced():
    assert carried("وقالت البلدية في تغريدة إن الجسر مفتوح.", "فقرة أخرى من الخبر.", POST)["الجسر مفتوح"] is None


def test_pictures_and_related_links_may_stand_between_a_paragraph_and_its_post():
    body = ("وقالت البلدية في تغريدة إن الجسر مفتوح.", Item("image", alt="الجسر"), Item("related", "خبر آخر"), POST)

    assert carried(*body)["الجسر مفتوح"] == 3


def test_a_name_in_arabic_letters_that_is_not_the_speakers_speaks_against_the_post():
    sentence = "وقال الوزير سامر النهري في تغريدة إن الجسر مفتوح."
    post = Item("post", platform="x", account="a", id="1", name="ليلى الجسر")

    assert carried(sentence, post)["الجسر مفتوح"] is None
    assert carried(sentence, Item("post", platform="x", account="a", id="1", name="سامر النهري"))["الجسر مفتوح"] == 1


@pytest.mark.parametrize(
    ("name", "account", "place"),
    [
        ("Samer Marwan Nahri", "x1", 1),
        ("", "SamerMarwan", 1),
        ("", "samermarwan_77", 1),
        ("سامر مروان", None, 1),
        ("", "SundusTown", None),
        ("Office of the Minister", "minister", None),
    ],
)
def test_a_post_needs_no_naming_where_its_name_or_account_is_the_speakers_in_either_alphabet(name, account, place):
    post = Item("post", platform="facebook", account=account, id="1", name=name)

    assert carried("وقال الوزير سامر مروان إن الجسر مفتوح.", post)["الجسر مفتوح"] == place


def test_of_several_posts_in_a_row_the_speakers_own_is_taken():
    mine = Item("post", platform="x", account="SamerMarwan", id="2")

    assert carried("وقال الوزير سامر مروان في تغريدة إن الجسر مفتوح.", POST, mine)["الجسر مفتوح"] == 2


def test_a_post_whose_own_text_is_the_words_carries_them_wherever_it_stands():
    words = "الجسر الجديد مفتوح أمام السيارات منذ صباح اليوم"
    post = Item("post", f"{words} #السندس", platform="facebook", id="3")

    assert carried(f"وقال شاهد عيان إن {words}.", "فقرة أخرى من الخبر.", post)[words] == 2


def test_the_same_words_of_the_same_speaker_elsewhere_have_the_same_post():
    found = carried(
        "نفت بلدية السندس إغلاق الجسر القديم أمام السيارات الصغيرة.",
        "وجاء في تغريدة بلدية السندس: «لا صحة لإغلاق الجسر القديم أمام السيارات الصغيرة اليوم».",
        POST,
    )

    assert found["إغلاق الجسر القديم أمام السيارات الصغيرة"] == 2


def test_a_quotation_that_the_page_marks_with_its_speaker_is_an_attribution_of_its_own():
    reading = read_attributions(page("فقرة أولى.", Item("quote", "الجسر يجمعنا", speaker="ليلى الجسر")))

    block = next(one.attribution for one in reading.attributions if one.piece.item == 1)
    assert reading.text.text[slice(*block.content)] == "الجسر يجمعنا"
    assert (block.speaker, block.speaker_resolved, block.act, block.direct) == (None, "ليلى الجسر", Act.AFFIRM, True)


def test_a_quotation_with_a_cue_of_its_own_is_one_attribution():
    block = Item("quote", "قال الوزير سامر مروان إن الجسر يجمعنا.", speaker="سامر مروان")

    found = [one.attribution for one in read_attributions(page(block)).attributions if one.piece.item == 0]

    assert [one.speaker_resolved for one in found] == ["الوزير سامر مروان"]


def test_a_page_of_hundreds_of_posts_and_attributions_ends():
    body = [
        item
        for number in range(600)
        for item in (f"قال الوزير في تغريدة إن الجسر رقم {number} مفتوح أمام السيارات.", POST)
    ]

    reading = read_attributions(page(*body))

    assert len(reading.attributions) >= 600


# --- the object ---


def test_the_object_carries_offsets_the_place_in_the_body_and_the_post():
    told = reading_to_json(read_attributions(page("وكتبت البلدية في تغريدة: «الجسر مفتوح أمام الجميع».", POST)))

    one = next(one for one in told["attributions"] if one["item"] == 0)
    assert told["text"][slice(*one["content"])] == "الجسر مفتوح أمام الجميع"
    assert one["post"] == {
        "item": 1,
        "platform": "x",
        "account": "SundusTown",
        "id": "1",
        "url": "https://x.com/SundusTown/status/1",
    }


# --- the real sample ---


@pytest.fixture(scope="module")
def real(sample):
    return read_attributions(read_file(sample))


def test_the_denial_of_the_real_sample_comes_with_its_post(real):
    denials = [one for one in real.attributions if one.attribution.act == Act.DENY and one.post is not None]

    assert denials
    for one in denials:
        post = real.post(one)
        assert (post.platform, post.account, post.id) == ("x", "OIRSpox", "1411789037992648707")
        assert "ماروتو" in one.attribution.speaker_resolved


def test_nothing_else_of_the_real_sample_has_the_post(real):
    others = {one.attribution.speaker_resolved for one in real.attributions if one.post is None}

    assert {"وزارة الدفاع الأميركية", "صحيفة واشنطن بوست"} <= others
    assert any("المرصد السوري لحقوق الإنسان" in name for name in others)
