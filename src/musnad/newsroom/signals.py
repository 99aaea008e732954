"""Wagtail's edge: each receiver calls one named function."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import post_page_move

from musnad import tags
from musnad.newsroom import moments, publishing
from musnad.newsroom.models import Edition, ForMachines, NewsImage, Section, StandingPage, Story


@receiver(pre_delete, sender=Story)
def _story_deleted(instance: Story, **_: Any) -> None:
    publishing.story_deleted(instance)


@receiver(post_delete, sender=Section)
@receiver(post_delete, sender=StandingPage)
@receiver(post_delete, sender=Edition)
def _page_deleted(instance: Section | StandingPage | Edition, **_: Any) -> None:
    publishing.page_deleted(instance)


@receiver(post_delete, sender=NewsImage)
def _picture_deleted(instance: NewsImage, **_: Any) -> None:
    tags.raise_tags({tags.picture(instance.pk)})


@receiver(post_save, sender=ForMachines)
def _machines_told(**_: Any) -> None:
    moments.renew_security(timezone.now())


@receiver(post_page_move)
def _page_moved(instance: Page, **_: Any) -> None:
    # Wagtail moves a page as a plain Page, so its own save was not called.
    publishing.settle(instance.specific)
