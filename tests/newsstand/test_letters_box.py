"""The box in which readers ask for letters, on printed pages."""

from bs4 import BeautifulSoup
from tests import making

from musnad.newsroom.models import Edition
from musnad.newsstand import plan, printing
from musnad.newsstand.offline import for_files


def printed(owner, kind):
    route = next(route for route in plan.routes(owner) if route.kind == kind)
    return printing.render(route).body.decode()


def box(html):
    return BeautifulSoup(html, "lxml").select_one("aside.letters")


def keys(html, mark=""):
    return [each["value"] for each in box(html).select(f"[name=list]{mark}")]


def test_every_page_has_the_box_and_it_needs_neither_script_nor_token(desk):
    html = printed("edition:ar", "home")

    form = box(html).form
    assert "اشترك في قائمتنا البريدية" in box(html).h2.text
    assert (form["method"], form["action"]) == ("post", "../letters/ar/")
    assert keys(html) == ["digest:ar", "breaking:ar", "corrections:ar"]
    assert keys(html, "[checked]") == ["digest:ar"]
    assert {each["name"] for each in form.select("input")} == {"list", "address", "website"}


def test_a_topics_page_offers_its_letters_chosen_and_a_story_those_of_its_topics(desk):
    topic = making.topic("ضربة الخزامى")
    story = making.story("خبر", desk, topics=[topic])

    assert keys(printed(topic.tag, "topic"), "[checked]") == ["digest:ar", topic.tag]
    assert keys(printed(f"story:{story.pk}", "story"))[-1] == topic.tag
    assert "ملف «ضربة الخزامى»" in box(printed(f"story:{story.pk}", "story")).text


def test_a_copy_of_the_page_elsewhere_sends_the_form_to_the_site_itself_which_its_policy_allows(desk, settings):
    settings.MUSNAD_SITE_URL = "https://news.dalwan.example"
    html = printed("edition:ar", "home")

    copy = for_files(html)

    assert box(copy).form["action"] == "https://news.dalwan.example/letters/ar/"
    assert box(copy).select_one(".fine a")["href"] == "https://news.dalwan.example/letters/ar/"
    policy = BeautifulSoup(copy, "lxml").select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    assert policy.endswith("form-action 'self' https://news.dalwan.example")
    assert for_files(copy) == copy


def test_an_edition_may_have_no_box(desk):
    edition = Edition.objects.get(slug="ar")
    edition.letters_box = False
    edition.save_revision().publish()

    assert box(printed("edition:ar", "home")) is None
    assert box(printed("edition:en", "home")) is not None


def test_the_page_for_a_missing_address_has_it_with_a_link_that_holds_at_any_depth(desk):
    html = printed("site", "missing")

    assert box(html).form["action"] == "/letters/ar/"
