"""A newsroom's first day."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group
from tests import making
from wagtail.models import Locale, Page, Site, Workflow

from musnad.newsroom.founding import ADMINISTRATORS, CHIEFS, EDITORS, WRITERS, found
from musnad.newsroom.models import Edition

pytestmark = pytest.mark.django_db


def test_the_first_start_makes_both_editions_and_the_arabic_one_is_the_sites_root():
    found()

    assert list(Edition.objects.order_by("path").values_list("slug", "locale__language_code")) == [
        ("ar", "ar"),
        ("en", "en"),
    ]
    assert Site.objects.get().root_page.slug == "ar"
    assert {locale.language_code for locale in Locale.objects.all()} == {"ar", "en"}


def test_the_two_editions_are_translations_of_one_another():
    found()

    arabic, english = Edition.objects.order_by("path")
    assert arabic.translation_key == english.translation_key
    assert (arabic.digits, english.digits) == ("arabic-indic", "latin")


def test_the_generated_password_opens_the_newsroom_and_is_told_once():
    first = found()

    assert authenticate(username=first.name, password=first.password) is not None
    assert found() is None


def test_a_second_start_changes_nothing_that_editors_made(desk):
    edition = Edition.objects.get(slug="ar")
    edition.title = "صحيفة دلوان"
    edition.save_revision().publish()
    Group.objects.get(name=WRITERS).delete()

    found()

    assert Edition.objects.get(slug="ar").title == "صحيفة دلوان"
    assert not Group.objects.filter(name=WRITERS).exists()


@pytest.mark.parametrize(
    ("role", "may_write", "may_change", "may_publish"),
    [
        (WRITERS, True, False, False),
        (EDITORS, True, True, False),
        (CHIEFS, True, True, True),
        (ADMINISTRATORS, True, True, True),
    ],
)
def test_each_role_may_do_its_part_with_others_stories(role, may_write, may_change, may_publish):
    making.newsroom()
    section = making.section("سياسة")
    story = making.story("خبر", section)
    user = get_user_model().objects.create_user("someone", password="secret")
    user.groups.add(Group.objects.get(name=role))

    assert section.permissions_for_user(user).can_add_subpage() is may_write
    assert story.permissions_for_user(user).can_edit() is may_change
    assert story.permissions_for_user(user).can_publish() is may_publish


def test_drafts_go_through_one_review_by_a_chief_editor():
    found()

    workflow = Workflow.objects.get()
    assert [group.name for task in workflow.tasks for group in task.specific.groups.all()] == [CHIEFS]
    assert Page.objects.get(depth=1).get_workflow() == workflow
