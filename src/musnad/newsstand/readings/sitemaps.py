"""What sitemaps list: every page that search engines are to know, with when it last changed and its other languages.

A sitemap depends on the tags of just what it lists: an edit of a story touches the file of its day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Model

from musnad import tags
from musnad.ledger.carrying import carried_statements, keep_statements
from musnad.ledger.merging import claims_in
from musnad.ledger.models import Claim, LogEntry, Source, Statement
from musnad.ledger.reading import claim_with
from musnad.ledger.sitemaps import numbers_in
from musnad.ledger.vocabulary import SourceKind
from musnad.newsroom.collections import page_of
from musnad.newsroom.documents import key_of
from musnad.newsroom.models import Listing, MirrorKey, PublicVersion, Section, StandingPage, Story, in_tree_order
from musnad.newsroom.moments import news_since
from musnad.newsstand import ledger_plan, letters_plan, machine_plan, plan
from musnad.newsstand.addresses import whole_address
from musnad.newsstand.machine_views import News, Place, Sitemap, SitemapIndex
from musnad.newsstand.readings.editions import EditionReading, in_languages
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.routing import editions

MOST_NEWS = 1000
"""Stories in a news sitemap: Google's limit."""


def index(number: int) -> SitemapIndex:
    """Return the list of sitemap files. It says not when they changed: so an edit touches the one file alone."""
    tags.read(tags.SITEMAPS, tags.SITE, *(tags.edition(lang) for lang in editions()))
    first = (number - 1) * machine_plan.MOST_FILES
    found = machine_plan.listed()[first : first + machine_plan.MOST_FILES]
    return SitemapIndex(tuple(whole_address(path) for path in found))


def place(path: str, pages: Mapping[str, str], changed: datetime | None = None, news: News | None = None) -> Place:
    """Return the entry of the page at `path`. pages: language → path of it in each edition that has it."""
    others = tuple((lang, whole_address(other)) for lang, other in in_languages(pages))
    return Place(whole_address(path), changed, others, news)


# --- stories ---


def day(collection: str, part: int) -> Sitemap:
    """Return the live stories of a day in the order of joining it, after the page of the archive that begins there.

    part: of those with a thousand stories each; so a new one is added at the end.
    """
    first, last = numbers_in(part)
    tags.read(tags.sitemap(collection, first))
    rows = Listing.objects.filter(collection=collection, present=True, position__range=(first, last))
    keys = list(rows.order_by("position").values_list("story_id", flat=True))
    _, lang, written = collection.split(":")
    archive = plan.archive_path(f"day:{lang}:{written}", page_of(first))
    return Sitemap((place(archive, {}), *stories(keys)))


def stories(keys: Sequence[int]) -> list[Place]:
    """Return the entries of those of these stories that are live, in this order."""
    tags.read(*(tags.story(key) for key in keys))
    rows = Story.objects.live().filter(pk__in=keys).values_list("pk", "translation_key", "url_path")
    found = {key: (group, path) for key, group, path in rows}
    pages = translations({group for group, _ in found.values()})
    changed = changes(found)
    return [place(found[key][1], pages[found[key][0]], changed[key]) for key in keys if key in found]


