"""A story's words as one text."""

from tests import making

from musnad.newsroom.texts import plain, text_of

BODY = [
    ("paragraph", "<p>قال الوزير <b>إن</b> السدّ&nbsp;آمن.</p><p>وأضاف: «لا خطر».</p>"),
    ("heading", {"text": "ردود", "level": "2"}),
    ("list", {"ordered": False, "items": ["<p>أولًا</p>", "<p>ثانيًا</p>"]}),
    ("quote", {"text": "لن نغادر", "speaker": "مزارع", "role": ""}),
    ("image", {"image": None, "caption": "صورة من السدّ", "credit": "", "alt": ""}),
    ("post", {"platform": "x", "url": "https://x.com/dalwan/status/1", "text": "", "account": "dalwan", "name": ""}),
    ("post", {"platform": "x", "url": "https://x.com/dalwan/status/2", "text": "السدّ آمن", "account": "", "name": ""}),
]


def test_headline_standfirst_and_body_are_one_text_with_an_empty_line_between_two_paragraphs(desk):
    story = making.draft("السدّ آمن", desk, body=BODY, standfirst="الوزير يطمئن")

    assert text_of(story).text.split("\n\n") == [
        "السدّ آمن",
        "الوزير يطمئن",
        "قال الوزير إن السدّ آمن.",
        "وأضاف: «لا خطر».",
        "ردود",
        "أولًا",
        "ثانيًا",
        "لن نغادر",
        "السدّ آمن",
    ]


def test_each_place_leads_back_to_its_field_or_block(desk):
    story = making.draft("السدّ آمن", desk, body=BODY)
    found = text_of(story)
    place = found.text.index("لن نغادر")

    piece = found.piece_at(place)
    assert (piece.kind, piece.start, found.text[piece.start : piece.end]) == ("quote", place, "لن نغادر")
    assert piece.block == story.body[3].id
    assert found.piece_at(0).field == "title"
    assert found.piece_at(len("السدّ آمن")) is None
    # A post whose words nobody kept is there all the same: the words before it may be its.
    assert found.after(piece).value["url"].endswith("/1")
    assert found.after(found.pieces[-1]) is None


def test_rich_text_loses_its_marks_and_keeps_its_paragraphs():
    assert plain('<p>قال <a href="/">الوزير</a>:<br/>نعم</p>\n<p>&amp; لا</p>') == "قال الوزير:\n\nنعم\n\n& لا"
