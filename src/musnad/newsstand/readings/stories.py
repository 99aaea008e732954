"""A story's own page, and what stands at its other addresses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from urllib.parse import quote
from uuid import UUID

from markupsafe import Markup

from musnad import tags
from musnad.newsroom.models import PublicState, Story
from musnad.newsstand import plan, views
from musnad.newsstand.addresses import whole_address
from musnad.newsstand.readings import pictures
from musnad.newsstand.readings.blocks import body
from musnad.newsstand.readings.cards import cards, kicker, rows_of, section_at
from musnad.newsstand.readings.carried import foresee_claims, with_claims
from musnad.newsstand.readings.editions import EditionReading, alternates, direction_of, topics_to_choose
from musnad.newsstand.readings.gathering import Gathering
from musnad.newsstand.readings.mentions import Mentions
from musnad.newsstand.readings.sharing import share_image
from musnad.newsstand.readings.structured.articles import news_article

LISTS = ("story_keywords__keyword", "story_topics__topic", "signed_by__author", "credits", "corrections", "nearby")
"""What a story's page shows of other rows, each list fetched at once."""


def foresee(keys: Collection[int]) -> None:
    """Read the stories that are about to be rendered, with their lists and what the ledger has of them, at once."""
    if len(keys) < 2:
        return
    rows = Story.objects.filter(pk__in=keys).select_related("hero", "locale").prefetch_related(*LISTS)
    found = {row.pk: row for row in rows}
    tags.kept("stories").update(found)
    rows_of(sorted({near.other_id for row in found.values() for near in row.nearby.all()}))
    pictures.prefetch([row.hero for row in found.values() if row.hero], pictures.WIDE)
    keep_translations(found.values())
    foresee_claims(found)


def foreseen(key: int) -> Story | None:
    """Return the story if it was read already; nobody else gets it, since reading a page may fill it in."""
    story: Story | None = tags.kept("stories").pop(key, None)
    return story


def story_page(key: int, gathering: Gathering) -> views.StoryPage:
    """Return the public page of a live story."""
    tags.read(tags.story(key))
    story = foreseen(key) or Story.objects.select_related("hero", "locale").prefetch_related(*LISTS).get(pk=key)
    return story_view(story, EditionReading(story.lang, gathering))


def story_view(story: Story, edition: EditionReading) -> views.StoryPage:
    """Return the page of `story`, which need not be saved: a preview reads it too."""
    section = section_at(story.path[: -story.steplen]) or story.section()
    section_link = views.Link(section.title, section.url_path)
    keywords = [row.keyword for row in story.story_keywords.all()]
    topics = [row.topic for row in story.story_topics.all()]
    tags.read(*(each.tag for each in (*keywords, *topics)))
    mentions = Mentions([(each.name, each.url_path) for each in keywords if each.linked])
    hero = hero_figure(story, edition)
    path = story.url_path
    others = translations(story)
    original, translated = originals(story, others)
    page = views.StoryPage(
        chrome=edition.chrome(
            path,
            story.title,
            description=story.search_description or story.standfirst,
            current=section.url_path,
            breadcrumbs=(section_link,),
            embeds=bool(story.pk),
            alternates=alternates({story.lang: path, **{link.lang: link.path for _, link in others}}, path),
            topics=topics_to_choose(topics),
        ),
        headline=story.title,
        kicker=kicker(story.kicker, edition),
        standfirst=story.standfirst,
        section=section_link,
        authors=authors(story, edition),
        agency=story.agency,
        dateline=story.dateline,
        published=edition.moment(story.published_at) if story.published_at else None,
        updated=edition.moment(story.updated_at) if story.updated_at else None,
        hero=hero,
        body=body(story.body, edition, mentions),
        keywords=tuple(views.Link(each.name, each.url_path) for each in keywords),
        topics=tuple(views.Link(each.title, each.url_path) for each in topics),
        credits=tuple(views.Link(row.name, row.url) for row in story.credits.all()),
        corrections=tuple(views.Correction(edition.moment(row.at), row.text) for row in story.corrections.all()),
        provenance=provenance(story, edition),
        more=cards([row.other_id for row in story.nearby.all()] if story.pk else [], edition),
        short=plan.short_path(story.pk) if story.pk else "",
        share=share_links(story.title, whole_address(path), edition),
        structured=Markup(),
        original=original,
        translations=translated,
    )
    page = with_claims(page, story, edition)
    shared = share_image(story, page, edition)
    return replace(page, chrome=replace(page.chrome, share_image=shared), structured=news_article(page))


