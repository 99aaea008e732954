"""Anchors: words are found again in a text that was edited, and altered words never pass as found."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from musnad.arabic.errors import BadSpan
from musnad.arabic.normal import normal
from musnad.ledger.anchors import Selector, locate, select
from musnad.ledger.errors import EmptyQuote, QuoteNotFound

TEXT = "قالت الوزارة إنّ الهجومَ لم يقع، وأكدت أن الطريق آمن. وقال المرصد إن الهجوم وقع فعلاً قرب الحاجز."


def span(words, text=TEXT, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def found(text, selector):
    start, end = locate(text, selector)
    return text[start:end]


def test_a_selector_keeps_the_words_and_their_surroundings_in_normal_form():
    selector = select(TEXT, *span("الهجومَ لم يقع"))

    assert selector == Selector("الهجوم لم يقع", "قالت الوزارة ان ", "، واكدت ان الطريق امن. وقال المر")


def test_words_are_found_where_they_stand():
    assert locate(TEXT, select(TEXT, *span("الطريق آمن"))) == span("الطريق آمن")


def test_spaces_at_the_edges_are_no_part_of_the_words():
    start, end = span(" الطريق آمن")

    assert select(TEXT, start, end) == select(TEXT, start + 1, end)


@pytest.mark.parametrize(
    "edited",
    [
        "بيان جديد. " + TEXT,
        TEXT.replace("إنّ الهجومَ", "إن الهجوم"),
        TEXT.replace("الطريق", "\u200fالطـــريق"),
        TEXT.replace("آمن", "ءامن").replace("ءامن", "اٰمن"),
        TEXT.replace("أن الطريق", "أنّ الطّريقَ"),
        TEXT.replace("الطريق آمن", "الطريق\n آمن"),
    ],
)
def test_edits_around_the_words_and_in_their_marks_lose_nothing(edited):
    assert normal(found(edited, select(TEXT, *span("الطريق آمن")))) == "الطريق امن"


def test_marks_of_the_last_letter_belong_to_the_words():
    assert found(TEXT, Selector("الهجوم", suffix=" لم")) == "الهجومَ"


def test_of_two_places_the_one_with_the_same_surroundings_is_taken():
    second = select(TEXT, *span("الهجوم", nth=1))

    assert locate(TEXT, second) == span("الهجوم", nth=1)
    assert locate("مقدمة. " + TEXT, second) == tuple(place + 7 for place in span("الهجوم", nth=1))


def test_of_two_equal_places_the_first_is_taken():
    assert locate("نعم نعم", Selector("نعم")) == (0, 3)


def test_altered_words_are_not_found():
    with pytest.raises(QuoteNotFound):
        locate(TEXT.replace("لم يقع", "وقع"), select(TEXT, *span("الهجومَ لم يقع")))


def test_words_are_not_found_inside_other_words():
    with pytest.raises(QuoteNotFound):
        locate("عدد المقاتلين في المقتلة", Selector("قتل", "لقد ", " رجل"))


def test_what_was_cut_out_of_a_word_is_found_in_it():
    text = "وبالوزارة مصدر"

    assert found(text, select(text, 3, 9)) == text[3:9]


@pytest.mark.parametrize("words", ["، ", ". "])
def test_a_span_without_a_letter_cannot_be_anchored(words):
    with pytest.raises(EmptyQuote):
        select(TEXT, *span(words))


def test_an_empty_selector_finds_nothing():
    with pytest.raises(QuoteNotFound):
        locate(TEXT, Selector(""))


def test_a_span_outside_the_text_is_refused():
    with pytest.raises(BadSpan):
        select(TEXT, 5, 5000)


arabic = st.text(alphabet="ابتثج ءأإآىيةه\u064e\u0651ـ\u200f.،\n1٢", min_size=1, max_size=80)


@given(arabic, st.data())
def test_whatever_is_selected_is_found_again(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assume(any(char.isalnum() for char in normal(text[start:end])))
    try:
        selector = select(text, start, end)
    except EmptyQuote:
        assume(False)

    assert normal(found(text, selector)).strip() == selector.exact


@given(arabic, arabic, st.data())
def test_words_stay_found_when_whole_sentences_are_added(text, added, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    try:
        selector = select(text, start, end)
    except EmptyQuote:
        assume(False)

    assert normal(found(f"{added} {text} {added}", selector)).strip() == selector.exact