def translations(groups: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """Return language → path of the live stories that are one in several languages, for each such group."""
    pages: dict[UUID, dict[str, str]] = defaultdict(dict)
    rows = Story.objects.live().filter(translation_key__in=groups).order_by("pk")
    for key, group, lang, path in rows.values_list("pk", "translation_key", "locale__language_code", "url_path"):
        tags.read(tags.card(key))
        pages[group][lang] = path
    return pages


def changes(keys: Collection[int]) -> dict[int, datetime | None]:
    """Return when each story last changed for the public: its text, or what is said on its page of its claims."""
    latest = PublicVersion.objects.filter(story__in=keys).order_by().values_list("story").annotate(at=Max("at"))
    changed: dict[int, datetime | None] = dict.fromkeys(keys) | dict(latest)
    keep_statements([key_of(key) for key in keys])
    for key in keys:
        moments = [at for statement in carried_statements(key_of(key)) for at in told_at(statement)]
        changed[key] = max(filter(None, [changed[key], *moments]), default=None)
    return changed


def told_at(statement: Statement) -> tuple[datetime, datetime]:
    return statement.recorded_at, claim_with(statement).standing_since


def news(lang: str, gathering: Gathering) -> Sitemap:
    """Return the newest stories of the last two days, the newest first.

    Which days these are is not asked of the clock: the schedule moves `news_since` where a story's time is over.
    """
    edition = EditionReading(lang, gathering)
    tags.read(tags.news(lang), tags.members(tags.stories(lang)))
    since = news_since()
    rows = Listing.objects.filter(collection=tags.stories(lang), present=True)
    recent = rows.filter(dated__gt=since) if since else rows
    keys = list(recent.order_by("-dated", "-story").values_list("story_id", flat=True)[:MOST_NEWS])
    tags.read(*(tags.card(key) for key in keys))
    live = {story.pk: story for story in Story.objects.live().filter(pk__in=keys)}
    found = (live[key] for key in keys if key in live)
    return Sitemap(tuple(news_place(story, edition) for story in found))


def news_place(story: Story, edition: EditionReading) -> Place:
    at = story.listed_at
    assert at is not None  # noqa: S101  (a live story was published once)
    return place(story.url_path, {}, news=News(edition.row.title, edition.lang, edition.local(at), story.title))


# --- fronts and standing pages ---


def fronts(lang: str, gathering: Gathering) -> Sitemap:
    """Return the fronts of an edition and of its sections, the archive, and the public log by months."""
    edition = EditionReading(lang, gathering)
    tags.read(tags.years(lang), tags.letters(lang), tags.CORRECTIONS, tags.MIRRORS)
    langs = editions()
    found = [place(edition.path, {each: f"/{each}/" for each in langs})]
    found += [place(row.url_path, pages) for row, pages in in_groups(edition.sections, Section.objects.live())]
    archive = f"{edition.path}archive/"
    found += [place(archive, {}), *(place(f"{archive}{year}/", {}) for year in plan.years_of(lang))]
    found.append(place(ledger_plan.log_path(lang), {each: ledger_plan.log_path(each) for each in langs}))
    found += [place(ledger_plan.log_path(lang, month), {}) for month in ledger_plan.months(lang)]
    if letters_plan.last_page(lang):
        found.append(place(letters_plan.letters_path(lang), {}))
    if MirrorKey.objects.exists():
        found.append(place(plan.mirrors_path(lang), {each: plan.mirrors_path(each) for each in langs}))
    return Sitemap(tuple(found))


def pages(lang: str) -> Sitemap:
    """Return the standing pages of an edition."""
    tags.read(tags.edition(lang))
    rows = in_tree_order(machine_plan.standing_pages(lang))
    tags.read(*(tags.page(row.pk) for row in rows))
    found = in_groups(rows, StandingPage.objects.live())
    return Sitemap(tuple(place(row.url_path, others, row.last_published_at) for row, others in found))


def in_groups(rows: Iterable[Any], among: Any) -> list[tuple[Any, dict[str, str]]]:
    """Return each row with language → path of it and of those `among` that translate it."""
    rows = list(rows)
    groups: dict[UUID, dict[str, str]] = defaultdict(dict)
    others = among.order_by().filter(translation_key__in=[row.translation_key for row in rows]).select_related("locale")
    for other in others:
        tags.read(tag_of(other))
        groups[other.translation_key][other.locale.language_code] = other.url_path
    return [(row, groups[row.translation_key]) for row in rows]


def tag_of(row: Model) -> str:
    kinds = {"Section": tags.section, "StandingPage": tags.page}
    kind = kinds.get(type(row).__name__)
    return kind(row.pk) if kind else str(row.tag)  # type: ignore[attr-defined]


# --- what goes by numbers ---


def numbered(kind: str, part: int) -> Sitemap:
    """Return the pages of a thousand authors, topics, keywords, claims or sources, by their numbers."""
    first, last = numbers_in(part)
    tags.read(tags.sitemap(kind, first))
    rows = list(machine_plan.having_pages(kind).filter(pk__range=(first, last)).order_by("pk"))
    if kind == "claim":
        return Sitemap(tuple(claims(rows)))
    if kind == "source":
        return Sitemap(tuple(sources(rows)))
    tags.read(*(row.tag for row in rows))
    found = in_groups(rows, machine_plan.having_pages(kind))
    return Sitemap(tuple(place(row.url_path, others) for row, others in found))


def claims(rows: Sequence[Claim]) -> list[Place]:
    """Return the pages of claims that something was said of; others are not to be found by search engines either."""
    tags.read(tags.SITE, *(tags.claim(row.pk) for row in rows), *(tags.standing(row.pk) for row in rows))
    shown = [row for row in rows if row.state != "none" or row.verdict]
    changed = last_entries(shown)
    return [
        entry
        for row in shown
        for entry in in_each({lang: ledger_plan.claim_path(lang, row) for lang in editions()}, changed[row.pk])
    ]


def in_each(pages: Mapping[str, str], changed: datetime | None) -> list[Place]:
    return [place(path, pages, changed) for path in pages.values()]


def last_entries(rows: Sequence[Claim]) -> dict[int, datetime]:
    """Return when the log last told something of each claim, or of one that became it."""
    head_of = {row.pk: row.pk for row in rows}
    merged = Claim.objects.filter(merged_into__in=head_of).values_list("merged_into", flat=True)
    for head in {head for head in merged if head is not None}:
        head_of.update(dict.fromkeys(claims_in(head), head))
    latest = LogEntry.objects.filter(claim__in=head_of).order_by().values_list("claim").annotate(at=Max("at"))
    changed = {row.pk: row.standing_since for row in rows}
    for claim, at in latest:
        changed[head_of[claim]] = max(changed[head_of[claim]], at)
    return changed


def sources(rows: Sequence[Source]) -> list[Place]:
    """Return the pages of sources that said something, themselves or through an account of theirs."""
    tags.read(tags.SITE, *(tags.source(row.pk) for row in rows))
    tags.read(*(tags.members(tags.source(row.pk)) for row in rows))
    speaking = speakers({row.pk for row in rows})
    return [
        entry
        for row in rows
        if row.pk in speaking
        for entry in in_each({lang: ledger_plan.source_path(lang, row) for lang in editions()}, None)
    ]


def speakers(keys: Collection[int]) -> set[int]:
    """Return those of these sources on whose pages statements stand; asked at once for all."""
    owners = {key: key for key in keys}
    owners |= merged_into(owners)
    accounts = Source.objects.filter(kind=SourceKind.ACCOUNT, belongs_to__in=owners, merged_into=None)
    held = {pk: owners[body] for pk, body in accounts.values_list("pk", "belongs_to") if body is not None}
    held |= merged_into(held)
    spoken = Statement.objects.filter(source__in={*owners, *held}, withdrawn_at=None)
    keys_spoken = spoken.order_by().values_list("source", flat=True).distinct()
    # An account speaks on its own page and on that of whom it belongs to.
    return {found for key in keys_spoken for found in (owners.get(key), held.get(key)) if found is not None}


def merged_into(heads: Mapping[int, int]) -> dict[int, int]:
    """Return the sources that became one of `heads`, step by step, with what that stands for."""
    found: dict[int, int] = {}
    new = dict(heads)
    while new:
        rows = Source.objects.filter(merged_into__in=new).values_list("pk", "merged_into")
        new = {pk: new[into] for pk, into in rows if pk not in found and into is not None}
        found |= new
    return found
