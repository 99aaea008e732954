"""One page into the newsroom: all of it or, whatever happens, nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from musnad.arabic.normal import normal
from musnad.newsroom.models import (
    Author,
    Edition,
    Keyword,
    Section,
    Story,
    StoryAuthor,
    StoryCredit,
    StoryKeyword,
)
from musnad.reader import Page
from musnad.wire.errors import NoEdition, NoSuchSection
from musnad.wire.models import ImportedPage
from musnad.wire.pages.body import blocks_of
from musnad.wire.pages.matching import address_key, content_of, digest_of, find_import, headline_key, opening_key

FIRST_SECTION = {"ar": "أخبار", "en": "News"}

# Who signs without being a person.
AGENCIES = frozenset(
    map(
        normal,
        (
            "رويترز",
            "أ ف ب",
            "أ.ف.ب",
            "فرانس برس",
            "د ب أ",
            "أ ب",
            "أسوشيتد برس",
            "الأناضول",
            "Reuters",
            "AFP",
            "AP",
            "dpa",
        ),
    )
)
_AGENCY_WORDS = tuple(map(normal, ("وكالة", "وكالات", "الوكالة")))


Named = TypeVar("Named", Author, Keyword)


class Outcome(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a page. published: whether the story is on the public site now."""

    outcome: Outcome
    story: Story
    published: bool


@transaction.atomic
def import_page(page: Page, *, source: str = "", section: str = "", publish: bool = False) -> Imported:
    """Bring `page` in as a draft, or published; a page that was imported before becomes a revision of its story.

    source: the file it was read from, or "". section: a slug; without it the page's own where the edition has one of
    that name, else the edition's first. Raises NoEdition, NoSuchSection.
    """
    edition = edition_of(page)
    target = named_section(section, edition) if section else None
    row = find_import(page, source)
    if row is None:
        story = new_story(page, target or fitting_section(page, edition))
        remember(page, story, source)
        return settled(story, Outcome.CREATED, publish=publish)
    story = row.story
    if row.digest == digest_of(content_of(page)):
        return settled(story, Outcome.UNCHANGED, publish=publish and not story.live)
    draft: Story = story.get_latest_revision_as_object()
    fill(draft, page, edition)
    update(row, page, source)
    draft.full_clean()
    draft.save_revision(log_action=True)
    return settled(draft, Outcome.CHANGED, publish=publish)


def settled(story: Story, outcome: Outcome, *, publish: bool) -> Imported:
    if publish:
        revision = story.get_latest_revision() or story.save_revision()
        revision.publish(log_action=True)
    story = Story.objects.select_related("locale").get(pk=story.pk)
    return Imported(outcome, story, published=story.live)


def edition_of(page: Page) -> Edition:
    edition: Edition | None = Edition.objects.filter(slug=page.language).first()
    if edition is None:
        raise NoEdition(page.language, Edition.objects.order_by("path").values_list("slug", flat=True))
    return edition


def named_section(slug: str, edition: Edition) -> Section:
    sections = Section.objects.child_of(edition)
    section: Section | None = sections.filter(slug=slug).first()
    if section is None:
        raise NoSuchSection(slug, sections.values_list("slug", flat=True))
    return section


def fitting_section(page: Page, edition: Edition) -> Section:
    """Return the section that the page itself names, else the edition's first, made if there is none."""
    sections: list[Section] = list(Section.objects.child_of(edition).order_by("path"))
    named = {normal(name) for name in (page.section, *page.breadcrumbs) if name}
    for section in sections:
        if normal(section.title) in named or normal(section.slug) in named:
            return section
    if sections:
        return sections[0]
    made = Section(title=FIRST_SECTION.get(edition.slug, edition.slug), locale_id=edition.locale_id)
    edition.add_child(instance=made)
    made.save_revision().publish()
    return made


def new_story(page: Page, section: Section) -> Story:
    story = Story(title=page.headline[:255], live=False, locale_id=section.locale_id)
    edition: Edition = Edition.objects.get(locale_id=section.locale_id)
    fill(story, page, edition)
    section.add_child(instance=story)
    story.save_revision(log_action=True)
    return story


