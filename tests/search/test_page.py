"""The search page as Python serves it, and the command, which tells the same."""

import json
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from django.test import Client

from musnad.cli.search import found_for, search
from musnad.newsstand import searching
from musnad.search import engines
from musnad.search.engines import sqlite

PAGE = "/search/ar/"

pytestmark = pytest.mark.django_db


def get(path=PAGE, **given):
    return Client().get(path, given)


def soup(path=PAGE, **given):
    answer = get(path, **given)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "lxml")


def words(tag):
    return " ".join(tag.get_text(" ", strip=True).split()) if tag else ""


def paths(page):
    return [link["href"] for link in page.select(".result h2 a")]


@pytest.mark.parametrize(
    "given",
    [
        {"q": "النهر"},
        {"q": "الوزارة"},
        {"q": "«مجلس الأمن»"},
        {"q": "النهر -قرى"},
        {"q": "جسر", "standing": "reported"},
        {"q": "السرو", "section": "محليات"},
        {"q": "طريق", "source": "مرصد السهل"},
        {"q": "النهر", "from": "2026-11-01", "to": "2026-11-29"},
        {"q": "و", "page": "7"},
        {"q": "زرافة"},
    ],
    ids=lambda given: " ".join(given),
)
def test_the_command_finds_what_the_page_finds_in_the_same_order(town, given):
    page = soup(**given)
    told = found_for("ar", given)

    assert [each["path"] for each in told["results"]] == paths(page)
    assert [each["headline"] for each in told["results"]] == [words(each) for each in page.select(".result h2 a")]


def test_the_command_prints_its_results_and_json(town, monkeypatch):
    monkeypatch.setattr("musnad.cli.search.open_home", lambda: None)  # the newsroom is open: the test's own

    plain = CliRunner().invoke(search, ["النهر"])
    told = json.loads(CliRunner().invoke(search, ["النهر", "--json", "--edition", "ar"]).stdout)
    wrong = CliRunner().invoke(search, ["النهر", "--edition", "fr"])

    assert plain.stdout.startswith("1. فيضان النهر يغمر قرى وادي السرو\n")
    assert (told["total"], told["more"], told["pages"]) == (2, False, 1)
    assert wrong.exit_code == 2
    assert "ar, en" in wrong.stderr


def test_hits_are_marked_in_the_letters_of_the_text(town):
    page = soup(q="كتاب تاريخ")

    assert [words(each) for each in page.select("h2 mark")] == ["كِتَابٌ", "تاريخ"]
    assert "كتابه" in [words(each) for each in page.select(".result-text mark")]
    assert page.select_one("input[name=q]")["value"] == "كتاب تاريخ"


def test_a_result_says_its_section_day_and_how_its_claim_stands(town):
    page = soup(q="السهل")

    found = {words(each.h2): words(each.select_one(".card-meta")) for each in page.select(".result")}
    assert found["هجوم على طريق السهل"].startswith("منفيّ سياسة")
    assert found["هاجم مسلحون نقطة تفتيش"] == "منفيّ ادّعاء"
    assert found["مرصد السهل"] == "مصدر"


def test_the_number_of_results_is_told_in_the_editions_words(town):
    assert words(soup(q="النهر").select_one(".counted")) == "نتيجتان"
    assert words(soup("/search/en/", q="village").select_one(".counted")) == "one result"


def test_where_nothing_is_found_other_questions_are_offered(town):
    page = soup(q="النهر زرافة", kind="claim")

    assert words(page.select_one(".counted")) == "لم نجد شيئًا."
    links = {words(link): link["href"] for link in page.select(".search-instead a")}
    assert links["البحث نفسه دون تضييق"].startswith(PAGE + "?q=")
    assert words(soup(q="الواذي").select_one(".search-instead")) == "الوادي"


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("في من إلى", "هذه كلمات ترد في كلّ خبر"),
        ("-النهر", "استُبعدت كلّ الكلمات"),
        ("ن" * 10_000, "السؤال طويل"),
        (" ".join(f"كلمة{n}" for n in range(40)), "الكلمات كثيرة"),
    ],
    ids=["common", "excluded", "long", "many"],
)
def test_what_cannot_be_looked_for_is_told_calmly(town, typed, note):
    assert note in words(soup(q=typed).select_one(".found .note"))


