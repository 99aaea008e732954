"""The ledger's own pages: claims, sources, the public log and its feed."""

import datetime as dt
import json
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from tests import making
from tests.ledger.writing import source
from tests.newsstand.affair import EDITOR, REPORT, Affair, claim, outlet, pages_of, quoting, say
from tests.newsstand.test_claims_in_stories import data_of, soup, words

from musnad.ledger import reading, recording
from musnad.ledger.models import Claim, Verdict
from musnad.ledger.recording import Link, record_statement
from musnad.newsroom.models import CorrectionNote
from musnad.newsstand import ledger_plan, plan

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def affair(desk):
    return Affair(desk)


def claim_page(affair, lang="ar"):
    pages = pages_of(f"claim:{affair.claim.pk}")
    return pages[ledger_plan.claim_path(lang, Claim.objects.get(pk=affair.claim.pk))]


def test_a_claims_page_says_where_it_stands_and_counts_who_told_it(affair):
    for number in range(13):
        paper = outlet(f"موقع {number}")
        say(affair.claim, "affirm", affair.teller, paper, words=f"قول {number}")

    page = soup(claim_page(affair))

    assert page.h1.get_text() == str(affair.claim)
    assert words(page.select_one(".where-it-stands .state")) == "منقول"
    assert words(page.select_one(".counted")) == "١٤ جهة، مصدر واحد"
    assert "نُقل عن مصدر واحد: مرصد السهل" in words(page.select_one(".reasons"))


def test_where_the_time_of_saying_is_unknown_the_page_says_on_which_day_it_was_told_on(affair):
    told = dt.datetime(2021, 7, 4, 9, 30, tzinfo=dt.UTC)
    links = [Link(affair.ministry), Link(affair.paper)]
    anchor = replace(quoting(affair.story, REPORT), published=told)
    fields = {"source": affair.ministry, "act": "deny", "words": REPORT, "chain": links, "anchor": anchor}
    record_statement(affair.claim, **fields, **EDITOR)

    page = soup(claim_page(affair))

    unknown, day = page.select(".statement .when")[::-1]
    assert (words(day), day.time["datetime"]) == ("نُقل في ٤ يوليو ٢٠٢١", "2021-07-04")
    assert words(unknown) == "وقت القول غير معروف"
    assert "صدر نفي عن وزارة الدفاع في دلوان ، نُقل في ٤ يوليو ٢٠٢١" in words(page.select_one(".reasons"))


def test_state_and_reason_do_not_run_together(affair):
    affair.deny()
    page = soup(claim_page(affair))

    turns = [words(turn) for turn in page.select(".turns li")]
    assert "منقول . نُقل عن مصدر واحد" in turns[1]


def test_after_a_taking_back_the_page_says_how_many_had_told_it(affair):
    say(affair.claim, "retract", affair.teller, words="نسحب ما نشرناه")

    page = soup(claim_page(affair))

    assert words(page.select_one(".where-it-stands .state")) == "مسحوب"
    assert words(page.select_one(".counted")) == "قبل ذلك: جهة واحدة، مصدر واحد"


def test_the_english_page_says_it_in_english_and_leads_to_the_arabic_one(affair):
    affair.deny()
    page = soup(claim_page(affair, "en"))

    assert words(page.select_one(".where-it-stands .state")) == "denied"
    assert "Denied by Ministry of Defence of Dalwan" in words(page.select_one(".reasons"))
    assert (page.h1["lang"], page.h1["dir"]) == ("ar", "rtl")
    assert page.find("link", hreflang="ar")


def test_each_statement_has_a_place_of_its_own_with_words_chain_and_story(affair):
    denial = affair.deny(first_hand=True)
    page = soup(claim_page(affair))

    report, denied = page.select(".statement")
    assert (report["id"], denied["id"]) == (f"statement-{affair.report.pk}", f"statement-{denial.pk}")
    assert report.blockquote.get_text().strip() == REPORT
    assert [words(step) for step in report.select(".chain li")] == ["مرصد السهل", "وادي نيوز ( موقع )"]
    assert report.find("a", string=affair.story.title)
    assert "صاحب الشأن" in words(denied.select_one(".statement-head"))
    assert report.find("a", href=f"#statement-{affair.report.pk}")


