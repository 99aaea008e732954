"""Search costs a publish what it adds, not what there is."""

import pytest
from django.contrib.contenttypes.models import ContentType
from tests import making
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from musnad.newsroom.models import Story


@pytest.fixture
def section(db):
    making.newsroom()
    return making.section("سياسة")


def entry_of(story):
    return IndexEntry.objects.get(content_type=ContentType.objects.get_for_model(Story), object_id=str(story.pk))


def test_publishing_weighs_its_own_title_and_touches_no_other(section):
    other = making.story("خبر قديم عن النهر", section)
    IndexEntry.objects.filter(pk=entry_of(other).pk).update(title_norm=1.0)

    made = making.story("النهر", section)

    assert entry_of(made).title_norm == pytest.approx(60 / len("النهر"))
    assert entry_of(other).title_norm == 1.0


def test_a_short_title_with_the_word_comes_before_a_long_one(section):
    long = making.story("خبر طويل جدًّا يذكر النهر في آخره بعد كلام كثير عن أمور أخرى", section)
    short = making.story("النهر يفيض", section)

    assert list(get_search_backend().search("النهر", Story.objects.all())) == [short, long]


def test_rebuilding_the_index_weighs_all_titles_anew(section):
    made = making.story("النهر", section)
    IndexEntry.objects.update(title_norm=1.0)

    backend = get_search_backend()
    rebuilder = backend.rebuilder_class(backend.get_index_for_model(Story))
    rebuilder.start().add_items(Story, [made])
    rebuilder.finish()

    assert entry_of(made).title_norm != 1.0
