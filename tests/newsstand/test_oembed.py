"""oEmbed: other sites are told how to show a story or a claim, and its card says where it stands now."""

from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from tests import making
from tests.newsstand.affair import EDITOR, Affair, pages_of

from musnad.ledger import recording
from musnad.newsroom.models import Story
from musnad.newsstand.addresses import whole_address
from musnad.newsstand.ledger_plan import card_path, claim_path
from musnad.press.publishing import bring_up_to_date

SITE = "http://127.0.0.1:8000"


@pytest.fixture
def affair(desk):
    return Affair(desk)


def ask(client, path, **how):
    return client.get("/oembed", {"url": whole_address(path), **how})


def frame_in(told):
    return BeautifulSoup(told["html"], "lxml").iframe


def test_a_story_is_told_with_a_frame_that_shows_its_card(affair, client):
    answer = ask(client, affair.story.url_path)
    told = answer.json()
    assert (answer.status_code, told["type"], told["version"], told["title"]) == (
        200,
        "rich",
        "1.0",
        affair.story.title,
    )
    assert (told["provider_name"], told["provider_url"]) == ("مُسنَد", f"{SITE}/ar/")
    frame = frame_in(told)
    assert frame["src"] == f"{SITE}/n/{affair.story.pk}/card/"
    assert frame["title"] == affair.story.title
    assert "allow-scripts" not in frame["sandbox"]
    assert (int(frame["width"]), int(frame["height"])) == (told["width"], told["height"])
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_claim_is_told_by_its_address_in_each_edition_and_by_its_short_one(affair, client):
    for lang in ("ar", "en"):
        told = ask(client, claim_path(lang, affair.claim)).json()
        assert frame_in(told)["src"] == SITE + card_path(affair.claim.pk, lang)
    assert frame_in(ask(client, f"/c/{affair.claim.pk}/").json())["src"] == SITE + card_path(affair.claim.pk, "ar")


def test_former_and_short_addresses_of_a_story_are_known(affair, client):
    before = affair.story.url_path
    affair.story.slug = "akhar"
    making.publish(affair.story)
    for path in (before, before.rstrip("/"), f"/n/{affair.story.pk}/"):
        assert ask(client, path).status_code == 200


def test_it_is_told_in_xml_too_and_in_no_other_format(affair, client):
    answer = ask(client, affair.story.url_path, format="xml")
    tree = ElementTree.fromstring(answer.content)  # noqa: S314  (our own)
    assert answer["content-type"].startswith("text/xml")
    assert tree.find("title").text == affair.story.title
    assert "iframe" in tree.find("html").text
    assert ask(client, affair.story.url_path, format="yaml").status_code == 501


def test_a_frame_is_no_larger_than_there_is_room(affair, client):
    told = ask(client, affair.story.url_path, maxwidth="300", maxheight="100").json()
    assert (told["width"], told["height"]) == (300, 100)
    assert ask(client, affair.story.url_path, maxwidth="99999").json()["width"] == 600
    for bad in ("-1", "0", "x", "1e3", "٣٠٠"):
        assert ask(client, affair.story.url_path, maxwidth=bad).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://other.example/ar/",
        f"{SITE}/ar/",
        f"{SITE}/ar/nothing/",
        f"{SITE}/n/999999/",
        f"{SITE}/n/{'9' * 30}/",
        f"{SITE}/c/999999/",
        "http://[broken",
        f"{SITE}/n/1/%00",
        f"{SITE}.evil.example/n/1/",
    ],
)
def test_what_is_no_story_or_claim_of_this_site_is_not_told(affair, client, address):
    assert client.get("/oembed", {"url": address}).status_code == 404


def test_a_story_that_was_taken_off_is_not_told_and_its_card_says_so(affair, client):
    Story.objects.get(pk=affair.story.pk).unpublish()
    assert ask(client, affair.story.url_path).status_code == 404
    assert "لم تعد هذه المادة منشورة" in pages_of(f"story:{affair.story.pk}")[f"/n/{affair.story.pk}/card/"]


def test_pages_lead_other_sites_to_it(affair, client):
    pages = {affair.story.url_path: f"story:{affair.story.pk}"}
    pages[claim_path("en", affair.claim)] = f"claim:{affair.claim.pk}"
    for path, owner in pages.items():
        soup = BeautifulSoup(pages_of(owner)[path], "lxml")
        for kind, form in (("application/json+oembed", "json"), ("text/xml+oembed", "xml")):
            address = soup.find("link", type=kind)["href"]
            assert parse_qs(urlsplit(address).query) == {"url": [whole_address(path)], "format": [form]}
            assert client.get(address.removeprefix(SITE)).status_code == 200


def test_a_card_has_what_it_stands_for_and_nothing_that_runs(affair):
    page = pages_of(f"story:{affair.story.pk}")[f"/n/{affair.story.pk}/card/"]
    soup = BeautifulSoup(page, "lxml")
    assert soup.html["dir"] == "rtl"
    assert soup.h1.text == affair.story.title
    assert soup.base["target"] == "_top"
    assert not soup.find("script")
    assert {link["href"] for link in soup.article.find_all("a")} == {"../../../" + affair.story.url_path.lstrip("/")}
    assert "ادّعاء منفيّ" not in page


def printed_cards(edit, folder):
    def cards():
        return {file: file.stat().st_mtime_ns for file in folder.rglob("index.html") if "card" in file.parts}

    bring_up_to_date()
    before = cards()
    edit()
    bring_up_to_date()
    return {f"/{file.parent.relative_to(folder)}/" for file, at in cards().items() if before.get(file) != at}


def test_a_denial_is_on_the_cards_of_the_claim_and_of_the_story_by_itself(affair, desk, tmp_path, settings):
    settings.MUSNAD_HOME = tmp_path / "home"
    settings.MUSNAD_PUBLIC = settings.MUSNAD_HOME / "public"
    making.story("خبر آخر", desk)
    mine = {f"/n/{affair.story.pk}/card/", *(card_path(affair.claim.pk, lang) for lang in ("ar", "en"))}
    assert printed_cards(affair.deny, settings.MUSNAD_PUBLIC) == mine
    story = (settings.MUSNAD_PUBLIC / f"n/{affair.story.pk}/card/index.html").read_text()
    claim = (settings.MUSNAD_PUBLIC / f"c/{affair.claim.pk}/card/ar/index.html").read_text()
    assert "ادّعاء منفيّ" in story
    assert "منفيّ" in claim
    assert "وزارة الدفاع في دلوان" in claim
    assert "denied" in (settings.MUSNAD_PUBLIC / f"c/{affair.claim.pk}/card/en/index.html").read_text().lower()


def test_the_card_of_a_merged_claim_shows_what_it_became(affair):
    other = recording.record_claim("هجوم على حاجز", language="ar", **EDITOR)
    recording.merge_claims(other, affair.claim, **EDITOR)
    assert affair.claim.sentence in pages_of(f"claim:{other.pk}")[card_path(other.pk, "ar")]
