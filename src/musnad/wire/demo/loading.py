"""The demo into the newsroom. It can be broken off at any point and goes on there; what editors changed stays."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.documents import get_document_model

from musnad.newsroom.models import (
    Author,
    CorrectionNote,
    Edition,
    Keyword,
    NewsImage,
    PolicyPage,
    Section,
    StandingPage,
    Story,
    StoryAuthor,
    StoryCredit,
    StoryKeyword,
    StoryTopic,
    Topic,
)
from musnad.wire.demo.blocks import BodyMaker, moment_of
from musnad.wire.demo.ledger import load_ledger
from musnad.wire.demo.pictures import SCENES, draw
from musnad.wire.demo.reading import FOLDER, DemoContent, Texts, name_of
from musnad.wire.models import LoadedDemo

__all__ = ["DemoContent", "load"]

Step = Callable[[], object]
JPEG_QUALITY = 92


def load(content: DemoContent, step: Step = lambda: None) -> int:
    """Load what is missing and return how many stories that was; `step` is called after each of `content.steps`."""
    begun = LoadedDemo.objects.exists()
    if begun and not LoadedDemo.objects.filter(done=False).exists():
        load_ledger(content.ledger, stories_loaded())
        return 0
    if not begun:
        begin(content)
    pictures = load_pictures(content, step)
    loaded = 0
    for story in content.stories:
        loaded += finish(story, content, pictures)
        step()
    load_ledger(content.ledger, stories_loaded())
    return loaded


def stories_loaded() -> dict[str, int]:
    return dict(LoadedDemo.objects.values_list("key", "story"))


@transaction.atomic
def begin(content: DemoContent) -> None:
    """Make what stories hang on, and each story as an empty draft: so any of them can link to any other."""
    editions = {edition.slug: edition for edition in Edition.objects.all()}
    for lang, edition in editions.items():
        name_edition(edition, content.newsroom["editions"][lang])
    shelf = Shelf(content, editions)
    shelf.make()
    for lang, edition in editions.items():
        choose_policies(edition, content.newsroom["pages"], lang)
    keys: dict[str, Any] = {}
    for story in content.stories:
        section = shelf.section(story["section"], story["lang"])
        draft = Story(title=story["headline"], live=False, locale_id=section.locale_id)
        if story.get("slug"):
            draft.slug = story["slug"]
        if story["key"] in keys:
            draft.translation_key = keys[story["key"]]
        section.add_child(instance=draft)
        keys.setdefault(story["key"], draft.translation_key)
        LoadedDemo.objects.create(key=name_of(story), story=draft.pk)


def name_edition(edition: Edition, texts: Texts) -> None:
    edition.title, edition.draft_title = texts["name"], texts["name"]
    edition.tagline, edition.footer, edition.zone = texts["tagline"], texts["footer"], texts["zone"]
    edition.app = True
    edition.save_revision().publish()


def choose_policies(edition: Edition, pages: list[Texts], lang: str) -> None:
    """Have the edition name the pages that say what it is held to."""
    edition = Edition.objects.get(pk=edition.pk)
    slugs = {told["slug"][lang]: told["policies"] for told in pages}
    edition.policies = [
        PolicyPage(kind=kind, page=page)
        for page in StandingPage.objects.child_of(edition).filter(slug__in=slugs).order_by("path")
        for kind in slugs[page.slug]
    ]
    edition.save_revision().publish()


class Shelf:
    """Finds sections, authors, topics and keywords by the keys of newsroom.toml, in each language."""

    def __init__(self, content: DemoContent, editions: dict[str, Edition]) -> None:
        self.content, self.editions = content, editions

    def make(self) -> None:
        """Make what is not there; the same thing in two languages is one in Wagtail's eyes."""
        texts = self.content.newsroom
        for each in texts["sections"]:
            self._make_pages(Section, each, lambda lang, told: {"description": told["description"][lang]})
        for each in texts["pages"]:
            self._make_pages(StandingPage, each, self._standing_fields)
        for each in texts["authors"]:
            self._make_rows(Author, each, ("name", "role", "bio"))
        for each in texts["topics"]:
            self._make_rows(Topic, each, ("title", "summary"))
        for each in texts["keywords"]:
            self._make_rows(Keyword, each, ("name",))

    def section(self, key: str, lang: str) -> Section:
        slug = self._told("sections", key)["slug"][lang]
        found: Section = Section.objects.child_of(self.editions[lang]).get(slug=slug)
        return found

    def row(self, model: Any, group: str, field: str, key: str, lang: str) -> Any:
        return model.objects.get(
            locale_id=self.editions[lang].locale_id, **{field: self._told(group, key)[field][lang]}
        )

    def _told(self, group: str, key: str) -> Texts:
        return next(each for each in self.content.newsroom[group] if each["key"] == key)

    def _make_pages(self, model: Any, told: Texts, fields: Callable[[str, Texts], Texts]) -> None:
        twin = None
        for lang, edition in self.editions.items():
            there = model.objects.child_of(edition).filter(slug=told["slug"][lang]).first()
            if there:
                twin = twin or there
                continue
            page = model(
                title=told["title"][lang],
                slug=told["slug"][lang],
                locale_id=edition.locale_id,
                live=False,
                **fields(lang, told),
            )
            if twin:
                page.translation_key = twin.translation_key
            edition.refresh_from_db()
            edition.add_child(instance=page)
            page.save_revision().publish()
            twin = twin or page

    def _standing_fields(self, lang: str, told: Texts) -> Texts:
        return {"body": BodyMaker({}, {}, lambda *_: None).blocks(told["body"][lang])}

    def _make_rows(self, model: Any, told: Texts, fields: tuple[str, ...]) -> None:
        twin = None
        for lang, edition in self.editions.items():
            if lang not in told[fields[0]]:
                continue
            there = model.objects.filter(locale_id=edition.locale_id, **{fields[0]: told[fields[0]][lang]}).first()
            if there:
                twin = twin or there
                continue
            row = model(locale_id=edition.locale_id, **{field: told.get(field, {}).get(lang, "") for field in fields})
            if twin:
                row.translation_key = twin.translation_key
            row.save()
            twin = twin or row


