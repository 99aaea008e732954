"""The normal form, and the way back from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.errors import BadSpan
from musnad.arabic.normal import normal, normalise, plain

# Letters, marks, fillers, ligatures, hamzas, digits, bidi marks and spaces: what normal forms are made of.
ARABIC = st.text(
    st.sampled_from("ابتويىةهءآأإؤئٱکیہگپﻻﷲﷺﻼﻙ٣۴5aÉßİ .،«»-\n\u00a0\ufe0f")
    | st.sampled_from("\u064b\u064f\u0651\u0652\u0653\u0654\u0655\u0670\u0640\u200c\u200d\u200e\u200f\u061c")
)
TEXT = ARABIC | st.text()

SAME = {
    "tashkeel": ("مُسنَدٌ", "مسند"),
    "shadda with a vowel": ("التَّحالُفُ الدَّوليّ", "التحالف الدولي"),
    "superscript alef": ("هٰذا", "هذا"),
    "Quranic signs": ("ٱلرَّحۡمَـٰنِ ۝", "الرحمن "),
    "tatweel": ("الـــعـــراق", "العراق"),
    "alef with hamza above": ("أحمد", "احمد"),
    "alef with hamza below": ("إعلام", "اعلام"),
    "alef with madda": ("آب", "اب"),
    "alef of joining": ("ٱلله", "الله"),
    "high hamza of Kazakh's alef": ("ٵ", "ا"),
    "hamza set over the letter by a mark of its own": ("ا\u0654حمد", "احمد"),
    "waw with hamza": ("مسؤول", "مسءول"),
    "ya with hamza": ("مسئول", "مسءول"),
    "hamza over a waw, tashkeel between": ("مسو\u064f\u0654ول", "مسءول"),
    "hamza over a tooth of tatweel": ("هي\u0640\u0654ة", "هءة"),
    "hamza on the line": ("سماء", "سماء"),
    "alef maqsura": ("مستشفى", "مستشفي"),
    "ta marbuta stays": ("غزة", "غزة"),
    "Persian kaf and yeh": ("کردی", "كردي"),
    "Persian letters that Arabic keyboards lack": ("گروپ چاوش", "كروب جاوش"),
    "Urdu heh and final yeh": ("ہے", "هي"),
    "Urdu ta marbuta": ("سورۃ", "سورة"),
    "Kurdish heh": ("هە", "هه"),
    "Maghrebi feh and qaf": ("ڢاس، ڧسنطينة", "فاس، قسنطينة"),
    "Moroccan gaf": ("أڭادير", "اكادير"),
    "veh": ("ڤيينا", "فيينا"),
    "presentation forms": ("\ufee3\ufebb\ufeae", "مصر"),
    "lam-alef as one sign": ("ﻻ ﻹ", "لا لا"),
    "Allah as one sign": ("عبدﷲ", "عبدالله"),
    "the blessing as one sign": ("ﷺ", "صلي الله عليه وسلم"),
    "rial as one sign": ("﷼", "ريال"),
    "tashkeel as presentation forms": ("مﹹسنﹷد", "مسند"),
    "shadda and its vowel as one sign": ("محم\ufc60د", "محمد"),
    "Arabic-Indic digits": ("٢٠٢١", "2021"),
    "Persian digits": ("۲۰۲۱", "2021"),
    "full-width digits": ("２０２１", "2021"),
    "Arabic signs in numbers": ("١٬٢٣٤٫٥٪", "1,234.5%"),
    "bidi marks and isolates": ("\u200f(\u2067سوريا\u2069)\u200e\u202c\u061c", "(سوريا)"),
    "zero-width joiners": ("ه\u200d. م\u200cا", "ه. ما"),
    "soft hyphen and byte order mark": ("\ufeffسو\u00adريا", "سوريا"),
    "no-break space, tab and line ends in a row": ("دير\u00a0\t\r\n الزور", "دير الزور"),
    "hamza that stands on a space": ("جزء \u0654 من", "جزء من"),
    "capital letters and accents": ("Égalité STRAẞE", "egalite strasse"),
    "Turkish dotted capital": ("İzmir", "izmir"),
    "keycap": ("1\ufe0f\u20e3", "1"),
    "acute accent alone": ("´", "´"),
    "marks that are half of their letter": ("हिन्दी が", "हिन्दी か\u3099"),
    "punctuation": ("«نعم»، قال؛ لا!", "«نعم»، قال؛ لا!"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "expected"), SAME.values(), ids=SAME)
def test_the_normal_form_leaves_what_two_spellings_share(text, expected):
    assert normal(text) == expected


def test_ta_marbuta_becomes_ha_on_request_alone():
    assert normal("مدينة غزة", fold_ta_marbuta=True) == "مدينه غزه"
    assert normal("سورۃ ﺔ", fold_ta_marbuta=True) == "سوره ه"


def test_digits_stay_on_request():
    assert normal("في ٢٠٢١ و۲۰۲۲ و2023 ٪", fold_digits=False) == "في ٢٠٢١ و۲۰۲۲ و2023 ٪"


@pytest.mark.parametrize(
    ("text", "found", "source"),
    [
        ("قال مُحَمَّدٌ أمس", "محمد", "مُحَمَّدٌ"),
        ("الـــعـــراق اليوم", "العراق", "الـــعـــراق"),
        ("وزارة الـــخـــارجـــيـــة", "الخارجية", "الـــخـــارجـــيـــة"),
        ("بيتـــ", "بيت", "بيتـــ"),
        ("صلاة ﷺ عليه", "عليه وسلم", "ﷺ"),
        ("إلى ﻻفتة", "افت", "ﻻفت"),
        ("المسؤو\u0654ول", "ءءو", "ؤو\u0654و"),
        ("مسو\u064f\u0654ول كبير", "ءو", "و\u064f\u0654و"),
        ("دير\u00a0\n الزور", "ر ا", "ر\u00a0\n ا"),
        ("في ٢٠٢١م", "2021", "٢٠٢١"),
        ("\u200fسوريا\u200f: بيان", "سوريا", "سوريا"),
        ("Straße frei", "ss", "ß"),
    ],
)
def test_words_found_in_the_normal_form_are_shown_in_the_original(text, found, source):
    form = normalise(text)
    start = form.text.index(found)
    first, last = form.source(start, start + len(found))
    assert text[first:last] == source


def test_an_empty_span_stays_empty_where_it_is():
    form = normalise("\u064eمُسنَد")
    assert form.source(0, 0) == (1, 1)
    assert form.source(1, 1) == (3, 3)
    assert form.source(4, 4) == (7, 7)
    assert normalise("").source(0, 0) == (0, 0)
    assert normalise("\u200f").source(0, 0) == (0, 0)


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("قال مُحَمَّدٌ أمس", "مُحَمَّدٌ", "محمد"),
        ("قال مُحَمَّدٌ أمس", "\u064e\u0651", ""),
        ("عبدﷲ وحده", "ﷲ", "الله"),
        ("مسو\u0654ول", "\u0654", "ء"),
        ("دير \n الزور", "\n", " "),
        ("\u200fسوريا", "\u200f", ""),
    ],
)
def test_a_part_of_the_original_is_shown_in_the_normal_form(text, part, expected):
    form = normalise(text)
    start = text.index(part)
    first, last = form.target(start, start + len(part))
    assert form.text[first:last] == expected


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 6)])
def test_offsets_outside_of_the_text_are_refused_with_their_values(start, end):
    form = normalise("سوريا")
    for ask in (form.source, form.target):
        with pytest.raises(BadSpan, match=rf"\[{start}, {end}\) is no part of a text of 5 characters") as caught:
            ask(start, end)
        assert (caught.value.start, caught.value.end, caught.value.length) == (start, end, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مَسْؤُولٌ في الـــهيئة", "مسؤول في الهيئة"),
        ("آب أُوروبا إلى مستشفى غزة", "آب أوروبا إلى مستشفى غزة"),
        ("ا\u0654حمد وٱلله", "أحمد والله"),
        ("ﻵن ﻷن", "لآن لأن"),
        ("کردی ہے گروپ", "كردي هي گروپ"),
        ("بيان\u0654 رقم ٣ و۴", "بيان رقم 3 و4"),
        ("قال \u0654  لا", "قال لا"),
        ("Égalité", "egalite"),
    ],
)
def test_the_plain_form_keeps_the_orthography(text, expected):
    assert plain(text) == expected


@given(TEXT, st.booleans(), st.booleans())
def test_the_normal_form_is_its_own(text, ta_marbuta, digits):
    once = normal(text, fold_ta_marbuta=ta_marbuta, fold_digits=digits)
    assert normal(once, fold_ta_marbuta=ta_marbuta, fold_digits=digits) == once


@given(TEXT, st.booleans(), st.booleans())
def test_with_and_without_the_way_back_the_text_is_one(text, ta_marbuta, digits):
    form = normalise(text, fold_ta_marbuta=ta_marbuta, fold_digits=digits)
    assert form.text == normal(text, fold_ta_marbuta=ta_marbuta, fold_digits=digits)
    assert form.original == text


@given(TEXT)
def test_the_plain_form_is_its_own(text):
    assert plain(plain(text)) == plain(text)


@given(TEXT, st.data())
def test_every_span_comes_from_a_part_of_the_original_that_holds_it(text, data):
    form = normalise(text)
    start = data.draw(st.integers(0, len(form.text)))
    end = data.draw(st.integers(start, len(form.text)))
    first, last = form.source(start, end)
    assert 0 <= first <= last <= len(text)
    assert form.text[start:end] in normal(text[first:last])


@given(TEXT, st.data())
def test_from_the_normal_form_to_the_original_and_back_nothing_is_lost(text, data):
    form = normalise(text)
    start = data.draw(st.integers(0, len(form.text)))
    end = data.draw(st.integers(start, len(form.text)))
    first, last = form.target(*form.source(start, end))
    assert first <= start
    assert end <= last or start == end
    # A second trip changes nothing: only ligatures that were cut have grown, and they are whole now.
    assert form.target(*form.source(first, last)) == (first, last)


@given(TEXT, st.data())
def test_parts_of_the_original_keep_their_order_in_the_normal_form(text, data):
    form = normalise(text)
    first, second, third = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=3, max_size=3)))
    assert form.target(first, second)[0] <= form.target(second, third)[0]
    assert form.target(0, len(text)) == (0, len(form.text))
