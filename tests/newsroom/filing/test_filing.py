"""Stories filed many at once are what an editor's publishing makes them, one by one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from tests import making
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backend

from musnad import tags
from musnad.newsroom.filing import file_stories
from musnad.newsroom.filing.stories import last_step
from musnad.newsroom.models import (
    Listing,
    Nearby,
    PublicAddress,
    PublicState,
    PublicVersion,
    Section,
    Story,
    StoryKeyword,
    StoryTopic,
)
from musnad.press.models import Counter

BEGIN = datetime(2026, 11, 1, 21, 30, tzinfo=UTC)


@pytest.fixture
def desk(db):
    making.newsroom()
    return making.section("سياسة"), making.section("ثقافة وفنون")


@pytest.fixture
def about(desk):
    return [making.keyword("نهر اللازورد"), making.keyword("بيلسان")], making.topic("مياه اللازورد")


def written(number, desk, about, **fields):
    """A story of the fictional country as whoever brings it in has it: unsaved, with its lists."""
    keywords, topic = about
    story = Story(
        title=f"هيئة النهر تعلن منسوب اليوم رقم {number}",
        standfirst="ارتفع المنسوب قليلًا.",
        locale_id=desk[0].locale_id,
        published_at=BEGIN + timedelta(hours=number),
        body=[
            {"type": "paragraph", "value": f"<p>قال متحدث: إن المنسوب {number}.</p>", "id": f"{number:08}-0000"},
            {"type": "heading", "value": {"text": "أرقام", "level": "2"}, "id": f"{number:08}-0001"},
        ],
        **fields,
    )
    story.story_keywords = [
        StoryKeyword(keyword=each, sort_order=at) for at, each in enumerate(keywords[: 1 + number % 2])
    ]
    story.story_topics = [StoryTopic(topic=topic, sort_order=0)] if number % 3 == 0 else []
    return story


def filed(count, desk, about):
    stories = [written(number, desk, about) for number in range(count)]
    file_stories([(desk[number % 2], story) for number, story in enumerate(stories)])
    return stories


def rows(model, *fields):
    return sorted(model.objects.values_list(*fields), key=str)


def public_record():
    """What the public record and Wagtail's indexes have, without what says when it was written down."""
    return {
        "states": rows(PublicState, "story", "live", "address", "headline", "version", "digest", "card_digest"),
        "versions": rows(PublicVersion, "story", "number", "act", "address", "digest"),
        "addresses": rows(PublicAddress, "path", "story"),
        "listings": rows(Listing, "collection", "story", "position", "present", "dated"),
        "nearby": rows(Nearby, "story", "rank", "other"),
        "references": rows(ReferenceIndex, "object_id", "to_object_id", "model_path", "content_path_hash"),
    }


def test_publishing_a_filed_story_again_as_an_editor_changes_nothing(desk, about):
    stories = filed(7, desk, about)
    before = public_record()

    for story in stories:
        making.publish(Story.objects.get(pk=story.pk))

    assert public_record() == before


def test_a_filed_story_stands_in_the_tree_like_any_other(desk, about):
    filed(4, desk, about)

    assert Page.find_problems() == ([], [], [], [], [])
    assert [Section.objects.get(pk=each.pk).get_children().count() for each in desk] == [2, 2]
    made = making.story("خبر بعدها", desk[0])
    assert made.path > Story.objects.child_of(desk[0]).exclude(pk=made.pk).last().path


def test_a_filed_story_is_opened_edited_and_taken_off_like_any_other(desk, about):
    story = Story.objects.get(pk=filed(2, desk, about)[1].pk)

    opened = story.get_latest_revision_as_object()
    opened.title = "هيئة النهر تصحّح منسوب اليوم"
    making.publish(opened)
    story.refresh_from_db()
    story.unpublish()

    assert [each.act for each in PublicVersion.objects.filter(story=story.pk).order_by("number")] == [
        "published",
        "changed",
        "unpublished",
    ]
    assert not Listing.objects.filter(story=story, present=True).exists()
    story.delete()
    assert not Revision.objects.filter(object_id=str(story.pk)).exists()


def test_search_finds_a_filed_story(desk, about):
    stories = filed(3, desk, about)

    found = get_search_backend().search("منسوب", Story.objects.all())

    assert {each.pk for each in found} == {each.pk for each in stories}


def test_headlines_that_are_alike_get_addresses_of_their_own(desk, about):
    for _ in range(2):
        twins = [written(1, desk, about), written(1, desk, about)]
        file_stories([(desk[0], twins[0]), (desk[0], twins[1])])

    paths = Story.objects.values_list("url_path", flat=True)
    assert len(set(paths)) == 4
    assert min(paths, key=len).endswith("/هيئة-النهر-تعلن-منسوب-اليوم-رقم-1/")


def test_filing_raises_the_tags_of_fronts_and_archives_and_of_the_calendar(desk, about):
    Counter.objects.all().delete()

    stories = filed(2, desk, about)

    raised = set(Counter.objects.values_list("tag", flat=True))
    section = tags.section(desk[0].pk)
    assert raised >= {tags.members(section), tags.archive(section, 1), tags.year("ar", 2026), tags.years("ar")}
    assert raised >= {tags.story(each.pk) for each in stories} | {tags.card(each.pk) for each in stories}


def test_a_lot_that_fails_leaves_nothing(desk, about):
    before = Page.objects.count(), Section.objects.get(pk=desk[0].pk).numchild
    twins = [written(1, desk, about), written(2, desk, about)]
    twins[1].translation_key = twins[0].translation_key

    with pytest.raises(IntegrityError):
        file_stories([(desk[0], each) for each in twins])

    assert (Page.objects.count(), Section.objects.get(pk=desk[0].pk).numchild) == before


def test_a_section_s_last_place_is_looked_up_and_not_searched_for(desk, about):
    """A walk over all pages for each lot was a fourteenth of loading 100,000 stories."""
    politics, _ = desk
    file_stories([(politics, written(1, desk, about))])
    politics.refresh_from_db()
    with CaptureQueriesContext(connection) as asked:
        assert last_step(politics) == 1
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
            plan = " ".join(row[-1] for row in cursor.fetchall())
        assert "path>? AND path<?" in plan