@pytest.mark.parametrize(
    "given",
    [
        {"page": "0"}, {"page": "-3"}, {"page": "٩٩"}, {"page": "x"}, {"page": "9" * 400}, {"section": "999"},
        {"section": "x\0"}, {"source": "9" * 40}, {"source": "لا أحد"}, {"standing": "'; --"}, {"kind": "page"},
        {"from": "2026-02-31"}, {"to": "9999-12-31"}, {"from": "0001-01-01"}, {"from": "أمس"}, {"q": "النهر\0"},
        {"unknown": "1"},
    ],
    ids=lambda given: " ".join(f"{name}={value[:12]!r}" for name, value in given.items()),
)  # fmt: skip
def test_filters_and_pages_that_are_none_are_taken_for_not_given(town, given):
    assert len(paths(soup(**{"q": "النهر", **given}))) == 2


def test_the_page_is_not_indexed_sets_no_cookie_and_may_be_kept_for_a_moment(town):
    answer = get(q="النهر")

    assert answer["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex"' in answer.content.decode()
    assert not answer.cookies
    assert answer["Cache-Control"] == "public, max-age=30"


def test_only_reading_is_answered_and_only_editions_are_searched(town):
    assert Client().post(PAGE, {"q": "النهر"}).status_code == 405
    assert Client().head(PAGE, {"q": "النهر"}).status_code == 200
    assert get("/search/fr/").status_code == 404
    assert get("/search/", q="نهر")["Location"].startswith(PAGE + "?q=")


def test_whoever_asks_too_often_is_told_to_wait_and_others_are_not(town, monkeypatch):
    monkeypatch.setattr(searching, "pages", searching.Pace(2))
    asked = [Client().get(PAGE, {"q": "زرافة"}, REMOTE_ADDR="192.0.2.1") for _ in range(3)]
    other = Client().get(
        PAGE, {"q": "زرافة"}, REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": "192.0.2.1, 192.0.2.2"}
    )

    assert [answer.status_code for answer in asked] == [200, 200, 429]
    assert asked[-1]["Retry-After"] == "60"
    assert other.status_code == 200


def test_a_search_that_takes_too_long_is_given_up_and_said(town, monkeypatch):
    monkeypatch.setattr(engines, "MILLISECONDS", -1)
    endless = (
        "WITH RECURSIVE endless(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM endless) "
        "SELECT n, %s, %s, %s FROM endless WHERE n < 0"
    )
    monkeypatch.setattr(sqlite, "LOOK_UP", replace(sqlite.LOOK_UP, find=endless))

    assert "طال البحث" in words(soup(q="النهر").select_one(".note"))


def completions(typed, lang="ar"):
    return json.loads(get(f"/search/{lang}/complete", q=typed).content)["completions"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("الواد", {"text": "سدّ الوادي", "kind": "كلمة مفتاحية"}),
        ("سد الو", {"text": "سدّ الوادي", "kind": "كلمة مفتاحية"}),
        ("سيو", {"text": "ملف السيول", "kind": "ملف"}),
        ("ليل", {"text": "ليلى الحدّاد", "kind": "كاتب"}),
        ("مرص", {"text": "مرصد السهل", "kind": "مصدر"}),
        ("فيضا", {"text": "فيضان النهر يغمر قرى وادي السرو", "kind": "خبر"}),
        ("الفيضا", {"text": "فيضان النهر يغمر قرى وادي السرو", "kind": "خبر"}),
    ],
)
def test_what_is_typed_is_completed_from_names_and_headlines(town, typed, found):
    assert found in completions(typed)


@pytest.mark.parametrize("typed", ["", "س", "' OR 1", '"', "*", "\0", "ن" * 10_000, "zzzz"])
def test_what_cannot_be_completed_is_not(town, typed):
    assert completions(typed) == []
