"""The picture that messengers show of a shared story: right where its claims change, not drawn again."""

import io
from datetime import timedelta
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from PIL import Image
from tests import making
from tests.newsstand.affair import EDITOR, Affair, outlet, pages_of, say
from tests.pictures import picture

from musnad.ledger import recording
from musnad.newsroom.models import Edition, Story
from musnad.newsstand.ledger_plan import claim_path
from musnad.newsstand.previews import preview
from musnad.newsstand.readings.carried import chips_of
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.gathering import Gathering
from musnad.press import publishing
from musnad.press.newsstand import TheNewsstand
from musnad.press.publishing import bring_up_to_date

SITE = "http://127.0.0.1:8000"


@pytest.fixture
def site(desk, tmp_path, settings):
    settings.SHARE_CARDS = "news"
    settings.MUSNAD_HOME = tmp_path / "home"
    settings.MUSNAD_PUBLIC = settings.MUSNAD_HOME / "public"
    return settings.MUSNAD_PUBLIC


def told(story):
    """What the story's page tells networks, by name."""
    return share_of(pages_of(f"story:{story.pk}")[story.url_path])


def share_of(page):
    head = BeautifulSoup(page, "lxml").head
    return {meta.get("property") or meta.get("name"): meta["content"] for meta in head.find_all("meta", content=True)}


def card_at(site, story):
    """The card that the printed page names, as it lies in the public folder."""
    return site / told(story)["og:image"].removeprefix(f"{SITE}/")


def test_a_story_is_shared_with_a_card_of_its_own(site, desk):
    story = making.story("وزارة الدفاع تنفي الهجوم", desk)
    bring_up_to_date()
    found = told(story)

    assert found["og:image"].startswith(f"{SITE}/media/")
    assert (found["og:image:width"], found["og:image:height"], found["og:image:type"]) == ("1200", "630", "image/png")
    assert found["og:image:alt"] == "وزارة الدفاع تنفي الهجوم"
    assert found["twitter:card"] == "summary_large_image"
    with Image.open(card_at(site, story)) as card:
        assert card.size == (1200, 630)


def test_what_else_networks_are_told(site, desk):
    keyword, author = making.keyword("السد"), making.author("سلمى")
    story = making.story("خبر", desk, keywords=[keyword], updated_at=timezone.now() + timedelta(hours=1))
    twin = making.draft("News", making.section("Politics", "en"), translation_key=story.translation_key)
    making.publish(twin)
    found = told(story)

    assert (found["og:type"], found["og:locale"], found["og:locale:alternate"]) == ("article", "ar_AR", "en_US")
    assert (found["article:section"], found["article:tag"]) == ("سياسة", "السد")
    assert {"article:published_time", "article:modified_time", "og:title", "og:url", "og:site_name"} <= found.keys()
    assert author.url_path


def test_a_card_shows_the_storys_picture(site, desk):
    story = making.story("خبر", desk, hero=picture("السد", (1600, 900), description="السد"))
    bring_up_to_date()

    assert told(story)["og:image:type"] == "image/jpeg"
    with Image.open(card_at(site, story)) as card:
        assert card.convert("RGB").getpixel((20, 600)) == pytest.approx((0, 128, 128), abs=12)  # teal


def test_a_small_picture_is_not_blown_up(site, desk):
    assert told(making.story("خبر", desk, hero=picture("صغيرة", (320, 180))))["og:image:type"] == "image/png"


def test_what_was_brought_in_from_an_archive_keeps_its_own_picture_unless_all_are_to_have_cards(site, desk, settings):
    old = {"published_at": timezone.now() - timedelta(days=400)}
    story = making.story("خبر قديم", desk, hero=picture("السد", description="السد في الشتاء"), **old)
    bare = making.story("خبر قديم آخر", desk, **old)

    found = told(story)
    assert (found["og:image:width"], found["og:image:alt"]) == ("800", "السد في الشتاء")
    assert "og:image" not in told(bare)
    assert told(bare)["twitter:card"] == "summary"

    settings.SHARE_CARDS = "all"
    assert told(bare)["og:image:width"] == "1200"
    settings.SHARE_CARDS = "none"
    assert told(making.story("خبر جديد", desk)).get("og:image") is None


def test_without_a_font_there_is_no_card_and_one_line_in_the_log(site, desk, settings, caplog, tmp_path):
    settings.SHARE_CARD_FONTS = [tmp_path / "absent.ttf"]
    first = making.story("خبر", desk, hero=picture("السد"))
    second = making.story("خبر آخر", desk)

    assert told(first)["og:image:width"] == "800"
    assert "og:image" not in told(second)
    assert [line for line in caplog.messages if "absent.ttf" in line] == [
        line for line in caplog.messages if "share cards" in line
    ]
    assert len([line for line in caplog.messages if "share cards" in line]) == 1


