"""The copies of letters on the public site: what was sent, and how it stands now."""

import datetime as dt

import pytest
from tests import making
from tests.newsstand.affair import Affair, pages_of
from tests.newsstand.test_exactness import folder, printed
from tests.newsstand.test_plan import printed_by

from musnad import tags
from musnad.newsroom.letters import LETTERS_PAGE, tell_letter
from musnad.newsroom.models import PublicLetter, Story
from musnad.newsstand import plan

__all__ = ["folder", "printed"]

SENT = dt.datetime(2026, 3, 5, 4, tzinfo=dt.UTC)


def tell(*items, subject="موجز الصباح", kind="digest", intro="صباح الخير.\nهذه أخبار ليلتكم."):
    return tell_letter("ar", kind, subject=subject, intro=intro, items=items, at=SENT)


def story_item(story, headline="", words=""):
    return {"story": story.pk, "headline": headline, "words": words}


def copy_of(letter):
    return pages_of(tags.letter(letter.pk))[letter.path]


def test_before_one_is_sent_there_are_no_letters(desk):
    assert not any(owner.startswith("letter") for owner in plan.owners())
    assert plan.routes(tags.letters("ar")) == []


def test_a_letter_has_a_copy_with_its_own_words_and_a_place_in_the_list(desk):
    first, second = making.story("افتُتح الجسر", desk), making.story("عاد السوق", desk, standfirst="بعد عامين")
    letter = tell(story_item(second), story_item(first, "افتتاح الجسر أخيرًا", "على مهل"))

    page = copy_of(letter)

    assert letter.path == "/ar/letters/1/"
    assert page.index("عاد السوق") < page.index("افتتاح الجسر أخيرًا")
    for words in ("موجز الصباح", "صباح الخير.", "هذه أخبار ليلتكم.", "بعد عامين", "على مهل"):
        assert words in page
    assert "افتُتح الجسر" not in page
    shown = pages_of(tags.letters("ar"))
    assert 'href="1/"' in shown["/ar/letters/"]
    assert {tags.letter(letter.pk), tags.letters("ar"), tags.letters_page("ar", 1)} <= set(plan.owners())


def test_a_denial_marks_the_copy_and_taking_it_back_cleans_it(desk):
    affair = Affair(desk)
    letter = tell(story_item(affair.story))
    before = copy_of(letter)

    affair.deny()

    assert "ادّعاء منفيّ" not in before
    assert "ادّعاء منفيّ" in copy_of(letter)


def test_the_copy_of_a_correction_says_how_its_claim_stands(desk):
    affair = Affair(desk)
    affair.deny()

    page = copy_of(tell({"claim": affair.claim.pk}, kind="correction"))

    assert affair.claim.sentence in page
    assert "منفيّ" in page
    assert "وزارة الدفاع في دلوان" in page


@pytest.mark.parametrize("go", [lambda story: story.unpublish(), lambda story: story.delete()], ids=["off", "gone"])
def test_a_story_that_was_taken_off_is_said_to_be(desk, go):
    story = making.story("خبر", desk, standfirst="كلام كثير")
    letter = tell(story_item(story))
    go(Story.objects.get(pk=story.pk))

    page = copy_of(letter)

    assert "<s>خبر</s>" in page
    assert "لم تعد هذه المادة منشورة" in page
    assert "كلام كثير" not in page


def test_a_letter_prints_its_copy_and_the_lists_alone(desk, printed):
    story = making.story("خبر", desk)
    assert printed(lambda: tell(story_item(story))) == {
        "/ar/letters/1/",
        "/ar/letters/",
        "/ar/letters/page/1/",
    }
    assert printed(lambda: tell(story_item(story))) == {
        "/ar/letters/2/",
        "/ar/letters/",
        "/ar/letters/page/1/",
    }


def test_a_denial_prints_the_copies_that_carried_the_story_and_no_other(desk, folder):
    affair = Affair(desk)
    one, other = tell(story_item(affair.story)), tell(story_item(making.story("غيره", desk)))

    printed = printed_by(affair.deny, folder)

    assert one.path in printed
    assert other.path not in printed


def test_full_pages_of_the_list_stay_as_they_are(desk, folder):
    rows = [
        PublicLetter(lang="ar", number=number, kind="digest", subject=f"موجز {number}", items=[], sent_at=SENT)
        for number in range(1, LETTERS_PAGE)
    ]
    PublicLetter.objects.bulk_create(rows)
    tags.raise_tags({tags.letters("ar"), tags.letters_page("ar", 1)})
    printed_by(lambda: None, folder)

    assert printed_by(tell, folder) == {"/ar/letters/50/", "/ar/letters/", "/ar/letters/page/1/"}
    assert printed_by(tell, folder) == {
        "/ar/letters/51/",
        "/ar/letters/",
        "/ar/letters/page/1/",  # it has a newer one now
        "/ar/letters/page/2/",
    }
    assert printed_by(tell, folder) == {"/ar/letters/52/", "/ar/letters/", "/ar/letters/page/2/"}
    newest = (folder / "ar/letters/index.html").read_text()
    assert "موجز الصباح" in newest
    assert 'href="page/2/"' in newest


def test_an_edition_that_goes_takes_its_letters_along(desk, folder):
    letter = tell(story_item(making.story("خبر", desk)))
    edition = desk.get_parent().specific
    printed_by(lambda: None, folder)
    copy = folder / letter.path.strip("/") / "index.html"
    assert copy.exists()

    printed_by(edition.unpublish, folder)
    assert not copy.exists()
