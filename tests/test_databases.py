"""A test that really commits leaves the database as the migrations left it, however it asked for that."""

import unittest

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.test import TransactionTestCase
from wagtail.models import Page, Site

from musnad.newsroom.models import Keyword


def rows():
    return {model._meta.label: sorted(model.objects.values_list("pk", flat=True)) for model in apps.get_models()}


def spoil():
    """Take away what the migrations put there, and put there what they did not."""
    Site.objects.all().delete()
    Page.objects.all().delete()
    Permission.objects.all().delete()
    Group.objects.create(name="زوّار")


@pytest.fixture(scope="module", autouse=True)
def _as_migrated(django_db_setup, django_db_blocker):
    """Whichever test is the last one, it leaves the rows that the first one found."""
    with django_db_blocker.unblock():
        before = rows()
    assert before["wagtailcore.Page"]
    assert before["auth.Group"]
    yield
    with django_db_blocker.unblock():
        assert rows() == before


@pytest.fixture
def left_as_it_was(_as_migrated, django_db_blocker):
    with django_db_blocker.unblock():
        before = rows()
        yield
        assert rows() == before


def test_a_test_with_the_fixture_that_commits_leaves_what_migrations_made(left_as_it_was, transactional_db):
    spoil()
    assert not Page.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_test_with_the_mark_that_commits_leaves_what_migrations_made():
    spoil()
    assert not Page.objects.exists()


def test_a_test_with_a_live_server_leaves_what_migrations_made(live_server):
    spoil()
    assert not Page.objects.exists()


def test_a_test_case_that_commits_leaves_what_migrations_made(left_as_it_was):
    class Spoiling(TransactionTestCase):
        def runTest(self):
            spoil()
            assert not Page.objects.exists()

    result = unittest.TestResult()
    unittest.TestSuite([Spoiling()]).run(result)
    assert (result.testsRun, result.errors, result.failures) == (1, [], [])


def test_a_test_that_commits_on_postgresql_does_not_touch_sqlite(
    left_as_it_was, transactional_db, committing_postgresql
):
    Keyword.objects.create(name="السد", locale_id=Page.objects.first().locale_id)
    assert Keyword.objects.count() == 1