def load_pictures(content: DemoContent, step: Step) -> dict[str, NewsImage]:
    """Draw the pictures that stories show and keep them in the newsroom; those that are there stay."""
    found: dict[str, NewsImage] = {}
    for scene, shown in content.scenes.items():
        title = f"demo: {scene}"
        found[scene] = NewsImage.objects.filter(title=title).first() or kept_picture(title, scene, shown)
        step()
    return found


def kept_picture(title: str, scene: str, shown: Texts) -> NewsImage:
    data = io.BytesIO()
    draw(scene).save(data, "JPEG", quality=JPEG_QUALITY, optimize=True)
    x, y, width, height = SCENES[scene].focal
    image = NewsImage(
        title=title,
        file=ImageFile(data, name=f"{scene}.jpg"),
        description=shown["alt"],
        credit=shown.get("credit", ""),
        focal_point_x=x,
        focal_point_y=y,
        focal_point_width=width,
        focal_point_height=height,
    )
    image.save()
    return image


def document(path: str, title: str) -> Any:
    """Return the newsroom's copy of a file of the demo, made on its first use."""
    model = get_document_model()
    found = model.objects.filter(title=title).first()
    if found:
        return found
    made = model(title=title)
    source = FOLDER.parent / path
    made.file.save(source.name, ContentFile(source.read_bytes()), save=True)
    return made


@transaction.atomic
def finish(texts: Texts, content: DemoContent, pictures: dict[str, NewsImage]) -> bool:
    """Fill and publish one story; return whether it was still to be done."""
    row = LoadedDemo.objects.filter(key=name_of(texts), done=False).first()
    if row is None:
        return False
    story: Story | None = Story.objects.filter(pk=row.story).first()
    if story:
        fill(story, texts, content, pictures)
        story.save_revision().publish()
    row.done = True
    row.save()
    return story is not None


def fill(story: Story, texts: Texts, content: DemoContent, pictures: dict[str, NewsImage]) -> None:
    lang = texts["lang"]
    for field in ("kicker", "standfirst", "dateline", "agency"):
        setattr(story, field, texts.get(field, ""))
    story.published_at = story.first_published_at = moment_of(texts["published"])
    story.updated_at = moment_of(texts["updated"]) if texts.get("updated") else None
    if "hero" in texts:
        hero = texts["hero"]
        story.hero = pictures[hero["scene"]]
        story.hero_caption, story.hero_alt = hero["caption"], hero["alt"]
        story.hero_credit = hero.get("credit", "")
    story.body = BodyMaker(numbers(lang), pictures, document).blocks(texts["body"])
    fill_lists(story, texts, Shelf(content, {edition.slug: edition for edition in Edition.objects.all()}))


def fill_lists(story: Story, texts: Texts, shelf: Shelf) -> None:
    row = partial(shelf.row, lang=texts["lang"])
    story.signed_by = [
        StoryAuthor(author=row(Author, "authors", "name", key), sort_order=at)
        for at, key in enumerate(texts.get("authors", ()))
    ]
    story.story_keywords = [
        StoryKeyword(keyword=row(Keyword, "keywords", "name", key), sort_order=at)
        for at, key in enumerate(texts.get("keywords", ()))
    ]
    story.story_topics = [
        StoryTopic(topic=row(Topic, "topics", "title", key), sort_order=at)
        for at, key in enumerate(texts.get("topics", ()))
    ]
    story.credits = [
        StoryCredit(name=credit["name"], url=credit.get("url", ""), sort_order=at)
        for at, credit in enumerate(texts.get("credits", ()))
    ]
    story.corrections = [
        CorrectionNote(at=moment_of(note["at"]), text=note["text"], sort_order=at)
        for at, note in enumerate(texts.get("corrections", ()))
    ]


def numbers(lang: str) -> dict[str, int]:
    """Return the number of each demo story in `lang` by its key; in Arabic where it was not translated."""
    rows = dict(LoadedDemo.objects.values_list("key", "story"))
    found = {name.rpartition(".")[0]: pk for name, pk in rows.items() if name.endswith(".ar")}
    return found | {name.rpartition(".")[0]: pk for name, pk in rows.items() if name.endswith(f".{lang}")}
