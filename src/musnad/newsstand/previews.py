"""A draft as the public page that it will be."""

from __future__ import annotations

from typing import Any

from musnad.newsroom.models import Edition, Section, StandingPage, Story
from musnad.newsstand.readings import fronts, small, stories
from musnad.newsstand.readings.editions import EditionReading
from musnad.newsstand.readings.gathering import Gathering, MissingRenditions
from musnad.newsstand.rendering import render

PASSES = 3
"""A page can show pictures only of which all sizes are made; making them may bring up others, hardly twice."""


def preview(page: Any) -> str:
    """Return the HTML of `page` as it stands in the editor, with files that the newsroom itself serves."""
    for _ in range(PASSES):
        gathering = Gathering(preview=True)
        view = view_of(page, gathering)
        if not gathering.missing:
            break
        MissingRenditions(gathering.missing).prepare()
    return render(view, from_anywhere=True)


def view_of(page: Any, gathering: Gathering) -> object:
    edition = EditionReading(page.locale.language_code, gathering)
    if isinstance(page, Story):
        return stories.story_view(page, edition)
    if isinstance(page, StandingPage):
        return small.standing_view(page, edition)
    if isinstance(page, Section):
        return fronts.front_page("section", page.pk, gathering)
    assert isinstance(page, Edition)  # noqa: S101  (the four kinds of public page)
    return fronts.home_page(page.slug, gathering)
