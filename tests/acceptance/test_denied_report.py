"""The story that Musnad is for: an attack is reported, and denied; every page that told of it says so."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.acceptance.newsroom import links, structured

pytestmark = [pytest.mark.acceptance, pytest.mark.browser, pytest.mark.long]

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Affair:
    """report, denial: the two pages; origin: the first one's own address.

    told, denied: the words that the editor accepts, each with who said them.
    """

    report: str
    denial: str
    origin: str
    headline: str
    denial_headline: str
    monitor: str
    outlet: str
    told: str
    spokesman: str
    denied: str
    post: str


DALWAN = Affair(
    report="dalwan-report.html",
    denial="dalwan-denial.html",
    origin="https://sada-alwadi.example/news/safsaf-station/",
    headline="مرصد السهل: مسلحون هاجموا محطة الضخ في وادي الصفصاف",
    denial_headline="هيئة المياه تنفي تعرّض محطة وادي الصفصاف لهجوم",
    monitor="مرصد السهل",
    outlet="إذاعة الوادي",
    told="مسلحين هاجموا محطة الضخ في وادي الصفصاف بالقذائف مساء الأحد",
    spokesman="رائد الحلو",
    denied="مسلحين هاجموا محطة الضخ في وادي الصفصاف بالقذائف مساء الأحد",
    post="https://x.com/raed_alhelou/status/2028200000000000000",
)
SAMPLE = Affair(
    report="omar-field-report.html",
    denial="",
    origin="https://sada-alwadi.example/news/omar-field/",
    headline="المرصد السوري: هجوم صاروخي على القوات الأميركية في حقل العمر",
    denial_headline="التحالف الدولي ينفي تعرّض قواته لهجوم جديد في سوريا",
    monitor="المرصد السوري لحقوق الإنسان",
    outlet="موقع الحرّة",
    told="القوات الأميركية في سوريا تعرضت لهجوم صاروخي في حقل العمر النفطي يوم الأحد",
    spokesman="واين ماروتو",
    denied="القوات الأميركية في سوريا تعرضت لهجوم صاروخي اليوم",
    post="https://x.com/OIRSpox/status/1411789037992648707",
)


@pytest.fixture(params=[DALWAN, SAMPLE], ids=["in Dalwan", "on the sample page"])
def affair(request):
    return request.param


@pytest.fixture
def denial_page(affair, request):
    return PAGES / affair.denial if affair.denial else request.getfixturevalue("sample")


def test_a_reported_attack_is_denied_and_every_page_says_so_until_it_is_undone(
    affair, denial_page, newsroom, open_page, step
):
    with step("an editor enters with the name and password that the first start printed, and opens a section"):
        newsroom.enter()
        newsroom.open_section("أمن")

    with step("the reported attack is imported and published"):
        first = newsroom.bring_in("أمن", PAGES / affair.report)
        newsroom.printed(first, affair.headline)

    with step("the editor accepts the monitor's report, through the outlet that had it from them"):
        newsroom.edit(affair.headline)
        newsroom.accept(affair.monitor, affair.told)
        newsroom.printed(first, "منقول")
        claim = newsroom.path_of_claim(1)
        page = newsroom.printed(claim, "مصدر واحد")
        assert affair.outlet in page
        before = {path: newsroom.read(path) for path in (first, "/ar/", "/ar/أمن/")}
        assert "تنبيه" not in before[first]

    with step("the page with the denial is imported and published"):
        second = newsroom.bring_in("أمن", denial_page)
        newsroom.printed(second, affair.denial_headline)

    with step("the denial is found with its match: the claim of the first story is chosen already"):
        newsroom.edit(affair.denial_headline)
        asked = newsroom.suggestion(affair.spokesman, affair.denied)
        expect(asked.locator("[name=claim][value='1']")).to_be_checked()
        expect(asked).to_contain_text("كلمات مشتركة")
        before = {path: newsroom.read(path) for path in (first, "/ar/", "/ar/أمن/")}

    with step("the editor accepts the spokesman's denial, with the post that carries it"):
        newsroom.accept(affair.spokesman, affair.denied)

    with step("the first story says on top who denied it, when, and where"):
        newsroom.printed(first, "تنبيه")
        reader = open_page(width=360, java_script_enabled=False)
        reader.goto(newsroom.url + first)
        notice = reader.get_by_role("complementary", name="تنبيه")
        expect(notice).to_contain_text("منفيّ")
        expect(notice).to_contain_text(affair.spokesman)
        assert notice.locator("time").first.get_attribute("datetime")
        assert {affair.post, claim} <= links(notice)

    with step("its own text is what it was"):
        assert body_of(newsroom.read(first)) == body_of(before[first])

    with step("the front and the section show a chip on it, and none on the story of the denial"):
        for path in ("/ar/", "/ar/أمن/"):
            newsroom.printed(path, "ادّعاء منفيّ")
            reader.goto(newsroom.url + path)
            assert chips(reader, affair.headline) == ["ادّعاء منفيّ"]
            assert chips(reader, affair.denial_headline) == []

    with step("the claim's page shows the chain from the spokesman's post, and one root behind the report"):
        reader.goto(newsroom.url + claim)
        expect(reader.locator("main")).to_contain_text("مصدر واحد")
        chains = reader.locator(".chain-picture .unseen")
        expect(chains).to_contain_text(f"{affair.spokesman} (نفي، شخص · X)")
        expect(chains).to_contain_text(f"{affair.monitor} (تأكيد، مرصد)")
        assert {affair.post, first, second} <= links(reader.locator("main"))

    with step("the log of corrections has the entry, as a page and as a feed"):
        log = newsroom.printed("/ar/log/", affair.told.split()[-1])
        assert "منفيّ" in log
        assert affair.spokesman in log
        newsroom.printed("/ar/log/feed.xml", affair.spokesman)

    with step("a search engine's data on the page says so"):
        article = structured(newsroom.read(first))["NewsArticle"]
        assert "منفيّ" in article["correction"][0]["text"]
        assert article["citation"][0]["@type"] == "Claim"
        told = structured(newsroom.read(claim))["Claim"]
        assert told["firstAppearance"]["url"] == affair.origin
        appeared = {each.get("headline") for each in told["appearance"]}
        assert {affair.headline, affair.denial_headline} <= appeared
        assert "ClaimReview" not in structured(newsroom.read(claim))

    with step("undoing the acceptance takes all of that back"):
        newsroom.undo(affair.spokesman)
        newsroom.gone(first, "تنبيه")
        for path, was in before.items():
            newsroom.gone(path, "منفيّ")
            assert newsroom.read(path) == was
        newsroom.gone("/ar/log/", affair.spokesman)
        newsroom.gone("/ar/log/feed.xml", affair.spokesman)
        assert "correction" not in structured(newsroom.read(first))["NewsArticle"]
        newsroom.gone(claim, affair.spokesman)


def body_of(page):
    """The words of a printed story, from its headline to the list of its claims."""
    return re.sub(r"<[^>]+>", " ", page[page.index("<h1") : page.index("ادّعاءات ومصادرها")])


def chips(reader, headline):
    """The words on the signs that a list shows on a story."""
    card = reader.locator("main article, main li").filter(has_text=headline).last
    return card.locator(".chip").all_inner_texts()