def fill(story: Story, page: Page, edition: Edition) -> None:
    """Put what the page says into `story`; what the page does not say stays as editors have it."""
    story.title = page.headline[:255]
    story.standfirst = page.standfirst or story.standfirst
    story.body = blocks_of(page)
    fill_dates(story, page, edition)
    story.origin_name = page.site_name[:150] or story.origin_name
    story.origin_url = page.url[:500] if page.url else story.origin_url
    if page.image:
        story.hero_caption = page.image.caption
        story.hero_credit = page.image.credit[:150]
        story.hero_alt = page.image.alt[:300]
    fill_people(story, page, edition)
    story.credits = [
        StoryCredit(name=name[:120], url=url, sort_order=at) for at, (name, url) in enumerate(credits_of(page))
    ]
    keywords = dict.fromkeys(named(Keyword, name, edition) for name in page.keywords if len(name) <= 120)
    story.story_keywords = [StoryKeyword(keyword=each, sort_order=at) for at, each in enumerate(keywords)]


def fill_dates(story: Story, page: Page, edition: Edition) -> None:
    now = timezone.now()
    published = moment(page.published, edition)
    updated = moment(page.updated, edition)
    # A date that has not come yet is a fault of the page's, or of the reader's.
    story.published_at = published if published and published <= now else story.published_at
    later = updated and story.published_at and story.published_at < updated <= now
    story.updated_at = updated if later else None
    story.captured_on = page.captured_on or story.captured_on
    if story.published_at is None:
        story.not_before = page.not_before
        story.captured_on = story.captured_on or now.date()


def moment(said: datetime | date | None, edition: Edition) -> datetime | None:
    """Return an aware time; a bare day is noon of the edition's clock, so that no zone makes another day of it."""
    if said is None:
        return None
    zone = edition.date_policy.zone_info
    if not isinstance(said, datetime):
        return datetime.combine(said, time(12), tzinfo=zone)
    return said if said.tzinfo else said.replace(tzinfo=zone)


def fill_people(story: Story, page: Page, edition: Edition) -> None:
    people = [name for name in page.byline if not is_agency(name) and len(name) <= 120]
    agencies = [name for name in page.byline if is_agency(name)]
    story.agency = ("، ".join(agencies) or story.agency)[:120]
    signed = dict.fromkeys(named(Author, name, edition) for name in people)
    story.signed_by = [StoryAuthor(author=each, sort_order=at) for at, each in enumerate(signed)]


def is_agency(name: str) -> bool:
    form = normal(name).strip()
    return form in AGENCIES or form.startswith(_AGENCY_WORDS)


def named(model: type[Named], name: str, edition: Edition) -> Named:
    """Return the row with this name, whatever its spelling, made if there is none."""
    wanted = normal(name)
    for row in model._default_manager.filter(locale_id=edition.locale_id, name__startswith=name[:1]):
        if normal(row.name) == wanted:
            return row
    return model._default_manager.create(name=name, locale_id=edition.locale_id)


def credits_of(page: Page) -> list[tuple[str, str]]:
    """Return the outlets that the page credits, each with its address where the page links it."""
    links = {normal(item.text): item.url for item in page.body if item.kind == "credit" and item.url}
    return [(name, (links.get(normal(name)) or "")[:500]) for name in page.credits]


def remember(page: Page, story: Story, source: str) -> None:
    content = content_of(page)
    digest = digest_of(content)
    ImportedPage.objects.create(
        key=address_key(page.url) if page.url else f"story:{story.pk}",
        story=story,
        source=source[:600],
        headline=headline_key(page),
        opening=opening_key(page),
        digest=digest,
        content=content,
    )


def update(row: ImportedPage, page: Page, source: str) -> None:
    row.content = content_of(page)
    row.digest = digest_of(row.content)
    row.headline = headline_key(page)
    row.opening = opening_key(page)
    row.source = source[:600] or row.source
    row.save()
