"""Embargoes and expiry: Wagtail's schedule, kept by the press."""

import datetime as dt

from tests import making

from musnad.newsroom.models import PublicState, Story
from musnad.press.schedule import keep_the_schedule


def test_an_embargo_holds_until_its_hour_and_not_longer(desk, time_machine):
    time_machine.move_to("2026-11-01T10:00:00+00:00")
    story = making.draft("بيان محظور النشر", desk, go_live_at=dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC))
    story.save_revision().publish()

    keep_the_schedule()
    assert not PublicState.objects.filter(pk=story.pk).exists()

    time_machine.move_to("2026-11-01T12:00:30+00:00")
    keep_the_schedule()
    assert PublicState.objects.get(pk=story.pk).live is True


def test_a_story_that_expires_is_taken_off(desk, time_machine):
    time_machine.move_to("2026-11-01T10:00:00+00:00")
    story = making.story("إعلان", desk, expire_at=dt.datetime(2026, 11, 2, tzinfo=dt.UTC))

    time_machine.move_to("2026-11-02T00:01:00+00:00")
    keep_the_schedule()

    assert PublicState.objects.get(pk=story.pk).live is False
    assert Story.objects.get(pk=story.pk).live is False
