"""What a story's words put into somebody's mouth."""

from datetime import date

import pytest
from tests import making
from tests.newsroom.claims.conftest import DENIAL, POST, SAYING

from musnad.ledger.vocabulary import Act, SourceKind
from musnad.newsroom.claims.finding import found_in, key_of
from musnad.newsroom.texts import text_of


def found(story):
    return {each.words: each for each in found_in(story)}


def test_each_has_its_words_speaker_relays_act_and_place_in_the_text(story):
    said = found(story)[SAYING]

    assert (said.name, said.via, said.act, said.kind) == (
        "مرصد السهل",
        ("وكالة أنباء دلوان",),
        Act.AFFIRM,
        SourceKind.MONITOR,
    )
    assert text_of(story).text[said.start : said.end] == SAYING
    assert (said.field, said.block) == ("body", story.body[0].id)
    denied = found(story)[DENIAL]
    assert denied.act == Act.DENY
    assert "سالم الحاج" in denied.name


def test_words_said_in_a_post_that_is_embedded_below_are_tied_to_it(story):
    tweeted = next(each for each in found_in(story) if each.medium == "تغريدة")

    assert tweeted.post.address == POST
    assert found(story)[SAYING].post is None


def test_a_quotation_block_is_its_speaker_s_word_and_one_without_a_speaker_is_nobody_s(desk):
    quote = {"text": "لن نغادر أرضنا", "speaker": "مزارع من السهل", "role": ""}
    story = making.draft("خبر", desk, body=[("quote", quote), ("quote", {**quote, "text": "وداعًا", "speaker": ""})])
    (said,) = found_in(story)

    assert (said.words, said.name, said.direct, said.confidence) == ("لن نغادر أرضنا", "مزارع من السهل", True, 1.0)


def test_a_post_s_own_words_are_its_account_s(story):
    words = "لا صحة لما يتداول عن هجوم في السهل"
    posted = [each for each in found_in(story) if each.block == story.body[2].id]

    assert posted
    assert all(each.words in words and each.post.address == POST for each in posted)


def test_the_key_outlives_edits_around_the_words_and_not_of_the_words(story):
    before = found(story)[SAYING].key
    story.title = "عنوان آخر"
    story.body = [("paragraph", f"<p>مقدّمة جديدة.</p><p>قالت وكالة أنباء دلوان نقلًا عن مرصد السهل إنّ {SAYING}.</p>")]
    assert {each.key for each in found_in(story)} == {before}

    story.body = [("paragraph", f"<p>قالت وكالة أنباء دلوان نقلًا عن مرصد السهل إنّ {SAYING} وانسحبوا.</p>")]
    assert before not in {each.key for each in found_in(story)}


def test_the_same_words_of_two_speakers_are_two_suggestions():
    assert len({key_of(SAYING, speaker, act) for speaker in ("المرصد", "الوزير") for act in Act}) == 2 * len(Act)
    assert key_of("السدّ آمن", "الوزيرُ", Act.AFFIRM) == key_of("السد آمن", "الوزير", Act.AFFIRM)


@pytest.mark.parametrize(
    ("before", "via"),
    [
        ("قالت صحيفة الميناء إن السوق أغلقت مساء السبت.", "صحيفة الميناء"),
        ("قال مرصد السهل إن السوق أغلقت مساء السبت.", "الصحيفة"),
    ],
)
def test_whoever_was_told_is_named_as_a_source_and_in_full_where_it_was_named_before(before, via, desk):
    told = "وقال مسؤول كبير في الإدارة للصحيفة إن القرار سيصدر يوم الأحد."
    story = making.draft("السوق", desk, body=[("paragraph", f"<p>{before}</p>"), ("paragraph", f"<p>{told}</p>")])

    assert [each.via for each in found_in(story) if each.via] == [(via,)]


def test_a_day_named_in_the_text_is_dated_from_the_story_s_own(desk):
    body = [("paragraph", "<p>قال الوزير سالم الحاج يوم الأحد إن السدّ آمن.</p>")]
    story = making.draft("خبر", desk, body=body, published_at="2026-11-24T10:00:00Z")
    story.refresh_from_db()

    assert [each.when for each in found_in(story)] == [date(2026, 11, 22)]