def test_a_denial_gives_the_story_another_card_that_says_so(site, desk):
    affair = Affair(desk)
    bring_up_to_date()
    before = card_at(site, affair.story)
    affair.deny()
    bring_up_to_date()
    after = card_at(site, affair.story)

    assert before.exists()
    assert after.exists()
    assert before != after
    assert told(affair.story)["og:image:alt"] == "هجوم على طريق السهل (ادّعاء منفيّ)"


@pytest.mark.parametrize("verdict", ["", "true", "false", "misleading", "unproven"])
@pytest.mark.parametrize("denied", [False, True])
def test_a_card_says_what_lists_say(site, desk, verdict, denied):
    affair = Affair(desk)
    if denied:
        affair.deny()
        say(affair.claim, "affirm", affair.teller, outlet("سهل نيوز"), words="كلام آخر تمامًا")
    if verdict:
        recording.settle(affair.claim, verdict=verdict, reason="راجعنا السجلات", **EDITOR)
    chip = chips_of([affair.story.pk], EditionReading("ar", Gathering())).get(affair.story.pk)

    alt = told(affair.story)["og:image:alt"]
    assert alt == (f"هجوم على طريق السهل (ادّعاء {chip.text})" if chip else "هجوم على طريق السهل")


def test_a_claim_is_shared_with_a_card_that_says_where_it_stands(site, desk):
    affair = Affair(desk)
    path = claim_path("en", affair.claim)
    before = share_of(pages_of(f"claim:{affair.claim.pk}")[path])
    affair.deny()
    after = share_of(pages_of(f"claim:{affair.claim.pk}")[path])

    assert before["og:image:alt"] == affair.claim.sentence
    assert after["og:image:alt"] == f"{affair.claim.sentence} (Claim denied)"
    assert before["og:image"] != after["og:image"]
    bring_up_to_date()
    with Image.open(site / after["og:image"].removeprefix(f"{SITE}/")) as card:
        assert card.size == (1200, 630)


def test_an_edit_that_no_card_shows_draws_none(site, desk):
    story = making.story("خبر", desk)
    bring_up_to_date()
    card = card_at(site, story)
    drawn = card.stat().st_mtime_ns
    story.body = [("paragraph", "<p>نصّ مصحّح.</p>")]
    making.publish(story)
    bring_up_to_date()

    assert card_at(site, Story.objects.get(pk=story.pk)) == card
    assert card.stat().st_mtime_ns == drawn


def test_after_edits_the_folder_is_that_of_a_full_print(site, desk, settings, tmp_path):
    affair = Affair(desk)
    making.story("خبر بصورة", desk, hero=picture("السد", (1600, 900)))
    bring_up_to_date()
    affair.deny()
    affair.story.refresh_from_db()
    affair.story.title = "عنوان آخر للخبر"
    making.publish(affair.story)
    edition = Edition.objects.get(slug="ar")
    edition.title = "صحيفة الوادي"
    edition.save_revision().publish()
    bring_up_to_date(files_stay=timedelta(0))
    after_edits = contents(site)
    settings.MUSNAD_PUBLIC = tmp_path / "another"
    bring_up_to_date(everything=True)

    assert contents(tmp_path / "another") == after_edits
    assert (
        sum(
            name.startswith("media/") and Image.open(io.BytesIO(data)).size == (1200, 630)
            for name, data in after_edits.items()
        )
        # Of two stories, and of the claim in two editions.
        == 4
    )


def contents(folder):
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_no_page_waits_for_a_card(site, desk):
    """A press that is stopped as soon as the page is there has drawn none; the next one draws it, and nothing else."""
    bring_up_to_date()
    story = making.story("خبر عاجل", desk)
    page = site / story.url_path.lstrip("/") / "index.html"
    bring_up_to_date(stop=page.exists)
    card, written = card_at(site, story), page.stat().st_mtime_ns
    assert not card.exists()

    bring_up_to_date()
    assert card.exists()
    assert page.stat().st_mtime_ns == written
    assert bring_up_to_date().printed == 0


def test_many_cards_are_drawn_some_at_a_time_so_that_an_edit_waits_for_few(site, desk, monkeypatch):
    monkeypatch.setattr(publishing, "MADE_A_LOT", 2)
    stories = [making.story(f"خبر {number}", desk) for number in range(5)]
    there = [0]

    def count():
        there.append(sum(card_at(site, story).exists() for story in stories))

    publishing.Run(TheNewsstand(), publishing.public_store(), meanwhile=count).work()
    assert there[-1] == 5
    assert {after - before for before, after in pairwise(there)} == {0, 1, 2}


def test_a_preview_has_no_card(site, desk):
    assert "og:image" not in preview(making.draft("مسودة", desk))
