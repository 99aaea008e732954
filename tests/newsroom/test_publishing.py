"""What an edit means for the public: the record it leaves, the tags it raises."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests import making

from musnad import tags
from musnad.newsroom.models import Listing, Nearby, PublicAddress, PublicState, PublicVersion, Section, Story
from musnad.press.models import Counter


@pytest.fixture
def raised():
    """The tags that were raised since the last call."""
    known: dict[str, int] = {}

    def since():
        now = dict(Counter.objects.values_list("tag", "value"))
        fresh = {tag for tag, value in now.items() if known.get(tag) != value}
        known.update(now)
        return fresh

    return since


def acts(story):
    return list(PublicVersion.objects.filter(story=story.pk).order_by("number").values_list("act", flat=True))


def but_for_search(raised):
    """The tags raised, without those of the printed index: what an edit changes there is the search's own tests'."""
    return {tag for tag in raised if not tag.startswith(("finding:", "findings:", "shelf:"))}


def test_a_draft_leaves_no_public_record(desk, raised):
    raised()
    draft = making.draft("مسودة", desk)

    assert not PublicState.objects.filter(pk=draft.pk).exists()
    assert not {tag for tag in raised() if tag.startswith(("story:", "members:"))}


def test_publishing_gives_an_address_a_version_and_a_place_in_each_list(desk):
    coalition, affair = making.keyword("مجلس النهر"), making.topic("قضية السد")
    story = making.story("المجلس يبحث خطة السد", desk, keywords=[coalition], topics=[affair])

    assert PublicState.objects.get(pk=story.pk).address == "/ar/سياسة/المجلس-يبحث-خطة-السد/"
    assert acts(story) == ["published"]
    kinds = sorted(name.split(":")[0] for name in story.listings.values_list("collection", flat=True))
    assert kinds == ["day", "keyword", "section", "stories", "topic"]


def test_a_new_headline_raises_the_page_its_card_and_nothing_of_other_stories(desk, raised):
    other = making.story("خبر آخر", desk)
    story = making.story("خبر", desk)
    raised()

    story.title = "خبر مصحّح"
    making.publish(story)

    assert but_for_search(raised()) == {tags.story(story.pk), tags.card(story.pk)}
    assert other.pk != story.pk


def test_a_changed_paragraph_raises_the_page_alone(desk, raised):
    story = making.story("خبر", desk)
    raised()

    story.body = [("paragraph", "<p>نصّ مصحّح.</p>")]
    making.publish(story)

    assert but_for_search(raised()) == {tags.story(story.pk)}
    assert acts(story) == ["published", "changed"]


def test_printing_the_same_again_is_no_new_version(desk):
    story = making.story("خبر", desk)

    making.publish(story)

    assert acts(story) == ["published"]


def test_an_old_address_still_leads_to_a_story_with_a_new_slug(desk):
    story = making.story("خبر", desk)

    story.slug = "خبر-جديد"
    story = making.publish(story)

    assert PublicState.objects.get(pk=story.pk).address == "/ar/سياسة/خبر-جديد/"
    assert set(PublicAddress.objects.values_list("path", "story")) == {
        ("/ar/سياسة/خبر/", story.pk),
        ("/ar/سياسة/خبر-جديد/", story.pk),
    }


def test_a_sections_new_slug_moves_the_addresses_of_its_stories(desk):
    story = making.story("خبر", desk)

    desk.slug = "شؤون-سياسية"
    desk.save_revision().publish()

    assert PublicState.objects.get(pk=story.pk).address == "/ar/شؤون-سياسية/خبر/"
    assert PublicAddress.objects.filter(story=story.pk).count() == 2
    assert acts(story) == ["published", "moved"]


def test_a_story_moved_to_another_section_changes_lists_and_keeps_its_old_address(desk):
    economy = making.section("اقتصاد")
    story = making.story("خبر", desk)

    story.move(economy, pos="last-child")

    assert PublicState.objects.get(pk=story.pk).address == "/ar/اقتصاد/خبر/"
    assert Listing.objects.get(collection=tags.section(desk.pk)).present is False
    assert Listing.objects.get(collection=tags.section(economy.pk)).present is True
    assert PublicAddress.objects.filter(story=story.pk).count() == 2


def test_an_unpublished_story_leaves_the_lists_and_keeps_its_record(desk, raised):
    story = making.story("خبر", desk)
    raised()

    story.unpublish()

    state = PublicState.objects.get(pk=story.pk)
    assert (state.live, state.address, state.headline) == (False, "/ar/سياسة/خبر/", "خبر")
    assert not Listing.objects.filter(story=story.pk, present=True).exists()
    assert {tags.story(story.pk), tags.members(tags.section(desk.pk))} <= raised()


def test_a_deleted_story_keeps_address_and_record(desk):
    story = making.story("خبر", desk)
    pk = story.pk

    story.delete()

    assert PublicState.objects.get(pk=pk).live is False
    assert list(PublicVersion.objects.filter(story=pk).values_list("act", flat=True)) == ["published", "deleted"]
    assert PublicAddress.objects.get(story=pk).path == "/ar/سياسة/خبر/"


def test_deleting_a_section_takes_its_stories_off_the_site(desk):
    story = making.story("خبر", desk)
    pk = story.pk

    Section.objects.get(pk=desk.pk).delete()

    assert PublicState.objects.get(pk=pk).live is False


def test_coming_back_restores_the_place_in_the_archive(desk):
    first = making.story("الأول", desk)
    making.story("الثاني", desk)
    first.unpublish()

    making.publish(Story.objects.get(pk=first.pk))

    positions = Listing.objects.filter(collection=tags.section(desk.pk)).order_by("position")
    assert list(positions.values_list("story__title", "position")) == [("الأول", 1), ("الثاني", 2)]


def test_an_edit_that_is_rolled_back_leaves_nothing(desk):
    with transaction.atomic():
        making.story("خبر", desk)
        transaction.set_rollback(True)

    assert not PublicState.objects.exists()
    assert not Counter.objects.filter(tag__startswith="story:").exists()


def test_what_is_near_shares_topics_and_keywords_and_is_older(desk):
    dam, river = making.topic("قضية السد"), making.keyword("نهر اللازورد")
    near = making.story("عن السد", desk, topics=[dam], keywords=[river])
    far = making.story("عن الرياضة", desk)

    story = making.story("السد مرة أخرى", desk, topics=[dam], keywords=[river])

    assert list(Nearby.objects.filter(story=story).values_list("other_id", flat=True)) == [near.pk, far.pk]


def queries_of_one_publish(desk, title):
    draft = making.draft(title, desk)
    with CaptureQueriesContext(connection) as queries:
        making.publish(draft)
    return len(queries)


def test_publishing_one_story_asks_the_database_as_often_however_many_there_are(desk):
    making.story("الأول", desk)
    few = queries_of_one_publish(desk, "الثاني")
    for number in range(20):
        making.story(f"خبر {number}", desk)

    assert queries_of_one_publish(desk, "الأخير") == few


def test_a_story_of_today_stands_in_the_day_of_its_editions_clock(desk, time_machine):
    time_machine.move_to("2026-11-20T23:30:00+00:00")
    story = making.story("خبر الليل", desk)

    # Half past eleven in Greenwich is tomorrow in Beirut.
    assert story.listings.filter(collection="day:ar:2026-11-21").exists()


def test_a_translation_that_appears_raises_the_original(desk, raised):
    story = making.story("خبر", desk)
    politics = making.section("Politics", lang="en")
    twin = making.draft("News", politics, translation_key=story.translation_key)
    raised()

    making.publish(twin)

    assert tags.story(story.pk) in raised()
