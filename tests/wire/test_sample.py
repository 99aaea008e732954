"""The real page that Musnad was begun for: read, imported, published and looked at."""

import re
from html import unescape

import pytest
from tests import making

from musnad.newsroom.models import PublicState
from musnad.newsstand import plan
from musnad.newsstand.printing import render
from musnad.reader import read_file
from musnad.wire.pages import Outcome, import_page


@pytest.fixture
def imported(desk, sample):
    return import_page(read_file(str(sample)), source=str(sample), publish=True)


@pytest.fixture
def printed(imported):
    return render(plan.routes(f"story:{imported.story.pk}")[0]).body.decode()


def test_every_paragraph_is_on_the_page_character_for_character(printed, sample):
    page = read_file(str(sample))
    shown = [unescape(re.sub(r"<[^>]+>", "", each)) for each in re.findall(r"<p>(.*?)</p>", printed, re.DOTALL)]

    for item in page.body:
        if item.kind == "paragraph":
            assert item.text in shown


def test_the_post_is_a_local_card_with_account_time_and_link(printed):
    card = printed[printed.index('<figure class="post') :]
    card = card[: card.index("</figure>")]

    assert "OIRSpox" in card
    assert 'datetime="2021-07-04T23:48+03:00"' in card
    assert "1411789037992648707" in card
    assert "<iframe" not in card


def test_the_keyword_is_a_link_in_the_text_and_below_it(printed):
    assert 'class="keyword"' in printed
    assert printed.count("keyword/التحالف-الدولي/") >= 2


def test_credits_caption_and_read_more_are_there(printed):
    for words in ("ليفانت", "الحرّة", "اقرأ المزيد", "التحالف يكشف المزيد من التفاصيل"):
        assert words in unescape(printed)


def test_the_furniture_of_the_other_site_is_not(printed):
    main = printed[printed.index("<main") : printed.index("</main>")]

    for words in ("الوضع المظلم", "Logo", "النشرة الإخبارية", "٢٣ / يناير"):
        assert words not in main


def test_the_page_says_what_is_known_of_the_originals_date(printed):
    assert "تاريخ النشر غير معروف" in printed
    # 20:48 in Greenwich, by the clock of Beirut.
    assert "٤ يوليو ٢٠٢١" in printed
    assert "٢٣ يناير ٢٠٢٥" in printed


def test_importing_it_again_changes_nothing(imported, sample):
    assert import_page(read_file(str(sample)), source=str(sample), publish=True).outcome is Outcome.UNCHANGED
    assert PublicState.objects.count() == 1


def test_real_pages_of_other_sites_come_in_whole(desk, shared):
    making.section("اقتصاد")
    failed = []
    for path in sorted((shared / "pages").rglob("*.html")):
        page = read_file(str(path))
        story = import_page(page, source=str(path), publish=True).story
        if story.title != page.headline[:255] or not story.body:
            failed.append(path.name)

    assert failed == []