def test_hostile_words_stay_words_on_every_page_of_the_claim_and_its_source(affair):
    hostile = "</blockquote></title><script>alert(1)</script> {who} {{ 7 * 7 }} %s \u202e\u2067"
    by = source(hostile, "outlet")
    link = Link(by, hostile)
    record_statement(affair.claim, source=by, act="deny", words=hostile, part=hostile, chain=[link], **EDITOR)
    record_statement(affair.claim, source=by, act="affirm", words=hostile, chain=[link], **EDITOR)

    pages = {**pages_of(f"claim:{affair.claim.pk}"), **pages_of(f"source:{by.pk}")}
    for page in [soup(text) for path, text in pages.items() if path.endswith("/")]:
        assert page.find_all("script", string=re.compile(r"^alert")) == []
        assert "\u202e" not in page.get_text()
    shown = words(soup(claim_page(affair)).select(".statement")[-1].blockquote)
    assert shown == "</blockquote></title><script>alert(1)</script> {who} {{ 7 * 7 }} %s"


def test_withdrawn_statements_are_not_shown(affair):
    recording.withdraw(affair.deny(), reason="خطأ في التسجيل", **EDITOR)
    page = claim_page(affair)

    assert "لم يقع أيّ هجوم" not in page
    assert "منفيّ" not in page


def test_the_chains_are_drawn_and_written_as_a_nested_list(affair):
    affair.deny()
    page = soup(claim_page(affair))

    names = [name.get_text() for name in page.select(".chain-picture .who")]
    assert names == ["مرصد السهل", "وادي نيوز", "وزارة الدفاع في دلوان"]
    assert page.select_one(".chain-picture svg")["aria-hidden"] == "true"
    listed = page.select_one(".chain-picture .unseen > ul")
    assert [words(each.bdi) for each in listed.find_all("li", recursive=False)] == [names[0], names[2]]
    assert words(listed.select_one("li li bdi")) == "وادي نيوز"


def test_the_picture_begins_where_reading_begins(affair):
    arabic, english = soup(claim_page(affair)), soup(claim_page(affair, "en"))

    assert arabic.select_one(".chain-picture svg svg")["x"] == "100%"
    assert english.select_one(".chain-picture svg svg")["x"] == "0"
    places = [[float(dot["cx"]) for dot in page.select(".chain-picture circle")] for page in (arabic, english)]
    assert places[0] == [-place for place in places[1]]


def test_a_long_name_is_drawn_whole_in_lines_and_takes_the_room_of_them(affair):
    name = "المكتب الإعلامي في الهيئة العامة لإدارة الموارد المائية والسدود في محافظة السهل"
    affair.deny(words="نفي أوّل")
    say(affair.claim, "doubt", source(name, "body"), words="لا نعلم")
    say(affair.claim, "doubt", source("هيئة النهر", "body"), words="لا نعلم شيئًا")

    drawn = soup(claim_page(affair)).select(".chain-picture .who")

    (whole,) = [each for each in drawn if len(each.select("tspan")) == 2]
    assert " ".join(whole.get_text().split()) == name
    rows = [float(each["y"]) for each in drawn]
    assert [after - before for before, after in pairwise(rows)] == [56, 56, 56, 96]


def test_a_chain_of_hundreds_is_drawn_in_part_and_the_rest_is_counted(affair):
    for number in range(60):
        say(affair.claim, "affirm", affair.teller, outlet(f"موقع {number}"), words=f"قول {number}")

    page = soup(claim_page(affair))

    assert len(page.select(".chain-picture .who")) == 40
    assert "و٢٢ مصدرًا آخر" in words(page.select_one(".chain-picture"))


