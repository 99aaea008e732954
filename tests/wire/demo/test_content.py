"""The demo's texts, as files: nothing here needs a database."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from musnad.reader.posts import find_post
from musnad.wire.demo.pictures import SCENES
from musnad.wire.demo.reading import FOLDER, pictures_of

Texts = dict[str, Any]

FILES = sorted((FOLDER / "stories").glob("*.toml"))
NAMES = [path.name for path in FILES]
STORIES: dict[str, Texts] = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES}
NEWSROOM: Texts = tomllib.loads((FOLDER / "newsroom.toml").read_text(encoding="utf-8"))
ARABIC = {name: story for name, story in STORIES.items() if story["lang"] == "ar"}
ENGLISH = {name: story for name, story in STORIES.items() if story["lang"] == "en"}
KEYS = {story["key"] for story in STORIES.values()}

KINDS = {
    "paragraph", "heading", "list", "quote", "image", "gallery",
    "post", "media", "table", "facts", "related", "file",
}  # fmt: skip
PLATFORMS = {"x", "facebook", "instagram", "telegram", "tiktok", "youtube"}
KICKERS = {"", "breaking", "exclusive", "opinion", "analysis", "investigation", "interview", "pictures", "video"}
FIELDS = {
    "key", "lang", "section", "kicker", "headline", "standfirst", "slug", "authors", "agency", "dateline", "published",
    "updated", "keywords", "topics", "credits", "corrections", "hero", "body",
}  # fmt: skip
BLOCK_FIELDS = {
    "paragraph": {"html"},
    "heading": {"text", "level"},
    "list": {"items", "ordered"},
    "quote": {"text", "speaker", "role"},
    "image": {"scene", "caption", "credit", "alt"},
    "gallery": {"title", "images"},
    "post": {"platform", "account", "name", "url", "text", "lang", "posted_at"},
    "media": {"medium", "title", "url", "caption", "credit", "transcript"},
    "table": {"caption", "rows", "first_row_heads", "first_column_heads"},
    "facts": {"title", "html"},
    "related": {"stories", "links"},
    "file": {"title", "file"},
}
AFFAIR = [
    "khuzama-first-report", "khuzama-agencies", "khuzama-denial", "khuzama-statements",
    "khuzama-withdrawal", "khuzama-how-it-spread", "khuzama-picture-check", "khuzama-commission",
]  # fmt: skip
STORY_LINK = re.compile(r'href="story:([^"]*)"')
FIRST_DAY, LAST_DAY = datetime(2026, 10, 20).date(), datetime(2026, 11, 22).date()  # noqa: DTZ001  (days)

each_story = pytest.mark.parametrize("name", NAMES)


class Markup(HTMLParser):
    """Collects the tags, the attributes, the open tags and the words of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.crossed = False
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.crossed |= not self.open or self.open.pop() != tag

    def handle_data(self, data: str) -> None:
        self.words += data


def markup_of(story: Texts) -> list[Markup]:
    found = []
    for block in story["body"]:
        found += [block["html"]] if "html" in block else block.get("items", [])
    return [Markup(html) for html in found]


def prose_of(story: Texts) -> Iterator[str]:
    """Every text of a story that a reader reads as a sentence; addresses and codes are left out."""
    yield from (story["headline"], story["standfirst"], story.get("dateline", ""))
    yield from (note["text"] for note in story.get("corrections", ()))
    yield from (markup.words for markup in markup_of(story))
    for picture in pictures_of(story):
        yield from (picture["caption"], picture["alt"], picture["credit"])
    for block in story["body"]:
        for field in ("text", "speaker", "role", "title", "caption", "credit", "transcript"):
            yield block.get(field, "")
        yield from (cell for row in block.get("rows", ()) for cell in row)


def moments_of(story: Texts) -> list[datetime]:
    written = [story["published"], *([story["updated"]] if "updated" in story else [])]
    written += [note["at"] for note in story.get("corrections", ())]
    written += [block["posted_at"] for block in story["body"] if block["kind"] == "post"]
    return [datetime.fromisoformat(moment) for moment in written]


def blocks(kind: str) -> list[Texts]:
    return [block for story in STORIES.values() for block in story["body"] if block["kind"] == kind]


def keys_of(group: str) -> set[str]:
    return {each["key"] for each in NEWSROOM[group]}


