"""What a story's page and the lists say of its claims."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from tests import making
from tests.newsstand.affair import BODY, EDITOR, REPORT, Affair, claim, pages_of, quoting, say
from tests.newsstand.test_readings import page_of

from musnad.ledger import recording
from musnad.newsroom.models import CorrectionNote, Story
from musnad.newsstand.previews import preview


@pytest.fixture
def affair(desk):
    return Affair(desk)


def soup(page):
    return BeautifulSoup(page, "lxml")


def words(element):
    return " ".join(element.get_text(" ").split())


def test_a_story_without_claims_says_nothing_of_claims(desk):
    page = page_of(making.story("خبر", desk))

    assert "claims-title" not in page
    assert "claimed" not in page


def test_the_words_of_a_claim_bear_a_sign_that_leads_to_the_list(affair):
    page = soup(page_of(affair.story))

    mark = page.select_one(".prose a.claim-mark")
    assert mark["href"] == f"#claim-{affair.claim.pk}"
    assert mark["aria-label"] == "ادّعاء: منقول"
    assert "".join(span.get_text() for span in page.select(".prose .claimed")) == REPORT
    entry = page.find(id=mark["href"][1:])
    assert entry.select_one(".to-words")["href"] == f"#{mark['id']}"


def test_the_text_of_the_story_is_the_same_with_its_marks_and_without(affair, desk):
    plain = soup(page_of(making.story("آخر", desk, body=list(BODY))))

    assert soup(page_of(affair.story)).select_one(".prose").get_text() == plain.select_one(".prose").get_text()


def test_the_list_says_where_the_claim_stands_and_through_whom_it_came(affair):
    entry = soup(page_of(affair.story)).find(id=f"claim-{affair.claim.pk}")

    assert "نُقل عن مصدر واحد: مرصد السهل" in words(entry)
    assert [words(step) for step in entry.select(".chain li")] == ["مرصد السهل", "وادي نيوز ( موقع )"]
    assert entry.select_one('.chain a[href="https://wadi.example/12"]')
    assert entry.select_one(".claim-sentence a")["href"].endswith(f"-{affair.claim.pk}/")


def test_a_claim_in_the_headline_and_one_in_a_link_bear_signs(desk):
    body = [("paragraph", f'<p>تفاصيل <a href="/ar/سياسة/">{REPORT}</a> لاحقًا.</p>')]
    affair = Affair(desk, title="هجوم على طريق السهل", body=body)
    say(affair.claim, "affirm", affair.paper, words="هجوم", anchor=quoting(affair.story, "هجوم على طريق السهل"))

    page = soup(page_of(affair.story))

    assert page.select_one("h1 .claim-mark")
    assert page.select_one("h1").get_text() == "هجوم على طريق السهل"
    assert page.select_one(".prose a a") is None
    assert page.select_one(".prose a + .claim-mark")


@pytest.mark.parametrize(
    "block",
    [
        ("heading", {"text": REPORT, "level": "2"}),
        ("quote", {"text": REPORT, "speaker": "", "role": ""}),
        ("list", {"ordered": False, "items": ["<p>بند</p>", f"<p>{REPORT}</p>"]}),
        ("facts", {"title": "ما جرى", "text": f"<p>{REPORT}</p>"}),
        ("post", {"platform": "x", "url": "https://x.com/a/status/1", "text": REPORT}),
    ],
    ids=lambda block: block[0],
)
def test_words_bear_a_sign_in_every_kind_of_block_that_has_words(desk, block):
    affair = Affair(desk, body=[("paragraph", "<p>مقدّمة.</p>"), block])

    assert soup(page_of(affair.story)).select_one(".prose .claimed").get_text() == REPORT


def test_words_that_are_gone_bear_no_sign_and_the_list_says_so(affair):
    affair.story.body = [("paragraph", "<p>نصّ آخر.</p>")]
    making.publish(affair.story)

    page = soup(page_of(affair.story))
    assert page.select_one(".claim-mark") is None
    assert "لم يعد في نصّ الخبر" in words(page.find(id=f"claim-{affair.claim.pk}"))


def test_a_denial_elsewhere_puts_a_notice_on_top(affair):
    assert soup(page_of(affair.story)).select_one(".notice") is None

    denial = affair.deny()

    page = soup(page_of(affair.story))
    notice = page.select_one("article > .notice")
    assert notice.find_next("h1")
    assert "تنبيه" in words(notice)
    assert "حاله عند النشر: منقول" in words(notice)
    assert "صدر نفي عن وزارة الدفاع في دلوان" in words(notice)
    assert notice.select_one('a[href="https://defence.example/7"]')
    assert any(link["href"].endswith(f"#statement-{denial.pk}") for link in notice.select("a"))
    assert REPORT in page.select_one(".prose").get_text()


def test_taking_the_denial_back_takes_the_notice_away(affair):
    before = page_of(affair.story)
    denial = affair.deny()

    recording.withdraw(denial, reason="سُجّل خطأً", **EDITOR)

    assert page_of(affair.story) == before


def test_the_story_that_tells_of_the_denial_itself_needs_no_notice(affair, desk):
    telling = making.story("الوزارة تنفي", desk, body=[("paragraph", "<p>قالت الوزارة: لم يقع أيّ هجوم.</p>")])
    affair.deny(anchor=quoting(telling, "لم يقع أيّ هجوم."))

    page = soup(page_of(telling))
    assert page.select_one(".notice") is None
    assert page.select_one(".claim-mark.is-denied")


def test_a_story_published_after_the_denial_needs_no_notice(affair, desk):
    affair.deny()
    later = making.story("عن الطريق", desk, body=list(BODY))
    affair.carry(later)

    assert soup(page_of(later)).select_one(".notice") is None


def test_an_editors_verdict_is_told_above_the_standing(affair):
    recording.settle(affair.claim, verdict="false", reason="راجعنا صور الأقمار", by="سلمى")

    notice = soup(page_of(affair.story)).select_one(".notice")

    assert [state.get_text() for state in notice.select(".state")] == ["زائف", "منقول"]


def test_the_english_edition_says_it_in_english(affair, desk):
    politics = making.section("Politics", lang="en")
    story = making.story("Attack", politics, body=[("paragraph", f"<p>It said: {REPORT}.</p>")])
    affair.carry(story)
    affair.deny()

    page = soup(page_of(story))

    assert "Denied by Ministry of Defence of Dalwan" in words(page.select_one(".notice"))
    assert page.select_one(".notice .claim-sentence a")["dir"] == "rtl"


def test_lists_have_a_chip_on_a_story_whose_claim_is_denied(affair, desk):
    front = f"section:{desk.pk}"
    assert "chip" not in page_of(front)

    affair.deny()

    for owner in (front, "edition:ar"):
        card = soup(page_of(owner)).select_one("main .card")
        assert card.select_one(".chip").get_text() == "ادّعاء منفيّ"


def test_a_story_that_only_tells_of_the_denial_has_no_chip(affair, desk):
    telling = making.story("الوزارة تنفي", desk, body=[("paragraph", "<p>قالت الوزارة: لم يقع أيّ هجوم.</p>")])
    affair.deny(anchor=quoting(telling, "لم يقع أيّ هجوم."))

    cards = soup(page_of(f"section:{desk.pk}")).select("main .card")
    chips = {card.select_one(".card-headline a").get_text(): bool(card.select_one(".chip")) for card in cards}
    assert chips == {"الوزارة تنفي": False, "هجوم على طريق السهل": True}


def test_stories_beside_a_story_have_no_chips(affair, desk):
    other = making.story("خبر آخر", desk, body=[("related", {"stories": [affair.story], "links": []})])
    affair.deny()

    assert "chip" not in page_of(other)


def data_of(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])


def test_machines_are_told_of_the_claim_and_of_what_became_of_it(affair):
    affair.deny()
    data = data_of(page_of(affair.story))

    (cited,) = data["citation"]
    assert (cited["@type"], cited["text"]) == ("Claim", str(affair.claim))
    assert cited["url"].startswith("http://127.0.0.1:8000/ar/claim/")
    (correction,) = data["correction"]
    assert correction["@type"] == "CorrectionComment"
    assert "منفيّ" in correction["text"]


def test_machines_are_told_of_correction_notes(desk):
    import datetime as dt

    story = making.draft("خبر", desk)
    story.corrections = [CorrectionNote(at=dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC), text="صُحّح رقم.")]
    making.publish(story)

    (correction,) = data_of(page_of(story))["correction"]
    assert correction["text"] == "صُحّح رقم."
    assert correction["datePublished"].startswith("2026-11-01T")


def test_a_preview_shows_the_marks_of_a_saved_story_and_a_new_draft_has_none(affair, desk):
    assert "claim-mark" in preview(Story.objects.get(pk=affair.story.pk))


def test_a_dozen_claims_take_few_queries_each(affair, desk, django_assert_max_num_queries):
    for number in range(11):
        about = claim(f"ادّعاء رقم {number}")
        say(about, "affirm", affair.teller, words=f"قول {number}", anchor=quoting(affair.story, "ما جرى خطير"))

    with django_assert_max_num_queries(40 + 12 * 8):
        page = page_of(affair.story)

    assert len(soup(page).select(".claim-list > li")) == 12


def test_a_merged_claim_is_shown_as_what_it_became(affair):
    kept = claim("هجوم على حاجز في السهل")
    recording.merge_claims(affair.claim, kept, **EDITOR)

    entry = soup(page_of(affair.story)).find(id=f"claim-{kept.pk}")

    assert "هجوم على حاجز في السهل" in words(entry)
    assert len([path for path in pages_of(f"claim:{kept.pk}") if path.endswith("/") and "/card/" not in path]) == 3
