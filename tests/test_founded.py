"""A newsroom that is put back as it was founded before is the one that founding makes."""

import pytest
from django.db import connection, transaction
from tests import founded, making
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from musnad.newsroom.models import Keyword


def as_if_it_had_not_been(act):
    """Do `act` and take it back; return what the tables had in between."""
    with transaction.atomic():
        act()
        rows, numbers = founded.tables(), founded.numbers_given()
        found = [page.pk for page in get_search_backend().search("Musnad", Page)]
        transaction.set_rollback(True)
    return rows, numbers, found


@pytest.fixture
def first_of_its_process(db, monkeypatch):
    monkeypatch.setattr(founded, "kept", {})


@pytest.mark.parametrize("make", [founded.founded, making.desk])
def test_a_newsroom_that_is_put_back_has_the_rows_of_its_founding(first_of_its_process, make):
    by_founding = as_if_it_had_not_been(make)
    kept = dict(founded.kept)
    put_back = as_if_it_had_not_been(make)
    assert founded.kept == kept
    assert put_back == by_founding
    assert put_back[2]


def test_a_database_that_has_seen_other_rows_is_founded_anew(first_of_its_process):
    as_if_it_had_not_been(founded.founded)
    Keyword.objects.create(name="السد", locale=Locale.objects.first())
    founded.founded()
    assert Keyword.objects.count() == 1
    assert Page.objects.filter(depth=2).count() == 2


def test_at_another_time_a_newsroom_is_founded_anew(first_of_its_process, time_machine):
    as_if_it_had_not_been(founded.founded)
    time_machine.move_to("2024-02-29T10:00:00Z", tick=False)
    founded.founded()
    assert {page.first_published_at.year for page in Page.objects.filter(depth=2)} == {2024}


def test_it_is_the_same_again_after_it_was_put_back(first_of_its_process):
    founded.founded()
    assert connection.vendor == "sqlite"
    before = founded.tables()
    founded.founded()
    assert founded.tables() == before
