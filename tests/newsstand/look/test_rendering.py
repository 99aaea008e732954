import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from urllib.parse import urljoin

import brotli
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from markupsafe import Markup
from tests.newsstand.look import frame_samples, ledger_samples, samples

from musnad.newsstand import app_views, card_views, claim_views, letter_views, search_views, sent_views, views
from musnad.newsstand.assets import all_assets, asset, content_of
from musnad.newsstand.rendering import TEMPLATE_OF, dir_of, focus, in_digits, render

ORIGIN = "https://dalwan.example"
KB = 1024


FRAMED = samples.FRAMED | ledger_samples.FRAMED


@pytest.fixture(params=FRAMED)
def framed(request, lang):
    """Return a page in the site's frame."""
    return FRAMED[request.param](lang)


def soup_of(view):
    return BeautifulSoup(render(view), "lxml")


def story_with(lang, *body):
    return soup_of(replace(samples.story(lang), body=body))


def test_every_kind_of_page_has_a_template():
    modules = (views, app_views, card_views, claim_views, sent_views, letter_views, search_views)
    held = {name: value for module in modules for name, value in vars(module).items()}
    pages = {
        kind for name, kind in held.items() if name.endswith(("Page", "Feed", "EmbedCard")) and isinstance(kind, type)
    }

    assert pages == set(TEMPLATE_OF)


def test_a_page_says_its_language_and_direction(framed):
    html = soup_of(framed).html

    assert (html["lang"], html["dir"]) == (framed.chrome.edition.lang, framed.chrome.edition.direction)


def test_a_page_has_one_h1_and_no_step_left_out_in_its_headings(framed):
    levels = [int(tag.name[1]) for tag in soup_of(framed).find_all(re.compile("^h[1-6]$"))]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_page_has_landmarks_and_a_way_past_the_masthead(framed):
    soup = soup_of(framed)
    skip = soup.body.find("a")

    assert [len(soup.select(f"body > {tag}")) for tag in ("header", "main", "footer")] == [1, 1, 1]
    assert skip["href"] == "#" + soup.main["id"]
    assert all(nav.get("aria-label") for nav in soup.find_all("nav"))


def test_no_id_stands_twice_on_a_page(framed):
    ids = [tag["id"] for tag in soup_of(framed).find_all(id=True)]

    assert len(ids) == len(set(ids))


def test_no_page_carries_styles_or_handlers_that_its_policy_would_forbid(framed):
    soup = soup_of(framed)

    assert soup.find_all("style") == []
    assert [tag for tag in soup.find_all(True) for name in tag.attrs if name == "style" or name.startswith("on")] == []
    inline = [script for script in soup.find_all("script") if not script.get("src") and not script.get("type")]
    told = soup.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert len(inline) == told.count("'sha256-")


def test_the_policy_names_the_script_that_stands_in_the_page(lang):
    soup = soup_of(samples.home(lang))
    script = next(script for script in soup.find_all("script") if not script.get("src"))
    digest = base64.b64encode(hashlib.sha256(script.string.encode()).digest()).decode()

    assert f"'sha256-{digest}'" in soup.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    told = soup.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert "unsafe" not in told
    # The site's forms are the one thing that leaves a copy of it.
    assert told.partition("; form-action ")[2] == f"'self' {settings.MUSNAD_SITE_URL}"
    assert "http" not in told.partition("; form-action ")[0]


def test_whatever_a_page_loads_is_of_this_site(framed):
    soup = soup_of(framed)
    loaded = [tag["src"] for tag in soup.find_all(src=True)]
    loaded += [tag["href"] for tag in soup.select("link[rel=stylesheet], link[rel=icon]")]
    loaded += [piece.split()[0] for tag in soup.find_all(srcset=True) for piece in tag["srcset"].split(", ")]
    loaded += [tag["poster"] for tag in soup.find_all(poster=True)]

    assert loaded
    assert [link for link in loaded if "//" in link] == []


def test_assets_that_a_page_names_are_published(framed):
    named = re.findall(r"assets/[\w.]+", render(framed))

    assert {asset("site.css"), asset("site.js")} <= set(named)
    assert set(named) <= set(all_assets())


def test_links_to_this_site_hold_on_a_mirror_in_a_folder(lang):
    story = samples.story(lang)
    links = [tag["href"] for tag in soup_of(story).find_all(href=True)]

    assert [link for link in links if link.startswith("/")] == []
    assert f"{ORIGIN}/m/{lang}/" in {urljoin(f"{ORIGIN}/m{story.chrome.path}", link) for link in links}


def test_the_page_for_a_missing_address_holds_at_any_depth(lang):
    soup = soup_of(samples.missing(lang))

    assert soup.find("link", rel="stylesheet")["href"] == "/" + asset("site.css")
    assert all(tag["href"].startswith(("/", "#", "http", "data:")) for tag in soup.find_all(href=True))


def test_a_preview_at_another_address_links_from_the_root(lang):
    html = render(samples.story(lang), from_anywhere=True)

    assert f'href="/{asset("site.css")}"' in html
    assert 'href="../' not in html