# --- the whole ---


def test_there_are_stories_enough_in_both_languages_and_in_every_section() -> None:
    assert len(ARABIC) >= 34
    assert len(ENGLISH) >= 10
    sections = Counter(story["section"] for story in ARABIC.values())
    assert sections.keys() == keys_of("sections")
    assert min(sections.values()) >= 6


def test_every_english_story_is_the_translation_of_an_arabic_one() -> None:
    arabic = {story["key"]: story for story in ARABIC.values()}
    for story in ENGLISH.values():
        twin = arabic[story["key"]]
        assert [story[field] for field in ("section", "kicker")] == [twin[field] for field in ("section", "kicker")]
        assert story["published"] >= twin["published"]


@pytest.mark.parametrize("field", ["headline", "standfirst"])
def test_no_two_stories_begin_alike(field: str) -> None:
    assert len({story[field] for story in STORIES.values()}) == len(STORIES)


def test_every_kind_of_block_platform_and_kicker_occurs() -> None:
    assert {block["kind"] for story in ARABIC.values() for block in story["body"]} == KINDS
    assert {block["platform"] for block in blocks("post")} == PLATFORMS
    assert {block["medium"] for block in blocks("media")} == {"audio", "video"}
    assert {block["level"] for block in blocks("heading")} == {2, 3}
    assert {block["ordered"] for block in blocks("list")} == {True, False}
    assert {story["kicker"] for story in ARABIC.values()} == KICKERS


def test_two_stories_at_least_were_corrected_and_several_lead_on_to_others() -> None:
    assert sum("corrections" in story for story in ARABIC.values()) >= 2
    assert sum(any(block["kind"] == "related" for block in story["body"]) for story in ARABIC.values()) >= 8
    assert sum("agency" in story for story in ARABIC.values()) >= 2


def test_what_the_newsroom_names_is_used_by_an_arabic_story() -> None:
    for group, field in (("authors", "authors"), ("topics", "topics"), ("keywords", "keywords")):
        used = {key for story in ARABIC.values() for key in story.get(field, ())}
        assert used == keys_of(group)


def test_the_affair_is_told_in_order() -> None:
    told = {story["key"]: story for story in ARABIC.values() if "khuzama" in story.get("topics", ())}
    assert sorted(told, key=lambda key: datetime.fromisoformat(told[key]["published"])) == AFFAIR


# --- each story ---


