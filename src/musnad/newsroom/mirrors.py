"""Telling the public which key its mirrors are signed with."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from musnad import tags
from musnad.newsroom.models import MirrorKey


@transaction.atomic
def tell_key(pem: str, fingerprint: str) -> bool:
    """Have the site name this key, unless it does; return whether it did not."""
    latest = MirrorKey.objects.last()
    if latest and latest.fingerprint == fingerprint:
        return False
    MirrorKey.objects.update_or_create(fingerprint=fingerprint, defaults={"pem": pem, "told_at": timezone.now()})
    tags.raise_tags({tags.MIRRORS})
    return True