def hero_figure(story: Story, edition: EditionReading) -> views.Figure | None:
    """Return the main picture; a caption without a picture is shown for itself: the reader learns what was there."""
    if story.hero is None and not story.hero_caption:
        return None
    return pictures.figure(
        story.hero,
        edition.gathering,
        caption=story.hero_caption,
        credit=story.hero_credit,
        alt=story.hero_alt,
    )


def authors(story: Story, edition: EditionReading) -> tuple[views.Author, ...]:
    signed = [row.author for row in story.signed_by.all()]
    tags.read(*(each.tag for each in signed))
    return tuple(
        views.Author(
            name=each.name,
            path=each.url_path,
            role=each.role,
            bio=each.bio,
            picture=pictures.picture(each.picture, pictures.FACE, edition.gathering, each.name),
        )
        for each in signed
    )


def provenance(story: Story, edition: EditionReading) -> views.Provenance | None:
    if not (story.origin_name or story.origin_url or story.captured_on or story.not_before):
        return None
    return views.Provenance(
        name=story.origin_name,
        url=story.origin_url,
        not_before=edition.day(edition.local(story.not_before).date()) if story.not_before else None,
        captured=edition.day(story.captured_on) if story.captured_on else None,
    )


def translations(story: Story) -> list[tuple[int, views.Link]]:
    """Return number and link of each live translation of the story, whose `lang` is its edition's."""
    known = tags.kept("translations")
    if story.translation_key not in known:
        known |= live_translations([story])
    found = [each for each in known[story.translation_key] if each[0] != story.pk]
    tags.read(*(tags.card(key) for key, _, _ in found))
    return [(key, views.Link("", path, lang)) for key, lang, path in found]


def originals(story: Story, others: list[tuple[int, views.Link]]) -> tuple[views.Link | None, tuple[views.Link, ...]]:
    """Return the story that this one is a translation of, and the translations of this one.

    Of those with one translation key the one that was made first is the original.
    """
    if others and (first := min(others, key=lambda each: each[0]))[0] < (story.pk or first[0] + 1):
        return first[1], ()
    return None, tuple(link for _, link in others)


def keep_translations(stories: Collection[Story]) -> None:
    """Read the addresses of the translations of several stories at once."""
    tags.kept("translations").update(live_translations(stories))


def live_translations(stories: Collection[Story]) -> dict[UUID, list[tuple[int, str, str]]]:
    """Return number, language and address of the live stories that have the translation key of each of `stories`."""
    found: dict[UUID, list[tuple[int, str, str]]] = {story.translation_key: [] for story in stories}
    rows = Story.objects.live().filter(translation_key__in=found).order_by("pk")
    for key, *told in rows.values_list("translation_key", "pk", "locale__language_code", "url_path"):
        found[key].append((told[0], told[1], told[2]))
    return found


def share_links(headline: str, address: str, edition: EditionReading) -> tuple[views.ShareLink, ...]:
    """Links alone: nothing is asked of anyone before the reader follows one."""
    words, target = quote(headline), quote(address, safe="")
    return (
        views.ShareLink(edition.word("share_whatsapp"), f"https://wa.me/?text={words}%20{target}", "whatsapp"),
        views.ShareLink(
            edition.word("share_telegram"), f"https://t.me/share/url?url={target}&text={words}", "telegram"
        ),
        views.ShareLink(edition.word("share_x"), f"https://x.com/intent/post?url={target}&text={words}", "x"),
        views.ShareLink(
            edition.word("share_facebook"), f"https://www.facebook.com/sharer/sharer.php?u={target}", "facebook"
        ),
        views.ShareLink(edition.word("share_email"), f"mailto:?subject={words}&body={target}", "email"),
    )


def gone_page(key: int, path: str, gathering: Gathering) -> views.GonePage:
    """Return what stands in the place of a story that was taken off."""
    tags.read(tags.story(key))
    state = PublicState.objects.get(pk=key)
    edition = EditionReading(state.lang, gathering)
    return views.GonePage(
        chrome=edition.chrome(path, state.headline, indexed=False),
        headline=state.headline,
        since=edition.moment(state.since),
    )


def keep_homes(keys: Collection[int]) -> None:
    """Read at once where several stories stand: the pages at their short addresses lead there."""
    known = tags.kept("homes")
    if missing := [key for key in keys if key not in known]:
        known.update(plan.homes_of(missing))


def moved_page(key: int, path: str) -> views.RedirectPage:
    """Return what stands at a former or short address of a story."""
    tags.read(tags.story(key))
    known = tags.kept("homes")
    if key not in known:
        known |= plan.homes_of([key])
    state, target = known[key]
    return views.RedirectPage(
        lang=state.lang,
        direction=direction_of(state.lang),
        target=target,
        canonical=whole_address(target),
        title=state.headline,
        path=path,
    )