def test_stories_that_carried_it_and_the_log_of_its_standings_are_listed(affair):
    affair.deny()
    page = soup(claim_page(affair))

    assert words(page.find(id="stories-title").find_next("li")).startswith(affair.story.title)
    turns = [words(turn) for turn in page.select(".turns li")]
    assert len(turns) == 2
    assert "منفيّ (بعد أن كان: منقول)" in turns[0]
    assert "نُقل عن مصدر واحد" in turns[1]


def test_a_verdict_on_top_is_no_change_of_what_is_beneath_and_one_that_is_lifted_is_what_was_before(affair):
    affair.deny()
    recording.settle(affair.claim, verdict="false", reason="لم يقع شيء في ذلك اليوم", **EDITOR)
    recording.lift_verdict(Verdict.objects.get(), reason="لم يثبت", **EDITOR)

    lifted, settled, *_ = [words(turn) for turn in soup(claim_page(affair)).select(".turns li")]
    assert "زائف (حكم المحرّر) ، منفيّ ." in settled
    assert "منفيّ (بعد أن كان: زائف)" in lifted


def test_an_unpublished_story_is_not_led_to(affair):
    affair.story.unpublish()
    page = soup(claim_page(affair))

    assert page.find(id="stories-title") is None
    assert affair.story.title not in words(page)


def test_a_claim_with_hundreds_of_statements_has_pages_and_none_ever_moves(affair):
    made = [say(affair.claim, "affirm", affair.teller, words=f"قول {number}") for number in range(120)]
    path = ledger_plan.claim_path("ar", affair.claim)

    pages = pages_of(f"claim:{affair.claim.pk}")

    assert f'id="statement-{made[0].pk}"' in pages[path]
    assert f'id="statement-{made[110].pk}"' in pages[f"{path}2/"]
    assert soup(pages[path]).select_one('.pager a[rel="next"]')["href"] == "2/"
    assert soup(pages[f"{path}2/"]).find("meta", {"name": "robots"})
    assert reading.page_with(made[110]) == 2


def test_former_addresses_and_the_short_one_lead_to_the_claim(affair):
    about = Claim.objects.get(pk=affair.claim.pk)
    before = ledger_plan.claim_path("ar", about)
    about.sentence = "هاجم مسلحون حاجزًا في السهل"
    recording.amend_claim(about, **EDITOR)

    pages = pages_of(f"claim:{about.pk}")

    now = ledger_plan.claim_path("ar", Claim.objects.get(pk=about.pk))
    assert before != now
    for address in (before, f"/c/{about.pk}/"):
        assert 'http-equiv="refresh"' in pages[address]
        assert now.rsplit("/", 2)[1] in pages[address]


def test_a_merged_claim_leads_to_what_it_became_and_comes_back(affair):
    kept = claim("هجوم على حاجز")
    own = ledger_plan.claim_path("ar", affair.claim)
    recording.merge_claims(affair.claim, kept, **EDITOR)

    assert f"هجوم-على-حاجز-{kept.pk}" in pages_of(f"claim:{affair.claim.pk}")[own]
    assert REPORT in pages_of(f"claim:{kept.pk}")[ledger_plan.claim_path("ar", kept)]

    recording.part_claim(Claim.objects.get(pk=affair.claim.pk), **EDITOR)
    assert REPORT in pages_of(f"claim:{affair.claim.pk}")[own]


def test_a_claim_that_nobody_stands_for_is_not_offered_to_search_engines(desk):
    about = claim()
    page = pages_of(f"claim:{about.pk}")[ledger_plan.claim_path("ar", about)]

    assert soup(page).find("meta", {"name": "robots"})["content"] == "noindex"


# --- machines ---


def test_machines_are_told_of_the_claim_and_where_it_appeared_first(affair):
    data = data_of(claim_page(affair))

    assert data["@type"] == "Claim"
    assert data["text"] == str(affair.claim)
    urls = {each["url"] for each in data["appearance"]}
    assert "https://wadi.example/12" in urls
    assert any("/ar/" in url for url in urls)
    assert data["firstAppearance"] == data["appearance"][0]