@pytest.mark.parametrize("block", samples.blocks("ar"), ids=lambda block: block.kind)
def test_every_block_stands_in_both_directions(block, lang):
    soup = story_with(lang, block)

    assert soup.html["dir"] == frame_samples.EDITIONS[lang].direction
    assert soup.select_one(".prose").find(True) is not None


def test_the_samples_hold_every_block_and_every_platform():
    body = samples.blocks("ar")

    assert {type(block) for block in body} == set(views.Block.__args__)
    assert {block.platform for block in body if isinstance(block, views.Post)} == {
        kind.value for kind in views.Platform
    }


HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'"


KEPT = {"kind", "direction", "of", "medium", "level", "date_line", "latest_path"}


def with_hostile_words(value):
    """Return the view with hostile words for every plain text in it; markup and what decides the layout is left."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, tuple):
        return tuple(with_hostile_words(entry) for entry in value)
    names = set(getattr(value, "__dataclass_fields__", ())) - KEPT
    return replace(value, **{name: with_hostile_words(getattr(value, name)) for name in names}) if names else value


@pytest.mark.parametrize("name", samples.FRAMED)
def test_hostile_words_are_shown_and_never_run(name, lang):
    soup = soup_of(with_hostile_words(samples.FRAMED[name](lang)))

    assert HOSTILE in soup.get_text()
    assert [tag for tag in soup.find_all(True) if "onerror" in tag.attrs] == []
    assert [tag for tag in soup.find_all("script") if "alert(1)" in (tag.string or "")] == []


@pytest.mark.parametrize("make", [samples.redirect, samples.latest], ids=["redirect", "latest"])
def test_hostile_words_are_harmless_outside_the_frame_too(make, lang):
    soup = soup_of(with_hostile_words(make(lang)))

    assert [tag for tag in soup.find_all(True) if "onerror" in tag.attrs or tag.name == "script"] == []


def test_an_address_that_would_run_something_is_not_linked(lang):
    post = replace(samples.posts(lang)[0], url="javascript:alert(1)")

    assert story_with(lang, post).select_one(".post-foot a")["href"] == "#"


@pytest.mark.parametrize("platform", list(views.Platform))
def test_a_post_is_a_card_with_its_account_time_and_link(platform, lang):
    post = next(post for post in samples.posts(lang) if post.platform == platform)
    card = story_with(lang, post).select_one(".post")

    assert f"@{post.account}" in card.get_text()
    assert card.time["datetime"] == post.posted.iso
    assert card.select_one(".post-foot a")["href"] == post.url
    assert post.platform_name in card.get_text()
    assert (post.text in card.get_text()) if post.text else card.select_one(".post-empty")


def test_words_of_a_post_keep_their_own_language_and_direction():
    arabic = story_with("en", samples.posts("en")[0]).blockquote
    english = story_with("ar", samples.posts("ar")[1]).blockquote

    assert (arabic["lang"], arabic["dir"]) == ("ar", "rtl")
    assert (english["lang"], english["dir"]) == ("en", "ltr")


def test_links_in_a_paragraph_are_written_from_the_page():
    text = Markup('<a href="/ar/كلمات/مرفأ/?a=1&amp;b=2">مرفأ</a> <a href="https://echo.example/">صدى</a> href="/ar/"')
    links = story_with("ar", views.Paragraph(text)).select(".prose a")

    assert [link["href"] for link in links] == ["../../كلمات/مرفأ/?a=1&b=2", "https://echo.example/"]


def test_the_hero_comes_in_three_formats_with_its_size_caption_and_credit(lang):
    hero = soup_of(samples.story(lang)).select_one(".hero")

    assert [source["type"] for source in hero.find_all("source")] == ["image/avif", "image/webp"]
    assert hero.img["src"].endswith(".jpg")
    assert (hero.img["width"], hero.img["height"]) == ("1600", "900")
    assert hero.img["alt"] == samples.story(lang).hero.picture.alt
    assert hero.img["fetchpriority"] == "high"
    assert samples.story(lang).hero.caption in hero.figcaption.get_text()
    assert samples.story(lang).hero.credit in hero.figcaption.get_text()
    assert all(source["sizes"] and " 400w" in source["srcset"] for source in hero.find_all("source"))


@pytest.mark.parametrize(("credit", "printed"), [("سلمى الوردي", "تصوير: سلمى الوردي"), ("رسم: مُسنَد", "رسم: مُسنَد")])
def test_a_credit_is_called_a_photograph_s_unless_it_says_what_it_is(credit, printed):
    story = samples.story("ar")
    page = soup_of(replace(story, hero=replace(story.hero, credit=credit)))

    assert page.select_one(".hero .credit").get_text() == printed


def test_a_section_s_name_is_not_said_again_by_each_of_its_stories(lang):
    assert soup_of(samples.section(lang)).select(".card-section") == []
    assert soup_of(samples.home(lang)).select(".shelf .card-section") == []
    assert soup_of(samples.topic(lang)).select(".card-section") != []


def test_the_page_for_a_missing_address_speaks_every_edition_s_language(lang):
    other = "en" if lang == "ar" else "ar"
    said = soup_of(samples.missing(lang)).select_one(".elsewhere")

    assert (said["lang"], said["dir"]) == (other, dir_of(other))
    assert said.a["href"] == f"/{other}/"


def test_a_caption_without_its_picture_stands_under_a_calm_place(lang):
    story = samples.story(lang)
    hero = soup_of(replace(story, hero=replace(story.hero, picture=None))).select_one(".hero")

    assert hero.img is None
    assert hero.select_one(".placeholder") is not None
    assert story.hero.caption in hero.figcaption.get_text()


@pytest.mark.parametrize(
    ("position", "classes"),
    [("50% 50%", "x5 y5"), ("32% 70%", "x3 y7"), ("0% 100%", "x0 y10"), ("33.4% 8.6%", "x3 y1"), ("", "x5 y5")],
)
def test_the_focal_point_is_kept_to_the_nearest_tenth(position, classes):
    assert focus(position) == classes


def test_every_focal_point_but_the_middle_has_a_rule():
    css = content_of("site.css").decode()

    assert [
        name for axis in "xy" for tenth in range(11) if tenth != 5 and (name := f".{axis}{tenth}{{") not in css
    ] == []


def test_an_unknown_date_is_said_to_be_unknown(lang):
    story = replace(samples.story(lang), published=None, updated=None)
    times = soup_of(story).select_one(".times")

    assert times.time["datetime"] == story.provenance.not_before.iso


def test_a_correction_is_announced_above_and_told_below(lang):
    soup = soup_of(samples.story(lang))

    assert soup.select_one(".times a")["href"] == "#corrections"
    assert samples.story(lang).corrections[0].text in soup.select_one("#corrections").get_text()


def test_credits_link_the_outlets_that_have_an_address(lang):
    line = soup_of(samples.story(lang)).select_one(".credits")

    assert [link["href"] for link in line.find_all("a")] == ["https://echo.example/"]
    assert samples.story(lang).credits[1].text in line.get_text()


def test_share_links_are_links_and_nothing_more(lang):
    box = soup_of(samples.story(lang)).select_one(".share")

    assert len(box.select("li > a")) == 5
    assert box.find_all(src=True) == []


def test_the_headline_bar_is_printed_on_fronts_and_fetched_elsewhere(lang):
    front, story = soup_of(samples.home(lang)), soup_of(samples.story(lang))

    assert len(front.select(".latest-list li")) == len(frame_samples.LATEST[lang])
    assert "data-from" not in front.select_one(".latest").attrs
    assert story.select(".latest-list li") == []
    assert story.select_one(".latest")["data-from"] == "../../latest.html"


def test_a_page_in_another_language_is_announced(lang):
    soup = soup_of(samples.story(lang))
    other = "en" if lang == "ar" else "ar"

    assert soup.find("link", rel="alternate", hreflang=other)["href"] == f"{ORIGIN}/{other}/"
    assert soup.find("link", rel="canonical")["href"] == samples.story(lang).chrome.canonical
    assert soup.find("meta", property="og:image")["content"] == f"{ORIGIN}/media/port-1200.jpg"


def test_a_page_that_is_not_to_be_found_says_so(lang):
    assert soup_of(samples.gone(lang)).find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert soup_of(samples.story(lang)).find("meta", attrs={"name": "robots"}) is None


def test_a_moved_page_leads_to_its_new_address(lang):
    target = samples.STORY_PATH[lang]
    soup = soup_of(samples.redirect(lang))

    assert soup.find("meta", attrs={"http-equiv": "refresh"})["content"] == f"0; url={target}"
    assert soup.a["href"] == target


def test_structured_facts_are_there_only_where_they_are_given(lang):
    story = samples.story(lang)

    assert soup_of(story).find("script", type="application/ld+json").string == story.structured
    assert soup_of(replace(story, structured=Markup())).find("script", type="application/ld+json") is None


def test_page_numbers_are_in_the_edition_s_digits():
    assert "٢" in soup_of(samples.topic("ar")).select_one(".pager").get_text()
    assert in_digits("٠١٢٣٤٥٦٧٨٩", 305) == "٣٠٥"


@pytest.mark.parametrize(("tag", "direction"), [("ar", "rtl"), ("fa-IR", "rtl"), ("en", "ltr"), ("", "auto")])
def test_a_language_tells_its_direction(tag, direction):
    assert dir_of(tag) == direction


def test_a_story_with_nothing_optional_is_whole(lang):
    bare = replace(
        samples.story(lang), kicker=None, standfirst="", authors=(), agency="", dateline="", published=None,
        updated=None, hero=None, body=(), keywords=(), topics=(), credits=(), corrections=(), provenance=None, more=(),
        short="", share=(), structured=Markup(),
    )  # fmt: skip
    soup = soup_of(bare)

    assert soup.h1.get_text() == bare.headline
    assert soup.select(".more, .hero, .corrections, .credits, .tags") == []


def test_a_story_page_weighs_less_than_twenty_kilobytes(lang):
    parts = (render(samples.story(lang)).encode(), content_of("site.css"), content_of("site.js"))

    assert sum(len(brotli.compress(part)) for part in parts) <= 20 * KB
