from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale, Page

from musnad.press.schedule import keep_the_schedule

HOUR = timedelta(hours=1)


@pytest.fixture
def root(database):
    Locale.objects.get_or_create(language_code="ar")
    return Page.objects.get(depth=1)


def draft(root, title, *, go_live_at):
    page = root.add_child(instance=Page(title=title, slug=title, live=False, go_live_at=go_live_at))
    page.save_revision(approved_go_live_at=go_live_at)
    return page


def test_an_embargo_ends_at_its_time_and_not_before(root, time_machine):
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    page = draft(root, "تقرير", go_live_at=timezone.now() + HOUR)
    keep_the_schedule()
    page.refresh_from_db()
    assert not page.live
    time_machine.shift(HOUR + timedelta(seconds=1))
    keep_the_schedule()
    page.refresh_from_db()
    assert page.live


def test_a_page_whose_time_is_over_goes(root, time_machine):
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    page = root.add_child(instance=Page(title="إعلان", slug="إعلان", expire_at=timezone.now() + HOUR))
    keep_the_schedule()
    page.refresh_from_db()
    assert page.live
    time_machine.shift(HOUR + timedelta(seconds=1))
    keep_the_schedule()
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


def test_one_that_fails_holds_up_no_other(root, time_machine, caplog):
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    lost = draft(root, "ضائع", go_live_at=timezone.now() + HOUR)
    good = draft(root, "سليم", go_live_at=timezone.now() + 2 * HOUR)
    revision = lost.latest_revision
    revision.content = {**revision.content, "expire_at": "no time at all"}
    revision.save(update_fields=["content"])
    time_machine.shift(3 * HOUR)
    keep_the_schedule()
    lost.refresh_from_db()
    good.refresh_from_db()
    assert (lost.live, good.live) == (False, True)
    assert "is due by its schedule" in caplog.text


def test_embargoes_end_though_what_depends_on_the_time_cannot_be_moved_on(root, time_machine, caplog):
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    page = draft(root, "تقرير", go_live_at=timezone.now() + HOUR)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE newsroom_moment RENAME TO lost")
    time_machine.shift(2 * HOUR)
    keep_the_schedule()
    page.refresh_from_db()
    assert page.live
    assert "could not be moved on" in caplog.text
