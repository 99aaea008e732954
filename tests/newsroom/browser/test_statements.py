"""The panel of statements beside a story's body, in Chromium: by keyboard, by two editors, for a screen reader."""

import pytest
from playwright.sync_api import expect
from tests import making
from tests.newsroom.claims.conftest import BODY, DENIAL, SAYING, claim, source, statement
from tests.newsstand.browser.accessible import faults

from musnad.ledger.models import Claim, Source, Statement
from musnad.ledger.vocabulary import Act, SourceKind
from musnad.newsroom.founding import CHIEFS, EDITORS, WRITERS
from musnad.newsroom.models import Answer, Story

pytestmark = pytest.mark.browser


@pytest.fixture
def story(desk):
    return making.draft("هجوم على نقطة تفتيش في طريق السهل", desk["ar"], body=BODY)


@pytest.fixture
def panel(story, newsroom):
    """The story's editor, open at the panel."""

    def opened(role=EDITORS):
        page = newsroom(f"pages/{story.pk}/edit/", role)
        page.keyboard.press("Alt+Shift+S")
        page.locator("[data-suggestion]").first.wait_for()
        return page

    return opened


def watched(page):
    """Load the page again, and wait until Wagtail watches for edits: what is typed before that it saves later."""
    page.add_init_script("document.addEventListener('w-unsaved:watch-edits', () => { window.watched = true })")
    page.reload()
    page.wait_for_function("window.watched")
    return page


def card(page, words):
    return page.locator("[data-suggestion]", has_text=words)


def said(page):
    return page.locator("[data-said]")


def highlighted(page, name):
    return page.evaluate("name => [...(CSS.highlights.get(name) || [])].map(range => range.toString())", name)


def test_what_was_found_is_shown_and_its_words_are_painted_in_the_body_without_touching_it(story, panel):
    page = panel()

    assert {SAYING, DENIAL} <= set(highlighted(page, "statement-words"))
    card(page, SAYING).focus()
    assert highlighted(page, "statement-words-now") == [SAYING]
    expect(page.locator("[contenteditable=true]", has_text=SAYING)).to_be_in_viewport()
    assert page.locator("[contenteditable=true] mark").count() == 0
    assert Story.objects.get(pk=story.pk).latest_revision_id == story.latest_revision_id


def test_one_key_accepts(story, panel):
    page = panel()
    many = page.locator("[data-suggestion]").count()
    card(page, SAYING).focus()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("سُجّل")

    made = Statement.objects.get()
    assert (made.words, made.source.name, made.recorded_by) == (SAYING, "مرصد السهل", EDITORS)
    expect(page.locator("[data-suggestion]")).to_have_count(many - 1)
    # The next one has the focus: a hand stays on the key.
    assert page.evaluate("document.activeElement.matches('[data-suggestion]')")
    expect(page.locator(".statement-recorded")).to_contain_text(SAYING)


def test_another_dismisses_for_good(story, panel):
    page = panel()
    card(page, SAYING).focus()
    page.keyboard.press("Delete")
    expect(said(page)).to_contain_text("رُفض نهائيًا")
    page.reload()
    page.locator("[data-suggestion]").first.wait_for(state="attached")

    assert card(page, SAYING).count() == 0
    assert Answer.objects.get().words == SAYING
    assert not Statement.objects.exists()


def test_a_third_corrects_speaker_act_chain_and_claim_by_keyboard_alone(story, panel):
    spokesman = source("سالم الحاج", SourceKind.PERSON, names=[("أبو خالد", "ar")])
    page = panel()
    one = card(page, SAYING)
    one.focus()
    page.keyboard.press("F2")
    # The speaker, picked by an alias in another spelling.
    page.keyboard.press("Control+A")
    page.keyboard.type("ابو خا")
    one.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert one.locator("[name=link_name]").first.input_value() == "سالم الحاج"
    # A link is added, named, and put before the agency.
    one.locator("[data-add-link]").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("إذاعة الوادي")
    expect(said(page)).to_contain_text("لا اسم كهذا")
    one.locator("[name=link_kind]").last.select_option("outlet")
    one.locator("[data-move='-1']").last.focus()
    page.keyboard.press("Enter")
    one.locator("[name=act]").select_option("doubt")
    one.locator("[name=part]").fill("عدد القتلى")
    one.locator("[name=said_on]").fill("2026-11-20")
    one.locator("[name=sentence]").fill("هجوم السهل")
    one.locator("[data-accept]").focus()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("سُجّل")

    made = Statement.objects.get()
    assert (made.source, made.act, made.part) == (spokesman, Act.DOUBT, "عدد القتلى")
    assert made.claim.sentence == "هجوم السهل"
    names = list(made.chain.order_by("position").values_list("source__name", flat=True))
    assert names == ["سالم الحاج", "إذاعة الوادي", "وكالة أنباء دلوان"]
    assert Source.objects.get(name="إذاعة الوادي").kind == SourceKind.OUTLET


def test_a_link_is_removed_and_escape_leaves_the_correction(story, panel):
    page = panel()
    one = card(page, SAYING)
    one.focus()
    page.keyboard.press("F2")
    one.locator("[data-remove-link]").last.focus()
    page.keyboard.press("Enter")
    assert one.locator("[data-link]").count() == 1
    page.keyboard.press("Escape")
    expect(one.locator("[data-correction]")).to_be_hidden()
    expect(one).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("سُجّل")

    assert Statement.objects.get().chain.count() == 1