def test_there_is_a_claim_review_only_where_an_editor_gave_a_verdict(affair):
    affair.deny()
    assert "ClaimReview" not in claim_page(affair)

    recording.settle(affair.claim, verdict="false", reason="راجعنا صور الأقمار", by="سلمى")

    about, review = data_of(claim_page(affair))["@graph"]
    assert (about["@type"], review["@type"]) == ("Claim", "ClaimReview")
    assert review["author"]["name"] == "سلمى"
    assert review["reviewRating"]["alternateName"] == "زائف"
    assert review["itemReviewed"]["@id"] == about["@id"]


def test_a_verdict_stands_on_the_page_with_reason_and_name_above_the_standing(affair):
    recording.settle(affair.claim, verdict="unproven", reason="لا دليل يكفي", by="سلمى")
    page = soup(claim_page(affair))

    verdict = page.select_one(".verdict")
    assert "غير مثبت" in words(verdict)
    assert "لا دليل يكفي" in words(verdict)
    assert "سلمى" in words(verdict)
    assert verdict.find_next(class_="where-it-stands")


# --- sources ---


def source_page(row, lang="ar"):
    return pages_of(f"source:{row.pk}")[ledger_plan.source_path(lang, row)]


def test_a_sources_page_tells_how_it_fared(affair):
    affair.deny()
    page = soup(source_page(affair.teller))

    assert page.h1.get_text() == "مرصد السهل"
    figures = [figure.get_text() for figure in page.select(".figures li")]
    assert figures == ["قول واحد في السجل", "تأكيد ادّعاء واحد", "نفى غيره ادّعاءً ممّا أكّد"]
    statement = page.select_one(".statement")
    assert words(statement.select_one(".claim-sentence")).endswith("منفيّ")
    assert statement.find("a", string="رابط هذا القول")["href"].endswith(f"#statement-{affair.report.pk}")


def test_a_sources_page_says_what_it_belongs_to_and_where_it_speaks(affair):
    spokesman = source(
        "الناطق", "person", belongs_to=affair.ministry, addresses=[("account", "https://x.com/spokesman")]
    )

    page = soup(source_page(spokesman))

    assert page.find("a", string="وزارة الدفاع في دلوان")
    assert page.find("a", href="https://x.com/spokesman")
    assert soup(source_page(affair.ministry)).find("a", string="الناطق")
    assert data_of(str(page))["affiliation"]["name"] == "وزارة الدفاع في دلوان"


def test_a_merged_source_leads_to_what_it_became(affair):
    other = source("مرصد سهل دلوان", "monitor")
    path = ledger_plan.source_path("ar", other)
    recording.merge_sources(other, affair.teller, **EDITOR)

    assert "مرصد-السهل" in pages_of(f"source:{other.pk}")[path]
    assert "مرصد سهل دلوان" in source_page(affair.teller)


def test_a_renamed_sources_former_address_leads_on(affair):
    before = ledger_plan.source_path("ar", affair.teller)
    affair.teller.name = "مرصد السهل لحقوق الإنسان"
    renamed = recording.amend_source(affair.teller, **EDITOR)

    assert "لحقوق" in pages_of(f"source:{renamed.pk}")[before]


# --- the log ---


def log_pages():
    return pages_of("corrections")


def note_on(section, at=dt.datetime(2026, 3, 5, 9, tzinfo=dt.UTC), text="الأرصفة ثلاثة لا أربعة."):
    story = making.draft("خبر الأرصفة", section)
    story.corrections = [CorrectionNote(at=at, text=text)]
    return making.publish(story)


def test_the_log_has_notes_and_changed_standings_the_newest_first(affair, desk):
    note_on(desk)
    affair.deny()

    entries = soup(log_pages()["/ar/log/"]).select(".entries > li")

    assert len(entries) == 2
    assert "منفيّ (بعد أن كان: منقول)" in words(entries[0])
    assert "صدر نفي عن وزارة الدفاع في دلوان" in words(entries[0])
    assert "الأرصفة ثلاثة لا أربعة." in words(entries[1])
    assert "الأرصفة" not in log_pages()["/en/log/"]


