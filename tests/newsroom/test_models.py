"""What an editor's save accepts and makes of it."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from tests import making

from musnad.newsroom.models import Edition, Keyword, Section, Story


def test_a_slug_is_made_of_the_headline_in_arabic_letters(desk):
    story = making.draft("المجلسُ يبحثُ خطّـــةَ السد", desk)

    assert story.slug == "المجلس-يبحث-خطة-السد"


def test_an_editors_slug_stands(desk):
    assert making.draft("عنوان طويل", desk, slug="قصير").slug == "قصير"


def test_two_stories_with_one_headline_have_two_addresses(desk):
    first, second = making.story("خبر", desk), making.story("خبر", desk)

    assert first.url_path != second.url_path


def test_a_headline_without_letters_still_has_an_address(desk):
    assert making.draft("؟!", desk).slug


@pytest.mark.parametrize("slug", ["archive", "day", "topic"])
def test_addresses_that_the_site_uses_itself_are_refused(desk, slug):
    story = making.draft("خبر", desk)
    story.slug = slug

    with pytest.raises(ValidationError, match="slug"):
        story.full_clean()


def test_an_unknown_time_zone_is_refused(desk):
    edition = Edition.objects.get(slug="ar")
    edition.zone = "Mars/Olympus"

    with pytest.raises(ValidationError, match="zone"):
        edition.full_clean()


def test_a_story_cannot_be_updated_before_it_was_published(desk):
    story = making.draft("خبر", desk, published_at=dt.datetime(2026, 11, 2, tzinfo=dt.UTC))
    story.updated_at = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)

    with pytest.raises(ValidationError, match="updated_at"):
        story.full_clean()


def test_the_first_publication_dates_a_story_and_later_ones_do_not(desk, time_machine):
    time_machine.move_to("2026-11-01T10:00:00+00:00", tick=False)
    story = making.story("خبر", desk)
    time_machine.move_to("2026-11-05T10:00:00+00:00", tick=False)
    story.title = "خبر مصحّح"

    assert making.publish(story).published_at == dt.datetime(2026, 11, 1, 10, tzinfo=dt.UTC)


def test_a_story_told_what_it_tells_when_it_was_published_or_as_early_as_its_undated_page_can_be(desk):
    post = dt.datetime(2021, 7, 4, 20, 48, tzinfo=dt.UTC)
    undated = making.story("خبر منقول", desk, captured_on=dt.date(2025, 1, 23))
    quoting = making.story("خبر فيه منشور", desk, captured_on=dt.date(2025, 1, 23), not_before=post)
    dated = making.story("خبر مؤرَّخ", desk, published_at=post)

    assert undated.told_at.astimezone(undated.edition().date_policy.zone_info).date() == dt.date(2025, 1, 23)
    assert (quoting.told_at, dated.told_at) == (post, post)
    assert making.draft("مسودة", desk).told_at is None


def test_a_story_taken_from_an_undated_page_gets_no_date_of_its_own(desk):
    story = making.story("خبر منقول", desk, captured_on=dt.date(2025, 1, 23))

    assert story.published_at is None
    assert story.listed_at is not None


def test_keywords_with_one_name_get_different_addresses(desk):
    assert [making.keyword("السد").slug, making.keyword("السدّ").slug] == ["السد", "السد-2"]


def test_a_snippets_second_use_of_a_slug_is_refused(desk):
    making.keyword("السد")
    other = Keyword(name="آخر", slug="السد", locale_id=desk.locale_id)

    with pytest.raises(ValidationError, match="slug"):
        other.full_clean()


def test_only_sections_hold_stories_and_only_editions_hold_sections():
    assert Story.allowed_parent_page_models() == [Section]
    assert Section.allowed_parent_page_models() == [Edition]


ROOMS = ["tags", "arabic", "reader", "ledger", "newsroom", "search", "newsstand", "wire", "press", "letters"]


def test_no_foreign_key_points_to_a_room_above():
    own = [model for model in apps.get_models() if model.__module__.startswith("musnad.")]
    assert own
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in own
        for field in model._meta.get_fields()
        if field.is_relation and field.many_to_one and field.related_model.__module__.startswith("musnad.")
        if ROOMS.index(field.related_model.__module__.split(".")[1]) > ROOMS.index(model.__module__.split(".")[1])
    ]

    assert upward == []
