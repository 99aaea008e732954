"""Embargoes that end, and pages whose time is over."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from musnad.newsroom import moments

logger = logging.getLogger(__name__)


def keep_the_schedule() -> None:
    """Take down what has expired and publish what was approved for now.

    Wagtail's command `publish_scheduled` does the same but stops at the first that fails, and every later embargo
    would wait for it. Here each is a transaction of its own, and a failure is logged and tried again the next time.
    """
    now = timezone.now()
    for model in scheduled_models():
        expired = model._default_manager.filter(live=True, expire_at__lt=now)
        # A story taken down as a plain Page would tell nobody.
        for thing in expired.specific() if model is Page else expired:
            attempt(thing, thing.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        attempt(revision, revision.publish, log_action="wagtail.publish.scheduled")
    keep_moments()


def keep_moments() -> None:
    """Move what public pages have for a clock: see `newsroom.moments`."""
    try:
        moments.keep(timezone.now())
    except Exception:
        logger.exception("What depends on the time could not be moved on")


def scheduled_models() -> list[Any]:
    """Return Page, which stands for all its kinds, and whatever else has a schedule."""
    others = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    return [Page, *(model for model in others if not issubclass(model, Page))]


def attempt(thing: models.Model, act: Callable[..., object], **how: object) -> None:
    try:
        with transaction.atomic():
            act(**how)
    except Exception:  # what else is due goes on
        logger.exception("%r is due by its schedule and could not be done", thing)