def test_a_first_standing_and_one_recorded_in_error_are_not_in_the_log(affair):
    assert soup(log_pages()["/ar/log/"]).select(".entries > li") == []

    recording.withdraw(affair.deny(), reason="خطأ", **EDITOR)

    assert soup(log_pages()["/ar/log/"]).select(".entries > li") == []


def test_each_month_has_its_page_and_the_log_leads_to_it(affair, desk):
    note_on(desk)
    affair.deny()
    now = dt.datetime.now(dt.UTC)

    assert {"/ar/log/2026-03/"} == set(pages_of("corrections:2026-03"))
    assert "الأرصفة ثلاثة" in pages_of("corrections:2026-03")["/ar/log/2026-03/"]
    assert "منفيّ" in pages_of(f"corrections:{now:%Y-%m}")[f"/ar/log/{now:%Y-%m}/"]
    months = soup(log_pages()["/ar/log/"]).select(".month a")
    assert [month["href"] for month in months] == [f"{now:%Y-%m}/", "2026-03/"]


def test_a_months_pages_count_from_its_first_entry(desk):
    for number in range(51):
        at = dt.datetime(2026, 3, 1, 0, number, tzinfo=dt.UTC)
        story = making.draft(f"خبر {number}", desk)
        story.corrections = [CorrectionNote(at=at, text=f"تصويب {number}")]
        making.publish(story)

    pages = pages_of("corrections:2026-03")

    first, second = (soup(pages[f"/ar/log/2026-03/{under}"]) for under in ("", "2/"))
    assert len(first.select(".entries > li")) == 50
    assert [words(note.select("p")[-1]) for note in second.select(".entries > li")] == ["تصويب 50"]
    assert first.select_one('.pager a[rel="prev"]')["href"] == "2/"


def test_the_feed_is_valid_xml_with_an_entry_for_each(affair, desk):
    note_on(desk, text='رقم <b>خاطئ</b> & "آخر"')
    affair.deny()

    feed = ElementTree.fromstring(log_pages()["/ar/log/feed.xml"])  # noqa: S314  (our own)

    entries = feed.findall("a:entry", ATOM)
    assert [entry.find("a:title", ATOM).text for entry in entries] == [
        f"منفيّ: {affair.claim}",
        "تصويب: خبر الأرصفة",
    ]
    ids = [each.text for each in feed.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(set(ids)) == 3
    assert all(each.startswith("http://127.0.0.1:8000/ar/log/") for each in ids)
    stamp = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$")
    assert all(stamp.match(each.text) for each in feed.iter("{http://www.w3.org/2005/Atom}updated"))
    assert "<b>خاطئ</b>" not in BeautifulSoup(entries[1].find("a:content", ATOM).text, "lxml").p.decode_contents()


def test_an_empty_log_has_a_feed_all_the_same(desk):
    feed = ElementTree.fromstring(log_pages()["/en/log/feed.xml"])  # noqa: S314  (our own)

    assert feed.find("a:updated", ATOM).text
    assert feed.findall("a:entry", ATOM) == []


def test_every_page_leads_to_the_log(affair):
    for owner in ("edition:ar", f"story:{affair.story.pk}", f"claim:{affair.claim.pk}"):
        page = next(text for text in pages_of(owner).values() if "</footer>" in text)
        assert "سجل التصويبات" in words(soup(page).select_one("footer.foot"))


def test_a_tag_of_nothing_has_no_pages(desk):
    assert plan.routes("claim:999") == plan.routes("source:999") == plan.routes("corrections:2020-01") == []


def test_json_of_a_source_is_json(affair):
    assert json.loads(soup(source_page(affair.teller)).find("script", type="application/ld+json").string)
