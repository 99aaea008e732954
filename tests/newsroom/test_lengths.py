"""How long SQLite's tables are, and what is found without walking them."""

import pytest
from django.core.management import call_command
from django.db import connection
from tests import making

from musnad.cli import home
from musnad.newsroom import lengths
from musnad.newsroom.models import Section, in_tree_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(monkeypatch):
    """A newsroom is a long one from ten pages on."""
    monkeypatch.setattr(lengths, "FEW", 10)


def test_tables_are_counted_when_there_are_ten_times_the_pages(desk, few):
    for number in range(10):
        making.story(f"خبر {number}", desk)

    assert lengths.count_tables()
    assert lengths.counted() >= 10
    assert not lengths.count_tables()


def test_a_long_newsroom_that_takes_a_version_with_new_indexes_is_counted_again(transactional_db, few):
    desk = making.desk()
    for number in range(12):
        making.story(f"خبر {number}", desk)
    call_command("migrate", "newsroom", "0009", verbosity=0, interactive=False)
    assert lengths.count_tables()
    assert not lengths.count_tables()

    home.migrate()
    assert "listing_newest" not in counted_indexes()
    home.count()

    assert "listing_newest" in counted_indexes()
    assert not lengths.count_tables()


def test_an_index_of_a_short_table_has_nothing_counted_again(desk, few):
    for number in range(12):
        making.story(f"خبر {number}", desk)
    assert lengths.count_tables()
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX by_tagline ON newsroom_edition (tagline)")
        assert not lengths.count_tables()
        cursor.execute("CREATE INDEX by_title ON wagtailcore_page (title)")
    assert lengths.count_tables()
    assert not lengths.count_tables()


def counted_indexes():
    with connection.cursor() as cursor:
        return {name for (name,) in cursor.execute("SELECT idx FROM sqlite_stat1").fetchall()}


def test_a_small_newsroom_is_not_counted(desk):
    assert not lengths.count_tables()
    assert lengths.counted() == 0


def test_sections_are_found_without_walking_all_pages(desk, django_assert_num_queries):
    """In the order of the tree, though the database is not asked for it."""
    others = [making.section(name) for name in ("ثقافة", "اقتصاد")]
    with django_assert_num_queries(2) as asked:
        found = in_tree_order(Section.objects.live())

    assert [row.path for row in found] == sorted(row.path for row in found)
    assert {row.pk for row in found} >= {desk.pk, *(row.pk for row in others)}
    with connection.cursor() as cursor:
        for question in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {question['sql']}")
            assert "SCAN wagtailcore_page" not in " ".join(row[3] for row in cursor.fetchall())