def test_arrows_lead_from_one_to_another_and_letters_in_fields_answer_nothing(story, panel):
    page = panel()
    cards = page.locator("[data-suggestion]")
    cards.first.focus()
    page.keyboard.press("ArrowDown")
    expect(cards.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(cards.last).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("F2")
    page.keyboard.press("Delete")

    expect(cards.first.locator("[data-correction]")).to_be_visible()
    assert not Answer.objects.exists()


def test_the_claim_that_matches_is_chosen_with_its_reasons_and_taken(story, panel):
    known = claim()
    page = panel()
    one = card(page, SAYING)
    assert one.locator(f"[name=claim][value='{known.pk}']").is_checked()
    expect(one.locator(".suggestion__claims")).to_contain_text("كلمات مشتركة")
    one.focus()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("سُجّل")

    assert Statement.objects.get().claim == known
    assert Claim.objects.count() == 1


def test_edits_are_read_again_without_a_page_being_loaded(story, panel):
    page = watched(panel())
    page.evaluate("window.same = true")
    paragraph = page.locator("[contenteditable=true]", has_text=SAYING)
    paragraph.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" وأكد رئيس البلدية نبيل سعد أن المدارس ستبقى مغلقة.")
    added = card(page, "المدارس ستبقى مغلقة")
    added.wait_for(timeout=15_000)

    assert page.evaluate("window.same")


def test_a_story_that_is_only_just_begun_is_read_once_it_is_saved(desk, newsroom):
    page = watched(newsroom(f"pages/add/newsroom/story/{desk['ar'].pk}/", EDITORS))
    page.keyboard.press("Alt+Shift+S")
    page.locator("[name=title]").fill("رئيس البلدية: المدارس ستبقى مغلقة حتى الأحد")

    card(page, "المدارس ستبقى مغلقة").wait_for(timeout=15_000)


def test_warnings_stand_above_and_lead_to_the_words(desk, newsroom):
    on = claim()
    statement(on, source("مرصد السهل", SourceKind.MONITOR))
    statement(on, source("وزارة الدفاع", SourceKind.BODY), Act.DENY)
    body = [("paragraph", f"<p>قالت مصادر مطلعة إن {SAYING}.</p>")]
    story = making.draft("أنباء", desk["ar"], body=body)
    page = newsroom(f"pages/{story.pk}/edit/", EDITORS)
    page.keyboard.press("Alt+Shift+S")
    warnings = page.locator(".statement-warning")
    warnings.first.wait_for()

    assert warnings.count() == 2
    expect(warnings.first).to_contain_text("بلا اسم ولا إسناد")
    expect(warnings.last).to_contain_text("ولا يذكر الخبر ذلك")
    warnings.first.get_by_role("button").click()
    assert highlighted(page, "statement-words-now") == [SAYING]


def test_two_editors_at_once_the_second_hears_who_was_faster(story, panel):
    first, second = panel(EDITORS), panel(CHIEFS)
    card(first, SAYING).focus()
    first.keyboard.press("Enter")
    expect(said(first)).to_contain_text("سُجّل")
    card(second, SAYING).focus()
    second.keyboard.press("Enter")

    expect(said(second)).to_contain_text(EDITORS)
    assert Statement.objects.count() == 1


def test_a_writer_reads_along_and_is_offered_no_answer(desk, newsroom):
    page = watched(newsroom(f"pages/add/newsroom/story/{desk['ar'].pk}/", WRITERS))
    page.keyboard.press("Alt+Shift+S")
    page.locator("[name=title]").fill("رئيس البلدية: المدارس ستبقى مغلقة حتى الأحد")
    one = card(page, "المدارس ستبقى مغلقة")
    one.wait_for(timeout=15_000)
    one.focus()
    page.keyboard.press("Enter")

    assert page.locator("[data-accept]").count() == 0
    assert not Statement.objects.exists()


def test_axe_finds_nothing_in_the_panel_with_a_correction_open(story, panel):
    claim()
    page = panel()
    card(page, SAYING).focus()
    page.keyboard.press("F2")
    page.locator("[data-suggestion] details summary").first.click()

    assert faults(page, "[data-side-panel='statements']") == ""


@pytest.mark.parametrize(
    "where", ["ledger/", "ledger/claims/", "ledger/sources/", "ledger/unanswered/", "claim", "source"]
)
def test_axe_finds_nothing_on_the_desk(where, desk, newsroom):
    on, by = claim(), source("مرصد السهل", SourceKind.MONITOR)
    statement(on, by)
    making.story("خبر منشور", desk["ar"], body=[("paragraph", f"<p>قال سكّان البلدة إن {SAYING}.</p>")])
    places = {"claim": f"ledger/claims/{on.pk}/", "source": f"ledger/sources/{by.pk}/"}
    page = newsroom(places.get(where, where), CHIEFS)

    assert faults(page, ".desk") == ""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_two_claims_are_merged_at_the_desk_by_completion(desk, newsroom):
    one, other = claim(), claim("ارتفاع أسعار القمح في العاصمة")
    page = newsroom(f"ledger/claims/{one.pk}/", EDITORS)
    page.locator("[name=into_name]").fill("أسعار القمح")
    page.locator("[role=option]").first.click()
    page.get_by_role("button", name="دمج", exact=True).click()
    page.wait_for_url(f"**/ledger/claims/{other.pk}/")
    page.get_by_role("button", name="تراجع عن الدمج").click()
    page.get_by_text("ادّعاءً مستقلًا").wait_for()

    one.refresh_from_db()
    assert one.merged_into is None