@each_story
def test_a_storys_file_is_called_after_it(name: str) -> None:
    story = STORIES[name]
    suffix = "" if story["lang"] == "ar" else f".{story['lang']}"
    assert re.fullmatch(rf"\d{{3}}-{re.escape(story['key'] + suffix)}\.toml", name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", story["key"])


@each_story
def test_a_story_has_no_field_that_would_be_overlooked(name: str) -> None:
    story = STORIES[name]
    assert story.keys() <= FIELDS
    for block in story["body"]:
        assert block.keys() - {"kind"} <= BLOCK_FIELDS[block["kind"]]


@each_story
def test_a_story_leans_only_on_what_the_newsroom_has(name: str) -> None:
    story = STORIES[name]
    assert story["section"] in keys_of("sections")
    for group in ("authors", "topics", "keywords"):
        assert set(story.get(group, ())) <= keys_of(group)
        assert len(set(story.get(group, ()))) == len(story.get(group, ()))
    assert story["keywords"]
    assert bool(story.get("authors")) != bool(story.get("agency"))


@each_story
def test_a_story_leads_only_to_stories_and_files_that_are_there(name: str) -> None:
    story = STORIES[name]
    linked = {key for block in story["body"] for key in block.get("stories", ())}
    linked |= {value.removeprefix("story:") for markup in markup_of(story) for _, _, value in markup.attributes}
    assert linked <= KEYS - {story["key"]}
    for block in story["body"]:
        if block["kind"] == "file":
            rows = (FOLDER.parent / block["file"]).read_text(encoding="utf-8").splitlines()
            assert len(rows) > 2
            assert len({row.count(",") for row in rows}) == 1


@each_story
def test_a_storys_pictures_are_drawn_and_described(name: str) -> None:
    for picture in pictures_of(STORIES[name]):
        assert picture["scene"] in SCENES
        assert picture["credit"]
        assert 0 < len(picture["caption"]) <= 300
        assert 20 < len(picture["alt"]) <= 300
        assert picture["alt"] != picture["caption"]


@each_story
def test_a_storys_times_are_aware_in_order_and_within_the_demos_weeks(name: str) -> None:
    story = STORIES[name]
    for moment in moments_of(story):
        assert moment.utcoffset() is not None
        assert FIRST_DAY <= moment.date() <= LAST_DAY
    assert datetime.fromisoformat(story.get("updated", story["published"])) >= datetime.fromisoformat(
        story["published"]
    )
    for note in story.get("corrections", ()):
        assert story["published"] < note["at"] <= story["updated"]


@each_story
def test_a_story_has_the_length_of_one(name: str) -> None:
    story = STORIES[name]
    paragraphs = sum(block["kind"] == "paragraph" for block in story["body"])
    assert 4 <= paragraphs <= 15
    assert len(story["headline"]) <= 110
    assert story["standfirst"]


@each_story
def test_a_storys_markup_is_the_little_that_is_allowed(name: str) -> None:
    for markup in markup_of(STORIES[name]):
        assert markup.tags <= {"a", "strong", "em"}
        assert not markup.open
        assert not markup.crossed
        for tag, attribute, value in markup.attributes:
            assert (tag, attribute) == ("a", "href")
            assert re.fullmatch(r"story:[a-z0-9-]+", value)


@each_story
def test_a_link_out_leads_to_an_address_that_nobody_can_own(name: str) -> None:
    story = STORIES[name]
    addresses = [credit["url"] for credit in story.get("credits", ())]
    addresses += [link["url"] for block in story["body"] for link in block.get("links", ())]
    addresses += [block["url"] for block in story["body"] if block["kind"] == "media"]
    for address in addresses:
        assert re.fullmatch(r"https://[a-z0-9.-]+\.example/[!-~]*", address)


@each_story
def test_a_post_is_recognised_by_its_address_and_says_the_time_that_its_id_carries(name: str) -> None:
    for block in STORIES[name]["body"]:
        if block["kind"] != "post":
            continue
        post = find_post(block["url"])
        assert post
        assert (post.platform, post.url) == (block["platform"], block["url"])
        assert post.account in {None, block["account"]}
        assert block["text"]
        if post.posted_at:
            assert post.posted_at.replace(microsecond=0) == datetime.fromisoformat(block["posted_at"])


@each_story
def test_a_tables_rows_are_equally_long(name: str) -> None:
    for block in STORIES[name]["body"]:
        if block["kind"] == "table":
            assert len({len(row) for row in block["rows"]}) == 1
            assert len(block["rows"]) > 2


@pytest.mark.parametrize("name", ARABIC)
def test_arabic_prose_has_arabic_punctuation_and_digits(name: str) -> None:
    for text in prose_of(ARABIC[name]):
        prose = text.replace("(CSV)", "")
        assert not re.search(r"[,;?\"'%]", prose), text
        assert not re.search(r"[A-Za-z0-9]", prose), text


@pytest.mark.parametrize("name", ENGLISH)
def test_english_prose_has_curled_quotes_and_is_english(name: str) -> None:
    for text in prose_of({**ENGLISH[name], "body": [b for b in ENGLISH[name]["body"] if b["kind"] != "post"]}):
        assert not re.search(r"[\"'\u0600-\u06ff]", text), text


@each_story
def test_no_text_holds_invisible_marks_or_doubled_spaces(name: str) -> None:
    for text in prose_of(STORIES[name]):
        # A tatweel stands only where Arabic sets one: between a letter that joins and a quotation mark.
        assert not re.search("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u00ad\ufeff]|\u0640(?!«)", text), text
        assert "  " not in text
        assert text == text.strip()


@each_story
def test_quotation_marks_are_paired(name: str) -> None:
    for text in prose_of(STORIES[name]):
        assert text.count("«") == text.count("»"), text
        assert text.count("“") == text.count("”"), text
        assert text.count("(") == text.count(")"), text


@each_story
def test_a_storys_keywords_can_be_linked_where_its_paragraphs_say_them(name: str) -> None:
    story = STORIES[name]
    names = {each["key"]: each["name"][story["lang"]] for each in NEWSROOM["keywords"]}
    words = " ".join(markup.words for markup in markup_of(story)).lower()
    assert any(names[key].lower() in words for key in story["keywords"])
